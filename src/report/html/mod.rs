//! The report as one HTML page: no script, nothing loaded from elsewhere, fit for screen, phone and paper.
//!
//! The words and their order are those of the text. Pictures stand beside the words that say the same.
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
use self::style::Style;
use super::content::{Block, Part, Topic, content};
use super::plain;
use super::svg;
use crate::assess::Assessment;
use crate::pack::Pack;
use crate::space::Insight;

/// The report on an assessment as an HTML page. Text of a person or a pack stays text.
pub fn html(assessment: &Assessment, insight: Option<&Insight>) -> String {
    let sheet = content(assessment, insight);
    let pack = assessment.pack;
    let style = Style::of(pack);
    let is_closing = |part: &&Part| matches!(part.topic, Topic::Imprint | Topic::Recap);
    let (closing, mut body): (Vec<_>, Vec<_>) = sheet.parts().iter().partition(is_closing);
    let is_guide = |part: &&Part| part.topic == Topic::Guide;
    let length = length(pack, sheet.parts());
    if length == Some(BARE) {
        // So much stops this person that a visit, and what follows it, is far away.
        let is_far = |part: &&Part| {
            matches!(part.topic, Topic::Expectations | Topic::Timeline) && assessment.is_stopped()
        };
        body.retain(|part| !is_guide(part) && !is_far(part));
    }
    let numbered: Vec<_> = body.iter().enumerate().collect();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head(&style, &title(pack, &body)))
            body class=[length] {
                header { (brand(assessment)) }
                main {
                    @for group in numbered.chunk_by(|(_, one), (_, next)| is_guide(one) && is_guide(next)) {
                        @let sections = html! {
                            @for (position, part) in group {
                                (parts::section(pack, part, *position, &pictures(assessment, length, part.topic)))
                            }
                        };
                        @if group.iter().any(|(_, part)| is_guide(part)) {
                            div.guides { (sections) }
                        } @else {
                            (sections)
                        }
                    }
                }
                footer { @for part in closing { (parts::blocks(pack, part)) } }
            }
        }
    };
    page.into_string() + "\n"
}

/// The class of a page that says so much that it has no pictures, and no general facts about the treatment;
/// next to a stop, nothing on visits and recovery either.
const BARE: &str = "long longest bare";

/// The class of a page that would take more than three sheets of paper as it is: it is set closer there,
/// without the titles of sources, and the recovery leaves the warning signs to their card on the same sheets;
/// the longest also without the guide, which is the same for all, and at last without pictures and the list of
/// sources, which is on the page as a file.
///
/// The measures were found by printing many pages: up to each, and beyond the last for everything that can
/// apply to one person, three sheets of US Letter were enough.
fn length(pack: &Pack, parts: &[Part]) -> Option<&'static str> {
    const SHORT: usize = 14_000;
    const LONG: usize = 21_000;
    const LONGEST: usize = 30_000;
    let all = letters(pack, parts);
    let watch: usize = parts.iter().map(Part::length_of_watch).sum();
    match (all, all - watch) {
        (..=SHORT, _) => None,
        (_, ..=LONG) => Some("long"),
        (_, ..=LONGEST) => Some("long longest"),
        _ => Some(BARE),
    }
}

/// How many letters stand on paper, with the titles of sources.
fn letters(pack: &Pack, parts: &[Part]) -> usize {
    let of_part = |part: &Part| match part.topic {
        Topic::Sources => part.blocks.iter().map(|block| listed(pack, block)).sum(),
        _ => part.length(),
    };
    parts.iter().map(of_part).sum()
}

/// How many letters of a source stand on paper.
fn listed(pack: &Pack, block: &Block) -> usize {
    let Block::Source { place, .. } = block else {
        return 0;
    };
    let source = place.and_then(|place| pack.sources.get(place));
    source.map_or(0, |source| {
        let title = if source.kind.is_practice() {
            0
        } else {
            source.title.len()
        };
        source.publisher.len() + title
    })
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
fn title(pack: &Pack, body: &[&Part]) -> String {
    let blocks = body.iter().flat_map(|part| &part.blocks);
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

fn clinic(pack: &Pack) -> Markup {
    html! {
        @if let Some(clinic) = &pack.clinic {
            @if let Some(logo) = &clinic.logo { img.logo src=(logo) alt=""; }
            p.clinic { (plain(&clinic.name)) }
            p.contact { (plain(&clinic.contact)) }
        }
    }
}

/// What is drawn with the words of a part.
fn pictures(assessment: &Assessment, length: Option<&str>, topic: Topic) -> Pictures {
    if length == Some(BARE) {
        return Pictures::default();
    }
    let is_drawn = !super::content::headline::knows_nothing(assessment);
    let beside = match topic {
        Topic::Reasons if is_drawn => Some(svg::waterfall(assessment)),
        Topic::Expectations => Some(svg::scales(assessment)),
        Topic::Timeline => Some(svg::recovery(assessment)),
        _ => None,
    };
    let is_shown_below = topic == Topic::Expectations;
    Pictures {
        beside,
        below: is_shown_below.then(|| svg::head(assessment)).flatten(),
    }
}
