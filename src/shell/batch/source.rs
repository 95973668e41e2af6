//! Where records come from: a file or a pipe, in blocks of whole records.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use smp_suitability::batch::{Columns, Content, Frame, Framing, Handout, Splitter};
use smp_suitability::diagnostic::{Code, Diagnostic, Place, Problems};
use smp_suitability::pack::Pack;

use super::stop::Stop;
use crate::shell::cli::From;
use crate::shell::{Failure, files};

/// Bytes read at once: some hundreds of records, so that what a block costs does not count.
const CHUNK: usize = 256 * 1024;

/// The same for records that take milliseconds, so that the progress bar moves and Ctrl-C takes effect soon.
const SMALL_CHUNK: usize = 8 * 1024;

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
    input: Input,
    /// The file's length, where it is known.
    pub(super) length: Option<u64>,
    pub(super) name: String,
    splitter: Splitter,
    /// Read, but the end of the record is not there yet.
    rest: Vec<u8>,
    is_end: bool,
    position: u64,
    chunk: usize,
    /// The header of a table.
    pub(super) columns: Option<Columns>,
    /// Records that were found together with the header.
    first: Option<Block>,
}

/// How the input is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct InputOptions {
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
    pub(super) fn open(
        path: &Path,
        options: InputOptions,
        pack: &Pack,
        stop: &Stop,
    ) -> Result<Self, Failure> {
        let (name, input, length) = open(path)?;
        let mut source = Self {
            input,
            length,
            name,
            splitter: Splitter::new(Framing::Lines, options.max_bytes, 1),
            rest: Vec::with_capacity(2 * CHUNK),
            is_end: false,
            position: 0,
            chunk: match options.pace {
                Pace::Quick => CHUNK,
                Pace::Slow => SMALL_CHUNK,
            },
            columns: None,
            first: None,
        };
        while !source.is_end && source.rest.trim_ascii().is_empty() && source.rest.len() < CHUNK {
            source.read(stop)?;
        }
        if source.rest.starts_with("\u{feff}".as_bytes()) {
            source.rest.drain(..3);
        }
        let framing = source.recognized(path, options);
        source.splitter = Splitter::new(framing, options.max_bytes, options.first_line);
        if let Framing::Rows { delimiter } = framing {
            source.read_header(pack, delimiter, stop)?;
        }
        Ok(source)
    }

    fn recognized(&self, path: &Path, options: InputOptions) -> Framing {
        let extension = path
            .extension()
            .and_then(|extension| Some(extension.to_str()?.to_ascii_lowercase()));
        let first = self.rest.trim_ascii().first();
        let from = options.from.unwrap_or(match (extension.as_deref(), first) {
            (Some("csv" | "tsv"), _) => From::Csv,
            (_, Some(b'[')) => From::Json,
            (Some("jsonl" | "ndjson" | "json"), _) | (_, Some(b'{') | None) => From::Jsonl,
            (_, Some(_)) => From::Csv,
        });
        match from {
            From::Jsonl => Framing::Lines,
            From::Json => Framing::Entries,
            From::Csv => Framing::Rows {
                delimiter: options.delimiter.unwrap_or_else(|| self.delimiter()),
            },
        }
    }

    /// The delimiter of the header: a tab, a semicolon or a comma, the one that occurs most often.
    fn delimiter(&self) -> u8 {
        let mut lines = self.rest.trim_ascii_start().split(|&byte| byte == b'\n');
        let header = lines.next().unwrap_or_default();
        let count = |delimiter: u8| memchr::memchr_iter(delimiter, header).count();
        let delimiters = [b'\t', b';', b','];
        let most_frequent = delimiters
            .into_iter()
            .max_by_key(|&delimiter| count(delimiter));
        most_frequent.unwrap_or(b',')
    }

    fn read_header(&mut self, pack: &Pack, delimiter: u8, stop: &Stop) -> Result<(), Failure> {
        let mut block = Block::default();
        while block.frames.is_empty() && self.fill(&mut block, stop)? {}
        let Some(header) = block.frames.first().copied() else {
            let diagnostic = Diagnostic {
                code: Code::EmptyFile,
                message: "the table has no header".to_owned(),
                place: Place::whole(&self.name),
                help: Some("its first row names the questions".to_owned()),
            };
            return Err(Problems::from(diagnostic).into());
        };
        let text = match header.content {
            Content::Record(from, to) => block.bytes.get(from..to).unwrap_or_default(),
            Content::TooLong | Content::Malformed(_) => b"",
        };
        let columns = Columns::read(pack, &self.name, header.start.line, text, delimiter)?;
        self.columns = Some(columns);
        block.frames.remove(0);
        self.first = Some(block);
        Ok(())
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
        self.position += read as u64;
        self.is_end = read == 0;
        Ok(())
    }
}

/// A name for messages, what to read, and its length where it is known.
type Opened = (String, Input, Option<u64>);

type Input = Box<dyn Read + Send>;

fn open(path: &Path) -> Result<Opened, Failure> {
    if path == Path::new("-") {
        return Ok(("standard input".to_owned(), Box::new(io::stdin()), None));
    }
    let file: File = files::open(path)?;
    let there = file.metadata().ok().filter(std::fs::Metadata::is_file);
    let length = there.map(|there| there.len());
    Ok((path.display().to_string(), Box::new(file), length))
}
