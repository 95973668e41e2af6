//! What a report says: what, why, what to do, what to expect, and where it all comes from.
//!
//! Each part says its own; this file is their order. Text, Markdown and HTML only set it.

mod changes;
mod closing;
pub(super) mod expect;
mod firmness;
pub(super) mod headline;
mod open;
mod reasons;
mod sheet;
mod steps;
mod warnings;
mod ways;

pub(super) use closing::{guide, reference};
pub(super) use expect::{WATCH, day_sources, missing_prices, publishers, touch_up_price, watch};
pub(super) use reasons::label;
pub(super) use sheet::{Block, Part, Passage, Sheet, Topic};
pub(super) use steps::stop_text;
pub(super) use warnings::{Sign, signs};

use super::insight::is_settled;
use crate::assess::Assessment;
use crate::space::Insight;

/// The report on an assessment.
///
/// Beside a stop the next steps come straight after the reasons: whom to see matters more than prices.
pub(super) fn content(assessment: &Assessment, insight: Option<&Insight>) -> Sheet {
    let settled = is_settled(assessment, insight);
    let plan = steps::Plan::new(assessment, settled);
    let mut sheet = Sheet::default();

    headline::set(&mut sheet, assessment, insight);
    reasons::set(&mut sheet, assessment);
    if assessment.is_stopped() {
        plan.set_steps(&mut sheet);
    }
    if let Some(insight) = insight {
        changes::set(&mut sheet, assessment, insight);
    }
    closing::set_disclaimer(&mut sheet, assessment.pack);
    plan.set_notes(&mut sheet);
    if !settled && !headline::knows_nothing(assessment) {
        open::set(&mut sheet, assessment, insight);
    }
    if let Some(insight) = insight {
        firmness::set(&mut sheet, assessment, insight);
    }
    expect::set(&mut sheet, assessment);
    if !assessment.is_stopped() {
        plan.set_steps(&mut sheet);
    }
    let warnings_last = warnings::comes_last(assessment);
    if !warnings_last {
        warnings::set(&mut sheet, assessment);
    }
    expect::set_timeline(&mut sheet, assessment);
    closing::set_guide(&mut sheet, assessment);
    if warnings_last {
        warnings::set(&mut sheet, assessment);
    }
    closing::set_sources(&mut sheet, assessment.pack);
    closing::set_imprint(&mut sheet, assessment.pack);
    closing::set_recap(&mut sheet, &headline::recap(assessment, settled));
    sheet
}
