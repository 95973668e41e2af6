//! The sweep: forward dynamic programming over one person's answers, box by box.
//!
//! The measure of a state is the set of scores that it can have.

use rustc_hash::FxHashMap;

use super::frontier::{Budget, Edge, Frontiers, Machine, Measure, TooEntangled};
use super::plan::{Plan, Stage};
use super::residual::AnswerPart;
use super::score_set::ScoreSet;
use super::state::State;
use crate::pack::{Answer, Answers, OptionSet, QuestionIndex, Verdict};

/// All answers to what is open, with the states and scores after each stage.
#[derive(Debug)]
pub(super) struct Sweep {
    stages: Vec<Stage>,
    below: Option<Verdict>,
    frontiers: Frontiers<State, ScoreSet>,
}

/// Where the parts of a stage lead from one state.
#[derive(Debug)]
pub(super) struct Branches<'sweep> {
    /// The scores it can have.
    pub(super) scores: &'sweep ScoreSet,
    pub(super) nexts: Vec<Branch>,
}

/// Where one part of an answer leads.
#[derive(Debug)]
pub(super) struct Branch {
    /// The number of the state after the stage.
    pub(super) place: usize,
    pub(super) points: i32,
}

/// One person going through the questions of a plan.
pub(super) struct Person<'run, 'pack, Keeps> {
    pub(super) plan: &'run mut Plan<'pack>,
    pub(super) stages: &'run [Stage],
    /// Returns false for states from which nothing that is sought can follow.
    pub(super) keeps: Keeps,
}

/// A part of one person's answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct PersonStep {
    pub(super) part: AnswerPart,
    pub(super) points: i32,
}

impl<Keeps: Fn(&Plan, State) -> bool> Machine for Person<'_, '_, Keeps> {
    type State = State;
    type Step = PersonStep;

    fn stages(&self) -> usize {
        self.stages.len()
    }

    fn question(&self, stage: usize) -> String {
        question_id(self.plan, self.stages, stage)
    }

    fn edges(&mut self, stage: usize, from: &State) -> Vec<Edge<State, PersonStep>> {
        let stage = self.stages.get(stage).expect("stages are numbered from 0");
        let successors = self.plan.successors(*from, stage).into_iter();
        let edges = successors.map(|successor| Edge {
            to: successor.state,
            step: PersonStep {
                part: successor.part,
                points: successor.points,
            },
        });
        edges
            .filter(|edge| (self.keeps)(self.plan, edge.to))
            .collect()
    }
}

/// The id of the question of a stage.
pub(super) fn question_id(plan: &Plan, stages: &[Stage], stage: usize) -> String {
    let stage = stages.get(stage).expect("stages are numbered from 0");
    let question = plan.planned(stage).question;
    plan.pack.question(question).id.to_string()
}

/// A step that moves a score.
pub(super) trait Scored {
    fn points(&self) -> i32;
}

impl Scored for PersonStep {
    fn points(&self) -> i32 {
        self.points
    }
}

impl<Step: Scored> Measure<Step> for ScoreSet {
    fn extend(&mut self, from: &Self, step: &Step) -> usize {
        self.add_moved(from, step.points());
        0 // a set of scores has room for all of them from the start
    }
}

impl Sweep {
    /// Sweeps over all answers to the questions that are open.
    ///
    /// With `below`, a path is dropped as soon as a gate of that verdict or a worse one fires. Sound where only
    /// better verdicts are sought: a gate that fired stays.
    pub(super) fn new(plan: &mut Plan, known: &Answers, below: Option<Verdict>) -> Self {
        Self::within(plan, known, below, Budget::UNLIMITED)
            .expect("a budget without a limit is not spent")
    }

    /// The same with a limit.
    ///
    /// # Errors
    /// The question at which the budget was spent.
    pub(super) fn within(
        plan: &mut Plan,
        known: &Answers,
        below: Option<Verdict>,
        budget: Budget,
    ) -> Result<Self, TooEntangled> {
        let stages = plan.stages(known);
        let start = (plan.start(), plan.no_score.only(plan.base));
        let no_score = plan.no_score.clone();
        let explored = {
            let person = &mut person(plan, &stages, below);
            Frontiers::explore(person, start, &no_score, budget)
        };
        let frontiers = explored?;
        Ok(Self {
            stages,
            below,
            frontiers,
        })
    }

    /// Final states, each with the scores it can have.
    pub(super) fn ends(&self) -> impl Iterator<Item = (State, &ScoreSet)> {
        let ends = self.frontiers.ends().iter();
        ends.map(|(state, scores)| (*state, scores))
    }

    /// How many stages there are.
    pub(super) fn stages(&self) -> usize {
        self.stages.len()
    }

    /// The question of a stage.
    pub(super) fn question(&self, plan: &Plan, stage: usize) -> QuestionIndex {
        let stage = self.stages.get(stage).expect("stages are numbered from 0");
        plan.planned(stage).question
    }

    /// The states before a stage in order, each with where the parts of the stage lead.
    pub(super) fn branches(&self, plan: &mut Plan, stage: usize) -> Vec<Branches<'_>> {
        let after = self.frontiers.before(stage + 1).iter().enumerate();
        let places: FxHashMap<State, usize> =
            after.map(|(place, (state, _))| (*state, place)).collect();
        let person = &mut person(plan, &self.stages, self.below);
        let before = self.frontiers.before(stage).iter();
        let branches = before.map(|(state, scores)| {
            let edges = person.edges(stage, state).into_iter();
            let nexts = edges.filter_map(|edge| {
                Some(Branch {
                    place: *places.get(&edge.to)?,
                    points: edge.step.points,
                })
            });
            Branches {
                scores,
                nexts: nexts.collect(),
            }
        });
        branches.collect()
    }

    /// Answers that lead to a final state with a score, with those already known.
    pub(super) fn witness(
        &self,
        plan: &mut Plan,
        end: State,
        score: i32,
        known: &Answers,
    ) -> Answers {
        let earlier = |scores: &ScoreSet, step: &PersonStep, score: &i32| {
            let earlier = score.saturating_sub(step.points);
            scores.contains(earlier).then_some(earlier)
        };
        let path = {
            let person = &mut person(plan, &self.stages, self.below);
            self.frontiers.trace_back(person, &end, score, earlier)
        };
        let mut witness = known.clone();
        for (stage, step) in path {
            add_part(&mut witness, self.question(plan, stage), step.part);
        }
        witness
    }
}

/// The machine of a sweep.
fn person<'run, 'pack>(
    plan: &'run mut Plan<'pack>,
    stages: &'run [Stage],
    below: Option<Verdict>,
) -> Person<'run, 'pack, impl Fn(&Plan, State) -> bool> {
    Person {
        plan,
        stages,
        keeps: move |_: &Plan, state: State| below.is_none_or(|below| state.worst < below),
    }
}

/// Adds a part of the answer to a question; parts come in from the last to the first.
pub(super) fn add_part(answers: &mut Answers, question: QuestionIndex, part: AnswerPart) {
    match part {
        AnswerPart::Answer(options) => answers.set(question, Answer::Chosen(options)),
        AnswerPart::End => answers.set(question, Answer::Chosen(OptionSet::NONE_OF_THESE)),
        AnswerPart::Tick(position) => {
            let later = answers.known(question).unwrap_or_default();
            let ticked =
                (later.difference(OptionSet::NONE_OF_THESE)).union(OptionSet::single(position));
            answers.set(question, Answer::Chosen(ticked));
        }
        AnswerPart::Unsure => answers.set(question, Answer::NotSure),
        AnswerPart::Untick(_) | AnswerPart::Perhaps | AnswerPart::Stay => {}
        AnswerPart::Skip => answers.clear(question),
    }
}
