//! The card of warning signs: what is normal after a visit, and when to get help.

use std::borrow::Cow;

use super::document::{Document, SectionKind};
use crate::assess::Assessment;
use crate::pack::{Support, Text, Verdict};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;

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
    let of_page = |support: &Support| assessment.pack.cited(&support.sources, &support.claims);
    let rows = warnings.rows.iter().filter_map(|row| {
        Some(Sign {
            id: &row.id,
            label: Some(contacts.fill(&row.label)?),
            text: contacts.fill(&row.text)?,
            late: row.late,
            sources: contacts.cited(&row.support.sources, &[&row.label, &row.text]),
            cited: contacts.cited(&of_page(&row.support), &[&row.label, &row.text]),
        })
    });
    let notes = warnings.notes.iter().filter_map(|note| {
        Some(Sign {
            id: &note.id,
            label: None,
            text: contacts.fill(&note.text)?,
            late: true,
            sources: contacts.cited(&note.support.sources, &[&note.text]),
            cited: contacts.cited(&of_page(&note.support), &[&note.text]),
        })
    });
    rows.chain(notes).collect()
}

/// Returns true if the card comes after everything else: the person should not be treated, but may have been.
pub(super) fn comes_last(assessment: &Assessment) -> bool {
    assessment.verdict == Verdict::NotRecommended
}

pub(super) fn add(document: &mut Document, assessment: &Assessment) {
    let Some(warnings) = &assessment.pack.warnings else {
        return;
    };
    let after = warnings.title_after.as_ref();
    let after = after.filter(|_| comes_last(assessment));
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
