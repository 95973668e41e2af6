//! Every verdict and the range of scores that are still possible, and the number of answer sets.

use std::collections::BTreeSet;

use super::frontier::{Budget, Machine, Measure, TooEntangled, advance};
use super::plan::Plan;
use super::scope::Goal;
use super::search::MOST_STATES;
use super::state::State;
use super::sweep::{Person, PersonStep, Sweep};
use crate::pack::{Answers, Pack, Verdict};

/// The results that a person can still get.
#[derive(Debug, Clone)]
pub struct Outcomes {
    /// Every verdict still possible, from best to worst, each with answers that lead to it.
    pub verdicts: Vec<(Verdict, Answers)>,
    /// The scores still possible.
    pub scores: Scores,
}

/// The ends of the range of scores still possible.
#[derive(Debug, Clone)]
pub struct Scores {
    /// The lowest, with answers that lead to it.
    pub lowest: (i32, Answers),
    /// The highest, with answers that lead to it.
    pub highest: (i32, Answers),
}

/// Sweeps over all answers to the questions that are still open.
pub fn outcomes(pack: &Pack, known: &Answers) -> Outcomes {
    let plan = &mut Plan::new(pack, Goal::Verdicts).given(known);
    let sweep = Sweep::new(plan, known, None);
    let mut found: Vec<(Verdict, State, i32)> = Vec::new();
    for (state, scores) in sweep.ends() {
        for score in scores.scores() {
            let verdict = state.worst.max(pack.band(score));
            if found.iter().all(|(known, _, _)| *known != verdict) {
                found.push((verdict, state, score));
            }
        }
    }
    found.sort_by_key(|(verdict, _, _)| *verdict);
    let verdicts = (found.into_iter())
        .map(|(verdict, state, score)| (verdict, sweep.witness(plan, state, score, known)))
        .collect();
    Outcomes {
        verdicts,
        scores: extremes(plan, &sweep, known),
    }
}

/// Checks that every set of answers to a pack can be gone through.
///
/// If so, this holds for any person too, since known answers only leave states out.
///
/// # Errors
/// The question at which too many combinations were still undecided.
pub fn tractable(pack: &Pack) -> Result<(), TooEntangled> {
    let plan = &mut Plan::new(pack, Goal::Verdicts);
    let budget = Budget::of_states(MOST_STATES);
    Sweep::within(plan, &Answers::blank(pack), None, budget).map(|_| ())
}

/// The scores still possible; faster than [`outcomes`], since gates are left out.
pub fn scores(pack: &Pack, known: &Answers) -> Scores {
    let plan = &mut Plan::new(pack, Goal::Scores).given(known);
    let sweep = Sweep::new(plan, known, None);
    extremes(plan, &sweep, known)
}

/// Every verdict still possible, from best to worst, and the lowest and the highest score.
pub(super) fn possible(pack: &Pack, sweep: &Sweep) -> (Vec<Verdict>, (i32, i32)) {
    let mut verdicts = BTreeSet::new();
    let mut range: Option<(i32, i32)> = None;
    for (state, scores) in sweep.ends() {
        for score in scores.scores() {
            verdicts.insert(state.worst.max(pack.band(score)));
            let (low, high) = range.unwrap_or((score, score));
            range = Some((low.min(score), high.max(score)));
        }
    }
    (
        verdicts.into_iter().collect(),
        range.unwrap_or((pack.base, pack.base)),
    )
}

/// Returns true if these verdicts are all this one; with a stop, this one or worse ones.
pub(super) fn is_forced(verdict: Verdict, possible: &[Verdict]) -> bool {
    possible
        .iter()
        .all(|&possible| possible == verdict || verdict.is_stop() && possible > verdict)
}

/// Complete answers that agree with those known and lead to another verdict, so that it is not forced.
pub(super) fn counterexample(
    plan: &mut Plan,
    known: &Answers,
    verdict: Verdict,
) -> Option<Answers> {
    let pack = plan.pack;
    let below = verdict.is_stop().then_some(verdict);
    let sweep = Sweep::new(plan, known, below);
    let (state, score) = sweep.ends().find_map(|(state, scores)| {
        let verdict_of = |score: i32| state.worst.max(pack.band(score));
        let score = (scores.scores()).find(|&score| !is_forced(verdict, &[verdict_of(score)]))?;
        Some((state, score))
    })?;
    Some(sweep.witness(plan, state, score, known))
}

fn extremes(plan: &mut Plan, sweep: &Sweep, known: &Answers) -> Scores {
    let ends: Vec<_> = sweep
        .ends()
        .flat_map(|(state, scores)| {
            let ends = [scores.scores().next(), scores.scores().next_back()];
            ends.into_iter().flatten().map(move |score| (score, state))
        })
        .collect();
    let lowest = ends.iter().copied().min_by_key(|(score, _)| *score);
    let highest = ends.iter().copied().max_by_key(|(score, _)| *score);
    let mut with_witness = |end: Option<(i32, State)>| match end {
        Some((score, state)) => (score, sweep.witness(plan, state, score, known)),
        None => (plan.pack.base, known.clone()),
    };
    Scores {
        lowest: with_witness(lowest),
        highest: with_witness(highest),
    }
}

/// A number of answer sets, exact below 2^128 - 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Count(u128);

impl Count {
    /// One set.
    pub(super) const ONE: Self = Self(1);

    /// The number; `None` if there are 2^128 - 1 or more.
    pub fn exact(self) -> Option<u128> {
        (self.0 != u128::MAX).then_some(self.0)
    }

    /// Returns true if there are none.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum. The largest number stays what it is.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    pub(super) fn times(self, weight: u128) -> Self {
        Self(self.0.saturating_mul(weight))
    }
}

impl Measure<PersonStep> for Count {
    fn extend(&mut self, from: &Self, _: &PersonStep) -> usize {
        *self = self.plus(*from);
        0 // one number for each state, which the budget for states covers
    }
}

/// The number of all sets of answers, where every question may also be left at "I'm not sure".
///
/// `None` if there are 2^128 - 1 or more.
pub fn every_answer_set(pack: &Pack) -> Option<u128> {
    let mut plan = Plan::new(pack, Goal::Applicability);
    plan.with_unsure = true;
    count(&mut plan, &Answers::blank(pack)).exact()
}

/// The number of sets of answers that agree with those known; questions that do not apply have no answer.
///
/// `None` if there are 2^128 - 1 or more.
pub fn answer_sets(pack: &Pack, known: &Answers) -> Option<u128> {
    count(&mut Plan::new(pack, Goal::Applicability), known).exact()
}

fn count(plan: &mut Plan, known: &Answers) -> Count {
    let stages = plan.stages(known);
    let mut last = vec![(plan.start(), Count::ONE)];
    let person = &mut Person {
        plan,
        stages: &stages,
        keeps: |_: &Plan, _| true,
    };
    // No path is traced back, so one frontier at a time is enough.
    let mut budget = Budget::UNLIMITED;
    for stage in 0..person.stages() {
        last = advance(person, stage, &last, &Count::default(), &mut budget)
            .expect("a budget without a limit is not spent");
    }
    let counts = last.into_iter().map(|(_, count)| count);
    counts.fold(Count::default(), Count::plus)
}
