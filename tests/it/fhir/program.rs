//! The real program with responses, wherever it takes answers.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::program::{command, fed, printed};

const ALEX: &str = "tests/readme/alex.json";

fn smp(arguments: &[&str], input: &str) -> Output {
    fed(&mut command(arguments), input.as_bytes())
}

/// What a run that must succeed prints.
#[track_caller]
fn done(arguments: &[&str], input: &str) -> String {
    printed(&smp(arguments, input))
}

fn alex() -> String {
    done(&["fhir", "response", ALEX], "")
}

fn one_line(resource: &str) -> String {
    let resource: Value = serde_json::from_str(resource).unwrap();
    format!("{resource}\n")
}

#[test]
fn a_response_does_wherever_answers_are_taken() {
    let response = alex();
    for arguments in [
        &["assess", "FILE"] as &[&str],
        &[
            "assess",
            "FILE",
            "--format",
            "json",
            "--set",
            "medicines=none",
        ],
        &["assess", "FILE", "--format", "html"],
        &["calendar", "FILE", "--start", "2027-03-31"],
        &["fhir", "response", "FILE"],
        &["assess", "FILE", "--format", "fhir"],
    ] {
        let with = |file: &str| -> Vec<String> {
            let named = |argument: &&str| argument.replace("FILE", file);
            arguments.iter().map(named).collect()
        };
        let [flat, other] = [ALEX, "-"].map(|file| {
            let arguments = with(file);
            done(
                &arguments.iter().map(String::as_str).collect::<Vec<_>>(),
                &response,
            )
        });
        assert_eq!(flat, other, "{arguments:?}");
    }
}

#[test]
fn a_batch_takes_lines_and_lists_of_responses_and_flat_records() {
    let flat = one_line(&fs::read_to_string(ALEX).unwrap());
    let response = one_line(&alex());
    let line = |text: &str, number: usize| text.lines().nth(number).unwrap().to_owned();
    let bad = response.replace("hair_color.dark_brown", "hair_color.dark_brwn");
    let output = smp(&["batch", "-"], &format!("{flat}{response}{bad}"));
    assert_eq!(output.status.code(), Some(1));
    let lines = String::from_utf8(output.stdout).unwrap();
    let numbered = line(&lines, 1).replacen("\"line\":2", "\"line\":1", 1);
    assert_eq!(numbered, line(&lines, 0));
    let refused: Value = serde_json::from_str(&line(&lines, 2)).unwrap();
    assert_eq!(refused["id"], "alex");
    assert_eq!(refused["errors"][0]["code"], "unknown-option");
    let message = refused["errors"][0]["message"].as_str().unwrap();
    assert_eq!(
        message,
        "`hair_color.dark_brwn` is not a code of an answer to `hair_color`"
    );

    let list = format!("[{}, {}]", flat.trim(), alex());
    let listed = done(&["batch", "-"], &list);
    assert_eq!(listed.lines().count(), 2);
    assert_eq!(line(&listed, 0), line(&lines, 0));
    let full = done(&["batch", "-", "--full"], &response);
    let [full, single] = [full, done(&["assess", ALEX, "--format", "json"], "")]
        .map(|json| serde_json::from_str::<Value>(&json).unwrap());
    assert_eq!(full["verdict"], single["verdict"]);
    assert_eq!(full["what_if"], single["what_if"]);
}

#[test]
fn an_interview_goes_on_with_a_response_and_saves_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("me.json");
    let response = alex().replacen(
        "\"status\"",
        "\"subject\": { \"reference\": \"Patient/1\" }, \"status\"",
        1,
    );
    fs::write(&path, &response).unwrap();
    let file = path.to_str().unwrap();
    let output = smp(
        &["--plain", "--answers", file, "--set", "scalp_type=oily"],
        "q\n",
    );
    assert!(!output.stderr.is_empty());
    let saved: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(saved["resourceType"], "QuestionnaireResponse");
    assert_eq!(saved["subject"]["reference"], "Patient/1");
    assert_eq!(saved["identifier"]["value"], "alex");
    let items = saved["item"].as_array().unwrap();
    let scalp = items
        .iter()
        .find(|item| item["linkId"] == "scalp_type")
        .unwrap();
    assert_eq!(scalp["answer"][0]["valueCoding"]["code"], "scalp_type.oily");
}

#[test]
fn stored_responses_can_be_held_against_another_pack() {
    const SMALL: &str = "tests/packs/small";
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let [flat, responses, changed] = ["flat.jsonl", "leads.ndjson", "changed"].map(path);
    let answers = r#"{"id":"alex","hair_color":"black","skin":["sore"]}"#;
    fs::write(&flat, answers).unwrap();
    let response = done(&["fhir", "response", &flat, "--rules", SMALL], "");
    fs::write(&responses, one_line(&response)).unwrap();
    fs::create_dir(&changed).unwrap();
    for file in fs::read_dir(SMALL).unwrap() {
        let file = file.unwrap();
        let text = fs::read_to_string(file.path()).unwrap();
        let text = text.replace("\"see_doctor_first\"", "\"not_recommended\"");
        fs::write(Path::new(&changed).join(file.file_name()), text).unwrap();
    }
    let differences = |answers: &str| {
        let output = smp(
            &["rules", "diff", SMALL, &changed, "--answers", answers],
            "",
        );
        String::from_utf8(output.stdout)
            .unwrap()
            .replace(answers, "…")
    };
    let told = differences(&responses);
    assert!(told.contains("the result changes for 1"), "{told}");
    assert_eq!(told, differences(&flat));
}

#[test]
fn what_is_printed_can_be_written_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("q.json");
    let file = path.to_str().unwrap();
    assert_eq!(done(&["fhir", "questionnaire", "--output", file], ""), "");
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        done(&["fhir", "questionnaire"], "")
    );
    let own = done(
        &["fhir", "code-system", "--rules", "tests/packs/clinic"],
        "",
    );
    assert!(own.contains("\"publisher\": \"Dots & Co\""), "{own}");
}

#[test]
fn the_response_that_ships_is_alex_with_a_subject_and_a_day() {
    let shipped = fs::read_to_string("tests/fhir/alex.json").unwrap();
    assert_eq!(
        done(&["fhir", "response", "tests/fhir/alex.json"], ""),
        shipped
    );
    let mut shipped: Value = serde_json::from_str(&shipped).unwrap();
    for key in ["subject", "authored"] {
        shipped.as_object_mut().unwrap().remove(key).unwrap();
    }
    assert_eq!(shipped, serde_json::from_str::<Value>(&alex()).unwrap());
}
