//! What everybody should know, and what every statement rests on.

use std::sync::Arc;

use super::{Condition, Support};

/// A titled part of the guide.
#[derive(Debug, Clone)]
pub struct GuideSection {
    /// Lowercase letters, digits and `-`; unique in the pack.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// At least one item.
    pub items: Vec<GuideItem>,
}

/// One statement of the guide.
#[derive(Debug, Clone)]
pub struct GuideItem {
    /// The statement.
    pub text: String,
    /// Whom it is for; everybody if absent.
    pub when: Option<Condition>,
    /// What it rests on.
    pub support: Support,
}

/// The id of a source or of a claim: one text, shared by everything that cites it.
pub type CitationId = Arc<str>;

/// A publication.
#[derive(Debug, Clone)]
pub struct Source {
    /// Short name used by rules.
    pub id: CitationId,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The year, if known.
    pub year: Option<u32>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Its digital object identifier.
    pub doi: Option<String>,
    /// How strong a kind of source it is.
    pub kind: SourceKind,
}

/// Kinds of sources, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A journal with peer review.
    PeerReviewed,
    /// A society, charity or health service.
    ProfessionalBody,
    /// A regulator or a law.
    Regulator,
    /// A medical or consumer publisher.
    Publisher,
    /// A clinic or practitioner.
    Clinic,
}

impl SourceKind {
    /// The word for it in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::PeerReviewed => "peer-reviewed",
            Self::ProfessionalBody => "professional-body",
            Self::Regulator => "regulator",
            Self::Publisher => "publisher",
            Self::Clinic => "clinic",
        }
    }
}

/// One statement of the evidence that rules and texts rest on.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Short name used by rules, such as `C01`.
    pub id: CitationId,
    /// The statement.
    pub says: String,
    /// Ids of the sources it is taken from.
    pub sources: Vec<CitationId>,
    /// Whether the sources read agree.
    pub agreement: Agreement,
}

/// Whether the sources of a claim agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// No source read says otherwise.
    Agreed,
    /// Another figure or view exists.
    Disputed,
    /// One source only.
    Single,
    /// A reading of cited facts, not a source's own statement.
    Inferred,
}

impl Agreement {
    /// The word for it in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Disputed => "disputed",
            Self::Single => "single",
            Self::Inferred => "inferred",
        }
    }
}
