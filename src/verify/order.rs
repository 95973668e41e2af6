//! Laws about two people who differ in one answer: along an order of its options, the result never gets worse,
//! or never better.

use std::collections::BTreeSet;

use super::context::{Proof, Proved};
use super::finding::{Witness, in_words};
use super::rules::deciding;
use super::scores::scoring;
use crate::assess::assess;
use crate::pack::{
    Answers, Clause, Condition, Monotone, OptionSet, QuestionIndex, Rule, Trend, Variant, Verdict,
};
use crate::space::{self, CountedRule, PairQuery, PartialOutcomePair};

/// The position of an option; `None` for "I'm not sure".
type ScaleAnswer = Option<usize>;

impl<'pack> Proof<'_, 'pack> {
    /// The options of a law in pairs.
    pub(super) fn monotone(&self, monotone: &'pack Monotone) -> Proved {
        let pairs = self.pairs(monotone);
        let mut findings = Vec::new();
        for &[one, next] in &pairs {
            if let Some(trend) = monotone.verdict {
                let [better, worse] = in_order(trend, one, next);
                findings.extend(self.verdict_pair(monotone, better, worse)?);
            }
            if let Some(trend) = monotone.score {
                let [lower, higher] = in_order(trend, one, next);
                findings.extend(self.score_pair(monotone, lower, higher)?);
            }
        }
        if findings.is_empty() {
            findings.extend(self.check_pairs_not_empty(monotone, &pairs)?);
        }
        Ok(findings)
    }

    /// What holds from each option to the next holds along all of them, unless the law leaves some out.
    fn pairs(&self, monotone: &Monotone) -> Vec<[ScaleAnswer; 2]> {
        let touched = space::touched(self.pack(), monotone.question);
        let mut named = monotone.when.iter().flat_map(Condition::requirements);
        let leaves_out = named.any(|requirement| touched.contains(&requirement.question));
        let along = monotone.along.iter().copied().enumerate();
        let pairs = along.flat_map(|(place, one)| {
            let later = monotone.along.iter().skip(place + 1).copied();
            let most = if leaves_out { usize::MAX } else { 1 };
            later.take(most).map(move |next| [one, next])
        });
        pairs.collect()
    }

    /// A law is empty if no two people who differ in its question both fulfill its `when`.
    fn check_pairs_not_empty(
        &self,
        monotone: &'pack Monotone,
        pairs: &[[ScaleAnswer; 2]],
    ) -> Proved {
        if monotone.when.is_none() {
            return Ok(Vec::new());
        }
        for &[one, next] in pairs {
            let found = self.context.search.two(&PairQuery {
                question: monotone.question,
                answers: [one, next].map(|option| option.map(OptionSet::single)),
                rules: Vec::new(),
                watched: monotone.when.iter().collect(),
                applicability_of: None,
                accepts: &|partial| are_members(partial, monotone),
            })?;
            if found.is_some() {
                return Ok(Vec::new());
            }
        }
        Ok(vec![self.empty()])
    }

    /// No verdict is worse with the second option than with the first.
    fn verdict_pair(
        &self,
        monotone: &'pack Monotone,
        one: ScaleAnswer,
        other: ScaleAnswer,
    ) -> Proved {
        let pack = self.pack();
        let accepts = |partial: &PartialOutcomePair| {
            let [first, second] = &partial.sides;
            are_members(partial, monotone)
                && first.worst < Verdict::NotRecommended
                && !partial.second_stays_within_first
                && (first.verdict(pack).zip(second.verdict(pack)))
                    .is_none_or(|(first, second)| second > first)
        };
        let describe = |answers: &Answers| {
            let verdict = assess(self.context.table, answers).verdict;
            format!("the verdict is `{}`", verdict.id())
        };
        // Sound: gates that do not depend on the question fire for both or for neither, and so do the other
        // clauses of a gate. Without them the verdicts are further apart, so if none breaks the law then, none
        // does with them.
        let touched = space::touched(pack, monotone.question);
        let trimmed: Vec<_> = (pack.rules.iter())
            .map(|rule| trimmed(rule, &touched))
            .collect();
        let near = deciding(&trimmed)
            .into_iter()
            .map(|rule| {
                if asks_one_of(rule.variant, &touched) {
                    rule
                } else {
                    rule.without_verdict()
                }
            })
            .filter(CountedRule::matters)
            .collect();
        let options = [one, other];
        if (self.pair(monotone, options, near, &accepts, &describe)?).is_empty() {
            return Ok(Vec::new());
        }
        self.pair(
            monotone,
            options,
            deciding(&pack.rules),
            &accepts,
            &describe,
        )
    }

    /// No score is lower with the second option than with the first.
    fn score_pair(
        &self,
        monotone: &'pack Monotone,
        one: ScaleAnswer,
        other: ScaleAnswer,
    ) -> Proved {
        let accepts = |partial: &PartialOutcomePair| {
            let [first, _] = &partial.sides;
            let is_over = partial.has_final_difference || first.score.is_some();
            are_members(partial, monotone) && !(is_over && partial.difference >= 0)
        };
        let describe = |answers: &Answers| {
            format!("the score is {}", assess(self.context.table, answers).score)
        };
        // Sound: points of rules that do not depend on the question are the same for both.
        let touched = space::touched(self.pack(), monotone.question);
        let near = scoring(self.pack())
            .into_iter()
            .filter(|rule| asks_one_of(rule.variant, &touched));
        self.pair(monotone, [one, other], near.collect(), &accepts, &describe)
    }

    fn pair<'near>(
        &self,
        monotone: &'near Monotone,
        options: [ScaleAnswer; 2],
        rules: Vec<CountedRule<'near>>,
        accepts: &dyn Fn(&PartialOutcomePair) -> bool,
        describe: &dyn Fn(&Answers) -> String,
    ) -> Proved {
        let found = self.context.search.two(&PairQuery {
            question: monotone.question,
            answers: options.map(|option| option.map(OptionSet::single)),
            rules,
            watched: monotone.when.iter().collect(),
            applicability_of: None,
            accepts,
        })?;
        let Some([first, second]) = found else {
            return Ok(Vec::new());
        };
        let question = self.pack().question(monotone.question);
        let name =
            |option: ScaleAnswer| option.map_or("unknown", |option| &question.option(option).id);
        let [one, other] = options.map(name);
        let more: Vec<_> = Witness::new(self.pack(), second.clone())
            .differing
            .into_iter()
            .filter(|(index, _)| *index != monotone.question && first.get(*index).is_none())
            .map(|(index, value)| {
                format!("{} = {}", self.pack().question(index).id, in_words(&value))
            })
            .collect();
        let added = if more.is_empty() {
            String::new()
        } else {
            format!(" (and {})", more.join(", "))
        };
        let message = format!(
            "with `{one}` {}, and with `{other}`{added} {}",
            describe(&first),
            describe(&second)
                .replacen("the verdict is", "it is", 1)
                .replacen("the score is", "it is", 1)
        );
        Ok(vec![self.broken_by(first, &message)])
    }
}

/// Returns true if a rule's conditions ask one of these questions.
fn asks_one_of(variant: Variant, questions: &BTreeSet<QuestionIndex>) -> bool {
    let mut requirements = variant.conditions().flat_map(Condition::requirements);
    requirements.any(|requirement| questions.contains(&requirement.question))
}

/// A gate with those of its clauses alone that ask a touched question.
///
/// Points are counted once and exceptions lift a gate as a whole, so a rule that has either stays as it is.
fn trimmed(rule: &Rule, touched: &BTreeSet<QuestionIndex>) -> Rule {
    let mut trimmed = rule.clone();
    let has_verdict_only =
        rule.points.is_none() && rule.unless.is_none() && rule.cleared_by.is_none();
    let is_touched = |clause: &Clause| {
        let mut requirements = clause.requirements.iter();
        requirements.any(|requirement| touched.contains(&requirement.question))
    };
    if has_verdict_only && rule.when.clauses.iter().any(is_touched) {
        trimmed.when.clauses.retain(is_touched);
    }
    trimmed
}

/// Returns true if two people may still both belong to the group of a law.
fn are_members(partial: &PartialOutcomePair, monotone: &Monotone) -> bool {
    let mut sides = partial.sides.iter();
    monotone.when.is_none() || sides.all(|side| side.holds(0) != Some(false))
}

/// Two options so that the result must not be worse with the second.
fn in_order(trend: Trend, one: ScaleAnswer, next: ScaleAnswer) -> [ScaleAnswer; 2] {
    match trend {
        Trend::NeverWorse => [one, next],
        Trend::NeverBetter => [next, one],
    }
}
