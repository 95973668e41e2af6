//! Verdicts in words, and how final one is: nothing known yet, open, settled.

use crate::assess::Assessment;
use crate::pack::Verdict;
use crate::space::Insight;
use crate::words::capitalized;

/// The name of a verdict within a sentence: "suitable, with cautions".
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Suitable => "suitable",
        Verdict::SuitableWithCautions => "suitable, with cautions",
        Verdict::Wait => "wait",
        Verdict::SeeDoctorFirst => "see a doctor first",
        Verdict::NotRecommended => "not recommended",
    }
}

/// In the place of findings by private answers: what their verdicts are, and where the reason can be read.
pub fn withheld_words(verdicts: &[Verdict]) -> String {
    let mut words = String::new();
    for verdict in verdicts {
        words += &capitalized(verdict_name(*verdict));
        words += ". ";
    }
    words + "Reason kept private: see the person's own page."
}

/// Explains "so far" next to a verdict of a batch.
pub const SO_FAR_NOTE: &str =
    "So far: safety questions are still open, so the result may still get worse.";

/// What the verdict of a result means for the person. SMP is not called suitable as long as an open safety
/// question could still change that.
pub(super) fn meaning_so_far(assessment: &Assessment, finality: Finality) -> &'static str {
    let is_early = finality == Finality::Provisional && assessment.open_safety().next().is_some();
    match assessment.verdict {
        Verdict::Suitable if is_early => "Nothing you have told us so far speaks against SMP.",
        verdict => verdict_meaning(verdict),
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

/// Returns true if no open question can change the verdict. Without an insight, true only if nothing is open.
pub fn is_settled(assessment: &Assessment, insight: Option<&Insight>) -> bool {
    is_over(assessment) || insight.map_or(assessment.open.is_empty(), Insight::settled)
}

/// Returns true if an answer ended the interview with the worst verdict: nothing more is asked then, so
/// open questions are nothing to talk about.
pub(in crate::report) fn is_over(assessment: &Assessment) -> bool {
    assessment.verdict.is_worst() && assessment.has_ended()
}

/// Returns true if no question has an answer and no rule fired: a verdict would say nothing about the person.
pub(in crate::report) fn knows_nothing(assessment: &Assessment) -> bool {
    let mut questions = assessment.pack.numbered_questions();
    assessment.findings.is_empty()
        && questions.all(|(question, _)| assessment.answers.known(question).is_none())
}

/// How final the verdict of a result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finality {
    /// An open question could still change it.
    Provisional,
    /// No open question can change it.
    Settled,
}

impl Finality {
    pub(super) fn of(assessment: &Assessment, insight: Option<&Insight>) -> Self {
        if is_settled(assessment, insight) {
            Self::Settled
        } else {
            Self::Provisional
        }
    }
}
