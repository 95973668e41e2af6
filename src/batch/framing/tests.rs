//! A stream has the same records in chunks of any size.

use super::*;

/// The frames of a text that comes in chunks of a size; the same in any chunks.
#[track_caller]
fn check(framing: Framing, text: &str, expected: &[&str]) {
    for size in 1..=text.len() {
        let mut splitter = Splitter::new(framing, 30, 1);
        let mut kept = Vec::new();
        let mut found = Vec::new();
        let mut chunks = text.as_bytes().chunks(size).map(|chunk| (chunk, false));
        let mut last = [(&b""[..], true)].into_iter();
        while let Some((chunk, is_end)) = chunks.next().or_else(|| last.next()) {
            kept.extend_from_slice(chunk);
            let mut frames = Vec::new();
            let done = splitter.split(&kept, is_end, &mut frames);
            found.extend(frames.into_iter().map(|Frame { start, content }| {
                let what = match content {
                    Content::Record(from, to) => {
                        String::from_utf8_lossy(kept.get(from..to).unwrap_or_default()).into_owned()
                    }
                    Content::TooLong => "too long".to_owned(),
                    Content::Malformed(what) => format!("! {what}"),
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
        Framing::Lines,
        "a\n\n  \nb\r\nc",
        &["1:1 a", "4:1 b\r", "5:1 c"],
    );
    let long = "x".repeat(31);
    check(
        Framing::Lines,
        &format!("a\n{long}\nb\n{long}"),
        &["1:1 a", "2:1 too long", "3:1 b", "4:1 too long"],
    );
}

#[test]
fn entries_are_cut_where_their_brackets_close() {
    check(
        Framing::Entries,
        " [ {\"a\": \"]},\\\"{\"}\n, [1, [2]],3,\n \"x,]\" ]\n ",
        &[
            "1:4 {\"a\": \"]},\\\"{\"}",
            "2:3 [1, [2]]",
            "2:12 3",
            "3:2 \"x,]\"",
        ],
    );
    check(Framing::Entries, "[]", &[]);
    check(
        Framing::Entries,
        "[{}",
        &["1:2 {}", "1:4 ! the list is not closed"],
    );
    check(Framing::Entries, "[{\"a\":", &["1:2 {\"a\":"]);
    check(
        Framing::Entries,
        "{}",
        &["1:1 ! a list should begin here: `[`"],
    );
    check(
        Framing::Entries,
        "[{} {}]",
        &[
            "1:2 {}",
            "1:5 ! a comma or the end of the list should stand here",
        ],
    );
    check(
        Framing::Entries,
        "[{},]",
        &["1:2 {}", "1:5 ! an entry of the list should stand here"],
    );
    check(
        Framing::Entries,
        "[1]]",
        &["1:2 1", "1:4 ! something stands after the end of the list"],
    );
    let long = "x".repeat(31);
    check(
        Framing::Entries,
        &format!("[\"é\",\"{long}\",{{}}]"),
        &["1:2 \"é\"", "1:6 too long", "1:40 {}"],
    );
}

#[test]
fn rows_end_outside_of_quotes() {
    let framing = Framing::Rows { delimiter: b',' };
    check(
        framing,
        "a,b\r\n\"x\ny\",\"\"\"\"\n\n5\" wide,c",
        &["1:1 a,b", "2:1 \"x\ny\",\"\"\"\"", "5:1 5\" wide,c"],
    );
    check(
        framing,
        "a\n\"b,\nc",
        &["1:1 a", "2:1 ! a quote is never closed"],
    );
    let long = "x".repeat(31);
    check(
        framing,
        &format!("a\n{long},\nb\n"),
        &["1:1 a", "2:1 too long", "3:1 b"],
    );
}

#[test]
fn rows_of_blank_cells_are_passed_over_and_their_lines_are_counted() {
    check(
        Framing::Rows { delimiter: b',' },
        ",\na\n\"\",\" \"\r\n \u{a0},\n\"\n\",\nb\n,,,",
        &["2:1 a", "7:1 b"],
    );
    check(
        Framing::Rows { delimiter: b'\t' },
        "\t\t\na\n\"\t\"\t\nb",
        &["2:1 a", "4:1 b"],
    );
    check(
        Framing::Rows { delimiter: b';' },
        ";\n,\n\"\"\"\"\n\";\"\n\"\" \"\"",
        &["2:1 ,", "3:1 \"\"\"\"", "4:1 \";\"", "5:1 \"\" \"\""],
    );
}

#[test]
fn a_blank_row_that_is_too_long_is_reported_as_such() {
    let long = ",".repeat(31);
    check(
        Framing::Rows { delimiter: b',' },
        &format!("a\n{long}\nb"),
        &["1:1 a", "2:1 too long", "3:1 b"],
    );
}
