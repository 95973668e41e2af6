//! Why: the findings, each beside the person's own answer.

use std::cmp::Reverse;

use crate::assess::{Assessment, Finding};
use crate::pack::{Condition, OptionSet, Pack, Question, QuestionIndex, Rule, Verdict};
use crate::report::line::{Line, Role, side_by_side};
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;
use crate::words::signed;

/// Stops first, the urgent ones before all; then cautions; then points, the strongest first.
pub(super) fn set(page: &mut Page, assessment: &Assessment) {
    let weighing = |finding: &&Finding| Weight::of(finding).is_some();
    let mut findings: Vec<_> = assessment.findings.iter().filter(weighing).collect();
    if findings.is_empty() {
        return;
    }
    // The sort is stable: gates keep the order of the assessment, the most urgent before all.
    findings.sort_by_key(|finding| Weight::of(finding));
    page.heading("Because");
    let reasons: Vec<_> = findings
        .into_iter()
        .map(|finding| Reason::new(page, assessment.pack, finding))
        .collect();
    if page.is_narrow() {
        for reason in &reasons {
            reason.set_stacked(page);
        }
    } else {
        let widest = reasons.iter().map(Reason::label_width).max().unwrap_or(0);
        for reason in &reasons {
            reason.set_in_columns(page, widest.min(Reason::WIDEST_LABEL));
        }
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
        match finding.rule.verdict {
            Some(_) => Some(Self::Caution),
            None if points != 0 => Some(Self::Points(Reverse(points.unsigned_abs()))),
            None => None,
        }
    }
}

/// One row of the table.
struct Reason {
    role: Role,
    mark: String,
    label: Paragraph,
    because: Paragraph,
}

impl Reason {
    const MARK: usize = 7;
    const GAP: usize = 2;
    const WIDEST_LABEL: usize = 22;

    fn new(page: &mut Page, pack: &Pack, finding: &Finding) -> Self {
        let (role, mark) = mark(finding.rule);
        let label = label(pack, finding);
        let numbers = page.cite(&finding.rule.sources);
        Self {
            role,
            mark,
            label: Paragraph::of(Role::Strong, &label),
            because: Paragraph::of(Role::Plain, &finding.rule.because).cite(&numbers),
        }
    }

    fn label_width(&self) -> usize {
        let lines = self.label.wrapped(Self::WIDEST_LABEL);
        lines.iter().map(Line::width).max().unwrap_or(0)
    }

    fn set_in_columns(&self, page: &mut Page, label_width: usize) {
        let label_column = page.indent() + Self::MARK + Self::GAP;
        let because_column = label_column + label_width + Self::GAP;
        let missing = Self::MARK.saturating_sub(self.mark.chars().count());
        let mark = Line::indented(page.indent() + missing).with(self.role, &self.mark);
        let left = side_by_side(&[mark], &self.label.wrapped(label_width), label_column);
        let because = self.because.wrapped(page.table_end() - because_column);
        page.extend(side_by_side(&left, &because, because_column));
    }

    fn set_stacked(&self, page: &mut Page) {
        let mark = Line::indented(page.edge()).with(self.role, &self.mark);
        let head = mark.with(Role::Plain, "  ");
        page.extend(self.label.after(&head, page.text_end()));
        let indent = Line::indented(page.indent());
        page.extend(self.because.after(&indent, page.text_end()));
    }
}

/// The first column: what a gate asks for, or the points.
pub(in crate::report) fn mark(rule: &Rule) -> (Role, String) {
    let points = rule.points.unwrap_or(0);
    let (tone, word) = match rule.verdict {
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
/// An answer is left out if another one is about a follow-up to it: "stable hair loss" says enough.
pub(in crate::report) fn label(pack: &Pack, finding: &Finding) -> String {
    let grounds = finding.grounds.iter();
    let telling = grounds.filter(|(question, _)| {
        let mut others = finding.grounds.iter();
        !others.any(|&(other, _)| follows(pack.question(other), *question))
    });
    let words = telling.flat_map(|&(question, chosen)| brief(pack.question(question), chosen));
    words.collect::<Vec<_>>().join(", ")
}

/// Whether a question is asked because of an answer to another.
pub(super) fn follows(question: &Question, parent: QuestionIndex) -> bool {
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
