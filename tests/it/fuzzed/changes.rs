//! Every smallest set of changes that leads to a better verdict, against trying all sets.

use std::collections::BTreeSet;

use smp_suitability::assess::{Table, assess};
use smp_suitability::pack::{Answer, Answers, Change, Kind, OptionSet, Pack};
use smp_suitability::space::{self, AnswerChange};

use super::sweep::subsets;

/// Every change that the words of the design allow, read word by word.
fn allowed(pack: &Pack, answers: &Answers) -> Vec<AnswerChange> {
    let mut allowed = Vec::new();
    for (question, asked) in pack.numbered_questions() {
        let Some(chosen) = answers.known(question) else {
            continue;
        };
        if asked.change == Change::Fixed {
            continue;
        }
        for option in 0..asked.options.len() {
            let held = chosen.contains(option);
            let goes_back = asked.change == Change::Time
                && asked.ordered
                && chosen.positions().any(|given| option < given);
            let is_allowed = match asked.kind {
                Kind::One => !held && !goes_back,
                Kind::Many => held || !asked.safety,
            };
            if is_allowed {
                allowed.push(AnswerChange {
                    question,
                    option,
                    given: !held,
                });
            }
        }
    }
    allowed
}

pub(crate) fn changed(pack: &Pack, answers: &Answers, changes: &[AnswerChange]) -> Option<Answers> {
    let mut after = answers.clone();
    let mut replaced = BTreeSet::new();
    for change in changes {
        let option = OptionSet::single(change.option);
        let chosen = after.known(change.question).unwrap();
        let chosen = match pack.question(change.question).kind {
            Kind::One if !replaced.insert(change.question) => return None,
            Kind::One => option,
            Kind::Many if change.given => chosen.difference(OptionSet::NONE_OF_THESE).union(option),
            Kind::Many => chosen.difference(option),
        };
        let none = chosen.is_empty();
        let chosen = if none {
            OptionSet::NONE_OF_THESE
        } else {
            chosen
        };
        after.set(change.question, Answer::Chosen(chosen));
    }
    Some(after)
}

/// Every smallest set of changes for the better, found by trying all sets.
fn every_what_if(table: &Table, answers: &Answers) -> Option<BTreeSet<BTreeSet<AnswerChange>>> {
    let present = assess(table, answers).verdict;
    let allowed = allowed(table.pack(), answers);
    if allowed.len() > 10 {
        return None;
    }
    let better: Vec<BTreeSet<_>> = subsets(&allowed)
        .filter(|changes| {
            changed(table.pack(), answers, changes)
                .is_some_and(|after| assess(table, &after).verdict < present)
        })
        .map(|changes| changes.into_iter().collect())
        .collect();
    let is_smallest = |changes: &&BTreeSet<AnswerChange>| {
        better
            .iter()
            .all(|other| other == *changes || !other.is_subset(changes))
    };
    Some(better.iter().filter(is_smallest).cloned().collect())
}

/// Every smallest set of changes is found, and no other.
#[track_caller]
pub(crate) fn assert_changes(table: &Table, answers: &Answers) {
    let Some(expected) = every_what_if(table, answers) else {
        return;
    };
    let found = space::what_if(table, answers);
    let sets: BTreeSet<BTreeSet<_>> = found
        .iter()
        .map(|what_if| what_if.changes.iter().copied().collect())
        .collect();
    assert_eq!(sets, expected);
    for what_if in found {
        let after = changed(table.pack(), answers, &what_if.changes).unwrap();
        let assessment = assess(table, &after);
        assert_eq!(
            (what_if.verdict, what_if.score),
            (assessment.verdict, assessment.score)
        );
    }
}
