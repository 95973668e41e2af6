//! What would change the result, in the words of the pack. Never as advice to stop a medicine.

use super::document::{Block, Document, SectionKind};
use crate::report::verdict::knows_nothing;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::assess::{Assessment, VerdictOn};
use crate::pack::{Answers, Change, Kind, Pack, QuestionIndex, Verdict};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::verdict_name;
use crate::space::{AnswerChange, Insight, WhatIf};
use crate::words::{capitalized, date, uncapitalized};

/// What time alone brings, and the easiest changes that lead to a better result, `most` at most.
pub(super) fn add_summary(
    document: &mut Document,
    assessment: &Assessment,
    insight: Option<&Insight>,
    most: usize,
) {
    let shown = insight.map_or(Vec::new(), |insight| shown(assessment, insight, most));
    let in_time = in_time(assessment);
    if shown.is_empty() && in_time.is_empty() {
        return;
    }
    document.heading(SectionKind::Changes, "What would change this");
    for sentence in in_time {
        document.text(sentence);
    }
    for improvement in &shown {
        document.text(sentence(assessment.pack, &assessment.answers, improvement));
    }
}

/// The smallest sets of changes that lead to a better verdict, fewest changes first.
pub(super) fn add_all(document: &mut Document, assessment: &Assessment, insight: &Insight) {
    let shown = shown(assessment, insight, 5);
    let in_time = in_time(assessment);
    if shown.is_empty() && in_time.is_empty() {
        return;
    }
    document.heading(SectionKind::Changes, "Ways to a better result");
    for sentence in in_time {
        document.text(sentence);
    }
    if let Some(note) = note(assessment.pack, &shown) {
        document.text(Paragraph::of(Role::Plain, note));
    }
    for improvement in &shown {
        document.bullet(sentence(assessment.pack, &assessment.answers, improvement));
    }
    let listed: usize = shown.iter().map(|improvement| improvement.count).sum();
    let rest = insight.what_if.len() - listed;
    if rest > 0 {
        document.push(Block::More {
            text: format!("and {rest} more"),
            command: "--format json has all",
        });
    }
}

fn shown<'a>(assessment: &Assessment, insight: &'a Insight, most: usize) -> Vec<Improvement<'a>> {
    /// More changes at once are not a plan.
    const MOST_CHANGES: usize = 4;
    if knows_nothing(assessment) || assessment.verdict == Verdict::Suitable {
        return Vec::new();
    }
    let mut shown = improvements(assessment.pack, &assessment.answers, &insight.what_if);
    shown.retain(|improvement| improvement.changes.len() <= MOST_CHANGES);
    shown.truncate(most);
    shown
}

/// "On March 14, 2027 this becomes “Suitable, with cautions”, unless something else changes."
///
/// The first day on which it gets worse follows: a doctor's approval counts for some months only.
fn in_time(assessment: &Assessment) -> Vec<Paragraph> {
    let sentence = |on: VerdictOn, ending: &str| {
        let verdict = capitalized(verdict_name(on.verdict));
        let so_far = if on.is_so_far { " so far" } else { "" };
        let day = date(on.date);
        let sentence = format!("On {day} this becomes “{verdict}”{so_far}{ending}");
        Paragraph::of(Role::Plain, &sentence)
    };
    let unless = ", unless something else changes.";
    let mut dates = assessment.answers.dates();
    let is_approval =
        dates.any(|(question, _)| assessment.pack.question(question).change == Change::Doctor);
    let too_old = if is_approval {
        ": a doctor's approval is too old by then. Ask for a new one before."
    } else {
        unless
    };
    let better = assessment.better_on.map(|better| sentence(better, unless));
    let worse = assessment.worse_on.map(|worse| sentence(worse, too_old));
    better.into_iter().chain(worse).collect()
}

/// What to know before reading of changes to one's health.
fn note(pack: &Pack, shown: &[Improvement]) -> Option<&'static str> {
    let mut changes = shown.iter().flat_map(|improvement| improvement.changes);
    let concerns_health = |change: &AnswerChange| {
        let question = pack.question(change.question);
        question.safety
            && (is_unticked(pack, change) || question.change_of(change.option) == Change::Doctor)
    };
    changes
        .any(concerns_health)
        .then_some("Ask your doctor before you change anything about your health. Never stop a medicine on your own.")
}

/// "When the scar is a year old → suitable, with cautions".
fn sentence(pack: &Pack, answers: &Answers, improvement: &Improvement) -> Paragraph {
    let mut phrases = Vec::new();
    for change in improvement.changes {
        let phrase = phrase(pack, answers, improvement, change);
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    let verdict = improvement.verdict;
    let text = Paragraph::of(Role::Plain, &in_one_sentence(&phrases))
        .and(Role::Plain, "→")
        .and(Role::Verdict(verdict), verdict_name(verdict));
    if improvement.is_at_best {
        text.and(Role::Plain, "at best")
    } else {
        text
    }
}

/// "Your doctor approves it, and the scar is a year old": what comes first begins the sentence.
fn in_one_sentence(phrases: &[String]) -> String {
    let mut phrases = phrases.iter();
    let mut sentence = phrases.next().cloned().unwrap_or_default();
    for phrase in phrases {
        sentence.push_str(", and ");
        sentence.push_str(&uncapitalized(phrase));
    }
    sentence
}

/// A change as the pack words it. Without its words, the question and the new answer; never that the person
/// should be without something.
fn phrase(
    pack: &Pack,
    answers: &Answers,
    improvement: &Improvement,
    change: &AnswerChange,
) -> String {
    let question = pack.question(change.question);
    let reached = question.option(change.option);
    let is_varied = improvement.varied.contains(&change.question);
    let left = answers
        .known(change.question)
        .unwrap_or_default()
        .positions()
        .map(|position| question.option(position))
        .find_map(|option| option.when_better.as_ref());
    let words = match question.kind {
        // The words are for an option that is left, and not for one that is added.
        Kind::Many if change.given => None,
        Kind::Many => reached.when_better.as_ref(),
        Kind::One if is_varied => left,
        // Where options have an order, each says when it is reached: one year is not two.
        Kind::One if question.ordered => reached.when_better.as_ref(),
        Kind::One => reached.when_better.as_ref().or(left),
    };
    if let Some(words) = words {
        return words.to_string();
    }
    let ask = &question.ask;
    match (question.kind, change.given) {
        (Kind::One, _) if is_varied => format!("Another answer to “{ask}”"),
        (Kind::Many, false) => format!("Another answer to “{ask}”"),
        (Kind::One | Kind::Many, _) => format!("“{}” to “{ask}”", reached.label),
    }
}

fn is_unticked(pack: &Pack, change: &AnswerChange) -> bool {
    pack.question(change.question).kind == Kind::Many && !change.given
}

/// One set of changes to a better verdict, or several that differ only in the answers to the same questions.
struct Improvement<'a> {
    /// The changes of the first of them.
    changes: &'a [AnswerChange],
    /// Questions to which the grouped sets have different answers.
    varied: BTreeSet<QuestionIndex>,
    /// The best result that they lead to.
    verdict: Verdict,
    /// True if some of them lead to a worse result than `verdict`.
    is_at_best: bool,
    /// The best score among those that lead to that result.
    score: i32,
    /// How many there are.
    count: usize,
}

/// Fewest changes first, then the better result, then what needs no doctor.
///
/// Leaves out those that only wait longer than another for a result as good.
fn improvements<'a>(pack: &Pack, answers: &Answers, all: &'a [WhatIf]) -> Vec<Improvement<'a>> {
    let is_listed = |what_if: &&WhatIf| !all.iter().any(|other| is_sooner(pack, other, what_if));
    let mut groups: BTreeMap<_, Vec<&WhatIf>> = BTreeMap::new();
    for what_if in all.iter().filter(is_listed) {
        groups
            .entry(group_key(pack, what_if))
            .or_default()
            .push(what_if);
    }
    let mut improvements: Vec<_> = groups
        .values()
        .filter_map(|alike| Improvement::new(alike.as_slice()))
        .collect();
    improvements.sort_by_key(|improvement| {
        let by = improvement
            .changes
            .iter()
            .map(|change| change.by(pack, answers));
        let by_doctor = by.filter(|by| *by == Change::Doctor).count();
        let score = Reverse(improvement.score);
        (
            improvement.changes.len(),
            improvement.verdict,
            by_doctor,
            score,
        )
    });
    improvements
}

impl<'a> Improvement<'a> {
    fn new(alike: &[&'a WhatIf]) -> Option<Self> {
        let (first, others) = alike.split_first()?;
        let changes = first.changes.as_slice();
        let shared = |change: &AnswerChange| {
            others
                .iter()
                .all(|improvement| improvement.changes.contains(change))
        };
        let varied = changes.iter().filter(|change| !shared(change));
        let best = alike
            .iter()
            .min_by_key(|improvement| (improvement.verdict, Reverse(improvement.score)))?;
        Some(Self {
            changes,
            varied: varied.map(|change| change.question).collect(),
            verdict: best.verdict,
            is_at_best: alike
                .iter()
                .any(|improvement| improvement.verdict != best.verdict),
            score: best.score,
            count: alike.len(),
        })
    }
}

/// What is changed, without what exactly is answered to a question whose answers have no order.
fn group_key(pack: &Pack, what_if: &WhatIf) -> Vec<(QuestionIndex, Option<usize>, bool)> {
    what_if
        .changes
        .iter()
        .map(|change| {
            let question = pack.question(change.question);
            let counts = question.kind == Kind::Many || question.ordered;
            (
                change.question,
                counts.then_some(change.option),
                change.given,
            )
        })
        .collect()
}

/// Returns true if one makes the same changes as another, some of them sooner, for a result as good.
fn is_sooner(pack: &Pack, sooner: &WhatIf, later: &WhatIf) -> bool {
    let as_soon = |(sooner, later): (&AnswerChange, &AnswerChange)| {
        let question = pack.question(sooner.question);
        let can_wait = question.kind == Kind::One
            && question.ordered
            && question.change_of(sooner.option) != Change::Choice;
        sooner == later
            || can_wait && sooner.question == later.question && sooner.option < later.option
    };
    sooner != later
        && sooner.changes.len() == later.changes.len()
        && sooner.verdict <= later.verdict
        && sooner.changes.iter().zip(&later.changes).all(as_soon)
}
