//! Hostile text in records and tables, to lines, tables, counts and pages.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};
use smp_suitability::batch::Columns;
use smp_suitability::load;

use super::markup::{read, values, words};
use super::{check_harmless, check_shown, check_told, corpus, is_raw, stacked, told};
use crate::batch::run;

/// A record with each text as its id and in its own keys, and a bad one after it.
fn lines() -> Vec<u8> {
    let mut lines = String::new();
    for hostile in corpus() {
        let text = hostile.text.as_str();
        let id = if text.trim().is_empty() {
            "blank"
        } else {
            text
        };
        let own = format!("x_{text}");
        let good = json!({ "id": id, "x_note": text, own: text });
        let bad = json!({ "id": id, text: text, "hair_color": text, "x_note": text });
        lines.push_str(&stacked([good, bad]));
    }
    lines.into_bytes()
}

fn printed(arguments: &[&str], input: &[u8]) -> String {
    let output = run(arguments, input);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {errors}");
    check_harmless(&errors.replace('\r', ""), "standard error");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_line_of_results_reads_back_as_it_was() {
    for form in [
        &["-", "--show-private"][..],
        &["-", "--show-private", "--full"],
    ] {
        let input = lines();
        // What is written whole is slow, and the texts go through the same hands.
        let few = input
            .split_inclusive(|byte| *byte == b'\n')
            .take(8)
            .collect::<Vec<_>>()
            .concat();
        let input = if form.len() > 2 { few } else { input };
        let results = printed(form, &input);
        check_harmless(&results, "lines");
        let results: Vec<Value> = (results.lines())
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        for (hostile, pair) in corpus().iter().zip(results.chunks(2)) {
            let text = hostile.text.as_str();
            if !text.trim().is_empty() {
                assert!(
                    pair.iter().all(|result| result["id"] == *text),
                    "{}",
                    hostile.name
                );
            }
            if form.len() == 2 {
                assert_eq!(pair[0]["x_note"], *text, "{}", hostile.name);
                assert_eq!(pair[0][format!("x_{text}")], *text, "{}", hostile.name);
            }
            let errors = pair[1]["errors"].as_array().unwrap();
            let messages: String = errors
                .iter()
                .map(|error| error["message"].to_string())
                .collect();
            assert!(
                messages.contains("is not an option") || messages.contains("empty"),
                "{messages}"
            );
        }
    }
}

/// The cells of a table, read as the standard has it.
fn cells(table: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut letters = table.chars().peekable();
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().unwrap();
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            letter => row.last_mut().unwrap().push(letter),
        }
    }
    assert!(!is_quoted, "a cell stays open");
    rows.pop();
    rows
}

/// Whether a spreadsheet would compute the text, in any country.
fn is_computed(cell: &str) -> bool {
    let mut parts = cell.split([';', '\t', '\n', '\r']);
    parts.any(|part| {
        part.trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '−'])
    })
}

#[test]
fn no_cell_of_a_table_is_computed_and_each_shows_its_text() {
    check_table(&["--ids"], ["id", "errors", "extras"]);
    check_table(&[], ["Id", "Problems", "Other"]);
}

/// Checks the cells of a table, and that what was told is found in these columns.
fn check_table(options: &[&str], columns: [&str; 3]) {
    let arguments = [&["-", "--to", "csv", "--show-private"], options].concat();
    let table = printed(&arguments, &lines());
    check_harmless(&table, "table");
    let rows = cells(&table);
    let header = rows[0].clone();
    let [id, errors, extras] =
        columns.map(|name| header.iter().position(|cell| cell == name).unwrap());
    assert_eq!(rows.len(), 1 + 2 * corpus().len());
    for (hostile, pair) in corpus().iter().zip(rows[1..].chunks(2)) {
        for row in pair {
            assert_eq!(row.len(), header.len(), "{}", hostile.name);
            for cell in row {
                assert!(!is_computed(cell), "{}: {cell}", hostile.name);
            }
            if !hostile.text.trim().is_empty() {
                // A quote mark of ours may stand at the start and behind semicolons.
                let unguarded = row[id].replace('\'', "");
                check_told(&unguarded, &hostile.text.replace('\'', ""), &hostile.name);
            }
        }
        let own: Value = serde_json::from_str(&pair[0][extras]).unwrap();
        assert_eq!(own["x_note"], hostile.text.as_str(), "{}", hostile.name);
        assert!(
            pair[1][errors].contains(": `") || pair[1][errors].contains("is empty"),
            "{:?}",
            pair[1]
        );
    }
}

#[test]
fn counts_show_no_text_that_steers() {
    for format in ["text", "json"] {
        let summary = printed(&["-", "--to", "summary", "--format", format], &lines());
        check_harmless(&summary, format);
    }
}

#[test]
fn a_page_for_everybody_stays_in_its_folder_under_a_harmless_name() {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("pages");
    printed(&["-", "--handouts", folder.to_str().unwrap()], &lines());
    assert_eq!(fs::read_dir(around.path()).unwrap().count(), 1);
    let mut names = BTreeSet::new();
    let mut index = String::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        assert!(entry.file_type().unwrap().is_file());
        let name = entry.file_name().into_string().unwrap();
        let page = fs::read_to_string(entry.path()).unwrap();
        check_harmless(&page, &name);
        let tokens = read(&page);
        if name == "index.html" {
            for link in values(&tokens, "href").filter(|link| *link != "data:,") {
                assert!(folder.join(link).is_file(), "{link}");
            }
            index = words(&tokens);
        }
        names.insert(name);
    }
    assert_eq!(
        names.len(),
        corpus().len() + 1,
        "a page for each good record, and the index"
    );
    let devices = ["con", "prn", "aux", "nul", "com1", "lpt1", "clock", "conin"];
    for name in &names {
        let stem = name.strip_suffix(".html").unwrap();
        let is_plain = |c: char| {
            !is_raw(c) && !c.is_whitespace() && (!c.is_ascii_punctuation() || "-_".contains(c))
        };
        assert!(
            stem.chars().all(is_plain) && !stem.starts_with('-'),
            "{name}"
        );
        assert_eq!(name, &name.to_lowercase());
        assert!(!devices[..6].contains(&stem) && name.len() < 256, "{name}");
    }
    for hostile in corpus()
        .iter()
        .filter(|hostile| !hostile.text.trim().is_empty())
    {
        let start: String = hostile.text.chars().take(100).collect();
        assert!(
            told(&index).contains(&told(&start)),
            "{} is not in the index",
            hostile.name
        );
    }
}

#[test]
fn a_header_and_cells_of_a_table_are_shown_and_pass_through() {
    let pack = load::pack(&load::builtin()).unwrap();
    let mut table = "id,x_note,hair_color\n".to_owned();
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    for hostile in corpus() {
        let cell = quoted(&hostile.text);
        let read = Columns::read(&pack, "a.csv", 1, cell.as_bytes(), b',');
        if let Err(problems) = read {
            let message = format!("{}", problems.diagnostics()[0]);
            check_shown(&message, hostile.text.trim(), &hostile.name);
        } else {
            let name = hostile.text.trim();
            assert!(matches!(name, "id" | ""), "{}", hostile.name);
        }
        let rows = [
            format!("{cell},{cell},black"),
            format!("{cell},{cell},{cell}"),
        ];
        table.push_str(&stacked(rows));
    }
    let results = printed(&["-", "--from", "csv"], table.as_bytes());
    check_harmless(&results, "lines of a table");
    let mut results = results
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    for hostile in corpus() {
        let good = results.next().unwrap();
        if hostile.text.trim().is_empty() {
            continue; // the second row is blank and no record
        }
        let bad = results.next().unwrap();
        for key in ["id", "x_note"] {
            let read = good[key].as_str().unwrap();
            assert_eq!(read.trim(), hostile.text.trim(), "{}", hostile.name);
        }
        assert!(bad["errors"].is_array(), "{}: {bad}", hostile.name);
    }
    assert_eq!(results.next(), None);
}
