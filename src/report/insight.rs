//! Whether a result is settled.

use crate::assess::Assessment;
use crate::space::Insight;

/// Whether the verdict is settled, as far as is known: without an insight, once nothing is open.
pub fn is_settled(assessment: &Assessment, insight: Option<&Insight>) -> bool {
    is_over(assessment) || insight.map_or(assessment.open.is_empty(), Insight::settled)
}

/// Returns true if an answer ended the interview with the worst verdict: nothing more is asked then, so
/// open questions are nothing to talk about.
pub(in crate::report) fn is_over(assessment: &Assessment) -> bool {
    assessment.verdict.is_worst() && assessment.has_ended()
}
