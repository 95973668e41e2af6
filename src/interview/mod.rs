//! The interview: which question comes next, what going back does, when it ends.
//!
//! A state machine ([`Conversation`]) and one loop ([`run`]) that drives any [`Ui`] with it.
//! Knows no terminal, no keys and no files: the shell draws a [`Screen`] and brings back a [`Reply`].

mod after;
mod agenda;
mod conversation;
mod pages;
mod part;
mod possible_results;
mod screen;
mod skipped;
mod stop;
#[cfg(test)]
mod tests;
mod withheld;
mod words;

use crate::assess::Table;
use crate::pack::{Answers, QuestionIndex};

pub use after::{AfterResult, LetterNeed, Next, Reflection};
use agenda::Agenda;
pub use conversation::{Conversation, Progress, ReplyEffect};
pub use screen::{Choice, MenuRow, Reply, RowRole, Screen, Ui};
pub use skipped::QuestionScope;
use skipped::SkippedQuestions;
pub use words::SaveTarget;

/// How an interview ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The person looked over the answers and wants the result.
    Finished(Answers),
    /// The person stopped before that.
    Stopped(Answers),
}

/// Asks the questions of `scope` that have no answer yet, and lets the person look over all of them at the end.
///
/// `keep` is called after every change of the answers, before the next word is said. It is not given what
/// the person keeps back; the answers at the end are whole.
///
/// # Errors
/// Whatever the user interface or `keep` fails with; the interview ends there.
pub fn run<U: Ui>(
    table: &Table,
    answers: Answers,
    scope: QuestionScope,
    save_target: &SaveTarget,
    ui: &mut U,
    keep: &mut dyn FnMut(&Answers) -> Result<(), U::Error>,
) -> Result<Ending, U::Error> {
    let mut conversation = begin(table, answers, scope, save_target, ui)?;
    let outcome = ask_until_done(&mut conversation, ui, keep)?;
    let answers = conversation.into_answers();
    Ok(match outcome {
        Progress::Stopped => Ending::Stopped(answers),
        Progress::Finished | Progress::Continues => Ending::Finished(answers),
    })
}

/// Welcomes the person: the first half of [`run`].
///
/// # Errors
/// Whatever the user interface fails with.
pub fn begin<'table, 'pack, U: Ui>(
    table: &'table Table<'pack>,
    answers: Answers,
    scope: QuestionScope,
    save_target: &SaveTarget,
    ui: &mut U,
) -> Result<Conversation<'table, 'pack>, U::Error> {
    let conversation = Conversation::new(table, answers, scope).saving_to(save_target.clone());
    for line in conversation.welcome(ui.navigation_help(), save_target) {
        ui.print_line(&line)?;
    }
    Ok(conversation)
}

/// Asks until the person wants the result or stops: the second half of [`run`]. Called again after the
/// result, it begins at the list of answers, so that one can be changed.
///
/// # Errors
/// Whatever the user interface or `keep` fails with; the interview ends there.
pub fn ask_until_done<U: Ui>(
    conversation: &mut Conversation,
    ui: &mut U,
    keep: &mut dyn FnMut(&Answers) -> Result<(), U::Error>,
) -> Result<Progress, U::Error> {
    loop {
        let reply = ui.ask(&conversation.screen())?;
        let step = conversation.take(reply);
        if step.changed {
            keep(&conversation.writable_answers())?;
        }
        if !step.retracted.is_empty() {
            ui.retract(&step.retracted)?;
        }
        for line in &step.said {
            ui.print_line(line)?;
        }
        match step.outcome {
            Progress::Continues => {}
            outcome @ (Progress::Finished | Progress::Stopped) => return Ok(outcome),
        }
    }
}

/// The questions that an interview would still ask, in order, as far as the answers tell.
pub fn unanswered(table: &Table, answers: &Answers, scope: QuestionScope) -> Vec<QuestionIndex> {
    let skipped = SkippedQuestions::new(table, answers, scope);
    Agenda::new(table, answers, &skipped).remaining().collect()
}
