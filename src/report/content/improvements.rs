//! Improvements: changes that lead to a better verdict, sorted and grouped so that none is listed twice.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::answers::Answers;
use crate::pack::{Change, Kind, Pack, QuestionIndex, Verdict};
use crate::space::{AnswerChange, WhatIf};

/// One set of changes to a better verdict, or several that differ only in the answers to the same questions.
pub(super) struct Improvement<'a> {
    /// The changes of the first of them.
    pub(super) changes: &'a [AnswerChange],
    /// Questions to which the grouped sets have different answers.
    pub(super) varied: BTreeSet<QuestionIndex>,
    /// The best result that they lead to.
    pub(super) verdict: Verdict,
    /// True if some of them lead to a worse result than `verdict`.
    pub(super) is_at_best: bool,
    /// The best score among those that lead to that result.
    pub(super) score: i32,
    /// How many there are.
    pub(super) count: usize,
}

/// Fewest changes first, then the better result, then what needs no doctor.
///
/// Leaves out those that only wait longer than another for a result as good.
pub(super) fn improvements<'a>(
    pack: &Pack,
    answers: &Answers,
    all: &'a [WhatIf],
) -> Vec<Improvement<'a>> {
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
    let changes = what_if.changes.iter();
    let key = changes.map(|change| {
        let question = pack.question(change.question);
        let counts = question.kind == Kind::Many || question.ordered;
        (
            change.question,
            counts.then_some(change.option),
            change.given,
        )
    });
    key.collect()
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
