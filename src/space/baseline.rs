//! The person about whom there is nothing special, from whom witnesses differ as little as they can.

use crate::pack::{Kind, OptionSet, Question};

/// The answer that says nothing special.
pub fn nothing_special(question: &Question) -> OptionSet {
    match question.kind {
        Kind::One => OptionSet::single(question.reference.unwrap_or(0)),
        Kind::Many => OptionSet::NONE_OF_THESE,
    }
}
