//! What the answer space knows about one person, held against trying everything.

use std::collections::BTreeSet;

use proptest::prelude::*;
use smp_suitability::answers::{Answer, Answers};
use smp_suitability::assess::{Applies, Table, assess};
use smp_suitability::diagnostic::Code;
use smp_suitability::pack::{Change, Kind, OptionSet, Pack, QuestionIndex, Verdict};
use smp_suitability::space::{self, AnswerChange};
use smp_suitability::verify;

use crate::generated;
use crate::random::{self, Dice};

/// A random pack and the answers of a random person, few enough to try everything.
fn person(seed: u64, check: impl FnOnce(&Table, &Answers)) {
    let mut dice = Dice::new(seed);
    let pack = random::pack(&mut dice);
    let table = Table::new(&pack);
    let mut answers = random::answers(&mut dice, &pack);
    let reading = table.read(&answers);
    for (index, _) in pack.numbered_questions() {
        if reading.applies(index) == Applies::No {
            answers.clear(index);
        }
    }
    check(&table, &answers);
}

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

fn changed(pack: &Pack, answers: &Answers, changes: &[AnswerChange]) -> Option<Answers> {
    let mut after = answers.clone();
    let mut anew = BTreeSet::new();
    for change in changes {
        let option = OptionSet::single(change.option);
        let chosen = after.known(change.question).unwrap();
        let chosen = match pack.question(change.question).kind {
            Kind::One if !anew.insert(change.question) => return None,
            Kind::One => option,
            Kind::Many if change.given => chosen.without(OptionSet::NONE_OF_THESE).union(option),
            Kind::Many => chosen.without(option),
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

fn subsets<Item: Copy>(items: &[Item]) -> impl Iterator<Item = Vec<Item>> {
    (0..1_usize << items.len()).map(|bits| {
        let chosen = items
            .iter()
            .enumerate()
            .filter(|(place, _)| bits >> place & 1 == 1);
        chosen.map(|(_, item)| *item).collect()
    })
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_smallest_set_of_changes_is_found_and_no_other(seed in any::<u64>()) {
        person(seed, |table, answers| {
            let Some(expected) = every_what_if(table, answers) else { return };
            let found = space::what_if(table, answers);
            let sets: BTreeSet<BTreeSet<_>> =
                found.iter().map(|what_if| what_if.changes.iter().copied().collect()).collect();
            assert_eq!(sets, expected);
            for what_if in found {
                let after = changed(table.pack(), answers, &what_if.changes).unwrap();
                let assessment = assess(table, &after);
                assert_eq!((what_if.verdict, what_if.score), (assessment.verdict, assessment.score));
            }
        });
    }

    #[test]
    fn no_smaller_set_of_answers_decides_the_verdict(seed in any::<u64>()) {
        person(seed, |table, answers| {
            let found = space::decided_by(table, answers).map(|decided| decided.answers);
            assert_eq!(found, smallest_deciding(table, answers));
        });
    }

    #[test]
    fn every_mix_up_that_changes_the_verdict_is_found(seed in any::<u64>()) {
        person(seed, |table, answers| {
            let present = assess(table, answers).verdict;
            let mut expected = Vec::new();
            for (index, question) in table.pack().numbered_questions() {
                let Some(chosen) = answers.known(index) else { continue };
                for (given, meant) in [(0, 1), (1, 0)] {
                    if !chosen.contains(given) || chosen.contains(meant) {
                        continue;
                    }
                    let others = match question.kind {
                        Kind::One => OptionSet::EMPTY,
                        Kind::Many => chosen.without(OptionSet::single(given)),
                    };
                    let mut mixed = answers.clone();
                    mixed.set(index, Answer::Chosen(others.union(OptionSet::single(meant))));
                    let verdict = assess(table, &mixed).verdict;
                    if verdict != present {
                        expected.push((index, given, meant, verdict));
                    }
                }
            }
            let found = space::slips(table, answers).into_iter();
            let found: Vec<_> =
                found.map(|slip| (slip.question, slip.given, slip.meant, slip.verdict)).collect();
            assert_eq!(found, expected);
        });
    }
}

#[test]
fn a_pack_of_50_questions_and_200_rules_on_neighbors_can_be_gone_through() {
    let pack = generated::pack(50, 200, 1);
    assert_eq!(space::tractable(&pack), Ok(()));
    let outcomes = space::outcomes(&pack, &Answers::blank(&pack));
    let table = Table::new(&pack);
    for (verdict, witness) in &outcomes.verdicts {
        assert_eq!(assess(&table, witness).verdict, *verdict);
    }
}

#[test]
fn a_pack_whose_rules_join_what_lies_far_apart_is_refused_by_name() {
    let pack = generated::pack(50, 200, 20);
    let problems = verify::score(&pack, "generated").unwrap_err();
    let [problem] = problems.diagnostics() else {
        panic!("{problems:?}")
    };
    assert_eq!(problem.code, Code::TooEntangled);
    assert!(problem.message.contains("at `q"), "{}", problem.message);
}
