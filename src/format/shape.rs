//! Shapes: what values may look like, and the shapes and keys that several files share.

use super::id_syntax::IdSyntax;
use crate::diagnostic::Code;
use crate::json::Member;

/// What a value may be.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// A text that is not blank.
    Text,
    /// A picture as a data URI.
    Image,
    /// A color as `#rrggbb` with enough contrast on white.
    Color,
    /// An absolute URL to which a path can be added.
    UrlBase,
    /// The id of the object around it.
    Id(IdSyntax),
    /// An id that the object around it, or an earlier one, had before.
    FormerId(IdSyntax),
    /// The id of something that is defined elsewhere.
    Named,
    /// A code of this many capital letters.
    Capitals(usize),
    /// A day as `YYYY-MM-DD`.
    Day,
    /// A text with another syntax.
    Syntax(&'static TextSyntax),
    /// A word of a table.
    Word(&'static dyn WordTable),
    Boolean,
    /// A whole number from the first to the second.
    Integer(i32, i32),
    /// Two numbers from the first to the second, the lower one first; then help for other lists.
    Range(i32, i32, &'static str),
    /// A value of this shape, or `null`.
    OrNull(&'static Shape),
    Object(&'static Object),
    /// An object of another format, which is not looked into.
    Opaque,
    List(&'static Shape),
    /// A list with at least one entry.
    Filled(&'static Shape),
    /// A list of exactly two entries; then help for other lists.
    Pair(&'static Shape, &'static str),
    /// A list of objects with unique ids.
    Entries(&'static Object),
    /// A list of at least one object, with unique ids.
    FilledEntries(&'static Object),
    /// Questions with some of their options, or a list of such objects. Checked where it is read.
    Condition,
    /// A list of options of one question. Checked where it is read.
    Options,
    /// Questions with the answers of a person. Checked where it is read.
    Answers,
    /// Questions with answers, without the id of a person. Checked where it is read.
    Baseline,
    /// Any value. Checked where it is read.
    Elsewhere,
}

/// A syntax of texts that one kind of file has.
pub(crate) struct TextSyntax {
    /// What messages call a text that has it.
    pub(crate) name: &'static str,
    pub(crate) accepts: fn(&str) -> bool,
    pub(crate) example: &'static str,
}

/// An object and its keys.
pub(crate) struct Object {
    /// What messages call it.
    pub(crate) name: &'static str,
    /// In the order of messages about missing keys.
    pub(crate) keys: &'static [Key],
}

/// A key of an object.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) is_required: bool,
    /// For a list of entries, how many it may have.
    pub(crate) limit: Option<&'static EntryLimit>,
    /// For a list of entries, another such list of the object with which ids must not be shared.
    pub(crate) distinct_from: Option<&'static str>,
    /// A key that takes the place of this required one.
    pub(crate) replaced_by: Option<&'static str>,
    /// True if only a pack that extends another has the key.
    pub(crate) is_extending: bool,
}

/// The most entries that a list may have, and the problem of a longer one.
pub(crate) struct EntryLimit {
    pub(crate) most: usize,
    pub(crate) code: Code,
    /// The message, from the number of entries and the most allowed.
    pub(crate) message: fn(usize, usize) -> String,
    /// The help line, from the most allowed.
    pub(crate) help: fn(usize) -> String,
}

impl EntryLimit {
    pub(crate) const fn entries(most: usize) -> Self {
        Self {
            most,
            code: Code::TooMany,
            message: |count, _| format!("the list has {count} entries"),
            help: |most| format!("keep at most {most}"),
        }
    }
}

impl Object {
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    pub(crate) fn required(&self) -> impl Iterator<Item = &'static str> {
        let required = self.keys.iter().filter(|key| key.is_required);
        required.map(|key| key.name)
    }

    /// The required keys that an object with these members lacks, without those that another key replaces.
    pub(crate) fn lacking(&self, members: &[Member]) -> Vec<&'static str> {
        let is_there = |key: &str| members.iter().any(|(name, _)| *name == key);
        let lacking = self.keys.iter().filter(|key| {
            key.is_required && !is_there(key.name) && !key.replaced_by.is_some_and(is_there)
        });
        lacking.map(|key| key.name).collect()
    }

    /// The key that identifies an entry of a list: the first.
    pub(crate) fn id_key(&self) -> Option<&'static Key> {
        self.keys.first()
    }

    /// Returns true if it has lists of entries, from which a pack may remove some.
    pub(crate) fn has_entries(&self) -> bool {
        self.keys.iter().any(|key| key.shape.entries().is_some())
    }
}

impl Key {
    pub(crate) const fn at_most(mut self, limit: &'static EntryLimit) -> Self {
        self.limit = Some(limit);
        self
    }

    pub(crate) const fn replaced_by(mut self, other: &'static str) -> Self {
        self.replaced_by = Some(other);
        self
    }

    pub(crate) const fn of_extending_packs(mut self) -> Self {
        self.is_extending = true;
        self
    }

    /// Returns true if a pack that extends another may take the key out with `null`.
    pub(crate) fn is_removable(&self) -> bool {
        !self.is_required || self.replaced_by.is_some()
    }

    pub(crate) const fn distinct_from(mut self, other: &'static str) -> Self {
        self.distinct_from = Some(other);
        self
    }
}

impl Shape {
    /// The shape of each entry of a list of entries with ids.
    pub(crate) fn entries(self) -> Option<&'static Object> {
        match self {
            Self::Entries(object) | Self::FilledEntries(object) => Some(object),
            _ => None,
        }
    }

    /// The object, for an object or a list of objects.
    pub(crate) fn object(self) -> Option<&'static Object> {
        match self {
            Self::Object(object) | Self::Entries(object) | Self::FilledEntries(object) => {
                Some(object)
            }
            Self::List(shape) | Self::Filled(shape) => shape.object(),
            _ => None,
        }
    }
}

const fn key(name: &'static str, shape: Shape, is_required: bool) -> Key {
    Key {
        name,
        shape,
        is_required,
        limit: None,
        distinct_from: None,
        replaced_by: None,
        is_extending: false,
    }
}

/// A required key.
pub(crate) const fn must(name: &'static str, shape: Shape) -> Key {
    key(name, shape, true)
}

/// An optional key.
pub(crate) const fn may(name: &'static str, shape: Shape) -> Key {
    key(name, shape, false)
}

/// A table of words, each with its meaning.
pub(crate) trait WordTable: Sync {
    fn words(&self) -> Vec<&'static str>;

    fn has(&self, word: &str) -> bool;
}

impl<Meaning: Sync, const COUNT: usize> WordTable for [(&'static str, Meaning); COUNT] {
    fn words(&self) -> Vec<&'static str> {
        self.iter().map(|(word, _)| *word).collect()
    }

    fn has(&self, word: &str) -> bool {
        self.iter().any(|(known, _)| *known == word)
    }
}

/// Longest wait, and last day of a message, in days: a hundred years.
const MOST_DAYS: i32 = 36_500;

// What objects of several files have.

pub(super) const SCORE: Shape = Shape::Integer(0, 100);
pub(super) const DAYS: Shape = Shape::Integer(0, MOST_DAYS);
pub(super) const CITED: Shape = Shape::Filled(&Shape::Named);

pub(super) const BECAUSE: Key = must("because", Shape::Text);
pub(super) const SOURCES_OF: Key = must("sources", CITED);
pub(super) const CLAIMS_OF: Key = must("claims", CITED);
