//! Responses that others wrote: what is kept of them, and what is only passed over.

use serde_json::{Value, json};
use smp_suitability::assess::Table;
use smp_suitability::load;
use smp_suitability::pack::{Answer, Answers, OptionSet};

use super::{SMALL, parsed, read, response, small};

/// A response as a record system would keep it.
pub(super) fn full() -> Value {
    json!({
        "resourceType": "QuestionnaireResponse",
        "id": "r-1",
        "meta": { "versionId": "3", "security": [{ "code": "R" }] },
        "language": "en-US",
        "text": { "status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">Old words.</div>" },
        "contained": [{ "resourceType": "Practitioner", "id": "p" }],
        "extension": [
            { "url": "https://ehr.example/seen", "valueDecimal": 1 },
            { "url": "https://smp-suitability.invalid/fhir/StructureDefinition/own-key",
              "extension": [{ "url": "key", "valueString": "x_crm" }, { "url": "value", "valueString": "17" }] },
        ],
        "identifier": { "system": "https://clinic.example/leads", "value": "lead-0042" },
        "basedOn": [{ "reference": "ServiceRequest/1" }],
        "partOf": [{ "reference": "Procedure/1" }],
        "questionnaire": "https://clinic.example/fhir/Questionnaire/small|0.9",
        "status": "amended",
        "subject": { "reference": "Patient/1", "display": "Alex" },
        "encounter": { "reference": "Encounter/1" },
        "authored": "2027-03-31T09:00:00+02:00",
        "author": { "reference": "#p" },
        "source": { "reference": "Patient/1" },
        "item": [
            { "linkId": "hair_color", "id": "i1", "text": "Hair?", "answer": [
                { "valueCoding": { "system": SMALL, "version": "0.9", "code": "hair_color.blond", "display": "blond!",
                    "userSelected": true }, "item": [{ "linkId": "hair_color.why", "text": "Why" }] }] },
            { "linkId": "skin" },
        ],
    })
}

#[test]
fn what_a_response_says_about_itself_is_kept() {
    let pack = small();
    let table = Table::new(&pack);
    let input = full();
    let answers = read(&table, &input.to_string()).unwrap();
    assert_eq!(answers.id.as_deref(), Some("lead-0042"));
    assert_eq!(answers.extras, [("x_crm".to_owned(), "17".to_owned())]);
    let (color, _) = pack.find_question("hair_color").unwrap();
    let (skin, _) = pack.find_question("skin").unwrap();
    assert!(matches!(answers.get(color), Some(Answer::Chosen(_))));
    assert_eq!(answers.get(skin), None);
    let written = parsed(&response(&table, &answers));
    for (key, value) in input.as_object().unwrap() {
        match key.as_str() {
            // A narrative may tell what is no longer so; the rest is the pack's to say.
            "text" => assert_eq!(written.get(key), None),
            "questionnaire" => {
                assert_eq!(
                    written[key],
                    "https://clinic.example/fhir/Questionnaire/small|1"
                );
            }
            "item" => assert_eq!(written[key].as_array().unwrap().len(), 1),
            "extension" => {
                let [ours, theirs] = [0, 1].map(|place| &written[key][place]);
                assert_eq!([theirs, ours], [&value[0], &value[1]]);
            }
            _ => assert_eq!(&written[key], value, "{key}"),
        }
    }
}

#[test]
fn a_text_that_is_passed_on_keeps_its_quotes_and_its_space() {
    let pack = small();
    let table = Table::new(&pack);
    let mut input = full();
    let text = "a \" b  c \\ d\n e \\\" f";
    input["extension"] = json!([{ "url": "https://ehr.example/seen", "valueString": text }]);
    input["subject"] = json!({ "display": text });
    let pretty = serde_json::to_string_pretty(&input).unwrap();
    let answers = read(&table, &pretty).unwrap();
    let written = parsed(&response(&table, &answers));
    assert_eq!(written["extension"], input["extension"]);
    assert_eq!(written["subject"], input["subject"]);
}

#[test]
fn a_value_that_is_not_an_object_is_reported() {
    let pack = small();
    let table = Table::new(&pack);
    for (key, value) in [
        ("meta", json!(1)),
        ("contained", json!([1])),
        ("subject", json!("p")),
    ] {
        let mut input = full();
        input[key] = value;
        let problems = read(&table, &input.to_string()).unwrap_err();
        let [problem] = problems.diagnostics() else {
            panic!("{problems:?}")
        };
        assert!(problem.message.contains("expected an object"), "{problem}");
    }
}

#[test]
fn a_mark_that_is_not_true_or_false_is_reported() {
    let pack = small();
    let table = Table::new(&pack);
    let mut input = full();
    input["item"][0]["answer"][0]["valueCoding"]["userSelected"] = json!("yes");
    let problems = read(&table, &input.to_string()).unwrap_err();
    assert!(problems.diagnostics()[0].message.starts_with("expected"));
}

#[test]
fn a_decimal_keeps_its_digits() {
    let pack = small();
    let table = Table::new(&pack);
    let input = r#"{ "resourceType": "QuestionnaireResponse", "status": "completed",
        "extension": [{ "url": "https://ehr.example/dose", "valueDecimal": 1.50 }] }"#;
    let written = response(&table, &read(&table, input).unwrap());
    assert!(written.contains("\"valueDecimal\": 1.50\n"), "{written}");
}

#[test]
fn a_record_is_called_by_its_identifier_and_else_by_its_id() {
    let pack = small();
    let table = Table::new(&pack);
    let mut input = full();
    let id = |input: &Value| {
        let text = input.to_string();
        let answers = read(&table, &text).unwrap();
        assert_eq!(load::record_id(text.as_bytes()), answers.id);
        (answers.id.clone(), parsed(&response(&table, &answers)))
    };
    assert_eq!(id(&input).0.as_deref(), Some("lead-0042"));
    input.as_object_mut().unwrap().remove("identifier");
    let (called, written) = id(&input);
    assert_eq!(called.as_deref(), Some("r-1"));
    assert_eq!(
        (&written["id"], written.get("identifier")),
        (&json!("r-1"), None)
    );
    input.as_object_mut().unwrap().remove("id");
    assert_eq!(id(&input).0, None);
}

#[test]
fn answers_in_progress_are_complete_once_every_question_is_answered() {
    let pack = small();
    let table = Table::new(&pack);
    let mut input = json!({ "resourceType": "QuestionnaireResponse", "status": "in-progress" });
    let status = |input: &Value| {
        let answers = read(&table, &input.to_string()).unwrap();
        parsed(&response(&table, &answers))["status"].clone()
    };
    assert_eq!(status(&input), "in-progress");
    let answered = |id: &str, own: &str| {
        let coding = json!({ "system": SMALL, "code": format!("{id}.{own}") });
        json!({ "linkId": id, "answer": [{ "valueCoding": coding }] })
    };
    input["item"] = json!([
        answered("hair_color", "black"),
        answered("transplant", "never"),
        answered("skin", "none"),
        answered("hope", "unknown"),
    ]);
    assert_eq!(status(&input), "completed");
    input["status"] = json!("stopped");
    assert_eq!(status(&input), "stopped");
}

#[test]
fn a_question_is_left_out_only_where_an_extension_says_that_it_is() {
    let pack = small();
    let table = Table::new(&pack);
    let mut follow_ups = pack
        .numbered_questions()
        .filter(|(_, question)| question.when.is_some());
    let (follow_up, question) = follow_ups.next().unwrap();
    let parent = question
        .when
        .as_ref()
        .unwrap()
        .requirements()
        .next()
        .unwrap()
        .question;
    let mut answers = Answers::blank(&pack);
    answers.set(follow_up, Answer::Chosen(OptionSet::single(0)));
    let mut written = parsed(&response(&table, &answers));
    let read = |written: &Value| read(&table, &written.to_string()).unwrap().get(parent);
    assert_eq!(read(&written), None);
    let item = written["item"].as_array_mut().unwrap().iter_mut();
    let item = item
        .into_iter()
        .find(|item| item["extension"].is_array())
        .unwrap();
    assert_eq!(item["extension"][0]["valueBoolean"], true);
    item["extension"][0]["valueBoolean"] = json!(false);
    assert_eq!(read(&written), Some(Answer::NotSure));
}
