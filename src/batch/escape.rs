//! Writes text that passes through a record unread, escaped for JSON and for cells of a spreadsheet.

use crate::report::{sanitized, sanitized_json};

/// Writes a text as a JSON string.
pub(super) fn write_json_string(text: &str, out: &mut Vec<u8>) {
    let is_unescaped = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
    if text.bytes().all(is_unescaped) {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    } else {
        let quoted = serde_json::Value::from(text).to_string();
        out.extend_from_slice(sanitized_json(&quoted).as_bytes());
    }
}

/// Writes JSON text as one line: a line break can only be between values, where a space means the same.
pub(super) fn write_raw_json(json: &str, out: &mut Vec<u8>) {
    if json.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        out.extend_from_slice(json.as_bytes());
        return;
    }
    let line = json.replace(['\n', '\r', '\t'], " ");
    out.extend_from_slice(sanitized_json(&line).as_bytes());
}

/// Writes members that pass through, each after a comma.
pub(super) fn write_members<'a>(
    members: impl Iterator<Item = (&'a str, &'a str)>,
    out: &mut Vec<u8>,
) {
    for (key, value) in members {
        out.push(b',');
        write_json_string(key, out);
        out.push(b':');
        write_raw_json(value, out);
    }
}

pub(super) fn write_number(number: impl itoa::Integer, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Writes a cell of a table, in one line and with a `'` before what a spreadsheet would take for a formula.
///
/// In some countries a spreadsheet cuts cells at semicolons, even in quotes, so a formula may follow each.
pub(super) fn write_csv_cell(text: &str, out: &mut Vec<u8>) {
    let text = sanitized(text);
    out.push(b'"');
    for (number, part) in text.split(';').enumerate() {
        if number > 0 {
            out.push(b';');
        }
        if is_formula(part) {
            out.push(b'\'');
        }
        out.extend_from_slice(part.replace('"', "\"\"").as_bytes());
    }
    out.push(b'"');
}

/// Writes a cell of a table in one line, for a program that computes no cell.
pub(super) fn write_plain_cell(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(sanitized(text).replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

/// Writes a cell that holds JSON, so that reading the JSON gives exactly the same text.
pub(super) fn write_csv_json_cell(json: &str, out: &mut Vec<u8>) {
    let has_formula = json.split(';').any(is_formula);
    if has_formula {
        // Only strings of JSON have semicolons, and any character of a string may be an escape.
        write_csv_cell(&json.replace(';', "\\u003b"), out);
    } else {
        write_csv_cell(json, out);
    }
}

/// Returns true if a spreadsheet would compute a cell with the text and not show it.
///
/// Spreadsheets ignore space before a formula, and some take full-width signs for the usual ones.
fn is_formula(text: &str) -> bool {
    const SIGNS: [char; 9] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '−'];
    text.trim_start().starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::{write_csv_cell, write_csv_json_cell, write_json_string};

    fn cell(text: &str) -> String {
        let mut out = Vec::new();
        write_csv_cell(text, &mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn a_text_is_written_as_json_that_reads_the_same() {
        for text in [
            "",
            "a b~",
            "\"",
            "\\",
            "\"\"",
            "\\\\",
            "é",
            "\n",
            "\u{7f}",
            "\u{202e}a",
        ] {
            let mut out = Vec::new();
            write_json_string(text, &mut out);
            let read: Option<String> = serde_json::from_slice(&out).ok();
            assert_eq!(read.as_deref(), Some(text));
            assert!(out.iter().all(|byte| *byte >= b' '), "{text}");
        }
    }

    #[test]
    fn no_cell_is_computed() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("\t=1+1"), "\"' =1+1\"");
        assert_eq!(cell("\u{3000}＝1"), "\"'\u{3000}＝1\"");
        assert_eq!(cell("a; @b"), "\"a;' @b\"");
        assert_eq!(cell("a = b - c"), "\"a = b - c\"");
    }

    #[test]
    fn control_characters_are_spelled_out() {
        assert_eq!(cell("a\u{1b}[2J\n\u{202e}b"), "\"a\\u{1b}[2J \\u{202e}b\"");
        assert_eq!(cell("say \"a\""), "\"say \"\"a\"\"\"");
    }

    #[test]
    fn json_in_a_cell_keeps_its_meaning() {
        let mut out = Vec::new();
        write_csv_json_cell(r#"{"x_a":"1;=2"}"#, &mut out);
        assert_eq!(out, br#""{""x_a"":""1\u003b=2""}""#);
    }
}
