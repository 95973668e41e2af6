//! A table: a row says what the record with the same answers says, and rows that are written can be read.

use serde_json::{Map, Value, json};
use smp_suitability::batch::{
    Columns, Content, Framing, PeopleTable, RecordStatus, ResultForm, Splitter, Start, Worker,
    csv_header,
};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::{Answer, Called, Kind, OptionSet, Pack, are_same};

use super::builtin;
use super::shown::{assert_harmless, assert_shown};

/// The bytes are a table; its first line tells what stands between the cells.
pub(super) fn target(bytes: &[u8]) {
    let first = bytes.split(|&byte| byte == b'\n').next();
    let first = first.unwrap_or_default();
    let delimiter = [b';', b'\t'];
    let delimiter = delimiter.into_iter().find(|byte| first.contains(byte));
    let delimiter = delimiter.unwrap_or(b',');
    let mut rows = rows(bytes, delimiter).into_iter();
    let Some((start, header)) = rows.next() else {
        return;
    };
    let pack = builtin().pack();
    let names = cells(header, delimiter);
    let columns = match Columns::read(pack, "leads.csv", start.line, header, delimiter) {
        Ok(columns) => columns,
        Err(problems) => {
            assert_shown(&problems, |_| None);
            for problem in problems.diagnostics() {
                let (_, column) = problem.place.position.expect("a cell of the header");
                assert!((1..=names.len()).contains(&column));
            }
            return;
        }
    };
    let names = names.iter().map(|name| text(name).expect("a name is text"));
    let names: Vec<_> = names.map(|name| name.trim().to_owned()).collect();
    if names
        .iter()
        .any(|name| name.contains("___") || name.contains("(choice="))
    {
        return; // boxes that are ticked are read by no other program in the same way
    }
    let mut lines = Worker::new(builtin(), ResultForm::Compact);
    let mut sheet = Worker::new(builtin(), ResultForm::Csv);
    for (start, row) in rows {
        let mut line = Vec::new();
        let outcome = lines.row(start, &columns, row, &mut line);
        let cells = cells(row, delimiter);
        let is_blank = |cell: &Vec<u8>| text(cell).is_some_and(|text| text.trim().is_empty());
        assert!(
            !cells.iter().all(is_blank),
            "no person is behind a row of blank cells"
        );
        if !cells.iter().any(|cell| may_be_kept_back(cell)) {
            assert_eq!(outcome, expected(pack, &names, &cells, (start, &line)));
        }
        let mut written = Vec::new();
        let other = sheet.row(start, &columns, row, &mut written);
        assert_eq!(outcome, other, "in every form");
        assert_row(&written, csv_header().split(',').count());
        let mut people = Worker::of_people(builtin(), &PeopleTable::default());
        let mut written = Vec::new();
        let other = people.row(start, &columns, row, &mut written);
        assert_eq!(outcome, other, "in every form");
        assert_row(&written, PeopleTable::default().columns().len());
    }
}

/// Returns true if a cell has "unknown" beside other words: a form may have kept an answer back. Only cells and posted
/// fields say that.
fn may_be_kept_back(cell: &[u8]) -> bool {
    let words = text(cell)
        .unwrap_or_default()
        .split([',', ';', '|', '\n'])
        .map(str::trim);
    words.clone().count() > 1
        && words
            .into_iter()
            .any(|word| word.eq_ignore_ascii_case("unknown"))
}

/// The rows of a table as the program cuts them.
fn rows(bytes: &[u8], delimiter: u8) -> Vec<(Start, &[u8])> {
    let mut splitter = Splitter::new(Framing::Rows { delimiter }, usize::MAX, 1);
    let mut frames = Vec::new();
    let mut done = 0;
    while done < bytes.len() {
        done += splitter.split(&bytes[done..], true, &mut frames);
    }
    let rows = frames.into_iter().filter_map(|frame| match frame.content {
        Content::Record(from, to) => Some((frame.start, &bytes[from..to])),
        Content::TooLong | Content::Malformed(_) => None,
    });
    rows.collect()
}

/// The cells of a row, letter by letter: quotes around a cell are taken off, and a doubled quote in them is one.
fn cells(row: &[u8], delimiter: u8) -> Vec<Vec<u8>> {
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        Start,
        Open,
        Quoted,
        Behind,
    }
    let mut cells = vec![Vec::new()];
    let mut at = At::Start;
    for &byte in row {
        let cell = cells.last_mut().expect("there is a first cell");
        at = match (at, byte) {
            (At::Start, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::Behind,
            (At::Behind, b'"') | (At::Quoted, _) => {
                cell.push(byte);
                At::Quoted
            }
            (_, byte) if byte == delimiter => {
                cells.push(Vec::new());
                At::Start
            }
            (_, byte) => {
                cell.push(byte);
                At::Open
            }
        };
    }
    cells
}

fn text(cell: &[u8]) -> Option<&str> {
    std::str::from_utf8(cell).ok()
}

/// What the record with the same answers gives; a result is the same but for its place.
fn expected(
    pack: &Pack,
    names: &[String],
    cells: &[Vec<u8>],
    (start, line): (Start, &[u8]),
) -> RecordStatus {
    let shown = String::from_utf8_lossy(line);
    assert_harmless(&shown);
    let printed: Value = serde_json::from_slice(line).expect("a line of JSON");
    assert_eq!(printed["line"], start.line);
    let Some(cells) = cells
        .iter()
        .map(|cell| text(cell))
        .collect::<Option<Vec<_>>>()
    else {
        assert_eq!(printed["errors"][0]["code"], "not-utf8", "{shown}");
        return RecordStatus::Failed;
    };
    let is_filled = |cell: &&str| !cell.trim().is_empty();
    if cells.iter().skip(names.len()).any(is_filled) {
        assert_eq!(printed["errors"][0]["code"], "cell-count", "{shown}");
        return RecordStatus::Failed;
    }
    let mut nameless = cells.iter().zip(names).filter(|(_, name)| name.is_empty());
    if nameless.any(|(cell, _)| is_filled(cell)) {
        let errors = printed["errors"].as_array().expect("a refusal has errors");
        assert!(
            errors.iter().any(|error| error["code"] == "cell-count"),
            "{shown}"
        );
        return RecordStatus::Failed;
    }
    let record = record(pack, names, &cells).to_string();
    let input = AnswersInput {
        file: Some(("", record.as_bytes())),
        sets: &[],
    };
    if load::answers(builtin(), input).is_ok() {
        let mut worker = Worker::new(builtin(), ResultForm::Compact);
        let mut same = Vec::new();
        worker.json(start, record.as_bytes(), &mut same);
        let same: Value = serde_json::from_slice(&same).expect("a line of JSON");
        assert_eq!(printed, same, "{record}");
        return RecordStatus::Assessed;
    }
    let errors = printed["errors"].as_array().expect("a refusal has errors");
    assert!(!errors.is_empty());
    for error in errors {
        let column = error["column"].as_u64().expect("a number");
        assert!((1..=names.len() as u64).contains(&column), "{shown}");
    }
    RecordStatus::Failed
}

/// The cells as an answers object.
fn record(pack: &Pack, names: &[String], cells: &[&str]) -> Value {
    let mut record = Map::new();
    for (name, cell) in names.iter().zip(cells) {
        let text = cell.trim();
        let called = match pack.question_called(name) {
            Called::One(index) => Some(pack.question(index)),
            Called::Several(_) | Called::Nothing => None,
        };
        let Some(question) = called else {
            let key = if are_same(name, "id") { "id" } else { name };
            if !text.is_empty() {
                record.insert(key.to_owned(), json!(text));
            }
            continue;
        };
        let words: Vec<_> = text.split([',', ';', '|', '\n']).map(str::trim).collect();
        let value = match (question.kind, words.as_slice()) {
            (_, ["" | "unknown"]) => Value::Null,
            // In a list, words that stand for the whole answer are refused.
            (Kind::Many, [word]) => match question.answer_called(word, pack.former()) {
                Called::One(Answer::NotSure) => Value::Null,
                Called::One(Answer::Chosen(OptionSet::NONE_OF_THESE)) => json!([]),
                _ => json!([word]),
            },
            (Kind::One, [word]) => json!(word),
            (Kind::One | Kind::Many, words) => json!(words),
        };
        record.insert(name.clone(), value);
    }
    Value::Object(record)
}

/// A row that is written has the cells of its header, and none that a spreadsheet would work out.
pub(super) fn assert_row(row: &[u8], columns: usize) {
    let row = std::str::from_utf8(row).expect("text");
    assert_eq!(row.find('\n'), Some(row.len() - 1), "{row}");
    assert_harmless(row);
    let cells = cells(row.trim_end_matches('\n').as_bytes(), b',');
    assert_eq!(cells.len(), columns, "{row}");
    for cell in cells.iter().filter_map(|cell| text(cell)) {
        let is_formula = cell.starts_with(['=', '+', '-', '@']);
        assert!(!is_formula || cell.parse::<i32>().is_ok(), "{row}");
    }
}
