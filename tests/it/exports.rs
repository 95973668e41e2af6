//! Files as other programs make them: each kind is read, or refused with what to do instead.

mod columns;

use std::fs;

use crate::batch::run;

/// What a run says at its end, without the words that were read.
fn counts(arguments: &[&str]) -> String {
    let told = told(arguments);
    let line = told.lines().find(|line| line.contains(" read, "));
    line.unwrap_or(&told).to_owned()
}

/// Everything a run says on standard error.
fn told(arguments: &[&str]) -> String {
    let output = run(arguments, b"");
    String::from_utf8(output.stderr).unwrap()
}

/// The results of a run.
fn results(arguments: &[&str]) -> Vec<serde_json::Value> {
    let output = run(arguments, b"");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

/// Some of the files hold ids of an earlier pack, such as `never_had`, and these are errors by themselves.
#[test]
fn tables_are_read_as_programs_write_them() {
    for (file, options, expected) in [
        (
            "c03_sep.csv",
            &[][..],
            "2 records read, 0 assessed, 2 failed",
        ),
        (
            "c07_short_rows.csv",
            &["--ignore", "clearance"],
            "2 records read, 2 assessed, 0 failed",
        ),
        (
            "c08_header_case.csv",
            &[],
            "1 record read, 0 assessed, 1 failed",
        ), // `never_had` is an old id
        ("c09_labels.csv", &[], "1 record read, 1 assessed, 0 failed"),
        (
            "c21_extra_columns.csv",
            &["--keep", "Timestamp,Full name", "--ignore", "Email"],
            "1 record read, 1 assessed, 0 failed",
        ),
        ("c22_na.csv", &[], "4 records read, 1 assessed, 3 failed"),
        (
            "c29_umlaut_semicolon.csv",
            &[],
            "2 records read, 2 assessed, 0 failed",
        ),
        (
            "c33_names.csv",
            &[],
            "11 records read, 11 assessed, 0 failed",
        ),
        (
            "c34_blank_rows.csv",
            &[],
            "1 record read, 1 assessed, 0 failed",
        ),
        ("old_mac.csv", &[], "2 records read, 2 assessed, 0 failed"),
        ("nameless.csv", &[], "2 records read, 1 assessed, 1 failed"),
        (
            "redcap.csv",
            &["--ignore", "record_id,redcap_survey_timestamp"],
            "3 records read, 3 assessed, 0 failed",
        ),
        (
            "qualtrics.csv",
            &["--keep", "StartDate"],
            "2 records read, 2 assessed, 0 failed",
        ),
        (
            "people_us.csv",
            &["--keep", "Seen on,Called back"],
            "3 records read, 3 assessed, 0 failed",
        ),
        (
            "people_utf16.tsv",
            &["--keep", "Seen on,Called back"],
            "3 records read, 3 assessed, 0 failed",
        ),
        (
            "people_windows1252.csv",
            &[
                "--keep",
                "Seen on,Called back",
                "--encoding",
                "windows-1252",
            ],
            "3 records read, 3 assessed, 0 failed",
        ),
        (
            "people.xlsx",
            &["--keep", "Seen on,Called back"],
            "3 records read, 3 assessed, 0 failed",
        ),
        ("l06.jsonl.gz", &[], "2 records read, 2 assessed, 0 failed"),
        ("j01_bom.json", &[], "1 record read, 1 assessed, 0 failed"),
        ("j02_utf16.json", &[], "1 record read, 1 assessed, 0 failed"),
        ("j14_list1.json", &[], "1 record read, 1 assessed, 0 failed"),
        (
            "own_bundle.json",
            &[],
            "1 record read, 0 assessed, 1 failed",
        ),
    ] {
        let path = format!("tests/files/{file}");
        let arguments = [&[path.as_str()], options].concat();
        assert_eq!(counts(&arguments), expected, "{file}: {}", told(&arguments));
    }
}

#[test]
fn one_table_is_read_the_same_from_every_program() {
    let keep = ["--keep", "Seen on,Called back"];
    let of = |file: &str, options: &[&str]| {
        let path = format!("tests/files/{file}");
        results(&[&[path.as_str()], &keep[..], options].concat())
    };
    let expected = of("people_us.csv", &[]);
    assert_eq!(expected[0]["id"], "Jürgen");
    assert_eq!(expected[0]["Seen on"], "2027-03-01");
    assert_eq!(of("people_utf16.tsv", &[]), expected);
    assert_eq!(
        of("people_windows1252.csv", &["--encoding", "windows-1252"]),
        expected
    );
    let mut of_workbook = of("people.xlsx", &[]);
    for (result, other) in of_workbook.iter_mut().zip(&expected) {
        let called = other["Called back"].as_str().unwrap();
        assert_eq!(
            result["Called back"],
            called.to_lowercase(),
            "a boolean by its meaning"
        );
        result["Called back"] = other["Called back"].clone();
    }
    assert_eq!(of_workbook, expected);
}

#[test]
fn what_is_no_text_and_no_workbook_is_told_apart() {
    for (file, says) in [
        (
            "page.xls",
            "the file is a web page, though programs may call such files .xls",
        ),
        ("form.pdf", "the file is a PDF"),
        ("title.csv", "the header seems to be in line 3"),
        ("people_windows1252.csv", "2 columns are not questions"),
        ("j03_comment.json", ""),
    ] {
        let told = told(&[&format!("tests/files/{file}")]);
        assert!(told.contains(says), "{file}: {told}");
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, says) in [
        (
            "old.xls",
            &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..],
            "an old Excel workbook",
        ),
        ("a.zip", b"PK\x03\x04\0\0\0\0", "a ZIP archive"),
        ("a.csv", b"\x1f\x8b\x08\0garbage", "cannot read"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let told = told(&[path.to_str().unwrap()]);
        assert!(told.contains(says), "{name}: {told}");
    }
}

#[test]
fn answers_that_do_not_apply_are_passed_over_and_told_unless_a_stop_names_them() {
    let table = fs::read_to_string("tests/files/c30_nobranch.csv").unwrap();
    let options = ["-", "--ignore", "sex,clearance"];
    let output = run(&options, table.replace("never_had", "none").as_bytes());
    let text = String::from_utf8(output.stdout).unwrap();
    let results: Vec<serde_json::Value> = (text.lines())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(results[0]["ignored"], serde_json::json!(["diagnosis"]));
    assert_eq!(
        results[1]["ignored"],
        serde_json::json!(["transplant_time"])
    );
    assert_eq!(results[2]["errors"][0]["code"], "not-applicable");
    assert!(
        results[2]["errors"][0]["message"]
            .to_string()
            .contains("scar_age")
    );
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("transplant_time (1)"), "{told}");

    let strict = [&options[..], &["--strict"]].concat();
    let output = run(&strict, table.replace("never_had", "none").as_bytes());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("not-applicable") && text.lines().count() == 1,
        "{text}"
    );
}

#[test]
fn a_second_table_below_the_first_is_one_problem() {
    let table =
        "id,hair_color,hair_length\np1,black,shaved\n\nid,hair_color,hair_length\np2,gray,long\n";
    let output = run(&["-", "--from", "csv"], table.as_bytes());
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<serde_json::Value> = (text.lines())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    let errors = lines[1]["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 1);
    assert!(
        errors[0]["message"].to_string().contains("a second table"),
        "{text}"
    );
    assert_eq!(lines[2]["id"], "p2");
}

#[test]
fn responses_of_servers_and_forms_are_read() {
    for file in ["f01_medplum.json", "f07_groups.json", "f13_absent.json"] {
        let path = format!("tests/files/{file}");
        let expected = "1 record read, 1 assessed, 0 failed";
        assert_eq!(counts(&[&path]), expected, "{file}");
    }
    let refused = results(&["tests/files/f09_stu3.json"]);
    assert!(
        refused[0]["errors"].to_string().contains("STU3"),
        "{refused:?}"
    );
}

#[test]
fn a_file_that_is_nearly_right_is_told_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let [lines, table] = ["lines.json", "table.json"].map(|name| folder.path().join(name));
    fs::write(
        &lines,
        "{\"hair_color\": \"black\"}\n{\"hair_color\": \"gray\"}\n",
    )
    .unwrap();
    fs::write(&table, "id,hair_color\np1,black\n").unwrap();
    let [lines, table] = [&lines, &table].map(|path| path.to_str().unwrap());
    for (file, says) in [
        (
            "tests/files/j03_comment.json",
            "a comment stands here, and JSON has none",
        ),
        (
            "tests/files/j08_number.json",
            "`hair_color` takes options, and not the number `2`",
        ),
        ("tests/files/j14_list1.json", "`smp batch`"),
        ("tests/files/l06.jsonl.gz", "`smp batch`"),
        ("tests/files/people.xlsx", "`smp batch`"),
        (
            lines,
            "the file is lines of JSON, so it may hold several people",
        ),
        (table, "the file is a table, so it may hold several people"),
    ] {
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_smp"));
        let output = { program }.args(["assess", file]).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{file}: {told}");
        assert!(told.contains(says), "{file}: {told}");
    }
    for (file, said) in [("j01_bom.json", 0), ("j02_utf16.json", 0)] {
        let path = format!("tests/files/{file}");
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_smp"));
        let output = { program }.args(["assess", &path]).output().unwrap();
        assert_eq!(output.status.code(), Some(said), "{file}");
    }
}
