//! A date as the reply to a question.

use super::{Conversation, Position, ReplyEffect, words};
use crate::load::dated_answer;

impl Conversation<'_, '_> {
    /// Takes a date as the answer to the question that is asked, or says why it is none.
    pub(super) fn choose_date(&mut self, written: &str) -> ReplyEffect {
        let (Position::Question(index) | Position::Correction(index)) = self.place else {
            return self.stay(words::CHOOSE_ONE);
        };
        let pack = self.table.pack();
        let read = dated_answer(pack, pack.question(index), self.table.day(), written);
        match read {
            Some(Ok(dated)) => {
                let effect = self.accept(index, dated.answer);
                dated.set(&mut self.answers, index);
                ReplyEffect {
                    changed: true, // at least the date
                    ..effect
                }
            }
            Some(Err(error)) => self.stay(&format!("Sorry, {}", error.spoken())),
            None => self.stay(words::CHOOSE_ONE),
        }
    }
}
