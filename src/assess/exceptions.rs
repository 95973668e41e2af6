//! The exceptions of rules: which rules do not fire although their condition holds.

use super::bits::{self, Bits, Words};

/// The clauses of all exceptions, each once, with what it takes out.
#[derive(Debug, Clone)]
pub(super) struct Exceptions<Row> {
    /// Neighboring bits, one for each clause.
    bits: Bits,
    /// For each of them the clauses of rules that are left beside it.
    left: Vec<Row>,
    /// The clauses of all rules.
    rules: Row,
}

impl<Row: Words> Exceptions<Row> {
    /// For the clauses of rules, and from a bit on for each clause of an exception what it takes out;
    /// of so many clauses in all.
    pub(super) fn new(rules: Bits, start: usize, excepted: &[Vec<Bits>], count: usize) -> Self {
        let all = Row::of(count, rules.each());
        let left = excepted.iter().map(|excepted| {
            let mut left = all.clone();
            let taken = excepted.iter().flat_map(|bits| bits.each());
            taken.for_each(|bit| bits::clear(left.as_mut(), bit));
            left
        });
        Self {
            bits: Bits {
                start,
                end: start + excepted.len(),
            },
            left: left.collect(),
            rules: all,
        }
    }

    /// Of the clauses that hold, those of rules that fire.
    #[inline]
    pub(super) fn firing(&self, holding: &Row) -> Row {
        let mut firing = holding.clone();
        firing.keep(self.rules.as_ref());
        for bit in self.bits.set(holding.as_ref()) {
            if let Some(left) = self.left.get(bit - self.bits.start) {
                firing.keep(left.as_ref());
            }
        }
        firing
    }
}
