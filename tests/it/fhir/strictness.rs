//! Everything that can be wrong with a response: one defect in a sound one, and all that is printed about it.

use std::fmt::Write as _;

use insta::assert_snapshot;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use smp_suitability::assess::Table;
use smp_suitability::diagnostic::{Code, Diagnostic, Problems};
use smp_suitability::pack::Pack;

use super::{parsed, read, response, small};

/// A sound response with an item of each kind.
const SOUND: &str = r#"{
  "resourceType": "QuestionnaireResponse",
  "identifier": { "value": "lead-0042" },
  "questionnaire": "https://clinic.example/fhir/Questionnaire/small|1",
  "status": "in-progress",
  "subject": { "reference": "Patient/1" },
  "authored": "2027-03-31",
  "item": [
    { "linkId": "hair_color", "answer": [{ "valueCoding": { "system": "SYSTEM", "code": "hair_color.blond" } }] },
    { "linkId": "transplant", "answer": [{ "valueCoding": { "system": "SYSTEM", "code": "transplant.never" } }] },
    { "linkId": "skin", "answer": [
      { "valueCoding": { "system": "SYSTEM", "code": "skin.sore" } },
      { "valueCoding": { "system": "SYSTEM", "code": "skin.moles" } }
    ] },
    { "linkId": "hope", "text": "What do you hope for?" },
    { "linkId": "cap.when1", "item": [
      { "linkId": "cap", "answer": [{ "valueCoding": { "system": "SYSTEM", "code": "cap.none" } }] }
    ] }
  ]
}"#;

/// A defect is a text of the sound response and what stands there instead.
#[rustfmt::skip] // one defect, one line
const DEFECTS: &[(Code, &str, &str)] = &[
    (Code::WrongResource, r#""QuestionnaireResponse""#, r#""Bundle""#),
    (Code::WrongResource, r#""QuestionnaireResponse""#, r#""Questionnaire""#),
    (Code::WrongResource, r#""QuestionnaireResponse""#, "7"),
    (Code::WrongResource, r#""in-progress""#, r#""entered-in-error""#),
    (Code::WrongResource, r#""status""#, r#""implicitRules": "https://ehr.example", "status""#),
    (Code::WrongResource, r#""status""#, r#""modifierExtension": [{ "url": "https://ehr.example" }], "status""#),
    (Code::WrongResource, r#""linkId": "hope""#, r#""linkId": "hope", "modifierExtension": [{ "url": "u" }]"#),
    (Code::WrongResource, r#"[{ "valueCoding": { "system": "SYSTEM", "code": "cap"#, r#"[{ "modifierExtension": [{ "url": "u" }], "valueCoding": { "system": "SYSTEM", "code": "cap"#),
    (Code::MissingKey, "  \"status\": \"in-progress\",\n", ""),
    (Code::UnknownKey, r#""status""#, r#""statsu""#),
    (Code::UnknownKey, r#""status""#, r#""stage": "x", "status""#),
    (Code::UnknownKey, r#""value": "lead-0042""#, r#""val": "lead-0042""#),
    (Code::UnknownWord, r#""in-progress""#, r#""done""#),
    (Code::DuplicateKey, r#""status""#, r#""status": "completed", "status""#),
    (Code::WrongType, r#"{ "reference": "Patient/1" }"#, r#""Patient/1""#),
    (Code::WrongType, r#""2027-03-31""#, r#""2027-03-31T10:00""#),
    (Code::WrongType, r#""status""#, r#""id": "a b", "status""#),
    (Code::WrongType, r#""status""#, r#""basedOn": {}, "status""#),
    (Code::WrongResource, r#""https://clinic.example/fhir/Questionnaire/small|1""#, r#"{ "reference": "Questionnaire/small" }"#),
    (Code::WrongResource, r#""subject""#, r#""context": { "reference": "Encounter/1" }, "subject""#),
    (Code::WrongResource, r#""subject""#, r#""group": { "question": [{ "linkId": "hair_color" }] }, "subject""#),
    (Code::EmptyText, "2027-03-31", " "),
    (Code::WrongType, r#""status""#, r#""extension": [{ "url": "https://smp-suitability.invalid/fhir/StructureDefinition/own-key", "valueString": "x" }], "status""#),
    (Code::WrongType, r#""item": ["#, r#""item": [ 7,"#),
    (Code::MissingKey, r#"{ "linkId": "hope", "text""#, r#"{ "text""#),
    (Code::WrongType, r#""linkId": "hope""#, r#""linkId": 7"#),
    (Code::UnknownQuestion, r#""linkId": "hope", "text": "What do you hope for?""#, r#""linkId": "hop", "answer": [{ "valueString": "x" }]"#),
    (Code::UnknownQuestion, r#""linkId": "hope", "text": "What do you hope for?""#, r#""linkId": "5.1", "answer": [{ "valueString": "x" }]"#),
    (Code::UnknownQuestion, r#""linkId": "hope", "text": "What do you hope for?""#, r#""linkId": "cap.when2", "answer": [{ "valueString": "x" }]"#),
    (Code::UnknownQuestion, r#""linkId": "hope", "text": "What do you hope for?""#, r#""linkId": "cap.when01", "answer": [{ "valueString": "x" }]"#),
    (Code::DuplicateItem, r#""linkId": "hope""#, r#""linkId": "hair_color""#),
    (Code::MisplacedItem, r#""linkId": "hope", "text": "What do you hope for?""#, r#""linkId": "hope", "item": [{ "linkId": "shaving" }]"#),
    (Code::MisplacedItem, r#""linkId": "hope""#, r#""linkId": "hope.why""#),
    (Code::MisplacedItem, r#"{ "linkId": "cap.when1", "item": ["#, r#"{ "linkId": "shaving", "item": ["#),
    (Code::UnknownKey, r#""text": "What"#, r#""txt": "What"#),
    (Code::WrongType, r#""What do you hope for?""#, "7"),
    (Code::WrongType, r#""cap.when1", "item": ["#, r#""cap.when1", "answer": [{ "valueBoolean": true }], "item": ["#),
    (Code::WrongType, r#""text": "What do you hope for?""#, r#""answer": { "valueBoolean": true }"#),
    (Code::WrongType, r#""text": "What do you hope for?""#, r#""answer": [{ "valueBoolean": true }]"#),
    (Code::WrongType, r#""text": "What do you hope for?""#, r#""answer": ["hope.scar"]"#),
    (Code::MissingKey, r#""text": "What do you hope for?""#, r#""answer": [{ "id": "a" }]"#),
    (Code::WrongType, r#""text": "What do you hope for?""#, r#""answer": null"#),
    (Code::UnknownSystem, r#""system": "SYSTEM", "code": "hair_color"#, r#""system": "http://loinc.org", "code": "hair_color"#),
    (Code::UnknownOption, r#"[{ "valueCoding": { "system": "SYSTEM", "code": "hair_color.blond" } }]"#, r#"[{ "valueString": "Straw" }]"#),
    (Code::UnknownOption, r#""code": "hair_color.blond""#, r#""display": "Straw""#),
    (Code::RepeatedOption, r#"{ "valueCoding": { "system": "SYSTEM", "code": "skin.moles" } }"#, r#"{ "valueString": "Sore" }"#),
    (Code::ReservedOption, r#"{ "valueCoding": { "system": "SYSTEM", "code": "skin.moles" } }"#, r#"{ "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "asked-unknown" }] }"#),
    (Code::DuplicateItem, r#""item": ["#, r#""extension": [{ "url": "https://smp-suitability.invalid/fhir/StructureDefinition/own-key", "extension": [{ "url": "key", "valueString": "x_crm" }, { "url": "value", "valueString": "17" }] }], "item": [ { "linkId": "x_crm", "answer": [{ "valueInteger": 18 }] },"#),
    (Code::MissingKey, r#", "code": "hair_color.blond""#, ""),
    (Code::UnknownOption, "hair_color.blond", "hair_color.blnd"),
    (Code::UnknownOption, "hair_color.blond", "blond"),
    (Code::UnknownOption, "hair_color.blond", "hair_color.none"),
    (Code::UnknownOption, "hair_color.blond", "LA123-4"),
    (Code::UnknownKey, r#""code": "hair_color.blond""#, r#""code": "hair_color.blond", "displ": "Blond""#),
    (Code::WrongType, r#"[{ "valueCoding": { "system": "SYSTEM", "code": "hair_color.blond" } }]"#, r#"[{ "valueCoding": { "system": "SYSTEM", "code": "hair_color.blond" } }, { "valueCoding": { "system": "SYSTEM", "code": "hair_color.black" } }]"#),
    (Code::RepeatedOption, "skin.moles", "skin.sore"),
    (Code::ReservedOption, "skin.moles", "skin.none"),
    (Code::ReservedOption, "skin.moles", "skin.unknown"),
    (Code::NotApplicable, "hair_color.blond", "hair_color.black"),
];

fn text(find: &str, replace: &str) -> String {
    assert!(SOUND.contains(find), "{find}");
    SOUND
        .replacen(find, replace, 1)
        .replace("SYSTEM", super::SMALL)
}

fn problems(pack: &Pack, text: &str) -> Vec<Diagnostic> {
    let answers = read(&Table::new(pack), text);
    answers.map_or_else(Problems::into_diagnostics, |_| Vec::new())
}

#[test]
fn the_sound_response_has_no_problem() {
    assert_eq!(problems(&small(), &text("", "")), []);
}

#[test]
fn every_defect_is_one_problem_that_says_where_and_how_to_mend_it() {
    let pack = small();
    let mut printed = String::new();
    for (code, find, replace) in DEFECTS {
        let found = problems(&pack, &text(find, replace));
        let codes: Vec<_> = found.iter().map(|problem| problem.code).collect();
        let shown: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(codes, [*code], "{find} → {replace}\n{}", shown.join("\n"));
        let place = &found[0].place;
        assert!(
            place.position.is_some() && place.pointer.is_some(),
            "{}",
            found[0]
        );
        _ = writeln!(printed, "# {find}  →  {replace}\n{}\n", shown.join("\n"));
    }
    assert_snapshot!(printed);
}

#[test]
fn problems_with_an_answer_name_the_link_id() {
    let pack = small();
    for (code, find, replace) in DEFECTS {
        let found = problems(&pack, &text(find, replace));
        let pointer = found[0].place.pointer.as_deref().unwrap();
        let is_nameless = *code == Code::MissingKey && replace.contains("{ \"text\"")
            || replace.contains("\"linkId\": 7")
            || replace.contains("[ 7");
        // What is about the format alone says the same for every file.
        let is_of_format = ["expected", "the key"]
            .iter()
            .any(|start| found[0].message.starts_with(start));
        if pointer.starts_with("/item/") && !is_nameless && !is_of_format {
            let item = [
                "x_crm",
                "hair_color",
                "skin",
                "hop",
                "cap",
                "5.1",
                "shaving",
            ];
            assert!(
                item.iter()
                    .any(|id| found[0].message.contains(&format!("`{id}"))),
                "{}",
                found[0]
            );
        }
    }
}

#[test]
fn all_problems_are_reported_at_once_in_the_order_of_the_file() {
    let mut damaged = SOUND.to_owned();
    let several = [
        (r#""status""#, r#""stage": "x", "status""#),
        ("hair_color.blond", "hair_color.blnd"),
        ("skin.moles", "skin.none"),
        (
            r#""linkId": "hope", "text""#,
            r#""linkId": "hop", "answer": [{ "valueString": "a scar" }], "text""#,
        ),
        (
            r#""system": "SYSTEM", "code": "cap"#,
            r#""system": "other", "code": "cap"#,
        ),
    ];
    for (find, replace) in several {
        damaged = damaged.replacen(find, replace, 1);
    }
    let found = problems(&small(), &damaged.replace("SYSTEM", super::SMALL));
    let codes: Vec<_> = found.iter().map(|problem| problem.code).collect();
    let expected = [
        Code::UnknownKey,
        Code::UnknownOption,
        Code::ReservedOption,
        Code::UnknownQuestion,
        Code::UnknownSystem,
    ];
    assert_eq!(codes, expected);
}

/// What a value may be changed into.
const OTHERS: [&str; 12] = [
    "null",
    "true",
    "7",
    "1.5",
    "\"\"",
    "\"x\"",
    "[]",
    "{}",
    "[{}]",
    "[[]]",
    "{\"url\":1}",
    "[null]",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done to a response, it is refused, or means the same once it is written again.
    #[test]
    fn what_is_read_can_be_written_and_read_again(changes in proptest::collection::vec((any::<Index>(), any::<Index>()), 1..3)) {
        let pack = small();
        let table = Table::new(&pack);
        let mut resource: Value = serde_json::from_str(&text("", "")).unwrap();
        for (place, other) in changes {
            let pointers = pointers(&resource);
            let value = resource.pointer_mut(place.get::<String>(&pointers)).unwrap();
            *value = serde_json::from_str(other.get::<&str>(&OTHERS)).unwrap();
        }
        if let Ok(answers) = read(&table, &resource.to_string()) {
            let written = response(&table, &answers);
            parsed(&written);
            let again = read(&table, &written).unwrap_or_else(|problems| panic!("{problems:?}\n{written}"));
            prop_assert_eq!(response(&table, &again), written);
        }
    }
}

/// Every value of a document but itself.
fn pointers(document: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut done = 0;
    while let Some(pointer) = found.get(done).cloned() {
        match document.pointer(&pointer).unwrap() {
            Value::Array(entries) => {
                found.extend((0..entries.len()).map(|place| format!("{pointer}/{place}")));
            }
            Value::Object(members) => {
                found.extend(members.keys().map(|key| format!("{pointer}/{key}")));
            }
            _ => {}
        }
        done += 1;
    }
    found.remove(0);
    found
}
