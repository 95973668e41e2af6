//! The table against a naive reading of the conditions.

use std::collections::BTreeSet;

use proptest::prelude::*;
use smp_suitability::answers::Answers;
use smp_suitability::assess::{Applies, Table, assess};
use smp_suitability::pack::{Condition, Pack, QuestionIndex, Row};

use crate::random::{self, Dice};

/// A condition read word by word: does it hold for certain?
fn holds(condition: &Condition, pack: &Pack, answers: &Answers) -> bool {
    condition.clauses.iter().any(|clause| {
        clause.requirements.iter().all(|requirement| {
            applies(requirement.question, pack, answers) != Applies::No
                && answers
                    .known(requirement.question)
                    .is_some_and(|known| known.meets(requirement.options))
        })
    })
}

/// A condition read word by word: can it still hold?
fn can_hold(condition: &Condition, pack: &Pack, answers: &Answers) -> bool {
    condition.clauses.iter().any(|clause| {
        clause.requirements.iter().all(|requirement| {
            applies(requirement.question, pack, answers) != Applies::No
                && answers
                    .known(requirement.question)
                    .is_none_or(|known| known.meets(requirement.options))
        })
    })
}

fn applies(question: QuestionIndex, pack: &Pack, answers: &Answers) -> Applies {
    match &pack.question(question).when {
        None => Applies::Yes,
        Some(when) if holds(when, pack, answers) => Applies::Yes,
        Some(when) if can_hold(when, pack, answers) => Applies::Maybe,
        Some(_) => Applies::No,
    }
}

/// The rows that count, read word by word.
fn counting<'pack, Content>(
    rows: &'pack [Row<Content>],
    pack: &Pack,
    answers: &Answers,
) -> Vec<&'pack str> {
    let mut counting = Vec::new();
    for row in rows {
        let possible = row
            .when
            .as_ref()
            .is_none_or(|when| can_hold(when, pack, answers));
        let certain = row
            .when
            .as_ref()
            .is_none_or(|when| holds(when, pack, answers));
        if possible {
            counting.push(row.id.as_str());
        }
        if certain {
            break;
        }
    }
    counting
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_table_says_what_the_conditions_say(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let table = Table::new(&pack);
        let answers = random::answers(&mut dice, &pack);
        let assessment = assess(&table, &answers);

        let fires = |rule: &&smp_suitability::pack::Rule| {
            let excepted = rule.unless.as_ref().is_some_and(|unless| holds(unless, &pack, &answers));
            holds(&rule.when, &pack, &answers) && !excepted
        };
        let fired: Vec<_> = pack.rules.iter().filter(fires).collect();
        let found: BTreeSet<_> = assessment.findings.iter().map(|finding| &finding.rule.id).collect();
        prop_assert_eq!(found, fired.iter().map(|rule| &rule.id).collect());
        let score = pack.base + fired.iter().filter_map(|rule| rule.points).sum::<i32>();
        prop_assert_eq!(assessment.score, score);
        let gates = fired.iter().filter_map(|rule| rule.verdict);
        prop_assert_eq!(Some(assessment.verdict), gates.chain([pack.band(score)]).max());

        let open: Vec<_> = pack
            .numbered_questions()
            .map(|(index, _)| index)
            .filter(|&index| applies(index, &pack, &answers) != Applies::No && answers.known(index).is_none())
            .collect();
        prop_assert_eq!(&assessment.open, &open);
        let sessions: Vec<_> = assessment.sessions.rows.iter().map(|row| row.id.as_str()).collect();
        prop_assert_eq!(sessions, counting(&pack.expectations.sessions, &pack, &answers));
    }

    #[test]
    fn what_fires_for_certain_fires_however_the_rest_is_answered(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let table = Table::new(&pack);
        let mut answers = random::answers(&mut dice, &pack);
        // An answer to a question that may turn out not to apply can be taken back.
        for (index, _) in pack.numbered_questions() {
            if table.read(&answers).applies(index) == Applies::Maybe {
                answers.clear(index);
            }
        }
        let unknown = assess(&table, &answers);
        for complete in random::completions(&table, &answers) {
            let known = assess(&table, &complete);
            for finding in unknown.findings.iter().filter(|finding| finding.rule.unless.is_none()) {
                prop_assert!(known.findings.iter().any(|other| other.rule.id == finding.rule.id));
            }
            prop_assert!(known.open.is_empty());
        }
    }
}
