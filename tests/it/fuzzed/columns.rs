//! A table with columns of other programs: whatever its map says, it is refused with reasons or read.

use smp_suitability::batch::{
    ColumnOptions, ColumnSuggestion, Columns, ResultForm, Start, TableHead, Worker,
};
use smp_suitability::load::{self, Strictness};

use super::builtin;
use super::shown::{assert_harmless, assert_shown};

/// Before the first zero byte stands a map of columns, behind it a table; both may be anything.
pub(super) fn target(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |&byte| byte == 0);
    let map = parts.next().unwrap_or_default();
    let table = parts.next().unwrap_or_default();
    let pack = builtin().pack();
    let map = match load::column_map(pack, "columns.json", map) {
        Ok(map) => Some(map),
        Err(problems) => {
            assert_shown(&problems, |file| (file == "columns.json").then_some(map));
            None
        }
    };
    let rows: Vec<_> = table.split(|&byte| byte == b'\n').enumerate().collect();
    let head = TableHead {
        file: "a.csv",
        rows: rows
            .iter()
            .take(4)
            .map(|(line, row)| (line + 1, *row))
            .collect(),
        delimiter: b',',
    };
    let (mut suggestion, used) = ColumnSuggestion::new(pack, &head);
    rows.iter()
        .skip(used)
        .for_each(|(_, row)| suggestion.row(row));
    let (suggested, undecided) = suggestion.finish();
    assert_harmless(&suggested);
    let read = load::column_map(pack, "columns.json", suggested.as_bytes());
    if undecided > 0 {
        let problems = read.expect_err("something is left to decide");
        assert_shown(&problems, |_| Some(suggested.as_bytes()));
    }
    for strictness in [Strictness::Lenient, Strictness::Exact] {
        let options = ColumnOptions {
            keep: &["a, b".to_owned(), "c".to_owned()],
            ignore: &["d".to_owned()],
            map: map.as_ref(),
            strictness,
        };
        match Columns::of_table(pack, &head, &options) {
            Ok((columns, used)) => {
                assert!((1..=3).contains(&used));
                let mut worker =
                    Worker::new(builtin(), ResultForm::Compact).with_strictness(strictness);
                for (line, row) in rows.iter().skip(used) {
                    let mut out = Vec::new();
                    let start = Start {
                        line: line + 1,
                        column: 1,
                    };
                    worker.row(start, &columns, row, &mut out);
                    let line = std::str::from_utf8(&out).expect("a result is text");
                    assert_harmless(line);
                    serde_json::from_str::<serde_json::Value>(line).expect("a line of JSON");
                }
                let tally = worker.tally();
                assert_harmless(&tally.remarks.text(builtin(), tally.private));
            }
            Err(problems) => assert_shown(&problems, |_| None),
        }
    }
}
