//! The interview at a real terminal or pipe; everything goes to standard error, the result does not.
//!
//! - [`mode`] chooses how to ask
//! - [`rich`] menus to move about in, on dialoguer, laid out by [`layout`] and drawn by [`theme`]
//! - [`plain`] numbered lines, for screen readers, simple terminals and pipes
//! - [`stop`] leaves the terminal as it was, whatever the signal; [`mod@farewell`] is the last word

mod farewell;
mod layout;
mod mode;
mod plain;
mod rich;
mod stop;
mod theme;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use smp_suitability::answers::Answers;
use smp_suitability::assess::Table;
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
    Finished(Answers),
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
            let echoes = io::stdin().is_terminal();
            let mut ui = Plain::new(
                io::stdin().lock(),
                io::stderr(),
                surroundings.columns(),
                echoes,
            );
            interview::run(table, answers, asking, &keeping, &mut ui, &mut keep)
        }
    };
    match ended {
        Ok(Ending::Finished(answers)) => Ok(Conducted::Finished(answers)),
        Ok(Ending::Stopped(answers)) => {
            say_last(&last_word(&answers));
            Ok(Conducted::Stopped)
        }
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
            say_last(&farewell(table.pack(), answers, options));
            Failure::Message(ended_early(table, answers, options.asking))
        }
        Silence::Io(error) => Failure::Message(format!("the interview cannot go on: {error}")),
        Silence::Unsaved(error) => {
            let without_file = ConductOptions {
                answers_file: None,
                ..*options
            };
            say_last(&farewell(table.pack(), answers, &without_file));
            Failure::Io("save the answers".to_owned(), error)
        }
    }
}

fn say_last(word: &str) {
    // Nobody may be listening any more; the exit code says the same.
    _ = writeln!(io::stderr(), "{word}");
}

fn ended_early(table: &Table, answers: &Answers, asking: Asking) -> String {
    let questions = interview::unanswered(table, answers, asking);
    let ids: Vec<_> = questions
        .iter()
        .map(|&question| format!("`{}`", table.pack().question(question).id))
        .collect();
    if ids.is_empty() {
        "the answers ended early: the review was not confirmed".to_owned()
    } else {
        format!("the answers ended early: no answer to {}", ids.join(", "))
    }
}
