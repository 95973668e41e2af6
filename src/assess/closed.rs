//! What is not possible because a question does not concern the person.

use super::asked::Asked;
use super::bits::{Bits, Words};

/// A question that may not concern the person.
#[derive(Debug, Clone)]
pub(super) struct Closed<Row> {
    /// The clauses of its condition.
    when: Row,
    /// What it leaves if it does not, and if it may.
    left: [Row; 2],
}

impl<Row: Words> Closed<Row> {
    /// A question by the clauses of its condition and those that ask it; of so many clauses.
    pub(super) fn new((when, asked): (Bits, &Asked), clauses: usize) -> Self {
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
    pub(super) fn keep(closed: &[Self], possible: &mut Row) {
        for Self { when, left } in closed {
            // Looked up, as answers come without any order: a branch would be guessed wrongly.
            if let Some(left) = left.get(usize::from(possible.meets(when))) {
                possible.keep(left.as_ref());
            }
        }
    }
}
