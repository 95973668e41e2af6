//! What one answer leaves, and what all answers together leave.

use super::bits::Words;

/// A row of the table, or the AND over some of them.
#[derive(Debug, Clone)]
pub(super) struct Left<Row, Open, Questions> {
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
impl<Row: Words, Open: Words, Questions: Words> Left<Row, Open, Questions> {
    /// What is left before any answer: all of so many clauses and questions.
    pub(super) fn full(clauses: usize, questions: usize) -> Self {
        Self {
            certain: Row::full(clauses),
            possible: Open::full(clauses),
            unanswered: Questions::full(questions),
        }
    }

    /// As much room, and nothing in it.
    pub(super) fn emptied(&self) -> Self {
        Self {
            certain: self.certain.emptied(),
            possible: self.possible.emptied(),
            unanswered: self.unanswered.emptied(),
        }
    }

    /// Keeps what an answer leaves.
    #[inline(always)]
    pub(super) fn keep(&mut self, row: &Self) {
        self.certain.keep(row.certain.as_ref());
        self.possible.keep(row.possible.as_ref());
        self.unanswered.keep(row.unanswered.as_ref());
    }

    /// Adds what another answer leaves.
    #[inline(always)]
    pub(super) fn add(&mut self, row: &Self) {
        self.certain.add(row.certain.as_ref());
        self.possible.add(row.possible.as_ref());
        self.unanswered.add(row.unanswered.as_ref());
    }
}
