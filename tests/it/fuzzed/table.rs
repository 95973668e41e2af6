//! The table against a naive reading of the conditions.

use std::collections::BTreeMap;

use smp_suitability::assess::{Applies, Table, assess};
use smp_suitability::pack::{
    Answers, Condition, OptionSet, Pack, QuestionIndex, Row, Rule, Verdict,
};

use crate::random::{self, Dice};

/// The bytes are the choices that make a pack and a few people.
pub(super) fn target(bytes: &[u8]) {
    let mut dice = Dice::of_bytes(bytes);
    let pack = random::pack(&mut dice);
    let (table, for_many) = (Table::new(&pack), Table::for_many(&pack));
    for _ in 0..4 {
        let answers = random::answers(&mut dice, &pack);
        assert_naive(&table, &answers);
        assert_naive(&for_many, &answers);
    }
}

/// Somebody's answers, and which questions concern them, read word by word.
struct Person {
    answers: Answers,
    applies: Vec<Applies>,
}

impl Person {
    fn new(pack: &Pack, answers: Answers) -> Self {
        let applies = Vec::new();
        let mut person = Self { answers, applies };
        // A condition names earlier questions only.
        for question in &pack.questions {
            let applies = match &question.when {
                None => Applies::Yes,
                Some(when) if person.holds(when) => Applies::Yes,
                Some(when) if person.can_hold(when) => Applies::Maybe,
                Some(_) => Applies::No,
            };
            person.applies.push(applies);
        }
        person
    }

    /// Does a condition hold for certain?
    fn holds(&self, condition: &Condition) -> bool {
        self.fulfills(condition, |known, options| {
            known.is_some_and(|known| known.intersects(options))
        })
    }

    /// Can a condition still hold?
    fn can_hold(&self, condition: &Condition) -> bool {
        self.fulfills(condition, |known, options| {
            known.is_none_or(|known| known.intersects(options))
        })
    }

    fn fulfills(
        &self,
        condition: &Condition,
        meets: impl Fn(Option<OptionSet>, OptionSet) -> bool,
    ) -> bool {
        condition.clauses.iter().any(|clause| {
            clause.requirements.iter().all(|requirement| {
                let known = self.answers.known(requirement.question);
                self.applies(requirement.question) != Applies::No
                    && meets(known, requirement.options)
            })
        })
    }

    fn applies(&self, question: QuestionIndex) -> Applies {
        self.applies[question.position()]
    }
}

/// The rows that count, read word by word.
fn counting<'pack, Content>(rows: &'pack [Row<Content>], person: &Person) -> Vec<&'pack str> {
    let mut counting = Vec::new();
    for row in rows {
        let possible = row.when.as_ref().is_none_or(|when| person.can_hold(when));
        let certain = row.when.as_ref().is_none_or(|when| person.holds(when));
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
    let person = &Person::new(pack, answers.clone());
    let does_fire = |rule: &&Rule| {
        let unless = rule.unless.as_ref();
        person.holds(&rule.when) && !unless.is_some_and(|unless| person.holds(unless))
    };
    let fired: Vec<_> = pack.rules.iter().filter(does_fire).collect();
    let is_cleared = |rule: &Rule| {
        let clearance = rule.cleared_by.as_ref();
        clearance.is_some_and(|clearance| person.holds(clearance.when()))
    };
    let found = assessment.findings.iter();
    let found = found.map(|finding| (&finding.rule.id, finding.is_cleared()));
    let found: Vec<_> = found.collect();
    let expected: BTreeMap<_, _> = (fired.iter())
        .map(|rule| (&rule.id, is_cleared(rule)))
        .collect();
    assert_eq!(found.len(), expected.len(), "a rule fires once");
    assert_eq!(found.into_iter().collect::<BTreeMap<_, _>>(), expected);
    let score = pack.base + fired.iter().filter_map(|rule| rule.points).sum::<i32>();
    assert_eq!(assessment.score, score);
    let gates = fired.iter().filter_map(|rule| {
        if is_cleared(rule) {
            Some(Verdict::SuitableWithCautions)
        } else {
            rule.verdict
        }
    });
    let worst = gates.chain([pack.band(score)]).max();
    assert_eq!(Some(assessment.verdict), worst);

    let reading = table.read(answers);
    let mut open = Vec::new();
    for (index, question) in pack.numbered_questions() {
        let applies = person.applies(index);
        assert_eq!(reading.applies(index), applies);
        let is_asked = question.neutral.is_none();
        if is_asked && applies != Applies::No && answers.known(index).is_none() {
            open.push(index);
        }
    }
    assert_eq!(assessment.open, open);
    let expected = &pack.expectations;
    let counted = [
        assert_rows(&expected.sessions, &assessment.sessions.rows, person),
        assert_rows(&expected.cost[0].rows, &assessment.price.rows, person),
        assert_rows(&expected.recovery, &assessment.recovery.rows, person),
    ];
    assert_rows(&expected.upkeep, &assessment.upkeep.rows, person);
    assert_eq!(table.counting_rows(&reading), Some(counted));
}

/// Rows that were found are those that count; their places as bits.
#[track_caller]
fn assert_rows<Content>(table: &[Row<Content>], found: &[&Row<Content>], person: &Person) -> u64 {
    let found: Vec<_> = found.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(found, counting(table, person));
    let places = table.iter().enumerate();
    let counted = places.filter(|(_, row)| found.contains(&row.id.as_str()));
    counted.fold(0, |bits, (place, _)| bits | 1 << place)
}
