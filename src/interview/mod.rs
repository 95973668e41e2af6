//! The interview: which question comes next, what going back does, when it ends.
//!
//! A state machine ([`Conversation`]) and one loop ([`run`]) that drives any [`Ui`] with it.
//! Knows no terminal, no keys and no files: the shell draws a [`Screen`] and brings back a [`Reply`].

mod agenda;
mod conversation;
mod omissions;
mod pages;
mod part;
mod prospects;
mod screen;
mod stop;
#[cfg(test)]
mod tests;
mod withheld;
mod words;

use crate::answers::Answers;
use crate::assess::Table;
use crate::pack::QuestionIndex;

use agenda::Agenda;
pub use conversation::{Conversation, Outcome, Step};
pub use omissions::Asking;
use omissions::Omissions;
pub use screen::{Choice, Reply, Role, Row, Screen, Ui};
pub use words::Keeping;

/// How an interview ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The person looked over the answers and wants the result.
    Finished(Answers),
    /// The person stopped before that.
    Stopped(Answers),
}

/// Asks whatever the answers do not hold yet and `asking` calls for, and lets the person look over all of them at the end.
///
/// `keep` is called after every change of the answers, before the next word is said. It is not given what
/// the person keeps back; the answers at the end are whole.
///
/// # Errors
/// Whatever the user interface or `keep` fails with; the interview ends there.
pub fn run<U: Ui>(
    table: &Table,
    answers: Answers,
    asking: Asking,
    keeping: &Keeping,
    ui: &mut U,
    keep: &mut dyn FnMut(&Answers) -> Result<(), U::Error>,
) -> Result<Ending, U::Error> {
    let mut conversation = Conversation::new(table, answers, asking).keeping(keeping.clone());
    for line in conversation.welcome(ui.way_around(), keeping) {
        ui.tell(&line)?;
    }
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
            ui.tell(line)?;
        }
        match step.outcome {
            Outcome::GoesOn => {}
            Outcome::Finished => return Ok(Ending::Finished(conversation.into_answers())),
            Outcome::Stopped => return Ok(Ending::Stopped(conversation.into_answers())),
        }
    }
}

/// The questions that an interview would still ask, in order, as far as the answers tell.
pub fn unanswered(table: &Table, answers: &Answers, asking: Asking) -> Vec<QuestionIndex> {
    let omissions = Omissions::new(table, answers, asking);
    Agenda::new(table, answers, &omissions)
        .remaining()
        .collect()
}
