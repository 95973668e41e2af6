//! The interview at a real terminal or pipe; everything goes to standard error, the result does not.
//!
//! - [`mode`] chooses how to ask
//! - [`rich`] menus to move about in, on dialoguer, laid out by [`layout`], drawn by [`theme`], each in
//!   its [`window`]
//! - [`plain`] numbered lines, for screen readers, simple terminals and pipes
//! - [`stop`] leaves the terminal as it was, whatever the signal; [`mod@farewell`] is the last word

mod farewell;
mod layout;
mod mode;
mod plain;
mod rich;
mod stop;
mod theme;
mod window;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use smp_suitability::answers::Answers;
use smp_suitability::assess::{Table, assess};
use smp_suitability::diagnostic::visible;
use smp_suitability::interview::{self, Asking, Ending, Keeping};

use super::Failure;
use farewell::farewell;
pub(super) use farewell::quoted;
use mode::{Mode, Surroundings};
use plain::Plain;
use rich::Rich;
use stop::StopPath;

/// What the command line says about the interview.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ConductOptions<'a> {
    /// Ask in numbered lines whatever the terminal.
    pub(crate) plain: bool,
    /// Which questions to ask.
    pub(crate) asking: Asking,
    /// Color standard error.
    pub(crate) color: bool,
    /// The file that the answers are saved to, as it was named.
    pub(crate) answers_file: Option<&'a Path>,
    /// The folder of the pack, if it is not the built-in one.
    pub(crate) rules: Option<&'a Path>,
}

/// How an interview ended.
#[derive(Debug)]
pub(crate) enum Conducted {
    /// The result is wanted.
    Finished {
        /// Everything that was answered.
        answers: Answers,
        /// What of it may be written.
        writable: Answers,
    },
    /// The person stopped, and was told how to go on.
    Stopped,
}

/// Why no reply can be had.
#[derive(Debug)]
enum Silence {
    /// The lines to read have ended.
    EndOfInput,
    /// The terminal or the pipe failed.
    Io(io::Error),
    /// The answers could not be saved, so going on would lose them.
    Unsaved(io::Error),
}

impl Silence {
    /// Whether the terminal has gone, so far as it is one.
    fn is_closed_window(&self) -> bool {
        match self {
            Self::EndOfInput => stop::is_terminal_gone(None),
            Self::Io(error) => stop::is_terminal_gone(Some(error)),
            Self::Unsaved(_) => false,
        }
    }
}

impl From<io::Error> for Silence {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Asks a person whatever the answers do not hold yet. `save` is called after every change.
///
/// A signal ends the process with exit code 130, never in the middle of `save`.
///
/// # Errors
/// If there is no terminal to ask on, if the lines to read end before the interview does,
/// if an answer cannot be saved, or if the terminal fails.
pub(crate) fn conduct(
    table: &Table,
    answers: Answers,
    options: &ConductOptions,
    save: &mut dyn FnMut(&Answers) -> io::Result<()>,
) -> Result<Conducted, Failure> {
    let surroundings = Surroundings::look();
    let Some(mode) = mode::choose(options.plain, &surroundings) else {
        return Err(Failure::Message(
            "there is no terminal to ask on; use `smp assess FILE` for answers in a file, \
             `smp --plain` to read answers as lines, or `smp template` for a file to fill in"
                .to_owned(),
        ));
    };
    let is_typed = io::stdin().is_terminal();
    let asking = options.asking;
    let mut latest = answers.clone();
    let last_word = |answers: &Answers| farewell(table.pack(), answers, options);
    let stop = StopPath::install(mode, last_word(&answers))
        .map_err(|error| Failure::Io("listen for Ctrl-C".to_owned(), error))?;
    let mut keep = |answers: &Answers| -> Result<(), Silence> {
        latest.clone_from(answers);
        stop.uninterrupted(last_word(answers), || save(answers))
            .map_err(Silence::Unsaved)
    };
    let keeping = match options.answers_file {
        Some(file) => Keeping::File(visible(&file.display().to_string()).into_owned()),
        None => Keeping::Nowhere,
    };
    let ended = match mode {
        Mode::Rich => {
            let mut ui = Rich::new(options.color);
            interview::run(table, answers, asking, &keeping, &mut ui, &mut keep)
        }
        Mode::Plain => {
            let mut ui = Plain::new(
                io::stdin().lock(),
                io::stderr(),
                surroundings.columns(),
                is_typed,
            );
            interview::run(table, answers, asking, &keeping, &mut ui, &mut keep)
        }
    };
    match ended {
        Ok(Ending::Finished(answers)) => Ok(Conducted::Finished {
            answers,
            writable: latest,
        }),
        Ok(Ending::Stopped(_)) => {
            say_farewell(table, &latest, options);
            Ok(Conducted::Stopped)
        }
        // The signal that says so may come a moment later.
        Err(silence) if is_typed && silence.is_closed_window() => Ok(Conducted::Stopped),
        Err(silence) => Err(failure(silence, table, &latest, options)),
    }
}

/// Tells how to go on with the answers so far, where that is not plain, and what went wrong.
fn failure(
    silence: Silence,
    table: &Table,
    answers: &Answers,
    options: &ConductOptions,
) -> Failure {
    match silence {
        Silence::EndOfInput => {
            say_farewell(table, answers, options);
            Failure::Message(ended_early(table, answers, options.asking))
        }
        Silence::Io(error) => Failure::Message(format!("the interview cannot go on: {error}")),
        Silence::Unsaved(error) => {
            let without_file = ConductOptions {
                answers_file: None,
                ..*options
            };
            say_farewell(table, answers, &without_file);
            Failure::Io("save the answers".to_owned(), error)
        }
    }
}

/// Says how to go on with the answers so far.
pub(crate) fn say_farewell(table: &Table, answers: &Answers, options: &ConductOptions) {
    let word = farewell(table.pack(), answers, options);
    // Nobody may be listening any more; the exit code says the same.
    _ = writeln!(io::stderr(), "{word}");
}

fn ended_early(table: &Table, answers: &Answers, asking: Asking) -> String {
    let questions = interview::unanswered(table, answers, asking);
    let ids: Vec<_> = questions
        .iter()
        .map(|&question| format!("`{}`", table.pack().question(question).id))
        .collect();
    if assess(table, answers).has_ended() {
        "the answers ended early: the result was not asked for".to_owned()
    } else if ids.is_empty() {
        "the answers ended early: the review was not confirmed".to_owned()
    } else {
        format!("the answers ended early: no answer to {}", ids.join(", "))
    }
}
