//! The card of warning signs: what is normal after a visit, and when to get help.

use super::{Support, Text};

/// What every person with a new tattoo should have at hand.
#[derive(Debug, Clone)]
pub struct Warnings {
    /// Its heading.
    pub title: Text,
    /// Its heading for a person who is advised against the treatment, but may have a tattoo already.
    pub title_after: Option<Text>,
    /// Signs with whom to see, the most urgent first after what is normal.
    pub rows: Vec<Warning>,
    /// What belongs to all of them.
    pub notes: Vec<WarningNote>,
}

/// Signs that call for the same help.
#[derive(Debug, Clone)]
pub struct Warning {
    /// Lowercase letters, digits and `-`; unique on the card.
    pub id: Text,
    /// Whom to see, and how fast; may hold placeholders.
    pub label: Text,
    /// The signs; may hold placeholders.
    pub text: Text,
    /// True if they can also come months or years later.
    pub late: bool,
    /// What it rests on.
    pub support: Support,
}

/// A closing note of the card.
#[derive(Debug, Clone)]
pub struct WarningNote {
    /// Lowercase letters, digits and `-`; unique on the card.
    pub id: Text,
    /// The note; may hold placeholders.
    pub text: Text,
    /// What it rests on.
    pub support: Support,
}
