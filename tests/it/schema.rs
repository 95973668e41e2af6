//! The JSON Schemas hold for every file that ships, and for every result that is printed.

use std::fs;

use jsonschema::Validator;
use serde_json::{Value, json};
use smp_suitability::assess::{Table, assess};
use smp_suitability::load::{self, CASES_FILE, PACK_FILES, PackKind};
use smp_suitability::pack::Answers;
use smp_suitability::report;
use smp_suitability::space::Insight;

pub(crate) fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::meta::is_valid(schema), "{schema}");
    jsonschema::validator_for(schema).unwrap()
}

pub(crate) fn files() -> impl Iterator<Item = &'static str> {
    PACK_FILES.into_iter().chain([CASES_FILE])
}

pub(crate) fn file_validator(name: &str, kind: PackKind) -> Validator {
    validator(&load::file_schema(name, kind).unwrap())
}

#[track_caller]
pub(crate) fn check(validator: &Validator, instance: &Value, name: &str) {
    let errors: Vec<_> = validator.iter_errors(instance).collect();
    let shown = errors
        .first()
        .map(|error| format!("{error} at {}", error.instance_path));
    assert_eq!(shown, None, "{name}");
}

pub(crate) fn read(path: &str) -> Option<Value> {
    let text = fs::read_to_string(path).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

#[test]
fn every_pack_that_ships_is_valid_file_by_file_and_as_a_whole() {
    let folder_schema = validator(&load::pack_schema(PackKind::Whole));
    for folder in ["rules/smp", "tests/packs/minimal", "tests/packs/small"] {
        let mut all = json!({});
        for name in files() {
            let path = format!("{folder}/{name}");
            let Some(content) = read(&path) else {
                assert_eq!(name, CASES_FILE, "{path}");
                continue;
            };
            check(&file_validator(name, PackKind::Whole), &content, &path);
            // What is whole could also stand over something else, but for the header.
            let extending = file_validator(name, PackKind::Extending);
            assert_eq!(extending.is_valid(&content), name != "pack.json", "{path}");
            all[name] = content;
        }
        check(&folder_schema, &all, folder);
        all["rules.json"] = json!({});
        assert!(!folder_schema.is_valid(&all));
    }
}

#[test]
fn the_pack_that_extends_another_is_valid_too() {
    let folder_schema = validator(&load::pack_schema(PackKind::Extending));
    let mut all = json!({});
    for entry in fs::read_dir("tests/packs/clinic").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let content = read(path.to_str().unwrap()).unwrap();
        check(&file_validator(name, PackKind::Extending), &content, name);
        assert!(
            !file_validator(name, PackKind::Whole).is_valid(&content)
                || name == "sources.json"
                || name == CASES_FILE
        );
        all[name] = content;
    }
    check(&folder_schema, &all, "tests/packs/clinic");
    all["pack.json"]["extends"] = json!("other");
    assert!(!folder_schema.is_valid(&all));
}

#[test]
fn answers_that_ship_are_valid_for_the_built_in_pack() {
    let pack = load::pack(&load::builtin()).unwrap();
    let of_pack = validator(&load::answers_schema(Some(&pack)));
    let of_any = validator(&load::answers_schema(None));
    let mut count = 0;
    for entry in fs::read_dir("tests/readme").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue; // a folder, or fields that a browser posts
        }
        let path = path.to_str().unwrap();
        let answers = read(path).unwrap();
        assert_eq!(
            of_pack.is_valid(&answers),
            !path.ends_with("typo.json"),
            "{path}"
        );
        check(&of_any, &answers, path);
        count += 1;
    }
    assert!(count > 2);
    let cases = read("rules/smp/cases.json").unwrap();
    for case in cases["cases"].as_array().unwrap() {
        check(&of_pack, &case["answers"], &case["id"].to_string());
    }
}

/// A copy that admits no key it does not describe.
fn strict(mut schema: Value) -> Value {
    fn close(schema: &mut Value) {
        match schema {
            Value::Object(members) => {
                members.values_mut().for_each(close);
                if members.contains_key("properties")
                    && !members.contains_key("unevaluatedProperties")
                {
                    members.insert("unevaluatedProperties".to_owned(), json!(false));
                }
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

/// The assessments in the snapshots of the reports.
fn snapshots() -> Vec<Value> {
    let entries = fs::read_dir("tests/it/snapshots").unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let texts = paths.map(|path| fs::read_to_string(path).unwrap());
    let bodies = texts.filter_map(|text| Some(text.splitn(3, "---").nth(2)?.to_owned()));
    let values = bodies.filter_map(|body| serde_json::from_str::<Value>(&body).ok());
    values
        .filter(|value| value["format"] == "smp.assessment/1")
        .collect()
}

fn assessment_schema() -> Value {
    serde_json::from_str(report::ASSESSMENT_SCHEMA).unwrap()
}

#[test]
fn every_assessment_is_valid_and_the_schema_knows_each_key_of_it() {
    let schema = assessment_schema();
    let open = validator(&schema);
    let strict = validator(&strict(schema));
    let snapshots = snapshots();
    assert!(!snapshots.is_empty());
    for snapshot in &snapshots {
        check(&strict, snapshot, "a snapshot");
    }
    let pack = load::pack(&load::builtin()).unwrap();
    let table = Table::new(&pack);
    for (position, case) in load::cases(&table, &load::builtin())
        .unwrap()
        .iter()
        .enumerate()
    {
        let assessment = assess(&table, &case.answers);
        // Looking at what would change a result takes longer, and adds the same keys each time.
        let insight = (position % 40 == 0).then(|| Insight::of(&table, &assessment));
        let printed = report::json(&assessment, insight.as_ref());
        check(&strict, &serde_json::from_str(&printed).unwrap(), &case.id);
    }
    let names = ["pack.json", "questionnaire.json", "suitability.json"];
    let names = names
        .into_iter()
        .chain(["expectations.json", "sources.json"]);
    let of_clinic = names.map(|name| {
        let bytes = fs::read(format!("tests/packs/clinic/{name}")).unwrap();
        (name, bytes.into())
    });
    let of_clinic = load::PackFiles {
        folder: "clinic".to_owned(),
        files: of_clinic.collect(),
    };
    let pack = load::pack(&of_clinic).unwrap();
    let table = Table::new(&pack);
    let printed = report::json(&assess(&table, &Answers::blank(&pack)), None);
    let printed: Value = serde_json::from_str(&printed).unwrap();
    assert!(printed["pack"]["clinic"].is_object());
    check(&strict, &printed, "a clinic's own pack");
    let mut later = snapshots[0].clone();
    later["a_later_key"] = json!(1);
    check(&open, &later, "keys may be added");
}

#[test]
fn an_assessment_that_lacks_a_key_or_holds_another_kind_of_value_is_not_valid() {
    let validator = validator(&assessment_schema());
    let snapshots = snapshots();
    let sound = &snapshots[0];
    for key in sound.as_object().unwrap().keys() {
        // What the answer space knows may be left out, and a card that the pack does not have.
        let is_insight = [
            "possible",
            "what_if",
            "decided_by",
            "slips",
            "disputes",
            "warnings",
        ];
        let mut mutant = sound.clone();
        mutant.as_object_mut().unwrap().remove(key);
        let may_go = is_insight.contains(&key.as_str());
        assert_eq!(validator.is_valid(&mutant), may_go, "without {key}");
        mutant[key] = json!(1.5);
        assert!(!validator.is_valid(&mutant), "{key}");
    }
    let mut mutant = sound.clone();
    mutant["verdict"] = json!("maybe");
    assert!(!validator.is_valid(&mutant));
}
