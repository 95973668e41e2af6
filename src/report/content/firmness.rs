//! How firm the result is: what decides it, what is worth a second look, where sources disagree.

use super::document::{Document, SectionKind};
use super::headline::knows_nothing;
use super::reasons::brief;
use crate::assess::{Assessment, Finding};
use crate::pack::{Dispute, QuestionIndex, Rule, Verdict};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::verdict_name;
use crate::space::{DecidedBy, Insight, OtherReading, Slip};
use crate::words::{all_of, count};

pub(super) fn add(document: &mut Document, assessment: &Assessment, insight: &Insight) {
    let decided = insight.decided_by.as_ref();
    let slip = widest(assessment.verdict, &insight.slips);
    if knows_nothing(assessment)
        || decided.is_none() && slip.is_none() && insight.disputes.is_empty()
    {
        return;
    }
    document.heading(SectionKind::Firmness, "What the result rests on");
    if let Some(decided) = decided {
        let label = if decided.safety_held {
            "What decides it:"
        } else {
            "This rests on:"
        };
        let text = Paragraph::of(Role::Strong, label);
        document.bullet(text.and(Role::Plain, &deciding(assessment, decided)));
    }
    if let Some(slip) = slip {
        document.bullet(look(assessment, slip));
    }
    for reading in &insight.disputes {
        if let Some(dispute) = assessment.pack.disputes.get(reading.dispute) {
            add_dispute(document, dispute, reading);
        }
    }
}

fn deciding(assessment: &Assessment, decided: &DecidedBy) -> String {
    let answers = decided.answers.iter();
    let answers: Vec<_> = answers
        .flat_map(|&question| short_answers(assessment, question))
        .collect();
    if !decided.safety_held {
        return format!("{}.", all_of(&answers));
    }
    let is_stop = |rule: &&Rule| rule.verdict.is_some_and(Verdict::is_stop);
    let stops = assessment.pack.rules.iter().filter(is_stop).count();
    let is_cleared = assessment.findings.iter().any(Finding::is_cleared);
    let none = match stops {
        _ if is_cleared => "A doctor has approved what would otherwise stop you. ".to_owned(),
        0 => String::new(),
        _ => format!("None of the {} applies. ", count(stops, "stop")),
    };
    if answers.is_empty() {
        return format!("{none}Your other answers do not change the result.");
    }
    let answers = all_of(&answers);
    format!("{none}Of your other answers, these decide: {answers}.")
}

/// What was said to a question, in a few words.
fn short_answers(assessment: &Assessment, question: QuestionIndex) -> Vec<String> {
    let chosen = assessment.answers.known(question).unwrap_or_default();
    brief(assessment.pack.question(question), chosen)
}

/// The mix-up that would change the verdict most; of equal ones the graver, then the first asked.
fn widest(present: Verdict, slips: &[Slip]) -> Option<&Slip> {
    let place = |verdict: Verdict| Verdict::ALL.iter().position(|other| *other == verdict);
    let distance = |slip: &Slip| match (place(present), place(slip.verdict)) {
        (Some(from), Some(to)) => from.abs_diff(to),
        _ => 0,
    };
    slips
        .iter()
        .rev() // of equal ones `max` takes the last
        .max_by_key(|slip| (distance(slip), slip.verdict))
}

fn look(assessment: &Assessment, slip: &Slip) -> Paragraph {
    let question = assessment.pack.question(slip.question);
    let [given, meant] = [slip.given, slip.meant].map(|option| &question.option(option).label);
    Paragraph::of(Role::Strong, "Worth a look in person:")
        .and(
            Role::Plain,
            &format!("“{given}” or “{meant}”? If it is the second,"),
        )
        .and(
            Role::Plain,
            &format!("the result would be “{}”.", verdict_name(slip.verdict)),
        )
}

fn add_dispute(document: &mut Document, dispute: &Dispute, reading: &OtherReading) {
    let [followed, other] = &dispute.readings;
    let [followed_numbers, other_numbers] = dispute
        .sources
        .each_ref()
        .map(|sources| document.cite(sources));
    let verdict = format!(
        "With it, the result would be “{}”.",
        verdict_name(reading.verdict)
    );
    let text = Paragraph::of(Role::Strong, "Sources disagree:")
        .and(Role::Plain, followed)
        .cite(&followed_numbers)
        .and(Role::Plain, "The other reading:")
        .and(Role::Plain, other)
        .cite(&other_numbers)
        .and(Role::Plain, &verdict);
    document.bullet(text);
}
