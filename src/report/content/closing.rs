//! What does not depend on reasons: the guide, the card of warning signs, the disclaimer, the sources, and the
//! pack that made the page.

use std::borrow::Cow;

use super::document::{Block, Document, SectionKind};
use crate::assess::Assessment;
use crate::pack::{
    GuideItem, GuideSection, GuideTopic, Pack, Source, Strength, Text, Verdict, best_source,
};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::provenance::{CHANGES, background, provenance, review};
use crate::words::date;

pub(super) fn add_disclaimer(document: &mut Document, assessment: &Assessment) {
    let pack = assessment.pack;
    document.untitled(SectionKind::Disclaimer);
    let disclaimer = Paragraph::of(Role::Plain, &pack.disclaimer);
    document.lead(disclaimer.and(Role::Plain, &review(pack)));
    if let Some(day) = assessment.answers.as_of() {
        let counted = format!("Counted for {}.", date(day));
        document.lead(Paragraph::of(Role::Plain, &counted));
    }
}

/// The parts of the guide about a topic.
pub(super) fn add_guide(document: &mut Document, assessment: &Assessment, topic: GuideTopic) {
    let sections = guide(assessment).into_iter();
    for (section, items) in sections.filter(|(section, _)| section.topic == topic) {
        document.heading(SectionKind::Guide, &section.title);
        for item in items {
            // The table of options says more about each.
            let is_in_table = topic == GuideTopic::Options && assessment.pack.comparison.is_some();
            if is_in_table && item.label.is_some() {
                continue;
            }
            let label = item.label.map(|label| format!("{label}:"));
            let text = Paragraph::of(Role::Strong, &label.unwrap_or_default())
                .and(Role::Plain, &item.text);
            let text = document.supported(text, assessment.pack, &item.cited, item.strength);
            document.bullet(text);
        }
    }
}

/// The statements about a topic that are short enough for the first screen, with their labels.
pub(super) fn labeled<'a>(
    assessment: &'a Assessment,
    topic: GuideTopic,
) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
    let sections = guide(assessment)
        .into_iter()
        .filter(move |(section, _)| section.topic == topic);
    let items = sections.flat_map(|(_, items)| items);
    items.filter_map(|item| Some((item.label?, item.text)))
}

/// A part of the guide with its statements.
type FilledSection<'a> = (&'a GuideSection, Vec<FilledItem<'a>>);

/// A statement of the guide, filled in for the person's country.
pub(in crate::report) struct FilledItem<'a> {
    pub(in crate::report) label: Option<&'a str>,
    pub(in crate::report) text: Cow<'a, str>,
    /// Those of the text, and those of a number in it.
    pub(in crate::report) sources: Vec<Text>,
    /// Those of them that a page cites.
    pub(in crate::report) cited: Vec<Text>,
    pub(in crate::report) strength: Option<Strength>,
}

/// The guide filled in for the person's country, without what would say nothing there; no part is empty.
pub(in crate::report) fn guide<'a>(assessment: &'a Assessment) -> Vec<FilledSection<'a>> {
    let contacts = assessment.contacts;
    let filled = |item: &&'a GuideItem| {
        let text = contacts.fill(&item.text)?;
        Some(FilledItem {
            label: item.label.as_deref(),
            text,
            sources: contacts.cited(&item.support.sources, &[&item.text]),
            cited: contacts.cited(best_source(&item.support.sources), &[&item.text]),
            strength: assessment.pack.strength(&item.support.claims),
        })
    };
    let sections = assessment.guide.iter().map(|(section, items)| {
        let items = items.iter().filter_map(filled);
        (*section, items.collect::<Vec<_>>())
    });
    sections.filter(|(_, items)| !items.is_empty()).collect()
}

/// Every source cited on the page, by number.
pub(super) fn add_sources(document: &mut Document, pack: &Pack) {
    let cited = document.cited().to_vec();
    if cited.is_empty() {
        return;
    }
    document.heading(SectionKind::Sources, "Sources");
    let guide = pack.consumer_guide();
    if guide.is_some_and(|guide| cited.contains(&guide.id)) {
        let name = Strength::ConsumerGuide.words(pack);
        let meaning = format!("{name}: a consumer guide that this tool started from.");
        document.text(Paragraph::of(Role::Plain, &meaning));
    }
    for id in cited {
        let place = pack.sources.iter().position(|source| source.id == id);
        let (text, address) = match place.and_then(|place| pack.sources.get(place)) {
            Some(source) => (listed(source), address(source)),
            None => (Paragraph::of(Role::Plain, &id), None),
        };
        document.push(Block::Source {
            text,
            address,
            place,
        });
    }
}

/// A source as it is listed: publisher, title, year, and where to find it.
pub(in crate::report) fn reference(source: &Source) -> Paragraph {
    let listed = listed(source);
    match address(source) {
        Some(address) => listed.and(Role::Cite, &address),
        None => listed,
    }
}

/// Publisher, title and year; the DOI as well where the address is another one; how much of it was read.
fn listed(source: &Source) -> Paragraph {
    let year = source
        .year
        .map(|year| format!(", {year}"))
        .unwrap_or_default();
    let listed = sentence(format!("{}: {}{year}", source.publisher, source.title));
    let listed = Paragraph::of(Role::Plain, &listed);
    let listed = match (&source.url, &source.doi) {
        (Some(_), Some(doi)) => listed.and(Role::Cite, &format!("doi:{doi}")),
        _ => listed,
    };
    match source.read {
        Some(read) => listed.and(Role::Muted, read.sentence()),
        None => listed,
    }
}

/// The web address of a source.
fn address(source: &Source) -> Option<String> {
    let doi = || Some(format!("https://doi.org/{}", source.doi.as_ref()?));
    let url = source.url.as_ref().map(ToString::to_string);
    url.or_else(doi)
}

/// The text with a full stop, unless it ends with a mark already.
fn sentence(text: String) -> String {
    if text.ends_with(['.', '?', '!']) {
        return text;
    }
    text + "."
}

/// Who made the rules, from what, and who paid.
pub(super) fn add_background(document: &mut Document, pack: &Pack) {
    let mut said = background(pack);
    // Readers of a result need the latest change only; the document of the pack has all.
    let mut changes = 0;
    said.retain(|(label, _)| {
        changes += usize::from(*label == CHANGES);
        *label != CHANGES || changes == 1
    });
    if said.is_empty() {
        return;
    }
    document.heading(SectionKind::Background, "Who made these rules");
    for (label, text) in said {
        let label = Paragraph::of(Role::Strong, &format!("{label}:"));
        document.bullet(label.and(Role::Plain, &text));
    }
}

/// Names the rules and the pack, so that the result can be had again.
pub(super) fn add_imprint(document: &mut Document, pack: &Pack) {
    let digest: String = pack.sha256.chars().take(12).collect();
    let imprint = format!(
        "{} · pack {} {} · {digest}",
        pack.title, pack.id, pack.version
    );
    document.untitled(SectionKind::Imprint);
    document.lead(Paragraph::of(Role::Muted, &provenance(pack)));
    document.lead(Paragraph::of(Role::Muted, &imprint));
}

/// A row or a note of the card, filled in for the person's country.
pub(in crate::report) struct Sign<'a> {
    pub(in crate::report) id: &'a str,
    /// Whom to see, and how fast; a note has none.
    pub(in crate::report) label: Option<Cow<'a, str>>,
    pub(in crate::report) text: Cow<'a, str>,
    /// True if it still counts long after a visit.
    pub(in crate::report) late: bool,
    /// Those of the text, and those of a number in it.
    pub(in crate::report) sources: Vec<Text>,
    /// Those of them that a page cites.
    pub(in crate::report) cited: Vec<Text>,
}

/// Every row, then every note; without those that would say nothing in the person's country.
pub(in crate::report) fn signs<'a>(assessment: &'a Assessment) -> Vec<Sign<'a>> {
    let Some(warnings) = &assessment.pack.warnings else {
        return Vec::new();
    };
    let contacts = assessment.contacts;
    let rows = warnings.rows.iter().filter_map(|row| {
        Some(Sign {
            id: &row.id,
            label: Some(contacts.fill(&row.label)?),
            text: contacts.fill(&row.text)?,
            late: row.late,
            sources: contacts.cited(&row.support.sources, &[&row.label, &row.text]),
            cited: contacts.cited(best_source(&row.support.sources), &[&row.label, &row.text]),
        })
    });
    let notes = warnings.notes.iter().filter_map(|note| {
        Some(Sign {
            id: &note.id,
            label: None,
            text: contacts.fill(&note.text)?,
            late: true,
            sources: contacts.cited(&note.support.sources, &[&note.text]),
            cited: contacts.cited(best_source(&note.support.sources), &[&note.text]),
        })
    });
    rows.chain(notes).collect()
}

/// Returns true if the card comes after everything else: the person should not be treated, but may have been.
pub(super) fn comes_last(assessment: &Assessment) -> bool {
    assessment.verdict == Verdict::NotRecommended
}

pub(super) fn add_warnings(document: &mut Document, assessment: &Assessment) {
    let Some(warnings) = &assessment.pack.warnings else {
        return;
    };
    let after = warnings
        .title_after
        .as_ref()
        .filter(|_| comes_last(assessment));
    document.heading(SectionKind::Warnings, after.unwrap_or(&warnings.title));
    for sign in signs(assessment) {
        let numbers = document.cite(&sign.cited);
        let text = Paragraph::of(Role::Plain, &sign.text).cite(&numbers);
        match &sign.label {
            Some(label) => document.entry(label, vec![text.into()]),
            None => document.text(text),
        }
    }
}
