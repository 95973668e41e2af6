//! Why: the findings, and the sum of their points.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::detail::{Citations, SummaryDetail};
use super::document::{Block, Document, SectionKind};
use crate::assess::{Assessment, Finding};
use crate::pack::{
    Condition, Kind, OptionSet, Pack, Question, QuestionIndex, Text, Verdict, best_source,
};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::knows_nothing;
use crate::words::{HOUSE_RULE, all_of, capitalized, count, house_rule, signed};

/// Stops and cautions, and the sum of the match score. Next to a stop no points are shown: they would not
/// add up to anything.
pub(super) fn add_summary(document: &mut Document, assessment: &Assessment, detail: SummaryDetail) {
    let gates = gates(assessment);
    let points = points(assessment);
    if knows_nothing(assessment) {
        return;
    }
    begin(document, "Why");
    let lines = gates.iter().enumerate().take(detail.lines);
    for (number, finding) in lines {
        let because = (number < detail.explained).then(|| finding.because());
        add_gate(
            document,
            assessment.pack,
            finding,
            because,
            detail.citations,
        );
    }
    let rest = gates.get(detail.lines..).unwrap_or_default();
    add_named(document, assessment.pack, rest);
    if assessment.is_stopped() {
        add_in_favor(document, assessment.pack, &points);
        return;
    }
    let (shown, rest) = points.split_at(points.len().min(detail.points));
    add_start(document, assessment);
    for finding in shown {
        add_points(document, assessment.pack, finding, detail.citations);
    }
    add_sum_of(document, rest, &format!("from {} more points", rest.len()));
    add_sum_of(document, &gates, "from the cautions above");
    add_score(document, assessment);
}

/// Every stop, above a topic that has no other reasons.
pub(super) fn add_stops(document: &mut Document, assessment: &Assessment) {
    let stops = stops(assessment);
    if stops.is_empty() {
        return;
    }
    begin(document, "Why");
    add_explained(document, assessment.pack, &stops, Citations::LeftOut);
}

/// Every reason with its sources, and the sum of all points even next to a stop.
pub(super) fn add_all(document: &mut Document, assessment: &Assessment) {
    let (gates, points) = (gates(assessment), points(assessment));
    if knows_nothing(assessment) {
        return;
    }
    begin(document, "Every reason");
    add_explained(document, assessment.pack, &gates, Citations::Shown);
    add_whole_sum(document, assessment, &gates, &points);
}

/// The sum of all points next to a stop, where the stops and cautions are shown already.
pub(super) fn add_points_apart(document: &mut Document, assessment: &Assessment) {
    let (gates, points) = (gates(assessment), points(assessment));
    if !assessment.is_stopped() || points.is_empty() {
        return;
    }
    begin(document, "The match score");
    add_whole_sum(document, assessment, &gates, &points);
}

fn begin(document: &mut Document, title: &str) {
    document.heading(SectionKind::Reasons, title);
    document.head_aside("Based on");
}

fn add_whole_sum(
    document: &mut Document,
    assessment: &Assessment,
    gates: &[&Finding],
    points: &[&Finding],
) {
    add_start(document, assessment);
    for finding in points {
        add_points(document, assessment.pack, finding, Citations::Shown);
    }
    add_sum_of(document, gates, "from the points above");
    add_score(document, assessment);
}

/// Each of some stops and cautions, with its reason.
fn add_explained(document: &mut Document, pack: &Pack, gates: &[&Finding], citations: Citations) {
    for finding in gates {
        add_gate(document, pack, finding, Some(finding.because()), citations);
    }
}

/// A stop or a caution: what it is about and why, or only the former.
fn add_gate(
    document: &mut Document,
    pack: &Pack,
    finding: &Finding,
    because: Option<&Text>,
    citations: Citations,
) {
    let (role, mark) = mark(finding);
    let name = Paragraph::of(
        Role::Strong,
        &format!("{}.", capitalized(&label(pack, finding))),
    );
    let text = match because {
        Some(because) => with_policy(name.and(Role::Plain, because), finding),
        None => name,
    };
    let text = cited(document, text, finding, citations);
    add_row(document, role, mark, text, based_on(pack, finding));
}

/// What a rule says, and for a house rule why the clinic decides so.
fn with_policy(text: Paragraph, finding: &Finding) -> Paragraph {
    match &finding.rule.policy {
        Some(policy) => text.and(Role::Plain, &house_rule(policy)),
        None => text,
    }
}

fn cited(
    document: &mut Document,
    text: Paragraph,
    finding: &Finding,
    citations: Citations,
) -> Paragraph {
    match citations {
        Citations::Shown => text.cite(&document.cite(best_source(&finding.rule.sources))),
        Citations::LeftOut => text,
    }
}

fn add_points(document: &mut Document, pack: &Pack, finding: &Finding, citations: Citations) {
    let points = finding.rule.points.unwrap_or(0);
    let role = if points < 0 { Role::Minus } else { Role::Plus };
    let text = with_policy(Paragraph::of(Role::Plain, finding.because()), finding);
    let text = cited(document, text, finding, citations);
    add_row(
        document,
        role,
        signed(points),
        text,
        based_on(pack, finding),
    );
}

/// The rest of stops and cautions, named in one sentence for each kind.
fn add_named(document: &mut Document, pack: &Pack, rest: &[&Finding]) {
    let kinds = [
        (Verdict::NotRecommended, "Also speaking against SMP:"),
        (Verdict::SeeDoctorFirst, "Also ask a doctor about:"),
        (Verdict::Wait, "Also wait because of:"),
        (Verdict::SuitableWithCautions, "More cautions:"),
    ];
    for (verdict, lead) in kinds {
        let of_kind = rest
            .iter()
            .filter(|finding| finding.verdict() == Some(verdict));
        let names: Vec<_> = of_kind.map(|finding| label(pack, finding)).collect();
        if !names.is_empty() {
            let text = Paragraph::of(Role::Strong, lead);
            document.text(text.and(Role::Plain, &format!("{}.", names.join("; "))));
        }
    }
}

/// What speaks for the treatment, next to a stop: named without points.
fn add_in_favor(document: &mut Document, pack: &Pack, points: &[&Finding]) {
    const MOST_NAMED: usize = 4;
    let for_it = points
        .iter()
        .filter(|finding| finding.rule.points > Some(0));
    let names: Vec<_> = for_it
        .map(|finding| label(pack, finding))
        .take(MOST_NAMED)
        .collect();
    if !names.is_empty() {
        let text = format!("In your favor: {}.", all_of(&names));
        document.text(Paragraph::of(Role::Plain, &text));
    }
}

fn add_start(document: &mut Document, assessment: &Assessment) {
    let start = assessment.pack.base;
    let text = Paragraph::of(Role::Plain, "The score everyone starts with.");
    add_row(document, Role::Plain, start.to_string(), text, None);
}

/// The points of findings that have no line in the sum, so that it adds up.
fn add_sum_of(document: &mut Document, findings: &[&Finding], of: &str) {
    let points: i32 = findings
        .iter()
        .filter_map(|finding| finding.rule.points)
        .sum();
    if points == 0
        && findings
            .iter()
            .all(|finding| finding.rule.points.unwrap_or(0) == 0)
    {
        return;
    }
    let role = if points < 0 { Role::Minus } else { Role::Plus };
    let text = Paragraph::of(Role::Plain, &format!("{}.", capitalized(of)));
    add_row(document, role, signed(points), text, None);
}

fn add_score(document: &mut Document, assessment: &Assessment) {
    let says = if assessment.is_stopped() {
        "This counts only once the points above are settled."
    } else {
        "How well SMP fits your hair. It is not a chance of success."
    };
    let text = Paragraph::of(Role::Strong, says);
    let mark = format!("= {}", assessment.score);
    add_row(document, Role::Strong, mark, text, None);
}

fn add_row(
    document: &mut Document,
    role: Role,
    mark: String,
    text: Paragraph,
    based_on: Option<Cow<'static, str>>,
) {
    document.push(Block::Reason {
        role,
        mark,
        text,
        based_on,
    });
}

fn based_on(pack: &Pack, finding: &Finding) -> Option<Cow<'static, str>> {
    if finding.rule.policy.is_some() {
        return Some(Cow::Borrowed(HOUSE_RULE));
    }
    let strength = finding.rule.strength(pack)?;
    Some(strength.words(pack))
}

/// What a stop or a caution asks for.
fn mark(finding: &Finding) -> (Role, String) {
    let (tone, word) = match finding.verdict() {
        Some(_) if finding.is_cleared() => (Role::Minus, "approved"),
        Some(Verdict::NotRecommended) => (Role::Stop, "avoid"),
        Some(Verdict::SeeDoctorFirst) => (Role::Stop, "doctor"),
        Some(Verdict::Wait) => (Role::Stop, "wait"),
        Some(Verdict::SuitableWithCautions) => (Role::Minus, "caution"),
        Some(Verdict::Suitable) | None => (Role::Plus, "fine"),
    };
    (tone, word.to_owned())
}

/// The findings that stop the treatment, the most urgent first.
pub(super) fn stops<'a, 'pack>(assessment: &'a Assessment<'pack>) -> Vec<&'a Finding<'pack>> {
    assessment
        .findings
        .iter()
        .filter(|finding| finding.is_stop())
        .collect()
}

/// Stops, then cautions, each in the order of the assessment: the most urgent before all.
fn gates<'a, 'pack>(assessment: &'a Assessment<'pack>) -> Vec<&'a Finding<'pack>> {
    let mut gates: Vec<_> = assessment
        .findings
        .iter()
        .filter(|finding| finding.verdict().is_some())
        .collect();
    gates.sort_by_key(|finding| !finding.is_stop());
    gates
}

/// Findings that only score, the strongest first.
fn points<'a, 'pack>(assessment: &'a Assessment<'pack>) -> Vec<&'a Finding<'pack>> {
    let findings = assessment.findings.iter();
    let scoring = |finding: &&Finding| {
        finding.verdict().is_none() && finding.rule.points.is_some_and(|points| points != 0)
    };
    let mut points: Vec<_> = findings.filter(scoring).collect();
    points.sort_by_key(|finding| Reverse(finding.rule.points.map(i32::unsigned_abs)));
    points
}

/// The answers that a finding rests on, in a few words: "long hair, alopecia areata".
///
/// An answer to a question of kind `one` is left out if another one is about a follow-up to it: "stable hair
/// loss" says enough. What was ticked is always named.
pub(in crate::report) fn label(pack: &Pack, finding: &Finding) -> String {
    named(pack, &finding.grounds)
}

/// Most answers named of a finding that rests on many questions; the others are counted.
const MOST_NAMED: usize = 4;

/// What a finding is about, in a few words: its label without the approval and all else that cleared it.
pub(super) fn subject(pack: &Pack, finding: &Finding) -> String {
    let clearance = finding
        .rule
        .cleared_by
        .as_ref()
        .filter(|_| finding.is_cleared());
    let clearing: Vec<_> = clearance
        .into_iter()
        .flat_map(|clearance| clearance.when().requirements())
        .map(|requirement| requirement.question)
        .collect();
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
    all_of(&named)
}

/// Returns true if a question is asked because of an answer to another.
fn follows(question: &Question, parent: QuestionIndex) -> bool {
    let mut requirements = question.when.iter().flat_map(Condition::requirements);
    requirements.any(|requirement| requirement.question == parent)
}

/// The options of an answer in a few words each.
pub(in crate::report) fn brief(question: &Question, chosen: OptionSet) -> Vec<String> {
    if chosen.intersects(OptionSet::NONE_OF_THESE) {
        return vec![format!("{}: none", question.name())];
    }
    let options = chosen.positions().map(|position| question.option(position));
    options.map(|option| option.brief().to_owned()).collect()
}
