//! A pack prepared for sweeps: what begins at each question, and which boxes can be told apart.

use rustc_hash::FxHashMap;

use super::remainder::{Remainder, Remainders, Step};
use super::scope::{Scope, Watched, asked};
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
    pub(super) watched: Vec<Remainder>,
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
    pub(super) begun: Vec<Begun>,
}

/// A rule or a condition of a question, of which nothing has been answered.
#[derive(Debug, Clone, Copy)]
pub(super) enum Begun {
    Rule(Pending),
    Question(QuestionIndex, Remainder),
}

/// A rule with the effect that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effect<'pack> {
    pub(super) variant: Variant<'pack>,
    pub(super) points: i32,
    pub(super) verdict: Verdict,
}

impl<'pack> Effect<'pack> {
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
pub(super) struct Pending {
    pub(super) when: Remainder,
    pub(super) unless: Remainder,
    pub(super) points: i32,
    pub(super) verdict: Verdict,
}

impl<'pack> Plan<'pack> {
    pub(super) fn new(pack: &'pack Pack, watched: Watched) -> Self {
        let scope = Scope::new(pack, watched);
        let effects: Vec<_> = (scope.rules.iter().copied()).map(Effect::of).collect();
        let is_whole = |_| watched == Watched::Applicability;
        Self::of(pack, &scope, &effects, is_whole)
    }

    /// A plan for certain effects and for conditions to be watched, with "I'm not sure" as an answer.
    ///
    /// All options of a `many` question that is whole are told apart.
    pub(super) fn with_unsure(
        pack: &'pack Pack,
        effects: &[Effect<'pack>],
        watched: &[&'pack Condition],
        also: Option<QuestionIndex>,
        is_whole: impl Fn(QuestionIndex) -> bool,
    ) -> Self {
        let rules = effects.iter().map(|effect| effect.variant).collect();
        let scope = Scope::of(pack, rules, watched, also);
        let mut plan = Self::of(pack, &scope, effects, is_whole);
        let watched = watched.iter();
        plan.watched = watched
            .map(|when| plan.states.remainders.whole(when))
            .collect();
        plan.with_unsure = true;
        plan
    }

    fn of(
        pack: &'pack Pack,
        scope: &Scope,
        effects: &[Effect],
        is_whole: impl Fn(QuestionIndex) -> bool,
    ) -> Self {
        let mut remainders = Remainders::new();
        let mut begun = begun(pack, scope, effects, &mut remainders);
        let questions = scope.questions.iter().map(|&index| {
            let question = pack.question(index);
            let options = question.options.len();
            Planned {
                question: index,
                kind: question.kind,
                options: match question.kind {
                    Kind::Many if !is_whole(index) => scope.distinct_options(index, options),
                    Kind::One | Kind::Many => (0..options).collect(),
                },
                begun: begun.remove(&index).unwrap_or_default(),
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
            states: States::new(remainders),
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
    pub(super) fn look_ahead(&mut self, question: QuestionIndex) {
        let Some(when) = &self.pack.question(question).when else {
            return;
        };
        let begun = Begun::Question(question, self.states.remainders.whole(when));
        let first = asked(&[when]).min();
        let mut planned = self.questions.iter_mut();
        let first = planned.find(|planned| Some(planned.question) == first);
        let first = first.expect("the condition of a question ahead is watched");
        first.begun.push(begun);
    }

    /// A state with what begins at a stage.
    pub(super) fn before(&mut self, reached: State, stage: &Stage) -> State {
        match self.questions.get(stage.planned) {
            Some(planned) if stage.is_first => self.states.beginning(reached, planned),
            Some(_) | None => reached,
        }
    }

    /// Every step that a stage allows, with the state after it and the points it brings.
    pub(super) fn afters(&mut self, reached: State, stage: &Stage) -> Vec<(Step, State, i32)> {
        let Some(planned) = self.questions.get(stage.planned) else {
            return Vec::new();
        };
        let question = planned.question;
        let before = self.before(reached, stage);
        let undecided = self.states.undecided(before);
        let steps = if undecided.is_unsure || !undecided.may_apply(question) {
            &[Step::Skip]
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
fn begun(
    pack: &Pack,
    scope: &Scope,
    effects: &[Effect],
    remainders: &mut Remainders,
) -> FxHashMap<QuestionIndex, Vec<Begun>> {
    let mut begun: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for effect in effects {
        let variant = effect.variant;
        let unless = variant.unless();
        let pending = Pending {
            when: remainders.whole(variant.when()),
            unless: unless.map_or(Remainder::FALSE, |unless| remainders.whole(unless)),
            points: effect.points,
            verdict: effect.verdict,
        };
        let conditions: Vec<_> = variant.conditions().collect();
        if let Some(first) = asked(&conditions).min() {
            begun.entry(first).or_default().push(Begun::Rule(pending));
        }
    }
    for &index in &scope.questions {
        let Some(when) = &pack.question(index).when else {
            continue;
        };
        let remainder = remainders.whole(when);
        if let Some(first) = asked(&[when]).min() {
            let question = Begun::Question(index, remainder);
            begun.entry(first).or_default().push(question);
        }
    }
    begun
}
