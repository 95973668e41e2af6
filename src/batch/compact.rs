//! A result as one line of JSON, from text that is prepared at the start.

use super::chunked_strings::ChunkedStrings;
use super::escape::{write_json_string, write_members, write_number};
use super::expected::{self, Expected};
use super::record::Record;
use super::record_result::{RecordResult, Start, withheld_ids};
use crate::assess::{Reading, Table};
use crate::pack::Verdict;

/// Writes results in the compact form.
#[derive(Debug, Clone)]
pub(super) struct CompactWriter {
    /// For each verdict `"verdict":…,"score":`.
    verdicts: Vec<String>,
    /// For each rule in the order of findings its id in quotes, and a comma.
    rules: ChunkedStrings,
    /// The same for each question.
    questions: ChunkedStrings,
    /// `,"pack":…`
    pack: String,
    expected: Expected,
}

impl CompactWriter {
    pub(super) fn new(table: &Table) -> Self {
        let pack = table.pack();
        let quoted = |id: &str| format!("\"{id}\",");
        let verdicts = Verdict::ALL.into_iter().map(Verdict::id);
        let verdicts = verdicts.map(|id| format!("\"verdict\":\"{id}\",\"score\":"));
        Self {
            verdicts: verdicts.collect(),
            rules: ChunkedStrings::new(table.rules().map(|variant| quoted(&variant.rule.id))),
            questions: ChunkedStrings::new(
                pack.questions.iter().map(|question| quoted(&question.id)),
            ),
            pack: format!(",\"pack\":\"{}\"", pack.sha256),
            expected: Expected::new(expected::json),
        }
    }

    pub(super) fn write(
        &mut self,
        start: Start,
        record: &Record,
        (table, reading, result): (&Table, &Reading, &RecordResult),
        out: &mut Vec<u8>,
    ) {
        out.extend_from_slice(b"{\"line\":");
        write_number(start.line, out);
        out.extend_from_slice(b",\"id\":");
        match record.id() {
            Some(id) => write_json_string(id, out),
            None => out.extend_from_slice(b"null"),
        }
        out.push(b',');
        let verdict = self.verdicts.get(result.verdict as usize);
        out.extend_from_slice(verdict.map(String::as_bytes).unwrap_or_default());
        match result.score {
            Some(score) => write_number(score, out),
            None => out.extend_from_slice(b"null"),
        }
        out.extend_from_slice(so_far(result));
        write_number(result.open_safety, out);
        out.extend_from_slice(b",\"findings\":");
        write_list(&mut self.rules, &result.fired, out);
        out.extend_from_slice(b",\"cleared\":");
        write_list(&mut self.rules, &result.cleared, out);
        out.extend_from_slice(b",\"private\":[");
        if let Some(withheld) = &result.withheld {
            for (number, id) in withheld_ids(withheld).enumerate() {
                out.extend_from_slice(if number > 0 { b",\"" } else { b"\"" });
                out.extend_from_slice(id.as_bytes());
                out.push(b'"');
            }
        }
        out.extend_from_slice(b"],");
        self.expected.write(table, reading, out);
        out.extend_from_slice(b",\"open\":");
        write_list(&mut self.questions, &result.open, out);
        out.extend_from_slice(self.pack.as_bytes());
        write_members(record.extras(), out);
        out.extend_from_slice(b"}\n");
    }
}

/// The keys before the number of open safety questions: with it, no verdict is read as the last one.
fn so_far(result: &RecordResult) -> &'static [u8] {
    if result.is_so_far() {
        b",\"so_far\":true,\"open_safety\":"
    } else {
        b",\"so_far\":false,\"open_safety\":"
    }
}

fn write_list(texts: &mut ChunkedStrings, places: &[usize], out: &mut Vec<u8>) {
    out.push(b'[');
    texts.write(places, out);
    if !places.is_empty() {
        out.pop(); // the comma after the last
    }
    out.push(b']');
}
