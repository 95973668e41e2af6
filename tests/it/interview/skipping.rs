//! What is left out changes nothing, and a stop offers the result at once.

use proptest::prelude::*;
use smp_suitability::assess::{Applies, Table, assess};
use smp_suitability::interview::{self, Conversation, Progress, QuestionScope, Reply, RowRole};
use smp_suitability::pack::{Answer, Answers, Pack, QuestionIndex};

use super::pty::{DOWN, ENTER, Pty, UP};
use crate::random::{self, Dice};
use crate::space;

/// Blond hair, and a stop that makes shaving idle, up to the last question that is asked anyway.
fn stopped(terminal: &mut Pty) {
    terminal.play(&[
        ("❯ Black", DOWN),
        ("❯ Blond", ENTER),
        ("❯ No, never", ENTER),
        ("❯ [ ] None of these", DOWN),
        ("❯ [ ] It is sore", " "),
        ("❯ [x] It is sore", ENTER),
        ("you should see a doctor before having SMP", ""),
        ("❯ Continue", ENTER),
        ("❯ Yes, in writing", ENTER),
        ("❯ See my result", DOWN),
        ("❯ Continue", ENTER),
        ("❯ More hair", ENTER),
    ]);
}

#[test]
fn what_matters_no_more_is_not_asked_and_that_is_said() {
    let mut terminal = Pty::start(80, 110, &[]);
    stopped(&mut terminal);
    terminal.wait("❯ All correct");
    assert!(!terminal.screen().contains("Shaving"), "not in the review");
    terminal.press(ENTER);
    assert_eq!(terminal.finish(), 0);
    let screen = terminal.screen().replace('\n', " ");
    assert!(
        screen.contains("We left out 1 question, because no answer to it could change"),
        "{screen}"
    );
}

#[test]
fn all_asks_it_nevertheless() {
    let mut terminal = Pty::start(80, 50, &["--all"]);
    stopped(&mut terminal);
    terminal.play(&[
        ("Could you shave your head?", ENTER),
        ("❯ All correct", ENTER),
    ]);
    assert_eq!(terminal.finish(), 0);
    assert!(!terminal.screen().contains("left out"));
}

#[test]
fn a_stop_leads_to_the_result_at_once() {
    let mut terminal = Pty::start(80, 50, &[]);
    terminal.play(&[
        ("❯ Black", ENTER),
        ("❯ No, never", ENTER),
        ("❯ [ ] None of these", DOWN),
        ("❯ [ ] It is sore", " "),
        ("❯ [x] It is sore", ENTER),
        ("you should see a doctor before having SMP", UP),
        ("❯ See my result", ENTER),
        ("You skipped 2 questions", ENTER),
    ]);
    assert_eq!(terminal.finish(), 0, "{}", terminal.screen());
    assert!(terminal.screen().contains("ee a doctor first"));
}

/// The interview of somebody who answers at random, goes back, corrects, and goes on to the end.
fn conversed(dice: &mut Dice, table: &Table) -> Answers {
    let blank = Answers::blank(table.pack());
    let mut conversation = Conversation::new(table, blank, QuestionScope::WhatMatters);
    for turn in 0.. {
        let screen = conversation.screen();
        let row = match screen.find(RowRole::NotSure) {
            Some(unsure) => dice.below(unsure + 1),
            // Goes on at the crossroads; looks at the review for a while.
            None if screen.heading != "Your answers" => 1,
            None if turn < 12 => dice.below(screen.rows.len() - 1),
            None => 0,
        };
        let reply = match dice.below(8) {
            0 if turn < 12 => Reply::Back,
            _ => Reply::Row(row),
        };
        if conversation.take(reply).outcome == Progress::Finished {
            break;
        }
    }
    conversation.into_answers()
}

/// Other random answers to open questions, where they apply.
fn answered(dice: &mut Dice, table: &Table, answers: &Answers, open: &[QuestionIndex]) -> Answers {
    let mut answers = answers.clone();
    for &question in open {
        if table.read(&answers).applies(question) == Applies::No {
            continue;
        }
        let every = random::every_answer(table.pack(), question);
        match every.get(dice.below(every.len() + 1)) {
            Some(&options) => answers.set(question, Answer::Chosen(options)),
            None => answers.set(question, Answer::NotSure),
        }
    }
    answers
}

/// Every question without an answer.
fn unanswered(pack: &Pack, answers: &Answers) -> Vec<QuestionIndex> {
    let questions = pack.numbered_questions().map(|(index, _)| index);
    let open = questions.filter(|&index| answers.get(index).is_none());
    open.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_answer_to_what_was_left_out_would_have_changed_the_result(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let table = Table::new(&pack);
        let answers = conversed(&mut dice, &table);
        let expected = assess(&table, &answers);
        let open = unanswered(&pack, &answers);
        for _ in 0..20 {
            let complete = answered(&mut dice, &table, &answers, &open);
            prop_assert_eq!(space::Outcome::of(&expected), space::Outcome::of(&assess(&table, &complete)));
        }
        let left = interview::unanswered(&table, &answers, QuestionScope::WhatMatters);
        prop_assert_eq!(left, Vec::new(), "nothing that matters is left");
        for question in interview::unanswered(&table, &answers, QuestionScope::Everything) {
            let question = pack.question(question);
            prop_assert!(!question.core && !question.safety, "{}", question.id);
        }
    }
}
