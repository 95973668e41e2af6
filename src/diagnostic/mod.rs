//! What is wrong with a file, where, and how to mend it.
//!
//! Problems are values: they are collected, sorted by place and printed together. This module finds none itself.

use std::fmt;

pub use code::Code;
pub use likeness::nearest;
pub use visible::{Hiding, is_obeyed, visible};

mod code;
mod likeness;
mod visible;

/// One problem, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable name.
    pub code: Code,
    /// What is wrong: lowercase first letter, no full stop, the user's words in backticks.
    pub message: String,
    /// Where.
    pub place: Place,
    /// How to mend it.
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
    /// The problems, if there are any.
    pub fn of(diagnostics: Vec<Diagnostic>) -> Option<Self> {
        (!diagnostics.is_empty()).then_some(Self(diagnostics))
    }

    /// These problems, and then others.
    #[must_use]
    pub fn followed_by(mut self, others: Vec<Diagnostic>) -> Self {
        self.0.extend(others);
        self
    }

    /// The problems, handed over.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.0
    }

    /// The problems in file order.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl From<Diagnostic> for Problems {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "error[{}]: {}", self.code.name(), visible(&self.message))?;
        write!(f, "  --> {}", self.place)?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {}", visible(help))?;
        }
        Ok(())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", visible(&self.file))?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        match self.pointer.as_deref() {
            Some("") => write!(f, " (the whole file)"),
            Some(pointer) => write!(f, " ({})", visible(pointer)),
            None => Ok(()),
        }
    }
}

/// A help line about what was meant: the nearest allowed word if one is near, else all of them.
pub fn near_miss(what: &str, written: &str, allowed: &[&str]) -> Option<String> {
    const MOST_LISTED: usize = 40;
    let help = match nearest(written, allowed) {
        Some(word) => format!("a similar {what} exists: `{word}`"),
        None if allowed.is_empty() => return None,
        None if allowed.len() > MOST_LISTED => format!("`smp explain` lists every {what}"),
        None => format!("expected {}", one_of(allowed)),
    };
    Some(help + &lookalike(written))
}

/// What is added to a help line if a letter of the written word may only look like one of an id.
///
/// Ids have ASCII letters only, and a Cyrillic `a` cannot be told from a Latin one.
pub fn lookalike(written: &str) -> String {
    let foreign = written
        .chars()
        .find(|&c| c.is_alphanumeric() && !c.is_ascii());
    foreign.map_or_else(String::new, |c| {
        format!(
            "; the `{c}` written here is U+{:04X}, not an ASCII letter",
            u32::from(c)
        )
    })
}

/// "`a`, `b` or `c`".
pub fn one_of(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_word_is_suggested_and_otherwise_all_are_listed() {
        let help = |written| near_miss("option", written, &["shaved", "long"]);
        assert_eq!(
            help("shavd").as_deref(),
            Some("a similar option exists: `shaved`")
        );
        assert_eq!(help("SHAVED").as_deref(), help("shaved").as_deref());
        assert_eq!(help("xyz").as_deref(), Some("expected `shaved` or `long`"));
        let lookalike = "a similar option exists: `shaved`; \
                         the `\u{435}` written here is U+0435, not an ASCII letter";
        assert_eq!(help("shav\u{435}d").as_deref(), Some(lookalike));
    }
}
