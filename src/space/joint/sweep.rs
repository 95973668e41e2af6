//! The sweep: stage by stage, equal states merged, with the number of answer sets and the nearest way.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::compiled::{Choice, CompiledComparison};
use super::questions::JointAnswers;
use super::state::JointState;
use crate::pack::{OptionSet, QuestionIndex};
use crate::space::residual::AnswerPart;

/// Most states in all, and most pairs of a state and its scores: some seconds and a gigabyte at most.
const MOST_STATES: usize = 2_000_000;
const MOST_PATHS: usize = 20_000_000;

/// A number of answer sets, exact below 2^128.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Count(u128);

impl Count {
    /// The number; `None` if there are 2^128 or more.
    pub fn exact(self) -> Option<u128> {
        (self.0 != u128::MAX).then_some(self.0)
    }

    /// Whether there are none.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Both together. Whatever reaches the top stays there.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    fn times(self, weight: u128) -> Self {
        Self(self.0.saturating_mul(weight))
    }
}

/// How many answer sets there are, and those that lead least far away from saying nothing special.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The number of sets.
    pub count: Count,
    /// One of the nearest, if there are any.
    pub nearest: Option<JointAnswers>,
}

/// The ways to one state with one pair of scores.
#[derive(Debug, Clone, Copy)]
struct PathStats {
    count: Count,
    cost: u32,
}

/// The scores of both packs with the ways there.
type StatsByScores = BTreeMap<[i32; 2], PathStats>;

/// Every way through a compiled.
#[derive(Debug)]
pub(super) struct JointSweep {
    compiled: CompiledComparison,
    layers: Vec<Vec<(JointState, StatsByScores)>>,
}

impl JointSweep {
    /// Walks all ways.
    ///
    /// # Errors
    /// The question at which too many combinations were still undecided.
    pub(super) fn new(mut compiled: CompiledComparison) -> Result<Self, QuestionIndex> {
        let start = PathStats {
            count: Count(1),
            cost: 0,
        };
        let start = (
            compiled.start.clone(),
            StatsByScores::from([(compiled.base, start)]),
        );
        let mut layers = vec![vec![start]];
        let (mut states, mut stats) = (MOST_STATES, MOST_PATHS);
        for number in 0..compiled.stages.len() {
            let last = layers.last();
            let next = last.and_then(|last| advanced(&mut compiled, number, last, states, stats));
            let Some(next) = next else {
                let stage = compiled.stages.get(number);
                return Err(stage.map_or(QuestionIndex::new(0), |stage| stage.question));
            };
            states = states.saturating_sub(next.len());
            stats = stats.saturating_sub(next.iter().map(|(_, stats)| stats.len()).sum());
            layers.push(next);
        }
        Ok(Self { compiled, layers })
    }

    /// The answer sets sorted by some property of their end; those without it are left out.
    pub(super) fn sorted<Kind: Ord + Copy>(
        &mut self,
        kind: impl Fn(&JointState, [i32; 2]) -> Option<Kind>,
    ) -> BTreeMap<Kind, Found> {
        let mut nearest: BTreeMap<Kind, (PathStats, JointState, [i32; 2])> = BTreeMap::new();
        let ends = self.layers.last().into_iter().flatten();
        for (state, stats) in ends.filter(|(state, _)| state.counts()) {
            for (&scores, &path) in stats {
                let Some(kind) = kind(state, scores) else {
                    continue;
                };
                let end = || (path, state.clone(), scores);
                let Some((known, at, with)) = nearest.get_mut(&kind) else {
                    nearest.insert(kind, end());
                    continue;
                };
                let count = known.count.plus(path.count);
                if path.cost < known.cost {
                    (*known, *at, *with) = end();
                }
                known.count = count;
            }
        }
        let found = nearest.into_iter().map(|(kind, (path, state, scores))| {
            let found = Found {
                count: path.count,
                nearest: Some(self.way(state, scores, path.cost)),
            };
            (kind, found)
        });
        found.collect()
    }

    /// The answer sets with a property.
    pub(super) fn found(&mut self, holds: impl Fn(&JointState, [i32; 2]) -> bool) -> Found {
        let mut sorted = self.sorted(|state, scores| holds(state, scores).then_some(()));
        sorted.remove(&()).unwrap_or_default()
    }

    /// The change of the score that takes most, or gives least, and the one that gives most.
    pub(super) fn choices(&self) -> Option<(i32, i32)> {
        let ends = self.layers.last().into_iter().flatten();
        let ends = ends.filter(|(state, _)| state.counts());
        let choices = ends.flat_map(|(_, stats)| stats.keys());
        let choices = choices.map(|[old, new]| new.saturating_sub(*old));
        let choices: BTreeSet<_> = choices.filter(|change| *change != 0).collect();
        Some((*choices.first()?, *choices.last()?))
    }

    /// The answers of one nearest way to an end.
    fn way(&mut self, mut state: JointState, mut scores: [i32; 2], mut cost: u32) -> JointAnswers {
        let mut answers = vec![None; self.compiled.length];
        for (stage, layer) in self.compiled.stages.iter().zip(&self.layers).rev() {
            let way = layer.iter().find_map(|(before, stats)| {
                let afters = before.afters(&mut self.compiled.residuals, stage);
                let way = afters.into_iter().find_map(|(step, after, points)| {
                    let earlier = minus(scores, points);
                    let left = cost.checked_sub(step.cost)?;
                    let is_way =
                        after == state && stats.get(&earlier).is_some_and(|path| path.cost == left);
                    is_way.then_some((step, earlier))
                });
                way.map(|(step, earlier)| (step, before, earlier))
            });
            let (step, before, earlier) =
                way.expect("every state but the first was reached from another");
            if let Some(answer) = answers.get_mut(stage.question.position()) {
                note(answer, &step);
            }
            (state, scores, cost) = (before.clone(), earlier, cost - step.cost);
        }
        JointAnswers(answers)
    }
}

/// The layer after a stage; `None` if it has more than so many states or pairs of a state and its scores.
fn advanced(
    compiled: &mut CompiledComparison,
    number: usize,
    last: &[(JointState, StatsByScores)],
    most_states: usize,
    mut most_paths: usize,
) -> Option<Vec<(JointState, StatsByScores)>> {
    let mut next: Vec<(JointState, StatsByScores)> = Vec::new();
    let mut places: FxHashMap<JointState, usize> = FxHashMap::default();
    let stage = compiled.stages.get(number)?;
    for (state, stats) in last {
        for (step, after, points) in state.afters(&mut compiled.residuals, stage) {
            let [worst, _] = after.worst;
            if compiled.below.is_some_and(|below| worst >= below) {
                continue;
            }
            let place = places.get(&after).copied().unwrap_or_else(|| {
                places.insert(after.clone(), next.len());
                next.push((after, StatsByScores::new()));
                next.len() - 1
            });
            if next.len() > most_states {
                return None;
            }
            let (_, reached) = next.get_mut(place)?;
            let before = reached.len();
            for (&scores, path) in stats {
                let moved = PathStats {
                    count: path.count.times(step.weight),
                    cost: path.cost.saturating_add(step.cost),
                };
                let known = reached.entry(plus(scores, points)).or_insert(PathStats {
                    count: Count(0),
                    cost: u32::MAX,
                });
                known.count = known.count.plus(moved.count);
                known.cost = known.cost.min(moved.cost);
            }
            most_paths = most_paths.checked_sub(reached.len() - before)?;
        }
    }
    Some(next)
}

fn plus([old, new]: [i32; 2], [more_old, more_new]: [i32; 2]) -> [i32; 2] {
    [old.saturating_add(more_old), new.saturating_add(more_new)]
}

fn minus([old, new]: [i32; 2], [less_old, less_new]: [i32; 2]) -> [i32; 2] {
    [old.saturating_sub(less_old), new.saturating_sub(less_new)]
}

/// Puts what a move stands for in its place; choices come in from the last to the first.
fn note(answer: &mut Option<OptionSet>, step: &Choice) {
    match step.step {
        AnswerPart::Answer(_) | AnswerPart::End => *answer = Some(step.chosen),
        AnswerPart::Tick(_) => {
            let others = answer.unwrap_or_default();
            let others = others.without(OptionSet::NONE_OF_THESE);
            *answer = Some(others.union(step.chosen));
        }
        AnswerPart::Untick(_) | AnswerPart::Stay => {}
        AnswerPart::Skip | AnswerPart::Unsure | AnswerPart::Perhaps => *answer = None,
    }
}
