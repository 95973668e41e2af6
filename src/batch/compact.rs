//! A result as one line of JSON, from text that is prepared at the start.

use super::expected::{self, Expected};
use super::extras::{write_members, write_number, write_text};
use super::record::Record;
use super::worker::{Judged, Start};
use crate::assess::{Reading, Table};
use crate::pack::Verdict;
use crate::space::VerdictSet;

/// Writes results in the compact form.
#[derive(Debug, Clone)]
pub(super) struct Compact {
    /// For each verdict and set of possible ones `"verdict":…,"settled":…,"possible":…,"score":`.
    verdicts: Vec<String>,
    /// For each rule in the order of findings its id in quotes, and a comma.
    rules: Vec<String>,
    /// The same for each question.
    questions: Vec<String>,
    /// `"pack":…`
    pack: String,
    expected: Expected,
}

impl Compact {
    pub(super) fn new(table: &Table) -> Self {
        let pack = table.pack();
        let quoted = |id: &str| format!("\"{id}\",");
        let verdicts = Verdict::ALL.into_iter();
        let verdicts = verdicts.flat_map(|verdict| {
            let sets = (0..VerdictSet::COUNT).map(VerdictSet::numbered);
            sets.map(move |set| verdict_text(verdict, set))
        });
        Self {
            verdicts: verdicts.collect(),
            rules: table.rules().map(|rule| quoted(&rule.id)).collect(),
            questions: (pack.questions.iter())
                .map(|question| quoted(&question.id))
                .collect(),
            pack: format!("\"pack\":\"{}\"", pack.sha256),
            expected: Expected::new(expected::json),
        }
    }

    pub(super) fn write(
        &mut self,
        start: Start,
        (record, text): (&Record, &[u8]),
        (table, reading, judged): (&Table, &Reading, &Judged),
        out: &mut Vec<u8>,
    ) {
        out.extend_from_slice(b"{\"line\":");
        write_number(start.line, out);
        out.extend_from_slice(b",\"id\":");
        match record.id(text) {
            Some(id) => write_text(id, out),
            None => out.extend_from_slice(b"null"),
        }
        out.push(b',');
        let number = judged.verdict as usize * VerdictSet::COUNT + judged.possible.number();
        let verdict = self.verdicts.get(number);
        out.extend_from_slice(verdict.map(String::as_bytes).unwrap_or_default());
        write_number(judged.score, out);
        out.extend_from_slice(b",\"findings\":");
        write_list(&self.rules, &judged.fired, out);
        out.push(b',');
        self.expected.write(table, reading, out);
        out.extend_from_slice(b",\"open\":");
        write_list(&self.questions, &judged.open, out);
        out.push(b',');
        out.extend_from_slice(self.pack.as_bytes());
        write_members(record.extras(text), out);
        out.extend_from_slice(b"}\n");
    }
}

fn write_list(texts: &[String], places: &[usize], out: &mut Vec<u8>) {
    out.push(b'[');
    for text in places.iter().filter_map(|&place| texts.get(place)) {
        out.extend_from_slice(text.as_bytes());
    }
    if !places.is_empty() {
        out.pop(); // the comma after the last
    }
    out.push(b']');
}

fn verdict_text(verdict: Verdict, possible: VerdictSet) -> String {
    let ids: Vec<_> = (possible.verdicts())
        .map(|verdict| format!("\"{}\"", verdict.id()))
        .collect();
    format!(
        "\"verdict\":\"{}\",\"settled\":{},\"possible\":[{}],\"score\":",
        verdict.id(),
        possible.len() <= 1,
        ids.join(",")
    )
}
