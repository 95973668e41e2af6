//! Questions still open that could change the result, the most decisive first.

use super::document::{Document, SectionKind};
use crate::assess::Assessment;
use crate::pack::{OptionSet, Question, QuestionIndex, Verdict};
use crate::report::insight::is_over;
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::verdict_name;
use crate::space::{Insight, OpenQuestion};
use crate::words::count;

/// Each question with the answer that would change the verdict; the open safety questions are among them.
pub(super) fn add(document: &mut Document, assessment: &Assessment, insight: Option<&Insight>) {
    const SHOWN: usize = 6;
    let items = items(assessment, insight);
    if items.is_empty() || is_over(assessment) {
        return;
    }
    let title = match insight {
        Some(_) => "Unanswered questions that could change this",
        None => "Unanswered safety questions",
    };
    document.heading(SectionKind::Open, title);
    for item in items.iter().take(SHOWN) {
        document.bullet(item.text.clone());
    }
    let rest = items.get(SHOWN..).unwrap_or_default();
    if !rest.is_empty() {
        let safety = rest.iter().filter(|item| item.is_safety).count();
        document.bullet(Paragraph::of(Role::Plain, &more(rest.len(), safety)));
    }
}

struct OpenItem {
    text: Paragraph,
    is_safety: bool,
}

fn items(assessment: &Assessment, insight: Option<&Insight>) -> Vec<OpenItem> {
    let Some(insight) = insight else {
        return others(assessment, &[], "").collect();
    };
    let is_waiting = |question| assessment.waiting.contains(question);
    let decisive = insight.open.iter();
    let decisive = decisive.filter(|open| !is_waiting(&open.question));
    let decisive = decisive.map(|open| {
        let question = assessment.pack.question(open.question);
        OpenItem {
            text: asked(question).and_all(&led(assessment.verdict, question, open)),
            is_safety: question.safety,
        }
    });
    let note = "Asked for your safety; this result would stay.";
    decisive
        .chain(others(assessment, &insight.open, note))
        .collect()
}

/// Open safety questions that are not among the decisive ones.
fn others<'a>(
    assessment: &'a Assessment,
    decisive: &'a [OpenQuestion],
    note: &'a str,
) -> impl Iterator<Item = OpenItem> + 'a {
    let pack = assessment.pack;
    let is_new = move |index: &QuestionIndex| decisive.iter().all(|open| open.question != *index);
    let others = assessment.open_safety().filter(move |index| is_new(index));
    others.map(move |index| OpenItem {
        text: asked(pack.question(index)).and(Role::Plain, note),
        is_safety: true,
    })
}

fn asked(question: &Question) -> Paragraph {
    Paragraph::of(Role::Plain, &question.ask)
}

/// The answers to a question that lead to the worst verdict, and to the best one if it is better than now.
fn led(present: Verdict, question: &Question, open: &OpenQuestion) -> Paragraph {
    let verdicts = || open.leads_to.iter().map(|(_, verdict)| *verdict);
    let (Some(worst), Some(best)) = (verdicts().max(), verdicts().min()) else {
        return Paragraph::of(Role::Plain, "Counts together with other answers.");
    };
    let listed = [
        (worst > present).then_some(worst),
        (best < present).then_some(best),
    ];
    listed
        .into_iter()
        .flatten()
        .fold(Paragraph::default(), |text, verdict| {
            let answers = open.leads_to.iter().filter(|(_, to)| *to == verdict);
            let answers: Vec<_> = answers.map(|(answer, _)| *answer).collect();
            text.and(Role::Strong, &named(question, &answers))
                .and(Role::Plain, "→")
                .and(Role::Verdict(verdict), verdict_name(verdict))
        })
}

/// “Yes”; the first of several, and how many more there are.
fn named(question: &Question, answers: &[OptionSet]) -> String {
    let first = answers.first().copied().unwrap_or_default();
    let first = match first.positions().next() {
        Some(position) => question.option(position).label.as_str(),
        None => "None of these",
    };
    match answers.len() {
        0 | 1 => format!("“{first}”"),
        all => format!("“{first}” or {}", count(all - 1, "other")),
    }
}

fn more(rest: usize, safety: usize) -> String {
    match safety {
        0 => format!("and {rest} more"),
        _ if safety == rest => format!("and {rest} more about safety"),
        _ => format!("and {rest} more, {safety} of them about safety"),
    }
}
