//! The fewest answers that force the verdict.

use std::collections::BTreeSet;

use super::outcomes::is_forced;
use super::plan::Plan;
use super::scope::{Watched, asked};
use crate::answers::{Answer, Answers};
use crate::assess::{Applies, Table, assess};
use crate::pack::{OptionSet, QuestionIndex, Verdict};

/// The answers that decide the verdict, whatever the others are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedBy {
    /// The deciding answers, in the order of asking; as few as possible.
    pub answers: Vec<QuestionIndex>,
    /// Whether the answers to all safety questions are held beside them, which is so without a stop.
    pub safety_held: bool,
}

/// A smallest set of the person's answers that forces the verdict; none while it is not settled.
///
/// With a stop it forces this verdict or a worse one, over everything else; without one, the answers to
/// safety questions are held and exactly this verdict is forced. A follow-up brings its parents.
/// Among sets of the same size the one whose questions come first counts.
pub fn decided_by(table: &Table, answers: &Answers) -> Option<DecidedBy> {
    planned_decided_by(
        &mut Plan::new(table.pack(), Watched::Verdicts),
        table,
        answers,
    )
}

pub(super) fn planned_decided_by(
    plan: &mut Plan,
    table: &Table,
    answers: &Answers,
) -> Option<DecidedBy> {
    let pack = table.pack();
    let verdict = assess(table, answers).verdict;
    let reading = table.read(answers);
    let given: BTreeSet<_> = pack
        .numbered_questions()
        .map(|(index, _)| index)
        .filter(|&index| reading.applies(index) != Applies::No && answers.known(index).is_some())
        .collect();
    let safety_held = !verdict.is_stop();
    let held: BTreeSet<_> = given
        .iter()
        .copied()
        .filter(|&index| safety_held && pack.question(index).safety)
        .collect();
    let mut search = Search {
        plan,
        table,
        verdict,
        answers,
        given: &given,
        held: &held,
    };
    search.smallest().map(|deciding| DecidedBy {
        answers: deciding.into_iter().collect(),
        safety_held,
    })
}

struct Search<'search, 'plan, 'table> {
    plan: &'search mut Plan<'plan>,
    table: &'search Table<'table>,
    verdict: Verdict,
    answers: &'search Answers,
    given: &'search BTreeSet<QuestionIndex>,
    held: &'search BTreeSet<QuestionIndex>,
}

impl Search<'_, '_, '_> {
    fn smallest(&mut self) -> Option<BTreeSet<QuestionIndex>> {
        if !self.forces(self.given) {
            return None;
        }
        let levers = self.given.difference(self.held);
        let levers = levers.filter(|&&question| self.is_lever(question));
        let start = levers.fold(BTreeSet::new(), |kept, &lever| self.with(&kept, lever));
        // Sets of one size after the other; within a size the first in the order of asking wins.
        let mut level = BTreeSet::from([(start.len(), start)]);
        let mut seen = BTreeSet::new();
        while let Some((_, kept)) = level.pop_first() {
            if !seen.insert(kept.clone()) {
                continue;
            }
            let Some(missing) = self.missing(&kept) else {
                return Some(kept);
            };
            // Every set that forces the verdict has one of these answers beside the kept ones.
            for question in missing {
                let with = self.with(&kept, question);
                level.insert((with.len(), with));
            }
        }
        None
    }

    /// Whether another answer to this question alone leads elsewhere, so that no set can do without it.
    ///
    /// Only looks at few ways to go on from there, which is quick and misses some.
    fn is_lever(&self, question: QuestionIndex) -> bool {
        let mut options =
            (0..self.plan.pack.question(question).options.len()).map(OptionSet::single);
        options.any(|option| {
            let mut other = self.answers.clone();
            other.set(question, Answer::Chosen(option));
            let mut assessment = assess(self.table, &other);
            while let Some(&open) = assessment.open.first() {
                other.set(open, Answer::Chosen(OptionSet::single(0)));
                assessment = assess(self.table, &other);
            }
            if self.verdict.is_stop() {
                assessment.verdict < self.verdict
            } else {
                assessment.verdict != self.verdict
            }
        })
    }

    /// The kept answers with one more, and the parents that make it apply.
    fn with(
        &self,
        kept: &BTreeSet<QuestionIndex>,
        question: QuestionIndex,
    ) -> BTreeSet<QuestionIndex> {
        let mut with = kept.clone();
        with.insert(question);
        for &index in self.given.iter().rev() {
            if with.contains(&index)
                && let Some(when) = &self.plan.pack.question(index).when
            {
                let is_new = |parent: &QuestionIndex| {
                    self.given.contains(parent) && !self.held.contains(parent)
                };
                with.extend(asked(&[when]).filter(is_new));
            }
        }
        with
    }

    /// Few answers of which at least one must be kept as well; `None` if the kept ones force the verdict.
    fn missing(&mut self, kept: &BTreeSet<QuestionIndex>) -> Option<Vec<QuestionIndex>> {
        if self.forces(kept) {
            return None;
        }
        // Give back one answer after the other while the verdict stays free: what is left out is to blame.
        let mut free = kept.clone();
        let mut missing = Vec::new();
        for &question in self.given.difference(self.held) {
            let mut with = free.clone();
            if !with.insert(question) {
                continue;
            }
            if self.forces(&with) {
                missing.push(question);
            } else {
                free = with;
            }
        }
        Some(missing)
    }

    fn forces(&mut self, kept: &BTreeSet<QuestionIndex>) -> bool {
        let mut known = Answers::blank(self.plan.pack);
        for &question in kept.union(self.held) {
            if let Some(answer) = self.answers.get(question) {
                known.set(question, answer);
            }
        }
        is_forced(self.plan, &known, self.verdict)
    }
}
