//! The whole answer space: what is still possible over all answers to the open questions.
//!
//! Exact, nothing is sampled. From the ground up:
//!
//! | file | what is in it |
//! |---|---|
//! | `residual` | hash-consed residuals: what is left of a condition |
//! | `state` | interned states: what is left of rules and questions |
//! | `scope`, `plan`, `given` | a pack prepared for sweeps: what can matter, in stages, with known answers applied |
//! | `frontier` | the engine: forward dynamic programming over merged states |
//! | `sweep`, `score_set` | one person's answers, with the scores that each state can have |
//! | [`outcomes`], `relevance`, `reasons` | what can come out, which questions matter, which answers decide |
//! | [`what_if`], `readings` | what changes of some answers lead to |
//! | `insight` | all of that about one person |
//! | `query`, `pair`, `search` | answers of one or two people that satisfy a predicate, or the proof that none do |
//! | `fewest` | the fewest answers that show something about a rule, a verdict or a row |
//! | [`joint`] | two packs compared |
//!
//! # The second reading of conditions
//!
//! [`crate::assess`] reads a condition once all answers are known or unknown. A sweep has to read it answer by
//! answer, so `residual` says what each part of an answer leaves of a condition, and `state` and
//! `joint::state` what that decides of rules and tables. This is the only other reading. These tests hold it equal
//! to the table, on random packs: `tests/it/space` (sweeps), `tests/it/laws.rs` (searches), `tests/it/mutants.rs` and
//! `tests/it/differences.rs` (two versions, two packs). Which rows of a first-match table count is decided in one
//! place for both, [`crate::pack::could_be_first`]; `relevance`, `reasons`, `what_if` and `readings` ask the table.

mod fewest;
mod frontier;
mod given;
mod insight;
pub mod joint;
mod outcomes;
mod pair;
mod plan;
mod query;
mod readings;
mod reasons;
mod relevance;
mod residual;
mod scope;
mod score_set;
mod search;
mod state;
mod sweep;
mod what_if;

pub use fewest::{
    Firing, answers_reaching, answers_selecting_row, distinguishing_answers, isolating_answers,
};
pub use frontier::TooEntangled;
pub use insight::Insight;
pub use outcomes::{
    Count, Outcomes, Scores, answer_sets, every_answer_set, outcomes, scores, tractable,
};
pub use plan::CountedRule;
pub use query::{PairQuery, PartialOutcome, PartialOutcomePair, Query};
pub use readings::{OtherReading, Slip, disputes, slips, verdicts_in_all_readings};
pub use reasons::{DecidedBy, decided_by};
pub use relevance::{OpenQuestion, decisive, idle, relevant};
pub use scope::touched;
pub use search::Search;
pub use what_if::{AnswerChange, WhatIf, what_if};
