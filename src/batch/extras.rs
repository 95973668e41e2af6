//! What passes through a record unread, made safe to print.

use crate::diagnostic::is_obeyed;
use crate::report::plain_json;

/// Writes a text as a JSON string.
pub(super) fn write_text(text: &str, out: &mut Vec<u8>) {
    let is_usual = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
    if text.bytes().all(is_usual) {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    } else {
        let quoted = serde_json::Value::from(text).to_string();
        out.extend_from_slice(plain_json(&quoted).as_bytes());
    }
}

/// Writes JSON text as one line; line breaks stand between values only, where a space does as well.
pub(super) fn write_json(json: &str, out: &mut Vec<u8>) {
    if json.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        out.extend_from_slice(json.as_bytes());
        return;
    }
    let line: String = json
        .chars()
        .map(|c| {
            if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        })
        .collect();
    out.extend_from_slice(plain_json(&line).as_bytes());
}

/// Writes members that pass through, each after a comma.
pub(super) fn write_members<'a>(
    members: impl Iterator<Item = (&'a str, &'a str)>,
    out: &mut Vec<u8>,
) {
    for (key, value) in members {
        out.push(b',');
        write_text(key, out);
        out.push(b':');
        write_json(value, out);
    }
}

/// Writes a number.
pub(super) fn write_number(number: impl itoa::Integer, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Writes a cell of a table; a text that a spreadsheet would take for a formula gets a `'` before it.
pub(super) fn write_cell(text: &str, out: &mut Vec<u8>) {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let shown: String = text
        .chars()
        .map(|c| if is_obeyed(c) { ' ' } else { c })
        .collect();
    out.push(b'"');
    if is_formula {
        out.push(b'\'');
    }
    out.extend_from_slice(shown.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::write_text;

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
            write_text(text, &mut out);
            let read: Option<String> = serde_json::from_slice(&out).ok();
            assert_eq!(read.as_deref(), Some(text));
            assert!(out.iter().all(|byte| *byte >= b' '), "{text}");
        }
    }
}
