//! The table against a naive reading of the conditions.

use proptest::prelude::*;
use smp_suitability::assess::{Applies, Table, assess};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::{Answers, Condition};

use crate::fuzzed::table::assert_naive;
use crate::minimal::Input;
use crate::random::{self, Dice};

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_table_says_what_the_conditions_say(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let answers = random::answers(&mut dice, &pack);
        assert_naive(&Table::new(&pack), &answers);
        assert_naive(&Table::for_many(&pack), &answers);
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
    fn questions_with_any_number_of_boxes_are_read_as_conditions_are(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let pack = random::pack_of(&mut dice, (5, 2..15), 20..40);
        let (table, for_many) = (Table::new(&pack), Table::for_many(&pack));
        for _ in 0..10 {
            let answers = random::answers(&mut dice, &pack);
            assert_naive(&table, &answers);
            assert_naive(&for_many, &answers);
        }
    }

    #[test]
    fn tables_of_every_width_say_what_the_conditions_say(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        // Of few clauses and of many, and of more questions than short rows have bits.
        let sizes = [
            (12, 60..90),
            (20, 170..200),
            (20, 400..450),
            (66, 40..60),
            (130, 40..60),
        ];
        for (questions, rules) in sizes {
            let pack = random::pack_of(&mut dice, (questions, 2..4), rules);
            let (table, for_many) = (Table::new(&pack), Table::for_many(&pack));
            for _ in 0..10 {
                let answers = random::answers(&mut dice, &pack);
                assert_naive(&table, &answers);
                assert_naive(&for_many, &answers);
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

#[test]
fn what_an_exception_asks_is_undecided_as_long_as_nothing_is_known() {
    let mut pack = load::pack(&load::builtin()).unwrap();
    let excepted: Vec<_> = (pack.rules.iter())
        .filter(|rule| rule.unless.is_some() && rule.advice.is_some())
        .cloned()
        .collect();
    assert!(excepted.len() > 1);
    pack.guide = Vec::new();
    for pair in excepted.windows(2) {
        pack.rules = pair.to_vec();
        let table = Table::new(&pack);
        let undecided = table.undecided(&table.read(&Answers::blank(&pack)));
        let unless = pair.iter().filter_map(|rule| rule.unless.as_ref());
        for requirement in unless.flat_map(Condition::requirements) {
            assert!(undecided.contains(&requirement.question), "{}", pair[1].id);
        }
    }
}

#[test]
fn a_follow_up_of_one_question_is_closed_however_many_boxes_that_has() {
    for more in [0, 1, 2, 6, 8, 9, 20] {
        let mut input = Input::sound();
        let mole = r#"{ "id": "mole", "label": "A mole" }"#;
        for number in 0..more {
            let mark = format!(r#"{mole}, {{ "id": "mark_{number}", "label": "Mark {number}" }}"#);
            input.replace("questionnaire.json", mole, &mark);
        }
        let refused = r#""rules": [{ "id": "refused", "when": { "letter": ["no"] }, "advice": "Ask why.",
            "because": "It is your health.", "sources": ["aedit"], "claims": ["C01"] },"#;
        input.replace("suitability.json", r#""rules": ["#, refused);
        let pack = load::pack(&input.pack_files()).unwrap();
        let (letter, _) = pack.find_question("letter").unwrap();
        for (table, size) in [(Table::new(&pack), "few"), (Table::for_many(&pack), "many")] {
            for (skin, expected) in [
                (r#"{ "skin": ["mole"] }"#, Applies::No),
                (r#"{ "skin": [] }"#, Applies::No),
                (r#"{ "skin": ["mole", "keloid"] }"#, Applies::Yes),
                ("{}", Applies::Maybe),
            ] {
                let file = Some(("answers.json", skin.as_bytes()));
                let answers = load::answers(&table, AnswersInput { file, sets: &[] }).unwrap();
                let reading = table.read(&answers);
                let told = format!("{skin} of {more} more, for {size}");
                assert_eq!(reading.applies(letter), expected, "{told}");
                let is_undecided = table.undecided(&reading).contains(&letter);
                assert_eq!(is_undecided, expected != Applies::No, "{told}");
            }
        }
    }
}
