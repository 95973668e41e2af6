//! The fewest answers that force the verdict, against trying all sets of answers.

use smp_suitability::assess::{Table, assess};
use smp_suitability::pack::{Answers, QuestionIndex, Verdict};
use smp_suitability::space;

use super::sweep::subsets;
use crate::random;

/// The deciding answers, found by trying all sets of answers.
fn smallest_deciding(table: &Table, answers: &Answers) -> Option<Vec<QuestionIndex>> {
    let pack = table.pack();
    let verdict = assess(table, answers).verdict;
    let given: Vec<_> = pack
        .numbered_questions()
        .map(|(index, _)| index)
        .filter(|&index| answers.known(index).is_some())
        .collect();
    let held = |index: &QuestionIndex| !verdict.is_stop() && pack.question(*index).safety;
    let free: Vec<_> = given.iter().copied().filter(|index| !held(index)).collect();
    let brings_parents = |kept: &Vec<QuestionIndex>| {
        let whens = kept
            .iter()
            .filter_map(|&index| pack.question(index).when.as_ref());
        let mut parents = whens.flat_map(|when| when.requirements().map(|asked| asked.question));
        parents.all(|parent| kept.contains(&parent) || !free.contains(&parent))
    };
    let forces = |kept: &Vec<QuestionIndex>| {
        let mut known = Answers::blank(pack);
        for &index in given
            .iter()
            .filter(|index| kept.contains(index) || held(index))
        {
            known.set(index, answers.get(index).unwrap());
        }
        let is_forced =
            |possible: Verdict| possible == verdict || (verdict.is_stop() && possible > verdict);
        let every = random::completions(table, &known);
        every
            .iter()
            .all(|complete| is_forced(assess(table, complete).verdict))
    };
    let deciding = subsets(&free).filter(brings_parents).filter(forces);
    deciding.min_by_key(|kept| (kept.len(), kept.clone()))
}

/// No smaller set of answers decides the verdict.
#[track_caller]
pub(crate) fn assert_deciding(table: &Table, answers: &Answers) {
    let found = space::decided_by(table, answers).map(|decided| decided.answers);
    assert_eq!(found, smallest_deciding(table, answers));
}
