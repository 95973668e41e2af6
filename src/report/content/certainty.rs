//! How certain the result is: what decides it, what is worth a second look, where sources disagree, and which
//! open questions could change it, the most decisive first.

use super::document::{Document, SectionKind};
use super::reasons::brief;
use crate::assess::{Assessment, Finding};
use crate::pack::{Dispute, OptionSet, Question, QuestionIndex, Rule, Verdict};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::verdict_name;
use crate::report::verdict::{is_over, knows_nothing};
use crate::space::{DecidedBy, Insight, OpenQuestion, OtherReading, Slip};
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
    let answers: Vec<_> = decided
        .answers
        .iter()
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

/// Each question with the answer that would change the verdict; the open safety questions are among them.
pub(super) fn add_open(
    document: &mut Document,
    assessment: &Assessment,
    insight: Option<&Insight>,
) {
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
        document.bullet(Paragraph::of(Role::Plain, &unlisted(rest.len(), safety)));
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
    let decisive = insight
        .open
        .iter()
        .filter(|open| !is_waiting(&open.question))
        .map(|open| {
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
            let answers: Vec<_> = open
                .leads_to
                .iter()
                .filter(|(_, to)| *to == verdict)
                .map(|(answer, _)| *answer)
                .collect();
            text.and(Role::Strong, &quoted_answers(question, &answers))
                .and(Role::Plain, "→")
                .and(Role::Verdict(verdict), verdict_name(verdict))
        })
}

/// “Yes”; the first of several, and how many more there are.
fn quoted_answers(question: &Question, answers: &[OptionSet]) -> String {
    let first = answers.first().expect("an answer leads to this verdict");
    let first = match first.positions().next() {
        Some(position) => question.option(position).label.as_str(),
        None => "None of these",
    };
    match answers.len() {
        0 | 1 => format!("“{first}”"),
        all => format!("“{first}” or {}", count(all - 1, "other")),
    }
}

fn unlisted(rest: usize, safety: usize) -> String {
    match safety {
        0 => format!("and {rest} more"),
        _ if safety == rest => format!("and {rest} more about safety"),
        _ => format!("and {rest} more, {safety} of them about safety"),
    }
}
