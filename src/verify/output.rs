//! Writes what checking a pack found, as text and as JSON.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value};

use super::check::{Checked, ProofCount};
use super::decision_aid::DecisionAidCheck;
use super::finding::{CheckFinding, Severity};
use crate::assess::Table;
use crate::pack::Pack;
use crate::report::sanitized_json;
use crate::space::every_answer_set;
use crate::words;

/// Every finding like a compiler's message, a line with what was proved, and the items of a decision aid if they
/// were checked.
pub fn check_text(table: &Table, checked: &Checked, aid: Option<&DecisionAidCheck>) -> String {
    let mut text = String::new();
    for finding in &checked.findings {
        _ = writeln!(text, "{finding}\n"); // writing to a `String` cannot fail
    }
    let ProofCount {
        stated: properties,
        held: properties_held,
    } = checked.properties;
    let laws_held = checked.laws.held;
    let laws = words::count(checked.laws.stated, "law");
    let held = if laws_held == checked.laws.stated && properties_held == properties {
        format!("{laws} and {properties} built-in properties hold")
    } else {
        format!(
            "{laws_held} of {laws} and {properties_held} of {properties} built-in properties hold"
        )
    };
    let is_warning = |finding: &&CheckFinding| finding.severity == Severity::Warning;
    let warnings = match checked.findings.iter().filter(is_warning).count() {
        0 => String::new(),
        count => format!(", with {}", words::count(count, "warning")),
    };
    let sets = every_answer_set(table.pack()).map_or("over 2^128".to_owned(), words::number);
    _ = writeln!(text, "checked {sets} answer sets: {held}{warnings}");
    if let Some(aid) = aid {
        text = format!("{text}\n{}", aid.text());
    }
    text
}

/// The same for programs, as `smp.check/1`: indented, ending in a line break, safe to print.
///
/// # Panics
/// Never: every key is a string and every value plain.
pub fn check_json(table: &Table, checked: &Checked, aid: Option<&DecisionAidCheck>) -> String {
    let pack = table.pack();
    let held = |proofs: ProofCount| HeldJson {
        stated: proofs.stated,
        held: proofs.held,
    };
    let findings = checked.findings.iter();
    let report = CheckJson {
        format: "smp.check/1",
        pack: PackJson {
            id: &pack.id,
            version: &pack.version,
            sha256: &pack.sha256,
        },
        holds: checked.holds(),
        answer_sets: every_answer_set(pack).map(|sets| sets.to_string()),
        laws: held(checked.laws),
        properties: held(checked.properties),
        findings: findings
            .map(|finding| FindingJson::new(pack, finding))
            .collect(),
        decision_aid: aid,
    };
    let json =
        serde_json::to_string_pretty(&report).expect("every key is a string and every value plain");
    format!("{}\n", sanitized_json(&json))
}

#[derive(Serialize)]
struct CheckJson<'a> {
    format: &'static str,
    pack: PackJson<'a>,
    holds: bool,
    /// A decimal number; absent if there are more than 2^128.
    answer_sets: Option<String>,
    laws: HeldJson,
    properties: HeldJson,
    findings: Vec<FindingJson<'a>>,
    /// Absent unless it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision_aid: Option<&'a DecisionAidCheck>,
}

#[derive(Serialize)]
struct PackJson<'a> {
    id: &'a str,
    version: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct HeldJson {
    stated: usize,
    held: usize,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    pointer: Option<&'a str>,
    /// The witness's answers that differ from the baseline.
    witness: Option<Map<String, Value>>,
    help: Option<&'a str>,
}

impl<'a> FindingJson<'a> {
    fn new(pack: &Pack, finding: &'a CheckFinding) -> Self {
        let problem = &finding.diagnostic;
        let (line, column) = problem.place.position.unzip();
        let witness = finding.witness.as_ref().map(|witness| {
            let differing = witness.differing.iter();
            differing
                .map(|(index, value)| (pack.question(*index).id.to_string(), value.clone()))
                .collect()
        });
        Self {
            severity: finding.severity.id(),
            code: problem.code.name(),
            message: &problem.message,
            file: &problem.place.file,
            line,
            column,
            pointer: problem.place.pointer.as_deref(),
            witness,
            help: problem.help.as_deref(),
        }
    }
}
