//! The laws that an author states, proved over every set of answers or broken by a witness.

use std::collections::BTreeSet;

use super::context::CheckContext;
use super::context::{Proof, Proved};
use super::finding::CheckFinding;
use super::rules::{deciding, fires, parts};
use super::scores::scoring;
use crate::assess::assess;
use crate::pack::{Condition, Group, Law, Outcome, QuestionIndex, Rule, Statement, Verdict};
use crate::space::{CountedRule, PartialOutcome, Query, TooEntangled};

/// What breaks a law; nothing if it holds.
pub(super) fn broken<'pack>(context: &CheckContext<'pack>, law: &'pack Law) -> Vec<CheckFinding> {
    let proof = Proof { context, law };
    let findings = match &law.statement {
        Statement::Never(group, outcome) => proof.bound(group, outcome, true),
        Statement::Always(group, outcome) => proof.bound(group, outcome, false),
        Statement::Within(group, range) => proof.within(group, *range),
        Statement::Monotone(monotone) => proof.monotone(monotone),
    };
    findings.unwrap_or_else(|error| {
        let what = format!("the law `{}`", law.id);
        vec![CheckFinding::entangled(&error, &what, proof.place())]
    })
}

impl<'pack> Proof<'_, 'pack> {
    /// Questions that the people of the law answer as in the baseline.
    fn fixed(&self, group: &'pack Group) -> Vec<QuestionIndex> {
        if !group.all_else_as_baseline {
            return Vec::new();
        }
        let named = |index: QuestionIndex| {
            let mut requirements = group.conditions().flat_map(Condition::requirements);
            requirements.any(|requirement| requirement.question == index)
        };
        let questions = self.pack().numbered_questions().map(|(index, _)| index);
        questions.filter(|&index| !named(index)).collect()
    }

    /// Reports a law whose group is empty, which would hold for any rules.
    fn check_not_empty(&self, group: &'pack Group) -> Proved {
        let found = self.context.search.one(&Query {
            rules: Vec::new(),
            watched: group.conditions().collect(),
            fixed: self.fixed(group),
            accepts: &|partial| is_member(partial, group),
        })?;
        if found.is_some() {
            return Ok(Vec::new());
        }
        Ok(vec![self.empty()])
    }

    fn bound(&self, group: &'pack Group, outcome: &Outcome, is_never: bool) -> Proved {
        match outcome {
            Outcome::Verdicts(listed) => {
                let is_bad = |verdict: &Verdict| listed.contains(verdict) == is_never;
                let bad: Vec<_> = Verdict::ALL.into_iter().filter(is_bad).collect();
                self.no_verdict(group, &bad)
            }
            Outcome::Rule(position) => match self.pack().rules.get(*position) {
                Some(rule) => self.rule_fires(group, rule, !is_never),
                None => Ok(Vec::new()),
            },
        }
    }

    /// No member of a group gets one of these verdicts.
    fn no_verdict(&self, group: &'pack Group, bad: &[Verdict]) -> Proved {
        let pack = self.pack();
        let Some(&worst) = bad.iter().max() else {
            return self.check_not_empty(group);
        };
        if self.gates_alone_forbid(group, bad, worst)? {
            return self.check_not_empty(group);
        }
        let accepts = |partial: &PartialOutcome| {
            partial.worst <= worst
                && is_member(partial, group)
                && (partial.verdict(pack)).is_none_or(|verdict| bad.contains(&verdict))
        };
        let found = self.context.search.one(&Query {
            rules: deciding(&pack.rules),
            watched: group.conditions().collect(),
            fixed: self.fixed(group),
            accepts: &accepts,
        })?;
        let Some(answers) = found else {
            return self.check_not_empty(group);
        };
        let verdict = assess(self.context.table, &answers).verdict.id();
        Ok(vec![self.broken_by(
            answers,
            &format!("the verdict is `{verdict}`"),
        )])
    }

    /// Returns true if gates on the law's own questions are enough to keep all members of a group from bad verdicts.
    ///
    /// Where every better verdict is bad too, what is left out here could only make fewer people bad,
    /// so this proves the law soundly, and most laws at once. If it fails, nothing is proved yet.
    fn gates_alone_forbid(
        &self,
        group: &'pack Group,
        bad: &[Verdict],
        worst: Verdict,
    ) -> Result<bool, TooEntangled> {
        let no_worse = Verdict::ALL.iter().filter(|verdict| **verdict <= worst);
        if bad.len() != no_worse.count() {
            return Ok(false);
        }
        let named: BTreeSet<_> = group
            .conditions()
            .flat_map(Condition::requirements)
            .map(|requirement| requirement.question)
            .collect();
        let gates = deciding(&self.pack().rules)
            .into_iter()
            .filter(|rule| {
                let mut asked = rule.variant.when().requirements();
                rule.verdict > worst
                    && asked.all(|requirement| named.contains(&requirement.question))
            })
            .map(|rule| CountedRule { points: 0, ..rule });
        let found = self.context.search.one(&Query {
            rules: gates.collect(),
            watched: group.conditions().collect(),
            fixed: self.fixed(group),
            accepts: &|partial| partial.worst <= worst && is_member(partial, group),
        })?;
        Ok(found.is_none())
    }

    /// A rule fires, or does not, for all members of a group.
    fn rule_fires(&self, group: &'pack Group, rule: &'pack Rule, must: bool) -> Proved {
        let mut watched: Vec<_> = group.conditions().collect();
        let second = watched.len();
        watched.extend(parts(rule));
        let found = self.context.search.one(&Query {
            rules: Vec::new(),
            watched,
            fixed: self.fixed(group),
            accepts: &|partial| {
                is_member(partial, group)
                    && fires(partial, rule.unless.as_ref(), second) != Some(must)
            },
        })?;
        let Some(answers) = found else {
            return self.check_not_empty(group);
        };
        let does = if must { "does not fire" } else { "fires" };
        Ok(vec![self.broken_by(
            answers,
            &format!("the rule `{}` {does}", rule.id),
        )])
    }

    fn within(&self, group: &'pack Group, (least, most): (i32, i32)) -> Proved {
        let is_out = |score: i32| score < least || score > most;
        let found = self.context.search.one(&Query {
            rules: scoring(self.pack()),
            watched: group.conditions().collect(),
            fixed: self.fixed(group),
            accepts: &|partial| is_member(partial, group) && partial.score.is_none_or(is_out),
        })?;
        let Some(answers) = found else {
            return self.check_not_empty(group);
        };
        let score = assess(self.context.table, &answers).score;
        Ok(vec![
            self.broken_by(answers, &format!("the score is {score}")),
        ])
    }
}

/// Returns true if a person belongs, or may still belong, to the group of a law.
fn is_member(partial: &PartialOutcome, group: &Group) -> bool {
    let unless = usize::from(group.when.is_some());
    let is_out = group.when.is_some() && partial.holds(0) == Some(false);
    let is_excepted = group.unless.is_some() && partial.holds(unless) == Some(true);
    !is_out && !is_excepted
}
