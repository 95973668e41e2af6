//! How many ways there are to answer what is open.

use rustc_hash::FxHashMap;

use super::plan::Plan;
use super::scope::Goal;
use super::state::State;
use super::sweep::stages;
use crate::answers::Answers;
use crate::pack::Pack;

/// The number of all sets of answers, where every question may also be left at "I'm not sure".
///
/// `None` if there are more than 2^128.
pub fn every_answer_set(pack: &Pack) -> Option<u128> {
    let mut plan = Plan::new(pack, Goal::Applicability);
    plan.with_unsure = true;
    count(&mut plan, &Answers::blank(pack))
}

/// The number of sets of answers that agree with those known; questions that do not apply have no answer.
///
/// `None` if there are more than 2^128.
pub fn answer_sets(pack: &Pack, known: &Answers) -> Option<u128> {
    count(&mut Plan::new(pack, Goal::Applicability), known)
}

fn count(plan: &mut Plan, known: &Answers) -> Option<u128> {
    let mut counts = FxHashMap::from_iter([(plan.start(), 1_u128)]);
    for stage in stages(plan, known) {
        let mut next: FxHashMap<State, u128> = FxHashMap::default();
        for (state, count) in counts {
            for (_, after, _) in plan.afters(state, &stage) {
                let sum = next.entry(after).or_insert(0);
                *sum = sum.checked_add(count)?;
            }
        }
        counts = next;
    }
    counts
        .values()
        .try_fold(0_u128, |sum, count| sum.checked_add(*count))
}
