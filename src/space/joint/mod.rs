//! Two packs compared over every complete set of answers.
//!
//! A sweep like that over one pack, with a state for both: exact, with the number of sets, and with a set that
//! is nearest to the baseline. Property tests hold it against trying all sets.

mod changes;
mod compiled;
mod pairing;
mod query;
mod questions;
mod ranges;
mod state;
mod sweep;

pub use changes::{Changes, RuleChange, ScoreChanges};
pub use pairing::{NoCommonOrder, Side};
pub use questions::{Given, Joint, JointAnswers};
pub use ranges::{RangeChange, RangeTable};
pub use sweep::Found;
