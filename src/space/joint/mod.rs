//! Two packs, or two versions of one rule, on every set of answers at once.
//!
//! A sweep like the sweep over one pack, with a state for both: exact, counted, and with the answers
//! that lead least far away. Held against trying everything by property tests.

mod changes;
mod compiled;
mod firing;
mod pairing;
mod query;
mod questions;
mod ranges;
mod state;
mod sweep;

pub use changes::{Changes, RuleChange, ScoreChanges};
pub use firing::{
    Fires, answers_reaching, answers_selecting_row, distinguishing_answers, isolating_answers,
};
pub use questions::{Given, Joint, JointAnswers, Side};
pub use ranges::{RangeChange, RangeTable};
pub use sweep::{Count, Found};
