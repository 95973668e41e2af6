//! A stop among the answers, and whether the person has been told.

use std::collections::BTreeSet;

use crate::answers::Answers;
use crate::assess::{Finding, Table, assess};
use crate::pack::Verdict;

/// The kinds of stop that the person knows of.
#[derive(Debug, Clone)]
pub(super) struct KnownStops(BTreeSet<Verdict>);

impl KnownStops {
    /// Whoever comes back with answers knows what they led to.
    pub(super) fn new(table: &Table, answers: &Answers) -> Self {
        Self(gravest(table, answers).into_iter().collect())
    }

    /// Whether a stop is news; from now on it is none.
    pub(super) fn learn(&mut self, stop: Verdict) -> bool {
        self.0.insert(stop)
    }
}

/// The gravest stop that the answers lead to so far.
pub(super) fn gravest(table: &Table, answers: &Answers) -> Option<Verdict> {
    let assessment = assess(table, answers);
    let stops = assessment.findings.iter().filter(|found| found.is_stop());
    stops.filter_map(Finding::verdict).max()
}
