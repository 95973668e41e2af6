//! What checking a pack found, as text and as JSON.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::check::Checked;
use super::finding::{Finding, Severity};
use crate::assess::Table;
use crate::pack::Pack;
use crate::space::every_answer_set;
use crate::words;

/// Every finding like a compiler's message, and a last line with what was proved.
pub fn check_text(table: &Table, checked: &Checked, took: &str) -> String {
    let mut text = String::new();
    for finding in &checked.findings {
        _ = writeln!(text, "{finding}\n"); // a `String` takes everything
    }
    let (laws, laws_held) = checked.laws;
    let (properties, properties_held) = checked.properties;
    let held = if laws == laws_held && properties == properties_held {
        let laws = words::count(laws, "law");
        format!("{laws} and {properties} built-in properties hold")
    } else {
        let laws = words::count(laws, "law");
        format!(
            "{laws_held} of {laws} and {properties_held} of {properties} built-in properties hold"
        )
    };
    let warnings = checked.findings.iter();
    let warnings = warnings.filter(|finding| finding.severity == Severity::Warning);
    let warnings = match warnings.count() {
        0 => String::new(),
        count => format!(", with {}", words::count(count, "warning")),
    };
    let sets = every_answer_set(table.pack());
    let sets = sets.map_or("over 2^128".to_owned(), words::number);
    _ = writeln!(
        text,
        "checked {sets} answer sets: {held}{warnings} ({took})"
    );
    text
}

/// The same for programs.
pub fn check_json(table: &Table, checked: &Checked) -> String {
    let pack = table.pack();
    let findings = checked.findings.iter();
    let held = |(all, held): (usize, usize)| json!({ "stated": all, "held": held });
    let report = json!({
        "format": "smp.check/1",
        "pack": { "id": pack.id, "version": pack.version, "sha256": pack.sha256 },
        "holds": checked.holds(),
        "answer_sets": every_answer_set(pack).map(|sets| sets.to_string()),
        "laws": held(checked.laws),
        "properties": held(checked.properties),
        "findings": findings.map(|finding| of_finding(pack, finding)).collect::<Vec<_>>(),
    });
    format!("{report:#}\n")
}

fn of_finding(pack: &Pack, finding: &Finding) -> Value {
    let problem = &finding.diagnostic;
    let place = &problem.place;
    let position = place.position.unzip();
    let witness = finding.witness.as_ref().map(|witness| {
        let differing = witness.differing.iter().map(|(index, value)| {
            let value = serde_json::from_str(value).unwrap_or(Value::Null);
            (pack.question(*index).id.clone(), value)
        });
        Value::Object(differing.collect::<Map<_, _>>())
    });
    json!({
        "severity": finding.severity.id(),
        "code": problem.code.name(),
        "message": problem.message,
        "file": place.file,
        "line": position.0,
        "column": position.1,
        "pointer": place.pointer,
        "witness": witness,
        "help": problem.help,
    })
}
