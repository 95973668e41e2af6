//! What values may look like: the vocabulary in which [`super::format`] describes every file.
//!
//! The reader takes its keys from these descriptions, the merge of two packs follows them, and the
//! JSON Schemas are printed from them.

use super::ids::IdSyntax;

/// What a value may be.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// A text that is not blank.
    Text,
    /// A picture as a data URI.
    Image,
    /// The id of the object it stands in.
    Id(IdSyntax),
    /// The id of something that is defined elsewhere.
    Named,
    /// So many capital letters.
    Capitals(usize),
    /// A day, written `YYYY-MM-DD`.
    Day,
    /// One of certain words.
    Word(&'static dyn WordTable),
    Boolean,
    /// A whole number in a range.
    Integer(i32, i32),
    /// What it says, or `null`.
    OrNull(&'static Shape),
    Object(&'static Object),
    List(&'static Shape),
    /// A list with at least one entry.
    Filled(&'static Shape),
    /// A list of exactly two entries.
    Pair(&'static Shape),
    /// A list of objects, each with an id of its own.
    Entries(&'static Object),
    /// The same, with at least one.
    FilledEntries(&'static Object),
    /// Questions with some of their options, or a list of such objects.
    Condition,
    /// Questions with what somebody answered.
    Answers,
    /// The same about nobody in person, without an id.
    Baseline,
}

/// An object and its keys.
pub(super) struct Object {
    /// What messages call one.
    pub(super) name: &'static str,
    /// In the order in which they are told.
    pub(super) keys: &'static [Key],
}

/// A key of an object.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) is_required: bool,
}

impl Object {
    pub(super) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    pub(super) fn required(&self) -> impl Iterator<Item = &'static str> {
        let required = self.keys.iter().filter(|key| key.is_required);
        required.map(|key| key.name)
    }

    /// The key whose value tells one entry of a list from another: its first.
    pub(super) fn id_key(&self) -> Option<&'static Key> {
        self.keys.first()
    }

    /// Whether it holds lists of entries that a pack may take some out of.
    pub(super) fn has_entries(&self) -> bool {
        self.keys.iter().any(|key| key.shape.entries().is_some())
    }
}

impl Shape {
    /// What each entry is, for a list of entries with ids.
    pub(super) fn entries(self) -> Option<&'static Object> {
        match self {
            Self::Entries(object) | Self::FilledEntries(object) => Some(object),
            _ => None,
        }
    }
}

/// A key that must be there.
pub(super) const fn must(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        shape,
        is_required: true,
    }
}

/// A key that may be left out.
pub(super) const fn may(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        shape,
        is_required: false,
    }
}

/// The words of a table that gives each its meaning.
pub(super) trait WordTable: Sync {
    fn words(&self) -> Vec<&'static str>;
}

impl<Meaning: Sync, const COUNT: usize> WordTable for [(&'static str, Meaning); COUNT] {
    fn words(&self) -> Vec<&'static str> {
        self.iter().map(|(word, _)| *word).collect()
    }
}
