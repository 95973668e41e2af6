//! Streams are cut into the same records in whatever chunks they come.

use super::*;

/// The pieces of a text that comes in chunks of a size; the same in any chunks.
#[track_caller]
fn check(cut: Cut, text: &str, expected: &[&str]) {
    for size in 1..=text.len() {
        let mut splitter = Splitter::new(cut, 30, 1);
        let mut kept = Vec::new();
        let mut found = Vec::new();
        let mut chunks = text.as_bytes().chunks(size).map(|chunk| (chunk, false));
        let mut last = [(&b""[..], true)].into_iter();
        while let Some((chunk, is_end)) = chunks.next().or_else(|| last.next()) {
            kept.extend_from_slice(chunk);
            let mut pieces = Vec::new();
            let done = splitter.split(&kept, is_end, &mut pieces);
            found.extend(pieces.into_iter().map(|Piece { start, content }| {
                let what = match content {
                    Content::Record(from, to) => {
                        String::from_utf8_lossy(kept.get(from..to).unwrap_or_default()).into_owned()
                    }
                    Content::TooLong => "too long".to_owned(),
                    Content::Broken(what) => format!("! {what}"),
                };
                format!("{}:{} {what}", start.line, start.column)
            }));
            drop(kept.drain(..done));
            assert!(kept.len() <= 31, "{size}");
        }
        assert_eq!(found, expected, "in chunks of {size}");
    }
}

#[test]
fn lines_are_cut_at_their_ends_and_blank_ones_are_passed_over() {
    check(
        Cut::Lines,
        "a\n\n  \nb\r\nc",
        &["1:1 a", "4:1 b\r", "5:1 c"],
    );
    let long = "x".repeat(31);
    check(
        Cut::Lines,
        &format!("a\n{long}\nb\n{long}"),
        &["1:1 a", "2:1 too long", "3:1 b", "4:1 too long"],
    );
}

#[test]
fn entries_are_cut_where_their_brackets_close() {
    check(
        Cut::Entries,
        " [ {\"a\": \"]},\\\"{\"}\n, [1, [2]],3,\n \"x,]\" ]\n ",
        &[
            "1:4 {\"a\": \"]},\\\"{\"}",
            "2:3 [1, [2]]",
            "2:12 3",
            "3:2 \"x,]\"",
        ],
    );
    check(Cut::Entries, "[]", &[]);
    check(
        Cut::Entries,
        "[{}",
        &["1:2 {}", "1:4 ! the list is not closed"],
    );
    check(Cut::Entries, "[{\"a\":", &["1:2 {\"a\":"]);
    check(Cut::Entries, "{}", &["1:1 ! a list should begin here: `[`"]);
    check(
        Cut::Entries,
        "[{} {}]",
        &[
            "1:2 {}",
            "1:5 ! a comma or the end of the list should stand here",
        ],
    );
    check(
        Cut::Entries,
        "[{},]",
        &["1:2 {}", "1:5 ! an entry of the list should stand here"],
    );
    check(
        Cut::Entries,
        "[1]]",
        &["1:2 1", "1:4 ! something stands after the end of the list"],
    );
    let long = "x".repeat(31);
    check(
        Cut::Entries,
        &format!("[\"é\",\"{long}\",{{}}]"),
        &["1:2 \"é\"", "1:6 too long", "1:40 {}"],
    );
}

#[test]
fn rows_end_outside_of_quotes() {
    let cut = Cut::Rows { delimiter: b',' };
    check(
        cut,
        "a,b\r\n\"x\ny\",\"\"\"\"\n\n5\" wide,c",
        &["1:1 a,b", "2:1 \"x\ny\",\"\"\"\"", "5:1 5\" wide,c"],
    );
    check(
        cut,
        "a\n\"b,\nc",
        &["1:1 a", "2:1 ! a quote is never closed"],
    );
    let long = "x".repeat(31);
    check(
        cut,
        &format!("a\n{long},\nb\n"),
        &["1:1 a", "2:1 too long", "3:1 b"],
    );
}

#[test]
fn rows_of_blank_cells_are_passed_over_and_their_lines_are_counted() {
    check(
        Cut::Rows { delimiter: b',' },
        ",\na\n\"\",\" \"\r\n \u{a0},\n\"\n\",\nb\n,,,",
        &["2:1 a", "7:1 b"],
    );
    check(
        Cut::Rows { delimiter: b'\t' },
        "\t\t\na\n\"\t\"\t\nb",
        &["2:1 a", "4:1 b"],
    );
    check(
        Cut::Rows { delimiter: b';' },
        ";\n,\n\"\"\"\"\n\";\"\n\"\" \"\"",
        &["2:1 ,", "3:1 \"\"\"\"", "4:1 \";\"", "5:1 \"\" \"\""],
    );
}

#[test]
fn a_blank_row_that_is_too_long_is_reported_as_such() {
    let long = ",".repeat(31);
    check(
        Cut::Rows { delimiter: b',' },
        &format!("a\n{long}\nb"),
        &["1:1 a", "2:1 too long", "3:1 b"],
    );
}
