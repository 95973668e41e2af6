//! Which answers count that were given on a form, where a question may be hidden again after it was answered.

use super::reading::Applies;
use super::table::Table;
use crate::pack::{Answers, QuestionIndex};

impl Table<'_> {
    /// Takes back the answers to questions that a form does not show: those that do not apply for certain, and those
    /// after an answer that ends the questions.
    pub fn keep_shown(&self, answers: &mut Answers) {
        loop {
            let reading = self.read(answers);
            let hidden: Vec<_> = self
                .answered(answers)
                .filter(|&question| reading.applies(question) != Applies::Yes)
                .collect();
            if hidden.is_empty() {
                break;
            }
            for question in hidden {
                answers.clear(question);
            }
        }
        let end = self.answered(answers).find(|&question| {
            let chosen = answers.known(question).unwrap_or_default();
            self.pack().question(question).end(chosen).is_some()
        });
        for (question, _) in self.pack().numbered_questions() {
            if end.is_some_and(|end| question > end) {
                answers.clear(question);
            }
        }
    }

    fn answered(&self, answers: &Answers) -> impl Iterator<Item = QuestionIndex> {
        let questions = self.pack().numbered_questions();
        questions.filter_map(|(question, _)| answers.get(question).map(|_| question))
    }
}
