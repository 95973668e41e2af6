//! Who wrote the rules of a pack, when, from what, who paid, and which doctors have reviewed them, in words.

use super::line::Role;
use super::page::Page;
use super::paragraph::Paragraph;
use crate::pack::{Pack, Strength};
use crate::words::{all_of, date};

/// Who has reviewed the rules of a pack, as a sentence.
pub(super) fn review(pack: &Pack) -> String {
    sentence(match pack.provenance.reviewed_by.as_slice() {
        [] => "No doctor has reviewed these rules".to_owned(),
        reviews => {
            let reviews = reviews.iter().map(|review| {
                let day = date(review.on);
                format!("{} on {day}", review.name)
            });
            format!("Reviewed by {}", all_of(&reviews.collect::<Vec<_>>()))
        }
    })
}

/// One or two sentences for near the disclaimer: "Rules 2 of 2026-11-29, by the smp developers. No doctor
/// has reviewed these rules."
///
/// A date and authors that are not known are left out. That no doctor is named is always said, so that
/// no reader takes silence for a review.
pub(super) fn provenance(pack: &Pack) -> String {
    let of = &pack.provenance;
    let mut rules = format!("Rules {}", pack.version);
    if let Some(updated) = of.updated {
        rules = format!("{rules} of {updated}");
    }
    if !of.authors.is_empty() {
        rules = format!("{rules}, by {}", all_of(&of.authors));
    }
    [sentence(rules), review(pack)].join(" ")
}

/// What a reader may want to know about the rules beyond [`provenance`]: from what they were made, who paid,
/// when they are checked again, and what changed. Each with a label; what the pack does not say is left out.
pub(super) fn background(pack: &Pack) -> Vec<(&'static str, String)> {
    let of = &pack.provenance;
    let mut said = Vec::new();
    if let Some(method) = &of.evidence_method {
        said.push(("Evidence", format!("{method} {}", counted_sources(pack))));
    }
    said.extend(of.funding.iter().map(|by| ("Who paid", by.to_string())));
    said.extend(of.review_by.map(|day| {
        let day = date(day);
        let text = format!("These rules are to be checked against new evidence by {day}.");
        ("Next check", text)
    }));
    said.extend(of.changes.iter().map(|change| {
        let text = format!("Version {}: {}", change.version, change.says);
        (CHANGES, text)
    }));
    said
}

/// The label of what each version changed.
pub(super) const CHANGES: &str = "Changes";

/// How many sources are of each kind: "130 of 448 sources are studies or reviews. …"
fn counted_sources(pack: &Pack) -> String {
    let count = |kinds: &[Strength]| {
        let of_kind = (pack.sources.iter()).filter(|source| kinds.contains(&source.kind));
        of_kind.count()
    };
    let research = count(&[Strength::Study, Strength::Review]);
    let bodies = count(&[
        Strength::MedicalGroup,
        Strength::UsAgency,
        Strength::Agency,
        Strength::Law,
        Strength::Textbook,
    ]);
    let others = pack.sources.len() - research - bodies;
    format!(
        "{} of {} sources are studies or reviews. {bodies} come from medical groups, agencies, laws or textbooks. {others} come from clinics, sellers or websites.",
        research,
        pack.sources.len()
    )
}

/// The text with one full stop at its end; a name such as "Dots & Co." has its own.
fn sentence(text: String) -> String {
    if text.ends_with('.') {
        return text;
    }
    text + "."
}

/// Ends a page with [`provenance`].
pub(super) fn write(page: &mut Page, pack: &Pack) {
    page.gap();
    page.lead(&Paragraph::of(Role::Plain, &provenance(pack)));
}
