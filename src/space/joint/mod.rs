//! Two packs, or two versions of one rule, compared over every set of answers.
//!
//! A sweep like that over one pack, with a state for both: exact, with the number of sets, and with a set that
//! is nearest to the baseline. Property tests hold it against trying all sets.

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
pub use pairing::{NoCommonOrder, Side};
pub use questions::{Given, Joint, JointAnswers};
pub use ranges::{RangeChange, RangeTable};
pub use sweep::Found;
