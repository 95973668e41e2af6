//! What speaks for and against each alternative on the points that matter to the person, and whether the person is
//! ready to decide. Neither changes the result.

use super::document::{Document, EntryLine, SectionKind};
use crate::assess::Assessment;
use crate::pack::{Comparison, OptionSet, Pack, QuestionOption, Side, Speaks, best_source};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::words::{all_of, capitalized, count};

/// What speaks for and against each alternative on the points that the person marked, and whether the person
/// is ready to decide.
pub(super) fn add(document: &mut Document, assessment: &Assessment) {
    let Some(comparison) = &assessment.pack.comparison else {
        return;
    };
    let marked = marked(assessment, comparison);
    if marked.is_empty() {
        add_how_to_mark(document, assessment, comparison);
    } else {
        document.heading(SectionKind::Matters, "Pros and cons for what you marked");
        let labels = marked.iter().map(|option| format!("“{}”", option.label));
        let lead = format!("You marked {}.", all_of(&labels.collect::<Vec<_>>()));
        let meaning = "Your result checks your hair, skin and health. It does not check what you marked here.";
        document.text(Paragraph::of(Role::Plain, &lead).and(Role::Plain, meaning));
        for (of, unfit) in comparison.alternatives.iter().zip(&assessment.unfit) {
            let mut lines: Vec<EntryLine> = (unfit.iter())
                .map(|unfit| Paragraph::of(Role::Strong, &unfit.text).into())
                .collect();
            for option in &marked {
                let speaks = of.speaks.iter().find(|speaks| speaks.value == option.id);
                lines.extend(
                    speaks.map(|speaks| speaks_line(document, assessment.pack, option, speaks)),
                );
            }
            document.entry(&of.name, lines);
        }
    }
    add_readiness(document, assessment, comparison);
}

/// Returns true if the person has marked a point, or answered a question about being ready.
pub(super) fn is_said(assessment: &Assessment) -> bool {
    let comparison = assessment.pack.comparison.iter();
    let mut questions = comparison.flat_map(Comparison::questions);
    questions.any(|question| assessment.answers.known(question).is_some())
}

/// "Undoing it: against. It is a permanent tattoo."
fn speaks_line(
    document: &mut Document,
    pack: &Pack,
    option: &QuestionOption,
    speaks: &Speaks,
) -> EntryLine {
    let (role, side) = match speaks.side {
        Side::For => (Role::Plus, "for."),
        Side::Against => (Role::Minus, "against."),
        Side::Unknown => (Role::Muted, "not known."),
    };
    let point = format!("{}: {side}", capitalized(option.brief()));
    let text = Paragraph::of(role, &point).and(Role::Plain, &speaks.text);
    let sources = best_source(&speaks.support.sources);
    let strength = pack.cited_strength(&speaks.support);
    document.supported(text, pack, sources, strength).into()
}

/// The points that the person marked, in the order of the question.
pub(in crate::report) fn marked<'pack>(
    assessment: &Assessment<'pack>,
    comparison: &Comparison,
) -> Vec<&'pack QuestionOption> {
    let Some(question) = comparison.matters else {
        return Vec::new();
    };
    let chosen = assessment.answers.known(question);
    let positions = chosen.into_iter().flat_map(OptionSet::positions);
    let question = assessment.pack.question(question);
    positions
        .map(|position| question.option(position))
        .collect()
}

fn add_how_to_mark(document: &mut Document, assessment: &Assessment, comparison: &Comparison) {
    let Some(question) = comparison.matters else {
        return;
    };
    let question = assessment.pack.question(question);
    document.heading(SectionKind::Matters, &question.ask);
    let id = &question.id;
    let lead = format!(
        "You have marked nothing yet. Mark what counts for you, in the menu after an interview or as {id} in a file of answers. Then this shows what speaks for and against each option."
    );
    document.text(Paragraph::of(Role::Plain, &lead));
    for option in &question.options {
        document.bullet(Paragraph::of(Role::Plain, &option.label));
    }
}

fn add_readiness(document: &mut Document, assessment: &Assessment, comparison: &Comparison) {
    let answered = comparison.readiness.iter().filter_map(|check| {
        let chosen = assessment.answers.known(check.question)?;
        Some((check, chosen == check.not_yet))
    });
    let answered: Vec<_> = answered.collect();
    if answered.is_empty() {
        return;
    }
    document.heading(SectionKind::Matters, "Are you ready to decide?");
    let open: Vec<_> = answered.iter().filter(|(_, not_yet)| *not_yet).collect();
    if open.is_empty() {
        let text = if comparison.readiness.len() == answered.len() {
            "You said yes to every question. Sleep on it all the same.".to_owned()
        } else {
            format!("You said yes to {}.", count(answered.len(), "question"))
        };
        document.text(Paragraph::of(Role::Plain, &text));
        return;
    }
    for (check, _) in open {
        let ask = &assessment.pack.question(check.question).ask;
        let answer =
            Paragraph::of(Role::Strong, ask).and(Role::Plain, "You said not yet. Next step:");
        document.bullet(answer.and(Role::Plain, &check.step));
    }
}
