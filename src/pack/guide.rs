//! General information, and what every statement rests on.

use super::{Agreement, Condition, Strength, Support, Text};

/// A titled part of the guide.
#[derive(Debug, Clone)]
pub struct GuideSection {
    /// Lowercase letters, digits and `-`; unique in the pack.
    pub id: Text,
    /// Its heading.
    pub title: Text,
    /// What a reader asks for who wants to read it.
    pub topic: GuideTopic,
    /// At least one item.
    pub items: Vec<GuideItem>,
}

/// What a part of the guide is about: the topic of a result under which it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum GuideTopic {
    /// What the treatment is, and what it looks like over the years.
    Results,
    /// What the person has, and how it continues without treatment.
    Condition,
    /// What can go wrong.
    Risks,
    /// What else a person can do.
    Options,
    /// What to ask before deciding.
    Questions,
    /// What to do before and after a visit.
    Recovery,
}

impl GuideTopic {
    /// Each with the word for it in files.
    pub const WORDS: [(&str, Self); 6] = [
        ("results", Self::Results),
        ("condition", Self::Condition),
        ("risks", Self::Risks),
        ("options", Self::Options),
        ("questions", Self::Questions),
        ("recovery", Self::Recovery),
    ];
}

/// One statement of the guide.
#[derive(Debug, Clone)]
pub struct GuideItem {
    /// A word or two in front of it. A statement about risks or options that has one is so short that the
    /// first screen of a result can show it.
    pub label: Option<Text>,
    /// The statement; may hold placeholders.
    pub text: Text,
    /// Whom it is for; all users if absent.
    pub when: Option<Condition>,
    /// What it rests on.
    pub support: Support,
}

/// A publication.
#[derive(Debug, Clone)]
pub struct Source {
    /// Short name used by rules.
    pub id: Text,
    /// Its title.
    pub title: Text,
    /// Who published it.
    pub publisher: Text,
    /// The year, if known.
    pub year: Option<u32>,
    /// Where it can be read.
    pub url: Option<Text>,
    /// Its digital object identifier.
    pub doi: Option<Text>,
    /// What kind of source it is.
    pub kind: Strength,
    /// How much of it was read; `None` if that is not known.
    pub read: Option<ReadExtent>,
}

/// How much of a source was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadExtent {
    /// All of it.
    Whole,
    /// Its summary.
    Summary,
    /// A part, such as the first page.
    Part,
    /// Nothing of it, only what another source says it says.
    SecondHand,
}

impl ReadExtent {
    /// Each with the word for it in files.
    pub const WORDS: [(&str, Self); 4] = [
        ("whole", Self::Whole),
        ("summary", Self::Summary),
        ("part", Self::Part),
        ("second-hand", Self::SecondHand),
    ];

    /// The same as a sentence in a list of sources.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Whole => "Read whole.",
            Self::Summary => "Summary read.",
            Self::Part => "Read in part.",
            Self::SecondHand => "Read second hand.",
        }
    }
}

/// One statement of the evidence that rules and texts rest on.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Short name used by rules, such as `C01`.
    pub id: Text,
    /// The statement.
    pub says: Text,
    /// Ids of the sources it is taken from.
    pub sources: Vec<Text>,
    /// How far its sources agree.
    pub agreement: Agreement,
    /// The best kind of source for this claim.
    pub strength: Strength,
}
