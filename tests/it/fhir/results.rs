//! Assessments as bundles.

use insta::assert_snapshot;
use serde_json::{Value, json};
use smp_suitability::assess::{Table, assess};
use smp_suitability::fhir::FormLayout;
use smp_suitability::pack::Pack;
use smp_suitability::report;
use smp_suitability::space::Insight;

use super::{SMALL, parsed, read, small};
use crate::report::{EVERYBODY, assessed_by, insight, pack};

fn bundle(pack: &Pack, answers: &str) -> String {
    let table = Table::new(pack);
    let answers = read(&table, answers).unwrap();
    let assessment = assess(&table, &answers);
    let insight = Insight::of(&table, &assessment);
    report::bundle(
        &table,
        &FormLayout::new(pack).unwrap(),
        &assessment,
        Some(&insight),
    )
}

/// The bundle of one of [`EVERYBODY`].
pub(super) fn bundle_of(pack: &Pack, person: &str) -> String {
    assessed_by(pack, person, |assessment| {
        let form = FormLayout::new(pack).unwrap();
        report::bundle(&Table::new(pack), &form, assessment, Some(&insight(person)))
    })
}

#[test]
fn a_result_as_a_bundle() {
    assert_snapshot!(bundle(
        &small(),
        r#"{ "id": "b", "hair_color": "blond", "skin": ["sore"], "doctor": "no" }"#
    ));
}

#[test]
fn every_finding_comes_with_its_rule_its_text_and_its_sources() {
    let pack = pack();
    for person in EVERYBODY {
        let bundle = parsed(&bundle_of(&pack, person));
        let guidance = &bundle["entry"][1]["resource"];
        let parameters = guidance["contained"][0]["parameter"].as_array().unwrap();
        let found = parameters
            .iter()
            .filter(|parameter| parameter["name"] == "finding");
        assessed_by(&pack, person, |assessment| {
            let found: Vec<_> = found.collect();
            assert_eq!(found.len(), assessment.findings.len());
            for (found, finding) in found.iter().zip(&assessment.findings) {
                let part = |name: &str| {
                    let parts = found["part"].as_array().unwrap().iter();
                    parts
                        .filter(|part| part["name"] == name)
                        .collect::<Vec<_>>()
                };
                assert_eq!(part("rule")[0]["valueCode"], finding.rule.id.as_str());
                assert_eq!(
                    part("because")[0]["valueString"],
                    finding.because().as_str()
                );
                let sources = part("source").into_iter();
                let sources: Vec<_> = sources
                    .map(|source| source["valueRelatedArtifact"]["label"].as_str().unwrap())
                    .collect();
                let expected = finding.rule.sources.iter().map(|id| &**id);
                assert_eq!(sources, expected.collect::<Vec<_>>());
                let told = guidance["text"]["div"].as_str().unwrap();
                assert!(told.contains(&format!("[{}]", finding.rule.sources.join(", "))));
            }
            let settled = insight(person).settled();
            let status = if settled { "success" } else { "data-requested" };
            assert_eq!(guidance["status"], status);
        });
    }
}

/// Every key of a document, at whatever depth.
fn keys(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(entries) => entries.iter().flat_map(keys).collect(),
        Value::Object(members) => {
            let inner = members.iter();
            inner
                .flat_map(|(key, value)| [vec![key.as_str()], keys(value)].concat())
                .collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn no_person_is_invented_and_no_clock_is_read() {
    let pack = small();
    let text = bundle(&pack, r#"{ "hair_color": "blond" }"#);
    assert_eq!(bundle(&pack, r#"{ "hair_color": "blond" }"#), text);
    let bundle = parsed(&text);
    for key in [
        "subject",
        "authored",
        "author",
        "timestamp",
        "occurrenceDateTime",
        "lastUpdated",
    ] {
        assert!(!keys(&bundle).contains(&key), "{key}");
    }
    let types: Vec<_> = [0, 1]
        .map(|place| &bundle["entry"][place]["resource"]["resourceType"])
        .to_vec();
    assert_eq!(types, ["QuestionnaireResponse", "GuidanceResponse"]);
    assert_eq!(
        (&bundle["type"], &bundle["entry"].as_array().unwrap().len()),
        (&json!("collection"), &2)
    );
}

#[test]
fn whose_response_it_is_is_said_of_the_guidance_too() {
    let pack = small();
    let item = json!([{ "linkId": "hair_color", "answer": [
        { "valueCoding": { "system": SMALL, "code": "hair_color.blond" } }] }]);
    let mut input = json!({ "resourceType": "QuestionnaireResponse", "status": "completed",
        "subject": { "reference": "Patient/1" }, "encounter": { "reference": "Encounter/2" },
        "authored": "2027-03-31", "item": item });
    let resources = |input: &Value| {
        let bundle = parsed(&bundle(&pack, &input.to_string()));
        [0, 1].map(|place| bundle["entry"][place]["resource"].clone())
    };
    let [response, guidance] = resources(&input);
    for key in ["subject", "encounter"] {
        assert_eq!((&response[key], &guidance[key]), (&input[key], &input[key]));
    }
    assert_eq!(response["authored"], "2027-03-31");
    assert_eq!(guidance.get("occurrenceDateTime"), None);

    // What stands in the response cannot be seen from the guidance.
    input["subject"] = json!({ "reference": "#me" });
    input["contained"] = json!([{ "resourceType": "Patient", "id": "me" }]);
    let [response, guidance] = resources(&input);
    assert_eq!(response["contained"], input["contained"]);
    assert_eq!(
        (&response["subject"], guidance.get("subject")),
        (&input["subject"], None)
    );
}

#[test]
fn the_guidance_names_the_response_by_a_name_made_from_its_content() {
    let bundle = parsed(&bundle(&small(), r#"{ "hair_color": "blond" }"#));
    let [response, guidance] = [0, 1].map(|place| &bundle["entry"][place]);
    let first = &guidance["resource"]["contained"][0]["parameter"][0];
    assert_eq!(first["name"], "response");
    assert_eq!(first["valueReference"]["reference"], response["fullUrl"]);
    assert_ne!(response["fullUrl"], guidance["fullUrl"]);
    assert_eq!(
        guidance["resource"]["outputParameters"]["reference"],
        "#result"
    );
}
