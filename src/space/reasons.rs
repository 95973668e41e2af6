//! A smallest set of answers that forces the verdict: a smallest unsatisfiable core.
//!
//! "These answers are kept, and another verdict is possible" is unsatisfiable exactly if they force the verdict.
//! Where it is satisfiable, answers are added while a counterexample is left, until none can be; every forcing
//! set has one of those still outside. Example with answers A, B and C, of which A and C together force it:
//!
//! 1. keep nothing: B and C can be added, as a counterexample with another A is left. So A is in every set;
//! 2. keep A: B can be added, as one with another C is left. So A and C are in every set;
//! 3. keep A and C: no counterexample. Sets are tried in order of size, so no smaller one forces the verdict.

use std::collections::BTreeSet;

use super::outcomes::{counterexample, is_forced, possible};
use super::plan::Plan;
use super::scope::{Goal, asked};
use super::sweep::Sweep;
use crate::assess::{self, Applies, Table};
use crate::pack::{Answer, Answers, OptionSet, QuestionIndex, Verdict};

/// Answers that decide the verdict for any other answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedBy {
    /// The deciding answers, in the order of asking; as few as possible.
    pub answers: Vec<QuestionIndex>,
    /// True if the answers to all safety questions are held as well, as they are without a stop.
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

/// The same from a plan without any answers, where the verdicts that are still possible are known.
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
        let pivotal = self
            .given
            .difference(self.held)
            .filter(|&&question| self.is_pivotal(question));
        let start = pivotal.fold(BTreeSet::new(), |kept, &lever| self.with(&kept, lever));
        let plan = &mut whole.given(&self.kept_answers(&start));
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
            // Sound: every set that contains the kept ones and forces the verdict contains one of these answers.
            for question in missing {
                let with = self.with(&kept, question);
                level.insert((with.len(), with));
            }
        }
        None
    }

    /// Returns true if another answer to this question alone leads to another verdict, so that every set has it.
    ///
    /// Tries one completion of each answer: quick, and may miss a pivotal question, which [`Self::smallest`] finds.
    fn is_pivotal(&self, question: QuestionIndex) -> bool {
        let mut options =
            (0..self.table.pack().question(question).options.len()).map(OptionSet::single);
        options.any(|option| {
            self.try_counterexample(self.answers, question, option)
                .is_some()
        })
    }

    /// Answers with one of them replaced and one completion of what then is open, if they lead to another
    /// verdict. The person's own answers complete them where there are any, else the first option.
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
            let answer = self.answers.known(open).unwrap_or(OptionSet::single(0));
            other.set(open, Answer::Chosen(answer));
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
        // Sound: with all answers but the missing ones, a counterexample is left, so a set without any of those
        // does not force the verdict.
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

    /// Returns true if complete answers give a question the person's answer, or none because it does not apply.
    fn agrees(&self, complete: &Answers, question: QuestionIndex) -> bool {
        let other = complete.known(question);
        other.is_none() || other == self.answers.known(question)
    }

    /// Complete answers that agree with the kept and the held ones and lead elsewhere, if there are any.
    fn counterexample(&self, plan: &mut Plan, kept: &BTreeSet<QuestionIndex>) -> Option<Answers> {
        counterexample(plan, &self.kept_answers(kept), self.verdict)
    }

    /// The person's answers to the kept questions and to the held ones.
    fn kept_answers(&self, kept: &BTreeSet<QuestionIndex>) -> Answers {
        let mut kept_answers = Answers::blank(self.table.pack());
        for &question in kept.union(self.held) {
            if let Some(answer) = self.answers.get(question) {
                kept_answers.set(question, answer);
            }
        }
        kept_answers
    }
}
