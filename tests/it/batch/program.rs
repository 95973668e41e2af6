//! What the program reads and writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use smp_suitability::load;
use smp_suitability::pack::Pack;
use tempfile::TempDir;

use crate::leads::Leads;
use crate::program;

pub(super) fn pack() -> Pack {
    load::pack(&load::builtin()).unwrap()
}

/// Records of the built-in pack, some of them bad.
pub(super) fn records(count: usize, bad: u64) -> Vec<u8> {
    let pack = pack();
    let mut leads = Leads::new(&pack, 3, bad);
    let mut text = Vec::new();
    for _ in 0..count {
        leads.write(&mut text);
    }
    text
}

pub(super) fn command(arguments: &[&str]) -> Command {
    program::command(&[&["batch"], arguments].concat())
}

/// Runs the program with an input.
pub(crate) fn run(arguments: &[&str], input: &[u8]) -> Output {
    program::fed(&mut command(arguments), input)
}

pub(super) fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(super) fn path(folder: &TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}

/// The results for the files in `tests/batch`, without the digest of the pack.
#[track_caller]
fn golden(name: &str, arguments: &[&str]) {
    let output = command(arguments).stdin(Stdio::null()).output().unwrap();
    let digest = pack().sha256;
    let printed = String::from_utf8(output.stdout.clone())
        .unwrap()
        .replace(&digest, "DIGEST");
    let code = output.status.code();
    insta::assert_snapshot!(
        name,
        format!("{printed}---\n{}---\n{code:?}", errors(&output))
    );
}

#[test]
fn every_kind_of_input_and_output_looks_as_promised() {
    golden("lines_to_lines", &["tests/batch/leads.jsonl"]);
    golden(
        "lines_to_rows",
        &["tests/batch/leads.jsonl", "--to", "csv", "--ids"],
    );
    golden("rows_for_people", &["tests/batch/leads.csv", "--to", "csv"]);
    golden(
        "lines_to_summary",
        &["tests/batch/leads.jsonl", "--to", "summary"],
    );
    golden(
        "lines_to_summary_as_json",
        &[
            "tests/batch/leads.jsonl",
            "--to",
            "summary",
            "--format",
            "json",
        ],
    );
    golden("rows_to_lines", &["tests/batch/leads.csv"]);
    golden(
        "rows_of_a_spreadsheet_to_rows",
        &["tests/batch/semicolons.csv", "--to", "csv", "--ids"],
    );
    golden("entries_to_lines", &["tests/batch/leads.json"]);
    golden("a_header_with_slips", &["tests/batch/header.csv"]);
}

#[test]
fn the_full_form_is_the_assessment_of_a_single_file() {
    let folder = tempfile::tempdir().unwrap();
    let records = records(3, 0);
    let output = run(&["-", "--full", "--show-private"], &records);
    let lines = records
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty());
    let results = output.stdout.split(|&byte| byte == b'\n');
    for ((number, record), result) in lines.enumerate().zip(results) {
        let file = path(&folder, "one.json");
        fs::write(&file, record).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_smp"));
        let single = command
            .arg("assess")
            .arg(&file)
            .args(["--format", "json"])
            .output()
            .unwrap();
        let mut single: serde_json::Value = serde_json::from_slice(&single.stdout).unwrap();
        let record: serde_json::Value = serde_json::from_slice(record).unwrap();
        single["line"] = (number + 1).into();
        for (key, value) in record.as_object().unwrap() {
            if key.starts_with("x_") {
                single[key] = value.clone();
            }
        }
        let result: serde_json::Value = serde_json::from_slice(result).unwrap();
        assert_eq!(result, single);
    }
}

#[test]
fn several_jobs_write_the_same_bytes_as_one() {
    let records = records(9_000, 100);
    for to in ["jsonl", "csv", "summary"] {
        let one = run(&["-", "--to", to], &records);
        assert_eq!(one.status.code(), Some(1), "{}", errors(&one));
        for jobs in ["2", "5"] {
            let several = run(&["-", "--to", to, "--jobs", jobs], &records);
            assert!(one.stdout == several.stdout, "{to}, {jobs} jobs");
            assert_eq!(errors(&one), errors(&several));
        }
    }
}

#[test]
fn every_record_has_its_result_in_order_and_the_counts_add_up() {
    let records = records(2_000, 100);
    let output = run(&["-", "--jobs", "2"], &records);
    let results = String::from_utf8(output.stdout.clone()).unwrap();
    let mut failed = 0;
    for (number, line) in results.lines().enumerate() {
        assert!(
            line.starts_with(&format!("{{\"line\":{},\"id\":", number + 1)),
            "{line}"
        );
        failed += usize::from(!line.contains("\"verdict\":"));
    }
    assert_eq!(results.lines().count(), 2_000);
    assert!(failed > 100);
    let last = format!(
        "2000 records read, {} assessed, {failed} failed\n",
        2_000 - failed
    );
    assert_eq!(errors(&output), last);
}

/// The same people as lines, as a list and as a table have the same results.
#[test]
fn lines_a_list_and_a_table_have_the_same_results() {
    let pack = pack();
    let lines = records(200, 0);
    let text = String::from_utf8(lines.clone()).unwrap();
    let list = format!("[\n{}\n]", text.trim_end().replace('\n', ",\n"));
    let ids = pack.questions.iter().map(|question| question.id.as_str());
    let columns: Vec<_> = ["id", "x_crm"].into_iter().chain(ids).collect();
    let mut table = format!("\u{feff}{}\r\n", columns.join(","));
    for line in text.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let cells = columns.iter().map(|&column| match &record[column] {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => format!("\"{text}\""),
            serde_json::Value::Array(items) if items.is_empty() => "none".to_owned(),
            serde_json::Value::Array(items) => {
                let items: Vec<_> = items.iter().map(|item| item.as_str().unwrap()).collect();
                items.join("; ")
            }
            other => other.to_string(),
        });
        table += &cells.collect::<Vec<_>>().join(",");
        table += "\r\n";
    }
    // Places differ, and a cell is a text.
    let results_of = |input: &[u8]| {
        let output = run(&["-"], input);
        assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
        let printed = String::from_utf8(output.stdout).unwrap();
        let results = printed.lines().map(|line| {
            let mut result: serde_json::Value = serde_json::from_str(line).unwrap();
            result["line"] = 0.into();
            if let Some(number) = result.get("x_crm").map(ToString::to_string) {
                result["x_crm"] = number.trim_matches('"').into();
            }
            result
        });
        results.collect::<Vec<_>>()
    };
    let of_lines = results_of(&lines);
    assert_eq!(of_lines.len(), 200);
    assert_eq!(of_lines, results_of(list.as_bytes()));
    assert_eq!(of_lines, results_of(table.as_bytes()));
}

#[test]
fn a_strict_run_stops_at_the_first_bad_record() {
    let folder = tempfile::tempdir().unwrap();
    let out = path(&folder, "out.jsonl");
    let input = b"{}\n{}\n{\"hair\":1}\n{}\n";
    let output = run(
        &[
            "-",
            "--strict",
            "--jobs",
            "2",
            "--output",
            out.to_str().unwrap(),
        ],
        input,
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(errors(&output), "3 records read, 2 assessed, 1 failed\n");
    assert!(!out.exists(), "what is not whole has another name");
    let part = fs::read_to_string(path(&folder, "out.jsonl.part")).unwrap();
    assert_eq!(part.lines().count(), 3);
}

#[test]
fn what_makes_no_sense_together_is_refused() {
    for arguments in [
        &["-", "--full", "--to", "csv"][..],
        &["-", "--resume"],
        &["-", "--resume", "--to", "summary", "--output", "x"],
        &["-", "--resume", "--to", "csv", "--output", "x"],
        &["-", "--resume", "--to", "xlsx", "--output", "x"],
        &["-", "--ids"],
        &["-", "--bom"],
        &["-", "--keep", "a"],
        &["-", "--suggest-columns"],
        &["-", "--sheet", "a"],
        &["-", "--encoding", "a"],
        &["-", "--format", "json"],
        &["-", "--delimiter", "ab"],
        &["-", "--jobs", "0"],
    ] {
        let output = run(arguments, b"{}\n");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(output.stdout, b"", "{arguments:?}");
    }
}

#[test]
fn a_formula_in_a_table_is_harmless() {
    let input =
        "{\"id\":\"=1+1\",\"x_a\":\"@b\"}\n{\"id\":\"-2\",\"hair\":1}\n{\"id\":\"a\\\"b,\\nc\"}\n";
    let output = run(&["-", "--to", "csv", "--ids"], input.as_bytes());
    let rows = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<_> = rows.lines().collect();
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert!(
        rows[1].starts_with("1,\"'=1+1\",") && rows[1].ends_with("\"{\"\"x_a\"\":\"\"@b\"\"}\"")
    );
    assert!(rows[2].starts_with("2,\"'-2\",,"));
    assert!(rows[3].starts_with("3,\"a\"\"b, c\","));
    let cells = rows[0].split(',').count();
    let commas = |row: &str| {
        let mut is_quoted = false;
        row.chars()
            .filter(|&c| {
                is_quoted ^= c == '"';
                c == ',' && !is_quoted
            })
            .count()
    };
    assert!(rows.iter().all(|row| commas(row) == cells - 1), "{rows:?}");
}

#[test]
fn a_folder_and_a_missing_file_are_refused() {
    for (name, expected) in [
        (".", "` is a folder\n"),
        ("nowhere.jsonl", "` does not exist\n"),
    ] {
        let output = command(&[name]).stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(errors(&output).contains(expected), "{}", errors(&output));
    }
    let output = run(&["-", "--output", "tests"], b"{}\n");
    assert_eq!(output.status.code(), Some(2), "{}", errors(&output));
    assert!(!Path::new("tests.part").exists());
}

#[test]
fn a_summary_has_no_heading_without_anything_under_it() {
    let summary = |input: &[u8]| {
        let output = run(&["-", "--from", "jsonl", "--to", "summary"], input);
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(summary(b""), "0 records read, 0 assessed, 0 failed\n");
    let one = summary(b"{}\n");
    assert!(
        one.contains("\nVerdicts\n") && !one.contains("Problems"),
        "{one}"
    );
    let bad = summary(b"{\n");
    assert!(
        bad.contains("\nProblems\n") && !bad.contains("Verdicts"),
        "{bad}"
    );
}
