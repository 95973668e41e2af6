//! What the pack says about one of its parts: a question, a rule, a source or a claim.
//!
//! - `parts` everything under an id and where a pack rests on it, and the index of all ids
//! - `search` questions and options with a word in them
//! - `sentence` rules and conditions as sentences

mod parts;
mod search;
mod sentence;

pub(super) use parts::{agreement, source_kind};
pub use parts::{explain, explain_index};
pub use search::explain_words;
pub use sentence::rule_sentence;
pub(super) use sentence::{condition as condition_words, optional_texts, other_reading};
