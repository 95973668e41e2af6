//! The JSON Schemas and the reader agree on what may stand in a file, whatever is done to it.

use std::fs;

use jsonschema::Validator;
use serde_json::{Value, json};
use smp_suitability::assess::Table;
use smp_suitability::diagnostic::{Code, Diagnostic, Problems};
use smp_suitability::load::{self, CASES_FILE, PackKind};

use crate::minimal::{ANSWERS, Input};
use crate::schema::{check, file_validator, files, read, validator};

/// The problems that a schema can see: what is there, and of what kind.
const STRUCTURAL: [Code; 8] = [
    Code::UnknownKey,
    Code::MissingKey,
    Code::WrongType,
    Code::EmptyText,
    Code::EmptyList,
    Code::UnknownWord,
    Code::UnknownQuestion,
    Code::UnknownOption,
];

/// The schema rejects nothing that the reader takes, and misses nothing structural.
#[track_caller]
fn agree(validator: &Validator, content: &Value, problems: &[Diagnostic], what: &str) {
    let shown: Vec<_> = problems.iter().map(ToString::to_string).collect();
    let shown = shown.join("\n");
    if validator.is_valid(content) {
        let structural = problems
            .iter()
            .find(|problem| STRUCTURAL.contains(&problem.code));
        assert!(structural.is_none(), "{what}: valid, but\n{shown}");
    } else {
        assert!(!problems.is_empty(), "{what}: not valid, but read");
    }
}

#[test]
fn the_packs_under_test_hold_every_key_of_the_format() {
    let sound = complete();
    for name in files() {
        let schema = load::file_schema(name, PackKind::Whole).unwrap();
        let content: Value = serde_json::from_slice(sound.bytes(name)).unwrap();
        let mut missing = Vec::new();
        uncovered(&schema, &[&content], name, &mut missing);
        assert_eq!(missing, Vec::<String>::new());
    }
}

/// Every key that a schema describes and none of the instances has.
fn uncovered(schema: &Value, instances: &[&Value], path: &str, missing: &mut Vec<String>) {
    let of_list: Vec<_> = instances
        .iter()
        .filter_map(|value| value.as_array())
        .flatten()
        .collect();
    if let Some(items) = schema.get("items") {
        uncovered(items, &of_list, path, missing);
    }
    for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
        let values: Vec<_> = instances
            .iter()
            .filter_map(|value| value.get(key))
            .collect();
        let path = format!("{path}/{key}");
        let is_of_answers = path.contains("/answers/") || path.contains("/changes/");
        if values.is_empty() && !is_of_answers {
            missing.push(path.clone());
        }
        uncovered(inner, &values, &path, missing);
    }
}

/// Every way to change one value, give an object one more key, or take one key away.
fn mutations(content: &Value) -> Vec<(String, Value)> {
    let mut mutants = Vec::new();
    for pointer in pointers(content) {
        let mut change = |what: &str, change: &dyn Fn(&mut Value)| {
            let mut mutant = content.clone();
            change(mutant.pointer_mut(&pointer).unwrap());
            if mutant != *content {
                mutants.push((format!("{pointer} {what}"), mutant));
            }
        };
        for other in [
            json!(null),
            json!(true),
            json!(0),
            json!(1.5),
            json!(-2_000_000_000),
            json!("x"),
            json!("X-"),
            json!(" "),
            json!([]),
            json!({}),
            json!([{}]),
            json!(["x"]),
            json!([1, 2, 3]),
        ] {
            change(&other.to_string(), &|value| *value = other.clone());
        }
        let keys = content.pointer(&pointer).and_then(Value::as_object);
        for key in keys.into_iter().flat_map(|members| members.keys()) {
            change(&format!("without {key}"), &|value| {
                value.as_object_mut().unwrap().remove(key);
            });
        }
        change("with another key", &|value| {
            if let Some(members) = value.as_object_mut() {
                members.insert("zzz".to_owned(), json!(["x"]));
            }
        });
    }
    mutants
}

/// Every value of a document.
fn pointers(content: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let inner: Vec<_> = match content {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Value::Array(items) => (items.iter().enumerate())
            .map(|(index, value)| (index.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (step, value) in inner {
        let below = pointers(value).into_iter();
        found.extend(below.map(|pointer| format!("/{step}{pointer}")));
    }
    found
}

/// A minimal pack with every key that the format knows.
fn complete() -> Input {
    let mut input = Input::sound();
    add(
        &mut input,
        "pack.json",
        "",
        &json!({ "clinic": {
            "name": "N", "contact": "C", "accent": "#003366", "logo": "data:image/png;base64,iVBORw0KGgo=",
        }, "canonical": "https://clinic.example/fhir", "updated": "2026-11-29", "authors": ["A", "B"],
            "reviewed_by": [{ "name": "D", "on": "2026-11-02" }], "review_by": "2027-11-29",
            "funding": "We did.", "evidence_method": "We read.",
            "changes": [{ "version": "1", "says": "All." }] }),
    );
    add_comparison(&mut input);
    add_laws(&mut input);
    let file = "questionnaire.json";
    let marks = json!({ "name": "Color", "core": true, "ordered": true, "safety": true, "private": true, "neutral": "So.", "undecided": "Later." });
    add(&mut input, file, "/questions/0", &marks);
    let words = json!({ "short": "dark", "from": 0, "to": 9, "change": "choice", "neutral": "So.", "private": true, "picture": "loss_norwood" });
    add(&mut input, file, "/questions/0/options/0", &words);
    add(
        &mut input,
        file,
        "/questions/2",
        &json!({ "since": "months" }),
    );
    add(
        &mut input,
        file,
        "/questions/2/options/0",
        &json!({ "from": 0 }),
    );
    let strength = json!({ "strength": "consumer-guide" });
    add(&mut input, "sources.json", "/claims/0", &strength);
    let file = "suitability.json";
    add(
        &mut input,
        file,
        "/rules/3",
        &json!({ "urgent": true, "advice": "Ask.", "strength": "our-opinion" }),
    );
    add(
        &mut input,
        file,
        "/rules/1/disputed",
        &json!({ "verdict": null }),
    );
    add(
        &mut input,
        "guide.json",
        "/sections/0/items/0",
        &json!({ "label": "Risks", "when": { "color": ["gray"] } }),
    );
    let topic = json!({ "topic": "risks" });
    add(&mut input, "guide.json", "/sections/0", &topic);
    let file = "expectations.json";
    for table in ["/cost/countries/0", "/recovery", "/upkeep"] {
        let mut tables: Value = serde_json::from_slice(input.bytes(file)).unwrap();
        let rows = tables.pointer_mut(&format!("{table}/rows")).unwrap();
        let mut row = rows[0].clone();
        row["id"] = json!("gray");
        row["when"] = json!({ "color": ["gray"] });
        rows.as_array_mut().unwrap().insert(0, row);
        input.write(file, tables.to_string());
    }
    for table in ["/sessions", "/recovery", "/upkeep"] {
        let tables: Value = serde_json::from_slice(input.bytes(file)).unwrap();
        let mut overall = tables.pointer(&format!("{table}/rows/0")).unwrap().clone();
        for key in ["id", "when", "because"] {
            overall.as_object_mut().unwrap().remove(key);
        }
        let ranges = json!({ "overall": overall, "main": overall });
        add(&mut input, file, table, &ranges);
    }
    let main = json!({ "amount": [2, 3], "sources": ["aedit"], "claims": ["C01"] });
    add(
        &mut input,
        file,
        "/cost/countries/0",
        &json!({ "main": main, "touch_up": {
            "amount": [1, 2], "because": "So.", "sources": ["aedit"], "claims": ["C01"],
        } }),
    );
    let limit = json!({ "what": "Sun", "days": [7, 30], "sources": ["aedit"], "claims": ["C01"] });
    add(&mut input, file, "/recovery", &json!({ "limits": [limit] }));
    add(
        &mut input,
        file,
        "/recovery/timeline/0",
        &json!({ "watch": "Pus." }),
    );
    let note = json!({ "country": "AU", "says": "More.", "sources": ["aedit"], "claims": ["C01"] });
    add(&mut input, file, "/cost", &json!({ "elsewhere": [note] }));
    let expert = json!({ "case": "H", "verdict": "wait", "also": ["suitable"], "disputed": true, "differs": "So." });
    let said = json!({ "note": "N.", "expert": expert });
    add(&mut input, CASES_FILE, "/cases/0", &said);
    let change = json!({ "changes": { "skin": [] }, "verdict": "suitable" });
    let expected = json!({ "only": false, "what_if": [change] });
    add(&mut input, CASES_FILE, "/cases/0/expect", &expected);
    input
}

/// A comparison with every key, and how much of a source was read.
fn add_comparison(input: &mut Input) {
    let read = json!({ "read": "part" });
    add(input, "sources.json", "/sources/0", &read);
    let cited = json!({ "sources": ["aedit"], "claims": ["C01"] });
    let with = |mut value: Value| {
        for key in ["sources", "claims"] {
            value[key] = cited[key].clone();
        }
        value
    };
    let alternative = json!({
        "id": "smp", "name": "SMP",
        "cells": [with(json!({ "row": "works", "text": "It does." }))],
        "unfit": [with(json!({ "id": "gray", "when": { "color": ["gray"] }, "text": "Not so." }))],
        "speaks": [with(json!({ "value": "mole", "side": "for", "text": "It does." }))],
        "costs": [with(json!({ "country": "US", "currency": "USD", "five_years": [1, 2], "ten_years": [2, 4], "because": "So." }))],
    });
    let count = with(
        json!({ "id": "itch", "alternative": "smp", "kind": "harm", "what": "itched", "count": 1, "of": 2, "people": "two people", "note": "Few.", "compared_with": "itch" }),
    );
    let comparison = json!({
        "decision": "You choose.", "matters": "skin", "rows": [{ "id": "works", "title": "Works" }],
        "alternatives": [alternative], "touch_up_years": [1], "chances": [count],
        "readiness": [{ "question": "color", "not_yet": "gray", "step": "Read." }],
    });
    add(
        input,
        "guide.json",
        "",
        &json!({ "comparison": comparison }),
    );
}

/// Laws with the keys that those of the minimal pack do without.
fn add_laws(input: &mut Input) {
    let mut header: Value = serde_json::from_slice(input.bytes("pack.json")).unwrap();
    let group = json!({ "when": { "color": ["gray"] }, "unless": { "skin": ["mole"] }, "all_else": "baseline" });
    let with = |key: &str, value: Value| {
        let mut bound = group.clone();
        bound[key] = value;
        bound
    };
    let laws = header["laws"].as_array_mut().unwrap();
    for (id, kind, content) in [
        ("never-verdict", "never", with("verdict", json!(["wait"]))),
        ("never-rule", "never", with("rule", json!("mole"))),
        ("always-verdict", "always", with("verdict", json!(["wait"]))),
        ("within", "within", with("score", json!([0, 100]))),
        (
            "monotone",
            "monotone",
            json!({ "question": "color", "along": ["light", "dark"], "when": { "skin": ["mole"] }, "score": "never_falls" }),
        ),
    ] {
        laws.push(json!({ "id": id, "says": "So.", kind: content }));
    }
    input.write("pack.json", header.to_string());
}

/// Adds keys to one object of a file.
fn add(input: &mut Input, file: &'static str, pointer: &str, keys: &Value) {
    let mut content: Value = serde_json::from_slice(input.bytes(file)).unwrap();
    for (key, value) in keys.as_object().unwrap() {
        content.pointer_mut(pointer).unwrap()[key] = value.clone();
    }
    input.write(file, content.to_string());
}

#[test]
fn the_pack_schemas_and_the_reader_agree_on_every_mutation() {
    let sound = complete();
    assert_eq!(sound.printed(), "");
    let mut count = 0;
    for name in files() {
        let validator = file_validator(name, PackKind::Whole);
        let content: Value = serde_json::from_slice(sound.bytes(name)).unwrap();
        check(&validator, &content, name);
        for (what, mutant) in mutations(&content) {
            // What may be answered, and which rules a case may name, other files say.
            let is_of_case = what.contains("/answers/") || what.contains("/expect/");
            if what.contains("/baseline/") || name == CASES_FILE && is_of_case {
                continue;
            }
            let mut input = sound.clone();
            input.write(name, mutant.to_string());
            let mut problems = input.problems();
            problems.retain(|problem| problem.place.file.ends_with(name) && is_of_format(problem));
            let found = input.problems();
            if validator.is_valid(&mutant) {
                agree(&validator, &mutant, &problems, &format!("{name} {what}"));
            } else {
                agree(&validator, &mutant, &found, &format!("{name} {what}"));
            }
            count += 1;
        }
    }
    assert!(count > 3_500, "{count}");
}

/// Ids that other parts of the pack define are beyond a schema.
fn is_of_format(problem: &Diagnostic) -> bool {
    !matches!(problem.code, Code::UnknownQuestion | Code::UnknownOption)
}

#[test]
fn the_schemas_of_extending_packs_and_the_reader_agree_on_mutations() {
    let folder = "tests/packs/clinic";
    let sound: Vec<_> = files()
        .filter_map(|name| Some((name, read(&format!("{folder}/{name}"))?)))
        .collect();
    let mut count = 0;
    for (name, content) in &sound {
        let validator = file_validator(name, PackKind::Extending);
        // Each takes a whole pack to read, so only some are tried.
        for (what, mutant) in mutations(content).into_iter().step_by(11) {
            let changed = sound.iter().map(|(file, content)| {
                let content = if file == name { &mutant } else { content };
                (*file, content.to_string().into_bytes().into())
            });
            let files = load::PackFiles {
                folder: "own".to_owned(),
                files: changed.collect(),
            };
            let problems = || load::cases(&Table::new(&load::pack(&files)?), &files).map(drop);
            let problems = problems().map_or_else(Problems::into_diagnostics, |()| Vec::new());
            let what = format!("{name} {what}");
            if !validator.is_valid(&mutant) {
                assert!(!problems.is_empty(), "{what}: not valid, but read");
            } else if !what.ends_with(" null") && !what.contains("/answers") {
                // What a new entry lacks, and what `null` takes away, depends on the base.
                let kinds = [
                    Code::UnknownKey,
                    Code::WrongType,
                    Code::EmptyText,
                    Code::UnknownWord,
                ];
                let missed = problems
                    .iter()
                    .find(|problem| kinds.contains(&problem.code));
                assert_eq!(missed, None, "{what}: valid");
            }
            count += 1;
        }
    }
    assert!(count > 150, "{count}");
}

#[test]
fn the_answers_schema_and_the_reader_agree_on_every_mutation() {
    let sound = Input::sound();
    let folder = "tests/packs/minimal";
    let files = load::PackFiles {
        folder: folder.to_owned(),
        files: (files())
            .map(|name| (name, fs::read(format!("{folder}/{name}")).unwrap().into()))
            .collect(),
    };
    let pack = load::pack(&files).unwrap();
    let of_pack = validator(&load::answers_schema(Some(&pack)));
    let of_any = validator(&load::answers_schema(None));
    let answers = [
        json!({ "id": "a", "$schema": 1, "x_a": {}, "color": "dark", "skin": ["mole", "keloid"], "letter": "no" }),
        json!({ "color": null, "skin": null }),
        json!({ "skin": ["mole", "mole"] }),
        json!({ "skin": "mole" }),
        json!({ "skin": ["none"] }),
        json!({ "color": "none" }),
        json!({ "colour": "dark" }),
    ];
    for answers in answers {
        let unchanged = ("as it is".to_owned(), answers.clone());
        for (what, mutant) in mutations(&answers).into_iter().chain([unchanged]) {
            let mut input = sound.clone();
            input.write(ANSWERS, mutant.to_string());
            let problems = input.problems();
            agree(&of_pack, &mutant, &problems, &format!("{answers} {what}"));
            if of_pack.is_valid(&mutant) {
                check(&of_any, &mutant, &what);
            }
        }
    }
}
