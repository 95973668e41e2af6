//! Verdicts and scores still possible, and the number of answer sets.

use proptest::prelude::*;
use smp_suitability::assess::{Applies, Table, assess};
use smp_suitability::diagnostic::Code;
use smp_suitability::load;
use smp_suitability::pack::{Answer, Answers, Kind, OptionSet};
use smp_suitability::space;
use smp_suitability::verify;

use super::person;
use crate::fuzzed::sweep::assert_exact;
use crate::generated;
use crate::random::{self, Dice};

/// A person who answered all but a few questions.
fn nearly_complete(dice: &mut Dice, table: &Table) -> Answers {
    const MOST_OPEN: usize = 400;
    let pack = table.pack();
    let mut answers = Answers::blank(pack);
    for (index, question) in pack.numbered_questions() {
        if table.read(&answers).applies(index) == Applies::No {
            continue;
        }
        let options = question.options.len();
        let chosen = match question.kind {
            Kind::One => OptionSet::single(dice.below(options)),
            Kind::Many if dice.below(3) == 0 => OptionSet::single(dice.below(options)),
            Kind::Many => OptionSet::NONE_OF_THESE,
        };
        answers.set(index, Answer::Chosen(chosen));
    }
    let questions: Vec<_> = pack.numbered_questions().map(|(index, _)| index).collect();
    for _ in 0..8 {
        let mut opened = answers.clone();
        if let Some(&question) = questions.get(dice.below(questions.len())) {
            opened.clear(question);
        }
        // A follow-up whose parent is open may not apply.
        let reading = table.read(&opened);
        for &question in &questions {
            if reading.applies(question) != Applies::Yes {
                opened.clear(question);
            }
        }
        if completions(table, &opened) <= MOST_OPEN {
            answers = opened;
        }
    }
    answers
}

/// An upper bound of the sets of answers that the open questions leave.
fn completions(table: &Table, answers: &Answers) -> usize {
    let pack = table.pack();
    let reading = table.read(answers);
    let questions = pack.numbered_questions().map(|(index, _)| index);
    let open = questions.filter(|&question| {
        answers.known(question).is_none() && reading.applies(question) != Applies::No
    });
    open.map(|question| random::every_answer(pack, question).len())
        .fold(1, usize::saturating_mul)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_sweep_finds_exactly_what_trying_everything_finds(seed in any::<u64>()) {
        person(seed, assert_exact);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_sweep_of_the_built_in_pack_is_exact_for_people_with_few_open_questions(seed in any::<u64>()) {
        let pack = load::pack(&load::builtin()).unwrap();
        let table = Table::new(&pack);
        let answers = nearly_complete(&mut Dice::new(seed), &table);
        assert_exact(&table, &answers);
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
