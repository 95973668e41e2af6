//! Packs, answers and assessments in HL7 FHIR: what is written, what is read, and what others say of it.

mod bundles;
mod form;
mod outside;
mod program;
mod reading;
mod results;
mod servers;
mod strictness;
mod written;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use smp_suitability::assess::Table;
use smp_suitability::diagnostic::Problems;
use smp_suitability::fhir::FormLayout;
use smp_suitability::load::{self, AnswersInput, CASES_FILE, PACK_FILES, PackFiles, Strictness};
use smp_suitability::pack::{Answers, Pack};
use smp_suitability::report;

/// The code system of the small pack.
const SMALL: &str = "https://clinic.example/fhir/CodeSystem/small";

pub(crate) fn builtin() -> Pack {
    load::pack(&load::builtin()).unwrap()
}

/// The pack in `tests/packs/small` with names of a clinic, and one more question, whose condition no
/// single list of answers can say.
pub(crate) fn small() -> Pack {
    let folder = Path::new("tests/packs/small");
    let names = PACK_FILES.into_iter().filter(|name| *name != CASES_FILE);
    let mut files: Vec<_> = names
        .map(|name| (name, fs::read(folder.join(name)).unwrap()))
        .collect();
    let mut change = |file: &str, change: &dyn Fn(&mut Value)| {
        let (_, bytes) = files.iter_mut().find(|(name, _)| *name == file).unwrap();
        let mut content: Value = serde_json::from_slice(bytes).unwrap();
        change(&mut content);
        *bytes = content.to_string().into_bytes();
    };
    change("pack.json", &|header| {
        header["canonical"] = json!("https://clinic.example/fhir");
        header["clinic"] = json!({ "name": "Dots & Co", "contact": "dots@example.org" });
    });
    change("questionnaire.json", &|content| {
        content["questions"].as_array_mut().unwrap().push(json!({
            "id": "cap", "kind": "many", "change": "choice", "ask": "Do you wear a cap?", "why": "Rubbing hurts.",
            "when": [{ "hair_color": ["blond"], "skin": ["sore", "none"] }, { "transplant": ["yes"] }],
            "options": [{ "id": "work", "label": "At work" }, { "id": "sport", "label": "For sport" }],
        }));
    });
    let files = PackFiles {
        folder: "small".to_owned(),
        files: (files.into_iter())
            .map(|(name, bytes)| (name, bytes.into()))
            .collect(),
    };
    let mut pack = load::pack(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
    pack.sha256 = "0".repeat(64);
    pack
}

fn questionnaire(pack: &Pack) -> Value {
    parsed(&report::questionnaire(&FormLayout::new(pack).unwrap()))
}

fn response(table: &Table, answers: &Answers) -> String {
    report::response(table, &FormLayout::new(table.pack()).unwrap(), answers)
}

/// A resource of ours; there is no `null` and nothing empty in it.
#[track_caller]
fn parsed(resource: &str) -> Value {
    let resource: Value = serde_json::from_str(resource).unwrap();
    assert_filled(&resource);
    resource
}

#[track_caller]
fn assert_filled(value: &Value) {
    match value {
        Value::Null => panic!("FHIR has no null"),
        Value::String(text) => assert!(!text.trim().is_empty()),
        Value::Array(entries) => {
            assert!(!entries.is_empty());
            entries.iter().for_each(assert_filled);
        }
        Value::Object(members) => {
            assert!(!members.is_empty());
            members.values().for_each(assert_filled);
        }
        Value::Bool(_) | Value::Number(_) => {}
    }
}

fn read(table: &Table, text: &str) -> Result<Answers, Problems> {
    let input = AnswersInput {
        file: Some(("response.json", text.as_bytes())),
        sets: &[],
    };
    load::answers_with(table, input, Strictness::Exact)
}

/// Every item of a questionnaire or a response, at whatever depth, with the `linkId`s around it.
fn every_item(resource: &Value) -> Vec<(Vec<&str>, &Value)> {
    let mut found = Vec::new();
    let mut left: Vec<(Vec<&str>, &Value)> = vec![(Vec::new(), resource)];
    while let Some((around, node)) = left.pop() {
        for item in node["item"].as_array().into_iter().flatten().rev() {
            let mut inner = around.clone();
            inner.push(item["linkId"].as_str().unwrap());
            left.push((inner, item));
        }
        if !around.is_empty() {
            let (_, outer) = around.split_last().unwrap();
            found.push((outer.to_vec(), node));
        }
    }
    found
}
