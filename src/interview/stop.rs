//! A stop among the answers, and whether the person knows of it.

use std::collections::BTreeSet;

use crate::assess::{Assessment, Finding, Table, assess};
use crate::pack::{Answers, Verdict};

/// The kinds of stop that the person knows of.
#[derive(Debug, Clone)]
pub(super) struct KnownStops(BTreeSet<Verdict>);

impl KnownStops {
    /// A person who comes back with answers knows what they led to.
    pub(super) fn new(table: &Table, answers: &Answers) -> Self {
        let stop = gravest(table, answers);
        Self(stop.into_iter().map(|stop| stop.verdict).collect())
    }

    /// Returns true if a stop is news; from now on it is none.
    pub(super) fn learn(&mut self, stop: Verdict) -> bool {
        self.0.insert(stop)
    }
}

/// What the answers so far lead to, and why.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop<'pack> {
    pub(super) verdict: Verdict,
    pub(super) because: &'pack str,
}

/// The gravest stop that the answers lead to so far; of several alike, the most urgent one.
///
/// A gate that a doctor may have approved is none yet while the questions about that are still to come.
pub(super) fn gravest<'pack>(table: &Table<'pack>, answers: &Answers) -> Option<Stop<'pack>> {
    let assessment = assess(table, answers);
    let stops = assessment.findings.iter().filter_map(|found| {
        let is_certain = found.is_stop() && !may_be_cleared(&assessment, found);
        let because = found.because();
        let verdict = found.verdict().filter(|_| is_certain)?;
        Some(Stop { verdict, because })
    });
    // Findings come most urgent first, and of equal ones `max_by_key` would give the last.
    stops.reduce(|first, other| {
        if other.verdict > first.verdict {
            other
        } else {
            first
        }
    })
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
                    .is_some_and(|chosen| chosen.intersects(requirement.options)),
                None => assessment.open.contains(&question),
            }
        })
    })
}
