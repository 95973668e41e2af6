//! Everything about the answers so far that can still dependencies.
//!
//! States are kept once and named, and what a step makes of a state is worked out once: a sweep that
//! goes where another went before only looks it up.

use std::rc::Rc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::plan::{Activation, PendingRule, Planned};
use super::residual::{AnswerPart, Residual, ResidualInterner};
use crate::assess::Applies;
use crate::pack::{QuestionIndex, Verdict};

/// Names everything about the answers so far that can still dependencies, apart from the score.
///
/// Equal states have equal names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct State {
    /// The worst gate among the rules that are decided.
    pub(super) worst: Verdict,
    undecided: u32,
}

/// What of a pack is activations and not decided.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Undecided {
    /// Rules activations and not decided, sorted.
    pub(super) rules: Vec<PendingRule>,
    /// Questions to come whose conditions are activations, in the order of asking.
    pub(super) questions: Vec<PendingQuestion>,
    /// What is left of the conditions that the plan watches.
    pub(super) watched: Vec<Residual>,
    /// Whether "I'm not sure" was said to the `many` question whose boxes come next: nothing more is
    /// asked of it.
    pub(super) is_unsure: bool,
}

/// What is left of the condition of a question to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PendingQuestion {
    question: QuestionIndex,
    /// For it to apply.
    certain: Residual,
    /// For it to apply perhaps; the same until something is unsure.
    possible: Residual,
}

/// Room for so many states is made at once; the questions about one person seldom need more.
const USUAL: usize = 400;

/// A step at a question, and whether it is the last of the question.
type Transition = (QuestionIndex, AnswerPart, bool);

/// Every state met so far, and what each step makes of it.
#[derive(Debug, Clone)]
pub(super) struct States {
    pub(super) residuals: ResidualInterner,
    kept: Vec<Rc<Undecided>>,
    names: FxHashMap<Rc<Undecided>, u32>,
    activations: FxHashMap<(State, QuestionIndex), State>,
    afters: FxHashMap<(State, Transition), (State, i32)>,
}

impl States {
    pub(super) fn new(residuals: ResidualInterner) -> Self {
        Self {
            residuals,
            kept: Vec::with_capacity(USUAL),
            names: FxHashMap::with_capacity_and_hasher(USUAL, FxBuildHasher),
            activations: FxHashMap::with_capacity_and_hasher(USUAL, FxBuildHasher),
            afters: FxHashMap::with_capacity_and_hasher(2 * USUAL, FxBuildHasher),
        }
    }

    /// Nothing is answered yet, and these conditions are watched.
    pub(super) fn start(&mut self, worst: Verdict, watched: &[Residual]) -> State {
        let undecided = Undecided {
            watched: watched.to_vec(),
            ..Undecided::default()
        };
        self.name(worst, undecided)
    }

    /// What is not decided in a state.
    pub(super) fn undecided(&self, state: State) -> &Undecided {
        let kept = self.kept.get(state.undecided as usize);
        kept.expect("a state belongs to the states that named it")
    }

    /// The state with what begins at a question.
    pub(super) fn activated(&mut self, state: State, planned: &Planned) -> State {
        let key = (state, planned.question);
        if let Some(&known) = self.activations.get(&key) {
            return known;
        }
        let before = self.undecided(state).activated(planned);
        let before = self.name(state.worst, before);
        self.activations.insert(key, before);
        before
    }

    /// The state after a step, and the points of the rules that it decides.
    pub(super) fn after(
        &mut self,
        state: State,
        question: QuestionIndex,
        step: AnswerPart,
        is_last: bool,
    ) -> (State, i32) {
        let taken = (question, step, is_last);
        if let Some(&known) = self.afters.get(&(state, taken)) {
            return known;
        }
        let before = Rc::clone(
            self.kept
                .get(state.undecided as usize)
                .expect("a state belongs to the states that named it"),
        );
        let mut worst = state.worst;
        let (undecided, points) = before.after(&mut self.residuals, taken, &mut worst);
        let after = (self.name(worst, undecided), points);
        self.afters.insert((state, taken), after);
        after
    }

    fn name(&mut self, worst: Verdict, undecided: Undecided) -> State {
        if let Some(&undecided) = self.names.get(&undecided) {
            return State { worst, undecided };
        }
        let name = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        let kept = Rc::new(undecided);
        self.kept.push(Rc::clone(&kept));
        self.names.insert(kept, name);
        let undecided = name;
        State { worst, undecided }
    }
}

impl Undecided {
    fn activated(&self, planned: &Planned) -> Self {
        let mut before = self.clone();
        for activations in &planned.activations {
            match *activations {
                Activation::Rule(pending) => before.rules.push(pending),
                Activation::Question(question, whole) => before.questions.push(PendingQuestion {
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

    /// Whether a question applies or may apply, all earlier ones being answered.
    pub(super) fn may_apply(&self, question: QuestionIndex) -> bool {
        let mut conditions = self.questions.iter();
        let ahead = conditions.find(|ahead| ahead.question == question);
        ahead.is_none_or(|ahead| ahead.possible == Residual::TRUE)
    }

    /// Whether a question to come applies, as far as that is decided.
    pub(super) fn applies(&self, question: QuestionIndex) -> Option<Applies> {
        let ahead = (self.questions.iter()).find(|ahead| ahead.question == question)?;
        match (ahead.certain.holds(), ahead.possible.holds()) {
            (Some(true), _) => Some(Applies::Yes),
            (_, Some(false)) => Some(Applies::No),
            (Some(false), Some(true)) => Some(Applies::Maybe),
            (None, _) | (_, None) => None,
        }
    }

    /// What is not decided after a step, and the points of the rules that it decides.
    fn after(
        &self,
        residuals: &mut ResidualInterner,
        (question, step, is_last): Transition,
        worst: &mut Verdict,
    ) -> (Self, i32) {
        let mut rules = Vec::with_capacity(self.rules.len());
        let mut points: i32 = 0;
        let (before, mut is_same) = (*worst, true);
        for pending in &self.rules {
            let when = residuals.after(pending.when, question, step);
            let unless = residuals.after(pending.unless, question, step);
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
        // Rules that begin here come without any order.
        if !is_same || *worst != before || !rules.is_sorted() {
            normalize_pending(&mut rules, *worst);
        }
        let questions = self.questions.iter();
        let watched = self.watched.iter();
        let after = Self {
            rules,
            questions: questions
                .map(|ahead| ahead.after(residuals, question, step))
                .collect(),
            watched: watched
                .map(|&condition| residuals.after(condition, question, step))
                .collect(),
            is_unsure: !is_last && (self.is_unsure || step == AnswerPart::Unsure),
        };
        (after, points)
    }
}

/// Leaves out what can no longer matter and joins rules that will be decided together.
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
        step: AnswerPart,
    ) -> Self {
        let certain = residuals.after(self.certain, question, step);
        let possible = match step {
            AnswerPart::Unsure => residuals.after(self.possible, question, AnswerPart::Perhaps),
            _ if self.possible == self.certain => certain,
            _ => residuals.after(self.possible, question, step),
        };
        Self {
            question: self.question,
            certain,
            possible,
        }
    }
}
