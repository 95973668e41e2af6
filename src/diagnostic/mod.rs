//! What is wrong with a file, where, and how to fix it.
//!
//! Problems are values: they are collected, sorted by place and printed together. This module finds none itself.

use std::error::Error;
use std::fmt;

pub use code::Code;
pub use escape::{EscapeScanner, escape_untrusted, is_control_or_invisible};
pub use quote::{all_of, one_of, shortened};
pub use suggest::{homoglyph_note, nearest, suggest};

mod code;
mod escape;
mod quote;
mod suggest;

/// One problem, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable name.
    pub code: Code,
    /// What is wrong: lowercase first letter, no full stop, the user's words in backticks.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// How to fix it.
    pub help: Option<String>,
}

/// A place in a file or on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name as the user knows it.
    pub file: String,
    /// Line and column, from 1, the column in characters; absent for the file as a whole.
    pub position: Option<(usize, usize)>,
    /// JSON pointer (RFC 6901) of the value, if the file could be parsed that far.
    pub pointer: Option<String>,
}

impl Place {
    /// A file as a whole.
    pub fn whole(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            position: None,
            pointer: None,
        }
    }
}

/// All problems of one run; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<Diagnostic>);

impl Problems {
    /// `None` if the list is empty.
    pub fn from_vec(diagnostics: Vec<Diagnostic>) -> Option<Self> {
        (!diagnostics.is_empty()).then_some(Self(diagnostics))
    }

    /// Appends other problems after these.
    #[must_use]
    pub fn followed_by(mut self, others: Vec<Diagnostic>) -> Self {
        self.0.extend(others);
        self
    }

    /// Takes the problems out, in file order.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.0
    }

    /// The problems in file order.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.0
    }
}

/// Each problem as it is printed, a blank line between two.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (place, diagnostic) in self.0.iter().enumerate() {
            let gap = if place == 0 { "" } else { "\n\n" };
            write!(f, "{gap}{diagnostic}")?;
        }
        Ok(())
    }
}

impl Error for Problems {}

impl From<Diagnostic> for Problems {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(
            f,
            "error[{}]: {}",
            self.code.name(),
            escape_untrusted(&self.message)
        )?;
        write!(f, "  --> {}", self.place)?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {}", escape_untrusted(help))?;
        }
        Ok(())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", escape_untrusted(&self.file))?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        match self.pointer.as_deref() {
            Some("") => write!(f, " (the whole file)"),
            Some(pointer) => write!(f, " ({})", escape_untrusted(pointer)),
            None => Ok(()),
        }
    }
}
