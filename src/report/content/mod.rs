//! What a report says: a first screen, and behind it the topics for those who want more.
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
mod summary;
mod warnings;
mod ways;

pub(super) use closing::{guide, reference};
pub(super) use expect::{WATCH, day_sources, missing_prices, publishers, touch_up_price, watch};
pub use headline::headline;
pub(super) use reasons::label;
pub(super) use sheet::{Block, Part, PartKind, Passage, Sheet};
pub use steps::first_step;
pub(super) use steps::stop_text;
pub use summary::Further;
pub(super) use summary::{Detail, summary};
pub(super) use warnings::{Sign, signs};

use super::insight::is_settled;
use super::topic::Topic;
use crate::assess::Assessment;
use crate::pack::GuideTopic;
use crate::space::Insight;

/// Topics of a result, with the sources that they cite at the end. Each page begins with the verdict and
/// every stop, so that no topic is read without them.
pub(super) fn topics(
    assessment: &Assessment,
    insight: Option<&Insight>,
    topics: &[Topic],
) -> Sheet {
    let mut sheet = Sheet::default();
    summary::add_help(&mut sheet, assessment);
    headline::add(&mut sheet, assessment, insight);
    if topics.first() != Some(&Topic::Why) {
        reasons::add_stops(&mut sheet, assessment);
    }
    // Sources are numbered as on a whole page, so the list on its own is read beside one.
    if topics == [Topic::Sources] {
        let first = sheet.parts().len();
        add_topics(&mut sheet, assessment, insight, &Topic::ALL);
        let mut position = 0;
        sheet.retain(|part| {
            position += 1;
            position <= first || part.kind == PartKind::Sources
        });
    } else {
        add_topics(&mut sheet, assessment, insight, topics);
    }
    closing::add_disclaimer(&mut sheet, assessment.pack);
    closing::add_imprint(&mut sheet, assessment.pack);
    sheet
}

/// A whole page: the first screen in full, the card of warning signs, and every topic.
pub(super) fn page(assessment: &Assessment, insight: Option<&Insight>) -> Sheet {
    let mut sheet = Sheet::default();
    summary::add(&mut sheet, assessment, insight, Detail::FULL);
    warnings::add(&mut sheet, assessment);
    // The first screen of a page explains every stop and caution, with its sources.
    sheet.open_topic(Some(Topic::Why));
    reasons::add_points_apart(&mut sheet, assessment);
    steps::Plan::new(assessment, is_settled(assessment, insight)).add_notes(&mut sheet);
    let [_, others @ ..] = &Topic::ALL;
    add_topics(&mut sheet, assessment, insight, others);
    sheet.open_topic(None);
    closing::add_imprint(&mut sheet, assessment.pack);
    sheet
}

fn add_topics(
    sheet: &mut Sheet,
    assessment: &Assessment,
    insight: Option<&Insight>,
    topics: &[Topic],
) {
    let has_card = |sheet: &Sheet| {
        let mut parts = sheet.parts().iter();
        parts.any(|part| part.kind == PartKind::Warnings)
    };
    for &topic in topics {
        sheet.open_topic(Some(topic));
        match topic {
            Topic::Why => {
                reasons::add_all(sheet, assessment);
                steps::Plan::new(assessment, is_settled(assessment, insight)).add_all(sheet);
            }
            Topic::Changes => {
                if let Some(insight) = insight {
                    changes::add_all(sheet, assessment, insight);
                }
                if !is_settled(assessment, insight) && !headline::knows_nothing(assessment) {
                    open::add(sheet, assessment, insight);
                }
            }
            Topic::Costs => expect::add(sheet, assessment),
            Topic::Recovery => {
                if !has_card(sheet) {
                    warnings::add(sheet, assessment);
                }
                expect::add_timeline(sheet, assessment);
                closing::add_guide(sheet, assessment, GuideTopic::Recovery);
            }
            Topic::Risks => {
                closing::add_guide(sheet, assessment, GuideTopic::Risks);
                if !has_card(sheet) {
                    warnings::add(sheet, assessment);
                }
            }
            Topic::Results => closing::add_guide(sheet, assessment, GuideTopic::Results),
            Topic::Options => closing::add_guide(sheet, assessment, GuideTopic::Options),
            Topic::Questions => closing::add_guide(sheet, assessment, GuideTopic::Questions),
            Topic::Certainty => {
                if let Some(insight) = insight {
                    firmness::add(sheet, assessment, insight);
                }
            }
            Topic::Sources => {}
        }
    }
    sheet.open_topic(Some(Topic::Sources));
    closing::add_sources(sheet, assessment.pack);
    sheet.open_topic(None);
}
