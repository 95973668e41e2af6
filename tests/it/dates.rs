//! Dates as answers: counted for a day, kept as they were given, and what they come to with time.

mod better_on;
mod given;
mod pack;
mod private;
mod program;

use chrono::NaiveDate;
use smp_suitability::assess::Table;
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::Answers;

/// A day, written as `2026-11-30`.
fn day(written: &str) -> NaiveDate {
    written.parse().unwrap()
}

/// The answers of a file on the table's day, or what is wrong with them.
fn read(table: &Table, file: &str, sets: &[&str]) -> Result<Answers, String> {
    let sets: Vec<_> = sets.iter().map(ToString::to_string).collect();
    let input = AnswersInput {
        file: Some(("answers.json", file.as_bytes())),
        sets: &sets,
    };
    load::answers(table, input).map_err(|problems| problems.to_string())
}

/// The option that answers a question.
fn option(table: &Table, answers: &Answers, question: &str) -> String {
    let (index, question) = table.pack().find_question(question).unwrap();
    let position = answers.known(index).unwrap().positions().next().unwrap();
    question.option(position).id.to_string()
}
