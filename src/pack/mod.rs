//! A pack: the questions, rules and texts that decide and explain a result.
//!
//! Plain data with its invariants already checked by [`crate::load`]; nothing here reads, evaluates or prints.

mod answers;
mod called;
mod citing;
mod comparison;
mod condition;
mod contacts;
mod decision_aid;
mod expectations;
mod first_match;
mod former;
mod given_date;
mod guide;
mod law;
mod picture;
mod provenance;
mod question;
mod rule;
mod sheets;
mod strength;
mod supported;
mod text;
mod warnings;

pub use answers::{Answer, Answers, Reworded};
pub use called::{Called, NONE_OF_THESE, NOT_SURE, NOT_SURE_OR_UNSAID, are_same, whole_number};
pub use citing::best_source;
pub use comparison::{
    Alternative, Cell, Chance, ChanceKind, Comparison, ComparisonRow, CostOverYears,
    ReadinessCheck, Side, Speaks, Unfit, is_gap,
};
pub use condition::{Clause, Condition, OptionSet, QuestionIndex, Requirement};
pub use contacts::{CallList, Contacts, CountryContacts, Numbers, Placeholder};
pub(crate) use contacts::{Piece, pieces};
pub use decision_aid::{AidGap, AidItem, AidItemKind, AidPlace, FOR_PEOPLE, decision_aid};
pub use expectations::{
    Cost, CostTable, Country, Cover, Day, Expectations, Limit, Overall, OverallRanges, Price,
    PriceNote, Recovery, Row, Sessions, Span, Support, TouchUp, Upkeep,
};
pub use first_match::{RowMatch, could_be_first};
pub use former::{Former, OptionName, Retired, Successors};
pub use given_date::GivenDate;
pub use guide::{Claim, GuideItem, GuideSection, GuideTopic, ReadExtent, Source};
pub use law::{Group, Law, Monotone, Outcome, Statement, Trend};
pub use picture::{Area, Hair, Length, Loss, Picture};
pub use provenance::{Provenance, Review, VersionChange};
pub use question::{Change, DateUnit, HelpCard, Kind, NumberRange, Question, QuestionOption};
pub use rule::{Clearance, Dispute, Disputed, Rule, Since, Variant, Verdict, Wait};
pub use sheets::{
    Consult, Letter, LetterAsk, LookAt, Message, Script, SheetLine, Sheets, VisitCheck,
};
pub use strength::{Agreement, Strength};
pub use supported::{CostEntry, Supported, SupportedPart};
pub use text::Text;
pub use warnings::{Warning, WarningNote, Warnings};

/// Everything one folder of rule files says, checked and cross-referenced.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Short lowercase name, such as `smp`.
    pub id: Text,
    /// Version of the content, in the author's own scheme.
    pub version: Text,
    /// Name of the pack for people.
    pub title: Text,
    /// Who wrote the rules, when, and who has reviewed them.
    pub provenance: Provenance,
    /// The clinic whose pack it is.
    pub clinic: Option<Clinic>,
    /// Where the pack's own names in HL7 FHIR begin, an absolute URL without a slash at its end.
    pub canonical: Option<Text>,
    /// What the result is not; printed once, near the result.
    pub disclaimer: Text,
    /// Score of a person about whom no scoring rule fires.
    pub base: i32,
    /// Score bands, ascending, the first from 0.
    pub bands: Vec<Band>,
    /// Points on which the sources disagree.
    pub disputes: Vec<Dispute>,
    /// Answers of a person about whom there is nothing special; witnesses are described by how they differ.
    pub baseline: Answers,
    /// What the author states about every possible set of answers.
    pub laws: Vec<Law>,
    /// Questions in the order they are asked.
    pub questions: Vec<Question>,
    /// Ids of questions and options that are no longer asked.
    pub retired: Vec<Retired>,
    /// Rules in file order.
    pub rules: Vec<Rule>,
    /// What the treatment takes: sessions, cost, recovery, upkeep.
    pub expectations: Expectations,
    /// General information for all users.
    pub guide: Vec<GuideSection>,
    /// The treatment next to its alternatives.
    pub comparison: Option<Comparison>,
    /// When to get help after a visit.
    pub warnings: Option<Warnings>,
    /// Whom to call, by country.
    pub contacts: Option<Contacts>,
    /// What is printed on sheets of paper.
    pub sheets: Sheets,
    /// Every source cited.
    pub sources: Vec<Source>,
    /// Every claim that a rule or text rests on.
    pub claims: Vec<Claim>,
    /// SHA-256 over the names and bytes of the files, those of a base among them, without the cases,
    /// in lowercase hexadecimal.
    pub sha256: String,
}

/// Who gives the result to people, and where they can ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clinic {
    /// Its name.
    pub name: Text,
    /// How to reach it, in one line.
    pub contact: Text,
    /// Its logo, a PNG or JPEG image as a data URI.
    pub logo: Option<Text>,
    /// Its color, `#rrggbb`, dark enough to be read on white.
    pub accent: Option<Text>,
}

/// A range of scores and its verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// Lowest score of the band, inclusive.
    pub from: i32,
    /// Verdict of the band.
    pub verdict: Verdict,
}

impl Pack {
    /// The question at an index of this pack.
    pub fn question(&self, question: QuestionIndex) -> &Question {
        self.questions
            .get(question.position())
            .expect("a question index comes from this pack")
    }

    /// Every question with its index, in the order they are asked.
    pub fn numbered_questions(&self) -> impl Iterator<Item = (QuestionIndex, &Question)> {
        self.questions
            .iter()
            .enumerate()
            .map(|(position, question)| (QuestionIndex::new(position), question))
    }

    /// The same without those that no rule reads: they come after the result, if the person wants them.
    pub fn questions_before_result(&self) -> impl Iterator<Item = (QuestionIndex, &Question)> {
        let numbered = self.numbered_questions();
        numbered.filter(|(_, question)| question.neutral.is_none())
    }

    /// The question with this id.
    pub fn find_question(&self, id: &str) -> Option<(QuestionIndex, &Question)> {
        self.find_question_from(0, id)
    }

    /// The same, looked for first from a place in the order of asking on: most people keep to that order.
    pub fn find_question_from(&self, start: usize, id: &str) -> Option<(QuestionIndex, &Question)> {
        let from_there = self.numbered_questions().skip(start);
        let mut all = from_there.chain(self.numbered_questions().take(start));
        all.find(|(_, question)| question.id == id)
    }

    /// What became of ids that the questions and options had in earlier versions.
    pub fn former(&self) -> Former<'_> {
        Former::new(&self.questions, &self.retired)
    }

    /// The source with this id.
    pub fn find_source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The claim with this id.
    pub fn find_claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    /// The consumer guide that the pack started from.
    pub fn consumer_guide(&self) -> Option<&Source> {
        let mut sources = self.sources.iter();
        sources.find(|source| source.kind == Strength::ConsumerGuide)
    }

    /// The pack and its version, such as `smp 1.2.0`: what a form says of itself in the answers.
    pub fn release(&self) -> String {
        format!("{} {}", self.id, self.version)
    }

    /// The verdict of the band that a score falls in.
    ///
    /// A score below the first band counts as the first band's.
    pub fn band(&self, score: i32) -> Verdict {
        // All are counted, as people have scores without any order: where to stop would be guessed wrongly.
        let reached = self.bands.iter().filter(|band| band.from <= score).count();
        let band = self.bands.get(reached.saturating_sub(1));
        band.map_or(Verdict::NotRecommended, |band| band.verdict)
    }
}

impl Answers {
    /// No answer to any question of a pack.
    pub fn blank(pack: &Pack) -> Self {
        Self::of_length(pack.questions.len())
    }
}
