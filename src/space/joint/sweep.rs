//! Forward dynamic programming over both packs: the measure of a state is the number of paths to each pair of
//! scores and the lowest cost among them.

use std::collections::{BTreeMap, BTreeSet};

use super::compiled::CompiledComparison;
use super::query::ComparisonQuery;
use super::questions::{Joint, JointAnswers};
use super::state::{Choice, JointState};
use crate::pack::OptionSet;
use crate::space::TooEntangled;
use crate::space::frontier::{Budget, Edge, Frontiers, Machine, Measure};
use crate::space::outcomes::Count;
use crate::space::residual::AnswerPart;

/// What one sweep may take: some seconds and a gigabyte at most.
const BUDGET: Budget = Budget {
    states: 2_000_000,
    entries: 20_000_000,
};

/// A kind of answer sets: how many there are, and one that is nearest to the baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The number of sets.
    pub count: Count,
    /// One of the nearest, if there are any.
    pub nearest: Option<JointAnswers>,
}

/// The paths to one state with one pair of scores.
#[derive(Debug, Clone, Copy)]
pub(super) struct PathStats {
    count: Count,
    /// Of the cheapest.
    cost: u32,
}

/// The score in each pack.
type Scores = [i32; 2];

/// The paths to one state by their scores.
type StatsByScores = BTreeMap<Scores, PathStats>;

/// A choice, and the points it brings in each pack.
#[derive(Debug)]
pub(super) struct JointStep {
    choice: Choice,
    points: Scores,
}

impl Machine for CompiledComparison<'_> {
    type State = JointState;
    type Step = JointStep;

    fn stages(&self) -> usize {
        self.stages.len()
    }

    fn question(&self, stage: usize) -> String {
        let stage = self.stages.get(stage).expect("stages are numbered from 0");
        self.joint.id(stage.question).to_owned()
    }

    fn edges(&mut self, stage: usize, from: &JointState) -> Vec<Edge<JointState, JointStep>> {
        let stage = self.stages.get(stage).expect("stages are numbered from 0");
        let successors = from.successors(&mut self.residuals, stage).into_iter();
        let edges = successors.map(|successor| Edge {
            to: successor.state,
            step: JointStep {
                choice: successor.choice,
                points: successor.points,
            },
        });
        edges.collect()
    }
}

impl Measure<JointStep> for StatsByScores {
    fn extend(&mut self, from: &Self, step: &JointStep) -> usize {
        let before = self.len();
        for (&[old, new], stats) in from {
            let [more_old, more_new] = step.points;
            let scores = [old.saturating_add(more_old), new.saturating_add(more_new)];
            let known = self.entry(scores).or_insert(PathStats {
                count: Count::default(),
                cost: u32::MAX,
            });
            known.count = known.count.plus(stats.count.times(step.choice.weight));
            known.cost = known.cost.min(stats.cost.saturating_add(step.choice.cost));
        }
        self.len() - before
    }
}

/// All paths through a comparison.
#[derive(Debug)]
pub(super) struct JointSweep<'joint> {
    compiled: CompiledComparison<'joint>,
    frontiers: Frontiers<JointState, StatsByScores>,
}

/// The paths to ends of one kind, with a cheapest one of them.
struct EndKind {
    count: Count,
    state: JointState,
    mark: Mark,
}

/// The scores and the cost of a path.
struct Mark {
    scores: Scores,
    cost: u32,
}

impl<'joint> JointSweep<'joint> {
    /// Sweeps over all answer sets.
    ///
    /// # Errors
    /// The question at which the budget was spent.
    pub(super) fn new(
        joint: &'joint Joint<'joint>,
        query: &ComparisonQuery,
    ) -> Result<Self, TooEntangled> {
        let mut compiled = CompiledComparison::new(joint, query);
        let stats = PathStats {
            count: Count::ONE,
            cost: 0,
        };
        let start = compiled.start.clone();
        let start = (start, StatsByScores::from([(compiled.base, stats)]));
        let empty = StatsByScores::new();
        let frontiers = Frontiers::explore(&mut compiled, start, &empty, BUDGET)?;
        Ok(Self {
            compiled,
            frontiers,
        })
    }

    /// The states of all answers that count.
    fn ends(&self) -> impl Iterator<Item = &(JointState, StatsByScores)> {
        let ends = self.frontiers.ends().iter();
        ends.filter(|(state, _)| state.counts())
    }

    /// The answer sets by some property of their end; those without it are left out.
    pub(super) fn sorted<Key: Ord + Copy>(
        &mut self,
        key: impl Fn(&JointState, Scores) -> Option<Key>,
    ) -> BTreeMap<Key, Found> {
        let mut kinds: BTreeMap<Key, EndKind> = BTreeMap::new();
        for (state, by_scores) in self.ends() {
            for (&scores, &PathStats { count, cost }) in by_scores {
                let Some(key) = key(state, scores) else {
                    continue;
                };
                let kind = kinds.entry(key).or_insert_with(|| EndKind {
                    count: Count::default(),
                    state: state.clone(),
                    mark: Mark { scores, cost },
                });
                kind.count = kind.count.plus(count);
                if cost < kind.mark.cost {
                    kind.state.clone_from(state);
                    kind.mark = Mark { scores, cost };
                }
            }
        }
        let found = kinds.into_iter().map(|(key, kind)| {
            let found = Found {
                count: kind.count,
                nearest: Some(self.answers(&kind.state, kind.mark)),
            };
            (key, found)
        });
        found.collect()
    }

    /// The answer sets with a property.
    pub(super) fn found(&mut self, holds: impl Fn(&JointState, Scores) -> bool) -> Found {
        let mut sorted = self.sorted(|state, scores| holds(state, scores).then_some(()));
        sorted.remove(&()).unwrap_or_default()
    }

    /// The change of the score that takes most, or gives least, and the one that gives most.
    pub(super) fn score_changes(&self) -> Option<(i32, i32)> {
        let scores = self.ends().flat_map(|(_, by_scores)| by_scores.keys());
        let changes: BTreeSet<_> = scores
            .map(|[old, new]| new.saturating_sub(*old))
            .filter(|change| *change != 0)
            .collect();
        Some((*changes.first()?, *changes.last()?))
    }

    /// The answers of a cheapest path to an end.
    fn answers(&mut self, end: &JointState, mark: Mark) -> JointAnswers {
        let earlier = |by_scores: &StatsByScores, step: &JointStep, mark: &Mark| {
            let ([old, new], [less_old, less_new]) = (mark.scores, step.points);
            let scores = [old.saturating_sub(less_old), new.saturating_sub(less_new)];
            let cost = mark.cost.checked_sub(step.choice.cost)?;
            let stats = by_scores.get(&scores)?;
            (stats.cost == cost).then_some(Mark { scores, cost })
        };
        let path = (self.frontiers).trace_back(&mut self.compiled, end, mark, earlier);
        let mut answers = vec![None; self.compiled.joint.questions().len()];
        for (stage, step) in path {
            let stage = self.compiled.stages.get(stage);
            let question = stage.expect("stages are numbered from 0").question;
            if let Some(answer) = answers.get_mut(question.position()) {
                add_choice(answer, &step.choice);
            }
        }
        JointAnswers(answers)
    }
}

/// Adds a part of an answer; choices come in from the last to the first.
fn add_choice(answer: &mut Option<OptionSet>, choice: &Choice) {
    match choice.part {
        AnswerPart::Answer(_) | AnswerPart::End => *answer = Some(choice.chosen),
        AnswerPart::Tick(_) => {
            let later = answer
                .unwrap_or_default()
                .difference(OptionSet::NONE_OF_THESE);
            *answer = Some(later.union(choice.chosen));
        }
        AnswerPart::Untick(_) | AnswerPart::Stay => {}
        AnswerPart::Skip | AnswerPart::Unsure | AnswerPart::Perhaps => *answer = None,
    }
}
