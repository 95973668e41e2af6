//! Rules and what they do.

use super::{Condition, Pack, Strength, Text};

/// The key of what a person can do.
const ADVICE: &[&str] = &["advice"];

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
    /// The exception; an unknown exception is none. Never together with positive points.
    pub unless: Option<Condition>,
    /// Points added to the match score.
    pub points: Option<i32>,
    /// The least favorable verdict it allows; a rule with a verdict is a gate.
    pub verdict: Option<Verdict>,
    /// Listed before every other gate.
    pub urgent: bool,
    /// How long to wait; present exactly when the verdict is `wait`.
    pub wait: Option<Wait>,
    /// A doctor's written approval that turns this gate into a caution.
    pub cleared_by: Option<Clearance>,
    /// One sentence for the person who gets the report.
    pub because: Text,
    /// What the person can do.
    pub advice: Option<Text>,
    /// The other reading, where sources disagree.
    pub disputed: Option<Disputed>,
    /// Ids of sources; at least one, unless it is a house rule.
    pub sources: Vec<Text>,
    /// Ids of claims; at least one, unless it is a house rule.
    pub claims: Vec<Text>,
    /// How well it is supported, where it says so itself and its first claim does not.
    pub strength: Option<Strength>,
    /// Why the clinic decides so, for a house rule: one that rests on this and on no evidence.
    pub policy: Option<Text>,
}

impl Rule {
    /// The variants in which it fires: as written, and, if approval may lift it, cleared.
    ///
    /// Exactly one of them fires where `when` holds and `unless` does not.
    pub fn variants(&self) -> impl Iterator<Item = Variant<'_>> {
        [self.as_written()].into_iter().chain(self.cleared())
    }

    /// The variant that fires unless a doctor has approved.
    pub fn as_written(&self) -> Variant<'_> {
        Variant {
            rule: self,
            kind: VariantKind::AsWritten,
        }
    }

    /// The variant that fires where a doctor has approved; `None` if approval lifts nothing.
    pub fn cleared(&self) -> Option<Variant<'_>> {
        let kind = VariantKind::Cleared;
        self.cleared_by
            .as_ref()
            .map(|_| Variant { rule: self, kind })
    }

    /// The same rule about other people.
    #[must_use]
    pub fn about(&self, when: Condition, unless: Option<Condition>) -> Self {
        let approved = self.cleared_by.as_ref().map(|by| by.when.clone());
        let other = Self {
            when,
            unless,
            ..self.clone()
        };
        other.cleared_only_by(approved)
    }

    /// The same rule cleared by other answers, or by none. A rule without clearance stays without.
    #[must_use]
    pub fn cleared_only_by(&self, approved: Option<Condition>) -> Self {
        let cleared_by = self
            .cleared_by
            .as_ref()
            .zip(approved)
            .map(|(clearance, approved)| {
                Clearance::new(
                    (&self.when, self.unless.as_ref()),
                    approved,
                    clearance.because.clone(),
                    clearance.advice.clone(),
                )
            });
        Self {
            cleared_by,
            ..self.clone()
        }
    }

    /// How well it is supported: as it says itself, or as its first claim is. Nothing is claimed of a house rule.
    pub fn strength(&self, pack: &Pack) -> Option<Strength> {
        self.strength.or_else(|| pack.strength(&self.claims))
    }

    /// Every condition that is written in it: `when`, `unless`, and when it is cleared.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let cleared = self.cleared_by.as_ref().map(Clearance::when);
        [Some(&self.when), self.unless.as_ref(), cleared]
            .into_iter()
            .flatten()
    }

    /// All that it says to anybody, each with its keys in the file from the outside in.
    pub fn texts(&self) -> impl Iterator<Item = (&'static [&'static str], &Text)> {
        const BECAUSE: &[&str] = &["because"];
        const CLEARED_BECAUSE: &[&str] = &["cleared_by", "because"];
        const CLEARED_ADVICE: &[&str] = &["cleared_by", "advice"];
        const POLICY: &[&str] = &["policy"];
        let cleared = self.cleared_by.iter().flat_map(|clearance| {
            [
                (CLEARED_BECAUSE, &clearance.because),
                (CLEARED_ADVICE, &clearance.advice),
            ]
        });
        [(BECAUSE, &self.because)]
            .into_iter()
            .chain(self.optional_texts())
            .chain(cleared)
            .chain(self.policy.iter().map(|policy| (POLICY, policy)))
    }

    /// What only some rules say, in the same form; every list of a rule's texts has these.
    pub fn optional_texts(&self) -> impl Iterator<Item = (&'static [&'static str], &Text)> {
        let texts: [(&[&str], _); 1] = [(ADVICE, &self.advice)];
        texts
            .into_iter()
            .filter_map(|(keys, text)| Some((keys, text.as_ref()?)))
    }
}

/// What a doctor's written approval makes of a gate: a caution that is still named.
#[derive(Debug, Clone)]
pub struct Clearance {
    when: Condition,
    /// One sentence for the person: what still holds.
    pub because: Text,
    /// What the person can do.
    pub advice: Text,
    /// Whom the cleared gate is about: `when` of the rule, and `when` here.
    held: Condition,
    /// Whom the gate as written is not about: `unless` of the rule, or `when` here.
    spared: Condition,
}

impl Clearance {
    /// Clears a rule with this `when` and this `unless` where approval is certain.
    pub fn new(
        (when, unless): (&Condition, Option<&Condition>),
        approved: Condition,
        because: Text,
        advice: Text,
    ) -> Self {
        let excepted = unless.iter().flat_map(|unless| &unless.clauses);
        let spared = excepted.chain(&approved.clauses).cloned().collect();
        Self {
            held: when.and(&approved),
            spared: Condition { clauses: spared },
            when: approved,
            because,
            advice,
        }
    }

    /// The answers that clear the gate.
    pub fn when(&self) -> &Condition {
        &self.when
    }
}

/// A rule in one of the variants in which it fires.
#[derive(Debug, Clone, Copy)]
pub struct Variant<'rule> {
    /// The rule.
    pub rule: &'rule Rule,
    kind: VariantKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum VariantKind {
    AsWritten,
    Cleared,
}

impl<'rule> Variant<'rule> {
    /// The clearance by which it fires; `None` for the rule as written.
    fn clearance(self) -> Option<&'rule Clearance> {
        let clearance = self.rule.cleared_by.as_ref();
        clearance.filter(|_| self.kind == VariantKind::Cleared)
    }

    /// Returns true if a doctor's approval has turned the gate into a caution.
    pub fn is_cleared(self) -> bool {
        self.kind == VariantKind::Cleared
    }

    /// The answers that it is about.
    pub fn when(self) -> &'rule Condition {
        self.clearance()
            .map_or(&self.rule.when, |clearance| &clearance.held)
    }

    /// The exception; for a gate that can be cleared also the approval that clears it.
    pub fn unless(self) -> Option<&'rule Condition> {
        let clearance = self.rule.cleared_by.as_ref();
        match (clearance, self.kind) {
            (Some(clearance), VariantKind::AsWritten) => Some(&clearance.spared),
            (Some(_), VariantKind::Cleared) | (None, _) => self.rule.unless.as_ref(),
        }
    }

    /// Its condition, and its exception if there is one.
    pub fn conditions(self) -> impl Iterator<Item = &'rule Condition> {
        [Some(self.when()), self.unless()].into_iter().flatten()
    }

    /// Points added to the score; approval does not change them.
    pub fn points(self) -> Option<i32> {
        self.rule.points
    }

    /// The verdict that counts if it fires: without one of its own the best, which rules nothing out.
    pub fn gate(self) -> Verdict {
        self.verdict().unwrap_or(Verdict::Suitable)
    }

    /// The least favorable verdict it allows; a cleared gate is a caution.
    pub fn verdict(self) -> Option<Verdict> {
        match self.kind {
            VariantKind::AsWritten => self.rule.verdict,
            VariantKind::Cleared => Some(Verdict::SuitableWithCautions),
        }
    }

    /// How long to wait, for a gate whose verdict is `wait`.
    pub fn wait(self) -> Option<Wait> {
        self.rule.wait
    }

    /// Points and verdict in the other reading of a dispute; `None` if it does not depend on that dispute.
    ///
    /// A cleared gate is a caution in both: the doctor who knows the person has decided.
    pub fn other_reading(self, dispute: usize) -> Option<(Option<i32>, Option<Verdict>)> {
        let other = self.rule.disputed.as_ref();
        let other = other.filter(|other| other.dispute == dispute)?;
        let verdict = match self.kind {
            VariantKind::AsWritten => other.verdict,
            VariantKind::Cleared => self.verdict(),
        };
        Some((other.points, verdict))
    }

    /// One sentence for the person: why.
    pub fn because(self) -> &'rule Text {
        self.clearance()
            .map_or(&self.rule.because, |clearance| &clearance.because)
    }

    /// What the person can do.
    pub fn advice(self) -> Option<&'rule Text> {
        match self.clearance() {
            Some(clearance) => Some(&clearance.advice),
            None => self.rule.advice.as_ref(),
        }
    }

    /// What only some rules say to the person, each with its key.
    pub fn optional_texts(self) -> impl Iterator<Item = (&'static str, &'rule Text)> {
        let others = self.rule.optional_texts();
        let others = others.filter(|(keys, _)| *keys != ADVICE); // an approval may have replaced it
        let advice = self.advice().map(|advice| (ADVICE, advice));
        (advice.into_iter().chain(others)).filter_map(|(keys, text)| Some((*keys.last()?, text)))
    }

    /// All that it says to the person, each with its key.
    pub fn texts(self) -> impl Iterator<Item = (&'static str, &'rule Text)> {
        [("because", self.because())]
            .into_iter()
            .chain(self.optional_texts())
    }
}

/// The results, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing speaks against it.
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

    /// Returns true if a gate with this verdict stops the treatment, for now or for good.
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
