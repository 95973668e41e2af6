//! Forward dynamic programming over merged states: the one engine behind every sweep of the answer space.
//!
//! Answers are given stage by stage, and paths that lead to equal states are merged, so what is kept is a
//! frontier of states, each with a measure of all paths to it: scores, a count, costs. Example with two
//! questions, "both yes" giving 5 points, and the possible scores as the measure:
//!
//! 1. before the first question: `nothing answered` with {0};
//! 2. after it: `first is yes` with {0}, and `cannot fire` with {0};
//! 3. after the second: `decided` with {0, 5}: four paths, one state.
//!
//! Merging is sound because a state holds all of the past that can still matter: equal states have the same
//! future. A path to an end is found again by going back from it, a stage at a time.

use std::error::Error;
use std::fmt;
use std::hash::Hash;

use rustc_hash::FxHashMap;

/// What a sweep goes through: states, and where each stage leads from them.
pub(super) trait Machine {
    /// All of the past that can still matter.
    type State: Clone + Eq + Hash;
    /// One answer, or a part of one, with what it adds to a measure.
    type Step;

    /// The number of stages.
    fn stages(&self) -> usize;

    /// The id of the question that a stage belongs to.
    fn question(&self, stage: usize) -> String;

    /// Where a stage leads from a state; fewer edges where nothing that is sought can follow.
    fn edges(&mut self, stage: usize, from: &Self::State) -> Vec<Edge<Self::State, Self::Step>>;
}

/// A step and the state after it.
#[derive(Debug)]
pub(super) struct Edge<State, Step> {
    pub(super) step: Step,
    pub(super) to: State,
}

/// What is known of all paths to a state together.
pub(super) trait Measure<Step>: Clone {
    /// Adds the paths of another measure, each longer by a step; gives how many entries are new.
    fn extend(&mut self, from: &Self, step: &Step) -> usize;
}

/// How much a sweep may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    /// States in all frontiers together.
    pub(super) states: usize,
    /// Entries of all measures together.
    pub(super) entries: usize,
}

impl Budget {
    /// For sweeps of packs of which [`super::tractable`] has proved that they are small enough.
    pub(super) const UNLIMITED: Self = Self::of_states(usize::MAX);

    pub(super) const fn of_states(states: usize) -> Self {
        Self {
            states,
            entries: usize::MAX,
        }
    }
}

/// Too many combinations of answers were still undecided to go through them all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooEntangled {
    /// The id of the question at which the limit was reached.
    pub question: String,
}

impl fmt::Display for TooEntangled {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let question = &self.question;
        write!(
            f,
            "too many combinations of answers are still undecided at the question `{question}`"
        )
    }
}

impl Error for TooEntangled {}

/// The states before the first stage and after each, in the order in which they were first reached.
#[derive(Debug)]
pub(super) struct Frontiers<State, Value> {
    layers: Vec<Layer<State, Value>>,
}

/// The states after one stage, each with its measure.
pub(super) type Layer<State, Value> = Vec<(State, Value)>;

impl<State: Clone + Eq + Hash, Value> Frontiers<State, Value> {
    /// Goes through all stages of a machine. An unreached state has the `empty` measure.
    ///
    /// # Errors
    /// The question at which the budget was spent.
    pub(super) fn explore<M>(
        machine: &mut M,
        start: (State, Value),
        empty: &Value,
        mut budget: Budget,
    ) -> Result<Self, TooEntangled>
    where
        M: Machine<State = State>,
        Value: Measure<M::Step>,
    {
        let mut layers = Vec::with_capacity(machine.stages() + 1);
        let mut last = vec![start];
        for stage in 0..machine.stages() {
            let next = advance(machine, stage, &last, empty, &mut budget)?;
            layers.push(std::mem::replace(&mut last, next));
        }
        layers.push(last);
        Ok(Self { layers })
    }

    /// The states after the last stage.
    pub(super) fn ends(&self) -> &[(State, Value)] {
        self.before(self.layers.len() - 1)
    }

    /// The states before a stage; those after it are the states before the next.
    pub(super) fn before(&self, stage: usize) -> &[(State, Value)] {
        let layer = self.layers.get(stage);
        layer.expect("there is a layer before each stage and after the last")
    }

    /// The steps of one path to an end, from the last stage to the first.
    ///
    /// `mark` singles the path out among those merged in the end, such as its score. `earlier` gives the mark
    /// before a step, if a measure has a path with it. Of several paths it is the one through the states that
    /// were reached first.
    pub(super) fn trace_back<M, Mark>(
        &self,
        machine: &mut M,
        end: &State,
        mark: Mark,
        earlier: impl Fn(&Value, &M::Step, &Mark) -> Option<Mark>,
    ) -> Vec<(usize, M::Step)>
    where
        M: Machine<State = State>,
    {
        let mut path = Vec::with_capacity(machine.stages());
        let (mut end, mut mark) = (end.clone(), mark);
        for stage in (0..machine.stages()).rev() {
            let before = self.before(stage).iter().find_map(|(state, value)| {
                machine.edges(stage, state).into_iter().find_map(|edge| {
                    let is_edge = edge.to == end;
                    let mark = is_edge.then(|| earlier(value, &edge.step, &mark))??;
                    Some((edge.step, state, mark))
                })
            });
            let (step, state, mark_before) =
                before.expect("every state but the first was reached from another");
            path.push((stage, step));
            (end, mark) = (state.clone(), mark_before);
        }
        path
    }
}

/// The states after a stage, equal ones merged.
///
/// # Errors
/// The question of the stage, if the budget was spent.
pub(super) fn advance<M: Machine, Value: Measure<M::Step>>(
    machine: &mut M,
    stage: usize,
    last: &[(M::State, Value)],
    empty: &Value,
    budget: &mut Budget,
) -> Result<Layer<M::State, Value>, TooEntangled> {
    let mut next: Layer<M::State, Value> = Vec::new();
    let mut places: FxHashMap<M::State, usize> = FxHashMap::default();
    for (state, value) in last {
        for Edge { step, to } in machine.edges(stage, state) {
            let place = places.get(&to).copied().unwrap_or_else(|| {
                places.insert(to.clone(), next.len());
                next.push((to, empty.clone()));
                next.len() - 1
            });
            let (_, reached) = next.get_mut(place).expect("a place is that of a state");
            let added = reached.extend(value, &step);
            if next.len() > budget.states || added > budget.entries {
                return Err(TooEntangled {
                    question: machine.question(stage),
                });
            }
            budget.entries -= added;
        }
    }
    budget.states -= next.len();
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds a die to a sum at each stage; the sum is the state.
    struct Dice(usize);

    impl Machine for Dice {
        type State = u32;
        type Step = u32;

        fn stages(&self) -> usize {
            self.0
        }

        fn question(&self, stage: usize) -> String {
            format!("die {stage}")
        }

        fn edges(&mut self, _: usize, from: &u32) -> Vec<Edge<u32, u32>> {
            let faces = 1..=6;
            faces
                .map(|step| Edge {
                    step,
                    to: from + step,
                })
                .collect()
        }
    }

    /// The number of paths.
    impl Measure<u32> for u64 {
        fn extend(&mut self, from: &Self, _: &u32) -> usize {
            let is_new = *self == 0;
            *self += from;
            usize::from(is_new)
        }
    }

    fn thrown(dice: usize, budget: Budget) -> Result<Frontiers<u32, u64>, TooEntangled> {
        Frontiers::explore(&mut Dice(dice), (0, 1), &0, budget)
    }

    #[test]
    fn equal_states_are_merged_and_their_paths_counted() {
        let sums = thrown(2, Budget::UNLIMITED).expect("there is no limit");
        let counts: Vec<_> = sums.ends().iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1]);
    }

    #[test]
    fn a_path_goes_through_the_states_that_were_reached_first() {
        let sums = thrown(3, Budget::UNLIMITED).expect("there is no limit");
        let path = sums.trace_back(&mut Dice(3), &9, (), |_, _, ()| Some(()));
        assert_eq!(path, [(2, 6), (1, 2), (0, 1)]);
    }

    #[test]
    fn the_question_at_which_the_budget_is_spent_is_named() {
        // Two dice have 6 and then 11 sums.
        for (states, entries, spent) in [
            (17, 17, None),
            (16, 17, Some("die 1")),
            (17, 16, Some("die 1")),
            (5, 17, Some("die 0")),
        ] {
            let found = thrown(2, Budget { states, entries });
            let question = found.err().map(|error| error.question);
            assert_eq!(question.as_deref(), spent, "{states} {entries}");
        }
    }
}
