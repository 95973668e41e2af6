//! Who wrote the rules of a pack, when, and which doctors have reviewed them, in words.

use super::line::Role;
use super::page::Page;
use super::paragraph::Paragraph;
use crate::pack::Pack;
use crate::words::all_of;

/// Who has reviewed the rules of a pack, as a sentence.
pub(super) fn review(pack: &Pack) -> String {
    sentence(match pack.provenance.reviewed_by.as_slice() {
        [] => "No doctor has reviewed these rules".to_owned(),
        doctors => format!("Reviewed by {}", all_of(doctors)),
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
