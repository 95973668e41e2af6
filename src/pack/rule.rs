//! Rules and what they do.

use super::{Condition, Text};

/// A condition with its effects, its words and what it rests on.
///
/// At least one of points, verdict and advice is present.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(Default))] // no rule of a pack says nothing
pub struct Rule {
    /// Lowercase letters, digits and `-`; unique in the pack.
    pub id: Text,
    /// The answers it is about.
    pub when: Condition,
    /// The exception; an unknown exception is none. Never beside positive points.
    pub unless: Option<Condition>,
    /// Points of fit added to the score.
    pub points: Option<i32>,
    /// The least favorable verdict it allows; a rule with a verdict is a gate.
    pub verdict: Option<Verdict>,
    /// Listed before every other gate.
    pub urgent: bool,
    /// How long to wait; present exactly when the verdict is `wait`.
    pub wait: Option<Wait>,
    /// One sentence for the person who gets the report.
    pub because: Text,
    /// What the person can do.
    pub advice: Option<Text>,
    /// The other reading, where sources disagree.
    pub disputed: Option<Disputed>,
    /// Ids of sources, at least one.
    pub sources: Vec<Text>,
    /// Ids of claims, at least one.
    pub claims: Vec<Text>,
}

impl Rule {
    /// What only some rules say to the person, each with its key in the file.
    pub fn remarks(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        let remarks = [("advice", &self.advice)];
        remarks
            .into_iter()
            .filter_map(|(key, text)| Some((key, text.as_ref()?)))
    }

    /// All that it says to the person, each with its key in the file.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        [("because", &self.because)]
            .into_iter()
            .chain(self.remarks())
    }
}

/// What the person is told, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing stands against it.
    Suitable,
    /// Possible, with things to know first.
    SuitableWithCautions,
    /// Not now; later perhaps.
    Wait,
    /// A doctor must agree first.
    SeeDoctorFirst,
    /// Advised against.
    NotRecommended,
}

impl Verdict {
    /// Every verdict, from best to worst.
    pub const ALL: [Self; 5] = [
        Self::Suitable,
        Self::SuitableWithCautions,
        Self::Wait,
        Self::SeeDoctorFirst,
        Self::NotRecommended,
    ];

    /// The word for it in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Suitable => "suitable",
            Self::SuitableWithCautions => "suitable_with_cautions",
            Self::Wait => "wait",
            Self::SeeDoctorFirst => "see_doctor_first",
            Self::NotRecommended => "not_recommended",
        }
    }

    /// Returns true if no answer could make it worse.
    pub fn is_worst(self) -> bool {
        self == Self::NotRecommended
    }

    /// Whether a gate with this verdict stops the treatment, for now or for good.
    pub fn is_stop(self) -> bool {
        match self {
            Self::Suitable | Self::SuitableWithCautions => false,
            Self::Wait | Self::SeeDoctorFirst | Self::NotRecommended => true,
        }
    }
}

/// How long to wait before the question can be asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Fewest days; 0 where no figure is published.
    pub min_days: u32,
    /// Most days that a source asks for; absent means until it is over.
    pub max_days: Option<u32>,
    /// From when the days count.
    pub since: Since,
}

/// The moment from which a wait counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Today.
    Now,
    /// The day of the hair transplant.
    Transplant,
    /// The end of the treatment that the rule is about.
    Treatment,
    /// The day the scar was made.
    Scar,
}

impl Since {
    /// The word for it in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Transplant => "transplant",
            Self::Treatment => "treatment",
            Self::Scar => "scar",
        }
    }
}

/// A point on which sources disagree.
#[derive(Debug, Clone)]
pub struct Dispute {
    /// Lowercase letters, digits and `-`; unique in the pack.
    pub id: Text,
    /// The reading that the pack follows, then the other one.
    pub readings: [Text; 2],
    /// Ids of the sources of each reading.
    pub sources: [Vec<Text>; 2],
}

/// What a rule would do under the other reading of a dispute.
#[derive(Debug, Clone)]
pub struct Disputed {
    /// Position of the dispute in the pack.
    pub dispute: usize,
    /// Points under the other reading.
    pub points: Option<i32>,
    /// Verdict under the other reading.
    pub verdict: Option<Verdict>,
}
