//! Bundles in place of a response: one response in it is read, several and none are refused.

use serde_json::{Value, json};
use smp_suitability::assess::Table;
use smp_suitability::pack::Answers;

use super::reading::full;
use super::{read, small};

fn bundle(kind: &str, resources: &[Value]) -> String {
    let entries =
        (resources.iter()).map(|resource| json!({ "fullUrl": "urn:uuid:1", "resource": resource }));
    let entries: Vec<_> = entries.collect();
    let bundle = json!({ "resourceType": "Bundle", "type": kind, "entry": entries });
    serde_json::to_string_pretty(&bundle).unwrap()
}

fn patient() -> Value {
    json!({ "resourceType": "Patient", "id": "p", "contained": [full()] })
}

#[test]
fn the_one_response_of_a_bundle_is_read_in_place() {
    let pack = small();
    let table = Table::new(&pack);
    let alone = read(&table, &full().to_string()).unwrap();
    for kind in ["collection", "searchset", "document", "transaction"] {
        let text = bundle(
            kind,
            &[
                patient(),
                full(),
                json!({ "resourceType": "GuidanceResponse" }),
            ],
        );
        let answers: Answers = read(&table, &text).unwrap();
        assert_eq!(answers, alone, "{kind}");
    }
    let mut bad = full();
    bad["item"][0]["linkId"] = json!("hair_colour");
    let text = bundle("searchset", &[patient(), bad]);
    let problems = read(&table, &text).unwrap_err();
    let [problem] = problems.diagnostics() else {
        panic!("{problems}")
    };
    assert_eq!(
        problem.place.pointer.as_deref(),
        Some("/entry/1/resource/item/0/linkId")
    );
    let (line, column) = problem.place.position.unwrap();
    let written = text.lines().nth(line - 1).unwrap();
    assert!(
        written[column - 1..].starts_with("\"hair_colour\""),
        "{written}"
    );
}

#[test]
fn a_bundle_with_several_responses_or_none_is_refused() {
    let pack = small();
    let table = Table::new(&pack);
    let refused = |resources: &[Value]| {
        let problems = read(&table, &bundle("searchset", resources)).unwrap_err();
        let [problem] = problems.diagnostics() else {
            panic!("{problems}")
        };
        (problem.message.clone(), problem.help.clone().unwrap())
    };
    let (message, help) = refused(&[full(), patient(), full()]);
    assert_eq!(
        message,
        "the `Bundle` holds 2 `QuestionnaireResponse` resources"
    );
    assert!(help.starts_with("`smp batch` reads all of them"), "{help}");
    for none in [&[patient()] as &[_], &[]] {
        let (message, help) = refused(none);
        assert_eq!(message, "the `Bundle` holds no `QuestionnaireResponse`");
        assert!(help.starts_with("take a bundle with"), "{help}");
    }
}
