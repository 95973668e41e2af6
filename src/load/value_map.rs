//! The caller's own words for answers.

use crate::pack::{Answer, are_same};

/// What the caller's own words say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueMap {
    values: Vec<(String, Answer)>,
}

impl ValueMap {
    /// Returns true if there are no words.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Lets words stand for an answer.
    pub(super) fn add(&mut self, written: &str, answer: Answer) {
        self.values.push((written.trim().to_owned(), answer));
    }

    /// The answer that these words stand for.
    pub fn answer(&self, written: &str) -> Option<Answer> {
        let mut values = self.values.iter();
        values.find_map(|(value, answer)| are_same(value, written).then_some(*answer))
    }
}
