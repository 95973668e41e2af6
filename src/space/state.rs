//! Interned states: everything about the answers so far that can still matter.
//!
//! Equal states are stored once and compared by number, and what a part of an answer makes of a state is
//! worked out once. A sweep that goes where another one went before only looks it up.

use std::rc::Rc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::residual::{AnswerPart, Residual, ResidualInterner};
use crate::assess::Applies;
use crate::pack::{QuestionIndex, Verdict};

/// The number of everything about the answers so far that can still matter, apart from the score.
///
/// Equal states have equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct State {
    /// The worst gate among the rules that are decided.
    pub(super) worst: Verdict,
    undecided: u32,
}

/// What is not decided yet among the rules and conditions that an answer has been given to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Undecided {
    /// Sorted.
    pub(super) rules: Vec<PendingRule>,
    /// In the order of asking.
    pub(super) questions: Vec<PendingQuestion>,
    /// What is left of the conditions that the plan watches, for them to hold certainly.
    pub(super) watched: Vec<Residual>,
    /// The same for them to hold perhaps, where the plan watches that too.
    pub(super) watched_possible: Vec<Residual>,
    /// "I'm not sure" was the answer to the `many` question whose boxes are next, so none of them is asked.
    pub(super) is_unsure: bool,
}

/// A rule that fires if its condition comes true and its exception does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PendingRule {
    pub(super) when: Residual,
    pub(super) unless: Residual,
    pub(super) points: i32,
    pub(super) verdict: Verdict,
}

/// What is left of the condition of a question to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PendingQuestion {
    question: QuestionIndex,
    /// For it to apply certainly.
    certain: Residual,
    /// For it to apply perhaps; the same until an answer is unsure.
    possible: Residual,
}

/// A rule or a question becomes pending, with nothing of its condition answered.
#[derive(Debug, Clone, Copy)]
pub(super) enum Activation {
    Rule(PendingRule),
    Question(QuestionIndex, Residual),
}

/// A part of the answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Transition {
    pub(super) question: QuestionIndex,
    pub(super) part: AnswerPart,
    /// The answer is complete with it.
    pub(super) is_last: bool,
}

/// Room for this many states is made at once: the queries about one person seldom need more.
const USUAL_STATES: usize = 400;

/// Every state met so far, and what each transition makes of it.
#[derive(Debug, Clone)]
pub(super) struct States {
    pub(super) residuals: ResidualInterner,
    kept: Vec<Rc<Undecided>>,
    numbers: FxHashMap<Rc<Undecided>, u32>,
    activated: FxHashMap<(State, QuestionIndex), State>,
    afters: FxHashMap<(State, Transition), (State, i32)>,
}

impl States {
    pub(super) fn new(residuals: ResidualInterner) -> Self {
        Self {
            residuals,
            kept: Vec::with_capacity(USUAL_STATES),
            numbers: FxHashMap::with_capacity_and_hasher(USUAL_STATES, FxBuildHasher),
            activated: FxHashMap::with_capacity_and_hasher(USUAL_STATES, FxBuildHasher),
            afters: FxHashMap::with_capacity_and_hasher(2 * USUAL_STATES, FxBuildHasher),
        }
    }

    /// The state before any answer.
    pub(super) fn start(
        &mut self,
        worst: Verdict,
        watched: &[Residual],
        watched_possible: &[Residual],
    ) -> State {
        let undecided = Undecided {
            watched: watched.to_vec(),
            watched_possible: watched_possible.to_vec(),
            ..Undecided::default()
        };
        self.number(worst, undecided)
    }

    /// What is not decided in a state.
    pub(super) fn undecided(&self, state: State) -> &Undecided {
        self.kept(state)
    }

    fn kept(&self, state: State) -> &Rc<Undecided> {
        let kept = self.kept.get(state.undecided as usize);
        kept.expect("a state belongs to the states that numbered it")
    }

    /// The state with what becomes pending at a question.
    pub(super) fn activated(
        &mut self,
        state: State,
        question: QuestionIndex,
        activations: &[Activation],
    ) -> State {
        let key = (state, question);
        if let Some(&known) = self.activated.get(&key) {
            return known;
        }
        let with = self.undecided(state).activated(question, activations);
        let with = self.number(state.worst, with);
        self.activated.insert(key, with);
        with
    }

    /// The state after a transition, and the points of the rules that it decides.
    pub(super) fn after(&mut self, state: State, transition: Transition) -> (State, i32) {
        let key = (state, transition);
        if let Some(&known) = self.afters.get(&key) {
            return known;
        }
        let before = Rc::clone(self.kept(state));
        let mut worst = state.worst;
        let (undecided, points) = before.after(&mut self.residuals, transition, &mut worst);
        let after = (self.number(worst, undecided), points);
        self.afters.insert(key, after);
        after
    }

    fn number(&mut self, worst: Verdict, undecided: Undecided) -> State {
        if let Some(&undecided) = self.numbers.get(&undecided) {
            return State { worst, undecided };
        }
        let number =
            u32::try_from(self.kept.len()).expect("fewer than 2^32 states fit into memory");
        let kept = Rc::new(undecided);
        self.kept.push(Rc::clone(&kept));
        self.numbers.insert(kept, number);
        State {
            worst,
            undecided: number,
        }
    }
}

impl Undecided {
    fn activated(&self, question: QuestionIndex, activations: &[Activation]) -> Self {
        let mut with = self.clone();
        for activation in activations {
            match *activation {
                Activation::Rule(pending) => with.rules.push(pending),
                Activation::Question(question, whole) => with.questions.push(PendingQuestion {
                    question,
                    certain: whole,
                    possible: whole,
                }),
            }
        }
        // Sound: a question is asked once, so the condition of an earlier one is not read again.
        with.questions
            .retain(|pending| pending.question >= question);
        with.questions.sort_unstable();
        with
    }

    /// Returns true if a question applies or may apply, all earlier ones being answered.
    pub(super) fn may_apply(&self, question: QuestionIndex) -> bool {
        let pending = self.pending(question);
        pending.is_none_or(|pending| pending.possible == Residual::TRUE)
    }

    /// How a question to come applies; `None` while that is not decided.
    pub(super) fn applies(&self, question: QuestionIndex) -> Option<Applies> {
        let pending = self.pending(question)?;
        match (pending.certain.holds(), pending.possible.holds()) {
            (Some(true), _) => Some(Applies::Yes),
            (_, Some(false)) => Some(Applies::No),
            (Some(false), Some(true)) => Some(Applies::Maybe),
            (None, _) | (_, None) => None,
        }
    }

    fn pending(&self, question: QuestionIndex) -> Option<&PendingQuestion> {
        let mut pending = self.questions.iter();
        pending.find(|pending| pending.question == question)
    }

    /// What is not decided after a transition, and the points of the rules that it decides.
    fn after(
        &self,
        residuals: &mut ResidualInterner,
        transition: Transition,
        worst: &mut Verdict,
    ) -> (Self, i32) {
        let Transition {
            question,
            part,
            is_last,
        } = transition;
        let mut rules = Vec::with_capacity(self.rules.len());
        let mut points: i32 = 0;
        let (worst_before, mut is_same) = (*worst, true);
        for pending in &self.rules {
            let when = residuals.after(pending.when, question, part);
            let unless = residuals.after(pending.unless, question, part);
            is_same &= when == pending.when && unless == pending.unless;
            if when == Residual::FALSE || unless == Residual::TRUE {
                continue;
            }
            if when == Residual::TRUE && unless == Residual::FALSE {
                points = points.saturating_add(pending.points);
                *worst = pending.verdict.max(*worst);
            } else {
                rules.push(PendingRule {
                    when,
                    unless,
                    ..*pending
                });
            }
        }
        // Rules that have just become pending are in pack order.
        if !is_same || *worst != worst_before || !rules.is_sorted() {
            normalize_pending(&mut rules, *worst);
        }
        let questions = self.questions.iter();
        let watched = self.watched.iter();
        let watched_possible = self.watched_possible.iter();
        let after = Self {
            rules,
            questions: questions
                .map(|pending| pending.after(residuals, question, part))
                .collect(),
            watched: watched
                .map(|&condition| residuals.after(condition, question, part))
                .collect(),
            watched_possible: watched_possible
                .map(|&condition| residuals.after(condition, question, part.as_possible()))
                .collect(),
            is_unsure: !is_last && (self.is_unsure || part == AnswerPart::Unsure),
        };
        (after, points)
    }
}

/// Drops rules that can no longer matter and joins those that will be decided together.
///
/// Sound: a gate that is no worse than one that fired cannot change the worst gate, and rules with the same
/// residuals fire for the same answers, so their points add up and the worse of their verdicts counts.
fn normalize_pending(rules: &mut Vec<PendingRule>, worst: Verdict) {
    rules.retain(|pending| pending.points != 0 || pending.verdict > worst);
    rules.sort_unstable();
    rules.dedup_by(|later, kept| {
        let is_same = later.when == kept.when && later.unless == kept.unless;
        if is_same {
            kept.points = kept.points.saturating_add(later.points);
            kept.verdict = kept.verdict.max(later.verdict);
        }
        is_same
    });
}

impl PendingQuestion {
    #[inline]
    fn after(
        self,
        residuals: &mut ResidualInterner,
        question: QuestionIndex,
        part: AnswerPart,
    ) -> Self {
        let certain = residuals.after(self.certain, question, part);
        let possible = if part != AnswerPart::Unsure && self.possible == self.certain {
            certain
        } else {
            residuals.after(self.possible, question, part.as_possible())
        };
        Self {
            question: self.question,
            certain,
            possible,
        }
    }
}
