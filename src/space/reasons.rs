//! The fewest answers that force the verdict.

use std::collections::BTreeSet;

use super::outcomes::{counterexample, is_forced, possible};
use super::plan::Plan;
use super::scope::{Goal, asked};
use super::sweep::Sweep;
use crate::answers::{Answer, Answers};
use crate::assess::{self, Applies, Table};
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
    let whole = Plan::new(table.pack(), Goal::Verdicts);
    let plan = &mut whole.clone().given(answers);
    let (possible, _) = possible(plan.pack, &Sweep::new(plan, answers, None));
    forced_by(whole, &possible, table, answers)
}

/// The same from a plan for everybody, where the verdicts that are still possible are known.
pub(super) fn forced_by(
    whole: Plan,
    possible: &[Verdict],
    table: &Table,
    answers: &Answers,
) -> Option<DecidedBy> {
    let pack = table.pack();
    let verdict = assess::verdict(table, answers);
    if !is_forced(verdict, possible) {
        return None;
    }
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
    let search = CoreSearch {
        table,
        verdict,
        answers,
        given: &given,
        held: &held,
    };
    search.smallest(whole).map(|deciding| DecidedBy {
        answers: deciding.into_iter().collect(),
        safety_held,
    })
}

struct CoreSearch<'search, 'pack> {
    table: &'search Table<'pack>,
    verdict: Verdict,
    answers: &'search Answers,
    given: &'search BTreeSet<QuestionIndex>,
    held: &'search BTreeSet<QuestionIndex>,
}

impl CoreSearch<'_, '_> {
    /// The smallest set, all answers together being known to force the verdict.
    fn smallest(&self, whole: Plan) -> Option<BTreeSet<QuestionIndex>> {
        let pivotal = self.given.difference(self.held);
        let pivotal = pivotal.filter(|&&question| self.is_pivotal(question));
        let start = pivotal.fold(BTreeSet::new(), |kept, &lever| self.with(&kept, lever));
        let plan = &mut whole.given(&self.said(&start));
        // Sets of one size after the other; within a size the first in the order of asking wins.
        let mut level = BTreeSet::from([(start.len(), start)]);
        let mut seen = BTreeSet::new();
        while let Some((_, kept)) = level.pop_first() {
            if !seen.insert(kept.clone()) {
                continue;
            }
            let Some(missing) = self.missing(plan, &kept) else {
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
    fn is_pivotal(&self, question: QuestionIndex) -> bool {
        let mut options =
            (0..self.table.pack().question(question).options.len()).map(OptionSet::single);
        options.any(|option| {
            self.try_counterexample(self.answers, question, option)
                .is_some()
        })
    }

    /// Some answers with another one among them and everything after it answered somehow, if that leads
    /// elsewhere. What the person said is said again where it comes to apply.
    fn try_counterexample(
        &self,
        answers: &Answers,
        question: QuestionIndex,
        chosen: OptionSet,
    ) -> Option<Answers> {
        let mut other = answers.clone();
        other.set(question, Answer::Chosen(chosen));
        let reading = loop {
            let reading = self.table.read(&other);
            let first_open = reading.open_places().next();
            let Some(open) = first_open.map(QuestionIndex::new) else {
                break reading;
            };
            let said = self.answers.known(open).unwrap_or(OptionSet::single(0));
            other.set(open, Answer::Chosen(said));
        };
        let (verdict, _) = self.table.outcome(&reading);
        (!is_forced(self.verdict, &[verdict])).then_some(other)
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
                && let Some(when) = &self.table.pack().question(index).when
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
    fn missing(
        &self,
        plan: &mut Plan,
        kept: &BTreeSet<QuestionIndex>,
    ) -> Option<Vec<QuestionIndex>> {
        let mut counterexample = self.counterexample(plan, kept)?;
        // Give back one answer after the other while there is a way out: what is left out is to blame.
        let mut free = kept.clone();
        let mut missing = Vec::new();
        for &question in self.given.difference(self.held) {
            if !free.insert(question) || self.agrees(&counterexample, question) {
                continue;
            }
            let said = self.answers.known(question).unwrap_or_default();
            let other = self.try_counterexample(&counterexample, question, said);
            if let Some(other) = other.or_else(|| self.counterexample(plan, &free)) {
                counterexample = other;
            } else {
                free.remove(&question);
                missing.push(question);
            }
        }
        Some(missing)
    }

    /// Whether complete answers say to a question what the person says, or nothing, as it does not apply.
    fn agrees(&self, complete: &Answers, question: QuestionIndex) -> bool {
        let other = complete.known(question);
        other.is_none() || other == self.answers.known(question)
    }

    /// Complete answers that agree with the kept and the held ones and lead elsewhere, if there are any.
    fn counterexample(&self, plan: &mut Plan, kept: &BTreeSet<QuestionIndex>) -> Option<Answers> {
        counterexample(plan, &self.said(kept), self.verdict)
    }

    /// What the person said to the kept questions and to the held ones.
    fn said(&self, kept: &BTreeSet<QuestionIndex>) -> Answers {
        let mut said = Answers::blank(self.table.pack());
        for &question in kept.union(self.held) {
            if let Some(answer) = self.answers.get(question) {
                said.set(question, answer);
            }
        }
        said
    }
}
