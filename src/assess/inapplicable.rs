//! What is not possible because a question does not concern the person.

use super::bits::{Bits, Bitset};
use super::question_clauses::QuestionClauses;

/// A question that may not concern the person.
#[derive(Debug, Clone)]
pub(super) struct InapplicableMask<Row> {
    /// The clauses of its condition.
    when: Row,
    /// What it leaves if it does not, and if it may.
    left: [Row; 2],
}

impl<Row: Bitset> InapplicableMask<Row> {
    /// A question by the clauses of its condition and those that ask it; of this number of clauses.
    pub(super) fn new((when, asked): (Bits, &QuestionClauses), clauses: usize) -> Self {
        let all = Row::full(clauses);
        let mut left = all.clone();
        asked.clear(&mut left);
        Self {
            when: Row::of(clauses, when.each()),
            left: [left, all],
        }
    }

    /// Keeps what is possible although some questions do not concern the person.
    #[inline]
    pub(super) fn keep_possible(closed: &[Self], possible: &mut Row) {
        for Self { when, left } in closed {
            // Looked up, as answers come without any order: a branch would be guessed wrongly.
            if let Some(left) = left.get(usize::from(possible.intersects(when))) {
                possible.and_assign(left.as_ref());
            }
        }
    }
}
