//! A result as a row of a table for a spreadsheet.

use super::escape::{write_csv_cell, write_csv_json_cell, write_members, write_number};
use super::expected::{self, CELLS, Expected};
use super::record::Record;
use super::record_result::{RecordResult, Start};
use crate::assess::{Reading, Table};
use crate::pack::Text;
use crate::report::withheld_words;

/// Cells between the id and what to expect, and those after it.
const BEFORE: &str = "verdict,score,so_far,open_safety,findings,cleared,private";
const AFTER: &str = "open,pack";

/// The first row of a table of results.
pub fn csv_header() -> String {
    format!("line,id,{BEFORE},{CELLS},{AFTER},errors,extras\n")
}

/// What stands between the id and the errors of a bad record.
pub(super) fn empty_result_cells() -> String {
    let cells = [BEFORE, CELLS, AFTER];
    let cells: usize = cells.map(|cells| cells.split(',').count()).iter().sum();
    ",".repeat(cells + 1)
}

/// Writes results as rows.
#[derive(Debug, Clone)]
pub(super) struct CsvWriter {
    rules: Vec<Text>,
    questions: Vec<Text>,
    /// The digest of the pack.
    pack: String,
    expected: Expected,
}

impl CsvWriter {
    pub(super) fn new(table: &Table) -> Self {
        let pack = table.pack();
        let questions = pack.questions.iter();
        Self {
            rules: (table.rules())
                .map(|variant| variant.rule.id.clone())
                .collect(),
            questions: questions.map(|question| question.id.clone()).collect(),
            pack: pack.sha256.clone(),
            expected: Expected::new(expected::cells),
        }
    }

    pub(super) fn write(
        &mut self,
        start: Start,
        record: &Record,
        (table, reading, result): (&Table, &Reading, &RecordResult),
        out: &mut Vec<u8>,
    ) {
        write_number(start.line, out);
        out.push(b',');
        if let Some(id) = record.id() {
            write_csv_cell(id, out);
        }
        out.push(b',');
        out.extend_from_slice(result.verdict.id().as_bytes());
        out.push(b',');
        if let Some(score) = result.score {
            write_number(score, out);
        }
        let so_far = if result.is_so_far() { "true" } else { "false" };
        out.push(b',');
        out.extend_from_slice(so_far.as_bytes());
        out.push(b',');
        write_number(result.open_safety, out);
        out.push(b',');
        write_list(&self.rules, &result.fired, out);
        out.push(b',');
        write_list(&self.rules, &result.cleared, out);
        out.push(b',');
        if let Some(withheld) = &result.withheld {
            write_csv_cell(&withheld_words(withheld), out);
        }
        out.push(b',');
        self.expected.write(table, reading, out);
        out.push(b',');
        write_list(&self.questions, &result.open, out);
        out.push(b',');
        out.extend_from_slice(self.pack.as_bytes());
        out.extend_from_slice(b",,");
        let mut members = Vec::new();
        write_members(record.extras(), &mut members);
        if let Some(first) = members.first_mut() {
            *first = b'{';
            members.push(b'}');
            write_csv_json_cell(&String::from_utf8_lossy(&members), out);
        }
        out.push(b'\n');
    }
}

fn write_list(texts: &[Text], places: &[usize], out: &mut Vec<u8>) {
    let listed = places.iter().filter_map(|&place| texts.get(place));
    for (number, text) in listed.enumerate() {
        if number > 0 {
            out.push(b';');
        }
        out.extend_from_slice(text.as_bytes());
    }
}
