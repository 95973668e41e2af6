//! Answers that are not written anywhere unless the person says so.

use std::collections::BTreeSet;

use crate::pack::{Answers, Condition, Pack, QuestionIndex};

/// The questions whose answers are held back.
#[derive(Debug, Clone, Default)]
pub(super) struct Withheld(BTreeSet<QuestionIndex>);

impl Withheld {
    pub(super) fn hold(&mut self, question: QuestionIndex) {
        self.0.insert(question);
    }

    pub(super) fn release(&mut self, question: QuestionIndex) {
        self.0.remove(&question);
    }

    /// The answers that may be written.
    ///
    /// A held answer goes as a whole: what is left of several boxes would say that the others are not true.
    /// With it go the answers to questions that are asked because of it, which would give it away.
    pub(super) fn writable(&self, pack: &Pack, answers: &Answers) -> Answers {
        let mut writable = answers.clone();
        let mut held = self.0.clone();
        // A question's condition names earlier questions only, so one pass is enough.
        for (index, question) in pack.numbered_questions() {
            let requirements = question.when.iter().flat_map(Condition::requirements);
            let mut parents = requirements.map(|requirement| requirement.question);
            if held.contains(&index) || parents.any(|parent| held.contains(&parent)) {
                held.insert(index);
                writable.clear(index);
            }
        }
        writable
    }
}
