//! Two packs, or two versions of one rule, on every set of answers at once.
//!
//! A walk like the sweep over one pack, with a state for both: exact, counted, and with the answers
//! that lead least far away. Held against trying everything by property tests.

mod board;
mod changes;
mod firing;
mod pairing;
mod questions;
mod ranges;
mod state;
mod task;
mod walk;

pub use changes::{Changes, RuleChange, ScoreChanges};
pub use firing::{Fires, alone_below, deciding, leading_to, told_apart};
pub use questions::{Given, Joint, JointAnswers, Side};
pub use ranges::{RangeChange, RangeTable};
pub use walk::{Count, Found};
