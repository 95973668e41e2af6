//! Text from a file or a person, made safe to show: nothing in it steers a terminal or hides letters.

use std::borrow::Cow;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr as _;

use crate::diagnostic::EscapeScanner;

/// The text with line breaks and tabs as spaces, and every character that could steer a terminal,
/// turn the reading direction, hide between letters or heap up on one spelled out, such as `\u{1b}`.
///
/// Spelled-out text is plain already, so a second pass changes nothing.
pub fn plain(text: &str) -> Cow<'_, str> {
    if is_printable_ascii(text) {
        return Cow::Borrowed(text); // nearly all text, found quickly
    }
    if !EscapeScanner::finds_any(text) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut scanner = EscapeScanner::default();
    for letter in text.chars() {
        let is_hidden = scanner.must_escape(letter);
        if is_space(letter) {
            plain.push(' ');
        } else if is_hidden {
            plain.extend(letter.escape_unicode());
        } else {
            plain.push(letter);
        }
    }
    Cow::Owned(plain)
}

/// Whether a text is made of printable ASCII characters only, each one column wide.
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

/// JSON text with the same characters as `\u` escapes: it means the same and steers nothing.
///
/// Valid JSON holds them within strings only, where an escape may always stand.
pub fn plain_json(json: &str) -> Cow<'_, str> {
    // Nearly all text, found quickly; `…` is in sentences of ours.
    let mut pieces = json.split('…').flat_map(str::lines);
    if is_printable_ascii(json) || pieces.all(is_printable_ascii) {
        return Cow::Borrowed(json);
    }
    let mut scanner = EscapeScanner::default();
    let mut steers = |letter: char| scanner.must_escape(letter) && !is_space(letter);
    if !json.contains(&mut steers) {
        return Cow::Borrowed(json);
    }
    let mut plain = String::with_capacity(json.len());
    let mut scanner = EscapeScanner::default();
    for letter in json.chars() {
        if scanner.must_escape(letter) && !is_space(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                _ = write!(plain, "\\u{unit:04x}"); // writing to a `String` cannot fail
            }
        } else {
            plain.push(letter);
        }
    }
    Cow::Owned(plain)
}

fn is_space(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\t')
}

#[cfg(test)]
mod tests {
    use super::{plain, plain_json};

    #[test]
    fn ordinary_text_is_left_alone() {
        assert_eq!(plain("Größe 日本 – “ok”"), "Größe 日本 – “ok”");
    }

    #[test]
    fn escape_sequences_are_spelled_out() {
        assert_eq!(plain("\u{1b}[31mred\u{9b}"), "\\u{1b}[31mred\\u{9b}");
    }

    #[test]
    fn direction_overrides_and_hidden_letters_are_spelled_out() {
        assert_eq!(
            plain("a\u{202e}b\u{200b}c\u{2066}"),
            "a\\u{202e}b\\u{200b}c\\u{2066}"
        );
    }

    #[test]
    fn line_breaks_and_tabs_become_spaces() {
        assert_eq!(plain("one\r\ntwo\tthree"), "one  two three");
    }

    #[test]
    fn plain_text_stays_plain() {
        let once = plain("\u{7}\u{1b}").into_owned();
        assert_eq!(plain(&once), once);
    }

    #[test]
    fn json_keeps_its_meaning_and_its_line_breaks() {
        let json = "{\n  \"id\": \"a\u{9b}b\u{202e}\u{e0041}\"\n}\n";
        let safe = plain_json(json);
        assert_eq!(safe, "{\n  \"id\": \"a\\u009bb\\u202e\\udb40\\udc41\"\n}\n");
        let [before, after] = [json, &safe].map(serde_json::from_str::<serde_json::Value>);
        assert_eq!(before.ok(), after.ok());
    }
}
