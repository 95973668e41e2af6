//! Hostile text in answers: ids, keys, values, `--set`, names of files, and FHIR responses.

use serde_json::{Value, json};
use smp_suitability::assess::{Table, assess};
use smp_suitability::diagnostic::Problems;
use smp_suitability::fhir::FormLayout;
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::Answers;
use smp_suitability::report;

use super::markup::{read, values, words};
use super::{check_harmless, check_shown, check_told, corpus, is_raw, stacked, told};

/// Answers from a file and from `--set`, with the built-in pack.
fn loaded(
    table: &Table,
    file: &str,
    content: &Value,
    sets: &[String],
) -> Result<Answers, Problems> {
    let content = content.to_string();
    let input = AnswersInput {
        file: Some((file, content.as_bytes())),
        sets,
    };
    load::answers(table, input)
}

fn shown(problems: &Problems) -> String {
    stacked(problems.diagnostics())
}

#[test]
fn an_id_and_keys_of_others_are_told_and_stay_text() {
    let pack = load::pack(&load::builtin()).unwrap();
    let table = Table::new(&pack);
    let form = FormLayout::new(&pack).unwrap_or_else(|_| panic!("few groups"));
    for hostile in corpus() {
        let (name, text) = (&hostile.name, &hostile.text);
        let key = format!("x_{text}");
        let content = json!({ "id": text, "x_note": { "a": [text] }, key: 1 });
        let answers = loaded(&table, "me.json", &content, &[]);
        let Ok(answers) = answers else {
            let problems = shown(&answers.unwrap_err());
            assert!(
                text.trim().is_empty() && problems.contains("error[empty-text]"),
                "{problems}"
            );
            continue;
        };
        let file = report::answers_file(&pack, &answers);
        check_harmless(&file, name);
        assert_eq!(
            serde_json::from_str::<Value>(&file).unwrap(),
            content,
            "{name}"
        );
        let response = report::response(&table, &form, &answers);
        check_harmless(&response, name);
        let again: Value = serde_json::from_str(&response).unwrap();
        let again = loaded(&table, "response.json", &again, &[]).unwrap();
        assert_eq!(again.id.as_deref(), Some(text.as_str()), "{name}");
        assert_eq!(again.extras.len(), 2, "{name}");

        let assessment = assess(&table, &answers);
        let json = report::json_line(&assessment, None);
        check_harmless(&json, name);
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["id"], *text, "{name}");
        let page = report::html(&assessment, None);
        check_harmless(&page, name);
        let page = read(&page);
        check_told(&words(&page), text, name);
        for target in values(&page, "href").chain(values(&page, "src")) {
            assert!(
                !told(target).contains("evil") && !target.starts_with("javascript"),
                "{name}"
            );
        }
    }
}

#[test]
fn what_cannot_be_read_is_shown_in_the_message() {
    let pack = load::pack(&load::builtin()).unwrap();
    let table = Table::new(&pack);
    for hostile in corpus() {
        let (name, text) = (&hostile.name, &hostile.text);
        for content in [
            json!({ text: 1 }),
            json!({ "hair_color": text }),
            json!({ "hair_color": [text] }),
            json!({ "skin": [text] }),
            json!({ "skin": text }),
            json!([text]),
            json!({ "resourceType": text }),
            response(&json!({ "linkId": text })),
            response(&json!({ "linkId": "hair_color", "answer": [{ "valueString": text }] })),
            response(
                &json!({ "linkId": "hair_color", "answer": [{ "valueCoding": { "system": text, "code": "black" } }] }),
            ),
            response(
                &json!({ "linkId": "hair_color", "answer": [{ "valueCoding": {
                "system": "https://smp-suitability.invalid/fhir/CodeSystem/smp", "code": text } }] }),
            ),
            response(&json!({ "linkId": "hair_color", text: 1 })),
        ] {
            match loaded(&table, "me.json", &content, &[]) {
                Err(problems) => check_message(&shown(&problems), &content, text, name),
                Ok(answers) => assert!(answers.is_blank() || text.is_empty(), "{name}: {content}"),
            }
        }
        let sets = [
            format!("{text}=black"),
            format!("hair_color={text}"),
            format!("skin=keloid,{text}"),
        ];
        for set in sets {
            let problems = loaded(&table, "me.json", &json!({}), &[set]).unwrap_err();
            check_message(&shown(&problems), &Value::Null, text, name);
        }
        let problems = loaded(&table, text, &json!({ "hair": 1 }), &[]).unwrap_err();
        check_shown(&shown(&problems), text, name);
    }
}

/// The message shows the text, or has said before what is wrong with its place.
#[track_caller]
fn check_message(message: &str, content: &Value, text: &str, name: &str) {
    check_harmless(message, name);
    let is_of_the_place = [
        "error[empty-text]",
        "error[wrong-type]",
        "error[wrong-resource]",
        "error[unknown-system]",
    ];
    if !is_of_the_place.iter().any(|code| message.contains(code)) && !text.trim().is_empty() {
        assert!(content.is_null() || message.contains("error["), "{message}");
        // `--set` cuts lists at commas and semicolons.
        let first = text
            .split([',', ';', '=', '|'])
            .find(|part| !part.trim().is_empty());
        check_shown(message, first.unwrap_or_default(), name);
    }
}

fn response(item: &Value) -> Value {
    json!({ "resourceType": "QuestionnaireResponse", "status": "completed",
        "questionnaire": "https://smp-suitability.invalid/fhir/Questionnaire/smp", "item": [item] })
}

#[test]
fn a_text_that_is_no_text_is_refused_where_it_stands() {
    let pack = load::pack(&load::builtin()).unwrap();
    let table = Table::new(&pack);
    for content in [
        r#"{ "id": "\ud800" }"#,
        r#"{ "id": "\udc00\ud800" }"#,
        r#"{ "x_a": "\ud83d\u0041" }"#,
        r#"{ "\udfff": 1 }"#,
        "{ \"x_a\": \"\u{1}\" }",
        "{ \"x_a\": \"\n\" }",
        r#"{ "x_a": "\x41" }"#,
        r#"{ "x_a": '1' }"#,
        "{ \"x_a\": 1 } // \u{202e}",
    ] {
        let input = AnswersInput {
            file: Some(("me.json", content.as_bytes())),
            sets: &[],
        };
        let problems = shown(&load::answers(&table, input).unwrap_err());
        assert!(
            problems.starts_with("error[syntax]"),
            "{content}: {problems}"
        );
        check_harmless(&problems, content);
    }
    let separators = "{ \"x_a\": \"\u{2028}\u{2029}\u{fffd}\" }";
    let input = AnswersInput {
        file: Some(("me.json", separators.as_bytes())),
        sets: &[],
    };
    let answers = load::answers(&table, input).unwrap();
    let file = report::answers_file(&pack, &answers);
    assert!(!file.contains(is_raw), "{file}");
}

#[test]
fn a_letter_that_only_looks_right_is_named() {
    let pack = load::pack(&load::builtin()).unwrap();
    let table = Table::new(&pack);
    for (content, named) in [
        (json!({ "h\u{430}ir_color": "black" }), "U+0430"),
        (json!({ "hair_color": "bl\u{430}ck" }), "U+0430"),
        (json!({ "skin": ["kel\u{3bf}id"] }), "U+03BF"),
        (json!({ "\u{456}d": "me" }), "U+0456"),
    ] {
        let problems = shown(&loaded(&table, "me.json", &content, &[]).unwrap_err());
        assert!(problems.contains(named), "{problems}");
    }
    for set in ["h\u{430}ir_color=black", "hair_color=bl\u{430}ck"] {
        let problems = loaded(&table, "me.json", &json!({}), &[set.to_owned()]).unwrap_err();
        assert!(shown(&problems).contains("U+0430"), "{}", shown(&problems));
    }
    let usual = shown(&loaded(&table, "me.json", &json!({ "hair_colour": 1 }), &[]).unwrap_err());
    assert!(!usual.contains("U+"), "{usual}");
}
