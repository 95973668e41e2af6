//! Runs every proof about a pack, one after the other.

use chrono::NaiveDate;

use super::context::CheckContext;
use super::finding::{CheckFinding, Severity};
use super::{citations, idle, laws, rules, scores, tables, texts};
use crate::assess::Table;
use crate::diagnostic::{Code, Diagnostic};
use crate::load::{self, PackFiles, PathStep};
use crate::pack::Pack;
use crate::space::Search;

/// What came out of checking a pack.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What is wrong, property by property and then law by law.
    pub findings: Vec<CheckFinding>,
    /// The laws that the pack states.
    pub laws: ProofCount,
    /// The properties that every pack must have.
    pub properties: ProofCount,
}

/// A number of proofs tried, and how many of them succeeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProofCount {
    /// All of them.
    pub stated: usize,
    /// Those without an error.
    pub held: usize,
}

impl Checked {
    /// Warns if the rules were to be checked against new evidence before a day.
    pub fn add_overdue_review(&mut self, pack: &Pack, files: &PackFiles, day: NaiveDate) {
        let review_by = pack.provenance.review_by;
        let Some(review_by) = review_by.filter(|review_by| *review_by < day) else {
            return;
        };
        let message = format!("the rules were to be checked against new evidence by {review_by}");
        let help = "check them, then write the next day in `review_by`";
        self.add_warnings(vec![Diagnostic {
            code: Code::OverdueReview,
            message,
            place: load::place(files, "pack.json", &[PathStep::Key("review_by")]),
            help: Some(help.to_owned()),
        }]);
    }

    /// Adds what was noticed before anything was proved.
    pub fn add_warnings(&mut self, warnings: Vec<Diagnostic>) {
        let warnings = warnings.into_iter().map(CheckFinding::warning);
        self.findings.splice(..0, warnings);
    }

    /// Returns true if every law and every property holds; warnings do not count.
    pub fn holds(&self) -> bool {
        let mut findings = self.findings.iter();
        findings.all(|finding| finding.severity == Severity::Warning)
    }
}

/// A property that every pack must have: what breaks it.
type Property = fn(&CheckContext) -> Vec<CheckFinding>;

/// The properties that every pack must have.
const PROPERTIES: [Property; 14] = [
    scores::score_keeps_its_scale,
    scores::every_band_is_reached,
    rules::every_rule_fires,
    rules::every_gate_decides,
    rules::no_rule_is_implied,
    idle::every_question_counts,
    idle::every_option_counts,
    tables::every_row_counts,
    tables::ranges_keep_to_the_overall_range,
    tables::every_day_is_listed_once,
    citations::every_source_is_used,
    citations::every_dispute_is_used,
    texts::every_text_can_be_shown,
    texts::every_text_is_easy_to_read,
];

/// Proves every property and every law of a pack over every set of answers, complete or not.
pub fn check(table: &Table, files: &PackFiles) -> Checked {
    let pack = table.pack();
    let context = CheckContext::new(table, Search::new(table), files);
    let is_broken = |findings: &Vec<CheckFinding>| {
        let mut findings = findings.iter();
        findings.any(|finding| finding.severity == Severity::Error)
    };
    let of_properties: Vec<_> = PROPERTIES.iter().map(|prove| prove(&context)).collect();
    let of_laws: Vec<_> = (pack.laws.iter())
        .map(|law| laws::broken(&context, law))
        .collect();
    let held = |proofs: &[Vec<CheckFinding>]| {
        let broken = proofs.iter().filter(|findings| is_broken(findings)).count();
        ProofCount {
            stated: proofs.len(),
            held: proofs.len() - broken,
        }
    };
    Checked {
        laws: held(&of_laws),
        properties: held(&of_properties),
        findings: of_properties.into_iter().chain(of_laws).flatten().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::laws;
    use crate::assess::Table;
    use crate::load::{builtin, pack};
    use crate::pack::Statement;
    use crate::space::Search;
    use crate::verify::context::CheckContext;

    /// A proof without its shortcuts finds the same, with at least ten times as many states.
    #[test]
    fn the_laws_of_the_built_in_pack_are_proved_in_few_states() {
        let files = builtin();
        let pack = pack(&files).expect("the built-in pack is sound");
        let table = Table::new(&pack);
        for law in &pack.laws {
            let most_states = match law.statement {
                Statement::Monotone(_) => 10_000,
                // They name every question about an approval, so all of those are looked at together.
                _ if ["approval-is-a-caution", "doctors-no"].contains(&law.id.as_str()) => 40_000,
                _ => 2_500,
            };
            let search = Search::within(&table, most_states);
            let context = CheckContext::new(&table, search, &files);
            assert!(laws::broken(&context, law).is_empty(), "{}", law.id);
        }
    }
}
