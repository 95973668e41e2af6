//! Going back removes the lines about the answer that is given again.

use super::script::interview;

const BLACK: &str = "Hair color: Black";
const NEVER: &str = "Transplant: Never";

/// The lines after the welcome that are left at the end.
#[track_caller]
fn check(replies: &[&str], expected: &[&str]) {
    let log = interview(&[], &[replies, &["stop"]].concat());
    assert_eq!(log.left[5..], *expected, "{replies:?}");
}

#[test]
fn going_back_removes_the_record_of_the_question() {
    check(&["Black", "Never"], &[BLACK, NEVER]);
    check(&["Black", "Never", "back"], &[BLACK]);
    check(&["Black", "Never", "back", "back"], &[]);
}

#[test]
fn the_answer_that_is_given_again_has_one_record() {
    check(&["Black", "back", "Brown"], &["Hair color: Brown"]);
}

#[test]
fn records_of_answers_that_still_hold_come_back_in_order() {
    check(
        &["Black", "Never", "back", "back", "Brown"],
        &["Hair color: Brown", NEVER],
    );
    check(
        &["Black", "Never", "back", "back", "Brown", "back"],
        &["Hair color: Brown"],
    );
}

#[test]
fn what_was_said_with_a_record_goes_with_it() {
    let added = "Your answer adds 1 question.";
    check(
        &["Black", "Yes, one"],
        &[BLACK, "Transplant: Yes, one", added],
    );
    check(&["Black", "Yes, one", "back"], &[BLACK]);
    check(&["Black", "Yes, one", "back", "Never"], &[BLACK, NEVER]);
}

#[test]
fn an_answer_that_adds_no_question_says_nothing_of_it() {
    check(
        &["Black", "Never", "None"],
        &[BLACK, NEVER, "Skin: None of these"],
    );
}

#[test]
fn back_from_the_review_removes_only_the_last_record() {
    let replies = [
        "Black",
        "Never",
        "None",
        "See my result",
        "Hair color",
        "Brown",
        "back",
    ];
    check(
        &replies,
        &[BLACK, NEVER, "Skin: None of these", "Hair color: Brown"],
    );
}
