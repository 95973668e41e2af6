//! Questions that can no longer matter are not asked.

use crate::interview::QuestionScope;

use super::script::{InterviewLog, interview_about};
use super::{THE_ANSWERS, after_main, pack};

const STOPPED: [&str; 4] = ["Black", "Never", "Sore skin", "Continue"];

/// Has an interview in which sore skin is a stop, so that the hope no longer matters.
#[track_caller]
fn after_the_stop(scope: QuestionScope, replies: &[&str]) -> InterviewLog {
    let replies: Vec<_> = STOPPED.iter().chain(replies).copied().collect();
    interview_about(&pack::with_stops(), scope, &[], &replies)
}

#[test]
fn a_question_that_matters_no_more_is_left_out_and_counted_nowhere() {
    let replies = ["No", "Continue", "Plenty", "All correct"];
    let log = after_the_stop(QuestionScope::WhatMatters, &replies);
    assert_eq!(
        log.headings(),
        [
            "Question 1 of about 5",
            "Question 2 of about 5",
            "Question 3 of about 5",
            "Before you continue",
            "Question 4 of about 5",
            "The main questions are answered",
            "Question 5 of about 5",
            "Your answers",
        ]
    );
    assert_eq!(
        log.answers(),
        [
            "hair_color: black",
            "transplant: never",
            "skin: [sore]",
            "doctor: no",
            "budget: plenty"
        ]
    );
    assert_eq!(
        log.said.last().map(String::as_str),
        Some(
            "We left out 1 question, because no answer to it could change your result, the \
             advice or what to expect. `smp --all` asks it too."
        )
    );
}

#[test]
fn everything_is_asked_on_request() {
    let replies = ["No", "Continue", "A scar", "Plenty", "All correct"];
    let log = after_the_stop(QuestionScope::Everything, &replies);
    assert!(log.answers().contains(&"hope: scar".to_owned()));
    assert!(!log.said.iter().any(|line| line.contains("left out")));
}

#[test]
fn nothing_is_said_if_nothing_was_left_out() {
    let replies = after_main(&["Continue", "A scar", "Plenty", "All correct"]);
    let log = interview_about(
        &pack::with_stops(),
        QuestionScope::WhatMatters,
        &[],
        &replies,
    );
    assert_eq!(log.records().last(), Some(&"Budget: Plenty"));
}

#[test]
fn going_back_passes_over_what_is_left_out() {
    let replies = ["No", "Continue", "Plenty", "back", "back", "back", "stop"];
    let log = after_the_stop(QuestionScope::WhatMatters, &replies);
    assert_eq!(
        log.screens[8..],
        [
            "Question 5 of about 5: How much can you spend?",
            "Question 4 of about 5: Has a doctor agreed?",
            "Question 3 of about 5: Do you have any of these?",
        ]
    );
}

#[test]
fn a_correction_brings_back_what_matters_again() {
    let replies = [
        "No",
        "Continue",
        "Plenty",
        "Skin: Sore",
        "None of these",
        "A scar",
        "All correct",
    ];
    let log = after_the_stop(QuestionScope::WhatMatters, &replies);
    assert_eq!(
        log.screens[8..],
        [
            "Question 3 of about 5: Do you have any of these?",
            "Question 4 of 5: What do you hope for?",
            "Your answers: Is everything right? Choose a line to change it.",
        ]
    );
    assert_eq!(log.answers(), THE_ANSWERS);
}

#[test]
fn an_answer_that_was_given_stays_though_it_matters_no_more() {
    let log = interview_about(
        &pack::with_stops(),
        QuestionScope::WhatMatters,
        &["hope=scar"],
        &["Black", "Never", "Sore", "Continue", "No", "See my", "stop"],
    );
    assert!(log.answers().contains(&"hope: scar".to_owned()));
    assert!(log.screens[6].contains("You skipped 1 question, so"));
}

#[test]
fn core_and_safety_questions_are_asked_whatever_they_can_change() {
    let log = interview_about(
        &pack::with_stops(),
        QuestionScope::WhatMatters,
        &["skin=sore"],
        &["why", "Black", "Never", "why", "stop"],
    );
    let screens = log.screens;
    assert!(screens[1].ends_with("Based on your answers so far, it won't change your result.)"));
    assert!(screens[4].starts_with("Question 4 of about 5: Has a doctor agreed?"));
}

#[test]
fn why_names_the_results_that_are_still_possible() {
    let log = interview_about(
        &pack::with_stops(),
        QuestionScope::WhatMatters,
        &["hair_color=black", "transplant=never"],
        &["why", "None", "Continue", "why", "A scar", "why", "stop"],
    );
    for (screen, expected) in [
        (
            1,
            "Depending on this and your other answers, the result could still be \"suitable\", \
             \"suitable, with cautions\" or \"see a doctor first\".)",
        ),
        (
            4,
            "Depending on your answer, the result could still be \"suitable\" or \"suitable, with \
             cautions\".)",
        ),
        (
            6,
            "It won't change your result, but it can change the advice or what to expect.)",
        ),
    ] {
        assert!(
            log.screens[screen].ends_with(expected),
            "{:#?}",
            log.screens
        );
    }
}
