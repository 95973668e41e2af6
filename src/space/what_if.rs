//! Every minimal set of changes that leads to a better verdict, by breadth-first search over sets.

use std::collections::BTreeSet;

use super::scope::{asked, with_parents};
use crate::assess::{self, Applies, Reading, Table};
use crate::pack::{
    Answer, Answers, Change, Condition, Kind, OptionSet, Pack, QuestionIndex, Requirement, Variant,
    Verdict,
};

/// Changes that together lead to a better verdict, none of which can be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// In the order of asking.
    pub changes: Vec<AnswerChange>,
    /// The verdict with these changes and everything else as it is.
    pub verdict: Verdict,
    /// The score with them.
    pub score: i32,
}

/// Another answer to a `one` question, or one box of a `many` question ticked or unticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AnswerChange {
    /// The question.
    pub question: QuestionIndex,
    /// The option that changes.
    pub option: usize,
    /// True if the option is chosen after the change.
    pub given: bool,
}

impl AnswerChange {
    /// Who or what can make the change.
    pub fn by(self, pack: &Pack, answers: &Answers) -> Change {
        let question = pack.question(self.question);
        let held = answers
            .known(self.question)
            .and_then(|chosen| chosen.positions().next());
        match (question.kind, held) {
            (Kind::One, Some(held)) => question.change_of(held),
            (Kind::One, None) | (Kind::Many, _) => question.change_of(self.option),
        }
    }
}

impl WhatIf {
    /// The answers with these changes made.
    pub fn applied(&self, pack: &Pack, answers: &Answers) -> Answers {
        applied(pack, answers, &self.changes)
    }
}

/// Every set of changes that leads to a better verdict and of which nothing can be left out,
/// fewest changes first; none if there is no such set.
///
/// What is fixed never changes; time goes forward only; no box of a safety question is ticked.
/// Answers that are unknown stay unknown, and new follow-ups stay open.
pub fn what_if(table: &Table, answers: &Answers) -> Vec<WhatIf> {
    let present = assess::verdict(table, answers);
    if present == Verdict::Suitable {
        return Vec::new(); // nothing is better
    }
    let possible = possible_changes(table, answers);
    let mut found: Vec<(BTreeSet<AnswerChange>, WhatIf)> = Vec::new();
    let mut level = BTreeSet::from([BTreeSet::new()]);
    // Sets in order of size, so a set that contains none found before has nothing to leave out.
    while !level.is_empty() {
        let mut next = BTreeSet::new();
        for changes in level {
            if found.iter().any(|(smaller, _)| smaller.is_subset(&changes)) {
                continue;
            }
            let changed = applied(table.pack(), answers, &changes);
            let reading = table.read(&changed);
            let (verdict, score) = table.outcome(&reading);
            if verdict < present {
                let what_if = WhatIf {
                    changes: changes.iter().copied().collect(),
                    verdict,
                    score,
                };
                found.push((changes, what_if));
                continue;
            }
            // Sound: what keeps the verdict as it is can only be removed by a change that one of its conditions sees.
            let obstacle = obstacle(table, &reading, present);
            let further = possible
                .iter()
                .filter(|change| is_noticed(table.pack(), answers, **change, &obstacle));
            for &change in further.filter(|change| is_free(table.pack(), &changes, **change)) {
                let mut with = changes.clone();
                with.insert(change);
                next.insert(with);
            }
        }
        level = next;
    }
    found.into_iter().map(|(_, what_if)| what_if).collect()
}

/// Every requirement of one thing that keeps the verdict from being better.
fn obstacle(table: &Table, reading: &Reading, present: Verdict) -> Vec<Requirement> {
    let pack = table.pack();
    let mut gates = table
        .fired(reading)
        .filter(|variant| variant.verdict() >= Some(present));
    let conditions: Vec<&Condition> = if let Some(gate) = gates.next() {
        gate.conditions().collect()
    } else {
        let scoring = table.rules().filter(|variant| variant.points().is_some());
        scoring.flat_map(Variant::conditions).collect()
    };
    let questions = with_parents(pack, asked(&conditions).collect());
    let parents = questions
        .iter()
        .filter_map(|&question| pack.question(question).when.as_ref());
    let conditions = conditions.iter().copied().chain(parents);
    conditions.flat_map(Condition::requirements).collect()
}

/// Returns true if a change makes a difference to one of these requirements.
fn is_noticed(
    pack: &Pack,
    answers: &Answers,
    change: AnswerChange,
    requirements: &[Requirement],
) -> bool {
    let held = answers.known(change.question).unwrap_or_default();
    let kind = pack.question(change.question).kind;
    let mut same = requirements
        .iter()
        .filter(|requirement| requirement.question == change.question);
    same.any(|Requirement { options, .. }| match kind {
        Kind::One => options.contains(change.option) != options.intersects(held),
        Kind::Many => {
            options.contains(change.option) || options.intersects(OptionSet::NONE_OF_THESE)
        }
    })
}

/// Returns true if a change can be added to others: no `one` question and no box changes twice.
fn is_free(pack: &Pack, changes: &BTreeSet<AnswerChange>, change: AnswerChange) -> bool {
    let mut same = changes
        .iter()
        .filter(|other| other.question == change.question);
    match pack.question(change.question).kind {
        Kind::One => same.next().is_none(),
        Kind::Many => same.all(|other| other.option != change.option),
    }
}

/// Every single change that a person, a doctor or time could make.
fn possible_changes(table: &Table, answers: &Answers) -> Vec<AnswerChange> {
    let reading = table.read(answers);
    let mut possible = Vec::new();
    for (index, question) in table.pack().numbered_questions() {
        let Some(chosen) = answers.known(index) else {
            continue;
        };
        if reading.applies(index) == Applies::No {
            continue;
        }
        for option in 0..question.options.len() {
            let held = chosen.contains(option);
            let change = AnswerChange {
                question: index,
                option,
                given: !held,
            };
            let is_possible = match (question.kind, change.by(table.pack(), answers)) {
                (_, Change::Fixed) => false,
                (Kind::One, Change::Time) if question.ordered => {
                    chosen.positions().all(|given| given < option)
                }
                (Kind::One, _) => !held,
                (Kind::Many, _) => held || !question.safety,
            };
            if is_possible {
                possible.push(change);
            }
        }
    }
    possible
}

/// The answers with changes made.
fn applied<'a>(
    pack: &Pack,
    answers: &Answers,
    changes: impl IntoIterator<Item = &'a AnswerChange>,
) -> Answers {
    let mut after = answers.clone();
    for change in changes {
        let option = OptionSet::single(change.option);
        let chosen = after.known(change.question).unwrap_or_default();
        let chosen = match (pack.question(change.question).kind, change.given) {
            (Kind::One, _) => option,
            (Kind::Many, true) => chosen.difference(OptionSet::NONE_OF_THESE).union(option),
            (Kind::Many, false) => chosen.difference(option),
        };
        let chosen = if chosen.is_empty() {
            OptionSet::NONE_OF_THESE
        } else {
            chosen
        };
        after.set(change.question, Answer::Chosen(chosen));
    }
    after
}
