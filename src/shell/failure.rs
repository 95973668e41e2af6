//! Why a run could not be done.

use std::fmt;
use std::io;

use smp_suitability::diagnostic::{Problems, escape_untrusted};

/// What is printed on standard error before the exit code 2.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Problems in files or assignments.
    Problems(Problems),
    /// Anything else, in a sentence.
    Message(String),
    /// The same, with a way to fix it.
    Fixable {
        /// What is wrong.
        message: String,
        /// How to fix it.
        help: String,
    },
    /// Reading or writing failed: what was being done, and why not.
    Io(String, io::Error),
}

impl Failure {
    /// Returns true if the reader of our output went away.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Io(_, error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Problems(problems) => {
                let diagnostics = problems.diagnostics();
                for diagnostic in diagnostics {
                    writeln!(f, "{diagnostic}\n")?;
                }
                match diagnostics.len() {
                    1 => write!(f, "1 problem found; nothing was done"),
                    count => write!(f, "{count} problems found; nothing was done"),
                }
            }
            Self::Message(message) => write!(f, "error: {}", escape_untrusted(message)),
            Self::Fixable { message, help } => {
                write!(
                    f,
                    "error: {}\n  help: {}",
                    escape_untrusted(message),
                    escape_untrusted(help)
                )
            }
            Self::Io(doing, error) => {
                let error = error.to_string();
                write!(
                    f,
                    "error: cannot {}: {}",
                    escape_untrusted(doing),
                    escape_untrusted(&error)
                )
            }
        }
    }
}
