//! Rows of a table without anything in them are not people, in every form of output.

use std::fs;

use proptest::prelude::*;
use serde_json::Value;
use smp_suitability::batch::{Content, Framing, Splitter};

use super::program::{errors, path, run};
use super::streams::kill_amid;

/// Rows without anything in them, with `,` between cells.
const BLANK: [&str; 9] = [
    "",
    "  \t",
    ",",
    ",,,,,,",
    "\"\",\"\"",
    "\" \",,\"\t\"",
    " , \u{a0},",
    "\"\n \n\",",
    "\"\" ,\r",
];

/// Rows with a single answer or id, which is enough for a person.
const PEOPLE: [&str; 5] = ["p1,", "\"p2\",\"\"", ",black", "p4,\"\"", ",unknown"];

fn table(rows: &[&str], delimiter: char) -> String {
    ["id,hair_color"]
        .iter()
        .chain(rows)
        .map(|row| row.replace(',', &delimiter.to_string()) + "\n")
        .collect()
}

/// Blank rows before, between and after people, and the line of each person.
fn mixed() -> (Vec<&'static str>, Vec<u64>) {
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    let mut line = 2;
    for (number, blank) in BLANK.into_iter().enumerate() {
        rows.push(blank);
        line += 1 + blank.matches('\n').count() as u64;
        if let Some(person) = PEOPLE.get(number) {
            rows.push(person);
            lines.push(line);
            line += 1;
        }
    }
    (rows, lines)
}

#[test]
fn blank_rows_are_passed_over_and_other_lines_keep_their_numbers() {
    let (rows, lines) = mixed();
    for delimiter in [',', ';', '\t'] {
        // Much more work for each person, and the same reader.
        let full = (delimiter == ',').then_some(&["--full"][..]);
        for form in [&["--to", "jsonl"][..]].into_iter().chain(full) {
            let output = run(&[&["-"], form].concat(), table(&rows, delimiter).as_bytes());

            assert_eq!(
                errors(&output),
                "5 records read, 5 assessed, 0 failed\n",
                "{delimiter:?}"
            );
            let results = String::from_utf8(output.stdout).unwrap();
            let placed = results.lines().map(|line| {
                let line: Value = serde_json::from_str(line).unwrap();
                line["line"].as_u64().unwrap()
            });
            assert_eq!(placed.collect::<Vec<_>>(), lines, "{delimiter:?}");
        }
    }
}

#[test]
fn blank_rows_are_no_rows_of_a_table_and_not_counted() {
    let (rows, _) = mixed();
    let input = table(&rows, ',');

    let written = run(&["-", "--to", "csv"], input.as_bytes());
    let counted = run(&["-", "--to", "summary"], input.as_bytes());

    let written = String::from_utf8(written.stdout).unwrap();
    assert_eq!(written.lines().count(), 1 + PEOPLE.len());
    let counted = String::from_utf8(counted.stdout).unwrap();
    assert!(counted.starts_with("5 records read, 5 assessed, 0 failed\n"));
}

#[test]
fn blank_rows_have_no_page_and_no_place_in_the_index() {
    let (rows, _) = mixed();
    let around = tempfile::tempdir().unwrap();
    let folder = path(&around, "pages");

    let output = run(
        &["-", "--handouts", folder.to_str().unwrap()],
        table(&rows, ',').as_bytes(),
    );

    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), PEOPLE.len() + 1);
    let index = fs::read_to_string(folder.join("index.html")).unwrap();
    assert!(index.contains("5 records: 5 pages, 0 that could not be read."));
}

#[test]
fn a_person_with_an_id_and_no_answer_is_still_a_person() {
    let output = run(&["-"], table(&["p1,"], ',').as_bytes());

    let line: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(line["id"], "p1");
    assert_eq!(line["so_far"], true);
}

#[test]
fn a_quote_that_is_text_is_not_blank() {
    let output = run(&["-"], table(&["\"\"\"\",", "\",\","], ',').as_bytes());

    assert_eq!(errors(&output), "2 records read, 2 assessed, 0 failed\n");
}

#[test]
fn a_table_of_blank_rows_alone_has_no_header() {
    let output = run(&["-", "--from", "csv"], b",,\n\"\",\n");

    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("the table has no header"));
}

/// A run that was killed continues after the people it was done with, however many blank rows are among them.
#[test]
fn a_run_is_resumed_behind_blank_rows() {
    let rows: Vec<_> = (0..400)
        .flat_map(|number| {
            [
                format!("p{number},black"),
                ",".to_owned(),
                "\"\",".to_owned(),
            ]
        })
        .collect();
    let rows: Vec<_> = rows.iter().map(String::as_str).collect();
    let input = table(&rows, ',');
    for to in [&["jsonl"][..], &["csv", "--ids"]] {
        let to = [&["--to"][..], to].concat();
        let folder = tempfile::tempdir().unwrap();
        let [from, whole, out] = ["leads.csv", "whole", "out"].map(|name| path(&folder, name));
        fs::write(&from, &input).unwrap();
        let [from, whole, out] = [&from, &whole, &out].map(|path| path.to_str().unwrap());
        run(&[&to[..], &[from, "--output", whole]].concat(), b"");
        let part = path(&folder, "out.part");
        let killed = [&to[..], &["-", "--from", "csv", "--output", out]].concat();
        kill_amid(&killed, input.as_bytes(), &part);

        let resumed = [&to[..], &[from, "--output", out, "--resume"]].concat();
        let resumed = run(&resumed, b"");

        let last = errors(&resumed);
        assert_eq!(last, "400 records read, 400 assessed, 0 failed\n");
        assert!(fs::read(whole).unwrap() == fs::read(out).unwrap(), "{to:?}");
    }
}

/// Cells that are blank, or nearly: what may be in a row.
fn cells() -> impl Strategy<Value = Vec<&'static str>> {
    let cell = prop::sample::select(vec![
        "", " ", "\t", "\u{a0}", "\"\"", "\" \"", "\"\n\"", "\"\" ", "a", "\"a\"", "\"\"\"\"",
        "\",\"", "é",
    ]);
    prop::collection::vec(cell, 1..5)
}

proptest! {
    #[test]
    fn a_row_is_passed_over_if_and_only_if_all_its_cells_are_blank(
        cells in cells(), delimiter in prop::sample::select(vec![b',', b';', b'\t'])
    ) {
        let row = cells.join(char::from(delimiter).to_string().as_str());
        let is_blank = |cell: &&str| {
            let within = cell.trim().strip_prefix('"').and_then(|cell| cell.strip_suffix('"'));
            within.unwrap_or(cell).trim().is_empty()
        };
        let is_blank_row = cells.iter().all(is_blank);
        let lines = row.matches('\n').count();
        let table = format!("{row}\nlast\n");

        let mut splitter = Splitter::new(Framing::Rows { delimiter }, 1_000, 1);
        let mut frames = Vec::new();
        splitter.split(table.as_bytes(), true, &mut frames);

        prop_assert_eq!(frames.len(), if is_blank_row { 1 } else { 2 }, "{:?}", row);
        let last = frames.last().unwrap();
        prop_assert_eq!(last.start.line, lines + 2, "{:?}", row);
        prop_assert_eq!(last.start.column, 1);
        let is_record = matches!(last.content, Content::Record(..));
        prop_assert!(is_record);
    }
}
