//! How well a statement is supported: the kind of the best source behind it, in words a patient knows.

/// The kind of a source, or the strength of a claim: the best kind among its sources. The best comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Strength {
    /// A review of studies, in a journal.
    Review,
    /// A study, a series or a single case, in a journal.
    Study,
    /// A medical society, a charity or a health service.
    MedicalGroup,
    /// An agency of the United States, or a label that it approved.
    UsAgency,
    /// An agency or a local authority of another country.
    Agency,
    /// A law.
    Law,
    /// A textbook for doctors.
    Textbook,
    /// A website about health.
    HealthSite,
    /// The consumer guide that the pack started from.
    ConsumerGuide,
    /// Any other website or newspaper.
    Website,
    /// A group of practitioners.
    TradeGroup,
    /// A hair surgeon or a plastic surgeon, not in a journal.
    Surgeon,
    /// A clinic or a practitioner; of a statement, one of them and nothing better.
    Clinic,
    /// Several clinics and nothing better; of statements only.
    Clinics,
    /// No source says it, the authors of the pack do; of statements only.
    OurOpinion,
}

impl Strength {
    /// Every strength, the best first.
    pub const ALL: [Self; 15] = [
        Self::Review,
        Self::Study,
        Self::MedicalGroup,
        Self::UsAgency,
        Self::Agency,
        Self::Law,
        Self::Textbook,
        Self::HealthSite,
        Self::ConsumerGuide,
        Self::Website,
        Self::TradeGroup,
        Self::Surgeon,
        Self::Clinic,
        Self::Clinics,
        Self::OurOpinion,
    ];

    /// The word for it in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Study => "study",
            Self::MedicalGroup => "medical-group",
            Self::UsAgency => "us-agency",
            Self::Agency => "agency",
            Self::Law => "law",
            Self::Textbook => "textbook",
            Self::HealthSite => "health-site",
            Self::ConsumerGuide => "consumer-guide",
            Self::Website => "website",
            Self::TradeGroup => "trade-group",
            Self::Surgeon => "surgeon",
            Self::Clinic => "clinic",
            Self::Clinics => "clinics",
            Self::OurOpinion => "our-opinion",
        }
    }

    /// The strength of a claim whose sources are of these kinds.
    pub fn of_claim(agreement: Agreement, kinds: &[Self]) -> Self {
        let best = kinds
            .iter()
            .min()
            .filter(|_| agreement != Agreement::Inferred);
        match best {
            Some(Self::Clinic) if kinds.len() > 1 => Self::Clinics,
            Some(best) => *best,
            None => Self::OurOpinion,
        }
    }

    /// Returns true if sources of these kinds can give a statement this strength.
    pub fn is_given_by(self, kinds: &[Self]) -> bool {
        match self {
            Self::OurOpinion => true,
            Self::Clinics => kinds.iter().filter(|kind| kind.is_practice()).count() > 1,
            kind => kinds.contains(&kind),
        }
    }

    /// Returns true if a source of this kind sells the treatment.
    pub fn is_practice(self) -> bool {
        matches!(self, Self::Surgeon | Self::Clinic)
    }
}

/// How far the sources of a claim agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
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

#[cfg(test)]
mod tests {
    use super::Strength::{self, Clinic, Clinics, OurOpinion, Review, Study, Surgeon};
    use crate::pack::Agreement::{Agreed, Inferred};

    #[test]
    fn a_claim_is_as_strong_as_its_best_source() {
        let of = |kinds: &[Strength]| Strength::of_claim(Agreed, kinds);
        assert_eq!(of(&[Clinic, Study, Review]), Review);
        assert_eq!(of(&[Clinic, Surgeon]), Surgeon);
        assert_eq!(of(&[Clinic, Clinic]), Clinics);
        assert_eq!(of(&[Clinic]), Clinic);
    }

    #[test]
    fn what_no_source_says_is_our_opinion() {
        assert_eq!(Strength::of_claim(Inferred, &[Study]), OurOpinion);
        assert_eq!(Strength::of_claim(Agreed, &[]), OurOpinion);
    }

    #[test]
    fn no_statement_is_stronger_than_its_sources() {
        assert!(Clinics.is_given_by(&[Clinic, Surgeon]));
        assert!(!Clinics.is_given_by(&[Clinic]));
        assert!(!Study.is_given_by(&[Review, Clinic]));
        assert!(OurOpinion.is_given_by(&[Clinic]));
    }
}
