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
    /// Places of the open questions, in the order of asking.
    pub(super) open: Vec<usize>,
}
