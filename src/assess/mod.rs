//! The engine: answers to an assessment. Total and deterministic; there is no other evaluator.
//!
//! Knows nothing of files, words on a screen, or what could still change.

mod answer_mask;
mod assessment;
mod better_on;
mod bits;
mod choices;
mod clauses;
mod evaluator;
mod firing;
mod inapplicable;
mod lookup;
mod privacy;
mod public_part;
mod question_clauses;
mod reading;
mod rows;
mod rules;
mod safety;
mod shown;
mod slots;
mod table;

pub use assessment::{Assessment, Estimate, Finding, Prices, assess, assess_in, verdict};
pub use better_on::{PublicTime, VerdictOn};
pub use choices::Choices;
pub use public_part::PublicPart;
pub use reading::{Applies, Reading};
pub use table::Table;
