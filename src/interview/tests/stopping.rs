//! After a stop the result can be had at once.

use crate::interview::QuestionScope;
use crate::pack::Verdict;

use super::pack;
use super::script::{InterviewLog, interview_about};

#[track_caller]
fn interview(given: &[&str], replies: &[&str]) -> InterviewLog {
    interview_about(
        &pack::with_stops(),
        QuestionScope::WhatMatters,
        given,
        replies,
    )
}

/// Comes to a stop, takes the offer to see the result, then does what the scenario says.
#[track_caller]
fn after_the_stop(replies: &[&str]) -> InterviewLog {
    let stop = ["Black", "Yes, one", "Not long", "See my result"];
    interview(&[], &[&stop, replies].concat())
}

#[test]
fn a_stop_offers_the_result_at_once() {
    let log = after_the_stop(&["All correct"]);
    assert_eq!(
        log.screens[3..],
        [
            "Before you continue: From your answers so far, you should wait before having SMP. \
             The scar must heal. 1 safety question is still unanswered. \
             You can continue, or see your result now.",
            "Your answers: Is everything right? Choose a line to change it. \
             You skipped 2 questions, so the result will be provisional.",
        ]
    );
    assert!(log.finished());
}

#[test]
fn the_same_stop_is_told_once_and_a_graver_one_again() {
    let log = interview(
        &[],
        &[
            "Black",
            "Yes, one",
            "Not long",
            "Continue",
            "back",
            "(keep)",
            "Sore skin",
            "why",
            "Continue",
            "Yes",
            "stop",
        ],
    );
    assert_eq!(
        log.headings()[3..],
        [
            "Before you continue",
            "Question 4 of about 5",
            "Question 3 of about 5",
            "Question 4 of about 5",
            "Before you continue",
            "Before you continue",
            "Question 5 of about 6",
            "The main questions are answered",
        ]
    );
    assert!(log.screens[7].contains("you should see a doctor before having SMP"));
    assert!(log.screens[8].contains("(Why we ask: this answer decides a lot"));
}

#[test]
fn going_on_after_the_last_main_question_is_said_once() {
    let log = interview(
        &["doctor=no"],
        &[
            "Black",
            "Never",
            "Sore skin",
            "Continue",
            "Plenty",
            "All correct",
        ],
    );
    assert_eq!(
        log.headings()[2..],
        [
            "Question 3 of about 5",
            "Before you continue",
            "Question 5 of about 5",
            "Your answers",
        ]
    );
}

#[test]
fn back_leads_from_the_review_to_the_stop_and_to_its_question() {
    let log = interview(
        &[],
        &[
            "Black",
            "Never",
            "Sore skin",
            "See my result",
            "back",
            "back",
            "stop",
        ],
    );
    assert_eq!(
        log.headings()[3..],
        [
            "Before you continue",
            "Your answers",
            "Before you continue",
            "Question 3 of about 5",
        ]
    );
}

#[test]
fn without_the_stop_the_other_questions_are_asked_before_the_result() {
    let log = after_the_stop(&["Transplant age", "Long ago", "stop"]);
    assert_eq!(
        log.screens[6],
        "Question 4 of about 6: Do you have any of these?"
    );
}

#[test]
fn whoever_comes_back_with_a_stop_is_not_told_again() {
    let log = interview(
        &["hair_color=black", "transplant=never", "skin=sore"],
        &["No", "stop"],
    );
    assert_eq!(
        log.headings(),
        ["Question 4 of about 5", "The main questions are answered"]
    );
}

#[test]
fn a_doctors_approval_is_asked_for_before_a_stop_is_told() {
    for (reply, is_told) in [("Yes", false), ("No", true), ("I'm not sure", true)] {
        let replies = ["Black", "Never", "Sore skin", reply, "stop"];

        let log = interview_about(
            &pack::with_approval(),
            QuestionScope::WhatMatters,
            &[],
            &replies,
        );

        let headings = log.headings();
        assert!(headings[3].starts_with("Question 4"), "{headings:?}");
        let is_stop = headings[4] == "Before you continue";
        assert_eq!(is_stop, is_told, "{reply}: {headings:?}");
    }
}

#[test]
fn the_cursor_rests_on_continue_but_on_the_result_where_nothing_lifts_the_stop() {
    for (verdict, marked) in [
        (Verdict::Wait, "Continue"),
        (Verdict::SeeDoctorFirst, "Continue"),
        (Verdict::NotRecommended, "See my result"),
    ] {
        let mut pack = pack::with_stops();
        pack.rules[1].verdict = Some(verdict);

        let replies = ["Black", "Never", "Sore skin", "stop"];
        let log = interview_about(&pack, QuestionScope::WhatMatters, &[], &replies);

        let rests_on = &log.marked[3][0];
        assert!(rests_on.starts_with(marked), "{verdict:?}: {rests_on}");
    }
}

#[test]
fn of_two_stops_alike_the_first_is_named() {
    let mut pack = pack::with_stops();
    let mut other = pack.rules[1].clone();
    other.because = "Another reason.".into();
    pack.rules.insert(2, other);

    let replies = ["Black", "Never", "Sore skin", "stop"];
    let log = interview_about(&pack, QuestionScope::WhatMatters, &[], &replies);

    assert!(
        log.screens[3].contains("Sore skin must heal."),
        "{:?}",
        log.screens
    );
    assert!(!log.screens[3].contains("Another reason."));
}
