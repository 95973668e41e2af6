//! The report as one HTML page: no script, nothing loaded from elsewhere, fit for screen, phone and paper.
//!
//! The words and their order are those of the text: a first screen, and topics to open. Pictures are next to
//! the words that say the same.
//!
//! - `head` the style of a page, its policy, and whose page it is
//! - `sections` a section as headings, lists and links
//! - [`index`] the pages of many people as a table

mod head;
mod index;
mod sections;

use maud::{DOCTYPE, Markup, html};

pub(super) use self::head::{Style, clinic, page_head};
pub use self::index::{
    IndexCoverage, IndexEntry, IndexOutcome, IndexTotals, PagePosition, index_file, index_front,
    index_further, index_row,
};
use self::sections::Pictures;
use super::content::{self, Block, Section, SectionKind};
use super::sanitize::sanitized;
use super::svg;
use super::topic::Topic;
use crate::assess::Assessment;
use crate::pack::Pack;
use crate::space::Insight;

/// The report on an assessment as an HTML page. Text of a person or a pack stays text.
///
/// The first screen and the card of warning signs are in sight; each topic opens with a click. On paper all
/// that fits three sheets is open.
pub fn html(assessment: &Assessment, insight: Option<&Insight>) -> String {
    let document = content::page(assessment, insight);
    let pack = assessment.pack;
    let style = Style::of(pack);
    let numbered: Vec<_> = document.sections().iter().enumerate().collect();
    let is_closing = |section: &Section| section.kind == SectionKind::Imprint;
    let (closing, mut body): (Vec<_>, Vec<_>) =
        (numbered.into_iter()).partition(|(_, section)| is_closing(section));
    let length = length(document.sections());
    if length == Some(BARE) {
        body.retain(|(_, section)| !is_far(assessment, section));
    }
    let render = |(position, section): &(usize, &Section)| {
        sections::section(pack, section, *position, &pictures(assessment, section))
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (page_head(&style, &title(pack, document.sections())))
            body class=[length] {
                header { (brand(assessment)) }
                main {
                    @for layer in body.chunk_by(|(_, one), (_, next)| one.topic == next.topic) {
                        @match layer.first().and_then(|(_, section)| section.topic) {
                            None => @for section in layer { (render(section)) },
                            Some(topic) => details class=(format!("topic {}", topic.id())) {
                                summary { (topic.title()) }
                                @for section in layer { (render(section)) }
                            },
                        }
                    }
                }
                footer { @for (_, section) in closing { (sections::blocks(pack, section)) } }
            }
        }
    };
    page.into_string() + "\n"
}

/// The class of a page that says so much that it leaves out what is far from the person.
const BARE: &str = "long longest bare";

/// Returns true for general facts, and next to a stop for visits and recovery: with this many stops, a visit is far away.
fn is_far(assessment: &Assessment, section: &Section) -> bool {
    let is_fact = section.kind == SectionKind::Guide && section.topic.is_some();
    let is_after_a_visit = matches!(
        section.kind,
        SectionKind::Expectations | SectionKind::Timeline
    );
    is_fact || is_after_a_visit && assessment.is_stopped()
}

/// The class of a page that would take more than three sheets of paper: the longer it is, the more topics stay
/// on the page as a file.
///
/// The measures were found by printing many pages: up to each, three sheets of US Letter were enough.
fn length(sections: &[Section]) -> Option<&'static str> {
    const SHORT: usize = 13_000;
    const LONG: usize = 18_500;
    const LONGEST: usize = 30_000;
    let is_printed = |section: &&Section| {
        let left_out = [
            Topic::Condition,
            Topic::Results,
            Topic::Options,
            Topic::Chances,
            Topic::Matters,
            Topic::Certainty,
            Topic::Sources,
        ];
        section.kind != SectionKind::YearlyCosts
            && (section.topic).is_none_or(|topic| !left_out.contains(&topic))
    };
    let printed = sections.iter().filter(is_printed);
    let length: usize = printed.map(Section::length).sum();
    let classes = [
        (SHORT, None),
        (LONG, Some("long")),
        (LONGEST, Some("long longest")),
    ];
    let fitting = classes.into_iter().find(|(most, _)| length <= *most);
    fitting.map_or(Some(BARE), |(_, class)| class)
}

/// "Scalp micropigmentation: wait, so far".
fn title(pack: &Pack, sections: &[Section]) -> String {
    let blocks = sections.iter().flat_map(|section| &section.blocks);
    let mut names = blocks.filter_map(|block| match block {
        Block::Title(name) | Block::Verdict { name, .. } => Some(name),
        _ => None,
    });
    let name = names.next().map_or("", String::as_str);
    sanitized(&format!("{} – {name}", pack.title)).into_owned()
}

/// Whose page it is, and about whom.
fn brand(assessment: &Assessment) -> Markup {
    let pack = assessment.pack;
    html! {
        (clinic(pack))
        p.about {
            (sanitized(&pack.title))
            @if let Some(id) = &assessment.answers.id { span.id { (sanitized(id)) } }
        }
    }
}

/// The drawings of a section.
fn pictures(assessment: &Assessment, section: &Section) -> Pictures {
    match (section.kind, section.topic) {
        (SectionKind::Expectations, None) => Pictures {
            beside: None,
            below: svg::head(assessment),
        },
        (SectionKind::Expectations, Some(_)) => Pictures {
            beside: Some(svg::scales(assessment)),
            below: None,
        },
        (SectionKind::Timeline, _) => Pictures {
            beside: Some(svg::recovery(assessment)),
            below: None,
        },
        _ => Pictures::default(),
    }
}
