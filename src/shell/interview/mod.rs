//! The interview at a real terminal or pipe; everything goes to standard error, the result does not.
//!
//! - [`mode`] chooses how to ask
//! - [`rich`] asks in menus: [`keyboard`] and [`decoder`] read keys, [`mod@menu`] knows what they do,
//!   [`layout`] and [`theme`] how it looks
//! - [`plain`] asks in numbered lines, for screen readers, simple terminals and pipes
//! - [`after`] follows the result with a menu
//! - [`stop`] leaves the terminal as it was after any signal; [`resume`] says how to continue

mod after;
mod decoder;
mod keyboard;
mod layout;
mod menu;
mod mode;
mod options;
mod plain;
mod resume;
mod rich;
mod stop;
mod theme;
mod ui_error;

use std::io::{self, IsTerminal as _};

use smp_suitability::assess::{Table, assess};
use smp_suitability::diagnostic::escape_untrusted;
use smp_suitability::interview::{self, Progress, QuestionScope, SaveTarget};
use smp_suitability::pack::Answers;
use smp_suitability::report::Topic;

use super::{Failure, Status, message};
pub(super) use after::Shown;
use after::{Left, Typing, follow};
pub(super) use mode::is_read_aloud;
use mode::{Mode, TerminalEnv};
pub(crate) use options::InterviewOptions;
use plain::Plain;
pub(super) use resume::quoted;
use resume::{Kept, resume_hint};
use rich::Rich;
use stop::StopPath;
use ui_error::UiError;

/// What happens once everything is answered, and after every change that follows.
pub(crate) trait Results {
    /// Prints the result of all answers; of those that may be written, if it goes to a file.
    ///
    /// # Errors
    /// If it cannot be printed.
    fn deliver(&mut self, answers: &Answers, writable: &Answers) -> Result<Status, Failure>;

    /// Takes answers that changed nothing about a result on the screen, without printing it again.
    fn revise(&mut self, answers: &Answers, writable: &Answers) -> Status;

    /// The result as the menu after it needs it; `None` where there is none to be offered.
    fn shown(&self) -> Option<&dyn Shown>;
}

/// Asks a person what the answers do not hold yet, gives the result, and offers what follows it. `save` is
/// called after every change.
///
/// A signal ends the process with exit code 130, never in the middle of `save`.
///
/// # Errors
/// If there is no terminal to ask on, if the lines to read end before the interview does,
/// if an answer or the result cannot be written, or if the terminal fails.
pub(crate) fn run_interview(
    table: &Table,
    answers: Answers,
    options: &InterviewOptions,
    save: &mut dyn FnMut(&Answers) -> io::Result<()>,
    results: &mut dyn Results,
) -> Result<Status, Failure> {
    let terminal = TerminalEnv::detect();
    let Some(mode) = mode::choose(options.interview.plain, &terminal) else {
        return Err(Failure::Message(
            "there is no terminal to ask on; use `smp assess FILE` for answers in a file, \
             `smp --plain` to read answers as lines, or `smp template` for a file to fill in"
                .to_owned(),
        ));
    };
    let exit_message = resume_hint(table.pack(), &answers, options, Kept::AsAsked);
    let stop = StopPath::install(mode, exit_message)
        .map_err(|error| Failure::Io("listen for Ctrl-C".to_owned(), error))?;
    let is_typed = io::stdin().is_terminal();
    let dialog = Dialog {
        table,
        options,
        stop: &stop,
        is_typed,
    };
    match mode {
        Mode::Rich => dialog.run(&mut Rich::new(options.color), answers, save, results),
        Mode::Plain => {
            let (input, columns) = (io::stdin().lock(), terminal.columns());
            let mut ui = Plain::new(input, io::stderr(), columns, is_typed);
            dialog.run(&mut ui, answers, save, results)
        }
    }
}

/// What stays the same from the first question to the last menu.
struct Dialog<'a> {
    table: &'a Table<'a>,
    options: &'a InterviewOptions<'a>,
    stop: &'a StopPath,
    is_typed: bool,
}

impl Dialog<'_> {
    fn run(
        &self,
        ui: &mut impl Typing,
        answers: Answers,
        save: &mut dyn FnMut(&Answers) -> io::Result<()>,
        results: &mut dyn Results,
    ) -> Result<Status, Failure> {
        let (table, options) = (self.table, self.options);
        let save_target = match &options.interview.answers {
            Some(file) => {
                SaveTarget::File(escape_untrusted(&file.display().to_string()).into_owned())
            }
            None => SaveTarget::Nowhere,
        };
        let mut latest = answers.clone();
        let mut is_reflection = false;
        let begun = interview::begin(table, answers, options.scope(), &save_target, ui);
        let mut conversation = match begun {
            Ok(conversation) => conversation,
            Err(error) => return self.unfinished(error, &latest),
        };
        loop {
            let mut keep = |answers: &Answers| -> Result<(), UiError> {
                latest.clone_from(answers);
                let message = resume_hint(table.pack(), answers, options, Kept::AsAsked);
                let saved = self.stop.uninterrupted(message, || save(answers));
                saved.map_err(UiError::Unsaved)
            };
            match interview::ask_until_done(&mut conversation, ui, &mut keep) {
                Ok(Progress::Stopped) => {
                    say_how_to_resume(table, &latest, options);
                    return Ok(Status::Cancelled);
                }
                Ok(Progress::Finished | Progress::Continues) => {}
                Err(error) => return self.unfinished(error, &latest),
            }
            let answers = conversation.answers();
            let delivered = if is_reflection {
                Ok(results.revise(answers, &latest))
            } else {
                results.deliver(answers, &latest)
            };
            // No one should have to answer twice because a disk is full.
            let status = delivered.inspect_err(|_| say_how_to_resume(table, &latest, options))?;
            // Who leaves the menu in any way has seen the result.
            let first = is_reflection.then_some(Topic::Matters);
            let left = results.shown().map(|shown| follow(ui, shown, first));
            is_reflection = false;
            match left {
                Some(Ok(Left::ToChange)) => {}
                Some(Ok(Left::ToReflect)) => {
                    is_reflection = true;
                    conversation.reflect();
                }
                Some(Ok(Left::Finished) | Err(_)) | None => return Ok(status),
            }
        }
    }

    /// How the run ends where no reply can be had.
    fn unfinished(&self, error: UiError, latest: &Answers) -> Result<Status, Failure> {
        // The signal that says so may come a moment later.
        if self.is_typed && error.is_closed_window() {
            return Ok(Status::Cancelled);
        }
        Err(failure(error, self.table, latest, self.options))
    }
}

/// Says how to continue with the answers so far, where that is not plain, and gives what went wrong.
fn failure(
    error: UiError,
    table: &Table,
    answers: &Answers,
    options: &InterviewOptions,
) -> Failure {
    match error {
        UiError::EndOfInput => {
            say_how_to_resume(table, answers, options);
            Failure::Message(ended_early(table, answers, options.scope()))
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
pub(crate) fn say_how_to_resume(table: &Table, answers: &Answers, options: &InterviewOptions) {
    let hint = resume_hint(table.pack(), answers, options, Kept::AsAsked);
    message::say_as_is(&hint);
}

fn ended_early(table: &Table, answers: &Answers, scope: QuestionScope) -> String {
    let questions = interview::unanswered(table, answers, scope);
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
