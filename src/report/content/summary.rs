//! The first screen: what a person needs to decide what to do next, and where to read the rest.

use super::closing;
use super::document::{Block, Document, SectionKind};
use super::expect;
use super::headline::{self, knows_nothing};
use super::reasons;
use super::steps::NextSteps;
use super::{changes, is_settled};
use crate::assess::Assessment;
use crate::pack::{GuideTopic, Verdict};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::space::Insight;

/// How much the first screen explains. A person with many stops reads fewer words about each: every one is
/// named, and the topics have the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct SummaryDetail {
    /// Most stops and cautions that are explained; the others are only named.
    pub(super) explained: usize,
    /// Most stops and cautions with a line each; the others are named in a sentence.
    pub(super) lines: usize,
    /// Most findings that only score with a line each; the others are one sum.
    pub(super) points: usize,
    /// Most steps shown.
    pub(super) steps: usize,
    /// Most improvements shown.
    pub(super) improvements: usize,
    pub(super) expectations: ExpectationDepth,
    pub(super) citations: Citations,
}

/// Shows or leaves out the numbers of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Citations {
    /// On a page that lists the sources.
    Shown,
    /// On a screen.
    LeftOut,
}

/// How much is said about what to expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExpectationDepth {
    /// Visits, cost, healing, upkeep and risks.
    Whole,
    /// Visits, cost and risks.
    Brief,
}

impl SummaryDetail {
    /// Every reason, however many there are: for a page, not for a screen.
    pub(in crate::report) const FULL: Self = Self {
        explained: usize::MAX,
        lines: usize::MAX,
        points: usize::MAX,
        steps: usize::MAX,
        improvements: 3,
        expectations: ExpectationDepth::Whole,
        citations: Citations::Shown,
    };

    /// From the most words to the fewest.
    pub(in crate::report) const SHORTER: [Self; 11] = [
        Self::short(10, 5, 3, ExpectationDepth::Whole),
        Self::short(10, 4, 2, ExpectationDepth::Whole),
        Self::short(10, 3, 1, ExpectationDepth::Whole),
        Self::short(6, 3, 1, ExpectationDepth::Whole),
        Self::short(4, 3, 1, ExpectationDepth::Whole),
        Self::short(4, 2, 1, ExpectationDepth::Brief),
        Self::short(3, 2, 1, ExpectationDepth::Brief),
        Self::short(2, 2, 0, ExpectationDepth::Brief),
        Self::short(1, 2, 0, ExpectationDepth::Brief),
        Self::short(0, 2, 0, ExpectationDepth::Brief),
        Self::short(0, 1, 0, ExpectationDepth::Brief),
    ];

    const fn short(
        explained: usize,
        steps: usize,
        improvements: usize,
        expectations: ExpectationDepth,
    ) -> Self {
        Self {
            explained,
            lines: 10,
            points: 5,
            steps,
            improvements,
            expectations,
            citations: Citations::LeftOut,
        }
    }
}

/// How a person who has read the first screen can read more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadMore {
    /// Options of the command line, which are named.
    Options,
    /// A menu, which follows.
    Menu,
}

/// The first screen, with the options that show more.
pub(in crate::report) fn summary(
    assessment: &Assessment,
    insight: Option<&Insight>,
    (detail, read_more): (SummaryDetail, ReadMore),
) -> Document {
    let mut document = Document::default();
    add(&mut document, assessment, insight, detail);
    if read_more == ReadMore::Menu {
        return document;
    }
    document.untitled(SectionKind::ReadMore);
    let topics = match assessment.verdict {
        Verdict::NotRecommended => "why,options,sources",
        _ => "why,recovery,risks,options",
    };
    let command = format!("Read more: --show {topics}; keep it: --format html");
    document.push(Block::Command(command));
    if calls_for_letter(assessment) {
        let command = "Letter for your doctor: smp sheet letter FILE".to_owned();
        document.push(Block::Command(command));
    }
    document
}

/// Returns true if a stop waits for a doctor's written approval, and the pack has a letter that asks for it.
fn calls_for_letter(assessment: &Assessment) -> bool {
    let mut stops = assessment
        .findings
        .iter()
        .filter(|finding| finding.is_stop());
    let has_letter = assessment.pack.sheets.letter.is_some();
    has_letter && stops.any(|finding| finding.rule.cleared_by.is_some())
}

pub(super) fn add(
    document: &mut Document,
    assessment: &Assessment,
    insight: Option<&Insight>,
    detail: SummaryDetail,
) {
    add_help(document, assessment);
    headline::add(document, assessment, insight);
    reasons::add_summary(document, assessment, detail);
    NextSteps::new(assessment, is_settled(assessment, insight)).add_steps(document, detail);
    if let Some(insight) = insight {
        changes::add_summary(document, assessment, insight, detail.improvements);
    }
    if assessment.verdict == Verdict::NotRecommended {
        add_other_ways(document, assessment);
    } else {
        expect::add_summary(document, assessment, detail.expectations);
    }
    closing::add_disclaimer(document, assessment.pack);
}

/// Help that an answer calls for at once, before everything else.
pub(super) fn add_help(document: &mut Document, assessment: &Assessment) {
    for (index, question) in assessment.pack.numbered_questions() {
        let chosen = assessment.answers.known(index).unwrap_or_default();
        let options = chosen.positions().map(|position| question.option(position));
        for card in options.filter_map(|option| option.help.as_ref()) {
            document.untitled(SectionKind::Help);
            document.lead(Paragraph::of(Role::Strong, &card.title));
            for line in &card.lines {
                document.lead(Paragraph::of(Role::Plain, line));
            }
        }
    }
}

/// What covers hair loss without a tattoo, for those who should not have one.
fn add_other_ways(document: &mut Document, assessment: &Assessment) {
    let mut entries = closing::labeled(assessment, GuideTopic::Options);
    let Some(first) = entries.next() else {
        return;
    };
    if knows_nothing(assessment) {
        return;
    }
    document.heading(SectionKind::Guide, "Other ways to cover hair loss");
    for (label, text) in std::iter::once(first).chain(entries) {
        document.entry(label, vec![Paragraph::of(Role::Plain, &text).into()]);
    }
}
