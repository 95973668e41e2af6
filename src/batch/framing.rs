//! Frames a stream: finds where records begin and end, as lines, entries of a JSON list, or rows of a table.
//!
//! An incremental state machine goes over each byte once, however the stream is cut into blocks. Only quotes,
//! brackets and line breaks count; what is in a record is read elsewhere. A list in two blocks:
//!
//! ```text
//! block 1   [{"a": "]"}, {"b"      one record, at 1:2; the last 4 bytes are kept
//! block 2   {"b": 1}]              the kept bytes and the next ones: another, at 1:14
//! ```

use memchr::memchr;

use super::record::Start;

#[cfg(test)]
mod tests;

/// A record, or what is wrong in the place of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Where it begins in the input.
    pub start: Start,
    /// What it is.
    pub content: Content,
}

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A record: its first byte in the block and the byte after its last.
    Record(usize, usize),
    /// A record longer than the limit; it was passed over.
    TooLong,
    /// Something between records that does not belong there, or an end that is missing: what is wrong.
    Malformed(&'static str),
}

/// What separates the records of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// A record on each line.
    Lines,
    /// A record in each entry of a JSON list.
    Entries,
    /// A record in each object, one after the other, over any number of lines.
    Values,
    /// A record in each row of a table.
    Rows {
        /// The byte between cells.
        delimiter: u8,
    },
}

/// Finds records block by block. The caller keeps the bytes of a record that is not finished, and puts them
/// in front of the next block.
#[derive(Debug)]
pub struct Splitter {
    framing: Framing,
    max_bytes: usize,
    state: State,
    /// Bytes of the record that is not finished, from its first.
    scanned: usize,
    /// The record that is not finished is too long and was reported.
    is_skipping: bool,
    /// The next byte's place.
    at: Start,
}

/// What the byte before was part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the list begins.
    BeforeList,
    /// Before a record, or in the space before it.
    BeforeRecord,
    /// In a list, after the comma: an entry must come.
    AfterComma,
    /// In an entry: how many brackets are open, and the state of its strings.
    InEntry(usize, QuoteState),
    /// After an entry.
    AfterEntry,
    /// In a row.
    InRow(QuoteState),
    AfterList,
    /// After something malformed: no end of a record can be trusted any more.
    Unreadable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum QuoteState {
    /// At the start of a cell.
    CellStart,
    Outside,
    Inside,
    /// After a backslash in a text, or after a quote in a quoted cell.
    Escaping,
}

impl Splitter {
    /// For an input whose first line has this number, and whose records have at most `max_bytes`.
    pub fn new(framing: Framing, max_bytes: usize, first_line: usize) -> Self {
        Self {
            framing,
            max_bytes,
            state: match framing {
                Framing::Entries => State::BeforeList,
                Framing::Lines | Framing::Values | Framing::Rows { .. } => State::BeforeRecord,
            },
            scanned: 0,
            is_skipping: false,
            at: Start {
                line: first_line,
                column: 1,
            },
        }
    }

    /// Where the next byte is.
    pub fn start(&self) -> Start {
        self.at
    }

    /// Adds the records of a block to a list. Returns how many bytes are done with; the others belong to a
    /// record that is not finished.
    pub fn split(&mut self, bytes: &[u8], is_end: bool, frames: &mut Vec<Frame>) -> usize {
        let mut done = 0;
        loop {
            let rest = bytes.get(done..).unwrap_or_default();
            let next = match self.framing {
                Framing::Lines => self.line(rest, is_end, done, frames),
                Framing::Entries | Framing::Values => self.entry(rest, is_end, done, frames),
                Framing::Rows { delimiter } => self.row(rest, is_end, done, delimiter, frames),
            };
            match next {
                Some(used) => done += used,
                None => break,
            }
        }
        let rest = bytes.get(done..).unwrap_or_default();
        if self.is_skipping || rest.len() > self.max_bytes {
            if !self.is_skipping {
                self.is_skipping = true;
                self.report(Content::TooLong, frames);
            }
            self.pass(rest);
            self.scanned = 0;
            done = bytes.len();
        }
        done
    }

    /// Notes a record, unless it is too long.
    fn finish(&mut self, from: usize, text: &[u8], frames: &mut Vec<Frame>) {
        self.scanned = 0;
        let was_skipping = std::mem::take(&mut self.is_skipping);
        if !was_skipping {
            let content = if text.len() > self.max_bytes {
                Content::TooLong
            } else {
                Content::Record(from, from + text.len())
            };
            self.report(content, frames);
        }
        self.pass(text);
    }

    /// True for blank input within the size limit. Longer blanks were already reported as too long.
    fn is_blank(&self, text: &[u8]) -> bool {
        !self.is_skipping && text.len() <= self.max_bytes && text.trim_ascii().is_empty()
    }

    fn report(&self, content: Content, frames: &mut Vec<Frame>) {
        let start = self.at;
        frames.push(Frame { start, content });
    }

    /// Moves the place of the next byte past a text, counting lines and characters.
    fn pass(&mut self, text: &[u8]) {
        if self.framing == Framing::Lines && memchr(b'\n', text).is_none() {
            return; // the number of a line is all that is reported
        }
        self.at = self.at.after(text);
    }

    fn line(
        &mut self,
        rest: &[u8],
        is_end: bool,
        from: usize,
        frames: &mut Vec<Frame>,
    ) -> Option<usize> {
        let newline = memchr(b'\n', rest.get(self.scanned..).unwrap_or_default());
        let Some(newline) = newline.map(|newline| newline + self.scanned) else {
            self.scanned = rest.len();
            if is_end && !self.is_blank(rest) {
                self.finish(from, rest, frames);
            }
            return (is_end && !rest.is_empty()).then_some(rest.len());
        };
        let line = rest.get(..newline).unwrap_or_default();
        if !self.is_blank(line) {
            self.finish(from, line, frames);
        }
        self.scanned = 0;
        self.at.line += 1;
        Some(newline + 1)
    }

    fn row(
        &mut self,
        rest: &[u8],
        is_end: bool,
        from: usize,
        delimiter: u8,
        frames: &mut Vec<Frame>,
    ) -> Option<usize> {
        let mut quoted = match self.state {
            State::InRow(quoted) => quoted,
            _ => QuoteState::CellStart,
        };
        let unread = rest.get(self.scanned..).unwrap_or_default();
        for (place, &byte) in unread.iter().enumerate() {
            quoted = match (quoted, byte) {
                (QuoteState::Inside, b'"') => QuoteState::Escaping,
                (QuoteState::Inside, _) | (QuoteState::CellStart | QuoteState::Escaping, b'"') => {
                    QuoteState::Inside
                }
                (_, b'\n') => {
                    let end = self.scanned + place;
                    self.end_row(rest.get(..end).unwrap_or_default(), from, delimiter, frames);
                    self.pass(b"\n");
                    return Some(end + 1);
                }
                (_, byte) if byte == delimiter => QuoteState::CellStart,
                _ => QuoteState::Outside,
            };
        }
        self.scanned = rest.len();
        self.state = State::InRow(quoted);
        if !is_end || rest.is_empty() {
            return None;
        }
        if quoted == QuoteState::Inside && !self.is_skipping && rest.len() <= self.max_bytes {
            self.report(Content::Malformed("a quote is never closed"), frames);
            self.scanned = 0;
        } else {
            self.end_row(rest, from, delimiter, frames);
        }
        Some(rest.len())
    }

    fn end_row(&mut self, row: &[u8], from: usize, delimiter: u8, frames: &mut Vec<Frame>) {
        self.state = State::BeforeRecord;
        self.scanned = 0;
        if !self.is_skipping && row.len() <= self.max_bytes && is_blank_row(row, delimiter) {
            self.pass(row); // a cell in quotes may hold line breaks
            return;
        }
        let text = row.strip_suffix(b"\r").unwrap_or(row);
        let is_too_long = row.len() > self.max_bytes; // whether its line break is seen yet or not
        self.finish(from, if is_too_long { row } else { text }, frames);
    }

    fn entry(
        &mut self,
        rest: &[u8],
        is_end: bool,
        from: usize,
        frames: &mut Vec<Frame>,
    ) -> Option<usize> {
        if let State::InEntry(..) = self.state {
            return self.within_entry(rest, is_end, from, frames);
        }
        let spaces = rest
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        if spaces > 0 {
            self.pass(rest.get(..spaces).unwrap_or_default());
            return Some(spaces);
        }
        let Some(&byte) = rest.first() else {
            if is_end
                && self.framing == Framing::Entries
                && !matches!(self.state, State::AfterList | State::Unreadable)
            {
                self.report(Content::Malformed("the list is not closed"), frames);
                self.state = State::AfterList;
            }
            return None;
        };
        let wrong = match (self.state, byte) {
            (State::Unreadable, _) => return Some(rest.len()),
            (State::BeforeRecord | State::AfterEntry, b'{') if self.framing == Framing::Values => {
                self.state = State::InEntry(0, QuoteState::Outside);
                return Some(0);
            }
            _ if self.framing == Framing::Values => Some("an object should stand here: `{`"),
            (State::BeforeList, b'[') => {
                self.state = State::BeforeRecord;
                None
            }
            (State::AfterEntry, b',') => {
                self.state = State::AfterComma;
                None
            }
            (State::BeforeRecord | State::AfterEntry, b']') => {
                self.state = State::AfterList;
                None
            }
            (State::BeforeRecord | State::AfterComma, byte) if !matches!(byte, b',' | b']') => {
                self.state = State::InEntry(0, QuoteState::Outside);
                return Some(0);
            }
            (State::BeforeList, _) => Some("a list should begin here: `[`"),
            (State::AfterEntry, _) => Some("a comma or the end of the list should stand here"),
            (State::AfterList, _) => Some("something stands after the end of the list"),
            _ => Some("an entry of the list should stand here"),
        };
        if let Some(wrong) = wrong {
            self.report(Content::Malformed(wrong), frames);
            self.state = State::Unreadable;
            return Some(rest.len());
        }
        self.pass(&[byte]);
        Some(1)
    }

    fn within_entry(
        &mut self,
        rest: &[u8],
        is_end: bool,
        from: usize,
        frames: &mut Vec<Frame>,
    ) -> Option<usize> {
        let State::InEntry(mut depth, mut quoted) = self.state else {
            return None;
        };
        let unread = rest.get(self.scanned..).unwrap_or_default();
        for (place, &byte) in unread.iter().enumerate() {
            let end = self.scanned + place;
            let is_over = match (quoted, byte) {
                (QuoteState::Inside, b'\\') => {
                    quoted = QuoteState::Escaping;
                    None
                }
                (QuoteState::Inside, b'"') => {
                    quoted = QuoteState::Outside;
                    (depth == 0).then_some(end + 1)
                }
                (QuoteState::Inside, _) => None,
                (QuoteState::Escaping, _) | (_, b'"') => {
                    quoted = QuoteState::Inside;
                    None
                }
                (_, b'{' | b'[') => {
                    depth += 1;
                    None
                }
                (_, b',' | b']') if depth == 0 => Some(end),
                (_, b'}' | b']') => {
                    depth = depth.saturating_sub(1);
                    (depth == 0).then_some(end + 1)
                }
                _ => None,
            };
            if let Some(end) = is_over {
                self.state = State::AfterEntry;
                self.finish(from, rest.get(..end).unwrap_or_default(), frames);
                return Some(end);
            }
        }
        self.scanned = rest.len();
        self.state = State::InEntry(depth, quoted);
        if !is_end {
            return None;
        }
        self.finish(from, rest, frames);
        self.state = State::AfterList;
        Some(rest.len())
    }
}

/// Returns true if every cell of a row is empty or only white space, in quotes or not: spreadsheets
/// export such rows below a table.
fn is_blank_row(row: &[u8], delimiter: u8) -> bool {
    // The first byte of most rows shows that they are not blank.
    let is_shown = |&byte: &u8| {
        byte.is_ascii() && byte != delimiter && byte != b'"' && !char::from(byte).is_whitespace()
    };
    if row.iter().any(is_shown) {
        return false;
    }
    let Ok(text) = str::from_utf8(row) else {
        return false;
    };
    let mut quoted = QuoteState::CellStart;
    for letter in text.chars() {
        quoted = match (quoted, letter) {
            (QuoteState::CellStart, '"') => QuoteState::Inside,
            (QuoteState::Inside, '"') => QuoteState::Escaping,
            (_, '"') => return false, // a quote that is text
            (QuoteState::Inside, letter) if letter.is_whitespace() => QuoteState::Inside,
            (QuoteState::Inside, _) => return false,
            (_, letter) if letter == char::from(delimiter) => QuoteState::CellStart,
            (_, letter) if letter.is_whitespace() => QuoteState::Outside,
            _ => return false,
        };
    }
    true
}
