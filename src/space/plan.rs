//! A pack prepared for sweeps: what begins at each question, and which boxes can be told apart.

use rustc_hash::FxHashMap;

use super::residual::{AnswerPart, Residual, ResidualInterner};
use super::scope::{Goal, Scope, asked};
use super::score_set::ScoreSet;
use super::state::{State, States};
use super::sweep::Stage;
use crate::pack::{Condition, Kind, Pack, QuestionIndex, Variant, Verdict};

/// A pack prepared once, for any number of sweeps.
#[derive(Debug, Clone)]
pub(super) struct Plan<'pack> {
    pub(super) pack: &'pack Pack,
    /// The questions that can matter, in the order of asking.
    pub(super) questions: Vec<Planned>,
    /// No score, with room for every score.
    pub(super) room: ScoreSet,
    pub(super) states: States,
    /// Conditions of which every state keeps what is left.
    pub(super) watched: Vec<Residual>,
    /// The score before the first question.
    pub(super) base: i32,
    /// The worst gate before the first question.
    pub(super) worst: Verdict,
    /// Whether "I'm not sure" is among the answers.
    pub(super) with_unsure: bool,
}

/// One question of a plan.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub(super) question: QuestionIndex,
    pub(super) kind: Kind,
    /// All options of a `one` question; of a `many` question one of each group that nothing tells apart.
    pub(super) options: Vec<usize>,
    /// What begins here, before anything is answered.
    pub(super) activations: Vec<Activation>,
}

/// A rule or a condition of a question, of which nothing has been answered.
#[derive(Debug, Clone, Copy)]
pub(super) enum Activation {
    Rule(PendingRule),
    Question(QuestionIndex, Residual),
}

/// A rule with the effect that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct CountedRule<'pack> {
    pub(super) variant: Variant<'pack>,
    pub(super) points: i32,
    pub(super) verdict: Verdict,
}

impl<'pack> CountedRule<'pack> {
    pub(super) fn of(variant: Variant<'pack>) -> Self {
        Self {
            variant,
            points: variant.points().unwrap_or(0),
            verdict: variant.verdict().unwrap_or(Verdict::Suitable),
        }
    }
}

/// What happens if a condition comes true and its exception does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PendingRule {
    pub(super) when: Residual,
    pub(super) unless: Residual,
    pub(super) points: i32,
    pub(super) verdict: Verdict,
}

impl<'pack> Plan<'pack> {
    pub(super) fn new(pack: &'pack Pack, watched: Goal) -> Self {
        let scope = Scope::new(pack, watched);
        let effects: Vec<_> = (scope.rules.iter().copied()).map(CountedRule::of).collect();
        let keeps_every_option = |_| watched == Goal::Applicability;
        Self::of(pack, &scope, &effects, keeps_every_option)
    }

    /// A plan for certain effects and for conditions to be watched, with "I'm not sure" as an answer.
    ///
    /// All options of a `many` question that is whole are told apart.
    pub(super) fn with_unsure(
        pack: &'pack Pack,
        effects: &[CountedRule<'pack>],
        watched: &[&'pack Condition],
        also: Option<QuestionIndex>,
        keeps_every_option: impl Fn(QuestionIndex) -> bool,
    ) -> Self {
        let rules = effects.iter().map(|effect| effect.variant).collect();
        let scope = Scope::of(pack, rules, watched, also);
        let mut plan = Self::of(pack, &scope, effects, keeps_every_option);
        let watched = watched.iter();
        plan.watched = watched
            .map(|when| plan.states.residuals.intern(when))
            .collect();
        plan.with_unsure = true;
        plan
    }

    fn of(
        pack: &'pack Pack,
        scope: &Scope,
        effects: &[CountedRule],
        keeps_every_option: impl Fn(QuestionIndex) -> bool,
    ) -> Self {
        let mut residuals = ResidualInterner::new();
        let mut activations = activations(pack, scope, effects, &mut residuals);
        let questions = scope.questions.iter().map(|&index| {
            let question = pack.question(index);
            let options = question.options.len();
            Planned {
                question: index,
                kind: question.kind,
                options: match question.kind {
                    Kind::Many if !keeps_every_option(index) => {
                        scope.distinct_options(index, options)
                    }
                    Kind::One | Kind::Many => (0..options).collect(),
                },
                activations: activations.remove(&index).unwrap_or_default(),
            }
        });
        let points = || effects.iter().map(|effect| effect.points);
        let least = points().filter(|&points| points < 0);
        let most = points().filter(|&points| points > 0);
        let [least, most] =
            [least.sum::<i32>(), most.sum()].map(|sum| pack.base.saturating_add(sum));
        Self {
            pack,
            questions: questions.collect(),
            room: ScoreSet::empty(least, most),
            states: States::new(residuals),
            watched: Vec::new(),
            base: pack.base,
            worst: Verdict::Suitable,
            with_unsure: false,
        }
    }
}

impl Plan<'_> {
    /// Nothing is answered yet.
    pub(super) fn start(&mut self) -> State {
        self.states.start(self.worst, &self.watched)
    }

    /// Keeps what is left of the condition of a question that comes after all that are planned.
    pub(super) fn watch_applicability(&mut self, question: QuestionIndex) {
        let Some(when) = &self.pack.question(question).when else {
            return;
        };
        let activations = Activation::Question(question, self.states.residuals.intern(when));
        let first = asked(&[when]).min();
        let mut planned = self.questions.iter_mut();
        let first = planned.find(|planned| Some(planned.question) == first);
        let first = first.expect("the condition of a question ahead is watched");
        first.activations.push(activations);
    }

    /// A state with what begins at a stage.
    pub(super) fn before(&mut self, reached: State, stage: &Stage) -> State {
        match self.questions.get(stage.planned) {
            Some(planned) if stage.is_first => self.states.activated(reached, planned),
            Some(_) | None => reached,
        }
    }

    /// Every step that a stage allows, with the state after it and the points it brings.
    pub(super) fn afters(
        &mut self,
        reached: State,
        stage: &Stage,
    ) -> Vec<(AnswerPart, State, i32)> {
        let Some(planned) = self.questions.get(stage.planned) else {
            return Vec::new();
        };
        let question = planned.question;
        let before = self.before(reached, stage);
        let undecided = self.states.undecided(before);
        let steps = if undecided.is_unsure || !undecided.may_apply(question) {
            &[AnswerPart::Skip]
        } else {
            stage.steps.as_slice()
        };
        let afters = steps.iter().map(|&step| {
            let (after, points) = self.states.after(before, question, step, stage.is_last);
            (step, after, points)
        });
        afters.collect()
    }
}

/// The rules and questions of a scope, by the first question that each depends on.
fn activations(
    pack: &Pack,
    scope: &Scope,
    effects: &[CountedRule],
    residuals: &mut ResidualInterner,
) -> FxHashMap<QuestionIndex, Vec<Activation>> {
    let mut activations: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for effect in effects {
        let variant = effect.variant;
        let unless = variant.unless();
        let pending = PendingRule {
            when: residuals.intern(variant.when()),
            unless: unless.map_or(Residual::FALSE, |unless| residuals.intern(unless)),
            points: effect.points,
            verdict: effect.verdict,
        };
        let conditions: Vec<_> = variant.conditions().collect();
        if let Some(first) = asked(&conditions).min() {
            activations
                .entry(first)
                .or_default()
                .push(Activation::Rule(pending));
        }
    }
    for &index in &scope.questions {
        let Some(when) = &pack.question(index).when else {
            continue;
        };
        let residual = residuals.intern(when);
        if let Some(first) = asked(&[when]).min() {
            let question = Activation::Question(index, residual);
            activations.entry(first).or_default().push(question);
        }
    }
    activations
}
