//! Where a result goes: standard output, or a file that is written whole or not at all.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use dialoguer::console::Term;
use smp_suitability::report::Line;

use super::cli::Common;
use super::paint::Paint;
use super::{Failure, files};

/// Width of a result that nobody is looking at as it is written.
const PIPED_WIDTH: usize = 80;

/// The place for a result, and how it is painted there.
#[derive(Debug)]
pub(crate) struct Output {
    file: Option<PathBuf>,
    paint: Paint,
}

impl Output {
    pub(crate) fn new(common: &Common) -> Self {
        let file = common.output.clone().filter(|path| path.as_os_str() != "-");
        let is_terminal = file.is_none() && io::stdout().is_terminal();
        Self {
            paint: Paint::new(common.color, is_terminal, |name| std::env::var_os(name)),
            file,
        }
    }

    /// Returns true if the result goes to a person's eyes and not into a file, so far as can be known.
    ///
    /// Text on a pipe is read by a person; other forms on a pipe are read by a program that keeps them.
    pub(crate) fn is_seen(&self, is_text: bool) -> bool {
        let stdout = io::stdout();
        self.file.is_none() && (stdout.is_terminal() || (is_text && !files::is_file(&stdout)))
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
        self.write(&self.paint.painted(lines))
    }

    /// Writes everything at once.
    ///
    /// Who reads standard output may leave early: the exit code then still tells how the run ended.
    pub(crate) fn write(&self, text: &str) -> Result<(), Failure> {
        match &self.file {
            None => {
                let mut stdout = io::stdout().lock();
                let written = stdout
                    .write_all(text.as_bytes())
                    .and_then(|()| stdout.flush());
                match written {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                    written => written
                        .map_err(|error| Failure::Io("write to standard output".to_owned(), error)),
                }
            }
            Some(path) => files::write_private(path, text.as_bytes())
                .map_err(|error| Failure::Io(format!("write `{}`", path.display()), error)),
        }
    }
}
