//! The way through: forth, back, prompt to continue, review, end.

use crate::assess::Table;
use crate::interview::{Conversation, Ending, QuestionScope, unanswered};

use super::script::interview;
use super::{GIVEN, THE_ANSWERS, after_main, at_the_review, pack};

#[test]
fn a_whole_interview_asks_in_order_and_ends_with_the_review() {
    let log = interview(&[], &at_the_review(&["All correct"]));
    assert_eq!(
        log.screens,
        [
            "Question 1 of about 5: What color is your hair?",
            "Question 2 of about 5: Have you had a hair transplant?",
            "Question 3 of about 5: Do you have any of these?",
            "The main questions are answered: What's next?",
            "Question 4 of about 5: What do you hope for?",
            "Question 5 of about 5: How much can you spend?",
            "Your answers: Is everything right? Choose a line to change it.",
        ]
    );
    assert_eq!(log.answers(), THE_ANSWERS);
    assert!(log.finished());
}

#[test]
fn complete_answers_lead_straight_to_the_review() {
    let log = interview(&GIVEN, &["All correct"]);
    assert_eq!(log.screens.len(), 1);
    assert_eq!(log.said[1], "Welcome back. 5 answers found.");
    assert!(log.finished());
}

#[test]
fn back_shows_the_earlier_answer_and_keeps_it() {
    let log = interview(&[], &["Brown", "Never", "back", "back", "(keep)", "stop"]);
    assert_eq!(log.marked[3], ["Never"]);
    assert_eq!(log.marked[4], ["Brown"]);
    assert_eq!(
        log.screens[5], "Question 3 of about 5: Do you have any of these?",
        "on to the first question without an answer"
    );
    assert_eq!(log.answers(), ["hair_color: brown", "transplant: never"]);
    assert_eq!(log.kept, 2, "the same answer again changes nothing");
}

#[test]
fn back_on_the_first_question_says_so() {
    let log = interview(&[], &["back", "stop"]);
    assert!(log.screens[1].ends_with("(This is the first question.)"));
}

#[test]
fn back_marks_unsure_and_several_answers() {
    let log = interview(&[], &["I'm not sure", "back", "stop"]);
    assert_eq!(log.marked[2], ["I'm not sure"]);
    let log = interview(&[], &["Black", "Never", "Sore skin+Moles", "back", "stop"]);
    assert_eq!(log.marked[4], ["Sore skin", "Moles"]);
    let log = interview(&[], &after_main(&["back", "stop"]));
    assert_eq!(log.marked[4], ["None of these"]);
}

#[test]
fn a_changed_answer_takes_back_follow_ups_and_says_which() {
    let log = interview(
        &[],
        &[
            "Black", "Yes, one", "Long ago", "back", "back", "Never", "stop",
        ],
    );
    assert_eq!(
        log.records()[4..],
        [
            "Transplant: Never",
            "Removed because it no longer applies: Transplant age: Long ago",
        ]
    );
    assert_eq!(log.answers(), ["hair_color: black", "transplant: never"]);
}

#[test]
fn the_total_follows_the_follow_ups_and_drops_about_when_it_is_certain() {
    let log = interview(
        &[],
        &[
            "Black", "Yes, one", "Long ago", "Moles", "Yes", "Continue", "A scar", "Plenty", "stop",
        ],
    );
    assert_eq!(
        log.headings(),
        [
            "Question 1 of about 5",
            "Question 2 of about 5",
            "Question 3 of about 6",
            "Question 4 of about 6",
            "Question 5 of about 7",
            "The main questions are answered",
            "Question 6 of about 7",
            "Question 7 of about 7",
            "Your answers",
        ]
    );
    let log = interview(&[], &after_main(&["Continue", "A scar", "Little", "stop"]));
    assert_eq!(log.headings()[6], "Question 6 of 6");
}

#[test]
fn the_result_can_be_had_after_the_main_questions() {
    let log = interview(&[], &after_main(&["See my result", "All correct"]));
    assert_eq!(
        log.screens[4],
        "Your answers: Is everything right? Choose a line to change it. \
         You skipped 2 questions, so the result will be provisional."
    );
    assert!(log.finished());
}

#[test]
fn the_crossroads_says_how_much_is_left() {
    let pack = pack::small();
    let table = Table::new(&pack);
    let answers = pack::answers(
        &pack,
        &["hair_color=black", "transplant=never", "skin=none"],
    );
    let screen = Conversation::new(&table, answers, QuestionScope::WhatMatters).screen();
    let rows: Vec<_> = screen.rows.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(
        rows,
        ["See my result", "Continue (about 2 more, 1 minute)", "Quit"]
    );
}

#[test]
fn back_from_the_rest_and_from_an_early_review_returns_to_the_crossroads() {
    let log = interview(
        &[],
        &after_main(&["Continue", "back", "See my result", "back", "stop"]),
    );
    assert_eq!(
        log.headings()[3..],
        [
            "The main questions are answered",
            "Question 4 of about 5",
            "The main questions are answered",
            "Your answers",
            "The main questions are answered",
        ]
    );
}

#[test]
fn back_from_the_review_is_the_last_question() {
    let log = interview(&[], &at_the_review(&["back", "(keep)", "All correct"]));
    assert_eq!(
        log.headings()[7..],
        ["Question 5 of about 5", "Your answers"]
    );
}

#[test]
fn a_correction_returns_to_the_review_and_asks_new_follow_ups_first() {
    let log = interview(
        &[],
        &at_the_review(&["Transplant: Never", "Yes, one", "Long ago", "All correct"]),
    );
    assert_eq!(
        log.headings()[6..],
        [
            "Your answers",
            "Question 2 of about 5",
            "Question 3 of 6",
            "Your answers",
        ]
    );
    assert_eq!(
        log.answers()[1..3],
        ["transplant: yes", "transplant_age: old"]
    );
}

#[test]
fn a_correction_at_a_resumed_review_asks_every_new_follow_up() {
    let log = interview(&GIVEN, &["Budget", "Little", "Less", "All correct"]);
    assert_eq!(log.headings()[2..], ["Question 6 of 6", "Your answers"]);
}

#[test]
fn back_from_a_correction_changes_nothing() {
    let log = interview(&[], &at_the_review(&["Hair color", "back", "All correct"]));
    assert_eq!(log.headings()[7..], ["Question 1 of 5", "Your answers"]);
    assert_eq!(log.answers()[0], "hair_color: black");
}

#[test]
fn stopping_keeps_the_answers() {
    for stop in ["stop", "Quit"] {
        let log = interview(&[], &["Black", stop]);
        assert!(matches!(log.ending, Some(Ending::Stopped(_))));
        assert_eq!(log.answers(), ["hair_color: black"]);
    }
}

#[test]
fn what_is_unanswered_leaves_out_follow_ups_that_nothing_calls_for() {
    let pack = pack::small();
    let table = Table::new(&pack);
    let names = |given: &[&str]| -> Vec<&str> {
        let questions = unanswered(
            &table,
            &pack::answers(&pack, given),
            QuestionScope::WhatMatters,
        );
        let ids = questions
            .iter()
            .map(|&index| pack.question(index).id.as_str());
        ids.collect()
    };
    assert_eq!(
        names(&[]),
        ["hair_color", "transplant", "skin", "hope", "budget"]
    );
    assert_eq!(
        names(&["transplant=yes", "skin=none", "hope=?"]),
        ["hair_color", "transplant_age", "budget"]
    );
}
