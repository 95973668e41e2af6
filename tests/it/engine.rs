//! The table against a naive reading of the conditions.

use std::collections::BTreeSet;

use proptest::prelude::*;
use smp_suitability::answers::Answers;
use smp_suitability::assess::{Applies, Table, assess};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::{Condition, OptionSet, Pack, QuestionIndex, Row, Rule};

use crate::minimal::Input;
use crate::random::{self, Dice};

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
            known.is_some_and(|known| known.meets(options))
        })
    }

    /// Can a condition still hold?
    fn can_hold(&self, condition: &Condition) -> bool {
        self.fulfills(condition, |known, options| {
            known.is_none_or(|known| known.meets(options))
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

/// Holds the table against the conditions of a pack, for random answers.
fn assert_as_the_conditions_say(dice: &mut Dice, pack: &Pack) {
    let table = Table::new(pack);
    let answers = random::answers(dice, pack);
    let assessment = assess(&table, &answers);
    let person = &Person::new(pack, answers.clone());

    let does_fire = |rule: &&Rule| {
        let unless = rule.unless.as_ref();
        person.holds(&rule.when) && !unless.is_some_and(|unless| person.holds(unless))
    };
    let fired: Vec<_> = pack.rules.iter().filter(does_fire).collect();
    let found = assessment.findings.iter().map(|finding| &finding.rule.id);
    let found: BTreeSet<_> = found.collect();
    assert_eq!(found, fired.iter().map(|rule| &rule.id).collect());
    let score = pack.base + fired.iter().filter_map(|rule| rule.points).sum::<i32>();
    assert_eq!(assessment.score, score);
    let gates = fired.iter().filter_map(|rule| rule.verdict);
    let verdict = gates.chain([pack.band(score)]).max();
    assert_eq!(Some(assessment.verdict), verdict);

    let reading = table.read(&answers);
    for (index, _) in pack.numbered_questions() {
        assert_eq!(reading.applies(index), person.applies(index));
    }
    let is_open = |index: &QuestionIndex| {
        person.applies(*index) != Applies::No && answers.known(*index).is_none()
    };
    let questions = pack.numbered_questions().map(|(index, _)| index);
    let open: Vec<_> = questions.filter(is_open).collect();
    assert_eq!(assessment.open, open);
    let sessions = assessment.sessions.rows.iter().map(|row| row.id.as_str());
    let sessions: Vec<_> = sessions.collect();
    let expected = counting(&pack.expectations.sessions, person);
    assert_eq!(sessions, expected);
    let bits = |counting: Vec<usize>| counting.iter().fold(0, |bits, place| bits | 1 << place);
    let expectations = &pack.expectations;
    let counted = [
        bits(places(&expectations.sessions, &assessment.sessions.rows)),
        bits(places(&expectations.cost[0].rows, &assessment.price.rows)),
        bits(places(&expectations.recovery, &assessment.recovery.rows)),
    ];
    assert_eq!(table.counting_rows(&reading), Some(counted));
}

/// The places of some rows in their table.
fn places<Content>(table: &[Row<Content>], rows: &[&Row<Content>]) -> Vec<usize> {
    let place = |row: &&Row<Content>| table.iter().position(|other| other.id == row.id);
    rows.iter().filter_map(place).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_table_says_what_the_conditions_say(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        assert_as_the_conditions_say(&mut dice, &pack);
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables_of_every_width_say_what_the_conditions_say(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        // Fewer than 256 clauses, fewer than 512, more; and more questions than a word has bits.
        for (questions, rules) in [(12, 60..90), (20, 170..200), (20, 400..450), (66, 40..60)] {
            let pack = random::pack_of(&mut dice, questions, rules);
            for _ in 0..10 {
                assert_as_the_conditions_say(&mut dice, &pack);
            }
        }
    }
}

#[test]
fn rows_that_count_are_told_for_tables_of_up_to_64_rows() {
    let mut pack = random::pack(&mut Dice::new(1));
    let row = pack.expectations.recovery.last().unwrap().clone();
    let answers = Answers::blank(&pack);
    for (length, is_told) in [(63, true), (64, true), (65, false), (66, false)] {
        pack.expectations.recovery = vec![row.clone(); length];
        let table = Table::new(&pack);
        let rows = table.counting_rows(&table.read(&answers));
        assert_eq!(rows.is_some(), is_told, "{length}");
    }
}

#[test]
fn what_decides_the_rows_is_the_same_for_answers_that_no_row_asks_about() {
    let pack = load::pack(&Input::sound().pack_files()).unwrap();
    let table = Table::new(&pack);
    let deciding = |answers: &str| {
        let file = Some(("", answers.as_bytes()));
        let answers = load::answers(&table, AnswersInput { file, sets: &[] }).unwrap();
        table.deciding_rows(&table.read(&answers)).unwrap()
    };
    let light = deciding(r#"{ "color": "light" }"#);
    assert_eq!(deciding(r#"{ "color": "dark", "skin": ["mole"] }"#), light);
    assert_ne!(deciding(r#"{ "color": "gray" }"#), light);
    assert_ne!(deciding("{}"), light);
}
