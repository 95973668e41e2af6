//! Lines of JSON, one record each: what batch makes of a record is what a single file gives.

use serde_json::{Value, json};
use smp_suitability::assess::{Table, assess};
use smp_suitability::batch::{Private, RecordStatus, ResultForm, Start, Worker};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::{Answers, Span};

use super::builtin;
use super::shown::assert_harmless;

const START: Start = Start { line: 7, column: 1 };

/// The bytes are lines, read by one worker.
pub(super) fn target(bytes: &[u8]) {
    let mut worker = Worker::new(builtin(), ResultForm::Compact).with_private(Private::Shown);
    for line in bytes.split(|&byte| byte == b'\n') {
        check(builtin(), &mut worker, line);
    }
}

/// What a single file with this text gives, in the words of batch.
fn expected(table: &Table, text: &[u8]) -> (RecordStatus, Value) {
    let input = AnswersInput {
        file: Some(("", text)),
        sets: &[],
    };
    match load::answers(table, input) {
        Ok(answers) => (RecordStatus::Assessed, result(table, &answers)),
        Err(problems) => {
            let errors = problems.diagnostics().iter().map(|problem| {
                let (line, column) = problem.place.position.unwrap_or((1, 1));
                json!({ "code": problem.code.name(), "line": START.line + line - 1, "column": column,
                    "message": problem.message.replace("the file is", "the record is"), "help": problem.help })
            });
            let errors: Vec<_> = errors.collect();
            let id = load::record_id(text);
            (
                RecordStatus::Failed,
                json!({ "line": START.line, "id": id, "errors": errors }),
            )
        }
    }
}

fn result(table: &Table, answers: &Answers) -> Value {
    let pack = table.pack();
    let assessment = assess(table, answers);
    let findings: Vec<_> = assessment
        .findings
        .iter()
        .map(|finding| &finding.rule.id)
        .collect();
    let cleared = assessment
        .findings
        .iter()
        .filter(|finding| finding.is_cleared());
    let cleared: Vec<_> = cleared.map(|finding| &finding.rule.id).collect();
    let open: Vec<_> = assessment
        .open
        .iter()
        .map(|&index| &pack.question(index).id)
        .collect();
    let ignored: Vec<_> = answers
        .ignored
        .iter()
        .map(|&index| &pack.question(index).id)
        .collect();
    let range = |span: Span| [span.min, span.max];
    let sessions = assessment.sessions.content;
    let recovery = assessment.recovery.content;
    let mut result = json!({ "line": START.line, "id": answers.id, "verdict": assessment.verdict.id(),
        "score": assessment.score, "so_far": assessment.is_so_far(),
        "open_safety": assessment.open_safety().count(),
        "findings": findings, "cleared": cleared, "private": [],
        "sessions": { "visits": range(sessions.visits), "hours": range(sessions.hours), "gap_days": range(sessions.gap_days) },
        "cost": { "amount": range(assessment.price.content.amount), "currency": assessment.cost_table().currency },
        "recovery": { "redness_days": range(recovery.redness_days), "care_days": range(recovery.care_days),
            "sun_and_water_days": range(recovery.sun_and_water_days) },
        "open": open, "ignored": ignored, "pack": pack.sha256 });
    if let Some(day) = answers.as_of() {
        let better = assessment.better_on;
        result["as_of"] = json!(day.to_string());
        result["better_on"] = json!(better.map(|better| {
            json!({ "date": better.date.to_string(), "verdict": better.verdict.id() })
        }));
    }
    for (key, value) in answers
        .extras
        .iter()
        .filter(|(key, _)| key.starts_with("x_"))
    {
        result[key] = serde_json::from_str(value).unwrap();
    }
    result
}

/// Batch says the same as a single file, in one harmless line.
#[track_caller]
pub(crate) fn check(table: &Table, worker: &mut Worker, text: &[u8]) {
    let mut out = Vec::new();
    let outcome = worker.json(START, text, &mut out);
    let line = String::from_utf8(out).unwrap();
    let shown = String::from_utf8_lossy(text);
    assert_eq!(line.find('\n'), Some(line.len() - 1), "{shown}\n{line}");
    assert_harmless(&line);
    let printed: Value = serde_json::from_str(&line).unwrap();
    assert_eq!((outcome, printed), expected(table, text), "{shown}");
}
