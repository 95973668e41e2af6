//! What everybody should know, what it all rests on, and what made the page.

use std::borrow::Cow;

use super::sheet::{Block, Sheet, Topic};
use crate::assess::Assessment;
use crate::pack::{GuideItem, GuideSection, Pack, Source, Strength, Text};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::provenance::provenance;

pub(super) fn set_disclaimer(sheet: &mut Sheet, pack: &Pack) {
    sheet.untitled(Topic::Disclaimer);
    sheet.lead(Paragraph::of(Role::Plain, &pack.disclaimer));
    sheet.lead(Paragraph::of(Role::Plain, &provenance(pack)));
}

pub(super) fn set_guide(sheet: &mut Sheet, assessment: &Assessment) {
    for (section, items) in guide(assessment) {
        sheet.heading(Topic::Guide, &section.title);
        for item in items {
            let text = Paragraph::of(Role::Plain, &item.text);
            let text = sheet.supported(text, assessment.pack, (&item.sources, item.strength));
            sheet.bullet(text);
        }
    }
}

/// A part of the guide with its statements.
type FilledSection<'a> = (&'a GuideSection, Vec<FilledItem<'a>>);

/// A statement of the guide, filled in for the person's country.
pub(in crate::report) struct FilledItem<'a> {
    pub(in crate::report) text: Cow<'a, str>,
    /// Those of the text, and those of a number in it.
    pub(in crate::report) sources: Vec<Text>,
    pub(in crate::report) strength: Option<Strength>,
}

/// The guide filled in for the person's country, without what would say nothing there; no part is empty.
pub(in crate::report) fn guide<'a>(assessment: &'a Assessment) -> Vec<FilledSection<'a>> {
    let contacts = assessment.contacts;
    let filled = |item: &&'a GuideItem| {
        let text = contacts.fill(&item.text)?;
        Some(FilledItem {
            text,
            sources: contacts.cited(&item.support.sources, &[&item.text]),
            strength: assessment.pack.strength(&item.support.claims),
        })
    };
    let sections = assessment.guide.iter();
    let sections = sections.map(|(section, items)| {
        let items = items.iter().filter_map(filled);
        (*section, items.collect::<Vec<_>>())
    });
    sections.filter(|(_, items)| !items.is_empty()).collect()
}

/// Every source cited on the page, by number.
pub(super) fn set_sources(sheet: &mut Sheet, pack: &Pack) {
    let cited = sheet.cited().to_vec();
    if cited.is_empty() {
        return;
    }
    sheet.heading(Topic::Sources, "Sources");
    let guide = pack.consumer_guide();
    if guide.is_some_and(|guide| cited.contains(&guide.id)) {
        let name = Strength::ConsumerGuide.words(pack);
        let meaning = format!("{name}: a consumer guide that this tool started from.");
        sheet.text(Paragraph::of(Role::Plain, &meaning));
    }
    for id in cited {
        let place = pack.sources.iter().position(|source| source.id == id);
        let text = match place.and_then(|place| pack.sources.get(place)) {
            Some(source) => reference(source),
            None => Paragraph::of(Role::Plain, &id),
        };
        sheet.push(Block::Source { text, place });
    }
}

/// A source as it is listed: publisher, title, year, and where to find it.
pub(in crate::report) fn reference(source: &Source) -> Paragraph {
    let year = source.year.map(|year| format!(", {year}"));
    let year = year.unwrap_or_default();
    let listed = sentence(format!("{}: {}{year}", source.publisher, source.title));
    let mut reference = Paragraph::of(Role::Plain, &listed);
    if let Some(url) = &source.url {
        reference = reference.and(Role::Cite, url);
    }
    if let Some(doi) = &source.doi {
        reference = reference.and(Role::Cite, &format!("doi:{doi}"));
    }
    reference
}

/// The text with a full stop, unless it ends with a mark already.
fn sentence(text: String) -> String {
    if text.ends_with(['.', '?', '!']) {
        return text;
    }
    text + "."
}

/// Names the pack, so that the result can be had again.
pub(super) fn set_imprint(sheet: &mut Sheet, pack: &Pack) {
    let digest: String = pack.sha256.chars().take(12).collect();
    let imprint = format!(
        "{} · pack {} {} · {digest}",
        pack.title, pack.id, pack.version
    );
    sheet.untitled(Topic::Imprint);
    sheet.lead(Paragraph::of(Role::Muted, &imprint));
}

/// The result once more, for a reader who sees the end of a long page first.
pub(super) fn set_recap(sheet: &mut Sheet, recap: &str) {
    sheet.untitled(Topic::Recap);
    let again = Paragraph::of(Role::Strong, &format!("Result: {recap}."));
    sheet.lead(again.and(Role::Plain, "The reasons are at the top of this page."));
}
