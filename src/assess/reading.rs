//! What one set of answers makes of the conditions of a pack, as bits.

use super::bits::{self, Bits};
use super::firing::Effects;
use crate::pack::QuestionIndex;

/// How surely a question concerns a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// It does.
    Yes,
    /// It depends on an answer that is unknown.
    Maybe,
    /// It does not.
    No,
}

/// What one set of answers makes of the conditions of the pack.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub(super) certain: Vec<u64>,
    /// The first clause that holds of each rule that fires.
    pub(super) fired: Vec<u64>,
    /// What those rules come to.
    pub(super) effects: Effects,
    pub(super) possible: Vec<u64>,
    /// One bit for each question, here and below: those that concern the person for certain.
    pub(super) concerning: Vec<u64>,
    /// The questions that may concern the person.
    pub(super) maybe: Vec<u64>,
    /// The questions that are unanswered.
    pub(super) unanswered: Vec<u64>,
}

/// Of questions that may apply and of unanswered ones those that are neither, one bit each.
#[inline]
pub(super) fn inapplicable_answers(maybe: &[u64], unanswered: &[u64]) -> impl Iterator<Item = u64> {
    let words = maybe.iter().zip(unanswered);
    words.map(|(maybe, unanswered)| !(maybe | unanswered))
}

impl Reading {
    /// Returns true if a question concerns the person.
    pub fn applies(&self, question: QuestionIndex) -> Applies {
        let place = question.position();
        if bits::is_set(&self.concerning, place) {
            Applies::Yes
        } else if bits::is_set(&self.maybe, place) {
            Applies::Maybe
        } else {
            Applies::No
        }
    }

    /// Places of the questions that apply, or may apply, and whose answer is unknown, those that no rule reads
    /// among them.
    pub(crate) fn open_places(&self) -> impl Iterator<Item = usize> {
        bits::places(self.open_words())
    }

    /// The same, one bit each.
    pub(super) fn open_words(&self) -> impl Iterator<Item = u64> {
        let words = self.maybe.iter().zip(&self.unanswered);
        words.map(|(maybe, unanswered)| maybe & unanswered)
    }

    /// How many questions of a set, one bit each, are open: counted without asking for memory.
    pub(super) fn open_among(&self, questions: &[u64]) -> u32 {
        let open = self.open_words().zip(questions);
        open.map(|(open, of_these)| (open & of_these).count_ones())
            .sum()
    }

    /// Questions that are answered and do not apply, one bit each.
    pub(super) fn inapplicable_answers(&self) -> impl Iterator<Item = u64> {
        inapplicable_answers(&self.maybe, &self.unanswered)
    }

    pub(super) fn is_certain(&self, condition: Bits) -> bool {
        condition.any(&self.certain)
    }

    pub(super) fn is_possible(&self, condition: Bits) -> bool {
        condition.any(&self.possible)
    }
}
