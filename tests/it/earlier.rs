//! Old ids of questions and options: an error with every successor, in whatever form answers are given.

use std::fs;

use serde_json::{Value, json};
use smp_suitability::load::{self, PackFiles};

use crate::interview::SMALL;
use crate::program::{command, done, fed, refused, said};

/// What is said about answers in a file, for the small pack.
#[track_caller]
fn told(answers: &Value) -> String {
    let arguments = [&["assess", "-"] as &[_], &SMALL].concat();
    said(&fed(
        &mut command(&arguments),
        answers.to_string().as_bytes(),
    ))
}

/// What a batch prints about one record.
fn batch(format: &str, records: &str) -> (Option<i32>, String) {
    let arguments = ["batch", "-", "--show-private", "--from", format];
    let arguments = [&arguments as &[_], &SMALL].concat();
    let output = fed(&mut command(&arguments), records.as_bytes());
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(told).unwrap())
}

#[test]
fn an_option_that_was_renamed_names_its_successor() {
    let told = told(&json!({ "transplant": "never_had" }));
    assert_eq!(
        told,
        "error[renamed-id]: `never_had` is an old id: `transplant` now has `never`\n  \
           --> standard input:1:15 (/transplant)\n  help: write `never`\n\n1 problem found; nothing was done\n"
    );
}

#[test]
fn an_option_that_was_split_names_every_successor() {
    let told = told(&json!({ "transplant": "yes", "transplant_age": "a_year" }));
    assert!(
        told.contains("`a_year` is an old id: `transplant_age` now has `recent` and `old`"),
        "{told}"
    );
    assert!(told.contains("choose what fits, or leave it out"), "{told}");
}

#[test]
fn each_option_of_an_old_question_is_a_problem_of_its_own() {
    let told = told(&json!({ "marks": ["moles", "scar"] }));
    assert!(told.contains("`marks=moles` is now `skin=moles`"), "{told}");
    assert!(told.contains("answer `skin` with `moles`"), "{told}");
    assert!(told.contains("`marks=scar` is now `hope=scar`"), "{told}");
    assert!(!told.contains("`marks` is an old id"), "{told}");
}

#[test]
fn an_old_question_with_an_answer_that_says_little_names_the_questions() {
    for answer in [json!(null), json!([]), json!(["tattoo"]), json!(7)] {
        let told = told(&json!({ "marks": answer }));
        assert!(
            told.contains("`marks` is an old id: it is now asked as `skin` and `hope`"),
            "{told}"
        );
        assert!(
            told.contains("help: `moles` is now `skin=moles`; `scar` is now `hope=scar`"),
            "{told}"
        );
    }
}

#[test]
fn a_question_with_another_id_keeps_its_options() {
    let told = told(&json!({ "goal": "density" }));
    assert!(
        told.contains("`goal=density` is now `hope=density`"),
        "{told}"
    );
}

#[test]
fn what_is_no_longer_asked_says_why() {
    let told = told(&json!({ "sex": "female", "skin": ["sunburn"] }));
    assert!(
        told.contains("error[retired-id]: `sex` is an old id: it is no longer asked"),
        "{told}"
    );
    assert!(
        told.contains(
            "help: leave it out; the pack says: Hair color and length decide, so it is no longer asked\n"
        ),
        "{told}"
    );
    assert!(told.contains("`skin=sunburn` is an old id"), "{told}");
}

#[test]
fn old_ids_after_set_are_told_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answers.json");
    fs::write(&file, "{}").unwrap();
    let set = |set: &str| {
        let file = file.to_str().unwrap();
        refused(&[&["assess", file, "--set", set] as &[_], &SMALL].concat())
    };
    assert!(set("transplant=never_had").contains("`transplant` now has `never`"));
    let several = set("marks=moles,scar");
    assert!(
        several.contains("`marks=moles` is now `skin=moles`"),
        "{several}"
    );
    assert!(
        several.contains("`marks=scar` is now `hope=scar`"),
        "{several}"
    );
    assert!(set("sex=female").contains("error[retired-id]"));
    assert!(set("skin=spots;sunburn").contains("`skin` now has `moles`"));
}

#[test]
fn a_record_with_old_ids_is_an_error_record() {
    let (code, told) = batch("jsonl", "{\"marks\":[\"moles\"]}\n{\"hope\":\"scar\"}\n");
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("\"code\":\"renamed-id\""), "{told}");
    assert!(told.contains("`marks=moles` is now `skin=moles`"), "{told}");
    assert!(
        told.contains("\"line\":2,"),
        "the next record is read: {told}"
    );
}

#[test]
fn an_old_column_is_one_error_with_all_its_options() {
    let (code, told) = batch("csv", "id,marks,sex\n1,moles,female\n2,scar,male\n");
    assert_eq!(code, Some(2), "{told}");
    assert_eq!(told.matches("error[renamed-id]").count(), 1, "{told}");
    assert!(
        told.contains("help: `moles` is now `skin=moles`; `scar` is now `hope=scar`"),
        "{told}"
    );
    assert_eq!(told.matches("error[retired-id]").count(), 1, "{told}");
}

#[test]
fn an_old_option_in_a_cell_is_told_with_its_row() {
    let (code, told) = batch("csv", "id,skin\n1,spots;sunburn\n2,moles\n");
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("`skin` now has `moles`"), "{told}");
    assert!(told.contains("\"code\":\"retired-id\""), "{told}");
}

#[test]
fn a_response_with_old_codes_names_the_new_ones() {
    let system = "https://smp-suitability.invalid/fhir/CodeSystem/small";
    let item = |link: &str, code: &str| json!({ "linkId": link, "answer": [{ "valueCoding": { "system": system, "code": code } }] });
    let response = json!({
        "resourceType": "QuestionnaireResponse", "status": "completed",
        "questionnaire": "https://smp-suitability.invalid/fhir/Questionnaire/small",
        "item": [item("marks", "marks.moles"), item("skin", "skin.sunburn"), item("transplant", "transplant.never_had")],
    });
    let told = told(&response);
    assert!(told.contains("`marks=moles` is now `skin=moles`"), "{told}");
    assert!(told.contains("`skin=sunburn` is an old id"), "{told}");
    assert!(told.contains("`transplant` now has `never`"), "{told}");
}

#[test]
fn an_old_id_can_be_looked_up() {
    let explain = |id: &str| refused(&[&["explain", id] as &[_], &SMALL].concat());
    assert!(explain("marks").contains("it is now asked as `skin` and `hope`"));
    assert!(explain("marks=scar").contains("`marks=scar` is now `hope=scar`"));
    assert!(explain("sex").contains("it is no longer asked"));
    for code in ["renamed-id", "retired-id"] {
        assert!(done(&["explain", code]).contains("earlier version of the pack"));
    }
}

/// What is wrong with a pack that extends the built-in one by a question with old ids and then changes more.
fn extending(content: &str) -> String {
    let header = json!({ "extends": "smp", "id": "own", "version": "1" });
    let files = PackFiles {
        folder: "own".to_owned(),
        files: vec![
            ("pack.json", header.to_string().into_bytes().into()),
            ("suitability.json", content.as_bytes().to_vec().into()),
            (
                "questionnaire.json",
                json!({ "questions": [{
                    "id": "hat", "kind": "one", "change": "choice", "ask": "Do you wear a hat?", "why": "Hats rub.",
                    "was": ["cap"], "neutral": "We only want to know.",
                    "options": [{ "id": "yes", "label": "Yes", "was": ["often"] }, { "id": "no", "label": "No" }],
                }] })
                .to_string()
                .into_bytes()
                .into(),
            ),
        ],
    };
    let Err(problems) = load::pack(&files) else {
        return String::new();
    };
    let told = problems.diagnostics().iter().map(ToString::to_string);
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_condition_of_an_extending_pack_with_old_ids_names_the_new_ones() {
    let rule = |when: Value| {
        json!({ "rules": [{
            "id": "hat", "when": when, "verdict": "suitable_with_cautions", "because": "Hats rub.",
            "sources": ["seed"], "claims": ["X01"],
        }] })
        .to_string()
    };
    let told = extending(&rule(json!({ "cap": ["often"] })));
    assert!(told.contains("`cap=often` is now `hat=yes`"), "{told}");
    let told = extending(&rule(json!({ "hat": ["often"] })));
    assert!(
        told.contains("`often` is an old id: `hat` now has `yes`"),
        "{told}"
    );
}
