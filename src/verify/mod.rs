//! Proofs and tests about a pack, not about a person.

mod cases;
mod score;

pub use cases::{Agreement, agreement, failures};
pub use score::score;
