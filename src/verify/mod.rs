//! Proofs and tests about a pack, not about a person.

mod bands;
mod cases;
mod check;
mod citations;
mod finding;
mod idle;
mod laws;
mod order;
mod rules;
mod score;
mod tables;
mod texts;
mod told;

pub use cases::{Agreement, agreement, failures};
pub use check::{Checked, check};
pub use finding::{Finding, Severity, Witness};
pub use score::{score, tractable};
pub use told::{check_json, check_text};
