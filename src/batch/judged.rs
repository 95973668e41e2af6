//! Where a record stands, and what the rules make of it.

use crate::pack::Verdict;

/// Where a record begins in its file, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The line.
    pub line: usize,
    /// The column in characters; of a row of a table, the cell.
    pub column: usize,
}

/// What the rules make of a record.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) verdict: Verdict,
    pub(super) score: i32,
    /// Places of the rules that fired, in the order of findings.
    pub(super) fired: Vec<usize>,
    /// Those of them that a doctor's approval has turned into cautions.
    pub(super) cleared: Vec<usize>,
    /// Places of the open questions, in the order of asking.
    pub(super) open: Vec<usize>,
    /// How many of those are safety questions.
    pub(super) open_safety: u32,
}

impl Judged {
    /// Returns true if a safety question is open whose answer could still make the verdict worse.
    ///
    /// What the answers that are open can really lead to takes a search for each record. This takes
    /// none, and errs on the side of caution.
    pub(super) fn is_so_far(&self) -> bool {
        self.open_safety > 0 && !self.verdict.is_worst()
    }
}
