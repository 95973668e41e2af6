//! Looks through every set of answers, those with "I'm not sure" included, for one of a kind.
//!
//! Exact: if none is found, there is none. What is found is as near to the baseline as possible.

use super::explore::{self, Move, Path, Walk};
use super::pair::{Difference, Pair};
use super::plan::{CountedRule, Plan};
use super::residual::AnswerPart;
use super::state::{State, Undecided};
use super::sweep::{Stage, answer, stages};
use crate::answers::Answers;
use crate::assess::{Applies, Table};
use crate::pack::{Condition, Kind, OptionSet, Pack, QuestionIndex, Variant, Verdict};

/// What is looked for in one person's answers.
pub struct Query<'pack, 'query> {
    /// The rules that count, each with the points and the verdict that count of it.
    pub effects: Vec<(Variant<'pack>, i32, Verdict)>,
    /// Conditions to look at; a partial tells whether each holds.
    pub watched: Vec<&'pack Condition>,
    /// Questions that are answered as in the baseline.
    pub fixed: Vec<QuestionIndex>,
    /// Whether it can still be found; with a score, at the end, whether it is.
    pub accepts: &'query dyn Fn(&PartialOutcome) -> bool,
}

/// What is looked for in the answers of two people who differ in one question.
pub struct PairQuery<'pack, 'query> {
    /// Where they differ.
    pub question: QuestionIndex,
    /// Their answers there; `None` is "I'm not sure". In a `many` question, one box more or less.
    pub answers: [Option<OptionSet>; 2],
    /// The rules that count, each with the points and the verdict that count of it.
    pub effects: Vec<(Variant<'pack>, i32, Verdict)>,
    /// Conditions to look at; a partial tells whether each holds.
    pub watched: Vec<&'pack Condition>,
    /// A later question whose condition is watched; a partial tells whether it applies.
    pub applicability_of: Option<QuestionIndex>,
    /// Whether it can still be found; with scores, at the end, whether it is.
    pub accepts: &'query dyn Fn(&PartialOutcomePair) -> bool,
}

/// What is known about a person part of the way through the questions, or at the end.
#[derive(Debug, Clone, Copy)]
pub struct PartialOutcome<'state> {
    /// The worst verdict among the gates that fired.
    pub worst: Verdict,
    /// The score, at the end.
    pub score: Option<i32>,
    undecided: &'state Undecided,
}

/// The same about two people.
#[derive(Debug, Clone, Copy)]
pub struct PartialOutcomePair<'state> {
    /// One and the other.
    pub sides: [PartialOutcome<'state>; 2],
    /// How much higher the second one's score is.
    pub difference: i32,
    /// Whether that will not change any more.
    pub has_final_difference: bool,
    /// Whether the second one's verdict can no longer get worse than the first one's.
    pub second_stays_within_first: bool,
}

impl<'state> PartialOutcome<'state> {
    pub(super) fn of(plan: &'state Plan, state: State, score: Option<i32>) -> Self {
        Self {
            worst: state.worst,
            score,
            undecided: plan.states.undecided(state),
        }
    }

    /// Whether the watched condition at a position holds, as far as that is decided.
    pub fn holds(&self, watched: usize) -> Option<bool> {
        let left = self.undecided.watched.get(watched).copied();
        left.map_or(Some(false), super::residual::Residual::holds)
    }

    /// Whether the question ahead applies, as far as that is decided.
    pub fn applies(&self, question: QuestionIndex) -> Option<Applies> {
        self.undecided.applies(question)
    }

    /// The verdict, at the end.
    pub fn verdict(&self, pack: &Pack) -> Option<Verdict> {
        self.score.map(|score| self.worst.max(pack.band(score)))
    }
}

/// Looks through the answer space of one pack.
#[derive(Debug, Clone, Copy)]
pub struct Search<'table, 'pack> {
    table: &'table Table<'pack>,
    most_states: usize,
}

impl<'table, 'pack> Search<'table, 'pack> {
    /// A search in the pack of a table.
    pub fn new(table: &'table Table<'pack>) -> Self {
        Self::within(table, explore::MOST_STATES)
    }

    /// A search that gives up when so many states do not suffice.
    pub fn within(table: &'table Table<'pack>, most_states: usize) -> Self {
        Self { table, most_states }
    }

    /// One person's answers, if there are such.
    ///
    /// # Errors
    /// The question at which too many combinations were still undecided.
    pub fn one(self, query: &Query<'pack, '_>) -> Result<Option<Answers>, QuestionIndex> {
        let plan = &mut self.plan(&query.effects, &query.watched, None);
        let stages = self.stages(plan, &query.fixed);
        let start = One {
            state: plan.start(),
            query: query.accepts,
        };
        let is_found = |plan: &Plan, one: &One, score: i32| {
            (query.accepts)(&PartialOutcome::of(plan, one.state, Some(score)))
        };
        let path = self.nearest(plan, &stages, start, is_found)?;
        Ok(path.map(|path| self.reconstruct_answers(&path, 0)))
    }

    /// The answers of two people who differ in one question, if there are such.
    ///
    /// # Errors
    /// The question at which too many combinations were still undecided.
    pub fn two(self, query: &PairQuery<'pack, '_>) -> Result<Option<[Answers; 2]>, QuestionIndex> {
        let pack = self.table.pack();
        let plan = &mut self.plan(&query.effects, &query.watched, Some(query.question));
        if let Some(question) = query.applicability_of {
            plan.watch_applicability(question);
        }
        let stages = stages(plan, &Answers::blank(pack));
        let start = Pair {
            sides: [plan.start(); 2],
            difference: 0,
            query: query.accepts,
            differ_in: Difference {
                question: query.question,
                steps: steps(pack, query),
            },
        };
        let is_found = |plan: &Plan, pair: &Pair, score: i32| {
            (query.accepts)(&pair.partial(plan, Some(score), true))
        };
        let path = self.nearest(plan, &stages, start, is_found)?;
        Ok(path.map(|path| {
            [
                self.reconstruct_answers(&path, 0),
                self.reconstruct_answers(&path, 1),
            ]
        }))
    }

    fn nearest<W: Walk>(
        self,
        plan: &mut Plan,
        stages: &[Stage],
        start: W,
        is_found: impl Fn(&Plan, &W, i32) -> bool,
    ) -> Result<Option<Path>, QuestionIndex> {
        let baseline = &self.table.pack().baseline;
        explore::nearest(plan, stages, start, baseline, self.most_states, is_found)
    }

    fn plan(
        self,
        effects: &[(Variant<'pack>, i32, Verdict)],
        watched: &[&'pack Condition],
        question: Option<QuestionIndex>,
    ) -> Plan<'pack> {
        let pack = self.table.pack();
        let effects: Vec<_> = (effects.iter())
            .map(|&(variant, points, verdict)| CountedRule {
                variant,
                points,
                verdict,
            })
            .collect();
        // Where the baseline ticks a box, the boxes are not alike.
        let is_ticked = |index| {
            let usual = pack.baseline.known(index);
            usual.is_some_and(|usual| usual.positions().next().is_some())
        };
        let keeps_every_option = |index| question == Some(index) || is_ticked(index);
        Plan::with_unsure(pack, &effects, watched, question, keeps_every_option)
    }

    /// The questions as stages, some of them answered as in the baseline.
    fn stages(self, plan: &Plan, fixed: &[QuestionIndex]) -> Vec<Stage> {
        let baseline = &self.table.pack().baseline;
        let mut known = Answers::blank(self.table.pack());
        for &question in fixed {
            if let Some(answer) = baseline.get(question) {
                known.set(question, answer);
            }
        }
        let mut stages = stages(plan, &known);
        for stage in &mut stages {
            let planned = plan.questions.get(stage.planned);
            let is_unknown = planned.is_some_and(|planned| {
                fixed.contains(&planned.question) && known.known(planned.question).is_none()
            });
            if is_unknown && stage.is_first {
                stage.steps = vec![AnswerPart::Unsure];
            }
        }
        stages
    }

    /// One side of a path as answers; what does not matter is answered as in the baseline.
    fn reconstruct_answers(self, path: &Path, side: usize) -> Answers {
        let pack = self.table.pack();
        let mut answers = pack.baseline.clone();
        for (question, _) in path {
            answers.clear(*question);
        }
        for (question, steps) in path {
            if let Some(&step) = steps.get(side) {
                answer(&mut answers, *question, step);
            }
        }
        let reading = self.table.read(&answers);
        for (question, _) in pack.numbered_questions() {
            if reading.applies(question) == Applies::No {
                answers.clear(question);
            }
        }
        answers
    }
}

/// What two people say to the question in which they differ.
fn steps(pack: &Pack, query: &PairQuery) -> [AnswerPart; 2] {
    let [one, other] = query.answers;
    if pack.question(query.question).kind == Kind::Many
        && let (Some(without), Some(with)) = (one, other)
        && let Some(option) = with.without(without).positions().next()
    {
        return [AnswerPart::Untick(option), AnswerPart::Tick(option)];
    }
    query
        .answers
        .map(|answer| answer.map_or(AnswerPart::Unsure, AnswerPart::Answer))
}

/// One person on the way through the questions.
#[derive(Clone)]
struct One<'query> {
    state: State,
    query: &'query dyn Fn(&PartialOutcome) -> bool,
}

impl PartialEq for One<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
    }
}

impl Eq for One<'_> {}

impl std::hash::Hash for One<'_> {
    fn hash<H: std::hash::Hasher>(&self, hasher: &mut H) {
        self.state.hash(hasher);
    }
}

impl Walk for One<'_> {
    fn moves(&self, plan: &mut Plan, stage: &Stage) -> Vec<Move<Self>> {
        let afters = plan.afters(self.state, stage).into_iter();
        let moves = afters.map(|(step, state, points)| Move {
            steps: [step; 2],
            after: Self {
                state,
                query: self.query,
            },
            points,
        });
        moves
            .filter(|step| (step.after.query)(&PartialOutcome::of(plan, step.after.state, None)))
            .collect()
    }
}
