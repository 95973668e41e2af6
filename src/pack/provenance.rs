//! Who wrote the rules of a pack, when, and which doctors have reviewed them.

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
    /// Names of the doctors who have reviewed this version of the rules; empty if none has.
    pub reviewed_by: Vec<Text>,
}
