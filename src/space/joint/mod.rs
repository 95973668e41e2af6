//! Two packs compared over every complete set of answers.
//!
//! A sweep like that over one pack, with a state for both: exact, with the number of sets, and with a set that
//! is nearest to the baseline. Property tests hold it against trying all sets. Example: a pack gives 5 points for
//! gray hair, and its next version gives 5 for gray or white hair. With three colors:
//!
//! 1. before the question: one state, scores (0, 0), 1 set;
//! 2. after it: one state, (5, 5) for gray, (0, 5) for white, (0, 0) for black, 1 set each;
//! 3. so the score rises for 1 of 3 sets, and the nearest to the baseline has white hair.

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
