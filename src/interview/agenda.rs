//! Which questions concern the person as far as the answers tell, and which are still to be asked.

use crate::assess::{Applies, Reading, Table};
use crate::pack::{Answers, Condition, Pack, Question, QuestionIndex};

use super::skipped::SkippedQuestions;

/// The questions in the light of some answers.
pub(super) struct Agenda<'a> {
    pack: &'a Pack,
    answers: &'a Answers,
    skipped: &'a SkippedQuestions,
    reading: Reading,
    /// The question whose answer ends the interview.
    end: Option<QuestionIndex>,
}

impl<'a> Agenda<'a> {
    pub(super) fn new(
        table: &Table<'a>,
        answers: &'a Answers,
        skipped: &'a SkippedQuestions,
    ) -> Self {
        let mut agenda = Self {
            pack: table.pack(),
            answers,
            skipped,
            reading: table.read(answers),
            end: None,
        };
        let end = {
            let mut answered = agenda.answered();
            answered.find(|&question| agenda.end_of(question).is_some())
        };
        agenda.end = end;
        agenda
    }

    pub(super) fn pack(&self) -> &'a Pack {
        self.pack
    }

    /// The question whose answer ends the interview, and what is said then.
    pub(super) fn end(&self) -> Option<(QuestionIndex, &'a str)> {
        let question = self.end?;
        Some((question, self.end_of(question)?))
    }

    fn end_of(&self, question: QuestionIndex) -> Option<&'a str> {
        let chosen = self.answers.known(question)?;
        self.pack.question(question).end(chosen)
    }

    /// The first question to ask next; `None` when all are answered or left out.
    pub(super) fn next(&self) -> Option<QuestionIndex> {
        self.concerning()
            .find(|&question| self.is_pending(question))
    }

    /// The last question that concerns the person among those asked before another, or of all.
    pub(super) fn last_before(&self, limit: Option<QuestionIndex>) -> Option<QuestionIndex> {
        let earlier = |question: &QuestionIndex| limit.is_none_or(|limit| *question < limit);
        let asked = self
            .concerning()
            .filter(|&question| !self.is_left_out(question));
        asked.filter(earlier).last()
    }

    /// Returns true if a question comes before the result may be seen: the core and safety questions
    /// and all that are asked between them; every question of a pack that has neither.
    pub(super) fn is_main(&self, question: QuestionIndex) -> bool {
        let decisive = |question: &Question| question.core || question.safety;
        let last = self.pack.questions.iter().rposition(decisive);
        last.is_none_or(|last| question.position() <= last)
    }

    /// The questions still to be asked if nothing new comes up.
    pub(super) fn remaining(&self) -> impl Iterator<Item = QuestionIndex> {
        self.counted().filter(|&question| self.is_pending(question))
    }

    /// The questions that have an answer, in the order of asking.
    pub(super) fn answered(&self) -> impl Iterator<Item = QuestionIndex> {
        self.concerning()
            .filter(|&question| self.answers.get(question).is_some())
    }

    /// The questions that are not asked because no answer to them can change anything.
    pub(super) fn left_out(&self) -> impl Iterator<Item = QuestionIndex> {
        let left_out = self
            .concerning()
            .filter(|&question| self.is_left_out(question));
        left_out.filter(|&question| {
            let is_open = |parent: QuestionIndex| self.answers.get(parent).is_none();
            self.reading.applies(question) == Applies::Yes || !self.parents(question).any(is_open)
        })
    }

    /// Answers to questions that do not concern the person.
    pub(super) fn out_of_place(&self) -> impl Iterator<Item = QuestionIndex> {
        self.questions()
            .filter(|&question| self.answers.get(question).is_some() && !self.concerns(question))
    }

    /// How many questions there are for this person, as far as the answers tell.
    pub(super) fn total(&self) -> usize {
        self.counted().count()
    }

    /// The place of a question among them, from 1.
    pub(super) fn number(&self, question: QuestionIndex) -> usize {
        let earlier = self.counted().filter(|&other| other < question);
        earlier.count() + 1
    }

    /// Returns true if the answer to a question, or to any that is still to be asked, can change the total.
    pub(super) fn can_grow_or_shrink(&self, asked: Option<QuestionIndex>) -> bool {
        if self.may_come_back(asked) || self.may_be_left_out(asked) {
            return true;
        }
        self.questions().any(|question| {
            let depends_on_asked =
                asked.is_some_and(|asked| self.parents(question).any(|parent| parent == asked));
            let undecided = self.reading.applies(question) == Applies::Maybe
                && self.parents(question).any(|parent| self.is_pending(parent));
            depends_on_asked || undecided
        })
    }

    /// Returns true if another answer to a question can make one matter again that is left out.
    fn may_come_back(&self, asked: Option<QuestionIndex>) -> bool {
        asked.is_some_and(|asked| self.answers.get(asked).is_some())
            && self.left_out().next().is_some()
    }

    /// Returns true if the answer to a question, or to any still to be asked, can make another one idle.
    fn may_be_left_out(&self, asked: Option<QuestionIndex>) -> bool {
        let others: Vec<_> = self
            .remaining()
            .filter(|&question| Some(question) != asked)
            .collect();
        let has_another = asked.is_some() || others.len() > 1;
        let may_be_left_out = |question: &QuestionIndex| self.skipped.may_contain(*question);
        has_another && others.iter().any(may_be_left_out)
    }

    fn questions(&self) -> impl Iterator<Item = QuestionIndex> + use<'a> {
        self.pack.numbered_questions().map(|(question, _)| question)
    }

    /// Every question but those that do not apply, asked or left out. A follow-up to "I'm not sure" is among them.
    fn concerning(&self) -> impl Iterator<Item = QuestionIndex> {
        let concerning = (self.questions()).filter(|&question| self.concerns(question));
        concerning
            .filter(|&question| !self.is_neutral(question) || self.answers.get(question).is_some())
    }

    /// Returns true for a question that no rule reads: it is asked after the result, if the person wants it.
    fn is_neutral(&self, question: QuestionIndex) -> bool {
        self.pack.question(question).neutral.is_some()
    }

    /// Those of them that would be asked if the answers still to come called for no follow-up.
    fn counted(&self) -> impl Iterator<Item = QuestionIndex> {
        let asked = self
            .concerning()
            .filter(|&question| !self.is_left_out(question));
        let counted = asked.filter(|&question| !self.is_neutral(question));
        counted.filter(|&question| {
            self.reading.applies(question) == Applies::Yes
                || !self.parents(question).any(|parent| self.is_pending(parent))
        })
    }

    fn concerns(&self, question: QuestionIndex) -> bool {
        match self.reading.applies(question) {
            Applies::Yes | Applies::Maybe => true,
            Applies::No => false,
        }
    }

    fn is_pending(&self, question: QuestionIndex) -> bool {
        self.end.is_none()
            && self.concerns(question)
            && self.answers.get(question).is_none()
            && !self.skipped.contain(question)
    }

    fn is_left_out(&self, question: QuestionIndex) -> bool {
        self.answers.get(question).is_none() && self.skipped.contain(question)
    }

    /// The questions that decide whether a question applies.
    fn parents(&self, question: QuestionIndex) -> impl Iterator<Item = QuestionIndex> + use<'a> {
        let when = self.pack.question(question).when.as_ref();
        when.into_iter()
            .flat_map(Condition::requirements)
            .map(|requirement| requirement.question)
    }
}
