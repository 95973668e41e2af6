//! Who wrote the rules of a pack, when, from what, who paid, and which doctors have reviewed them.

use chrono::NaiveDate;

use super::Text;

/// Where the rules of a pack come from. A pack that extends another has its own: no one who wrote or
/// reviewed the base has seen what was changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The day of the last change.
    pub updated: Option<NaiveDate>,
    /// Names of those who wrote the rules, as they read within a sentence; empty if not known.
    pub authors: Vec<Text>,
    /// The doctors who have reviewed this version of the rules; empty if none has.
    pub reviewed_by: Vec<Review>,
    /// The day by which the rules are to be checked against new evidence.
    pub review_by: Option<NaiveDate>,
    /// Who paid for the rules, as a sentence.
    pub funding: Option<Text>,
    /// How the evidence was found, read and judged, in a few sentences.
    pub evidence_method: Option<Text>,
    /// What changed, the newest version first.
    pub changes: Vec<VersionChange>,
}

/// A doctor's review of one version of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The name and title, such as "Ada Doe, MD".
    pub name: Text,
    /// The day of the review.
    pub on: NaiveDate,
}

/// What one version of the rules changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionChange {
    /// The version.
    pub version: Text,
    /// The change in a line.
    pub says: Text,
}
