//! The lines about answers that are on the screen, so that going back can remove them.

use crate::pack::QuestionIndex;

/// The lines about one answer.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) question: QuestionIndex,
    pub(super) lines: Vec<String>,
}

/// The records in the order they were shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Transcript {
    shown: Vec<Record>,
    /// Questions whose record going back removed since the last answer.
    undone: Vec<QuestionIndex>,
}

impl Transcript {
    /// Takes note of records, and gives their lines.
    pub(super) fn add(&mut self, records: Vec<Record>) -> Vec<String> {
        let lines = records
            .iter()
            .flat_map(|record| record.lines.clone())
            .collect();
        self.shown.extend(records);
        lines
    }

    /// Removes the record of a question if it is the last one, and gives its lines.
    ///
    /// A record further up stays: what was shown after it would have to go as well.
    pub(super) fn undo(&mut self, question: QuestionIndex) -> Vec<String> {
        let last = self.shown.pop_if(|record| record.question == question);
        last.map_or_else(Vec::new, |record| {
            self.undone.push(question);
            record.lines
        })
    }

    /// The questions whose record was removed since this was last called, in the order of asking.
    pub(super) fn take_undone(&mut self) -> Vec<QuestionIndex> {
        let mut undone = std::mem::take(&mut self.undone);
        undone.sort_unstable();
        undone
    }
}
