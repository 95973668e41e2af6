//! The verdict, why and what now in a sentence, and what is still open: the first thing read.

use super::document::{Block, Document, SectionKind};
use super::reasons::{label, stops};
use crate::assess::{Assessment, Finding};
use crate::pack::{Pack, QuestionIndex, Verdict};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::{Finality, is_settled, knows_nothing, verdict_name};
use crate::space::Insight;
use crate::words::{all_of, any_of, capitalized, count, uncapitalized};

pub(super) fn add(document: &mut Document, assessment: &Assessment, insight: Option<&Insight>) {
    document.untitled(SectionKind::Headline);
    if knows_nothing(assessment) {
        add_too_early(document, assessment);
        return;
    }
    let finality = Finality::of(assessment, insight);
    add_verdict(document, assessment, finality);
    document.lead(Paragraph::of(Role::Strong, &meaning(assessment, finality)));
    if let Some(open) = openness(assessment, insight) {
        document.lead(Paragraph::of(Role::Plain, &open));
    }
}

const TOO_EARLY: &str = "Too early to say";

fn add_too_early(document: &mut Document, assessment: &Assessment) {
    document.push(Block::Title(TOO_EARLY.to_owned()));
    let all_open = format!(
        "None of the {} has an answer yet, so this page is about SMP in general and not about you.",
        count(assessment.open_now().count(), "question")
    );
    document.lead(Paragraph::of(Role::Plain, &all_open));
}

/// The verdict, and the match score. Next to a stop there is no score: it would promise what the stop takes
/// back.
fn add_verdict(document: &mut Document, assessment: &Assessment, finality: Finality) {
    document.push(Block::Verdict {
        verdict: assessment.verdict,
        name: name(assessment, finality),
        score: (!assessment.is_stopped()).then_some(assessment.score),
    });
}

/// The verdict as a headline.
fn name(assessment: &Assessment, finality: Finality) -> String {
    let name = verdict_name(assessment.verdict);
    let name = if finality == Finality::Settled {
        capitalized(name)
    } else {
        format!("So far: {name}")
    };
    if assessment.also_waits() {
        format!("{name}. You will also need to wait.")
    } else {
        name
    }
}

/// The headline of a result: "See a doctor first", "So far: suitable".
pub fn headline(assessment: &Assessment, insight: Option<&Insight>) -> String {
    if knows_nothing(assessment) {
        return TOO_EARLY.to_owned();
    }
    name(assessment, Finality::of(assessment, insight))
}

/// What the verdict means for the person, and why.
fn meaning(assessment: &Assessment, finality: Finality) -> String {
    let is_early = finality == Finality::Provisional && assessment.open_safety().next().is_some();
    match assessment.verdict {
        Verdict::Suitable if is_early => {
            "Nothing you have told us so far speaks against SMP.".to_owned()
        }
        Verdict::Suitable => "SMP looks like a good match for you. \
             It is a permanent tattoo, so take your time to decide."
            .to_owned(),
        Verdict::SuitableWithCautions => {
            "SMP may suit you. Read the points below before you decide. \
             It is a permanent tattoo, so take your time."
                .to_owned()
        }
        Verdict::Wait => because(
            assessment,
            "This is not the right time for SMP. It may be later.",
        ),
        Verdict::SeeDoctorFirst => because(assessment, "Talk to a doctor before you book SMP."),
        Verdict::NotRecommended => because(assessment, "We don't recommend SMP for you."),
    }
}

/// A sentence with the reasons for it, named while there are few.
fn because(assessment: &Assessment, sentence: &str) -> String {
    const MOST_NAMED: usize = 3;
    /// Longer than this, the names would be read twice before anything else.
    const MOST_LETTERS: usize = 90;
    let decisive = |finding: &&Finding| {
        assessment.also_waits() || finding.verdict() == Some(assessment.verdict)
    };
    let mut reasons: Vec<String> = Vec::new();
    for finding in stops(assessment).into_iter().filter(decisive) {
        let reason = label(assessment.pack, finding);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let letters: usize = reasons.iter().map(String::len).sum();
    let reasons = match reasons.len() {
        0 => return sentence.to_owned(),
        _ if letters > MOST_LETTERS => "The reasons are below.".to_owned(),
        1 => format!("The reason: {}.", all_of(&reasons)),
        few if few <= MOST_NAMED => format!("The reasons: {}.", all_of(&reasons)),
        more => format!("There are {more} reasons. They are below."),
    };
    format!("{sentence} {reasons}")
}

/// What unanswered questions could still do to the verdict; `None` once it is settled.
fn openness(assessment: &Assessment, insight: Option<&Insight>) -> Option<String> {
    if is_settled(assessment, insight) {
        return None;
    }
    let is_idle =
        |question: &QuestionIndex| insight.is_some_and(|insight| insight.idle.contains(question));
    let safety: Vec<_> = (assessment.open_safety())
        .filter(|question| !is_idle(question))
        .collect();
    let (open, kind) = if safety.is_empty() {
        let open = assessment.open_now().filter(|question| !is_idle(question));
        (open.collect::<Vec<_>>(), "question")
    } else {
        (safety, "safety question")
    };
    let which = match open.as_slice() {
        few @ ([_] | [_, _]) => format!(" ({})", all_of(&names(assessment.pack, few))),
        _ => String::new(),
    };
    let others = |insight: &Insight| {
        let possible = insight.possible.iter().copied().filter(|verdict| {
            let is_said = *verdict == Verdict::Wait && assessment.also_waits();
            *verdict != assessment.verdict && !is_said
        });
        let names = possible.map(|verdict| format!("“{}”", verdict_name(verdict)));
        any_of(&names.collect::<Vec<_>>())
    };
    let change = match insight.map(others).filter(|others| !others.is_empty()) {
        Some(others) => format!("could still change this to {others}"),
        None => "could still change this".to_owned(),
    };
    let number = open.len();
    let questions = if number == 1 {
        kind.to_owned()
    } else {
        format!("{kind}s")
    };
    Some(format!("{number} unanswered {questions}{which} {change}."))
}

fn names(pack: &Pack, questions: &[QuestionIndex]) -> Vec<String> {
    let names = questions
        .iter()
        .map(|&question| pack.question(question).name());
    names.map(|name| uncapitalized(&name)).collect()
}
