//! What a report says: a first screen, and behind it the topics for those who want more.
//!
//! Each file adds its sections to a [`Document`]; this one is their order. Text, Markdown and HTML write it.
//!
//! - `document` sections, blocks, and the numbers of sources
//! - `summary` the first screen, as long as `detail` says; `headline` is its beginning
//! - `reasons`, `steps`, `changes` why, what to do, and what would change the result
//! - `expect` visits, cost, healing and upkeep
//! - `certainty` what the result rests on, and what is still open
//! - `comparison`, `chances`, `matters` the treatment next to its alternatives, how often something happened, and
//!   what matters to the person
//! - `closing` the guide, warning signs, sources, and the pack

mod certainty;
mod chances;
mod changes;
mod closing;
mod comparison;
mod detail;
mod document;
pub(super) mod expect;
pub(super) mod headline;
mod matters;
mod reasons;
mod steps;
mod summary;

pub(super) use chances::chance_words;
pub(super) use closing::{Sign, guide, reference, signs};
pub(super) use comparison::{cost_here, sum_over};
pub use detail::ReadMore;
pub(super) use detail::SummaryDetail;
pub(super) use document::{Block, Document, EntryLine, Section, SectionKind, TableRow};
pub(super) use expect::{
    WATCH, day_sources, missing_prices, other_main_upkeep, publishers, touch_up_price, watch,
};
pub use headline::headline;
pub(super) use matters::marked;
pub(super) use reasons::label;
pub use steps::first_step;
pub(super) use steps::stop_text;
pub(super) use summary::summary;

use super::topic::Topic;
use super::verdict::{Finality, is_settled, knows_nothing};
use crate::assess::Assessment;
use crate::pack::GuideTopic;
use crate::space::Insight;

/// Topics of a result, with the sources that they cite at the end. Each page begins with the verdict and
/// every stop, so that no topic is read without them.
pub(super) fn topics(
    assessment: &Assessment,
    insight: Option<&Insight>,
    topics: &[Topic],
) -> Document {
    let mut document = Document::default();
    summary::add_help(&mut document, assessment);
    headline::add(&mut document, assessment, insight);
    if topics.first() != Some(&Topic::Why) {
        reasons::add_stops(&mut document, assessment);
    }
    // Sources are numbered as on a whole page, so that the list alone fits one.
    if topics == [Topic::Sources] {
        let first = document.sections().len();
        add_topics(&mut document, assessment, insight, &Topic::ALL);
        let mut position = 0;
        document.retain(|section| {
            position += 1;
            position <= first || section.kind == SectionKind::Sources
        });
    } else {
        add_topics(&mut document, assessment, insight, topics);
    }
    closing::add_disclaimer(&mut document, assessment);
    closing::add_imprint(&mut document, assessment.pack);
    document
}

/// A whole page: the first screen in full, the card of warning signs, and every topic.
pub(super) fn page(assessment: &Assessment, insight: Option<&Insight>) -> Document {
    let mut document = Document::default();
    summary::add(&mut document, assessment, insight, SummaryDetail::FULL);
    closing::add_warnings(&mut document, assessment);
    // The first screen of a page explains every stop and caution, with its sources.
    document.open_topic(Some(Topic::Why));
    reasons::add_points_apart(&mut document, assessment);
    steps::NextSteps::new(assessment, Finality::of(assessment, insight)).add_notes(&mut document);
    let [_, others @ ..] = &Topic::ALL;
    // A page cannot be answered, so it says nothing about what was not.
    let others = others.iter().copied();
    let others = others.filter(|topic| *topic != Topic::Matters || matters::is_said(assessment));
    let others: Vec<_> = others.collect();
    add_topics(&mut document, assessment, insight, &others);
    document.open_topic(None);
    closing::add_imprint(&mut document, assessment.pack);
    document
}

fn add_topics(
    document: &mut Document,
    assessment: &Assessment,
    insight: Option<&Insight>,
    topics: &[Topic],
) {
    let has_card = |document: &Document| {
        document
            .sections()
            .iter()
            .any(|section| section.kind == SectionKind::Warnings)
    };
    for &topic in topics {
        document.open_topic(Some(topic));
        match topic {
            Topic::Why => {
                reasons::add_all(document, assessment);
                steps::NextSteps::new(assessment, Finality::of(assessment, insight))
                    .add_all(document);
            }
            Topic::Changes => {
                if let Some(insight) = insight {
                    changes::add_all(document, assessment, insight);
                }
                if !is_settled(assessment, insight) && !knows_nothing(assessment) {
                    certainty::add_open(document, assessment, insight);
                }
            }
            Topic::Condition => closing::add_guide(document, assessment, GuideTopic::Condition),
            Topic::Costs => {
                expect::add(document, assessment);
                comparison::add_costs(document, assessment);
            }
            Topic::Recovery => {
                if !has_card(document) {
                    closing::add_warnings(document, assessment);
                }
                expect::add_timeline(document, assessment);
                closing::add_guide(document, assessment, GuideTopic::Recovery);
            }
            Topic::Risks => {
                closing::add_guide(document, assessment, GuideTopic::Risks);
                if !has_card(document) {
                    closing::add_warnings(document, assessment);
                }
            }
            Topic::Results => closing::add_guide(document, assessment, GuideTopic::Results),
            Topic::Options => {
                comparison::add_table(document, assessment);
                closing::add_guide(document, assessment, GuideTopic::Options);
            }
            Topic::Chances => chances::add(document, assessment),
            Topic::Matters => matters::add(document, assessment),
            Topic::Questions => closing::add_guide(document, assessment, GuideTopic::Questions),
            Topic::Certainty => {
                if let Some(insight) = insight {
                    certainty::add(document, assessment, insight);
                }
                closing::add_background(document, assessment.pack);
            }
            Topic::Sources => {}
        }
    }
    document.open_topic(Some(Topic::Sources));
    closing::add_sources(document, assessment.pack);
    document.open_topic(None);
}
