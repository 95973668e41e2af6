//! What to expect, as text that is worked out once for each set of rows that count.

use std::fmt::Write as _;
use std::hash::Hash;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::assess::{Reading, Table};
use crate::pack::{Price, Recovery, Sessions, Span};

/// Texts that are remembered at most; then remembering starts again.
const MOST: usize = 4_000;

/// Writes the ranges that count for a person.
#[derive(Debug, Clone)]
pub(super) struct Expected {
    /// Texts by the rows that count.
    known: FxHashMap<[u64; 3], Rc<str>>,
    /// The same by all that decides which rows count, which is found more quickly.
    decided: FxHashMap<[u64; 4], Rc<str>>,
    worded: fn(&str, (Sessions, Price, Recovery)) -> String,
}

impl Expected {
    pub(super) fn new(worded: fn(&str, (Sessions, Price, Recovery)) -> String) -> Self {
        Self {
            known: FxHashMap::default(),
            decided: FxHashMap::default(),
            worded,
        }
    }

    pub(super) fn write(&mut self, table: &Table, reading: &Reading, out: &mut Vec<u8>) {
        let deciding = table.deciding_rows(reading);
        if let Some(text) = deciding.and_then(|deciding| self.decided.get(&deciding)) {
            out.extend_from_slice(text.as_bytes());
            return;
        }
        let text = self.text(table, reading);
        out.extend_from_slice(text.as_bytes());
        if let Some(deciding) = deciding {
            remember(&mut self.decided, deciding, text);
        }
    }

    fn text(&mut self, table: &Table, reading: &Reading) -> Rc<str> {
        let rows = table.counting_rows(reading);
        if let Some(text) = rows.and_then(|rows| self.known.get(&rows)) {
            return Rc::clone(text);
        }
        let cost = table.prices();
        let currency = cost.map(|cost| cost.currency.as_str()).unwrap_or_default();
        let text: Rc<str> = (self.worded)(currency, table.expected(reading)).into();
        if let Some(rows) = rows {
            remember(&mut self.known, rows, Rc::clone(&text));
        }
        text
    }
}

fn remember<Key: Eq + Hash>(known: &mut FxHashMap<Key, Rc<str>>, key: Key, text: Rc<str>) {
    if known.len() >= MOST {
        known.clear();
    }
    known.insert(key, text);
}

/// `"sessions":…,"cost":…,"recovery":…`, as in the assessment but without its reasons.
pub(super) fn json(
    currency: &str,
    (sessions, price, recovery): (Sessions, Price, Recovery),
) -> String {
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

/// The names of the cells that [`cells`] gives.
pub(super) const CELLS: &str = "visits_min,visits_max,hours_min,hours_max,gap_days_min,gap_days_max,\
cost_min,cost_max,currency,redness_days_min,redness_days_max,care_days_min,care_days_max,\
sun_and_water_days_min,sun_and_water_days_max";

/// The same as cells of a table.
pub(super) fn cells(
    currency: &str,
    (sessions, price, recovery): (Sessions, Price, Recovery),
) -> String {
    let mut cells = String::new();
    let mut add = |span: Span| {
        _ = write!(cells, "{},{},", span.min, span.max); // a `String` takes everything
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
    fn texts_are_remembered_and_never_more_than_there_is_room_for() {
        let mut known = FxHashMap::default();
        for key in 0..=2 * MOST {
            remember(&mut known, key, key.to_string().into());
            assert_eq!(known.get(&key).map(AsRef::as_ref), Some(&*key.to_string()));
            assert_eq!(known.len(), key % MOST + 1);
        }
    }
}
