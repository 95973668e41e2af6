//! `smp explain` with a word: where a pack uses it.

use crate::program::{done, refused};

#[test]
fn a_word_of_an_option_shows_the_option_its_question_and_its_rules() {
    let told = done(&["explain", "methotrexate"]);

    for part in [
        "Question medicines",
        "Do you take or use any of these?",
        "methotrexate: Methotrexate, azathioprine, similar",
        "Rules about it",
        "immune-medicine:",
    ] {
        assert!(told.contains(part), "{part} is missing:\n{told}");
    }
    assert!(!told.contains("blood-thinner:"), "{told}");
}

#[test]
fn every_question_with_the_word_is_listed_in_the_order_of_asking() {
    let told = done(&["explain", "Transplant"]);

    let questions: Vec<_> = told
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Question "))
        .collect();
    assert!(questions.len() > 3, "{questions:?}");
    assert!(questions.starts_with(&["prior_transplant", "transplant_time"]));
}

#[test]
fn several_words_are_found_as_they_are_written() {
    let told = done(&["explain", "blood thinner"]);

    assert!(told.contains("blood_thinner: Blood thinner"), "{told}");
    assert!(!told.contains("Question hair_color"), "{told}");
}

#[test]
fn an_exact_id_wins_over_words() {
    let told = done(&["explain", "keloid"]);

    assert!(told.contains("Rule keloid"), "{told}");
    assert!(!told.contains("Question skin"), "{told}");
}

#[test]
fn a_word_that_is_nowhere_is_refused_with_a_similar_id() {
    let told = refused(&["explain", "keloyd"]);

    assert!(told.contains("nothing is called `keloyd`"), "{told}");
    assert!(told.contains("`keloid`"), "{told}");
}

#[test]
fn words_of_one_or_two_letters_are_not_looked_for() {
    refused(&["explain", "no"]);
}
