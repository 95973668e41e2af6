//! Why: the findings, each beside the person's own answer.

use std::cmp::Reverse;

use super::sheet::{Block, Sheet, Topic};
use crate::assess::{Assessment, Finding};
use crate::pack::{Condition, Kind, OptionSet, Pack, Question, QuestionIndex, Verdict};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::words::{count, signed};

/// Stops first, the urgent ones before all; then cautions; then points, the strongest first.
pub(super) fn set(sheet: &mut Sheet, assessment: &Assessment) {
    let weighing = |finding: &&Finding| Weight::of(finding).is_some();
    let mut findings: Vec<_> = assessment.findings.iter().filter(weighing).collect();
    if findings.is_empty() {
        return;
    }
    // The sort is stable: gates keep the order of the assessment, the most urgent before all.
    findings.sort_by_key(|finding| Weight::of(finding));
    sheet.heading(Topic::Reasons, "Because");
    for finding in findings {
        let (role, mark) = mark(finding);
        let pack = assessment.pack;
        let support = (finding.rule.sources.as_slice(), finding.rule.strength(pack));
        let because = Paragraph::of(Role::Plain, finding.because());
        let because = sheet.supported(because, pack, support);
        sheet.push(Block::Reason {
            role,
            mark,
            label: label(pack, finding),
            because,
        });
    }
}

/// How much a finding counts, the heaviest first; `None` for mere advice.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Weight {
    Stop,
    Caution,
    Points(Reverse<u32>),
}

impl Weight {
    pub(in crate::report) fn of(finding: &Finding) -> Option<Self> {
        if finding.is_stop() {
            return Some(Self::Stop);
        }
        let points = finding.rule.points.unwrap_or(0);
        match finding.verdict() {
            Some(_) => Some(Self::Caution),
            None if points != 0 => Some(Self::Points(Reverse(points.unsigned_abs()))),
            None => None,
        }
    }
}

/// The first column: what a gate asks for, whether a doctor approved, or the points.
pub(in crate::report) fn mark(finding: &Finding) -> (Role, String) {
    let points = finding.rule.points.unwrap_or(0);
    let (tone, word) = match finding.verdict() {
        Some(_) if finding.is_cleared() => (Role::Minus, "approved"),
        Some(Verdict::NotRecommended) => (Role::Stop, "stop"),
        Some(Verdict::SeeDoctorFirst) => (Role::Stop, "doctor"),
        Some(Verdict::Wait) => (Role::Stop, "wait"),
        Some(Verdict::SuitableWithCautions) => (Role::Minus, "caution"),
        Some(Verdict::Suitable) => (Role::Plus, "fine"),
        None if points < 0 => return (Role::Minus, signed(points)),
        None => return (Role::Plus, signed(points)),
    };
    (tone, word.to_owned())
}

/// The answers that a finding rests on, in a few words: "long hair, alopecia areata".
///
/// An answer to a question of kind `one` is left out if another one is about a follow-up to it: "stable hair
/// loss" says enough. What was ticked is always named.
pub(in crate::report) fn label(pack: &Pack, finding: &Finding) -> String {
    named(pack, &finding.grounds)
}

/// So many answers are named of a finding that rests on many questions, and the others are counted.
const MOST_NAMED: usize = 4;

/// What a finding is about, in a few words: its label without the approval and all else that cleared it.
pub(super) fn subject(pack: &Pack, finding: &Finding) -> String {
    let clearance = finding.rule.cleared_by.as_ref();
    let clearance = clearance.filter(|_| finding.is_cleared());
    let clearing = clearance.into_iter();
    let clearing = clearing.flat_map(|clearance| clearance.when().requirements());
    let clearing: Vec<_> = clearing.map(|requirement| requirement.question).collect();
    let mut grounds = finding.grounds.clone();
    grounds.retain(|(question, _)| !clearing.contains(question));
    named(pack, &grounds)
}

fn named(pack: &Pack, grounds: &[(QuestionIndex, OptionSet)]) -> String {
    let telling = grounds.iter().filter(|(question, _)| {
        let mut others = grounds.iter();
        let is_ticked = pack.question(*question).kind == Kind::Many;
        is_ticked || !others.any(|&(other, _)| follows(pack.question(other), *question))
    });
    let words = telling.flat_map(|&(question, chosen)| brief(pack.question(question), chosen));
    let mut named: Vec<String> = Vec::new();
    for word in words {
        if !named.contains(&word) {
            named.push(word);
        }
    }
    // A dozen approvals are named one by one where each counts.
    let is_ticked =
        |(question, _): &(QuestionIndex, _)| pack.question(*question).kind == Kind::Many;
    let rest = named.len().saturating_sub(MOST_NAMED);
    if rest > 1 && !grounds.iter().any(is_ticked) {
        named.truncate(MOST_NAMED);
        return format!("{} and {}", named.join(", "), count(rest, "other"));
    }
    named.join(", ")
}

/// Whether a question is asked because of an answer to another.
fn follows(question: &Question, parent: QuestionIndex) -> bool {
    let mut requirements = question.when.iter().flat_map(Condition::requirements);
    requirements.any(|requirement| requirement.question == parent)
}

/// The options of an answer in a few words each.
pub(in crate::report) fn brief(question: &Question, chosen: OptionSet) -> Vec<String> {
    if chosen.meets(OptionSet::NONE_OF_THESE) {
        return vec![format!("{}: none", question.name())];
    }
    let options = chosen.positions().map(|position| question.option(position));
    options.map(|option| option.brief().to_owned()).collect()
}
