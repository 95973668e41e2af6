//! Every verdict and the range of scores that are still possible.

use std::collections::BTreeSet;

use super::explore::MOST_STATES;
use super::plan::Plan;
use super::scope::Goal;
use super::state::State;
use super::sweep::Sweep;
use crate::answers::Answers;
use crate::pack::{Pack, QuestionIndex, Verdict};

/// What can still come out for somebody.
#[derive(Debug, Clone)]
pub struct Outcomes {
    /// Every verdict still possible, from best to worst, each with one way to it.
    pub verdicts: Vec<(Verdict, Answers)>,
    /// The scores still possible.
    pub scores: Scores,
}

/// The ends of the range of scores still possible.
#[derive(Debug, Clone)]
pub struct Scores {
    /// The lowest, with one way to it.
    pub lowest: (i32, Answers),
    /// The highest, with one way to it.
    pub highest: (i32, Answers),
}

/// Sweeps over every way to answer the questions that are still open.
pub fn outcomes(pack: &Pack, known: &Answers) -> Outcomes {
    let plan = &mut Plan::new(pack, Goal::Verdicts).given(known);
    let sweep = Sweep::new(plan, known, None);
    let mut ways: Vec<(Verdict, State, i32)> = Vec::new();
    for (state, scores) in sweep.ends() {
        for score in scores.scores() {
            let verdict = state.worst.max(pack.band(score));
            if ways.iter().all(|(known, _, _)| *known != verdict) {
                ways.push((verdict, state, score));
            }
        }
    }
    ways.sort_by_key(|(verdict, _, _)| *verdict);
    let verdicts = ways
        .into_iter()
        .map(|(verdict, state, score)| (verdict, sweep.witness(plan, state, score, known)));
    let verdicts = verdicts.collect();
    Outcomes {
        verdicts,
        scores: extremes(plan, &sweep, known),
    }
}

/// Whether every set of answers to a pack can be gone through.
///
/// If so, this holds for any person too, since known answers only leave states out.
///
/// # Errors
/// The question at which too many combinations were still undecided.
pub fn tractable(pack: &Pack) -> Result<(), QuestionIndex> {
    let plan = &mut Plan::new(pack, Goal::Verdicts);
    Sweep::within(plan, &Answers::blank(pack), None, MOST_STATES).map(|_| ())
}

/// The scores still possible; faster than [`outcomes`], since gates are passed over.
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

/// Whether these verdicts leave no choice but this one; with a stop, but this one or worse ones.
pub(super) fn is_forced(verdict: Verdict, possible: &[Verdict]) -> bool {
    possible
        .iter()
        .all(|&possible| possible == verdict || verdict.is_stop() && possible > verdict)
}

/// Complete answers that agree with those known and by which the verdict is not forced, if there are any.
pub(super) fn counterexample(
    plan: &mut Plan,
    known: &Answers,
    verdict: Verdict,
) -> Option<Answers> {
    let pack = plan.pack;
    let below = verdict.is_stop().then_some(verdict);
    let sweep = Sweep::new(plan, known, below);
    let (state, score) = sweep.ends().find_map(|(state, scores)| {
        let verdict_of = |score: &i32| state.worst.max(pack.band(*score));
        let mut scores = scores.scores();
        let score = scores.find(|score| !is_forced(verdict, &[verdict_of(score)]))?;
        Some((state, score))
    })?;
    Some(sweep.witness(plan, state, score, known))
}

fn extremes(plan: &mut Plan, sweep: &Sweep, known: &Answers) -> Scores {
    let ends = sweep.ends().flat_map(|(state, scores)| {
        let ends = [scores.scores().next(), scores.scores().next_back()];
        ends.into_iter().flatten().map(move |score| (score, state))
    });
    let ends: Vec<_> = ends.collect();
    let lowest = ends.iter().copied().min_by_key(|(score, _)| *score);
    let highest = ends.iter().copied().max_by_key(|(score, _)| *score);
    let mut way = |end: Option<(i32, State)>| match end {
        Some((score, state)) => (score, sweep.witness(plan, state, score, known)),
        None => (plan.pack.base, known.clone()),
    };
    Scores {
        lowest: way(lowest),
        highest: way(highest),
    }
}
