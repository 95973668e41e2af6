//! Responses that are written: exactly what is enabled, and read back without loss.

use insta::assert_snapshot;
use serde_json::Value;
use smp_suitability::assess::{Applies, Table};
use smp_suitability::batch::{Private, RecordStatus, ResultForm as BatchForm, Start, Worker};
use smp_suitability::pack::{Answer, Answers};
use smp_suitability::report::answers_file;

use super::form::enabled;
use super::{builtin, every_item, parsed, questionnaire, read, response, small};
use crate::random::{self, Dice};

const START: Start = Start { line: 1, column: 1 };

/// Random answers without any to a question that does not apply, and with keys of the caller's own.
fn answers(dice: &mut Dice, table: &Table) -> Answers {
    let mut answers = random::answers(dice, table.pack());
    let reading = table.read(&answers);
    for (index, _) in table.pack().numbered_questions() {
        if reading.applies(index) == Applies::No {
            answers.clear(index);
        }
    }
    answers.id = (dice.below(2) == 0).then(|| "lead 0042 é\u{202e}".to_owned());
    if dice.below(2) == 0 {
        let extras = [
            ("x_crm", "17"),
            ("x_b", "{ \"a\": [1.50, \"\\u001b\"] }"),
            ("$schema", "\"s\""),
        ];
        answers.extras = extras
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .to_vec();
    }
    answers
}

/// A response answers what its questionnaire enables and nothing else, and means what the answers mean.
#[track_caller]
fn check(table: &Table, form: &Value, given: &Answers) {
    let pack = table.pack();
    let text = response(table, given);
    let written = parsed(&text);
    let enabled = enabled(form, &written);
    let mut answered = Vec::new();
    for (around, item) in every_item(&written) {
        let id = item["linkId"].as_str().unwrap();
        let place = every_item(form)
            .into_iter()
            .find(|(_, other)| other["linkId"] == id);
        assert_eq!(place.unwrap().0, around, "{id}");
        if item.get("answer").is_some() {
            assert!(
                enabled.contains(&id.to_owned()),
                "{id} is not enabled\n{text}"
            );
            answered.push(id.to_owned());
        }
    }
    let status = if answered == enabled {
        "completed"
    } else {
        "in-progress"
    };
    assert_eq!(written["status"], status, "{text}");

    let again = read(table, &text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"));
    assert_eq!(again.id, given.id);
    assert_eq!(again.extras, given.extras);
    for (index, question) in pack.numbered_questions() {
        let id = &question.id;
        assert_eq!(again.get(index), given.get(index), "{id}\n{text}");
    }
    assert_eq!(response(table, &again), text);
    check_batch(table, given, &text);
}

/// A record of a batch gives the same as the flat one.
#[track_caller]
fn check_batch(table: &Table, given: &Answers, text: &str) {
    let flat = answers_file(table.pack(), given).replace('\n', " ");
    let mut worker = Worker::new(table, BatchForm::Compact).with_private(Private::Shown);
    let results = [flat, text.replace('\n', " ")].map(|record| {
        let mut out = Vec::new();
        let outcome = worker.json(START, record.as_bytes(), &mut out);
        assert_eq!(outcome, RecordStatus::Assessed, "{record}");
        String::from_utf8(out).unwrap()
    });
    assert_eq!(results[0], results[1]);
}

#[test]
fn a_response_answers_what_is_enabled_and_is_read_back_without_loss() {
    for seed in 0..250 {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let table = Table::new(&pack);
        let form = questionnaire(&pack);
        for _ in 0..3 {
            check(&table, &form, &answers(&mut dice, &table));
        }
    }
    for pack in [builtin(), small()] {
        let table = Table::new(&pack);
        let form = questionnaire(&pack);
        for seed in 0..10 {
            check(&table, &form, &answers(&mut Dice::new(seed), &table));
        }
    }
}

fn flat(table: &Table, text: &str) -> Answers {
    read(table, text).unwrap()
}

const SORE: &str = r#"{ "id": "a b", "hair_color": "blond", "transplant": null, "skin": ["moles", "sore"],
    "doctor": "no", "shaving": null, "cap": [], "x_crm": { "no": [17, 1.50] } }"#;

#[test]
fn answers_as_a_response() {
    let pack = small();
    let table = Table::new(&pack);
    assert_snapshot!(response(&table, &flat(&table, SORE)));
}

#[test]
fn none_of_these_not_sure_and_not_answered_are_three_things() {
    let pack = small();
    let table = Table::new(&pack);
    let (skin, _) = pack.find_question("skin").unwrap();
    let answer = |text: &str| {
        let text = response(&table, &flat(&table, text));
        (
            read(&table, &text).unwrap().get(skin),
            text.contains("\"skin\""),
        )
    };
    let none = smp_suitability::pack::OptionSet::NONE_OF_THESE;
    assert_eq!(
        answer(r#"{ "skin": [] }"#),
        (Some(Answer::Chosen(none)), true)
    );
    assert_eq!(answer(r#"{ "skin": null }"#), (Some(Answer::NotSure), true));
    assert_eq!(answer("{}"), (None, false));
}

#[test]
fn a_parent_that_was_not_answered_is_not_sure_next_to_its_follow_up_and_left_out_when_read() {
    let pack = small();
    let table = Table::new(&pack);
    let given = flat(&table, r#"{ "transplant_age": "old" }"#);
    let written = parsed(&response(&table, &given));
    let parent = &written["item"][0];
    assert_eq!(parent["linkId"], "transplant");
    assert_eq!(
        parent["answer"][0]["valueCoding"]["code"],
        "transplant.unknown"
    );
    let (parent, _) = pack.find_question("transplant").unwrap();
    let again = read(&table, &written.to_string()).unwrap();
    assert_eq!(again.get(parent), None);
    // Whoever answers the parent after all may leave the word about it where it is.
    let mut answered = written;
    answered["item"][0]["answer"][0]["valueCoding"]["code"] = "transplant.yes".into();
    let read = read(&table, &answered.to_string()).unwrap();
    assert!(read.known(parent).is_some());
}
