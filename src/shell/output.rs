//! Where a result goes: standard output, or a file that is written whole or not at all.

use std::fs::File;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use dialoguer::console::Term;
use smp_suitability::report::{Line, Role, Segment};

use super::cli::Common;
use super::paint::Paint;
use super::{Failure, files, spoken};

/// Width of a result that goes to a file or a pipe.
const PIPED_WIDTH: usize = 80;

/// The place for a result, and how it is painted there.
#[derive(Debug)]
pub(crate) struct Output {
    file: Option<PathBuf>,
    paint: Paint,
    /// Lines are for a screen reader.
    is_spoken: bool,
}

impl Output {
    pub(crate) fn new(common: &Common) -> Self {
        let file = common.output.clone().filter(|path| path.as_os_str() != "-");
        let is_terminal = file.is_none() && io::stdout().is_terminal();
        Self {
            paint: Paint::new(common.color, is_terminal, |name| std::env::var_os(name)),
            file,
            is_spoken: false,
        }
    }

    /// The same for a screen reader: on a terminal, signs are words. Files and pipes are as ever.
    pub(crate) fn spoken(self) -> Self {
        let is_spoken = self.file.is_none() && io::stdout().is_terminal();
        Self { is_spoken, ..self }
    }

    /// Returns true if the result goes to a person's eyes and not into a file, so far as can be known.
    ///
    /// Text on a pipe is read by a person; other forms on a pipe are read by a program that keeps them.
    pub(crate) fn is_seen(&self, is_text: bool) -> bool {
        let stdout = io::stdout();
        self.file.is_none() && (stdout.is_terminal() || (is_text && !files::is_file(&stdout)))
    }

    /// Returns true if the result appears on a terminal.
    pub(crate) fn is_terminal(&self) -> bool {
        self.file.is_none() && io::stdout().is_terminal()
    }

    /// Tries whether the result can be written, without writing anything.
    ///
    /// # Errors
    /// If the file cannot be made or replaced.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let checked = self.file.as_deref().map_or(Ok(()), files::check_writable);
        checked.map_err(|error| self.unwritten(error))
    }

    /// Columns that a line may take.
    pub(crate) fn width(&self) -> usize {
        let terminal = Term::stdout();
        match &self.file {
            None if terminal.is_term() => usize::from(terminal.size().1),
            None | Some(_) => PIPED_WIDTH,
        }
    }

    pub(crate) fn write_lines(&self, lines: &[Line]) -> Result<(), Failure> {
        if self.is_spoken {
            let lines = spoken_lines(lines, self.width());
            return self.write(&self.paint.painted(&lines));
        }
        self.write(&self.paint.painted(lines))
    }

    /// Writes everything at once.
    ///
    /// Who reads standard output may leave early: the exit code still says how the run ended.
    pub(crate) fn write(&self, text: &str) -> Result<(), Failure> {
        self.write_bytes(text.as_bytes())
    }

    /// Refuses a terminal, which could not show a workbook.
    pub(crate) fn check_for_workbook(&self) -> Result<(), Failure> {
        if self.is_terminal() {
            return Err(Failure::Fixable {
                message: "a workbook cannot be shown on a terminal".to_owned(),
                help: "add `--output` with the name of a file that ends in .xlsx".to_owned(),
            });
        }
        self.check()
    }

    /// The same for what is no text.
    pub(crate) fn write_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        match &self.file {
            None => {
                let mut stdout = io::stdout().lock();
                let written = stdout.write_all(bytes).and_then(|()| stdout.flush());
                match written {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                    written => written
                        .map_err(|error| Failure::Io("write to standard output".to_owned(), error)),
                }
            }
            Some(path) => files::write_private(path, bytes).map_err(|error| self.unwritten(error)),
        }
    }

    /// Writes a file bit by bit; `None` if the result goes to standard output.
    pub(crate) fn write_file(
        &self,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> Option<Result<(), Failure>> {
        let path = self.file.as_deref()?;
        let written = files::write_private_with(path, write);
        Some(written.map_err(|error| self.unwritten(error)))
    }

    fn unwritten(&self, error: io::Error) -> Failure {
        let place = self
            .file
            .as_deref()
            .map(Path::display)
            .map_or_else(|| "standard output".to_owned(), |path| format!("`{path}`"));
        Failure::Io(format!("write {place}"), error)
    }
}

/// Lines with words in place of signs. A line that changes is wrapped again, and loses its colors, which
/// only repeat what the words say.
fn spoken_lines(lines: &[Line], width: usize) -> Vec<Line> {
    let mut spoken = Vec::new();
    for line in lines {
        let text: String = line.segments().iter().map(Segment::text).collect();
        let words = spoken::spoken(&text);
        if spoken::is_drawing(&text) {
            continue;
        }
        if words == text {
            spoken.push(line.clone());
            continue;
        }
        let indent: String = words.chars().take_while(|letter| *letter == ' ').collect();
        let options = textwrap::Options::new(width.max(indent.len() + 1))
            .initial_indent(&indent)
            .subsequent_indent(&indent)
            .break_words(false);
        let wrapped = textwrap::wrap(words.trim_start(), options);
        spoken.extend((wrapped.iter()).map(|text| Line::blank().with(Role::Plain, text.as_ref())));
    }
    spoken
}
