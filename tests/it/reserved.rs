//! The words `none` and `unknown`: an option of a `one` question may be called `none`, and it means that option
//! wherever answers are read or written.

use std::fs;

use jsonschema::validator_for;
use serde_json::{Value, json};
use smp_suitability::assess::Table;
use smp_suitability::load;
use smp_suitability::verify;
use tempfile::TempDir;

use crate::interview::lines::piped;
use crate::minimal::{ANSWERS, Input};
use crate::program::{command, done, fed, printed};

/// The minimal pack, in which light hair is called `none`: in the question's reference and pairs, in
/// conditions, baseline, laws and cases.
fn input() -> Input {
    let mut input = Input::sound();
    for name in ["pack.json", "questionnaire.json"] {
        let text = String::from_utf8(input.bytes(name).to_vec()).unwrap();
        let text = text.replace(r#""light""#, r#""none""#);
        input.write(name, text.replace(r#""Light""#, r#""None""#));
    }
    input.replace(
        "expectations.json",
        r#"{ "color": ["gray"] }"#,
        r#"{ "color": ["none"] }"#,
    );
    input.replace(
        "cases.json",
        r#""cases": ["#,
        r#""cases": [{ "id": "none", "answers": { "color": "none" }, "expect": { "verdict": "wait", "score": [50, 50] } },"#,
    );
    input.write(ANSWERS, r#"{ "color": "none", "skin": [] }"#);
    input
}

/// The pack in a folder of its own, and the name of that folder.
fn folder() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in &input().files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let path = folder.path().to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn every_part_of_a_pack_may_name_an_option_none() {
    let input = input();
    let problems = input.printed();
    assert_eq!(problems, "");
    let pack = load::pack(&input.pack_files()).unwrap();
    let cases = load::cases(&Table::new(&pack), &input.pack_files()).unwrap();
    let table = Table::new(&pack);
    for case in &cases {
        assert_eq!(verify::failures(&table, case), [""; 0], "{}", case.id);
    }
}

#[test]
fn in_a_question_of_kind_many_it_stays_reserved() {
    let mut input = Input::sound();
    input.replace("questionnaire.json", r#""id": "mole""#, r#""id": "none""#);
    let printed = input.printed();
    assert!(
        printed.starts_with(
            "error[reserved-option]: `none` cannot be the id of an option in a question of kind `many`"
        ),
        "{printed}"
    );
}

#[test]
fn every_form_of_answers_takes_the_option() {
    let (_folder, pack) = folder();
    let rules = ["--rules", &pack];
    let assess = |more: &[&str]| done(&[&["assess"], more, &rules, &["--format", "json"]].concat());
    let file = assess(&[&format!("{pack}/answers.json")]);
    let blank = format!("{pack}/blank.json");
    fs::write(&blank, "{}").unwrap();
    let set = assess(&[&blank, "--set", "color=none", "--set", "skin=none"]);
    let told: Value = serde_json::from_str(&file).unwrap();
    assert_eq!(told["answers"], json!({ "color": "none", "skin": [] }));
    assert_eq!(file, set);
    let batch = |format: &str, input: &str| {
        let arguments = ["batch", "-", "--from", format, "--rules", &pack];
        printed(&fed(&mut command(&arguments), input.as_bytes()))
    };
    let lines = batch("jsonl", "{\"color\":\"none\",\"skin\":[]}\n");
    let rows = batch("csv", "color,skin\nnone,none\n");
    for result in [lines, rows] {
        assert!(result.contains("\"score\":50"), "{result}");
    }
}

#[test]
fn a_response_carries_the_option() {
    let (_folder, pack) = folder();
    let answers = format!("{pack}/answers.json");
    let form = done(&["fhir", "questionnaire", "--rules", &pack]);
    assert!(form.contains("\"color.none\""), "{form}");
    let response = done(&["fhir", "response", &answers, "--rules", &pack]);
    let mut command = command(&["assess", "-", "--format", "json", "--rules", &pack]);
    let result = printed(&fed(&mut command, response.as_bytes()));
    let told: Value = serde_json::from_str(&result).unwrap();
    assert_eq!(told["answers"], json!({ "color": "none", "skin": [] }));
}

#[test]
fn the_template_the_schema_and_the_explanation_name_it() {
    let (_folder, pack) = folder();
    let schema: Value =
        serde_json::from_str(&done(&["schema", "answers", "--rules", &pack])).unwrap();
    let validator = validator_for(&schema).unwrap();
    assert!(validator.is_valid(&json!({ "color": "none" })));
    assert!(!validator.is_valid(&json!({ "letter": "none" })));
    let explained = done(&["explain", "color", "--rules", &pack]);
    assert!(explained.contains("None"), "{explained}");
    let template = done(&["template", "--rules", &pack]);
    assert!(template.contains("\"color\""), "{template}");
}

#[test]
fn the_word_none_chooses_the_option_in_the_interview() {
    let (_folder, pack) = folder();
    let said = piped(&["--plain", "--rules", &pack], b"none\nq\n");
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.contains("--set color=none"), "{said}");
}
