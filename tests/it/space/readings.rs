//! Mix-ups of two options, and the other reading of each dispute.

use proptest::prelude::*;
use smp_suitability::assess::{Table, assess};
use smp_suitability::pack::{Answer, Dispute, Disputed, Kind, OptionSet, Pack, Verdict};
use smp_suitability::space;

use super::person;
use crate::random::{self, Dice};

const DISPUTES: usize = 2;

/// A pack in which some rules have another reading.
fn disputed(dice: &mut Dice) -> Pack {
    let mut pack = random::pack(dice);
    pack.disputes = (0..DISPUTES)
        .map(|number| Dispute {
            id: format!("d{number}").into(),
            readings: ["".into(), "".into()],
            sources: [Vec::new(), Vec::new()],
        })
        .collect();
    for rule in &mut pack.rules {
        let dispute = dice.below(DISPUTES + 1);
        if dispute < DISPUTES {
            let points = i32::try_from(dice.below(9)).unwrap() - 4;
            rule.disputed = Some(Disputed {
                dispute,
                points: rule.points.map(|_| points),
                verdict: Verdict::ALL.get(dice.below(6)).copied(),
            });
        }
    }
    pack
}

/// The pack that follows the other reading of a dispute.
fn other_way(pack: &Pack, dispute: usize) -> Pack {
    let mut other = pack.clone();
    for rule in &mut other.rules {
        if let Some(reading) = rule.disputed.take_if(|reading| reading.dispute == dispute) {
            rule.points = reading.points;
            rule.verdict = reading.verdict;
        }
    }
    other
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

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
                        Kind::Many => chosen.difference(OptionSet::single(given)),
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

    #[test]
    fn every_dispute_that_decides_the_verdict_is_found(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let pack = disputed(&mut dice);
        let answers = random::answers(&mut dice, &pack);
        let assessment = assess(&Table::new(&pack), &answers);
        let mut expected = Vec::new();
        for dispute in 0..DISPUTES {
            let other = other_way(&pack, dispute);
            let result = assess(&Table::new(&other), &answers);
            if result.verdict != assessment.verdict {
                expected.push((dispute, result.verdict, result.score));
            }
        }
        let found = space::disputes(&assessment).into_iter();
        let found: Vec<_> =
            found.map(|reading| (reading.dispute, reading.verdict, reading.score)).collect();
        prop_assert_eq!(found, expected);
    }
}
