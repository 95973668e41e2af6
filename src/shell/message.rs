//! Messages on standard error, as wide as its terminal and in letters that it knows.
//!
//! A file or a pipe gets them as they are: same input, same bytes.

use std::env;
use std::io::{self, Write as _};

use dialoguer::console::Term;
use textwrap::{Options, WrapAlgorithm};

use super::paint;

/// Long lines are hard to read, so messages are no wider than this on any terminal.
const WIDEST: usize = 80;

/// How far further lines of a message are to the right of its first.
const HANG: usize = 2;

/// Writes a message of one or more lines, and a line break.
pub(crate) fn say(message: &str) {
    say_as_is(&for_terminal(message));
}

/// Writes a message that was wrapped before, or must not be, and a line break.
pub(crate) fn say_as_is(message: &str) {
    // It may be closed, so `eprintln!` would panic; the exit code says that something is wrong.
    _ = writeln!(io::stderr(), "{message}");
}

/// A message as it is written to standard error.
pub(crate) fn for_terminal(message: &str) -> String {
    let terminal = Term::stderr();
    match terminal.size_checked() {
        Some((_, columns)) if terminal.is_term() => {
            let message = wrapped(message, usize::from(columns));
            if paint::is_utf8(&|name| env::var_os(name)) {
                message
            } else {
                paint::ascii(&message)
            }
        }
        _ => message.to_owned(),
    }
}

/// Wraps each line by words. Words stay whole, so that a path or a command can be copied.
fn wrapped(message: &str, columns: usize) -> String {
    let width = columns.min(WIDEST).saturating_sub(1).max(1);
    let lines = message.split('\n').map(|line| {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        let first = " ".repeat(indent.min(width / 2));
        let rest = " ".repeat((indent + HANG).min(width / 2));
        let rest = if indent == 0 { "" } else { &rest };
        let options = Options::new(width)
            .initial_indent(&first)
            .subsequent_indent(rest)
            .break_words(false)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        textwrap::fill(text, options)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_wrapped_by_words_under_its_own_indent() {
        let message = "error[unknown-question]: rule `cover` asks about `sise`\n  --> \
                       rules/staffing.json:41:22\n  help: a question with a similar id exists";
        let expected = "\
error[unknown-question]: rule
`cover` asks about `sise`
  --> rules/staffing.json:41:22
  help: a question with a
    similar id exists";
        assert_eq!(wrapped(message, 32), expected);
    }

    #[test]
    fn a_long_word_stays_whole() {
        let message = "cannot read\n/a/very/long/path/that/does/not/fit";
        assert_eq!(wrapped(message, 20), message);
    }
}
