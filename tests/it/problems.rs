//! `smp assess --format json` where something is wrong: the problems as JSON on standard output.

use std::fs;

use serde_json::{Value, json};

use crate::program::smp;

const TYPO: &str = r#"{ "hair_color": "blck", "hair_size": null }"#;

/// The errors that a run printed as JSON, and its standard error; it must have been refused.
fn refused_as_json(arguments: &[&str]) -> (Vec<Value>, String) {
    let output = smp(arguments);
    assert_eq!(output.status.code(), Some(2));
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let errors = printed["errors"].as_array().unwrap().clone();
    (errors, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn problems_of_an_answers_file_are_printed_with_code_place_message_and_help() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("me.json");
    fs::write(&file, TYPO).unwrap();
    let file = file.to_str().unwrap();

    let (errors, _) = refused_as_json(&["assess", file, "--format", "json"]);

    assert_eq!(errors.len(), 2, "{errors:?}");
    let expected = json!({
        "code": "unknown-option",
        "file": file,
        "line": 1,
        "column": 17,
        "message": "`blck` is not an option of `hair_color`",
        "help": "a similar option exists: `black`",
    });
    assert_eq!(errors[0], expected);
    assert_eq!(errors[1]["code"], "unknown-question");
}

#[test]
fn a_batch_says_the_same_of_the_same_record() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("me.jsonl");
    fs::write(&file, TYPO).unwrap();
    let file = file.to_str().unwrap();

    let (mut alone, _) = refused_as_json(&["assess", file, "--format", "json"]);
    let batch = smp(&["batch", file]);

    let record: Value = serde_json::from_slice(&batch.stdout).unwrap();
    for error in &mut alone {
        error.as_object_mut().unwrap().remove("file");
    }
    assert_eq!(record["errors"], Value::from(alone));
}

#[test]
fn problems_of_an_assignment_are_printed_too() {
    let arguments = ["assess", "tests/readme/alex.json", "--format", "json"];

    let (errors, _) = refused_as_json(&[&arguments[..], &["--set", "hair_color=blck"]].concat());

    assert_eq!(errors[0]["code"], "unknown-option");
    assert_eq!(errors[0]["line"], Value::Null);
}

#[test]
fn problems_of_a_pack_are_printed_too() {
    let arguments = ["assess", "tests/readme/alex.json", "--format", "json"];

    let (errors, _) = refused_as_json(&[&arguments[..], &["--rules", "tests/readme"]].concat());

    assert_eq!(errors[0]["code"], "missing-file");
    assert_eq!(errors[0]["file"], "tests/readme");
}

#[test]
fn standard_error_is_the_same_in_every_form() {
    let arguments = [
        "assess",
        "tests/readme/alex.json",
        "--set",
        "hair_color=blck",
    ];

    let (_, told) = refused_as_json(&[&arguments[..], &["--format", "json"]].concat());
    let plain = smp(&arguments);

    assert_eq!(told, String::from_utf8(plain.stderr).unwrap());
    assert!(plain.stdout.is_empty());
}
