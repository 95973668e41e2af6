//! The questions that conditions may name.

use std::collections::{BTreeMap, BTreeSet};

use crate::pack::{Former, Question, Retired, Text};

/// Questions as far as they could be read.
#[derive(Default)]
pub(super) struct Questions {
    list: Vec<Question>,
    positions: BTreeMap<Text, usize>,
    unsound: BTreeSet<usize>,
    retired: Vec<Retired>,
    is_whole: bool,
}

/// What an id in a condition means.
pub(super) enum Named<'pack> {
    /// A question, and its position.
    Question(usize, &'pack Question),
    /// Something that could not be read, which is reported at its own place.
    Unreadable,
    /// No question.
    Nothing,
}

impl Questions {
    /// Adds the next question; an unsound one has options that could not be read.
    pub(super) fn push(&mut self, question: Question, is_sound: bool) {
        let position = self.list.len();
        if !is_sound {
            self.unsound.insert(position);
        }
        let id = question.id.clone();
        self.positions.entry(id).or_insert(position);
        self.list.push(question);
    }

    /// Every id could be read: from now on, what is not found does not exist.
    pub(super) fn set_whole(&mut self) {
        self.is_whole = true;
    }

    pub(super) fn find(&self, id: &str) -> Named<'_> {
        let position = self.positions.get(id).copied();
        match position.and_then(|position| Some((position, self.list.get(position)?))) {
            Some((position, _)) if self.unsound.contains(&position) => Named::Unreadable,
            Some((position, question)) => Named::Question(position, question),
            None if self.is_whole => Named::Nothing,
            None => Named::Unreadable,
        }
    }

    /// Whether every question could be read with its options, so that nothing is left out elsewhere.
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

    /// What became of ids of earlier versions.
    pub(super) fn former(&self) -> Former<'_> {
        Former::new(&self.list, &self.retired)
    }

    pub(super) fn into_parts(self) -> (Vec<Question>, Vec<Retired>) {
        (self.list, self.retired)
    }
}
