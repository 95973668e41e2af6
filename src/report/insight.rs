//! When a result is settled: no open question can change its verdict.

use crate::assess::Assessment;
use crate::space::Insight;

/// Returns true if no open question can change the verdict. Without an insight, true only if nothing is open.
pub fn is_settled(assessment: &Assessment, insight: Option<&Insight>) -> bool {
    is_over(assessment) || insight.map_or(assessment.open.is_empty(), Insight::settled)
}

/// Returns true if an answer ended the interview with the worst verdict: nothing more is asked then, so
/// open questions are nothing to talk about.
pub(in crate::report) fn is_over(assessment: &Assessment) -> bool {
    assessment.verdict.is_worst() && assessment.has_ended()
}
