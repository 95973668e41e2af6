//! Whether a result is settled.

use crate::assess::Assessment;
use crate::space::Insight;

/// Whether the verdict is settled, as far as is known: without an insight, once nothing is open.
pub fn is_settled(assessment: &Assessment, insight: Option<&Insight>) -> bool {
    insight.map_or(assessment.open.is_empty(), Insight::settled)
}
