//! The questions that no rule reads: what matters to the person, and whether they are ready to decide.
//!
//! They come after the result, in one row, and can be left at any point.

use super::{Conversation, Position, Progress, ReplyEffect, words};
use crate::pack::{Answer, Comparison, QuestionIndex};

impl Conversation<'_, '_> {
    /// The questions in the order of asking.
    pub(super) fn reflections(&self) -> Vec<QuestionIndex> {
        let comparison = self.table.pack().comparison.as_ref();
        (comparison.into_iter().flat_map(Comparison::questions)).collect()
    }

    /// Takes an answer, and goes to the next question or ends.
    pub(super) fn reflect_on(&mut self, index: QuestionIndex, answer: Answer) -> ReplyEffect {
        let changed = self.answers.get(index) != Some(answer);
        self.answers.set(index, answer);
        let question = self.table.pack().question(index);
        let questions = self.reflections().into_iter();
        let next = questions.skip_while(|other| *other != index).nth(1);
        let outcome = match next {
            Some(next) => {
                self.place = Position::Reflection(next);
                Progress::Continues
            }
            None => self.on_stop(),
        };
        ReplyEffect {
            said: vec![words::record(question, answer)],
            changed,
            ..ReplyEffect::ended(outcome)
        }
    }

    /// Goes to the question before; from the first, back to the result.
    pub(super) fn reflect_before(&mut self, index: QuestionIndex) -> ReplyEffect {
        let questions = self.reflections();
        let before = questions.iter().take_while(|other| **other != index).last();
        match before {
            Some(before) => {
                self.place = Position::Reflection(*before);
                ReplyEffect::silent()
            }
            None => ReplyEffect::ended(self.on_stop()),
        }
    }

    /// What it means to stop: the interview, or after the result only these questions.
    pub(super) fn on_stop(&mut self) -> Progress {
        if let Position::Reflection(_) = self.place {
            self.place = Position::Review;
            return Progress::Finished;
        }
        Progress::Stopped
    }
}
