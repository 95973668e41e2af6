//! `smp explain` with a word: where a pack uses it.

use crate::program::{done, refused};

#[test]
fn a_word_of_an_option_shows_the_option_its_question_and_its_rules() {
    let printed = done(&["explain", "methotrexate"]);

    for part in [
        "Question medicines",
        "Do you take or use any of these?",
        "methotrexate: Methotrexate, azathioprine, similar",
        "Rules about it",
        "immune-medicine:",
    ] {
        assert!(printed.contains(part), "{part} is missing:\n{printed}");
    }
    assert!(!printed.contains("blood-thinner:"), "{printed}");
}

#[test]
fn every_question_with_the_word_is_listed_in_the_order_of_asking() {
    let printed = done(&["explain", "Transplant"]);

    let questions: Vec<_> = printed
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Question "))
        .collect();
    assert!(questions.len() > 3, "{questions:?}");
    assert!(questions.starts_with(&["prior_transplant", "transplant_time"]));
}

#[test]
fn several_words_are_found_as_they_are_written() {
    let printed = done(&["explain", "blood thinner"]);

    assert!(
        printed.contains("blood_thinner: Blood thinner"),
        "{printed}"
    );
    assert!(!printed.contains("Question hair_color"), "{printed}");
}

#[test]
fn an_exact_id_wins_over_words() {
    let printed = done(&["explain", "keloid"]);

    assert!(printed.contains("Rule keloid"), "{printed}");
    assert!(!printed.contains("Question skin"), "{printed}");
}

#[test]
fn a_word_that_is_nowhere_is_refused_with_a_similar_id() {
    let printed = refused(&["explain", "keloyd"]);

    assert!(printed.contains("nothing is called `keloyd`"), "{printed}");
    assert!(printed.contains("`keloid`"), "{printed}");
}

#[test]
fn words_of_one_or_two_letters_are_not_looked_for() {
    refused(&["explain", "no"]);
}
