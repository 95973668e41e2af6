//! The person about whom there is nothing special, from whom witnesses differ as little as they can.

use crate::pack::{Kind, OptionSet, Pack, QuestionIndex};

/// The answer that says nothing special: that of the pack's baseline, else the reference.
pub(super) fn baseline_answer(pack: &Pack, question: QuestionIndex) -> OptionSet {
    let asked = pack.question(question);
    let usual = || match asked.kind {
        Kind::One => OptionSet::single(asked.reference.unwrap_or(0)),
        Kind::Many => OptionSet::NONE_OF_THESE,
    };
    pack.baseline.known(question).unwrap_or_else(usual)
}
