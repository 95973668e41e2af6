//! Which bit is which clause.

use super::bits::Bits;
use crate::pack::{Clause, Condition};

/// Collects clauses and numbers them.
#[derive(Debug, Default)]
pub(super) struct Clauses<'pack>(pub(super) Vec<&'pack Clause>);

impl<'pack> Clauses<'pack> {
    pub(super) fn add(&mut self, condition: &'pack Condition) -> Bits {
        let start = self.0.len();
        self.0.extend(&condition.clauses);
        Bits {
            start,
            end: self.0.len(),
        }
    }

    pub(super) fn add_any(&mut self, condition: Option<&'pack Condition>) -> Option<Bits> {
        condition.map(|condition| self.add(condition))
    }
}
