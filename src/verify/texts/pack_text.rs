//! A text of a pack, where it is written, and how long it may be.

use std::borrow::Cow;

use crate::load::PathStep;
use crate::pack::{CallList, Pack};

/// Most characters of a heading.
pub(super) const HEADING: usize = 80;
/// Most characters of an option: two lines of 36 columns.
pub(super) const LABEL: usize = 72;
/// Most characters of a noun phrase within a line.
pub(super) const PHRASE: usize = 60;
/// Most characters of a statement, about six lines of a report.
pub(super) const STATEMENT: usize = 320;
/// Most characters of the signs that call for help: none may be left out for want of room.
pub(super) const SIGNS: usize = 900;

/// A text of a pack that people read.
pub(super) struct PackText<'pack> {
    pub(super) file: &'static str,
    pub(super) path: Vec<PathStep<'pack>>,
    pub(super) text: Cow<'pack, str>,
    pub(super) longest: usize,
}

pub(super) fn add<'pack>(
    texts: &mut Vec<PackText<'pack>>,
    file: &'static str,
    mut path: Vec<PathStep<'pack>>,
    key: &'static str,
    text: impl Into<Cow<'pack, str>>,
    longest: usize,
) {
    path.push(PathStep::Key(key));
    let text = text.into();
    texts.push(PackText {
        file,
        path,
        text,
        longest,
    });
}

/// Adds a text as it is read in each country whose numbers are known, and elsewhere; once where they agree.
pub(super) fn add_filled<'pack>(
    pack: &'pack Pack,
    texts: &mut Vec<PackText<'pack>>,
    file: &'static str,
    path: &[PathStep<'pack>],
    key: &'static str,
    text: &'pack str,
    longest: usize,
) {
    const ELSEWHERE: &str = "";
    let contacts = pack.contacts.as_ref();
    let countries = contacts
        .iter()
        .flat_map(|contacts| &contacts.countries)
        .map(|country| country.country.as_str());
    let mut read: Vec<Cow<str>> = Vec::new();
    for country in countries.chain([ELSEWHERE]) {
        let filled = CallList::of(contacts, country).fill(text);
        read.extend(filled.filter(|filled| !read.contains(filled)));
    }
    for filled in read {
        add(texts, file, path.to_vec(), key, filled, longest);
    }
}
