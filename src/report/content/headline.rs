//! The verdict, the score of fit, and what is still open: the first thing read.

use super::sheet::{Block, Sheet, Topic};
use crate::assess::Assessment;
use crate::pack::{QuestionIndex, Verdict};
use crate::report::insight::{is_over, is_settled};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::{meaning_so_far, verdict_name};
use crate::space::Insight;
use crate::words::{any_of, capitalized, count};

pub(super) fn set(sheet: &mut Sheet, assessment: &Assessment, insight: Option<&Insight>) {
    sheet.untitled(Topic::Headline);
    if knows_nothing(assessment) {
        set_too_early(sheet, assessment);
        return;
    }
    let settled = is_settled(assessment, insight);
    set_verdict(sheet, assessment, settled);
    let meaning = Paragraph::of(Role::Strong, meaning_so_far(assessment, settled));
    sheet.lead(meaning.and(Role::Plain, &openness(assessment, insight)));
}

/// Whether no rule had anything to go by, so that a verdict would be about nobody.
pub(in crate::report) fn knows_nothing(assessment: &Assessment) -> bool {
    let mut questions = assessment.pack.numbered_questions();
    assessment.findings.is_empty()
        && questions.all(|(question, _)| assessment.answers.known(question).is_none())
}

fn set_too_early(sheet: &mut Sheet, assessment: &Assessment) {
    sheet.push(Block::Title("Too early to say".to_owned()));
    let all_open = format!(
        "None of the {} is answered yet, so this page is about SMP in general and not about you.",
        count(assessment.open_now().count(), "question")
    );
    sheet.lead(Paragraph::of(Role::Plain, &all_open));
}

/// The verdict and the score.
///
/// Beside a stop there is no bar: a long one would promise what the stop takes back.
fn set_verdict(sheet: &mut Sheet, assessment: &Assessment, settled: bool) {
    let name = verdict_name(assessment.verdict);
    let name = if settled {
        capitalized(name)
    } else {
        format!("So far: {name}")
    };
    let name = if assessment.also_waits() {
        format!("{name}. You will also need to wait")
    } else {
        name
    };
    let stopped = assessment.is_stopped();
    let fit = if stopped { "fit, stops apart:" } else { "fit" };
    let fit = format!("{fit} {} of 100", assessment.score);
    sheet.push(Block::Verdict {
        verdict: assessment.verdict,
        name,
        fit,
        bar: (!stopped).then_some(assessment.score),
    });
}

/// The verdict within a sentence.
pub(in crate::report) fn recap(assessment: &Assessment, settled: bool) -> String {
    let name = verdict_name(assessment.verdict);
    if knows_nothing(assessment) {
        "too early to say".to_owned()
    } else if settled {
        name.to_owned()
    } else {
        format!("{name}, so far")
    }
}

/// What the answers still open could do; empty once nothing is open.
fn openness(assessment: &Assessment, insight: Option<&Insight>) -> String {
    if is_over(assessment) {
        return String::new();
    }
    let is_idle =
        |question: &QuestionIndex| insight.is_some_and(|insight| insight.idle.contains(question));
    let open = assessment.open_now();
    let all = open.filter(|question| !is_idle(question)).count();
    let safety = (assessment.open_safety()).filter(|question| !is_idle(question));
    let safety = safety.count();
    let idle = assessment.open_now().count() - all;
    if all == 0 {
        return idle_only(idle);
    }
    if is_settled(assessment, insight) {
        let open = match all {
            1 => "the open answer is".to_owned(),
            _ => format!("the {} are", count(all, "open answer")),
        };
        let name = verdict_name(assessment.verdict);
        return format!(
            "Whatever {open}, the result stays “{name}”.{}{}",
            fit(assessment, insight),
            idle_too(idle)
        );
    }
    let open = match (safety, all - safety) {
        (0, _) => are_open(all, "question"),
        (_, 0) => are_open(safety, "safety question"),
        (_, others) => format!(
            "{} and {} are still open",
            count(safety, "safety question"),
            count(others, "other")
        ),
    };
    let changes = match insight.map(|insight| others(assessment.verdict, insight)) {
        Some(others) => format!("It could still become: {others}."),
        None => "An answer could change this.".to_owned(),
    };
    format!(
        "{open}. {changes}{}{}",
        fit(assessment, insight),
        idle_too(idle)
    )
}

/// Said where no answer to an open question could change anything.
fn idle_only(idle: usize) -> String {
    let them = if idle == 1 { "it" } else { "them" };
    match idle {
        0 => String::new(),
        _ => format!(
            "{}, but no answer to {them} could change anything.",
            are_open(idle, "question")
        ),
    }
}

/// The same beside questions that count.
fn idle_too(idle: usize) -> String {
    match idle {
        0 => String::new(),
        1 => " One more open question could not change anything.".to_owned(),
        _ => format!(" {idle} more open questions could not change anything."),
    }
}

/// The range of fit still possible, where there is one and it counts.
fn fit(assessment: &Assessment, insight: Option<&Insight>) -> String {
    match insight.map(|insight| insight.scores) {
        Some((lowest, highest)) if lowest < highest && !assessment.is_stopped() => {
            format!(" The fit may still go from {lowest} to {highest}.")
        }
        Some(_) | None => String::new(),
    }
}

fn are_open(number: usize, one: &str) -> String {
    let are = if number == 1 { "is" } else { "are" };
    format!("{} {are} still open", count(number, one))
}

/// The verdicts still possible beside the present one: “wait” or “not recommended”.
pub(in crate::report) fn others(present: Verdict, insight: &Insight) -> String {
    let possible = insight.possible.iter().copied();
    let others: Vec<_> = possible
        .filter(|&verdict| verdict != present)
        .map(|verdict| format!("“{}”", verdict_name(verdict)))
        .collect();
    any_of(&others)
}
