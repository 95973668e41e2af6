//! Opens what a person has to be read: finds out by its first bytes what it is, and turns it into UTF-8 text.

use std::fs::File;
use std::io::{self, Cursor, IsTerminal as _, Read};
use std::path::Path;

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use flate2::read::MultiGzDecoder;
use smp_suitability::batch::{MAX_WORKBOOK_BYTES, workbook_as_table};
use smp_suitability::diagnostic::{Code, Diagnostic, Place, Problems};

use super::cli::ReadAs;
use super::{Failure, files, say};

/// Bytes that tell what a file is, and if it is text.
const LOOKED_AT: usize = 1024;

/// The fewest of them that tell the kinds apart; a text may have shorter lines.
const NEEDED: usize = 8;

/// Bytes that are decoded at once.
const CHUNK: usize = 64 * 1024;

/// Text to be read.
pub(super) struct Input {
    /// For messages.
    pub(super) name: String,
    pub(super) text: Box<dyn Read + Send>,
    /// The bytes of the text, where they are known.
    pub(super) length: Option<u64>,
    /// True if the text is the table of a workbook.
    pub(super) is_sheet: bool,
}

/// What the first bytes say of a file.
enum Kind {
    Text(Option<&'static Encoding>),
    Gzip,
    /// A workbook, or anything else that is packed with ZIP.
    Zip,
    /// Something that cannot be read: what it is, and what to do.
    Other(&'static str, &'static str),
}

/// Opens a file, or standard input for `-`.
///
/// # Errors
/// It cannot be opened, or is no text and no workbook.
pub(super) fn open(path: &Path, read_as: ReadAs) -> Result<Input, Failure> {
    if path == Path::new("-") {
        let input = Input {
            name: "standard input".to_owned(),
            text: Box::new(io::stdin()),
            length: None,
            is_sheet: false,
        };
        return input.recognized(read_as);
    }
    let file: File = files::open(path)?;
    let there = file.metadata().ok().filter(std::fs::Metadata::is_file);
    let input = Input {
        name: path.display().to_string(),
        text: Box::new(file),
        length: there.map(|there| there.len()),
        is_sheet: false,
    };
    input.recognized(read_as)
}

/// A file's name for messages, and its text, up to one byte over the limit of the loader; `-` is standard input.
///
/// # Errors
/// It cannot be read, or is no text and no workbook.
pub(super) fn read(path: &Path, read_as: ReadAs) -> Result<(String, Vec<u8>), Failure> {
    if path == Path::new("-") && io::stdin().is_terminal() {
        say("Reading answers from the keyboard. End with Ctrl-D.");
    }
    let input = open(path, read_as)?;
    let bytes = files::read_all(input.text)
        .map_err(|error| Failure::Io(format!("read `{}`", input.name), error))?;
    Ok((input.name, bytes))
}

impl Input {
    fn recognized(mut self, read_as: ReadAs) -> Result<Self, Failure> {
        let mut first = self.look()?;
        if let Kind::Gzip = kind(&first) {
            let packed = Box::new(Cursor::new(first).chain(self.text));
            self.text = Box::new(MultiGzDecoder::new(packed));
            self.length = None;
            first = self.look()?;
        }
        match kind(&first) {
            Kind::Text(of_mark) => {
                self.text = Box::new(Cursor::new(first).chain(self.text));
                let encoding = of_mark.or(read_as.encoding);
                if let Some(encoding) = encoding.filter(|encoding| *encoding != UTF_8) {
                    self.length = None;
                    self.text = Box::new(Decoded::new(self.text, encoding));
                }
                if let Some(sheet) = read_as.sheet {
                    let message = format!("`--sheet {sheet}` is for workbooks, and this is text");
                    return Err(self.refused(&message, "leave `--sheet` out"));
                }
                Ok(self)
            }
            Kind::Zip => self.sheet(first, read_as.sheet),
            Kind::Gzip => Err(self.refused("the file is packed twice", "unpack it once")),
            Kind::Other(what, help) => Err(self.refused(what, help)),
        }
    }

    /// The first bytes: of a stream that is still written to, no more than are there.
    fn look(&mut self) -> Result<Vec<u8>, Failure> {
        let mut first = vec![0; LOOKED_AT];
        let mut length = 0;
        let has_line = |first: &[u8], length| {
            memchr::memchr(b'\n', first.get(..length).unwrap_or_default()).is_some()
        };
        while length < NEEDED && !has_line(&first, length) {
            let space = first.get_mut(length..).unwrap_or_default();
            match self.text.read(space) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    return Err(Failure::Io(format!("read `{}`", self.name), error));
                }
            }
        }
        first.truncate(length);
        Ok(first)
    }

    /// Reads a workbook whole: where its parts are stands at its end.
    fn sheet(mut self, mut bytes: Vec<u8>, sheet: Option<&str>) -> Result<Self, Failure> {
        let read = (&mut self.text)
            .take(MAX_WORKBOOK_BYTES + 1)
            .read_to_end(&mut bytes);
        read.map_err(|error| Failure::Io(format!("read `{}`", self.name), error))?;
        let is_workbook = memchr::memmem::find(&bytes, b"xl/workbook").is_some();
        if !is_workbook {
            let what = "the file is a ZIP archive and not a workbook of Excel";
            return Err(self.refused(what, "unpack it, or save the table as .xlsx or CSV"));
        }
        let table = workbook_as_table(&self.name, &bytes, sheet)?;
        self.length = Some(table.len() as u64);
        self.text = Box::new(Cursor::new(table));
        self.is_sheet = true;
        Ok(self)
    }

    fn refused(&self, message: &str, help: &str) -> Failure {
        let diagnostic = Diagnostic {
            code: Code::WrongFile,
            message: message.to_owned(),
            place: Place::whole(&self.name),
            help: Some(help.to_owned()),
        };
        Problems::from(diagnostic).into()
    }
}

fn kind(first: &[u8]) -> Kind {
    if let Some((encoding, _)) = Encoding::for_bom(first) {
        return Kind::Text(Some(encoding));
    }
    let begins = |with: &[u8]| first.starts_with(with);
    if begins(&[0x1f, 0x8b]) {
        return Kind::Gzip;
    }
    if begins(b"PK\x03\x04") {
        return Kind::Zip;
    }
    if begins(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let what =
            "the file is an old Excel workbook (.xls), or one that is locked with a password";
        return Kind::Other(what, "save it as .xlsx without a password, or as CSV");
    }
    if begins(b"%PDF") {
        return Kind::Other(
            "the file is a PDF",
            "give the file that the PDF was made from, such as a table saved as .xlsx or CSV",
        );
    }
    if begins(b"PAR1") || begins(b"SQLite format 3") {
        return Kind::Other("the file is of a database", "export its table as CSV");
    }
    if begins(b"{\\rtf") {
        return Kind::Other(
            "the file is a text document (RTF)",
            "save the table as .xlsx or CSV",
        );
    }
    if is_html(first) {
        let what = "the file is a web page, though programs may call such files .xls";
        return Kind::Other(
            what,
            "open it in a spreadsheet program, and save it as .xlsx or CSV",
        );
    }
    Kind::Text(None).or_wide(first)
}

impl Kind {
    /// Text in which every other byte is zero is UTF-16 without its mark.
    fn or_wide(self, first: &[u8]) -> Self {
        let zeros = |from: usize| {
            first
                .iter()
                .skip(from)
                .step_by(2)
                .take(8)
                .all(|byte| *byte == 0)
        };
        match first.len() {
            0..4 => self,
            _ if zeros(1) => Self::Text(Some(UTF_16LE)),
            _ if zeros(0) => Self::Text(Some(UTF_16BE)),
            _ => self,
        }
    }
}

fn is_html(first: &[u8]) -> bool {
    let text = first.trim_ascii_start().to_ascii_lowercase();
    let begins = |with: &str| text.starts_with(with.as_bytes());
    let is_page = ["<!doctype html", "<html", "<table", "<head", "<meta"];
    is_page.into_iter().any(begins)
        || begins("<?xml") && memchr::memmem::find(&text, b"<html").is_some()
}

/// A text of another encoding, read as UTF-8.
struct Decoded {
    text: Box<dyn Read + Send>,
    decoder: encoding_rs::Decoder,
    name: &'static str,
    raw: Vec<u8>,
    /// Decoded, and how much of it was read.
    ready: Vec<u8>,
    used: usize,
    is_over: bool,
}

impl Decoded {
    fn new(text: Box<dyn Read + Send>, encoding: &'static Encoding) -> Self {
        Self {
            text,
            decoder: encoding.new_decoder(),
            name: encoding.name(),
            raw: Vec::new(),
            ready: Vec::new(),
            used: 0,
            is_over: false,
        }
    }

    /// Decodes the next bytes. Nothing is replaced: what is not text of this encoding is an error.
    fn decode(&mut self) -> io::Result<()> {
        let kept = self.raw.len();
        self.raw.resize(kept + CHUNK, 0);
        let read = self
            .text
            .read(self.raw.get_mut(kept..).unwrap_or_default())?;
        self.raw.truncate(kept + read);
        self.is_over = read == 0;
        let most = self
            .decoder
            .max_utf8_buffer_length_without_replacement(self.raw.len());
        self.ready.resize(most.unwrap_or(4 * CHUNK), 0);
        let (result, taken, written) = self.decoder.decode_to_utf8_without_replacement(
            &self.raw,
            &mut self.ready,
            self.is_over,
        );
        self.ready.truncate(written);
        self.used = 0;
        self.raw.drain(..taken);
        match result {
            DecoderResult::Malformed(..) => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("it holds bytes that are no {} text", self.name),
            )),
            DecoderResult::InputEmpty | DecoderResult::OutputFull => Ok(()),
        }
    }
}

impl Read for Decoded {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        while self.used == self.ready.len() && !self.is_over {
            self.decode()?;
        }
        let ready = self.ready.get(self.used..).unwrap_or_default();
        let count = ready.len().min(space.len());
        for (byte, ready) in space.iter_mut().zip(ready) {
            *byte = *ready;
        }
        self.used += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], encoding: &'static Encoding) -> io::Result<String> {
        let mut text = String::new();
        Decoded::new(Box::new(Cursor::new(bytes.to_vec())), encoding).read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn text_of_other_encodings_is_read_and_never_garbled() {
        let windows = encoding_rs::WINDOWS_1252;
        assert_eq!(
            decoded(b"J\xfcrgen \x80", windows).expect("text"),
            "Jürgen €"
        );
        let long = "Ü€😀,".repeat(100_000);
        let wide: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(decoded(&wide, UTF_16LE).expect("text") == long);
        let cut = wide.split_last().expect("there are bytes").1;
        for broken in [cut, b"a\0\x00\xd8b\0"] {
            assert!(decoded(broken, UTF_16LE).is_err());
        }
    }
}
