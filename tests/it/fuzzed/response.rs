//! A FHIR response: what is read can be written, and is read back as the same.

use std::sync::LazyLock;

use serde_json::Value;
use smp_suitability::assess::Table;
use smp_suitability::diagnostic::Problems;
use smp_suitability::fhir::FormLayout;
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::Answers;
use smp_suitability::report;

use super::builtin;
use super::shown::{assert_harmless, assert_shown};

/// The bytes are a file.
pub(super) fn target(bytes: &[u8]) {
    match read(builtin(), bytes) {
        Err(problems) => assert_shown(&problems, |_| Some(bytes)),
        Ok(answers) => {
            static FORM: LazyLock<FormLayout> = LazyLock::new(|| {
                FormLayout::new(builtin().pack()).expect("the built-in pack is a form")
            });
            assert_written(builtin(), &FORM, &answers);
        }
    }
}

fn read(table: &Table, bytes: &[u8]) -> Result<Answers, Problems> {
    let file = Some(("response.json", bytes));
    load::answers(table, AnswersInput { file, sets: &[] })
}

/// Answers are the same after a way through FHIR, and writing them once more changes nothing.
#[track_caller]
pub(super) fn assert_written(table: &Table, form: &FormLayout, answers: &Answers) {
    let written = report::response(table, form, answers);
    assert_harmless(&written);
    let resource: Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(resource["resourceType"], "QuestionnaireResponse");
    let again = read(table, written.as_bytes());
    let again = again.unwrap_or_else(|problems| panic!("{}\n{written}", problems.diagnostics()[0]));
    let pack = table.pack();
    for (index, question) in pack.numbered_questions() {
        let known = [answers, &again].map(|answers| answers.known(index));
        assert_eq!(known[0], known[1], "{}: {written}", question.id);
    }
    let extras = |answers: &Answers| {
        let own = answers
            .extras
            .iter()
            .filter(|(key, _)| key.starts_with("x_"));
        let own = own.map(|(key, value)| {
            let value: Value = serde_json::from_str(value).expect("JSON");
            (key.clone(), value)
        });
        own.collect::<Vec<_>>()
    };
    assert_eq!(extras(answers), extras(&again), "{written}");
    assert_eq!(answers.id, again.id, "{written}");
    assert_eq!(written, report::response(table, form, &again));
}
