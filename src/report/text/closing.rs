//! What everybody should know, what it all rests on, and what made the page.

use crate::pack::{GuideItem, GuideSection, Pack, Source};
use crate::report::line::{Line, Role};
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;

pub(super) fn set_disclaimer(page: &mut Page, pack: &Pack) {
    page.gap();
    page.lead(&Paragraph::of(Role::Plain, &pack.disclaimer));
}

pub(super) fn set_guide(page: &mut Page, guide: &[(&GuideSection, Vec<&GuideItem>)]) {
    for (section, items) in guide {
        page.heading(&section.title);
        for item in items {
            let numbers = page.cite(&item.support.sources);
            page.bullet(&Paragraph::of(Role::Plain, &item.text).cite(&numbers));
        }
    }
}

/// Every source cited on the page, by number.
pub(super) fn set_sources(page: &mut Page, pack: &Pack) {
    let cited = page.cited().to_vec();
    if cited.is_empty() {
        return;
    }
    page.heading("Sources");
    let widest_mark = format!("[{}] ", cited.len()).len();
    for (position, id) in cited.iter().enumerate() {
        let mark = format!("[{}]", position + 1);
        let head = Line::indented(page.edge()).with(Role::Cite, &mark);
        let head = head.padded_to(page.edge() + widest_mark);
        let text = match pack.find_source(id) {
            Some(source) => reference(source),
            None => Paragraph::of(Role::Plain, id),
        };
        page.extend(text.after(&head, page.text_end()));
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
pub(super) fn set_imprint(page: &mut Page, pack: &Pack) {
    let digest: String = pack.sha256.chars().take(12).collect();
    let imprint = format!(
        "{} · pack {} {} · {digest}",
        pack.title, pack.id, pack.version
    );
    page.gap();
    page.lead(&Paragraph::of(Role::Muted, &imprint));
}

/// The result once more, for a reader who sees the end of a long page first.
pub(super) fn set_recap(page: &mut Page, recap: &str) {
    page.gap();
    let again = Paragraph::of(Role::Strong, &format!("Result: {recap}."));
    page.lead(&again.and(Role::Plain, "The reasons are at the top of this page."));
}
