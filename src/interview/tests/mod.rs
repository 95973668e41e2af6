//! The conversation, tested through scripts: replies in, transcript and answers out.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a failing test should panic"
)]

mod answering;
mod health;
mod navigation;
mod pack;
mod random;
mod script;
mod skipping;
mod stopping;
mod transcript;

const MAIN: [&str; 3] = ["Black", "Never", "None of these"];
const REST: [&str; 2] = ["A scar", "Plenty"];

/// All of this, as it is given beforehand.
const GIVEN: [&str; 5] = [
    "hair_color=black",
    "transplant=never",
    "skin=none",
    "hope=scar",
    "budget=plenty",
];

/// The same as it is reported afterwards.
const THE_ANSWERS: [&str; 5] = [
    "hair_color: black",
    "transplant: never",
    "skin: []",
    "hope: scar",
    "budget: plenty",
];

/// Answers the main questions, then does what the scenario says.
fn after_main<'a>(replies: &[&'a str]) -> Vec<&'a str> {
    MAIN.iter().chain(replies).copied().collect()
}

/// Answers every question, then does what the scenario says.
fn at_the_review<'a>(replies: &[&'a str]) -> Vec<&'a str> {
    let all = MAIN.iter().chain(&["Continue"]).chain(&REST).chain(replies);
    all.copied().collect()
}
