//! A stop among the answers, and whether the person has been told.

use std::collections::BTreeSet;

use crate::answers::Answers;
use crate::assess::{Assessment, Finding, Table, assess};
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
///
/// A gate that a doctor may have approved is none yet while the questions about that are still to come.
pub(super) fn gravest(table: &Table, answers: &Answers) -> Option<Verdict> {
    let assessment = assess(table, answers);
    let stops = assessment.findings.iter().filter(|found| found.is_stop());
    let stops = stops.filter(|found| !may_be_cleared(&assessment, found));
    stops.filter_map(Finding::verdict).max()
}

/// Returns true if an answer that was not asked for yet can still clear the gate.
fn may_be_cleared(assessment: &Assessment, found: &Finding) -> bool {
    let clearance = found.rule.cleared_by.iter();
    let mut clauses = clearance.flat_map(|clearance| &clearance.when().clauses);
    clauses.any(|clause| {
        clause.requirements.iter().all(|requirement| {
            let question = requirement.question;
            match assessment.answers.get(question) {
                Some(answer) => answer
                    .chosen()
                    .is_some_and(|chosen| chosen.meets(requirement.options)),
                None => assessment.open.contains(&question),
            }
        })
    })
}
