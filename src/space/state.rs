//! Everything about the answers so far that can still matter.

use std::borrow::Cow;

use super::plan::{Begun, Pending, Plan, Planned};
use super::remainder::{Remainder, Remainders, Step};
use super::sweep::Stage;
use crate::assess::Applies;
use crate::pack::{QuestionIndex, Verdict};

/// Everything about the answers so far that can still matter, apart from the score.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct State {
    /// The worst gate among the rules that are decided.
    pub(super) worst: Verdict,
    /// Rules begun and not decided, sorted.
    pub(super) rules: Vec<Pending>,
    /// Questions to come whose conditions are begun, in the order of asking.
    pub(super) questions: Vec<Ahead>,
    /// What is left of the conditions that the plan watches.
    pub(super) watched: Vec<Remainder>,
    /// Whether "I'm not sure" was said to the `many` question whose boxes come next.
    is_unsure: bool,
}

/// What is left of the condition of a question to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ahead {
    question: QuestionIndex,
    /// For it to apply.
    certain: Remainder,
    /// For it to apply perhaps; the same until something is unsure.
    possible: Remainder,
}

impl State {
    /// Nothing is answered yet.
    pub(super) fn start(plan: &Plan) -> Self {
        Self {
            worst: Verdict::Suitable,
            rules: Vec::new(),
            questions: Vec::new(),
            watched: plan.watched.clone(),
            is_unsure: false,
        }
    }

    /// Every step that a stage allows, with the state after it and the points it brings.
    pub(super) fn afters(&self, plan: &mut Plan, stage: &Stage) -> Vec<(Step, Self, i32)> {
        let Some(planned) = plan.questions.get(stage.planned) else {
            return Vec::new();
        };
        let question = planned.question;
        let before = self.before(plan, stage);
        let steps = if before.is_unsure || before.applies(question) == Applies::No {
            &[Step::Skip]
        } else {
            stage.steps.as_slice()
        };
        let afters = steps.iter().map(|&step| {
            let (after, points) = before.after(&mut plan.remainders, question, stage, step);
            (step, after, points)
        });
        afters.collect()
    }

    /// The state with what begins at a stage.
    pub(super) fn before(&self, plan: &Plan, stage: &Stage) -> Cow<'_, Self> {
        match plan.questions.get(stage.planned) {
            Some(planned) if stage.is_first => Cow::Owned(self.beginning(planned)),
            Some(_) | None => Cow::Borrowed(self),
        }
    }

    /// Whether nothing more is asked of the `many` question at hand.
    pub(super) fn is_unsure(&self) -> bool {
        self.is_unsure
    }

    /// The state with what begins at a question.
    fn beginning(&self, planned: &Planned) -> Self {
        let mut before = self.clone();
        for begun in &planned.begun {
            match *begun {
                Begun::Rule(pending) => before.rules.push(pending),
                Begun::Question(question, whole) => before.questions.push(Ahead {
                    question,
                    certain: whole,
                    possible: whole,
                }),
            }
        }
        // Conditions of questions that are over are no longer asked for.
        before
            .questions
            .retain(|ahead| ahead.question >= planned.question);
        before.questions.sort_unstable();
        before
    }

    /// Whether a question applies, all earlier ones being answered.
    pub(super) fn applies(&self, question: QuestionIndex) -> Applies {
        let mut conditions = self.questions.iter();
        match conditions.find(|ahead| ahead.question == question) {
            None => Applies::Yes,
            Some(ahead) if ahead.certain == Remainder::TRUE => Applies::Yes,
            Some(ahead) if ahead.possible == Remainder::TRUE => Applies::Maybe,
            Some(_) => Applies::No,
        }
    }

    /// The state after a step, and the points of the rules that it decides.
    pub(super) fn after(
        &self,
        remainders: &mut Remainders,
        question: QuestionIndex,
        stage: &Stage,
        step: Step,
    ) -> (Self, i32) {
        let mut after = Self {
            worst: self.worst,
            rules: Vec::with_capacity(self.rules.len()),
            questions: Vec::with_capacity(self.questions.len()),
            watched: Vec::with_capacity(self.watched.len()),
            is_unsure: !stage.is_last && (self.is_unsure || step == Step::Unsure),
        };
        let mut points: i32 = 0;
        for pending in &self.rules {
            let when = remainders.after(pending.when, question, step);
            let unless = remainders.after(pending.unless, question, step);
            if when == Remainder::FALSE || unless == Remainder::TRUE {
                continue;
            }
            if when == Remainder::TRUE && unless == Remainder::FALSE {
                points = points.saturating_add(pending.points);
                after.worst = after.worst.max(pending.verdict);
            } else {
                after.rules.push(Pending {
                    when,
                    unless,
                    ..*pending
                });
            }
        }
        after.settle_rules();
        let questions = self.questions.iter();
        after
            .questions
            .extend(questions.map(|ahead| ahead.after(remainders, question, step)));
        let watched = self.watched.iter();
        after
            .watched
            .extend(watched.map(|&condition| remainders.after(condition, question, step)));
        (after, points)
    }

    /// Leaves out what can no longer matter and joins rules that will be decided together.
    fn settle_rules(&mut self) {
        let worst = self.worst;
        self.rules
            .retain(|pending| pending.points != 0 || pending.verdict > worst);
        self.rules.sort_unstable();
        self.rules.dedup_by(|later, kept| {
            let is_same = later.when == kept.when && later.unless == kept.unless;
            if is_same {
                kept.points = kept.points.saturating_add(later.points);
                kept.verdict = kept.verdict.max(later.verdict);
            }
            is_same
        });
    }
}

impl Ahead {
    #[inline]
    fn after(self, remainders: &mut Remainders, question: QuestionIndex, step: Step) -> Self {
        let certain = remainders.after(self.certain, question, step);
        let possible = match step {
            Step::Unsure => remainders.after(self.possible, question, Step::Perhaps),
            _ if self.possible == self.certain => certain,
            _ => remainders.after(self.possible, question, step),
        };
        Self {
            question: self.question,
            certain,
            possible,
        }
    }
}
