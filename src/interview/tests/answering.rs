//! One screen at a time: what is said before it, what is taken as a reply, what is said after it.

use crate::assess::Table;
use crate::interview::{Conversation, QuestionScope, Reply, SaveTarget, words};
use crate::pack::Answers;
use crate::report::answers_file;

use super::script::{interview, interview_about};
use super::{after_main, pack};

#[test]
fn the_welcome_says_what_it_is_how_long_it_takes_and_what_is_saved() {
    let log = interview(&[], &["stop"]);
    assert_eq!(
        log.said.join("\n"),
        "A small pack: does it suit you, and why?\n\
         About 5 questions, 1 minute.\n\
         This is general information, not a diagnosis.\n\
         Say back or stop.\n\
         Nothing is saved. If you quit, we'll show a command that lets you pick up where you left off."
    );
}

#[test]
fn a_return_is_welcomed_and_goes_on_at_the_first_question_without_an_answer() {
    let log = interview(&["hair_color=black", "transplant=?"], &["stop"]);
    assert_eq!(log.said[1], "Welcome back. 2 answers found.");
    assert_eq!(log.said[2], "Still to come: about 4 questions, 1 minute.");
    assert_eq!(
        log.screens,
        ["Question 3 of about 6: When was your transplant?"],
        "a follow-up to an unsure answer is asked"
    );
}

#[test]
fn a_file_is_named_in_the_welcome() {
    let pack = pack::small();
    let table = Table::new(&pack);
    let save_target = SaveTarget::File("me.json".to_owned());
    let conversation = Conversation::new(&table, Answers::blank(&pack), QuestionScope::WhatMatters);
    let lines = conversation.welcome("Esc goes back.", &save_target);
    assert_eq!(
        lines.last().map(String::as_str),
        Some("Your answers are saved in me.json after every question.")
    );
}

#[test]
fn each_answer_leaves_a_line_of_record_and_says_what_it_adds() {
    let log = interview(
        &[],
        &[
            "Black",
            "I'm not sure",
            "Not long",
            "Sore skin+Moles",
            "stop",
        ],
    );
    assert_eq!(
        log.records(),
        [
            "Hair color: Black",
            "Transplant: I'm not sure",
            "Your answer adds 1 question.",
            "Transplant age: Not long ago",
            "Skin: Sore skin; Moles",
            "Your answer adds 1 question.",
        ]
    );
}

#[test]
fn why_is_told_on_the_same_screen_by_row_and_by_word() {
    for why in ["Why do you ask?", "why"] {
        let log = interview(&[], &["Black", why, "stop"]);
        assert_eq!(
            log.screens[1..],
            [
                "Question 2 of about 5: Have you had a hair transplant?",
                "Question 2 of about 5: Have you had a hair transplant? \
                 (Why we ask: It can leave scars. \
                 It won't change your result, but it can change the advice or what to expect.)",
            ]
        );
    }
}

#[test]
fn why_has_an_answer_at_the_crossroads_and_the_review() {
    let log = interview(&[], &after_main(&["why", "See my result", "why", "stop"]));
    assert!(log.screens[4].contains("Why we ask: you have answered what matters most."));
    assert!(log.screens[6].contains("Why we ask: so that you can fix"));
}

#[test]
fn nothing_marked_is_refused_kindly() {
    let log = interview(&[], &["Black", "Never", "(nothing)", "stop"]);
    assert!(log.screens[3].ends_with(
        "(Nothing is marked yet. Mark all that apply, or choose \"None of these\" or \"I'm not sure\".)"
    ));
}

#[test]
fn none_of_these_goes_with_nothing_else() {
    for alone in ["None of these", "I'm not sure"] {
        let both = format!("Moles+{alone}");
        let log = interview(&[], &["Black", "Never", &both, "stop"]);
        assert!(log.screens[3].ends_with(&format!(
            "(\"{alone}\" can't be combined with other answers. Please keep one or the other.)"
        )));
        assert_eq!(log.marked[3], ["Moles", alone], "marks are kept");
        assert_eq!(log.answers().len(), 2);
    }
}

#[test]
fn commands_marked_beside_answers_are_passed_over() {
    let log = interview(&[], &["Black", "Never", "Moles+Quit", "stop"]);
    assert_eq!(log.answers()[2], "skin: [moles]");
}

#[test]
fn asking_why_keeps_what_is_marked() {
    let log = interview(&[], &["Black", "Never", "why:Moles", "stop"]);
    assert_eq!(log.marked[3], ["Moles"]);
    assert_eq!(log.answers().len(), 2);
}

#[test]
fn an_answer_out_of_reach_is_refused() {
    let pack = pack::small();
    let table = Table::new(&pack);
    let mut conversation =
        Conversation::new(&table, Answers::blank(&pack), QuestionScope::WhatMatters);
    for reply in [Reply::Row(99), Reply::Rows(vec![0, 1]), Reply::Rows(vec![])] {
        conversation.take(reply);
        let notice = conversation.screen().notice;
        assert_eq!(
            notice.as_deref(),
            Some("Please choose one of the answers below.")
        );
    }
    assert_eq!(answers_file(&pack, conversation.answers()), "{}\n");
}

#[test]
fn a_person_need_not_tell_what_is_private() {
    let mut pack = pack::small();
    for position in [0, 3] {
        pack.questions[position].options[0].private = true;
    }
    let rows = pack.questions.iter().map(words::answers_below);
    let rows: Vec<_> = rows.map(|rows| rows.last().unwrap().0).collect();
    assert_eq!(
        rows[..4],
        [
            "I'm not sure",
            "I'm not sure",
            "I'm not sure",
            "Unsure, or prefer not to say",
        ],
        "the first is a core question"
    );
}

#[test]
fn a_choice_may_be_open_and_not_be_for_nothing() {
    let mut pack = pack::small();
    pack.questions[3].undecided = Some("I haven't decided".into());
    let log = interview_about(
        &pack,
        QuestionScope::WhatMatters,
        &["hair_color=black", "transplant=never"],
        &["(nothing)", "I haven't decided", "stop"],
    );
    assert!(log.screens[1].ends_with(
        "(Nothing is marked yet. Mark all that apply, or choose \"I haven't decided\".)"
    ));
    assert!(
        log.said
            .iter()
            .any(|line| line == "Skin: I haven't decided")
    );
}
