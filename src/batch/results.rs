//! Results as lines of JSON and as rows of a table, from text that is prepared once for a pack.

use std::fmt::Write as _;
use std::hash::Hash;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::chunked_strings::ChunkedStrings;
use super::escape::{
    write_csv_cell, write_csv_json_cell, write_json_string, write_members, write_number,
};
use super::record::{Record, RecordResult, Start, withheld_ids};
use crate::assess::{PublicTime, Reading, Table};
use crate::pack::{Price, Recovery, Sessions, Span, Text, Verdict};
use crate::report::withheld_words;

/// A record that was assessed, with everything that a line or row about it may say.
pub(super) struct AssessedRecord<'a> {
    pub(super) start: Start,
    pub(super) record: &'a Record,
    pub(super) table: &'a Table<'a>,
    pub(super) reading: &'a Reading,
    pub(super) result: &'a RecordResult,
}

/// Writes each result as one line of JSON.
#[derive(Debug, Clone)]
pub(super) struct CompactWriter {
    /// For each verdict `"verdict":…,"score":`.
    verdicts: [String; 5],
    /// For each rule in the order of findings its id in quotes, and a comma.
    rules: ChunkedStrings,
    /// The same for each question.
    questions: ChunkedStrings,
    /// `,"pack":…`
    pack: String,
    ranges: RangeWriter,
}

impl CompactWriter {
    pub(super) fn new(table: &Table) -> Self {
        let pack = table.pack();
        let quoted = |id: &str| format!("\"{id}\",");
        Self {
            verdicts: Verdict::ALL
                .map(|verdict| format!("\"verdict\":\"{}\",\"score\":", verdict.id())),
            rules: ChunkedStrings::new(table.rules().map(|variant| quoted(&variant.rule.id))),
            questions: ChunkedStrings::new(
                pack.questions.iter().map(|question| quoted(&question.id)),
            ),
            pack: format!(",\"pack\":\"{}\"", pack.sha256),
            ranges: RangeWriter::new(json_ranges),
        }
    }

    pub(super) fn write(&mut self, assessed: &AssessedRecord, out: &mut Vec<u8>) {
        let AssessedRecord {
            start,
            record,
            table,
            reading,
            result,
        } = *assessed;
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
        write_json_list(&mut self.rules, &result.fired, out);
        out.extend_from_slice(b",\"cleared\":");
        write_json_list(&mut self.rules, &result.cleared, out);
        out.extend_from_slice(b",\"private\":[");
        if let Some(withheld) = &result.withheld {
            for (number, id) in withheld_ids(withheld).enumerate() {
                out.extend_from_slice(if number > 0 { b",\"" } else { b"\"" });
                out.extend_from_slice(id.as_bytes());
                out.push(b'"');
            }
        }
        out.extend_from_slice(b"],");
        self.ranges.write(table, reading, out);
        out.extend_from_slice(b",\"open\":");
        write_json_list(&mut self.questions, &result.open, out);
        if record.ignored.is_empty() {
            out.extend_from_slice(b",\"ignored\":[]");
        } else {
            out.extend_from_slice(b",\"ignored\":");
            write_json_list(&mut self.questions, &record.ignored, out);
        }
        if let Some(time) = &result.time {
            out.extend_from_slice(time_members(time).as_bytes());
        }
        out.extend_from_slice(self.pack.as_bytes());
        write_members(record.extras(), out);
        out.extend_from_slice(b"}\n");
    }
}

/// `,"as_of":…,"better_on":…`, for a record with dates.
fn time_members(time: &PublicTime) -> String {
    let better = match time.better_on {
        Some(better) => format!(
            "{{\"date\":\"{}\",\"verdict\":\"{}\"}}",
            better.date,
            better.verdict.id()
        ),
        None => "null".to_owned(),
    };
    format!(",\"as_of\":\"{}\",\"better_on\":{better}", time.as_of)
}

/// The keys between the score and the number of open safety questions. With `so_far`, no verdict is taken for
/// final while a safety question is open.
fn so_far(result: &RecordResult) -> &'static [u8] {
    if result.is_so_far() {
        b",\"so_far\":true,\"open_safety\":"
    } else {
        b",\"so_far\":false,\"open_safety\":"
    }
}

fn write_json_list(texts: &mut ChunkedStrings, places: &[usize], out: &mut Vec<u8>) {
    out.push(b'[');
    texts.write(places, out);
    if !places.is_empty() {
        out.pop(); // the comma after the last
    }
    out.push(b']');
}

/// Returns true if results have a value with this name, which no kept column may take.
pub(super) fn is_own_name(name: &str) -> bool {
    // Keys of a result as JSON, in short and in full, that are no cells of a table.
    const OF_JSON: [&str; 18] = [
        "answers",
        "as_of",
        "base",
        "comparison",
        "cost",
        "decided_by",
        "disclaimer",
        "disputes",
        "expectations",
        "format",
        "guide",
        "possible",
        "recovery",
        "sessions",
        "settled",
        "slips",
        "warnings",
        "what_if",
    ];
    let cells = [CELLS_BEFORE_RANGES, RANGE_CELLS, CELLS_AFTER_RANGES];
    let mut cells = cells.iter().flat_map(|cells| cells.split(','));
    let others = ["line", "id", "errors", "extras"];
    cells.any(|cell| cell == name) || others.contains(&name) || OF_JSON.contains(&name)
}

/// Names of the cells between the id and the ranges of visits, cost and recovery, and of those after them.
const CELLS_BEFORE_RANGES: &str =
    "verdict,score,so_far,open_safety,findings,cleared,private,better_on";
const CELLS_AFTER_RANGES: &str = "open,ignored,pack";

/// The first row of a table of results.
pub fn csv_header() -> String {
    format!("line,id,{CELLS_BEFORE_RANGES},{RANGE_CELLS},{CELLS_AFTER_RANGES},errors,extras\n")
}

/// The commas and empty cells between the id and the errors of a bad record.
pub(super) fn empty_result_cells() -> String {
    let cells = [CELLS_BEFORE_RANGES, RANGE_CELLS, CELLS_AFTER_RANGES];
    let cells: usize = cells.map(|cells| cells.split(',').count()).iter().sum();
    ",".repeat(cells + 1)
}

/// Writes each result as a row of a table for a spreadsheet.
#[derive(Debug, Clone)]
pub(super) struct CsvWriter {
    rules: Vec<Text>,
    questions: Vec<Text>,
    /// The digest of the pack.
    pack: String,
    ranges: RangeWriter,
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
            ranges: RangeWriter::new(csv_ranges),
        }
    }

    pub(super) fn write(&mut self, assessed: &AssessedRecord, out: &mut Vec<u8>) {
        let AssessedRecord {
            start,
            record,
            table,
            reading,
            result,
        } = *assessed;
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
        write_csv_list(&self.rules, &result.fired, out);
        out.push(b',');
        write_csv_list(&self.rules, &result.cleared, out);
        out.push(b',');
        if let Some(withheld) = &result.withheld {
            write_csv_cell(&withheld_words(withheld), out);
        }
        out.push(b',');
        if let Some(day) = result.better_on() {
            out.extend_from_slice(day.to_string().as_bytes());
        }
        out.push(b',');
        self.ranges.write(table, reading, out);
        out.push(b',');
        write_csv_list(&self.questions, &result.open, out);
        out.push(b',');
        write_csv_list(&self.questions, &record.ignored, out);
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

fn write_csv_list(texts: &[Text], places: &[usize], out: &mut Vec<u8>) {
    let listed = places.iter().filter_map(|&place| texts.get(place));
    for (number, text) in listed.enumerate() {
        if number > 0 {
            out.push(b';');
        }
        out.extend_from_slice(text.as_bytes());
    }
}

/// Texts in each cache; when it is full, it is emptied. Four thousand take about a megabyte.
const MAX_CACHED: usize = 4_000;

/// Writes the ranges of sessions, cost and recovery that count for a person, from a cache of their text.
///
/// Which rows of the pack count decides what the text is, and few combinations occur: most people share theirs.
#[derive(Debug, Clone)]
struct RangeWriter {
    by_rows: FxHashMap<[u64; 3], Rc<str>>,
    /// The same by the conditions that decide which rows count, which are known without looking at any row.
    by_conditions: FxHashMap<[u64; 4], Rc<str>>,
    format: fn(&str, Sessions, Price, Recovery) -> String,
}

impl RangeWriter {
    fn new(format: fn(&str, Sessions, Price, Recovery) -> String) -> Self {
        Self {
            by_rows: FxHashMap::default(),
            by_conditions: FxHashMap::default(),
            format,
        }
    }

    fn write(&mut self, table: &Table, reading: &Reading, out: &mut Vec<u8>) {
        let deciding = table.deciding_rows(reading);
        if let Some(text) = deciding.and_then(|deciding| self.by_conditions.get(&deciding)) {
            out.extend_from_slice(text.as_bytes());
            return;
        }
        let text = self.text(table, reading);
        out.extend_from_slice(text.as_bytes());
        if let Some(deciding) = deciding {
            cache(&mut self.by_conditions, deciding, text);
        }
    }

    fn text(&mut self, table: &Table, reading: &Reading) -> Rc<str> {
        let rows = table.counting_rows(reading);
        if let Some(text) = rows.and_then(|rows| self.by_rows.get(&rows)) {
            return Rc::clone(text);
        }
        let currency = table.prices().map(|cost| cost.currency.as_str());
        let (sessions, price, recovery) = table.expected(reading);
        let text: Rc<str> =
            (self.format)(currency.unwrap_or_default(), sessions, price, recovery).into();
        if let Some(rows) = rows {
            cache(&mut self.by_rows, rows, Rc::clone(&text));
        }
        text
    }
}

fn cache<Key: Eq + Hash>(cached: &mut FxHashMap<Key, Rc<str>>, key: Key, text: Rc<str>) {
    if cached.len() >= MAX_CACHED {
        cached.clear();
    }
    cached.insert(key, text);
}

/// `"sessions":…,"cost":…,"recovery":…`, as in the assessment but without its reasons.
fn json_ranges(currency: &str, sessions: Sessions, price: Price, recovery: Recovery) -> String {
    let range = |span: Span| format!("[{},{}]", span.min, span.max);
    let [visits, hours, gap] = [sessions.visits, sessions.hours, sessions.gap_days].map(range);
    let days = [
        recovery.redness_days,
        recovery.care_days,
        recovery.sun_and_water_days,
    ];
    let [redness, care, sun] = days.map(range);
    let amount = range(price.amount);
    format!(
        "\"sessions\":{{\"visits\":{visits},\"hours\":{hours},\"gap_days\":{gap}}},\
         \"cost\":{{\"amount\":{amount},\"currency\":\"{currency}\"}},\
         \"recovery\":{{\"redness_days\":{redness},\"care_days\":{care},\"sun_and_water_days\":{sun}}}"
    )
}

/// The names of the cells that [`csv_ranges`] gives.
const RANGE_CELLS: &str = "visits_min,visits_max,hours_min,hours_max,gap_days_min,gap_days_max,\
cost_min,cost_max,currency,redness_days_min,redness_days_max,care_days_min,care_days_max,\
sun_and_water_days_min,sun_and_water_days_max";

/// The same as cells of a table.
fn csv_ranges(currency: &str, sessions: Sessions, price: Price, recovery: Recovery) -> String {
    let mut cells = String::new();
    let mut add = |span: Span| {
        _ = write!(cells, "{},{},", span.min, span.max); // writing to a `String` never fails
    };
    for span in [sessions.visits, sessions.hours, sessions.gap_days] {
        add(span);
    }
    add(price.amount);
    cells.push_str(currency);
    for span in [
        recovery.redness_days,
        recovery.care_days,
        recovery.sun_and_water_days,
    ] {
        _ = write!(cells, ",{},{}", span.min, span.max);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_cache_is_emptied() {
        let mut cached = FxHashMap::default();
        for key in 0..=2 * MAX_CACHED {
            cache(&mut cached, key, key.to_string().into());
            assert_eq!(cached.get(&key).map(AsRef::as_ref), Some(&*key.to_string()));
            assert_eq!(cached.len(), key % MAX_CACHED + 1);
        }
    }
}
