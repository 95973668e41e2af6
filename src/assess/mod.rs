//! The engine: answers to an assessment. Total and deterministic; there is no other evaluator.
//!
//! Knows nothing of files, words on a screen, or what could still change.

mod assessment;
mod bits;
mod clauses;
mod column;
mod exceptions;
mod fold;
mod left;
mod reading;
mod rows;
mod table;

pub use assessment::{Assessment, Estimate, Finding, Prices, assess, assess_in, verdict};
pub use reading::{Applies, Reading};
pub use table::Table;
