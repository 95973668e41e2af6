//! The sweep of the answer space against trying every set of answers.

use std::collections::BTreeSet;

use smp_suitability::assess::{Applies, Table, assess};
use smp_suitability::pack::{Answers, Verdict};
use smp_suitability::space;

use super::changes::assert_changes;
use super::deciding::assert_deciding;
use crate::random::{self, Dice};

/// The bytes are the choices that make a pack and a person.
pub(super) fn target(bytes: &[u8]) {
    person(&mut Dice::of_bytes(bytes), |table, answers| {
        assert_exact(table, answers);
        assert_changes(table, answers);
        assert_deciding(table, answers);
    });
}

/// A random pack and the answers of a random person, few enough to try everything.
pub(crate) fn person(dice: &mut Dice, check: impl FnOnce(&Table, &Answers)) {
    let pack = random::pack(dice);
    let table = Table::new(&pack);
    let answers = given(dice, &table);
    check(&table, &answers);
}

/// Random answers, none of them to a question that does not apply.
pub(super) fn given(dice: &mut Dice, table: &Table) -> Answers {
    let pack = table.pack();
    let mut answers = random::answers(dice, pack);
    let reading = table.read(&answers);
    for (index, _) in pack.numbered_questions() {
        if reading.applies(index) == Applies::No {
            answers.clear(index);
        }
    }
    answers
}

/// Compares the sweep with trying every completion of what is open.
pub(crate) fn assert_exact(table: &Table, answers: &Answers) {
    let pack = table.pack();
    let every: Vec<_> = random::completions(table, answers)
        .iter()
        .map(|complete| {
            let result = assess(table, complete);
            (result.verdict, result.score)
        })
        .collect();
    let outcomes = space::outcomes(pack, answers);
    let verdicts: BTreeSet<Verdict> = every.iter().map(|(verdict, _)| *verdict).collect();
    let found = outcomes.verdicts.iter().map(|(verdict, _)| *verdict);
    assert_eq!(found.collect::<Vec<_>>(), Vec::from_iter(verdicts));
    for (verdict, witness) in &outcomes.verdicts {
        assert_eq!(assess(table, witness).verdict, *verdict);
    }
    let scores = || every.iter().map(|(_, score)| *score);
    let ends = [
        (&outcomes.scores.lowest, scores().min()),
        (&outcomes.scores.highest, scores().max()),
    ];
    for ((score, witness), expected) in ends {
        assert_eq!(Some(*score), expected);
        assert_eq!(assess(table, witness).score, *score);
    }
    let alone = space::scores(pack, answers);
    assert_eq!(Some(alone.lowest.0), scores().min());
    assert_eq!(Some(alone.highest.0), scores().max());
    assert_eq!(space::answer_sets(pack, answers), Some(every.len() as u128));
}

/// Every choice of some of the items.
pub(crate) fn subsets<Item: Copy>(items: &[Item]) -> impl Iterator<Item = Vec<Item>> {
    (0..1_usize << items.len()).map(|bits| {
        let chosen = items
            .iter()
            .enumerate()
            .filter(|(place, _)| bits >> place & 1 == 1);
        chosen.map(|(_, item)| *item).collect()
    })
}
