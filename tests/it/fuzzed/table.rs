//! The table against a naive reading of the conditions.

use std::collections::BTreeSet;

use smp_suitability::answers::Answers;
use smp_suitability::assess::{Applies, Table, assess};
use smp_suitability::pack::{Condition, Pack, QuestionIndex, Row, Rule};

use crate::random::{self, Dice};

/// The bytes are the choices that make a pack and a few people.
pub(super) fn target(bytes: &[u8]) {
    let mut dice = Dice::of_bytes(bytes);
    let pack = random::pack(&mut dice);
    let table = Table::new(&pack);
    for _ in 0..4 {
        assert_naive(&table, &random::answers(&mut dice, &pack));
    }
}

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

/// What the table says is what the conditions say.
#[track_caller]
pub(crate) fn assert_naive(table: &Table, answers: &Answers) {
    let pack = table.pack();
    let assessment = assess(table, answers);
    let is_fired = |rule: &&Rule| {
        let unless = rule.unless.as_ref();
        let is_excepted = unless.is_some_and(|unless| holds(unless, pack, answers));
        holds(&rule.when, pack, answers) && !is_excepted
    };
    let fired: Vec<_> = pack.rules.iter().filter(is_fired).collect();
    let found = assessment.findings.iter().map(|finding| &finding.rule.id);
    let found: BTreeSet<_> = found.collect();
    assert_eq!(found, fired.iter().map(|rule| &rule.id).collect());
    let score = pack.base + fired.iter().filter_map(|rule| rule.points).sum::<i32>();
    assert_eq!(assessment.score, score);
    let gates = fired.iter().filter_map(|rule| rule.verdict);
    let worst = gates.chain([pack.band(score)]).max();
    assert_eq!(Some(assessment.verdict), worst);

    let questions = pack.numbered_questions().map(|(index, _)| index);
    let is_open = |index: &QuestionIndex| {
        applies(*index, pack, answers) != Applies::No && answers.known(*index).is_none()
    };
    assert_eq!(
        assessment.open,
        questions.filter(is_open).collect::<Vec<_>>()
    );
    let expected = &pack.expectations;
    assert_rows(
        &assessment.sessions.rows,
        &counting(&expected.sessions, pack, answers),
    );
    assert_rows(
        &assessment.recovery.rows,
        &counting(&expected.recovery, pack, answers),
    );
    assert_rows(
        &assessment.upkeep.rows,
        &counting(&expected.upkeep, pack, answers),
    );
}

#[track_caller]
fn assert_rows<Content>(found: &[&Row<Content>], expected: &[&str]) {
    let found: Vec<_> = found.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(found, expected);
}
