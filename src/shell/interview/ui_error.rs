//! Why an interview cannot continue.

use std::io;

use super::stop;

/// Why no reply can be had.
#[derive(Debug)]
pub(super) enum UiError {
    /// The lines to read have ended.
    EndOfInput,
    /// The terminal or the pipe failed.
    Io(io::Error),
    /// The answers could not be saved, so continuing would lose them.
    Unsaved(io::Error),
}

impl UiError {
    /// Returns true if the terminal has gone, so far as it is one.
    pub(super) fn is_closed_window(&self) -> bool {
        match self {
            Self::EndOfInput => stop::is_terminal_gone(None),
            Self::Io(error) => stop::is_terminal_gone(Some(error)),
            Self::Unsaved(_) => false,
        }
    }
}

impl From<io::Error> for UiError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
