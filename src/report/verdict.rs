//! Verdicts in words.

use crate::pack::Verdict;

/// The name of a verdict within a sentence, such as "suitable, with cautions".
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Suitable => "suitable",
        Verdict::SuitableWithCautions => "suitable, with cautions",
        Verdict::Wait => "wait",
        Verdict::SeeDoctorFirst => "see a doctor first",
        Verdict::NotRecommended => "not recommended",
    }
}

/// What a verdict means for the person, as a sentence.
pub fn verdict_meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Suitable => "SMP is likely to suit you.",
        Verdict::SuitableWithCautions => {
            "SMP may suit you. Read the points below before you decide."
        }
        Verdict::Wait => "This is not the right time for SMP. It may be later.",
        Verdict::SeeDoctorFirst => "Talk to a doctor before you go any further with SMP.",
        Verdict::NotRecommended => "What you told us speaks against SMP for you.",
    }
}
