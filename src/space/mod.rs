//! The whole answer space: what is still possible, over every way to answer the open questions.
//!
//! A sweep over the questions that merges equal states; exact, nothing is sampled. It works on what
//! is left of each condition and is held against [`crate::assess`] by a property test.

mod baseline;
mod count;
mod disputes;
mod explore;
mod given;
mod idle;
mod insight;
pub mod joint;
mod outcomes;
mod pair;
mod plan;
mod reasons;
mod relevance;
mod residual;
mod scope;
mod score_set;
mod search;
mod slips;
mod state;
mod sweep;
mod what_if;

pub use count::{answer_sets, every_answer_set};
pub use disputes::{OtherReading, disputes, verdicts_in_all_readings};
pub use idle::idle;
pub use insight::Insight;
pub use outcomes::{Outcomes, Scores, outcomes, scores, tractable};
pub use reasons::{DecidedBy, decided_by};
pub use relevance::{OpenQuestion, decisive, relevant};
pub use scope::touched;
pub use search::{PairQuery, PartialOutcome, PartialOutcomePair, Query, Search};
pub use slips::{Slip, slips};
pub use what_if::{AnswerChange, WhatIf, what_if};
