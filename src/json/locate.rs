//! Finds line, column and JSON pointer of values in a text that is known to be valid JSON.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, btree_set};
use std::fmt::Write as _;
use std::iter::Peekable;
use std::ops::Range;

use crate::diagnostic::shortened;

/// The location of a value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Location {
    /// The value's first character.
    pub(crate) value: TextPosition,
    /// The opening quote of its key, if it is a member of an object.
    pub(crate) key: Option<TextPosition>,
    /// Byte after the value's last character.
    pub(crate) end: usize,
    /// JSON pointer to the value; a key of enormous length is cut.
    pub(crate) pointer: String,
}

/// A position in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextPosition {
    pub(crate) byte: usize,
    /// From 1.
    pub(crate) line: usize,
    /// From 1, in characters.
    pub(crate) column: usize,
}

/// The locations of the values with these numbers, in one pass over the text.
///
/// The text must have been parsed without error.
pub(crate) fn locate(text: &str, numbers: BTreeSet<u32>) -> BTreeMap<u32, Location> {
    let mut locator = Locator {
        bytes: text.as_bytes(),
        text,
        at: 0,
        next: 0,
        wanted: numbers.into_iter().peekable(),
        counter: LineCounter::new(text),
        path: Vec::new(),
        found: BTreeMap::new(),
        open: 0,
    };
    locator.value(None);
    locator.found
}

/// The position of a byte; inside a character, the position of that character.
pub(crate) fn position(text: &str, byte: usize) -> TextPosition {
    LineCounter::new(text).advance_to(byte)
}

/// Counts lines and columns while it advances, so that many positions cost one pass.
struct LineCounter<'text> {
    text: &'text str,
    position: TextPosition,
}

impl<'text> LineCounter<'text> {
    fn new(text: &'text str) -> Self {
        let position = TextPosition {
            byte: 0,
            line: 1,
            column: 1,
        };
        Self { text, position }
    }

    /// The position of a byte, which must not be before the last one asked for.
    fn advance_to(&mut self, byte: usize) -> TextPosition {
        let is_boundary = |byte: &usize| self.text.is_char_boundary(*byte);
        let byte = (0..=byte.min(self.text.len()))
            .rfind(is_boundary)
            .unwrap_or(0);
        let passed = self.text.get(self.position.byte..byte).unwrap_or_default();
        self.position.byte = byte;
        match passed.rfind('\n') {
            Some(newline) => {
                self.position.line += passed.bytes().filter(|&byte| byte == b'\n').count();
                let after = passed.get(newline + 1..).unwrap_or_default();
                self.position.column = after.chars().count() + 1;
            }
            None => self.position.column += passed.chars().count(),
        }
        self.position
    }
}

struct Locator<'text> {
    bytes: &'text [u8],
    text: &'text str,
    at: usize,
    next: u32,
    /// In the order of the text.
    wanted: Peekable<btree_set::IntoIter<u32>>,
    counter: LineCounter<'text>,
    /// The keys (as byte ranges with quotes) and indices that lead to the current value.
    path: Vec<PointerStep>,
    found: BTreeMap<u32, Location>,
    /// Number of found values whose end has not been reached.
    open: usize,
}

/// One step of a JSON pointer.
enum PointerStep {
    Key(Range<usize>),
    Index(usize),
}

impl Locator<'_> {
    /// Passes over one value.
    fn value(&mut self, key: Option<usize>) {
        self.space();
        let (number, start) = (self.next, self.at);
        self.next += 1;
        let found = self.wanted.next_if_eq(&number).map(|_| Location {
            key: key.map(|key| self.counter.advance_to(key)),
            value: self.counter.advance_to(start),
            end: start,
            pointer: self.pointer(),
        });
        self.open += usize::from(found.is_some());
        match self.peek() {
            Some(b'{') => self.object(),
            Some(b'[') => self.list(),
            Some(b'"') => self.string(),
            _ => {
                self.skip(|byte| {
                    !matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r')
                });
            }
        }
        if let Some(found) = found {
            let end = self.at;
            self.open -= 1;
            self.found.insert(number, Location { end, ..found });
        }
    }

    /// Returns true if the rest of the text is not needed.
    fn is_done(&mut self) -> bool {
        self.open == 0 && self.wanted.peek().is_none()
    }

    fn object(&mut self) {
        self.at += 1;
        loop {
            if self.is_done() {
                break;
            }
            self.space();
            match self.peek() {
                Some(b'"') => {}
                Some(b',') => {
                    self.at += 1;
                    continue;
                }
                _ => break self.at += 1,
            }
            let start = self.at;
            self.string();
            self.path.push(PointerStep::Key(start..self.at));
            self.space();
            self.at += 1; // the colon
            self.value(Some(start));
            self.path.pop();
        }
    }

    fn list(&mut self) {
        self.at += 1;
        let mut index = 0;
        loop {
            if self.is_done() {
                break;
            }
            self.space();
            match self.peek() {
                Some(b']') | None => break self.at += 1,
                Some(b',') => self.at += 1,
                Some(_) => {
                    self.path.push(PointerStep::Index(index));
                    index += 1;
                    self.value(None);
                    self.path.pop();
                }
            }
        }
    }

    /// Passes over a string.
    fn string(&mut self) {
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'\\') => self.at += 2,
                Some(b'"') | None => break self.at += 1,
                Some(_) => self.at += 1,
            }
        }
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.path {
            pointer.push('/');
            match step {
                PointerStep::Index(index) => _ = write!(pointer, "{index}"), // writing to a `String` cannot fail
                PointerStep::Key(quoted) => {
                    let quoted = self.text.get(quoted.clone()).unwrap_or_default();
                    for letter in shortened(&unquoted(quoted)).chars() {
                        match letter {
                            '~' => pointer.push_str("~0"),
                            '/' => pointer.push_str("~1"),
                            letter => pointer.push(letter),
                        }
                    }
                }
            }
        }
        pointer
    }

    fn space(&mut self) {
        self.skip(|byte| byte.is_ascii_whitespace());
    }

    fn skip(&mut self, is_skipped: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&is_skipped) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}

/// The key without quotes and escapes.
fn unquoted(key: &str) -> Cow<'_, str> {
    if key.contains('\\') {
        return Cow::Owned(serde_json::from_str(key).unwrap_or_default());
    }
    Cow::Borrowed(key.trim_matches('"')) // within, a quote has an escape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, number: u32, expected: &str) {
        let places = locate(text, BTreeSet::from([number]));
        let found = places.get(&number).expect("the value is there");
        let TextPosition { byte, line, column } = found.value;
        let value = &text[byte..found.end];
        assert_eq!(
            format!("{line}:{column} {} {value}", found.pointer),
            expected
        );
    }

    #[test]
    fn a_place_inside_a_character_is_that_of_the_character() {
        let text = "a\né日";
        let places = [0, 1, 2, 3, 4, 5, 99].map(|byte| {
            let TextPosition { line, column, .. } = position(text, byte);
            (line, column)
        });
        assert_eq!(
            places,
            [(1, 1), (1, 2), (2, 1), (2, 1), (2, 2), (2, 2), (2, 3)]
        );
    }

    #[test]
    fn every_value_is_found_by_its_number() {
        let text = "{\n \"a\": [1, {\"b/c\": null}],\r\n \"é\\\"\": \"x]\" }";
        check(text, 1, "2:7 /a [1, {\"b/c\": null}]");
        check(text, 2, "2:8 /a/0 1");
        check(text, 4, "2:19 /a/1/b~1c null");
        check(text, 5, "3:9 /é\" \"x]\"");
        check("[[],{}]", 2, "1:5 /1 {}");
        check(r#"{"": 1, "~\u0022/": 2}"#, 1, "1:6 / 1");
        check(r#"{"": 1, "~\u0022/": 2}"#, 2, "1:21 /~0\"~1 2");
        assert_eq!(locate(text, BTreeSet::from([6])), BTreeMap::new());
    }
}
