//! Searches all answer sets, unknown answers included, for one that satisfies a predicate.
//!
//! Exact: if none is found, there is none. What is found is as near to the baseline as possible. A sweep over
//! sets of scores decides whether there is anything to find, which is quick and mostly enough; only then does a
//! second one carry the costs of paths.

use std::collections::BTreeMap;

use super::frontier::{Budget, Edge, Frontiers, Machine, Measure, TooEntangled};
use super::pair::{Difference, Pair, PairState, PairStep};
use super::plan::{CountedRule, Plan, Stage};
use super::query::{PairQuery, PartialOutcome, Query};
use super::residual::AnswerPart;
use super::score_set::ScoreSet;
use super::state::State;
use super::sweep::{Person, PersonStep, Scored, add_part};
use crate::assess::{Applies, Table};
use crate::pack::{Answers, Condition, Kind, OptionSet, QuestionIndex};

/// States that one search may take. More would take minutes and much memory; no law of the built-in pack
/// needs a tenth, as a test in `verify/check.rs` holds.
pub(super) const MOST_STATES: usize = 400_000;

/// Searches the answer space of one pack.
#[derive(Debug, Clone, Copy)]
pub struct Search<'table, 'pack> {
    table: &'table Table<'pack>,
    most_states: usize,
}

impl<'table, 'pack> Search<'table, 'pack> {
    /// A search in the pack of a table.
    pub fn new(table: &'table Table<'pack>) -> Self {
        Self::within(table, MOST_STATES)
    }

    /// A search that takes at most `most_states` states.
    pub fn within(table: &'table Table<'pack>, most_states: usize) -> Self {
        Self { table, most_states }
    }

    /// The nearest answers of one person that a query accepts; `None` if it accepts none.
    ///
    /// # Errors
    /// The question at which the states were used up.
    pub fn one(self, query: &Query<'pack, '_>) -> Result<Option<Answers>, TooEntangled> {
        let plan = &mut self.plan(&query.rules, &query.watched, None);
        let stages = self.stages(plan, &query.fixed);
        let start = plan.start();
        let person = &mut Person {
            plan,
            stages: &stages,
            keeps: |plan: &Plan, state| (query.accepts)(&PartialOutcome::of(plan, state, None)),
        };
        let is_found = |plan: &Plan, state: &State, score| {
            (query.accepts)(&PartialOutcome::of(plan, *state, Some(score)))
        };
        let path = self.nearest(person, start, is_found)?;
        Ok(path.map(|path| self.reconstruct_answers(&path, 0)))
    }

    /// The nearest answers of two people who differ in one question; `None` if the query accepts none.
    ///
    /// # Errors
    /// The question at which the states were used up.
    pub fn two(self, query: &PairQuery<'pack, '_>) -> Result<Option<[Answers; 2]>, TooEntangled> {
        let plan = &mut self.plan(&query.rules, &query.watched, Some(query.question));
        if let Some(question) = query.applicability_of {
            plan.watch_applicability(question);
        }
        let stages = plan.stages(&Answers::blank(self.table.pack()));
        let start = PairState {
            sides: [plan.start(); 2],
            difference: 0,
        };
        let pair = &mut Pair {
            plan,
            stages: &stages,
            accepts: query.accepts,
            differ_in: Difference {
                question: query.question,
                parts: self.differing_parts(query),
            },
        };
        let is_found = |plan: &Plan, state: &PairState, score| {
            (query.accepts)(&state.partial(plan, Some(score), true))
        };
        let path = self.nearest(pair, start, is_found)?;
        Ok(path.map(|path| [0, 1].map(|side| self.reconstruct_answers(&path, side))))
    }

    fn plan(
        self,
        rules: &[CountedRule<'pack>],
        watched: &[&'pack Condition],
        question: Option<QuestionIndex>,
    ) -> Plan<'pack> {
        let pack = self.table.pack();
        // Where the baseline ticks a box, the distance to it depends on which box is ticked.
        let has_usual_box = |index| {
            let usual = pack.baseline.known(index);
            usual.is_some_and(|usual| usual.positions().next().is_some())
        };
        let keeps_every_option = |index| question == Some(index) || has_usual_box(index);
        Plan::with_unsure(pack, rules, watched, question, keeps_every_option)
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
        let mut stages = plan.stages(&known);
        for stage in stages.iter_mut().filter(|stage| stage.is_first) {
            let question = plan.planned(stage).question;
            if fixed.contains(&question) && known.known(question).is_none() {
                stage.parts = vec![AnswerPart::Unsure];
            }
        }
        stages
    }

    /// The answers of two people to the question in which they differ.
    fn differing_parts(self, query: &PairQuery) -> [AnswerPart; 2] {
        let [one, other] = query.answers;
        if self.table.pack().question(query.question).kind == Kind::Many
            && let (Some(without), Some(with)) = (one, other)
            && let Some(option) = with.difference(without).positions().next()
        {
            return [AnswerPart::Untick(option), AnswerPart::Tick(option)];
        }
        (query.answers).map(|answer| answer.map_or(AnswerPart::Unsure, AnswerPart::Answer))
    }

    fn nearest<M: Planned>(
        self,
        machine: &mut M,
        start: M::State,
        is_found: impl Fn(&Plan, &M::State, i32) -> bool,
    ) -> Result<Option<Path>, TooEntangled>
    where
        M::Step: PathStep,
    {
        let budget = Budget::of_states(self.most_states);
        nearest(
            machine,
            start,
            &self.table.pack().baseline,
            budget,
            is_found,
        )
    }

    /// One side of a path as answers; what does not matter is answered as in the baseline.
    fn reconstruct_answers(self, path: &Path, side: usize) -> Answers {
        let pack = self.table.pack();
        let mut answers = pack.baseline.clone();
        for (question, _) in path {
            answers.clear(*question);
        }
        for (question, parts) in path {
            if let Some(&part) = parts.get(side) {
                add_part(&mut answers, *question, part);
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

/// The answers of one or two people, from the last part to the first.
pub(super) type Path = Vec<(QuestionIndex, [AnswerPart; 2])>;

/// The path to an end that is found with the fewest answers away from the baseline; the first of several.
pub(super) fn nearest<M: Planned>(
    machine: &mut M,
    start: M::State,
    baseline: &Answers,
    budget: Budget,
    is_found: impl Fn(&Plan, &M::State, i32) -> bool,
) -> Result<Option<Path>, TooEntangled>
where
    M::Step: PathStep,
{
    let plan = machine.plan();
    let base = plan.base;
    let (only_base, no_score) = (plan.no_score.only(base), plan.no_score.clone());
    let first = (start.clone(), only_base);
    let reached = Frontiers::explore(machine, first, &no_score, budget)?;
    let plan = machine.plan();
    let mut ends = reached.ends().iter();
    let is_there = ends.any(|(state, scores): &(_, ScoreSet)| {
        let mut scores = scores.scores();
        scores.any(|score| is_found(plan, state, score))
    });
    if !is_there {
        return Ok(None);
    }
    let first = (start, Costs::from([(base, 0)]));
    let costed = &mut Costed { machine, baseline };
    let reached = Frontiers::explore(costed, first, &Costs::new(), budget)?;
    let plan = costed.machine.plan();
    let ends = reached.ends().iter();
    let found = ends.flat_map(|(state, costs)| {
        let scores = costs
            .iter()
            .filter(|(score, _)| is_found(plan, state, **score));
        scores.map(move |(&score, &cost)| (state, CostedScore { score, cost }))
    });
    let Some((end, mark)) = found.min_by_key(|(_, end)| end.cost) else {
        return Ok(None);
    };
    let path = reached.trace_back(costed, end, mark, CostedScore::earlier);
    let plan = costed.machine.plan();
    let stages = costed.machine.stages_of_plan();
    let path = path.into_iter().map(|(stage, step)| {
        let stage = stages.get(stage).expect("stages are numbered from 0");
        (plan.planned(stage).question, step.step.parts())
    });
    Ok(Some(path.collect()))
}

/// A machine that goes through the questions of a plan.
pub(super) trait Planned: Machine {
    fn plan(&self) -> &Plan<'_>;

    fn stages_of_plan(&self) -> &[Stage];
}

impl<Keeps: Fn(&Plan, State) -> bool> Planned for Person<'_, '_, Keeps> {
    fn plan(&self) -> &Plan<'_> {
        self.plan
    }

    fn stages_of_plan(&self) -> &[Stage] {
        self.stages
    }
}

impl Planned for Pair<'_, '_> {
    fn plan(&self) -> &Plan<'_> {
        self.plan
    }

    fn stages_of_plan(&self) -> &[Stage] {
        self.stages
    }
}

/// A step of one or two people.
pub(super) trait PathStep: Scored {
    /// The answer of the first person, and of the second; the same twice where there is one.
    fn parts(&self) -> [AnswerPart; 2];
}

impl PathStep for PersonStep {
    fn parts(&self) -> [AnswerPart; 2] {
        [self.part; 2]
    }
}

impl PathStep for PairStep {
    fn parts(&self) -> [AnswerPart; 2] {
        self.parts
    }
}

/// A machine whose steps have a cost.
struct Costed<'run, M> {
    machine: &'run mut M,
    baseline: &'run Answers,
}

/// A step, and how many answers it is away from the baseline.
struct CostedStep<Step> {
    step: Step,
    cost: u32,
}

impl<M: Planned> Machine for Costed<'_, M>
where
    M::Step: PathStep,
{
    type State = M::State;
    type Step = CostedStep<M::Step>;

    fn stages(&self) -> usize {
        self.machine.stages()
    }

    fn question(&self, stage: usize) -> String {
        self.machine.question(stage)
    }

    fn edges(&mut self, number: usize, from: &M::State) -> Vec<Edge<M::State, Self::Step>> {
        let edges = self.machine.edges(number, from).into_iter();
        let stages = self.machine.stages_of_plan();
        let stage = stages.get(number).expect("stages are numbered from 0");
        let question = self.machine.plan().planned(stage).question;
        let usual = self.baseline.known(question);
        let edges = edges.map(|Edge { step, to }| {
            // An answer of both people counts once.
            let [one, other] = step.parts().map(|part| distance(usual, stage, part));
            Edge {
                step: CostedStep {
                    step,
                    cost: one.max(other),
                },
                to,
            }
        });
        edges.collect()
    }
}

/// The cost of the cheapest path to each score.
type Costs = BTreeMap<i32, u32>;

impl<Step: Scored> Measure<CostedStep<Step>> for Costs {
    fn extend(&mut self, from: &Self, step: &CostedStep<Step>) -> usize {
        let before = self.len();
        for (score, cost) in from {
            let cost = cost + step.cost;
            let score = score.saturating_add(step.step.points());
            let known = self.entry(score).or_insert(cost);
            *known = cost.min(*known);
        }
        self.len() - before
    }
}

/// A score and the cost of a path to it.
struct CostedScore {
    score: i32,
    cost: u32,
}

impl CostedScore {
    /// The same before a step, if the cheapest path goes over it.
    fn earlier<Step: Scored>(costs: &Costs, step: &CostedStep<Step>, end: &Self) -> Option<Self> {
        let score = end.score.saturating_sub(step.step.points());
        let cost = end.cost.checked_sub(step.cost)?;
        let is_cheapest = costs.get(&score) == Some(&cost);
        is_cheapest.then_some(Self { score, cost })
    }
}

/// How many answers a part is away from the usual answer, which is that of the baseline.
fn distance(usual: Option<OptionSet>, stage: &Stage, part: AnswerPart) -> u32 {
    let is_other = match (part, usual) {
        (AnswerPart::Skip | AnswerPart::Perhaps | AnswerPart::End, _) => false,
        // The question is answered, and each box that is ticked counts on top of that.
        (AnswerPart::Stay, usual) => return u32::from(usual.is_none()),
        (AnswerPart::Unsure, usual) => return u32::from(usual.is_some()),
        (AnswerPart::Answer(options), usual) => usual != Some(options),
        (AnswerPart::Tick(option), usual) => usual.is_none_or(|usual| !usual.contains(option)),
        (AnswerPart::Untick(option), usual) => usual.is_some_and(|usual| usual.contains(option)),
    };
    // A question of many boxes that the baseline leaves open counts once for being answered.
    let is_box = matches!(part, AnswerPart::Tick(_) | AnswerPart::Untick(_));
    let is_opened = stage.is_first && is_box && usual.is_none();
    u32::from(is_other) + u32::from(is_opened)
}
