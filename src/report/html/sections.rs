//! The sections of a report as HTML: headings, lists and links.

use maud::{Markup, html};

use crate::pack::{Pack, Source, Verdict};
use crate::report::content::{Block, EntryLine, Section, SectionKind, TableRow};
use crate::report::line::{Role, Segment};
use crate::report::paragraph::Paragraph;
use crate::report::sanitize::sanitized;

/// Drawings of a section.
#[derive(Default)]
pub(super) struct Pictures {
    pub(super) beside: Option<Markup>,
    pub(super) below: Option<Markup>,
}

/// A section, labeled by its heading for screen readers. Under a topic, headings are one level lower.
pub(super) fn section(
    pack: &Pack,
    section: &Section,
    position: usize,
    pictures: &Pictures,
) -> Markup {
    let id = format!("part-{position}");
    let class = class(section.kind);
    html! {
        @match &section.title {
            // The only part of a topic may have its name.
            Some(title) if section.topic.is_some_and(|topic| topic.title() == title) => {
                section class=(class) aria-label=(title) { (with_pictures(pack, section, pictures)) }
            },
            Some(title) => section class=(class) aria-labelledby=(id) {
                @match (section.topic, section.aside) {
                    (None, None) => h2 id=(id) { (sanitized(title)) },
                    (None, Some(aside)) => h2 id=(id) { (sanitized(title)) " " span.aside { (aside) } },
                    (Some(_), _) => h3 id=(id) { (sanitized(title)) },
                }
                (with_pictures(pack, section, pictures))
            },
            None => div class=(class) { (with_pictures(pack, section, pictures)) },
        }
    }
}

/// A picture next to the words comes before them in the page, so that on paper the words flow around it.
fn with_pictures(pack: &Pack, section: &Section, pictures: &Pictures) -> Markup {
    html! {
        @match &pictures.beside {
            Some(beside) => div.beside {
                (beside)
                div.words { (blocks(pack, section)) }
            },
            None => (blocks(pack, section)),
        }
        @if let Some(below) = &pictures.below { (below) }
    }
}

fn class(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Help => "help",
        SectionKind::Headline => "headline",
        SectionKind::Reasons => "reasons",
        SectionKind::Steps => "steps",
        SectionKind::Changes => "changes",
        SectionKind::Disclaimer => "disclaimer",
        SectionKind::Notes => "notes",
        SectionKind::Open => "open",
        SectionKind::Firmness => "firmness",
        SectionKind::Expectations => "expectations",
        SectionKind::Warnings => "warnings",
        SectionKind::Timeline => "timeline",
        SectionKind::Guide => "guide",
        SectionKind::Background => "background",
        SectionKind::Comparison => "comparison",
        SectionKind::YearlyCosts => "years",
        SectionKind::Chances => "chances",
        SectionKind::Matters => "matters",
        SectionKind::Sources => "sources",
        SectionKind::Imprint => "imprint",
        SectionKind::ReadMore => "further",
    }
}

/// The blocks of a section; neighboring items of one kind form one list.
pub(super) fn blocks(pack: &Pack, section: &Section) -> Markup {
    let groups = section
        .blocks
        .chunk_by(|one, next| list(one).is_some() && list(one) == list(next));
    html! {
        @for group in groups {
            @match group.first().and_then(list) {
                Some(List::Reasons) => ul.reasons { (items(pack, group)) },
                Some(List::Bullets) => ul { (items(pack, group)) },
                Some(List::People) => ul.people { (items(pack, group)) },
                Some(List::Steps) => ol { (items(pack, group)) },
                Some(List::Sources) => ol { (items(pack, group)) },
                Some(List::Entries) => dl { (items(pack, group)) },
                None => (items(pack, group)),
            }
        }
    }
}

#[derive(PartialEq)]
enum List {
    Reasons,
    Bullets,
    People,
    Steps,
    Sources,
    Entries,
}

/// The list that a block is an item of.
fn list(block: &Block) -> Option<List> {
    match block {
        Block::Title(_)
        | Block::Verdict { .. }
        | Block::Lead(_)
        | Block::Text(_)
        | Block::Table { .. }
        | Block::Command(_) => None,
        Block::Reason { .. } => Some(List::Reasons),
        Block::Bullet(_) | Block::More { .. } => Some(List::Bullets),
        Block::People { .. } => Some(List::People),
        Block::Step(_) => Some(List::Steps),
        Block::Source { .. } => Some(List::Sources),
        Block::Entry { .. } => Some(List::Entries),
    }
}

fn items(pack: &Pack, group: &[Block]) -> Markup {
    html! {
        @for (number, block) in (1..).zip(group) { (item(pack, block, number)) }
    }
}

fn item(pack: &Pack, block: &Block, number: usize) -> Markup {
    html! {
        @match block {
            Block::Title(title) => h1 { (sanitized(title)) },
            Block::Verdict { verdict, name, score } => (headline(*verdict, name, *score)),
            Block::Reason { role, mark, text, based_on } => li {
                span class=(format!("mark {}", tone(*role))) { (sanitized(mark)) } " "
                span { (words(text)) }
                @if let Some(based_on) = based_on { " " span.aside { (sanitized(based_on)) } }
            },
            Block::Command(_) => "",
            Block::Lead(text) | Block::Text(text) => p { (words(text)) },
            Block::Bullet(text) | Block::Step(text) => li { (words(text)) },
            Block::More { text, .. } => li { (sanitized(text)) },
            Block::Table { columns, rows } => (table(columns, rows)),
            Block::People { count, text } => li { (people(*count)) p { (words(text)) } },
            Block::Source { text, place, .. } => (match place.and_then(|place| pack.sources.get(place)) {
                Some(source) => reference(source, number),
                None => html! { li id=(format!("s{number}")) { (words(text)) } },
            }),
            Block::Entry { label, text } => {
                dt { (sanitized(label)) }
                dd { @for line in text { (entry_line(line)) } }
            }
        }
    }
}

/// A table on wide screens; on narrow ones the style makes a card of each row, with the names of the columns.
fn table(columns: &[String], rows: &[TableRow]) -> Markup {
    html! {
        table {
            thead { tr { td {} @for name in columns { th scope="col" { (sanitized(name)) } } } }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (sanitized(&row.title)) }
                        @for (name, cell) in columns.iter().zip(&row.cells) {
                            td { strong.name { (sanitized(name)) } " " (words(cell)) }
                        }
                    }
                }
            }
        }
    }
}

/// A hundred dots in four rows, the first `count` of them large. The words next to it say the same.
///
/// A row is one line of dashes without length, whose round ends are the dots. It continues a little behind the last
/// dot, as a dash at the very end of a line is not drawn.
fn people(count: u32) -> Markup {
    const IN_A_ROW: u32 = 25;
    const APART: u32 = 4;
    let row = |row: u32, dots: u32| format!("M2 {}h{}.1", 2 + row * APART, (dots - 1) * APART);
    let all: String = (0..4).map(|place| row(place, IN_A_ROW)).collect();
    let first = (0..4).filter_map(|place| {
        let dots = count.saturating_sub(place * IN_A_ROW).min(IN_A_ROW);
        (dots > 0).then(|| row(place, dots))
    });
    let first: String = first.collect();
    html! {
        svg.tens viewBox="0 0 100 16" aria-hidden="true" {
            path class="rest" d=(all) {}
            @if count > 0 { path class="full" d=(first) {} }
        }
    }
}

/// A source as it is listed, its title a link to it where there is one, so that a clinic's page can go by its name where there is little room. A colon before the title comes
/// from the style.
fn reference(source: &Source, number: usize) -> Markup {
    let class = source.kind.is_practice().then_some("web");
    let year = source.year.map(|year| format!(", {year}"));
    let ending = match (year, source.title.ends_with(['.', '?', '!'])) {
        (Some(year), _) => format!("{year}."),
        (None, true) => String::new(),
        (None, false) => ".".to_owned(),
    };
    let title = sanitized(&source.title);
    let address = source
        .url
        .as_deref()
        .map(sanitized)
        .filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    html! {
        li id=(format!("s{number}")) class=[class] {
            (sanitized(&source.publisher))
            @match address { Some(url) => a href=(url) { (title) }, None => cite { (title) } }
            (ending)
            @if let Some(doi) = &source.doi { " " small { "doi:" (sanitized(doi)) } }
            @if let Some(read) = source.read { " " small { (read.sentence()) } }
        }
    }
}

fn headline(verdict: Verdict, name: &str, score: Option<i32>) -> Markup {
    html! {
        div class=(format!("verdict {}", tone(Role::Verdict(verdict)))) {
            h1 { (sanitized(name)) }
            @if let Some(score) = score {
                p.score { "Match score " (score) " of 100" }
                svg.bar viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true" {
                    rect width="100" height="3" class="rest" {}
                    rect width=(score.clamp(0, 100)) height="3" class="full" {}
                }
            }
        }
    }
}

/// The words of a line; a range within a wider one is among the pictures.
fn entry_line(line: &EntryLine) -> Markup {
    match line {
        EntryLine::Words(paragraph) => html! { p { (words(paragraph)) } },
        EntryLine::Watch(paragraph) => html! { p.watch { (words(paragraph)) } },
        EntryLine::Range { .. } => Markup::default(),
    }
}

/// The color of a role, by its class.
pub(super) fn tone(role: Role) -> &'static str {
    match role {
        Role::Plus | Role::Verdict(Verdict::Suitable) => "plus",
        Role::Minus | Role::Verdict(Verdict::SuitableWithCautions) => "minus",
        Role::Stop
        | Role::Verdict(Verdict::Wait | Verdict::SeeDoctorFirst | Verdict::NotRecommended) => {
            "stop"
        }
        _ => "",
    }
}

fn words(paragraph: &Paragraph) -> Markup {
    let line = paragraph.line();
    html! { @for segment in line.segments() { (segment_html(segment)) } }
}

fn segment_html(segment: &Segment) -> Markup {
    let text = segment.text();
    html! {
        @match segment.role {
            Role::Cite => (cited(text)),
            Role::Strong | Role::Title => strong { (text) },
            Role::Verdict(_) => strong class=(tone(segment.role)) { (text) },
            Role::Muted => span.muted { (text) },
            _ => (text),
        }
    }
}

/// The numbers of sources as links to them: `[1][4–7]`.
///
/// That the numbers are those of sources is said to screen readers by the style, once for all of them.
fn cited(text: &str) -> Markup {
    if !text.starts_with('[') {
        return html! { span.muted { (text) } };
    }
    html! {
        @for mark in text.split_inclusive(']') {
            @let number: String = mark.chars().skip(1).take_while(char::is_ascii_digit).collect();
            a href=(format!("#s{number}")) { (mark) }
        }
    }
}
