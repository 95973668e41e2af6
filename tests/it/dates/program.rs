//! The program: `--on`, the same bytes on any day, and dates in numbered lines.

use std::fs;

use tempfile::TempDir;

use crate::program::{command, done, fed, refused};
use crate::report::RECENT_TRANSPLANT;

/// A folder with answers with and without dates, for one person and for several.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let dated = RECENT_TRANSPLANT.replacen("under_6_months", "2026-08", 1);
    for (name, text) in [
        ("options.json", RECENT_TRANSPLANT.to_owned()),
        ("dated.json", dated.clone()),
        (
            "options.jsonl",
            format!("{}\n{{}}\n", RECENT_TRANSPLANT.replace('\n', " ")),
        ),
        (
            "dated.csv",
            "id,prior_transplant,transplant_time\na,fue,2026-08\nb,fue,2026-02\nc,none,\n"
                .to_owned(),
        ),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn without_a_date_no_byte_depends_on_the_day() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (one, many) = (path("options.json"), path("options.jsonl"));
    for arguments in [
        vec!["assess", &one],
        vec!["assess", &one, "--show", "all"],
        vec!["assess", &one, "--format", "json"],
        vec!["assess", &one, "--format", "html"],
        vec!["assess", &one, "--format", "markdown"],
        vec!["assess", &one, "--format", "fhir"],
        vec!["sheet", "consult", &one],
        vec!["sheet", "visit"],
        vec!["calendar", &one, "--start", "2027-03-31"],
        vec!["batch", &many],
        vec!["batch", &many, "--full"],
        vec!["batch", &many, "--to", "csv"],
        vec!["batch", &many, "--to", "csv", "--ids"],
        vec!["batch", &many, "--to", "summary"],
    ] {
        let on = |day| done(&[&arguments[..], &["--on", day]].concat());
        let usual = done(&arguments); // on today's day
        assert_eq!(usual, on("2031-07-01"), "{arguments:?}");
    }
}

#[test]
fn the_day_is_an_option_of_every_command_that_reads_dates() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (one, many) = (path("dated.json"), path("dated.csv"));
    let on = |arguments: &[&str]| {
        ["2026-11-30", "2027-03-31"].map(|day| done(&[arguments, &["--on", day]].concat()))
    };
    let [before, after] = on(&["assess", &one, "--format", "json"]);
    assert!(before.contains("transplant-under-6-months"), "{before}");
    assert!(!after.contains("transplant-under-6-months"), "{after}");
    let [before, after] = on(&["batch", &many, "--to", "csv"]);
    assert!(before.contains("2027-02-28"), "{before}");
    assert!(!after.contains("2027-02-28"), "{after}");
    let [before, after] = on(&["sheet", "consult", &one, "--format", "text"]);
    assert!(before.contains("(2026-08)"), "{before}");
    assert_ne!(before, after);
    let [before, after] = on(&["calendar", &one, "--start", "2027-03-31"]);
    assert_ne!(before, after);
    let said = refused(&["assess", &one, "--on", "2026-07-31"]);
    assert!(said.contains("`2026-08` is after 2026-07-31"), "{said}");
    assert!(refused(&["assess", &one, "--on", "July"]).contains("2027-03-31"));
}

#[test]
fn an_error_record_names_a_wrong_date() {
    let table = b"prior_transplant,transplant_time\nfue,2026-13\n";
    let mut command = command(&["batch", "-", "--from", "csv", "--on", "2026-11-30"]);
    let output = fed(&mut command, table);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("\"code\":\"bad-date\""), "{printed}");
    assert!(printed.contains("`2026-13` is not a date"), "{printed}");
}

#[test]
fn in_numbered_lines_a_date_is_taken_kept_and_saved() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("me.json");
    fs::write(
        &file,
        r#"{ "hair_color": "black", "hair_length": "shaved", "hair_loss": "male_pattern" }"#,
    )
    .unwrap();
    let file = file.to_str().unwrap();
    let said = |lines: &str| {
        let arguments = ["--plain", "--answers", file, "--on", "2026-11-30"];
        let output = fed(&mut command(&arguments), lines.as_bytes());
        let said = String::from_utf8(output.stderr).unwrap();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let taken = said("Yes, FUE: many tiny dot scars\n2026-13\n2026-03\nb\n\nq\n");
    assert!(taken.contains("or the date, such as 2026-03"), "{taken}");
    assert!(
        taken.contains("Sorry, \"2026-13\" is not a date"),
        "{taken}"
    );
    let saved = fs::read_to_string(file).unwrap();
    assert!(
        saved.contains(r#""transplant_time": "2026-03""#),
        "{saved}\n{taken}"
    );
}
