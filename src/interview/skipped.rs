//! Which questions are left out, because no answer to them can change anything for the person.

use std::collections::BTreeSet;

use crate::assess::{self, Table};
use crate::pack::{Answer, Answers, Condition, Pack, QuestionIndex};
use crate::space;

/// Which questions an interview asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionScope {
    /// Those whose answer can still change verdict, advice or expectations, or a score that is shown, and
    /// every core and safety question.
    WhatMatters,
    /// All that concern the person.
    Everything,
}

/// The questions that are left out, kept in step with the answers.
#[derive(Debug, Clone)]
pub(super) struct SkippedQuestions {
    /// Questions that may be left out at all.
    optional: BTreeSet<QuestionIndex>,
    /// The known answers that the following holds for.
    known: Answers,
    left_out: BTreeSet<QuestionIndex>,
}

impl SkippedQuestions {
    pub(super) fn new(table: &Table, answers: &Answers, scope: QuestionScope) -> Self {
        let pack = table.pack();
        let optional = match scope {
            QuestionScope::WhatMatters => optional(pack),
            QuestionScope::Everything => BTreeSet::new(),
        };
        let mut skipped = Self {
            optional,
            known: known(pack, answers),
            left_out: BTreeSet::new(),
        };
        skipped.leave_out(table, answers);
        skipped
    }

    /// Takes note of other answers.
    pub(super) fn follow(&mut self, table: &Table, answers: &Answers) {
        let now = known(table.pack(), answers);
        if now == self.known {
            return;
        }
        if !refines(table.pack(), &now, &self.known) {
            self.left_out.clear(); // a question may matter again
        }
        self.known = now;
        self.leave_out(table, answers);
    }

    /// Returns true if no answer to an open question can change anything.
    pub(super) fn contain(&self, question: QuestionIndex) -> bool {
        self.left_out.contains(&question)
    }

    /// Returns true if a question would be left out if it came to matter no more.
    pub(super) fn may_contain(&self, question: QuestionIndex) -> bool {
        self.optional.contains(&question)
    }

    /// Adds what matters no more. More answers never make such a question matter again.
    fn leave_out(&mut self, table: &Table, answers: &Answers) {
        let optional = self.optional.iter().copied();
        let open = optional.filter(|question| {
            answers.get(*question).is_none() && !self.left_out.contains(question)
        });
        let idle = space::idle(table, answers, open);
        // Next to a stop no score is shown. Otherwise it must be the one that a file with all answers has.
        let is_stopped = assess::verdict(table, answers).is_stop();
        let scoring = if is_stopped {
            BTreeSet::new()
        } else {
            scoring(table.pack())
        };
        let idle = idle
            .into_iter()
            .filter(|question| !scoring.contains(question));
        self.left_out.extend(idle);
    }
}

/// The questions that decide points.
fn scoring(pack: &Pack) -> BTreeSet<QuestionIndex> {
    let rules = pack
        .rules
        .iter()
        .filter(|rule| rule.points.is_some_and(|points| points != 0));
    let conditions = rules.flat_map(|rule| [Some(&rule.when), rule.unless.as_ref()]);
    let requirements = conditions.flatten().flat_map(Condition::requirements);
    requirements
        .map(|requirement| requirement.question)
        .collect()
}

/// Every question but the core and safety questions and those that decide whether one of them applies.
fn optional(pack: &Pack) -> BTreeSet<QuestionIndex> {
    let mut needed = BTreeSet::new();
    // A question's condition names earlier questions only, so one pass from the last is enough.
    for position in (0..pack.questions.len()).rev() {
        let index = QuestionIndex::new(position);
        let question = pack.question(index);
        if question.core || question.safety || needed.contains(&index) {
            needed.insert(index);
            let requirements = question.when.iter().flat_map(Condition::requirements);
            needed.extend(requirements.map(|requirement| requirement.question));
        }
    }
    let questions = pack.numbered_questions().map(|(index, _)| index);
    questions.filter(|index| !needed.contains(index)).collect()
}

/// The answers without those that are not sure.
fn known(pack: &Pack, answers: &Answers) -> Answers {
    let mut known = Answers::blank(pack);
    for (index, _) in pack.numbered_questions() {
        if let Some(chosen) = answers.known(index) {
            known.set(index, Answer::Chosen(chosen));
        }
    }
    known
}

/// Returns true if some answers only add to others.
fn refines(pack: &Pack, answers: &Answers, others: &Answers) -> bool {
    let mut questions = pack.numbered_questions();
    questions.all(|(index, _)| {
        let before = others.known(index);
        before.is_none() || before == answers.known(index)
    })
}
