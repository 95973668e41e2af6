//! Chooses between menus and numbered lines.

use std::env;
use std::io::{self, IsTerminal as _};

use dialoguer::console::Term;

use super::layout::Size;

/// How to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Menus that are redrawn.
    Rich,
    /// Numbered lines without cursor movement.
    Plain,
}

/// What matters about where the program runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct TerminalEnv {
    /// Both standard input and standard error are terminals.
    is_terminal: bool,
    /// The terminal cannot move its cursor.
    is_dumb: bool,
    /// The person asks for accessible programs.
    is_accessible: bool,
    /// Of the terminal on standard error, if known.
    size: Option<Size>,
}

/// Menus need this much.
const SMALLEST: Size = Size {
    rows: 12,
    columns: 30,
};

impl TerminalEnv {
    pub(super) fn detect() -> Self {
        let stderr_is_terminal = io::stderr().is_terminal();
        Self {
            is_terminal: io::stdin().is_terminal() && stderr_is_terminal,
            is_dumb: is_dumb(env::var("TERM").ok().as_deref()),
            is_accessible: is_read_aloud(false),
            size: stderr_is_terminal
                .then(|| Term::stderr().size_checked())
                .flatten()
                .map(Size::from),
        }
    }

    /// Columns of the terminal on standard error; 80 if it is none.
    pub(super) fn columns(&self) -> usize {
        const WITHOUT_TERMINAL: usize = 80;
        self.size.map_or(WITHOUT_TERMINAL, |size| size.columns)
    }
}

/// How to ask; `None` if there is no one to ask.
///
/// Lines from a pipe are taken as answers only if `--plain` says so.
pub(super) fn choose(plain: bool, terminal: &TerminalEnv) -> Option<Mode> {
    let is_small = terminal.size.is_none_or(is_small);
    if plain {
        Some(Mode::Plain)
    } else if !terminal.is_terminal {
        None
    } else if terminal.is_dumb || terminal.is_accessible || is_small {
        Some(Mode::Plain)
    } else {
        Some(Mode::Rich)
    }
}

/// Returns true if the person asks for numbered lines, or for accessible programs.
pub(crate) fn is_read_aloud(plain: bool) -> bool {
    plain || is_on(env::var("ACCESSIBLE").ok().as_deref())
}

/// Returns true if a menu has no room in a terminal.
pub(super) fn is_small(size: Size) -> bool {
    size.rows < SMALLEST.rows || size.columns < SMALLEST.columns
}

fn is_dumb(term: Option<&str>) -> bool {
    match term {
        None | Some("") => cfg!(unix), // Windows consoles do not set it.
        Some(term) => term == "dumb",
    }
}

fn is_on(value: Option<&str>) -> bool {
    value.is_some_and(|value| {
        let value = value.trim().to_ascii_lowercase();
        !["", "0", "false", "no"].contains(&value.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMINAL: TerminalEnv = TerminalEnv {
        is_terminal: true,
        is_dumb: false,
        is_accessible: false,
        size: Some(Size {
            rows: 24,
            columns: 80,
        }),
    };

    #[test]
    fn a_usual_terminal_gets_menus() {
        assert_eq!(choose(false, &TERMINAL), Some(Mode::Rich));
    }

    #[test]
    fn lines_are_for_those_who_ask_and_for_screens_that_cannot_do_more() {
        assert_eq!(choose(true, &TERMINAL), Some(Mode::Plain));
        let poor = [
            TerminalEnv {
                is_dumb: true,
                ..TERMINAL
            },
            TerminalEnv {
                is_accessible: true,
                ..TERMINAL
            },
            TerminalEnv {
                size: Some(Size {
                    rows: 11,
                    columns: 80,
                }),
                ..TERMINAL
            },
            TerminalEnv {
                size: Some(Size {
                    rows: 24,
                    columns: 29,
                }),
                ..TERMINAL
            },
            TerminalEnv {
                size: None,
                ..TERMINAL
            },
        ];
        for terminal in poor {
            assert_eq!(choose(false, &terminal), Some(Mode::Plain), "{terminal:?}");
        }
    }

    #[test]
    fn a_pipe_is_read_only_on_request() {
        let pipe = TerminalEnv {
            is_terminal: false,
            size: None,
            ..TERMINAL
        };
        assert_eq!(choose(false, &pipe), None);
        assert_eq!(choose(true, &pipe), Some(Mode::Plain));
        assert_eq!(pipe.columns(), 80);
    }

    #[test]
    fn accessible_is_off_for_words_that_say_so() {
        for (value, expected) in [
            ("1", true),
            ("yes", true),
            ("0", false),
            ("No", false),
            ("", false),
        ] {
            assert_eq!(is_on(Some(value)), expected, "{value}");
        }
        assert!(!is_on(None));
        assert!(is_dumb(Some("dumb")));
        assert!(!is_dumb(Some("xterm")));
    }
}
