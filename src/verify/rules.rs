//! Every rule can fire, every gate can decide, and no rule repeats another.

use super::context::CheckContext;
use super::finding::CheckFinding;
use crate::assess::{self, assess};
use crate::diagnostic::Code;
use crate::pack::{Answers, Condition, Rule, Variant, Verdict};
use crate::space::{CountedRule, PartialOutcome, Query, TooEntangled};

/// Every rule fires for some set of answers, and every one that can be cleared is cleared for some.
pub(super) fn every_rule_fires(context: &CheckContext) -> Vec<CheckFinding> {
    let mut findings = Vec::new();
    for variant in context.pack.rules.iter().flat_map(Rule::variants) {
        let rule = variant.rule;
        let place = || context.places.rule(&rule.id);
        match answers_firing(context, variant) {
            Ok(Some(_)) => {}
            Ok(None) if variant.is_cleared() => findings.push(CheckFinding::error(
                Code::DeadRule,
                place(),
                format!("the rule `{}` is cleared for no one", rule.id),
                "no set of answers fulfills both `when` and `when` of `cleared_by`; correct them, or remove `cleared_by`",
            )),
            Ok(None) => findings.push(CheckFinding::error(
                Code::DeadRule,
                place(),
                format!("the rule `{}` fires for no one", rule.id),
                "no set of answers fulfills `when` without `unless`; correct them, or remove the rule",
            )),
            Err(error) => findings.push(entangled(context, &error, rule)),
        }
    }
    findings
}

/// Every gate that can fire is the only reason for its verdict or a worse one for some set of answers.
pub(super) fn every_gate_decides(context: &CheckContext) -> Vec<CheckFinding> {
    let mut findings = Vec::new();
    for rule in &context.pack.rules {
        let Some(verdict) = rule.verdict else {
            continue;
        };
        let Ok(Some(firing)) = answers_firing(context, rule.as_written()) else {
            continue; // already reported
        };
        // Most gates decide for the nearest answers with which they fire, which saves a search.
        if decides(context, rule, verdict, &firing) {
            continue;
        }
        match answers_decided_by(context, rule, verdict) {
            Ok(Some(_)) => {}
            Ok(None) => {
                let message = format!(
                    "the gate `{}` decides no one's verdict: wherever it fires, something else \
                     leads to `{}` or worse",
                    rule.id,
                    verdict.id()
                );
                let help = "take its verdict out, or correct its condition";
                let place = context.places.rule(&rule.id);
                let finding = CheckFinding::error(Code::DeadGate, place, message, help);
                findings.push(finding.shown_by(context.pack, firing));
            }
            Err(error) => findings.push(entangled(context, &error, rule)),
        }
    }
    findings
}

/// No rule fires only where another with the same effect does.
pub(super) fn no_rule_is_implied(context: &CheckContext) -> Vec<CheckFinding> {
    let rules = &context.pack.rules;
    let mut findings = Vec::new();
    for (place, rule) in rules.iter().enumerate() {
        let others = rules
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place);
        for (other_place, other) in others {
            if !is_redundant_with(rule, other) {
                continue;
            }
            let [one, second] = [rule, other].map(Rule::as_written);
            let is_implied = matches!(answers_firing_only_first(context, one, second), Ok(None));
            // Of two rules that imply each other, the later one is too much.
            let is_mutual = other_place > place
                && is_redundant_with(other, rule)
                && matches!(answers_firing_only_first(context, second, one), Ok(None));
            if is_implied && !is_mutual && matches!(answers_firing(context, one), Ok(Some(_))) {
                let message = format!(
                    "wherever the rule `{}` fires, `{}` fires too, with the same effect",
                    rule.id, other.id
                );
                let help = "remove one of the two, or let them differ in what they say";
                let place = context.places.rule(&rule.id);
                findings.push(CheckFinding::error(Code::ImpliedRule, place, message, help));
                break;
            }
        }
    }
    findings
}

/// The condition of a rule and its exception, to be watched from a position on.
///
/// A rule that can be cleared fires all the same, so its clearance plays no part.
pub(super) fn parts(rule: &Rule) -> Vec<&Condition> {
    let parts = [Some(&rule.when), rule.unless.as_ref()];
    parts.into_iter().flatten().collect()
}

/// Returns true if the condition watched at a position holds without its exception, watched after it;
/// `None` while that is not decided.
pub(super) fn fires(
    partial: &PartialOutcome,
    unless: Option<&Condition>,
    watched: usize,
) -> Option<bool> {
    let excepted = match unless {
        Some(_) => partial.holds(watched + 1),
        None => Some(false),
    };
    match (partial.holds(watched), excepted) {
        (Some(false), _) | (_, Some(true)) => Some(false),
        (Some(true), Some(false)) => Some(true),
        (None | Some(true), None) | (None, Some(false)) => None,
    }
}

/// Answers for which a variant of a rule fires.
pub(super) fn answers_firing<'pack>(
    context: &CheckContext<'pack>,
    variant: Variant<'pack>,
) -> Result<Option<Answers>, TooEntangled> {
    context.search.one(&Query {
        rules: Vec::new(),
        watched: variant.conditions().collect(),
        fixed: Vec::new(),
        accepts: &|partial| fires(partial, variant.unless(), 0) != Some(false),
    })
}

/// Answers for which one rule fires and another does not.
fn answers_firing_only_first<'pack>(
    context: &CheckContext<'pack>,
    rule: Variant<'pack>,
    other: Variant<'pack>,
) -> Result<Option<Answers>, TooEntangled> {
    let mut watched: Vec<_> = rule.conditions().collect();
    let second = watched.len();
    watched.extend(other.conditions());
    context.search.one(&Query {
        rules: Vec::new(),
        watched,
        fixed: Vec::new(),
        accepts: &|partial| {
            fires(partial, rule.unless(), 0) != Some(false)
                && fires(partial, other.unless(), second) != Some(true)
        },
    })
}

/// Answers for which a gate fires while nothing else leads to its verdict or a worse one.
fn answers_decided_by<'pack>(
    context: &CheckContext<'pack>,
    gate: &'pack Rule,
    verdict: Verdict,
) -> Result<Option<Answers>, TooEntangled> {
    let pack = context.pack;
    let variants = pack.rules.iter().flat_map(Rule::variants);
    let others = variants
        .map(|variant| {
            let rule = CountedRule::whole(variant);
            if hides(rule.verdict, verdict) && variant.rule.id != gate.id {
                rule
            } else {
                rule.without_verdict()
            }
        })
        .filter(CountedRule::matters);
    let gate = gate.as_written();
    context.search.one(&Query {
        rules: others.collect(),
        watched: gate.conditions().collect(),
        fixed: Vec::new(),
        accepts: &|partial| {
            partial.worst < verdict
                && fires(partial, gate.unless(), 0) != Some(false)
                && partial.verdict(pack).is_none_or(|others| others < verdict)
        },
    })
}

/// Returns true if a gate is the only reason for these answers' verdict.
fn decides(context: &CheckContext, gate: &Rule, verdict: Verdict, answers: &Answers) -> bool {
    let assessment = assess(context.table, answers);
    let findings = assessment.findings.iter();
    let others = findings.filter(|finding| finding.rule.id != gate.id);
    let mut others = others.filter_map(assess::Finding::verdict);
    context.pack.band(assessment.score) < verdict && !others.any(|other| hides(other, verdict))
}

/// Returns true if a person who gets one verdict learns nothing from a gate of a second one.
///
/// Next to "see a doctor first" the headline also says that the person has to wait.
fn hides(other: Verdict, gate: Verdict) -> bool {
    other >= gate && (other, gate) != (Verdict::SeeDoctorFirst, Verdict::Wait)
}

/// Returns true if a rule adds nothing where another fires. Points add up, so a rule that has any adds something.
fn is_redundant_with(rule: &Rule, other: &Rule) -> bool {
    let has_verdict_only =
        |rule: &Rule| rule.points.is_none() && rule.disputed.is_none() && rule.cleared_by.is_none();
    has_verdict_only(rule)
        && has_verdict_only(other)
        && rule.verdict == other.verdict
        && rule.wait == other.wait
        && rule.urgent == other.urgent
        && (rule.optional_texts()).all(|text| other.optional_texts().any(|other| other == text))
}

fn entangled(context: &CheckContext, error: &TooEntangled, rule: &Rule) -> CheckFinding {
    let what = format!("the rule `{}`", rule.id);
    let place = context.places.rule(&rule.id);
    CheckFinding::entangled(error, &what, place)
}

/// The rules that count for the verdict, with their whole effect.
pub(super) fn deciding(rules: &[Rule]) -> Vec<CountedRule<'_>> {
    let variants = rules.iter().flat_map(Rule::variants);
    variants
        .filter(|variant| variant.points().is_some() || variant.verdict().is_some())
        .map(CountedRule::whole)
        .collect()
}
