//! Where records come from: a file or a pipe, in blocks of whole records.

use std::io::{self, Read};
use std::path::Path;

use smp_suitability::batch::{
    Content, Frame, Framing, Handout, Splitter, TableHead, WORKBOOK_DELIMITER,
};
use smp_suitability::diagnostic::{Code, Diagnostic, Place, Problems};
use smp_suitability::load;

use super::stop::Stop;
use crate::shell::Failure;
use crate::shell::cli::{From, ReadAs};
use crate::shell::input;

/// Bytes read at once: some hundreds of records, so that what a block costs does not count.
const CHUNK: usize = 256 * 1024;

/// The same for records that take milliseconds, so that the progress bar moves and Ctrl-C takes effect soon.
const SMALL_CHUNK: usize = 8 * 1024;

/// Rows at the beginning of a table that can be part of its header, or a title above it.
const HEAD_ROWS: usize = 12;

/// Most bytes of a FHIR bundle, which is read whole. Servers send large results in pages.
const MAX_BUNDLE: usize = 64 * 1024 * 1024;

/// Some records in the order of the input, and their results.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) bytes: Vec<u8>,
    pub(super) frames: Vec<Frame>,
    /// The results.
    pub(super) out: Vec<u8>,
    /// What is kept of each record if pages are made.
    pub(super) handouts: Vec<Handout>,
    /// Why not all of it was done.
    pub(super) failure: Option<Failure>,
    pub(super) assessed: u64,
    pub(super) failed: u64,
    /// Bytes of input that were read up to here.
    pub(super) position: u64,
}

/// The input.
pub(super) struct Source {
    input: Box<dyn Read + Send>,
    /// The file's length, where it is known.
    pub(super) length: Option<u64>,
    pub(super) name: String,
    splitter: Splitter,
    /// Read, but the end of the record is not there yet.
    rest: Vec<u8>,
    is_end: bool,
    position: u64,
    chunk: usize,
    /// True if it is the table of a workbook.
    pub(super) is_sheet: bool,
    /// True if the text begins with a byte order mark.
    pub(super) has_mark: bool,
    line_end: LineEnd,
    /// The byte between cells, if the input is a table.
    delimiter: Option<u8>,
    /// Records that were looked at already.
    first: Option<Block>,
}

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineEnd {
    /// A line feed, whatever stands before it.
    Feed,
    /// A carriage return alone, as old programs write it.
    Return,
}

/// How the input is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct InputOptions<'a> {
    pub(super) read_as: ReadAs<'a>,
    pub(super) from: Option<From>,
    pub(super) delimiter: Option<u8>,
    pub(super) max_bytes: usize,
    pub(super) first_line: usize,
    pub(super) pace: Pace,
}

/// How long a record takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// Microseconds.
    Quick,
    /// A millisecond and more.
    Slow,
}

impl Source {
    /// Opens the input and finds out what it is.
    pub(super) fn open(path: &Path, options: InputOptions, stop: &Stop) -> Result<Self, Failure> {
        let input = stop.while_waiting(|| input::open(path, options.read_as))?;
        let mut source = Self {
            input: input.text,
            length: input.length,
            name: input.name,
            splitter: Splitter::new(Framing::Lines, options.max_bytes, 1),
            rest: Vec::with_capacity(2 * CHUNK),
            is_end: false,
            position: 0,
            chunk: match options.pace {
                Pace::Quick => CHUNK,
                Pace::Slow => SMALL_CHUNK,
            },
            is_sheet: input.is_sheet,
            has_mark: false,
            line_end: LineEnd::Feed,
            delimiter: None,
            first: None,
        };
        while !source.is_end && source.rest.trim_ascii().is_empty() && source.rest.len() < CHUNK {
            source.read(stop)?;
        }
        if source.rest.starts_with("\u{feff}".as_bytes()) {
            source.rest.drain(..3);
            source.has_mark = true;
        }
        let has = |byte| memchr::memchr(byte, &source.rest).is_some();
        if has(b'\r') && !has(b'\n') && source.rest.len() > 1 {
            source.line_end = LineEnd::Return;
            end_lines(&mut source.rest);
        }
        let mut first_line = options.first_line;
        let named = named_delimiter(&source.rest).filter(|_| !input.is_sheet);
        if let Some((_, length)) = named {
            source.rest.drain(..length);
            first_line += 1;
        }
        let delimiter = if input.is_sheet {
            Some(WORKBOOK_DELIMITER)
        } else {
            options.delimiter.or(named.map(|(delimiter, _)| delimiter))
        };
        let is_table = input.is_sheet || named.is_some();
        let from = options.from.or(is_table.then_some(From::Csv));
        if from.is_none() && load::is_one_field_a_line(&source.rest) {
            return Err(one_field_a_line(&source.name));
        }
        let framing = source.recognized(path, from, delimiter);
        source.splitter = Splitter::new(framing, options.max_bytes, first_line);
        match framing {
            Framing::Rows { delimiter } => source.delimiter = Some(delimiter),
            Framing::Lines | Framing::Values if is_bundle(&source.rest) => {
                source.first = source.bundle(options.max_bytes, stop)?;
            }
            Framing::Lines | Framing::Values | Framing::Entries => {}
        }
        Ok(source)
    }

    /// Reads a FHIR bundle whole, and finds the responses in it. `None` if it is longer than a bundle may be, or
    /// holds none: it is then read like any other record.
    fn bundle(&mut self, max_bytes: usize, stop: &Stop) -> Result<Option<Block>, Failure> {
        while !self.is_end && self.rest.len() <= MAX_BUNDLE {
            self.read(stop)?;
        }
        let text = str::from_utf8(&self.rest).ok().filter(|_| self.is_end);
        let responses = text.and_then(load::responses_in_bundle).unwrap_or_default();
        if responses.is_empty() {
            return Ok(None);
        }
        let mut start = self.splitter.start();
        let mut passed = 0;
        let frames = responses.into_iter().map(|response| {
            let between = self.rest.get(passed..response.start).unwrap_or_default();
            start = start.after(between);
            passed = response.start;
            Frame {
                start,
                content: match response.len() {
                    length if length > max_bytes => Content::TooLong,
                    _ => Content::Record(response.start, response.end),
                },
            }
        });
        let frames = frames.collect();
        Ok(Some(Block {
            frames,
            bytes: std::mem::take(&mut self.rest),
            position: self.position,
            ..Block::default()
        }))
    }

    fn recognized(&self, path: &Path, from: Option<From>, delimiter: Option<u8>) -> Framing {
        let path = match path.extension() {
            Some(packed) if packed.eq_ignore_ascii_case("gz") => path.with_extension(""),
            _ => path.to_owned(),
        };
        let extension = path
            .extension()
            .and_then(|extension| Some(extension.to_str()?.to_ascii_lowercase()));
        let first = self.rest.trim_ascii().first();
        let from = from.unwrap_or(match (extension.as_deref(), first) {
            (Some("csv" | "tsv"), _) => From::Csv,
            (_, Some(b'[')) => From::Json,
            (_, Some(_)) if load::is_posted(self.first_line()) => From::Jsonl,
            (Some("jsonl" | "ndjson" | "json"), _) | (_, Some(b'{') | None) => From::Jsonl,
            (_, Some(_)) => From::Csv,
        });
        match from {
            From::Jsonl if is_spread_over_lines(&self.rest) => Framing::Values,
            From::Jsonl => Framing::Lines,
            From::Json if first == Some(&b'{') => Framing::Values,
            From::Json => Framing::Entries,
            From::Csv => Framing::Rows {
                delimiter: delimiter.unwrap_or_else(|| self.delimiter()),
            },
        }
    }

    fn first_line(&self) -> &[u8] {
        let mut lines = self.rest.trim_ascii_start().split(|&byte| byte == b'\n');
        lines.next().unwrap_or_default()
    }

    /// The delimiter of the header: a tab, a semicolon or a comma, the one that occurs most often.
    fn delimiter(&self) -> u8 {
        let header = self.first_line();
        let count = |delimiter: u8| memchr::memchr_iter(delimiter, header).count();
        let delimiters = [b'\t', b';', b','];
        let most_frequent = delimiters
            .into_iter()
            .max_by_key(|&delimiter| count(delimiter));
        most_frequent.unwrap_or(b',')
    }

    /// Calls `read` with the first rows of a table, which returns how many of them are its header; `None` if the
    /// input is no table.
    ///
    /// # Errors
    /// The table has no row, or `read` fails.
    pub(super) fn head<Read>(
        &mut self,
        stop: &Stop,
        read: impl FnOnce(&TableHead) -> Result<(Read, usize), Failure>,
    ) -> Result<Option<Read>, Failure> {
        let Some(delimiter) = self.delimiter else {
            return Ok(None);
        };
        let mut block = Block::default();
        while block.frames.is_empty() && self.fill(&mut block, stop)? {}
        let rows: Vec<_> = (block.frames.iter().take(HEAD_ROWS))
            .map(|frame| (frame.start.line, block.text(*frame)))
            .collect();
        if rows.is_empty() {
            let diagnostic = Diagnostic {
                code: Code::EmptyFile,
                message: "the table has no header".to_owned(),
                place: Place::whole(&self.name),
                help: Some("its first row names the questions".to_owned()),
            };
            return Err(Problems::from(diagnostic).into());
        }
        let (read, rows) = read(&TableHead {
            file: &self.name,
            rows,
            delimiter,
        })?;
        block.frames.drain(..rows.min(block.frames.len()));
        self.first = Some(block);
        Ok(Some(read))
    }

    /// Fills a block with the next records. Returns false at the end.
    pub(super) fn fill(&mut self, block: &mut Block, stop: &Stop) -> Result<bool, Failure> {
        if let Some(first) = self.first.take() {
            *block = first;
            return Ok(true);
        }
        block.frames.clear();
        while block.frames.is_empty() && !stop.is_asked() {
            let done = (self.splitter).split(&self.rest, self.is_end, &mut block.frames);
            if !block.frames.is_empty() {
                std::mem::swap(&mut block.bytes, &mut self.rest);
                let left = block.bytes.get(done..).unwrap_or_default();
                self.rest.clear();
                self.rest.extend_from_slice(left);
            } else if self.is_end {
                break;
            } else {
                self.rest.drain(..done);
                self.read(stop)?;
            }
        }
        block.position = self.position;
        Ok(!block.frames.is_empty())
    }

    fn read(&mut self, stop: &Stop) -> Result<(), Failure> {
        let start = self.rest.len();
        self.rest.resize(start + self.chunk, 0);
        let space = self.rest.get_mut(start..).unwrap_or_default();
        let read = stop.while_waiting(|| {
            loop {
                match self.input.read(space) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    read => break read,
                }
            }
        });
        let doing = || format!("read `{}`", self.name);
        let read = read.map_err(|error| Failure::Io(doing(), error));
        self.rest.truncate(start + *read.as_ref().unwrap_or(&0));
        let read = read?;
        if self.line_end == LineEnd::Return {
            end_lines(self.rest.get_mut(start..).unwrap_or_default());
        }
        self.position += read as u64;
        self.is_end = read == 0;
        Ok(())
    }
}

impl Block {
    /// The text of a record; empty for anything else.
    pub(super) fn text(&self, frame: Frame) -> &[u8] {
        match frame.content {
            Content::Record(from, to) => self.bytes.get(from..to).unwrap_or_default(),
            Content::TooLong | Content::Malformed(_) => b"",
        }
    }
}

/// Ends lines by line feeds in the place of carriage returns.
fn end_lines(text: &mut [u8]) {
    for byte in text.iter_mut().filter(|byte| **byte == b'\r') {
        *byte = b'\n';
    }
}

/// The delimiter that a first line such as `sep=;` names, and the length of that line.
fn named_delimiter(text: &[u8]) -> Option<(u8, usize)> {
    let end = memchr::memchr(b'\n', text)?;
    let line = text.get(..end)?.trim_ascii_end();
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    match line.strip_prefix(b"sep=")?.first() {
        Some(&delimiter) => Some((delimiter, end + 1)),
        None => Some((b'\t', end + 1)), // the tab was trimmed
    }
}

/// Returns true if a text begins with a FHIR bundle.
fn is_bundle(text: &[u8]) -> bool {
    let Some(place) = memchr::memmem::find(text, b"\"Bundle\"") else {
        return false;
    };
    let before = text.get(..place).unwrap_or_default().trim_ascii_end();
    let before = before.strip_suffix(b":").unwrap_or_default();
    before.trim_ascii_end().ends_with(b"\"resourceType\"")
}

/// Returns true if the first record is spread over several lines: the first line holds no whole object, and
/// The fields of one person on lines of their own would become a person each.
fn one_field_a_line(name: &str) -> Failure {
    let diagnostic = Diagnostic {
        code: Code::WrongType,
        message: "each line has one field, so all of them seem to be about one person".to_owned(),
        place: Place::whole(name),
        help: Some("put the fields of a person on one line, with `&` between them; `smp assess` reads one person as it is".to_owned()),
    };
    Problems::from(diagnostic).into()
}

/// no other one begins on the second.
fn is_spread_over_lines(text: &[u8]) -> bool {
    let mut lines = (text.split(|&byte| byte == b'\n'))
        .map(<[u8]>::trim_ascii)
        .filter(|line| !line.is_empty());
    let (first, second) = (lines.next().unwrap_or_default(), lines.next());
    let is_whole = serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok();
    first.starts_with(b"{") && !is_whole && second.is_some_and(|line| !line.starts_with(b"{"))
}
