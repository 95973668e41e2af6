//! The report as one HTML page: no script, nothing loaded from elsewhere, fit for screen, phone and paper.
//!
//! The words and their order are those of the text: a first screen, and topics to open. Pictures are next to
//! the words that say the same.
//! An [`index`] lists the pages of many people.

mod index;
mod parts;
mod style;

use maud::{DOCTYPE, Markup, html};

pub use self::index::{
    Extent, IndexEntry, IndexOutcome, IndexTotals, IsLast, index_file, index_front, index_further,
    index_row,
};
use self::parts::Pictures;
pub(super) use self::style::Style;
use super::content::{self, Block, Part, PartKind};
use super::plain;
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
    let sheet = content::page(assessment, insight);
    let pack = assessment.pack;
    let style = Style::of(pack);
    let numbered: Vec<_> = sheet.parts().iter().enumerate().collect();
    let is_closing = |part: &Part| part.kind == PartKind::Imprint;
    let (closing, mut body): (Vec<_>, Vec<_>) =
        (numbered.into_iter()).partition(|(_, part)| is_closing(part));
    let length = length(sheet.parts());
    if length == Some(BARE) {
        body.retain(|(_, part)| !is_far(assessment, part));
    }
    let section = |(position, part): &(usize, &Part)| {
        parts::section(pack, part, *position, &pictures(assessment, part))
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head(&style, &title(pack, sheet.parts())))
            body class=[length] {
                header { (brand(assessment)) }
                main {
                    @for layer in body.chunk_by(|(_, one), (_, next)| one.topic == next.topic) {
                        @match layer.first().and_then(|(_, part)| part.topic) {
                            None => @for part in layer { (section(part)) },
                            Some(topic) => details class=(format!("topic {}", topic.id())) {
                                summary { (topic.title()) }
                                @for part in layer { (section(part)) }
                            },
                        }
                    }
                }
                footer { @for (_, part) in closing { (parts::blocks(pack, part)) } }
            }
        }
    };
    page.into_string() + "\n"
}

/// The class of a page that says so much that it leaves out what is far from the person.
const BARE: &str = "long longest bare";

/// Returns true for general facts, and next to a stop for visits and recovery: so much stops this person that
/// a visit is far away.
fn is_far(assessment: &Assessment, part: &Part) -> bool {
    let is_fact = part.kind == PartKind::Guide && part.topic.is_some();
    let is_after_a_visit = matches!(part.kind, PartKind::Expectations | PartKind::Timeline);
    is_fact || is_after_a_visit && assessment.is_stopped()
}

/// The class of a page that would take more than three sheets of paper: the longer it is, the more topics stay
/// on the page as a file.
///
/// The measures were found by printing many pages: up to each, three sheets of US Letter were enough.
fn length(parts: &[Part]) -> Option<&'static str> {
    const SHORT: usize = 13_000;
    const LONG: usize = 18_500;
    const LONGEST: usize = 30_000;
    let is_printed = |part: &&Part| {
        let left_out = [
            Topic::Results,
            Topic::Options,
            Topic::Certainty,
            Topic::Sources,
        ];
        part.topic.is_none_or(|topic| !left_out.contains(&topic))
    };
    let printed = parts.iter().filter(is_printed);
    let length: usize = printed.map(Part::length).sum();
    let classes = [
        (SHORT, None),
        (LONG, Some("long")),
        (LONGEST, Some("long longest")),
    ];
    let fitting = classes.into_iter().find(|(most, _)| length <= *most);
    fitting.map_or(Some(BARE), |(_, class)| class)
}

/// What a browser is told: nothing may be loaded or run.
fn head(style: &Style, title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(style.policy());
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            link rel="icon" href="data:,";
            title { (title) }
            (style.element())
        }
    }
}

/// "Scalp micropigmentation: wait, so far".
fn title(pack: &Pack, parts: &[Part]) -> String {
    let blocks = parts.iter().flat_map(|part| &part.blocks);
    let mut names = blocks.filter_map(|block| match block {
        Block::Title(name) | Block::Verdict { name, .. } => Some(name),
        _ => None,
    });
    let name = names.next().map_or("", String::as_str);
    plain(&format!("{} – {name}", pack.title)).into_owned()
}

/// Whose page it is, and about whom.
fn brand(assessment: &Assessment) -> Markup {
    let pack = assessment.pack;
    html! {
        (clinic(pack))
        p.about {
            (plain(&pack.title))
            @if let Some(id) = &assessment.answers.id { span.id { (plain(id)) } }
        }
    }
}

/// Whose page it is.
pub(super) fn clinic(pack: &Pack) -> Markup {
    html! {
        @if let Some(clinic) = &pack.clinic {
            @if let Some(logo) = &clinic.logo { img.logo src=(logo) alt=""; }
            p.clinic { (plain(&clinic.name)) }
            p.contact { (plain(&clinic.contact)) }
        }
    }
}

/// What is drawn with the words of a part.
fn pictures(assessment: &Assessment, part: &Part) -> Pictures {
    match (part.kind, part.topic) {
        (PartKind::Expectations, None) => Pictures {
            beside: None,
            below: svg::head(assessment),
        },
        (PartKind::Expectations, Some(_)) => Pictures {
            beside: Some(svg::scales(assessment)),
            below: None,
        },
        (PartKind::Timeline, _) => Pictures {
            beside: Some(svg::recovery(assessment)),
            below: None,
        },
        _ => Pictures::default(),
    }
}
