//! Sanitizer for text from a file or a person: nothing in it controls a terminal or hides letters.

use std::borrow::Cow;
use std::fmt::Write;

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use crate::diagnostic::EscapeScanner;

/// The text with line breaks and tabs as spaces, and with every character spelled out (`\u{1b}`) that could
/// control a terminal, turn the reading direction, hide between letters or stack up on one. Joiners that
/// Persian, Indic scripts and emoji are spelled with stay.
///
/// A second pass changes nothing.
pub fn sanitized(text: &str) -> Cow<'_, str> {
    if is_printable_ascii(text) {
        return Cow::Borrowed(text); // nearly all text, found quickly
    }
    if !EscapeScanner::finds_any(text) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for (letter, is_hidden) in EscapeScanner::new(text) {
        if is_space(letter) {
            safe.push(' ');
        } else if is_hidden {
            safe.extend(letter.escape_unicode());
        } else {
            safe.push(letter);
        }
    }
    Cow::Owned(safe)
}

/// Returns true if a text has only printable ASCII characters, each one column wide.
pub(super) fn is_printable_ascii(text: &str) -> bool {
    // To the end in any case: so a processor looks at many bytes at once.
    text.bytes()
        .fold(true, |all, byte| all & (b' '..=b'~').contains(&byte))
}

/// Columns that a text takes in a terminal.
pub(super) fn width(text: &str) -> usize {
    if is_printable_ascii(text) {
        text.len()
    } else {
        text.width()
    }
}

/// JSON text with the same characters as `\u` escapes: it means the same and controls no terminal.
///
/// Valid JSON has them within strings only, where an escape is always allowed.
pub fn sanitized_json(json: &str) -> Cow<'_, str> {
    // Nearly all text, found quickly; `…` is in sentences of ours.
    let mut pieces = json.split('…').flat_map(str::lines);
    if is_printable_ascii(json) || pieces.all(is_printable_ascii) {
        return Cow::Borrowed(json);
    }
    let steers = |(letter, must_escape)| must_escape && !is_space(letter);
    if !EscapeScanner::new(json).any(steers) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len());
    for (letter, must_escape) in EscapeScanner::new(json) {
        if steers((letter, must_escape)) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                _ = write!(safe, "\\u{unit:04x}"); // writing to a `String` cannot fail
            }
        } else {
            safe.push(letter);
        }
    }
    Cow::Owned(safe)
}

fn is_space(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\t')
}

/// A JSON document with one entry on each line, ending in a line break, safe to print.
pub(super) fn pretty_json(document: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(document)
        .expect("every key is a string and every value plain");
    format!("{}\n", sanitized_json(&json))
}

#[cfg(test)]
mod tests {
    use super::{sanitized, sanitized_json};

    #[test]
    fn ordinary_text_is_left_alone() {
        assert_eq!(sanitized("Größe 日本 – “ok”"), "Größe 日本 – “ok”");
    }

    #[test]
    fn escape_sequences_are_spelled_out() {
        assert_eq!(sanitized("\u{1b}[31mred\u{9b}"), "\\u{1b}[31mred\\u{9b}");
    }

    #[test]
    fn direction_overrides_and_hidden_letters_are_spelled_out() {
        assert_eq!(
            sanitized("a\u{202e}b\u{200b}c\u{2066}"),
            "a\\u{202e}b\\u{200b}c\\u{2066}"
        );
    }

    #[test]
    fn line_breaks_and_tabs_become_spaces() {
        assert_eq!(sanitized("one\r\ntwo\tthree"), "one  two three");
    }

    #[test]
    fn plain_text_stays_plain() {
        let once = sanitized("\u{7}\u{1b}").into_owned();
        assert_eq!(sanitized(&once), once);
    }

    #[test]
    fn json_keeps_its_meaning_and_its_line_breaks() {
        let json = "{\n  \"id\": \"a\u{9b}b\u{202e}\u{e0041}\"\n}\n";
        let safe = sanitized_json(json);
        assert_eq!(safe, "{\n  \"id\": \"a\\u009bb\\u202e\\udb40\\udc41\"\n}\n");
        let [before, after] = [json, &safe].map(serde_json::from_str::<serde_json::Value>);
        assert_eq!(before.ok(), after.ok());
    }
}
