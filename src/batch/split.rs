//! Cuts a stream into records: lines, entries of a JSON list, or rows of a table.
//!
//! Only the ends of records are looked for; what stands in them is read elsewhere.

use memchr::memchr;

use super::judged::Start;

#[cfg(test)]
mod tests;

/// What is found in the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins in the input.
    pub start: Start,
    /// What it is.
    pub content: Content,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A record: its first byte in the block and the byte after its last.
    Record(usize, usize),
    /// A record longer than a record may be; it was passed over.
    TooLong,
    /// Something between records that should not stand there.
    Broken(&'static str),
}

/// How the input is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// A record on each line.
    Lines,
    /// A record in each entry of a JSON list.
    Entries,
    /// A record in each row of a table.
    Rows {
        /// What stands between cells.
        delimiter: u8,
    },
}

/// Finds records block by block; what is not finished stays for the next block.
#[derive(Debug)]
pub struct Splitter {
    cut: Cut,
    longest: usize,
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
    Before,
    /// Before a record, or in the space before it.
    Fresh,
    /// In a list, after the comma: an entry must come.
    Expecting,
    /// In an entry: open brackets, and whether in a text, and after a backslash.
    Entry(usize, Quoted),
    /// After an entry.
    Behind,
    /// In a row.
    Row(Quoted),
    /// After the end of the list, or after something that cannot be read on.
    Over,
    Lost,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quoted {
    /// At the start of a cell.
    Start,
    No,
    Yes,
    /// After a backslash in a text, or after a quote in a quoted cell.
    Turning,
}

impl Splitter {
    /// Cuts an input whose first line has this number. Records may be so many bytes long.
    pub fn new(cut: Cut, longest: usize, first_line: usize) -> Self {
        Self {
            cut,
            longest,
            state: match cut {
                Cut::Entries => State::Before,
                Cut::Lines | Cut::Rows { .. } => State::Fresh,
            },
            scanned: 0,
            is_skipping: false,
            at: Start {
                line: first_line,
                column: 1,
            },
        }
    }

    /// Adds the records of a block to a list; gives the bytes that are done with.
    pub fn split(&mut self, bytes: &[u8], is_end: bool, pieces: &mut Vec<Piece>) -> usize {
        let mut done = 0;
        loop {
            let rest = bytes.get(done..).unwrap_or_default();
            let next = match self.cut {
                Cut::Lines => self.line(rest, is_end, done, pieces),
                Cut::Entries => self.entry(rest, is_end, done, pieces),
                Cut::Rows { delimiter } => self.row(rest, is_end, done, delimiter, pieces),
            };
            match next {
                Some(used) => done += used,
                None => break,
            }
        }
        let rest = bytes.get(done..).unwrap_or_default();
        if self.is_skipping || rest.len() > self.longest {
            if !self.is_skipping {
                self.is_skipping = true;
                self.report(Content::TooLong, pieces);
            }
            self.pass(rest);
            self.scanned = 0;
            done = bytes.len();
        }
        done
    }

    /// Notes a record, unless it is too long.
    fn finish(&mut self, from: usize, text: &[u8], pieces: &mut Vec<Piece>) {
        self.scanned = 0;
        let was_skipping = std::mem::take(&mut self.is_skipping);
        if !was_skipping {
            let content = if text.len() > self.longest {
                Content::TooLong
            } else {
                Content::Record(from, from + text.len())
            };
            self.report(content, pieces);
        }
        self.pass(text);
    }

    /// Whether nothing stands here, and not too much of it: what is too long is passed over before
    /// anybody can know that nothing will come.
    fn is_blank(&self, text: &[u8]) -> bool {
        !self.is_skipping && text.len() <= self.longest && text.trim_ascii().is_empty()
    }

    fn report(&self, content: Content, pieces: &mut Vec<Piece>) {
        let start = self.at;
        pieces.push(Piece { start, content });
    }

    /// Moves on, counting lines and characters.
    fn pass(&mut self, text: &[u8]) {
        if self.cut == Cut::Lines && memchr(b'\n', text).is_none() {
            return; // a line is told by its number alone
        }
        let lines = memchr::memchr_iter(b'\n', text).count();
        let last = memchr::memrchr(b'\n', text).map_or(0, |newline| newline + 1);
        let tail = text.get(last..).unwrap_or_default();
        let characters = tail.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
        self.at.line += lines;
        self.at.column = characters + if lines > 0 { 1 } else { self.at.column };
    }

    fn line(
        &mut self,
        rest: &[u8],
        is_end: bool,
        from: usize,
        pieces: &mut Vec<Piece>,
    ) -> Option<usize> {
        let newline = memchr(b'\n', rest.get(self.scanned..).unwrap_or_default());
        let Some(newline) = newline.map(|newline| newline + self.scanned) else {
            self.scanned = rest.len();
            if is_end && !self.is_blank(rest) {
                self.finish(from, rest, pieces);
            }
            return (is_end && !rest.is_empty()).then_some(rest.len());
        };
        let line = rest.get(..newline).unwrap_or_default();
        if !self.is_blank(line) {
            self.finish(from, line, pieces);
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
        pieces: &mut Vec<Piece>,
    ) -> Option<usize> {
        let mut quoted = match self.state {
            State::Row(quoted) => quoted,
            _ => Quoted::Start,
        };
        let unread = rest.get(self.scanned..).unwrap_or_default();
        for (place, &byte) in unread.iter().enumerate() {
            quoted = match (quoted, byte) {
                (Quoted::Yes, b'"') => Quoted::Turning,
                (Quoted::Yes, _) | (Quoted::Start | Quoted::Turning, b'"') => Quoted::Yes,
                (_, b'\n') => {
                    let end = self.scanned + place;
                    self.end_row(rest.get(..end).unwrap_or_default(), from, delimiter, pieces);
                    self.pass(b"\n");
                    return Some(end + 1);
                }
                (_, byte) if byte == delimiter => Quoted::Start,
                _ => Quoted::No,
            };
        }
        self.scanned = rest.len();
        self.state = State::Row(quoted);
        if !is_end || rest.is_empty() {
            return None;
        }
        if quoted == Quoted::Yes && !self.is_skipping && rest.len() <= self.longest {
            self.report(Content::Broken("a quote is never closed"), pieces);
            self.scanned = 0;
        } else {
            self.end_row(rest, from, delimiter, pieces);
        }
        Some(rest.len())
    }

    fn end_row(&mut self, row: &[u8], from: usize, delimiter: u8, pieces: &mut Vec<Piece>) {
        self.state = State::Fresh;
        self.scanned = 0;
        if !self.is_skipping && row.len() <= self.longest && is_blank_row(row, delimiter) {
            self.pass(row); // a cell in quotes may hold line breaks
            return;
        }
        let text = row.strip_suffix(b"\r").unwrap_or(row);
        let is_too_long = row.len() > self.longest; // whether its line break is seen yet or not
        self.finish(from, if is_too_long { row } else { text }, pieces);
    }

    fn entry(
        &mut self,
        rest: &[u8],
        is_end: bool,
        from: usize,
        pieces: &mut Vec<Piece>,
    ) -> Option<usize> {
        if let State::Entry(..) = self.state {
            return self.within_entry(rest, is_end, from, pieces);
        }
        let spaces = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
        let spaces = spaces.count();
        if spaces > 0 {
            self.pass(rest.get(..spaces).unwrap_or_default());
            return Some(spaces);
        }
        let Some(&byte) = rest.first() else {
            if is_end && !matches!(self.state, State::Over | State::Lost) {
                self.report(Content::Broken("the list is not closed"), pieces);
                self.state = State::Over;
            }
            return None;
        };
        let wrong = match (self.state, byte) {
            (State::Lost, _) => return Some(rest.len()),
            (State::Before, b'[') => {
                self.state = State::Fresh;
                None
            }
            (State::Behind, b',') => {
                self.state = State::Expecting;
                None
            }
            (State::Fresh | State::Behind, b']') => {
                self.state = State::Over;
                None
            }
            (State::Fresh | State::Expecting, byte) if !matches!(byte, b',' | b']') => {
                self.state = State::Entry(0, Quoted::No);
                return Some(0);
            }
            (State::Before, _) => Some("a list should begin here: `[`"),
            (State::Behind, _) => Some("a comma or the end of the list should stand here"),
            (State::Over, _) => Some("something stands after the end of the list"),
            _ => Some("an entry of the list should stand here"),
        };
        if let Some(wrong) = wrong {
            self.report(Content::Broken(wrong), pieces);
            self.state = State::Lost;
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
        pieces: &mut Vec<Piece>,
    ) -> Option<usize> {
        let State::Entry(mut depth, mut quoted) = self.state else {
            return None;
        };
        let unread = rest.get(self.scanned..).unwrap_or_default();
        for (place, &byte) in unread.iter().enumerate() {
            let end = self.scanned + place;
            let is_over = match (quoted, byte) {
                (Quoted::Yes, b'\\') => {
                    quoted = Quoted::Turning;
                    None
                }
                (Quoted::Yes, b'"') => {
                    quoted = Quoted::No;
                    (depth == 0).then_some(end + 1)
                }
                (Quoted::Yes, _) => None,
                (Quoted::Turning, _) | (_, b'"') => {
                    quoted = Quoted::Yes;
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
                self.state = State::Behind;
                self.finish(from, rest.get(..end).unwrap_or_default(), pieces);
                return Some(end);
            }
        }
        self.scanned = rest.len();
        self.state = State::Entry(depth, quoted);
        if !is_end {
            return None;
        }
        self.finish(from, rest, pieces);
        self.state = State::Over;
        Some(rest.len())
    }
}

/// Returns true if every cell of a row is empty or only white space, in quotes or not: spreadsheets
/// export such rows below a table, and no person is behind one.
fn is_blank_row(row: &[u8], delimiter: u8) -> bool {
    // Most rows are known not to be blank by their first byte.
    let is_shown = |&byte: &u8| {
        byte.is_ascii() && byte != delimiter && byte != b'"' && !char::from(byte).is_whitespace()
    };
    if row.iter().any(is_shown) {
        return false;
    }
    let Ok(text) = str::from_utf8(row) else {
        return false;
    };
    let mut quoted = Quoted::Start;
    for letter in text.chars() {
        quoted = match (quoted, letter) {
            (Quoted::Start, '"') => Quoted::Yes,
            (Quoted::Yes, '"') => Quoted::Turning,
            (_, '"') => return false, // a quote that is text
            (Quoted::Yes, letter) if letter.is_whitespace() => Quoted::Yes,
            (Quoted::Yes, _) => return false,
            (_, letter) if letter == char::from(delimiter) => Quoted::Start,
            (_, letter) if letter.is_whitespace() => Quoted::No,
            _ => return false,
        };
    }
    true
}
