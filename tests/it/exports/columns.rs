//! Columns of other programs: named once, kept, boxes of their own, and words of the caller.

use std::fs;

use super::{results, told};
use crate::batch::run;

#[test]
fn boxes_of_a_form_are_taken_together_and_none_of_them_stays_open() {
    let options = ["--ignore", "record_id,redcap_survey_timestamp"];
    let results = results(&[&["tests/files/redcap.csv"], &options[..]].concat());
    let findings = |number: usize| results[number]["findings"].to_string();
    assert!(findings(0).contains("moles"), "{}", findings(0));
    let is_open = |number: usize| {
        let open = results[number]["open"].as_array().unwrap();
        open.iter().any(|question| question == "skin")
    };
    assert!(!is_open(0) && !is_open(1), "`none` is an answer");
    assert!(is_open(2), "no tick can mean `none` or no answer");
}

#[test]
fn a_monthly_export_is_one_command_once_its_columns_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("columns.json");
    let map = map.to_str().unwrap();
    let export = "tests/files/google_forms.csv";
    let refused = told(&[export]);
    assert!(
        refused.contains("`Timestamp`, `Email Address`"),
        "{refused}"
    );
    assert!(refused.contains("--suggest-columns"), "{refused}");

    let told_next = told(&[export, "--suggest-columns", "--output", map]);
    assert!(told_next.contains("--columns"), "{told_next}");
    let undecided = told(&[export, "--columns", map]);
    assert!(undecided.contains("is not decided yet"), "{undecided}");
    let text = fs::read_to_string(map).unwrap();
    let text = text
        .replace("\"Email Address\": \"?\"", "\"Email Address\": \"keep\"")
        .replace("\"?\"", "\"ignore\"");
    fs::write(map, text).unwrap();

    let results = results(&[export, "--columns", map]);
    assert_eq!(results.len(), 2);
    assert_eq!(results[0]["Email Address"], "one@example.org");
    assert_eq!(results[0]["errors"], serde_json::Value::Null);
}

#[test]
fn the_callers_own_words_stand_for_answers() {
    let folder = tempfile::tempdir().unwrap();
    let [map, table] = ["columns.json", "a.csv"].map(|name| folder.path().join(name));
    fs::write(
        &map,
        r#"{ "columns": {
            "Color": { "question": "hair_color", "values": { "Brunette": "dark_brown", "can't say": "unknown" } },
            "Skin": { "question": "skin", "values": { "Big, dark moles": "moles", "fine": "none" } },
            "Lump": { "question": "allergies", "option": "dye" } } }"#,
    )
    .unwrap();
    let rows = "Color,Skin,Lump\nbrunette,\"Big, dark moles; keloid\",0\ncan't say,fine,1\n";
    fs::write(&table, rows).unwrap();
    let [map, table] = [&map, &table].map(|path| path.to_str().unwrap());
    let results = results(&[table, "--columns", map]);
    assert!(
        results[0]["findings"].to_string().contains("keloid"),
        "{results:?}"
    );
    assert!(
        results[0]["findings"].to_string().contains("moles"),
        "{results:?}"
    );
    assert!(
        results[1]["open"].to_string().contains("hair_color"),
        "{results:?}"
    );
    assert!(
        !results[1]["open"].to_string().contains("\"skin\""),
        "{results:?}"
    );
}

#[test]
fn strict_runs_take_ids_alone() {
    for file in ["c09_labels.csv", "c08_header_case.csv"] {
        let path = format!("tests/files/{file}");
        let output = run(&[&path, "--strict"], b"");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert!(said.contains("not-an-id"), "{said}");
    }
}

#[test]
fn no_kept_column_takes_the_name_of_something_in_a_result() {
    for form in [&[][..], &["--full"], &["--to", "csv", "--ids"]] {
        let output = run(&[&["-"], form].concat(), b"{\"hair_color\":\"black\"}\n");
        let text = String::from_utf8(output.stdout).unwrap();
        let names: Vec<String> = match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(result) => result.as_object().unwrap().keys().cloned().collect(),
            Err(_) => (text.lines().next().unwrap().split(','))
                .map(str::to_owned)
                .collect(),
        };
        assert!(names.len() > 10, "{text}");
        for name in names {
            let table = format!("hair_color,{name}\nblack,1\n");
            let output = run(&["-", "--from", "csv", "--keep", &name], table.as_bytes());
            let told = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{name}: {told}");
        }
    }
}

/// The boxes of a question count like one answer to it.
#[test]
fn a_ticked_box_that_does_not_apply_and_would_stop_the_treatment_is_an_error() {
    let of = |table: &str, options: &[&str]| {
        let output = run(
            &[&["-", "--from", "csv"], options].concat(),
            table.as_bytes(),
        );
        let told = String::from_utf8(output.stderr).unwrap();
        (String::from_utf8(output.stdout).unwrap(), told)
    };
    let header = "prior_transplant,hair_loss,transplant_time___under_6_months,transplant_time___over_12_months";
    let table = format!("{header}\nnone,male_pattern,1,0\nnone,male_pattern,0,1\n");
    let (text, _) = of(&table, &["--show-private"]);
    let lines: Vec<serde_json::Value> = (text.lines())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["errors"][0]["code"], "not-applicable", "{text}");
    assert_eq!(
        lines[1]["ignored"],
        serde_json::json!(["transplant_time"]),
        "{text}"
    );

    for header in ["skin,skin___moles", "skin___moles,skin"] {
        let (_, told) = of(&format!("{header}\n,\n"), &[]);
        assert!(told.contains("answer the same question"), "{told}");
    }
}
