//! Rules and conditions as sentences, in the words of the questionnaire.

use crate::pack::{Clause, Condition, OptionSet, Pack, Question, Requirement, Rule};
use crate::report::line::Role;
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::verdict_name;
use crate::words::{self, all_of, any_of, capitalized, signed};

/// When a rule applies and what it does: "If …: −8 points."
pub fn rule_sentence(pack: &Pack, rule: &Rule) -> String {
    let unless = rule.unless.as_ref().map_or(String::new(), |unless| {
        format!(", but not if {}", condition(pack, unless))
    });
    let when = condition(pack, &rule.when);
    let cleared = rule.cleared_by.as_ref().map_or(String::new(), |clearance| {
        let approved = condition(pack, clearance.when());
        format!(" If {approved}, it is a caution that is still named.")
    });
    format!("If {when}{unless}: {}.{cleared}", all_of(&effects(rule)))
}

/// What a rule would do in the other reading of its dispute.
pub(in crate::report) fn other_reading(rule: &Rule) -> Option<String> {
    let other = rule.disputed.as_ref()?;
    let read_otherwise = Rule {
        points: other.points,
        verdict: other.verdict,
        wait: None,
        urgent: false,
        ..rule.clone()
    };
    Some(all_of(&effects(&read_otherwise)))
}

/// The optional texts of a rule, each as a sentence, without what a house rule rests on.
pub(in crate::report) fn optional_texts(rule: &Rule) -> impl Iterator<Item = String> {
    let is_other = |keys: &[&str]| keys != ["because"] && keys != ["policy"];
    let texts = rule.texts().filter(move |(keys, _)| is_other(keys));
    texts.map(|(keys, text)| {
        let verb = match keys {
            ["advice"] => "Advises".to_owned(),
            ["cleared_by", "because"] => "Says once approved".to_owned(),
            ["cleared_by", "advice"] => "Advises once approved".to_owned(),
            other => capitalized(&other.join(" ")),
        };
        format!("{verb}: {text}")
    })
}

/// A condition within a sentence.
pub(in crate::report) fn condition(pack: &Pack, condition: &Condition) -> String {
    let clauses: Vec<_> = condition
        .clauses
        .iter()
        .map(|clause| all_of(&requirements_words(pack, clause)))
        .collect();
    any_of(&clauses)
}

fn effects(rule: &Rule) -> Vec<String> {
    let mut effects = Vec::new();
    if let Some(points) = rule.points {
        effects.push(format!("{} points", signed(points)));
    }
    if let Some(verdict) = rule.verdict {
        effects.push(format!("the result is “{}” at best", verdict_name(verdict)));
    }
    if let Some(wait) = rule.wait {
        let wait = words::wait(wait).unwrap_or_else(|| "until it is over".to_owned());
        effects.push(format!("the wait is {wait}"));
    }
    if rule.urgent {
        effects.push("it comes before all else".to_owned());
    }
    if effects.is_empty() {
        effects.push(match rule.advice {
            None => "nothing".to_owned(),
            Some(_) => "advice only".to_owned(),
        });
    }
    effects
}

/// One bullet for each clause; any of them fulfills the condition.
pub(super) fn write_condition(page: &mut Page, pack: &Pack, condition: &Condition) {
    for (position, clause) in condition.clauses.iter().enumerate() {
        let start = if position > 0 { "or " } else { "" };
        let sentence = format!("{start}{}", clause_sentence(pack, clause));
        page.bullet(&Paragraph::of(Role::Plain, &sentence));
    }
}

fn clause_sentence(pack: &Pack, clause: &Clause) -> String {
    format!("{}.", requirements_words(pack, clause).join(", and "))
}

/// The requirements of a clause one by one: "“…?” is answered “…” or “…”".
fn requirements_words(pack: &Pack, clause: &Clause) -> Vec<String> {
    clause
        .requirements
        .iter()
        .map(|&Requirement { question, options }| {
            let question = pack.question(question);
            format!(
                "“{}” is answered {}",
                question.ask,
                answers(question, options)
            )
        })
        .collect()
}

fn answers(question: &Question, options: OptionSet) -> String {
    let mut labels: Vec<_> = options
        .positions()
        .map(|position| question.option(position))
        .map(|option| format!("“{}”", option.label))
        .collect();
    if options.intersects(OptionSet::NONE_OF_THESE) {
        labels.push("“none of these”".to_owned());
    }
    any_of(&labels)
}
