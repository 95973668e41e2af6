//! The report for a person: what, why, what to do, what to expect, and where it all comes from.
//!
//! Each part sets its own lines on the page; this file is their order.

mod changes;
mod closing;
pub(super) mod expect;
mod firmness;
pub(super) mod headline;
mod open;
mod reasons;
mod steps;
mod ways;

pub(super) use closing::reference;
pub(super) use expect::missing_prices;
pub(super) use reasons::{Weight, brief, label, mark};
pub(super) use steps::stop_text;

use super::insight::is_settled;
use super::line::Line;
use super::page::Page;
use crate::assess::Assessment;
use crate::space::Insight;

/// The report on an assessment, in lines of at most so many columns (but at least 20).
///
/// Beside a stop the next steps come straight after the reasons: whom to see matters more than prices.
pub fn text(assessment: &Assessment, insight: Option<&Insight>, width: usize) -> Vec<Line> {
    let settled = is_settled(assessment, insight);
    let plan = steps::Plan::new(assessment, settled);
    let mut page = Page::new(width.max(20));

    headline::set(&mut page, assessment, insight);
    reasons::set(&mut page, assessment);
    if assessment.is_stopped() {
        plan.set_steps(&mut page);
    }
    if let Some(insight) = insight {
        changes::set(&mut page, assessment, insight);
    }
    closing::set_disclaimer(&mut page, assessment.pack);
    plan.set_notes(&mut page);
    if !settled && !headline::knows_nothing(assessment) {
        open::set(&mut page, assessment, insight);
    }
    if let Some(insight) = insight {
        firmness::set(&mut page, assessment, insight);
    }
    expect::set(&mut page, assessment);
    if !assessment.is_stopped() {
        plan.set_steps(&mut page);
    }
    expect::set_timeline(&mut page, &assessment.pack.expectations.timeline);
    closing::set_guide(&mut page, &assessment.guide);
    closing::set_sources(&mut page, assessment.pack);
    closing::set_imprint(&mut page, assessment.pack);
    closing::set_recap(&mut page, &headline::recap(assessment, settled));
    page.into_lines()
}
