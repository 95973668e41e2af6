//! The interview at a real terminal or pipe; everything goes to standard error, the result does not.
//!
//! - [`mode`] chooses how to ask
//! - [`rich`] asks in menus: [`keyboard`] and [`decoder`] read keys, [`mod@menu`] knows what they do,
//!   [`layout`] and [`theme`] how it looks
//! - [`plain`] asks in numbered lines, for screen readers, simple terminals and pipes
//! - [`stop`] leaves the terminal as it was after any signal; [`resume`] says how to continue

mod decoder;
mod keyboard;
mod layout;
mod menu;
mod mode;
mod plain;
mod resume;
mod rich;
mod stop;
mod theme;

use std::io::{self, IsTerminal as _};

use smp_suitability::answers::Answers;
use smp_suitability::assess::{Table, assess};
use smp_suitability::diagnostic::visible;
use smp_suitability::interview::{self, Asking, Ending, Keeping};

use super::cli::{Common, InterviewArgs};
use super::{Failure, message};
pub(super) use mode::is_read_aloud;
use mode::{Mode, Surroundings};
use plain::Plain;
pub(super) use resume::quoted;
use resume::{Kept, resume_hint};
use rich::Rich;
use stop::StopPath;

/// What the command line says about the interview.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ConductOptions<'a> {
    /// What every command takes.
    pub(crate) common: &'a Common,
    /// What the interview takes.
    pub(crate) interview: &'a InterviewArgs,
    /// Color standard error.
    pub(crate) color: bool,
}

impl ConductOptions<'_> {
    fn asking(&self) -> Asking {
        if self.interview.all {
            Asking::Everything
        } else {
            Asking::WhatMatters
        }
    }
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
    /// The person quit, and was shown how to continue.
    Stopped,
}

/// Why no reply can be had.
#[derive(Debug)]
enum UiError {
    /// The lines to read have ended.
    EndOfInput,
    /// The terminal or the pipe failed.
    Io(io::Error),
    /// The answers could not be saved, so continuing would lose them.
    Unsaved(io::Error),
}

impl UiError {
    /// Returns true if the terminal has gone, so far as it is one.
    fn is_closed_window(&self) -> bool {
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

/// Asks a person what the answers do not hold yet. `save` is called after every change.
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
    let Some(mode) = mode::choose(options.interview.plain, &surroundings) else {
        return Err(Failure::Message(
            "there is no terminal to ask on; use `smp assess FILE` for answers in a file, \
             `smp --plain` to read answers as lines, or `smp template` for a file to fill in"
                .to_owned(),
        ));
    };
    let is_typed = io::stdin().is_terminal();
    let asking = options.asking();
    let mut latest = answers.clone();
    let exit_message =
        |answers: &Answers| resume_hint(table.pack(), answers, options, Kept::AsAsked);
    let stop = StopPath::install(mode, exit_message(&answers))
        .map_err(|error| Failure::Io("listen for Ctrl-C".to_owned(), error))?;
    let mut keep = |answers: &Answers| -> Result<(), UiError> {
        latest.clone_from(answers);
        stop.uninterrupted(exit_message(answers), || save(answers))
            .map_err(UiError::Unsaved)
    };
    let keeping = match &options.interview.answers {
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
            say_how_to_resume(table, &latest, options);
            Ok(Conducted::Stopped)
        }
        // The signal that says so may come a moment later.
        Err(error) if is_typed && error.is_closed_window() => Ok(Conducted::Stopped),
        Err(error) => Err(failure(error, table, &latest, options)),
    }
}

/// Says how to continue with the answers so far, where that is not plain, and gives what went wrong.
fn failure(error: UiError, table: &Table, answers: &Answers, options: &ConductOptions) -> Failure {
    match error {
        UiError::EndOfInput => {
            say_how_to_resume(table, answers, options);
            Failure::Message(ended_early(table, answers, options.asking()))
        }
        UiError::Io(error) => Failure::Message(format!("the interview cannot continue: {error}")),
        UiError::Unsaved(error) => {
            let hint = resume_hint(table.pack(), answers, options, Kept::Unsaved);
            message::say_as_is(&hint);
            Failure::Io("save the answers".to_owned(), error)
        }
    }
}

/// Says how to continue with the answers so far.
pub(crate) fn say_how_to_resume(table: &Table, answers: &Answers, options: &ConductOptions) {
    let hint = resume_hint(table.pack(), answers, options, Kept::AsAsked);
    message::say_as_is(&hint);
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
