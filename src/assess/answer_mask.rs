//! What one answer leaves, and what all answers together leave.

use super::bits::Bitset;

/// A row of the table, or the AND over some of them.
#[derive(Debug, Clone)]
pub(super) struct AnswerMask<Row, Open, Questions> {
    /// The clauses that hold.
    pub(super) certain: Row,
    /// The clauses that can hold. Those of questions and expectations at least: others may not be kept.
    pub(super) possible: Open,
    /// The questions that are unanswered.
    pub(super) unanswered: Questions,
}

#[expect(
    clippy::inline_always,
    reason = "words in a call are words in memory, which costs twice the time"
)]
impl<Row: Bitset, Open: Bitset, Questions: Bitset> AnswerMask<Row, Open, Questions> {
    /// What is left before any answer: all of this number of clauses and questions.
    pub(super) fn full(clauses: usize, questions: usize) -> Self {
        Self {
            certain: Row::full(clauses),
            possible: Open::full(clauses),
            unanswered: Questions::full(questions),
        }
    }

    /// As much room, and nothing in it.
    pub(super) fn zeroed(&self) -> Self {
        Self {
            certain: self.certain.zeroed(),
            possible: self.possible.zeroed(),
            unanswered: self.unanswered.zeroed(),
        }
    }

    /// Keeps what an answer leaves.
    #[inline(always)]
    pub(super) fn and_assign(&mut self, row: &Self) {
        self.certain.and_assign(row.certain.as_ref());
        self.possible.and_assign(row.possible.as_ref());
        self.unanswered.and_assign(row.unanswered.as_ref());
    }

    /// Adds what another answer leaves.
    #[inline(always)]
    pub(super) fn or_assign(&mut self, row: &Self) {
        self.certain.or_assign(row.certain.as_ref());
        self.possible.or_assign(row.possible.as_ref());
        self.unanswered.or_assign(row.unanswered.as_ref());
    }
}
