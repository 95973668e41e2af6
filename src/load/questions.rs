//! The questions that conditions may name.

use std::collections::{BTreeMap, BTreeSet};

use crate::pack::{Former, Question, Retired, Text};

/// The questions that could be read.
#[derive(Default)]
pub(super) struct Questions {
    list: Vec<Question>,
    positions: BTreeMap<Text, usize>,
    unsound: BTreeSet<usize>,
    retired: Vec<Retired>,
    is_whole: bool,
}

/// The result of looking up an id.
pub(super) enum QuestionLookup<'pack> {
    /// A question, and its position.
    Question(usize, &'pack Question),
    /// Possibly a question that could not be read, which is reported at its own place.
    Unreadable,
    /// No question.
    Nothing,
}

impl Questions {
    /// Adds the next question. It is unsound if some of its options could not be read.
    pub(super) fn push(&mut self, question: Question, is_sound: bool) {
        let position = self.list.len();
        if !is_sound {
            self.unsound.insert(position);
        }
        let id = question.id.clone();
        self.positions.entry(id).or_insert(position);
        self.list.push(question);
    }

    /// States that every id could be read, so that an id that is not found does not exist.
    pub(super) fn set_whole(&mut self) {
        self.is_whole = true;
    }

    pub(super) fn find(&self, id: &str) -> QuestionLookup<'_> {
        let position = self.positions.get(id).copied();
        match position.and_then(|position| Some((position, self.list.get(position)?))) {
            Some((position, _)) if self.unsound.contains(&position) => QuestionLookup::Unreadable,
            Some((position, question)) => QuestionLookup::Question(position, question),
            None if self.is_whole => QuestionLookup::Nothing,
            None => QuestionLookup::Unreadable,
        }
    }

    /// Returns true if every question could be read with its options.
    pub(super) fn is_sound(&self) -> bool {
        self.is_whole && self.unsound.is_empty()
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|question| question.id.as_str())
    }

    pub(super) fn list_mut(&mut self) -> &mut [Question] {
        &mut self.list
    }

    pub(super) fn list(&self) -> &[Question] {
        &self.list
    }

    pub(super) fn set_retired(&mut self, retired: Vec<Retired>) {
        self.retired = retired;
    }

    /// The ids of earlier versions.
    pub(super) fn former(&self) -> Former<'_> {
        Former::new(&self.list, &self.retired)
    }

    pub(super) fn into_parts(self) -> (Vec<Question>, Vec<Retired>) {
        (self.list, self.retired)
    }
}
