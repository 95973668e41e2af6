//! Responses as servers and form programs write them: what changes no answer is accepted, and the rest is named.

use serde_json::{Value, json};
use smp_suitability::assess::Table;
use smp_suitability::diagnostic::Code;
use smp_suitability::pack::{Answer, Answers, OptionSet, Pack};

use super::{builtin, parsed, read, response, small};
use crate::report::EVERYBODY;

const ABSENT: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

fn absent(reason: &str) -> Value {
    json!([{ "url": "https://ehr.example/seen", "valueDecimal": 1 }, { "url": ABSENT, "valueCode": reason }])
}

fn with_items(items: &Value) -> Value {
    json!({
        "resourceType": "QuestionnaireResponse",
        "questionnaire": "https://clinic.example/fhir/Questionnaire/small|1",
        "status": "completed",
        "item": items,
    })
}

fn item(id: &str, answers: &Value) -> Value {
    json!({ "linkId": id, "answer": answers })
}

/// An answer by its code, without a system.
fn coded(id: &str, option: &str) -> Value {
    item(
        id,
        &json!([{ "valueCoding": { "code": format!("{id}.{option}") } }]),
    )
}

#[track_caller]
fn sound(pack: &Pack, response: &Value) -> Answers {
    read(&Table::new(pack), &response.to_string())
        .unwrap_or_else(|problems| panic!("{problems}\n{response}"))
}

/// The code, the message and the help of each problem.
#[track_caller]
fn problems(pack: &Pack, response: &Value) -> Vec<(Code, String, String)> {
    let problems = read(&Table::new(pack), &response.to_string()).unwrap_err();
    let problems = problems.into_diagnostics().into_iter();
    problems
        .map(|problem| {
            (
                problem.code,
                problem.message,
                problem.help.unwrap_or_default(),
            )
        })
        .collect()
}

/// The id of the option, `none`, or `not sure`; `None` without an answer.
fn given(pack: &Pack, answers: &Answers, id: &str) -> Option<String> {
    let (index, question) = pack.find_question(id).unwrap();
    Some(match answers.get(index)? {
        Answer::NotSure => "not sure".to_owned(),
        Answer::Chosen(OptionSet::NONE_OF_THESE) => "none".to_owned(),
        Answer::Chosen(options) => {
            let ids = options
                .positions()
                .map(|position| question.option(position).id.as_str());
            ids.collect::<Vec<_>>().join(" ")
        }
    })
}

#[test]
fn another_name_of_the_questionnaire_or_none_does_not_matter_where_all_questions_are_ours() {
    let pack = small();
    for name in [
        json!("Questionnaire/smp-form"),
        json!("https://server.example/Questionnaire/7|2"),
        Value::Null,
    ] {
        let mut response = with_items(&json!([coded("hair_color", "blond")]));
        response["questionnaire"] = name.clone();
        if name.is_null() {
            response.as_object_mut().unwrap().remove("questionnaire");
        }
        let answers = sound(&pack, &response);
        assert_eq!(
            given(&pack, &answers, "hair_color").as_deref(),
            Some("blond"),
            "{name}"
        );
    }
}

#[test]
fn where_an_item_is_not_ours_the_name_of_the_other_questionnaire_is_a_problem_too() {
    let pack = small();
    let mut response = with_items(&json!([
        coded("hair_color", "blond"),
        coded("phq9", "often")
    ]));
    let codes = |response: &Value| {
        let found = problems(&pack, response).into_iter();
        found.map(|(code, _, _)| code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&response), [Code::UnknownQuestion]);
    response["questionnaire"] = json!("Questionnaire/other");
    let found = problems(&pack, &response);
    let named = found
        .iter()
        .find(|(code, _, _)| *code == Code::WrongResource)
        .unwrap();
    assert_eq!(
        named.1,
        "the response answers the questionnaire `Questionnaire/other`"
    );
    let ours = "`https://clinic.example/fhir/Questionnaire/small`";
    assert!(
        named.2.contains(ours) && named.2.contains("--rules"),
        "{}",
        named.2
    );
    let unknown = found
        .iter()
        .find(|(code, _, _)| *code == Code::UnknownQuestion)
        .unwrap();
    assert_eq!(unknown.1, "the item `phq9` is not a question");
    assert!(
        unknown.2.contains("your own begin with `x_`"),
        "{}",
        unknown.2
    );
    // Nothing of it is ours, and nothing is answered either.
    response["item"] = json!([{ "linkId": "intro", "text": "Welcome" }]);
    assert_eq!(codes(&response), [Code::WrongResource]);
}

#[test]
fn an_empty_list_says_nothing() {
    let pack = small();
    let mut response = with_items(&json!([
        { "linkId": "hair_color", "item": [], "answer": [] },
        { "linkId": "skin", "item": [], "extension": [], "modifierExtension": [],
          "answer": [{ "valueCoding": { "code": "skin.moles" }, "item": [] }] },
        { "linkId": "intro", "text": "Welcome", "item": [], "answer": [] },
    ]));
    response["basedOn"] = json!([]);
    let answers = sound(&pack, &response);
    assert_eq!(given(&pack, &answers, "hair_color"), None);
    assert_eq!(given(&pack, &answers, "skin").as_deref(), Some("moles"));
    parsed(&super::response(&Table::new(&pack), &answers)); // nothing empty is written again
    response["item"] = json!([]);
    assert_eq!(sound(&pack, &response), {
        let mut blank = Answers::blank(&pack);
        blank.envelope = answers.envelope.clone();
        blank
    });
}

/// The answers of every person of the tests, in other shapes that mean the same.
#[test]
fn items_in_groups_of_another_form_are_read_at_any_depth() {
    let pack = builtin();
    let table = Table::new(&pack);
    for person in EVERYBODY {
        let answers = read(&table, person).unwrap();
        let ours = parsed(&response(&table, &answers));
        let again = sound(&pack, &ours);
        let Some(items) = ours["item"].as_array() else {
            continue; // a person without answers
        };
        let chunks = items.chunks(3).map(
            |items| json!({ "linkId": "page", "item": [{ "linkId": "group", "item": items }] }),
        );
        let mut paged = ours.clone();
        paged["item"] = chunks.collect();
        assert_eq!(sound(&pack, &paged), again, "{paged}");
        paged["item"] = json!([{ "linkId": "age-group", "item": flat(&ours) }]);
        assert_eq!(sound(&pack, &paged), again, "{paged}");
    }
}

/// The questions of a response without the groups around them.
fn flat(response: &Value) -> Vec<Value> {
    let items = super::every_item(response)
        .into_iter()
        .map(|(_, item)| item.clone());
    let questions = items.filter(|item| item.get("answer").is_some());
    questions.collect()
}

#[test]
fn a_question_that_is_repeated_in_groups_is_reported() {
    let pack = small();
    let page = |option| json!({ "linkId": "page", "item": [coded("hair_color", option)] });
    let found = problems(&pack, &with_items(&json!([page("blond"), page("black")])));
    assert!(
        matches!(found.as_slice(), [(Code::DuplicateItem, _, _)]),
        "{found:?}"
    );
}

#[test]
fn items_of_the_persons_own_are_kept() {
    let pack = small();
    let table = Table::new(&pack);
    let input = with_items(&json!([
        item("x_phone", &json!([{ "valueString": "555 0100" }])),
        { "linkId": "x_page", "item": [item("x_visits", &json!([{ "valueInteger": 3 }, { "valueInteger": 5 }]))] },
        item("x_dose", &json!([{ "valueQuantity": { "value": 1.50, "unit": "mg" } }])),
        { "linkId": "x_nothing" },
    ]));
    let answers = sound(&pack, &input);
    let expected = [
        ("x_phone", "\"555 0100\""),
        ("x_visits", "[3,5]"),
        ("x_dose", r#"{"unit":"mg","value":1.5}"#),
    ];
    let kept: Vec<_> = answers
        .extras
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect();
    assert_eq!(kept, expected);
    assert_eq!(
        read(&table, &response(&table, &answers)).unwrap().extras,
        answers.extras
    );
}

#[test]
fn a_reason_why_a_value_is_absent_is_not_sure_and_one_for_not_asking_is_no_answer() {
    let pack = small();
    for (reason, expected) in [
        ("asked-unknown", Some("not sure")),
        ("asked-declined", Some("not sure")),
        ("unknown", Some("not sure")),
        ("masked", Some("not sure")),
        ("not-asked", None),
        ("not-applicable", None),
    ] {
        let on_item = json!({ "linkId": "skin", "extension": absent(reason) });
        let on_answer = item("skin", &json!([{ "extension": absent(reason) }]));
        let on_code = item(
            "skin",
            &json!([{ "valueCoding": { "extension": absent(reason) } }]),
        );
        let on_text = item(
            "skin",
            &json!([{ "_valueString": { "extension": absent(reason) } }]),
        );
        for item in [on_item, on_answer, on_code, on_text] {
            let answers = sound(&pack, &with_items(&json!([item])));
            assert_eq!(
                given(&pack, &answers, "skin").as_deref(),
                expected,
                "{reason}: {item}"
            );
        }
    }
    // A value counts, whatever an extension says of it.
    let both = json!([{ "valueCoding": { "code": "skin.moles" }, "extension": absent("unknown") }]);
    let answers = sound(&pack, &with_items(&json!([item("skin", &both)])));
    assert_eq!(given(&pack, &answers, "skin").as_deref(), Some("moles"));
}

#[test]
fn an_answer_may_be_in_the_words_of_the_pack() {
    let pack = small();
    for (index, question) in pack.numbered_questions() {
        if question.when.is_some() {
            continue; // it does not apply alone
        }
        for option in &question.options {
            for answer in [
                json!({ "valueString": option.label.as_str() }),
                json!({ "valueCoding": { "display": option.label.to_uppercase() } }),
                json!({ "valueString": option.id.as_str() }),
            ] {
                let answers = sound(
                    &pack,
                    &with_items(&json!([item(&question.id, &json!([answer]))])),
                );
                let position = question.find_option(&option.id).unwrap();
                let expected = Answer::Chosen(OptionSet::single(position));
                assert_eq!(answers.get(index), Some(expected), "{answer}");
            }
        }
    }
    for (words, expected) in [("None of these", "none"), ("I'm not sure", "not sure")] {
        let answers = sound(
            &pack,
            &with_items(&json!([item("skin", &json!([{ "valueString": words }]))])),
        );
        assert_eq!(given(&pack, &answers, "skin").as_deref(), Some(expected));
    }
}

#[test]
fn a_response_in_xml_is_named() {
    let pack = small();
    for text in [
        "<?xml version=\"1.0\"?>\n<QuestionnaireResponse xmlns=\"http://hl7.org/fhir\"><status value=\"completed\"/></QuestionnaireResponse>",
        "\n  <QuestionnaireResponse>",
        "<Bundle xmlns=\"http://hl7.org/fhir\"/>",
    ] {
        let problems = read(&Table::new(&pack), text).unwrap_err();
        let [problem] = problems.diagnostics() else {
            panic!("{problems}")
        };
        assert_eq!(problem.code, Code::WrongResource);
        let (line, column) = problem.place.position.unwrap();
        let written = text.lines().nth(line - 1).unwrap();
        assert_eq!(written.find('<'), Some(column - 1));
        assert!(
            problem
                .help
                .as_deref()
                .unwrap()
                .contains("application/fhir+json")
        );
    }
    let other = read(&Table::new(&pack), "<html></html>").unwrap_err();
    assert_eq!(other.diagnostics()[0].code, Code::Syntax);
}
