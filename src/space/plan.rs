//! A pack prepared for sweeps: its questions as stages, and what becomes pending at each of them.

use rustc_hash::FxHashMap;

use super::residual::{AnswerPart, Residual, ResidualInterner};
use super::scope::{Goal, Scope, asked, baseline_answer};
use super::score_set::ScoreSet;
use super::state::{Activation, PendingRule, State, States, Transition};
use crate::pack::{Answers, Condition, Kind, OptionSet, Pack, QuestionIndex, Variant, Verdict};

/// A pack prepared once, for any number of sweeps.
#[derive(Debug, Clone)]
pub(super) struct Plan<'pack> {
    pub(super) pack: &'pack Pack,
    /// The questions that can matter, in the order of asking.
    pub(super) questions: Vec<PlannedQuestion>,
    /// No score, with room for every score.
    pub(super) no_score: ScoreSet,
    pub(super) states: States,
    /// Conditions of which every state keeps what is left for them to hold certainly.
    pub(super) watched: Vec<Residual>,
    /// The same for them to hold perhaps.
    pub(super) watched_possible: Vec<Residual>,
    /// The score before the first question.
    pub(super) base: i32,
    /// The worst gate before the first question.
    pub(super) worst: Verdict,
    /// "I'm not sure" is among the answers.
    pub(super) with_unsure: bool,
}

/// One question of a plan.
#[derive(Debug, Clone)]
pub(super) struct PlannedQuestion {
    pub(super) question: QuestionIndex,
    pub(super) kind: Kind,
    /// Those that are distinct, ascending by the first of each group.
    pub(super) options: Vec<usize>,
    /// What becomes pending here, before anything of it is answered.
    pub(super) activations: Vec<Activation>,
}

/// A rule with as much of its effect as is counted.
#[derive(Debug, Clone, Copy)]
pub struct CountedRule<'pack> {
    /// The rule, as written or cleared.
    pub variant: Variant<'pack>,
    /// The points that are counted.
    pub points: i32,
    /// The verdict that is counted; `Suitable` changes nothing.
    pub verdict: Verdict,
}

impl<'pack> CountedRule<'pack> {
    /// A rule with its whole effect.
    pub fn whole(variant: Variant<'pack>) -> Self {
        Self {
            variant,
            points: variant.points().unwrap_or(0),
            verdict: variant.gate(),
        }
    }

    /// The rule's points alone.
    #[must_use]
    pub fn without_verdict(self) -> Self {
        Self {
            verdict: Verdict::Suitable,
            ..self
        }
    }

    /// Returns true if it changes a score or a verdict.
    pub fn matters(&self) -> bool {
        self.points != 0 || self.verdict != Verdict::Suitable
    }
}

/// One question, or one box of one.
#[derive(Debug)]
pub(super) struct Stage {
    /// The question's place in the plan.
    pub(super) planned: usize,
    /// Rules and conditions become pending here.
    pub(super) is_first: bool,
    pub(super) is_last: bool,
    pub(super) parts: Vec<AnswerPart>,
}

/// What becomes pending at a stage, and what one part of an answer leads to.
#[derive(Debug)]
pub(super) struct Successor {
    pub(super) part: AnswerPart,
    pub(super) state: State,
    /// Of the rules that the part decides.
    pub(super) points: i32,
}

impl<'pack> Plan<'pack> {
    /// A plan for complete answers.
    pub(super) fn new(pack: &'pack Pack, goal: Goal) -> Self {
        let scope = Scope::new(pack, goal);
        let keeps_every_option = goal == Goal::Applicability;
        let rules: Vec<_> = scope
            .rules
            .iter()
            .copied()
            .map(CountedRule::whole)
            .collect();
        Self::of(pack, &scope, &rules, |index| {
            options(pack, &scope, index, keeps_every_option)
        })
    }

    /// A plan for some rules and for conditions to be watched, with "I'm not sure" as an answer.
    ///
    /// `also` is planned even if no condition asks it. All options of a `many` question that
    /// `keeps_every_option` are distinct.
    pub(super) fn with_unsure(
        pack: &'pack Pack,
        rules: &[CountedRule<'pack>],
        watched: &[&'pack Condition],
        also: Option<QuestionIndex>,
        keeps_every_option: impl Fn(QuestionIndex) -> bool,
    ) -> Self {
        let variants = rules.iter().map(|rule| rule.variant).collect();
        let scope = Scope::of(pack, variants, watched, also);
        let mut plan = Self::of(pack, &scope, rules, |index| {
            options(pack, &scope, index, keeps_every_option(index))
        });
        plan.watch(watched);
        plan.with_unsure = true;
        plan
    }

    /// A plan for some rules and for conditions to be watched, to find the fewest answers: of the options that
    /// nothing distinguishes, one is enough.
    pub(super) fn for_fewest(
        pack: &'pack Pack,
        rules: &[CountedRule<'pack>],
        watched: &[&'pack Condition],
    ) -> Self {
        let variants = rules.iter().map(|rule| rule.variant).collect();
        let scope = Scope::of(pack, variants, watched, None);
        let mut plan = Self::of(pack, &scope, rules, |index| {
            let usual = match pack.question(index).kind {
                Kind::One => baseline_answer(pack, index),
                Kind::Many => OptionSet::EMPTY,
            };
            scope.distinct_options(index, usual)
        });
        plan.watch(watched);
        plan
    }

    fn watch(&mut self, watched: &[&Condition]) {
        let residuals = &mut self.states.residuals;
        let watched = watched.iter().map(|when| residuals.intern(when));
        self.watched = watched.collect();
    }

    fn of(
        pack: &'pack Pack,
        scope: &Scope,
        rules: &[CountedRule],
        options: impl Fn(QuestionIndex) -> Vec<usize>,
    ) -> Self {
        let mut residuals = ResidualInterner::new();
        let mut activations = activations(pack, scope, rules, &mut residuals);
        let questions = scope.questions.iter().map(|&index| {
            let question = pack.question(index);
            PlannedQuestion {
                question: index,
                kind: question.kind,
                options: options(index),
                activations: activations.remove(&index).unwrap_or_default(),
            }
        });
        let all_points = || rules.iter().map(|rule| rule.points);
        let least: i32 = all_points().filter(|&points| points < 0).sum();
        let most: i32 = all_points().filter(|&points| points > 0).sum();
        Self {
            pack,
            questions: questions.collect(),
            no_score: ScoreSet::empty(
                pack.base.saturating_add(least),
                pack.base.saturating_add(most),
            ),
            states: States::new(residuals),
            watched: Vec::new(),
            watched_possible: Vec::new(),
            base: pack.base,
            worst: Verdict::Suitable,
            with_unsure: false,
        }
    }
}

impl Plan<'_> {
    /// The state before any answer.
    pub(super) fn start(&mut self) -> State {
        (self.states).start(self.worst, &self.watched, &self.watched_possible)
    }

    /// Keeps what is left of the watched conditions for them to hold perhaps, too.
    pub(super) fn watch_possible(&mut self) {
        self.watched_possible.clone_from(&self.watched);
    }

    /// Keeps what is left of the condition of a question that comes after all that are planned.
    pub(super) fn watch_applicability(&mut self, question: QuestionIndex) {
        let Some(when) = &self.pack.question(question).when else {
            return;
        };
        let activation = Activation::Question(question, self.states.residuals.intern(when));
        let first = asked(&[when]).min();
        let mut planned = self.questions.iter_mut();
        let first = planned.find(|planned| Some(planned.question) == first);
        let first =
            first.expect("the condition of the question is watched, so what it asks is planned");
        first.activations.push(activation);
    }

    /// The question of a stage.
    pub(super) fn planned(&self, stage: &Stage) -> &PlannedQuestion {
        let planned = self.questions.get(stage.planned);
        planned.expect("a stage belongs to its plan")
    }

    /// A state with what becomes pending at a stage.
    pub(super) fn activated(&mut self, reached: State, stage: &Stage) -> State {
        let planned = self
            .questions
            .get(stage.planned)
            .expect("a stage belongs to its plan");
        if !stage.is_first {
            return reached;
        }
        let activations = &planned.activations;
        (self.states).activated(reached, planned.question, activations)
    }

    /// Returns true if the question of a stage is asked in a state to which the stage was activated.
    pub(super) fn is_asked(&self, activated: State, question: QuestionIndex) -> bool {
        let undecided = self.states.undecided(activated);
        !undecided.is_unsure && undecided.may_apply(question)
    }

    /// Every part of an answer that a stage allows in a state, with what it leads to.
    pub(super) fn successors(&mut self, reached: State, stage: &Stage) -> Vec<Successor> {
        let question = self.planned(stage).question;
        let activated = self.activated(reached, stage);
        let parts = if self.is_asked(activated, question) {
            stage.parts.as_slice()
        } else {
            &[AnswerPart::Skip]
        };
        let successors = parts.iter().map(|&part| {
            let (after, points) = self.states.after(
                activated,
                Transition {
                    question,
                    part,
                    is_last: stage.is_last,
                },
            );
            Successor {
                part,
                state: after,
                points,
            }
        });
        successors.collect()
    }

    /// The questions as stages: one part where the answer is known, all parts where it is open.
    pub(super) fn stages(&self, known: &Answers) -> Vec<Stage> {
        let mut stages = Vec::new();
        for (place, planned) in self.questions.iter().enumerate() {
            let known = known.known(planned.question);
            let mut parts = match known {
                Some(known) => vec![vec![AnswerPart::Answer(known)]],
                None => planned.open_parts(),
            };
            if self.with_unsure
                && known.is_none()
                && let Some(first) = parts.first_mut()
            {
                first.push(AnswerPart::Unsure);
            }
            stages.extend(Stage::numbered(place, parts));
        }
        stages
    }
}

impl Stage {
    /// The stages of the question at a place of a plan, from the parts that each of them allows.
    pub(super) fn numbered(
        planned: usize,
        parts: Vec<Vec<AnswerPart>>,
    ) -> impl Iterator<Item = Self> {
        let count = parts.len();
        let numbered = parts.into_iter().enumerate();
        numbered.map(move |(number, parts)| Self {
            planned,
            is_first: number == 0,
            is_last: number + 1 == count,
            parts,
        })
    }
}

impl PlannedQuestion {
    /// The choices of each stage: any option of a `one` question; each box of a `many` question, then the end.
    pub(super) fn open_parts(&self) -> Vec<Vec<AnswerPart>> {
        match self.kind {
            Kind::One => {
                let options = self.options.iter().copied().map(OptionSet::single);
                vec![options.map(AnswerPart::Answer).collect()]
            }
            Kind::Many => (self.options.iter())
                .map(|&option| vec![AnswerPart::Untick(option), AnswerPart::Tick(option)])
                .chain([vec![AnswerPart::End]])
                .collect(),
        }
    }
}

/// The distinct options of a question: all of them, or, of a `many` question, one of each group
/// of indistinguishable ones.
fn options(
    pack: &Pack,
    scope: &Scope,
    index: QuestionIndex,
    keeps_every_option: bool,
) -> Vec<usize> {
    let question = pack.question(index);
    match question.kind {
        Kind::Many if !keeps_every_option => scope.distinct_options(index, OptionSet::EMPTY),
        Kind::One | Kind::Many => (0..question.options.len()).collect(),
    }
}

/// The rules and questions of a scope, by the first question that each depends on.
fn activations(
    pack: &Pack,
    scope: &Scope,
    rules: &[CountedRule],
    residuals: &mut ResidualInterner,
) -> FxHashMap<QuestionIndex, Vec<Activation>> {
    let mut activations: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for rule in rules {
        let unless = rule.variant.unless();
        let pending = PendingRule {
            when: residuals.intern(rule.variant.when()),
            unless: unless.map_or(Residual::FALSE, |unless| residuals.intern(unless)),
            points: rule.points,
            verdict: rule.verdict,
        };
        let conditions: Vec<_> = rule.variant.conditions().collect();
        if let Some(first) = asked(&conditions).min() {
            let rule = Activation::Rule(pending);
            activations.entry(first).or_default().push(rule);
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
