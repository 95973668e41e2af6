//! Where a record stands, and what the rules make of it.

use crate::pack::Verdict;

/// Where a record begins in its file, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The line.
    pub line: usize,
    /// The column in characters; of a row of a table, the cell.
    pub column: usize,
}

/// Whether private answers are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Private {
    /// Not to others than the person.
    #[default]
    Withheld,
    /// As all others.
    Shown,
}

/// What the rules make of a record, as far as it may be shown.
#[derive(Debug)]
pub(super) struct RecordResult {
    pub(super) verdict: Verdict,
    /// The score, unless it could tell of a private answer.
    pub(super) score: Option<i32>,
    /// Places of the rules that fired, in the order of findings.
    pub(super) fired: Vec<usize>,
    /// Those of them that a doctor's approval has turned into cautions.
    pub(super) cleared: Vec<usize>,
    /// Places of the open questions, in the order of asking.
    pub(super) open: Vec<usize>,
    /// How many safety questions are open, those that are not listed among them.
    pub(super) open_safety: u32,
    /// The verdicts of findings that are withheld since they are private; `None` if nothing is withheld.
    pub(super) withheld: Option<Vec<Verdict>>,
}

impl RecordResult {
    /// Returns true if a safety question is open whose answer could still make the verdict worse.
    ///
    /// What the answers that are open can really lead to takes a search for each record. This takes
    /// none, and errs on the side of caution.
    pub(super) fn is_so_far(&self) -> bool {
        self.open_safety > 0 && !self.verdict.is_worst()
    }
}

/// Of findings that are withheld: of those without a verdict, or of answers that change nothing.
pub(super) const NOTE: &str = "note";

/// The words of programs for what is withheld: its verdicts, or that there is something at all.
pub(super) fn withheld_ids(withheld: &[Verdict]) -> impl Iterator<Item = &'static str> {
    let note = withheld.is_empty().then_some(NOTE);
    withheld.iter().map(|verdict| verdict.id()).chain(note)
}
