//! What the answer space knows, held against trying everything.

use smp_suitability::assess::{Assessment, Finding, Table};
use smp_suitability::pack::{Answers, Row, Text, Verdict};

use crate::fuzzed::sweep;
use crate::random::Dice;

mod changes;
mod deciding;
mod open;
mod readings;
mod whole;

/// A random pack and the answers of a random person, few enough to try everything.
fn person(seed: u64, check: impl FnOnce(&Table, &Answers)) {
    sweep::person(&mut Dice::new(seed), check);
}

/// What must be the same if an answer is to change nothing for a person.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Outcome<'a> {
    verdict: Verdict,
    advice: Vec<&'a str>,
    rows: [Vec<&'a str>; 4],
}

impl<'a> Outcome<'a> {
    pub(crate) fn of(assessment: &Assessment<'a>) -> Self {
        let advising = assessment.findings.iter().filter_map(Finding::advice);
        Self {
            verdict: assessment.verdict,
            advice: advising.map(Text::as_str).collect(),
            rows: [
                ids(&assessment.sessions.rows),
                ids(&assessment.price.rows),
                ids(&assessment.recovery.rows),
                ids(&assessment.upkeep.rows),
            ],
        }
    }
}

fn ids<'a, Content>(rows: &[&'a Row<Content>]) -> Vec<&'a str> {
    rows.iter().map(|row| row.id.as_str()).collect()
}
