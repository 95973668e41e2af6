//! The laws that an author states, proved over every set of answers or broken by a witness.

use std::collections::BTreeSet;

use super::bands::scoring;
use super::check::Subject;
use super::finding::{Finding, Witness};
use super::rules::{deciding, fires, parts};
use crate::answers::Answers;
use crate::assess::assess;
use crate::diagnostic::{Code, Place};
use crate::load::Step;
use crate::pack::{
    Condition, Group, Law, Monotone, OptionSet, Outcome, Pack, QuestionIndex, Rule, Statement,
    Trend, Verdict,
};
use crate::space::{self, Aim, Glimpse, PairAim, PairGlimpse};

/// What breaks a law; nothing if it holds.
pub(super) fn broken<'pack>(subject: &Subject<'pack>, law: &'pack Law) -> Vec<Finding> {
    let proof = Proof { subject, law };
    let findings = match &law.statement {
        Statement::Never(group, outcome) => proof.bound(group, outcome, true),
        Statement::Always(group, outcome) => proof.bound(group, outcome, false),
        Statement::Within(group, range) => proof.within(group, *range),
        Statement::Monotone(monotone) => proof.monotone(monotone),
    };
    findings.unwrap_or_else(|question| {
        let what = format!("the law `{}`", law.id);
        vec![Finding::entangled(
            subject.pack,
            question,
            &what,
            proof.place(),
        )]
    })
}

/// Findings, or the question at which too many combinations were undecided.
type Proved = Result<Vec<Finding>, QuestionIndex>;

struct Proof<'proof, 'pack> {
    subject: &'proof Subject<'pack>,
    law: &'pack Law,
}

impl<'pack> Proof<'_, 'pack> {
    fn place(&self) -> Place {
        let way = [Step::Key("laws"), Step::Entry(&self.law.id)];
        self.subject.places.of("pack.json", &way)
    }

    fn pack(&self) -> &'pack Pack {
        self.subject.pack
    }

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

    /// A law about nobody says nothing.
    fn about_nobody(&self, group: &'pack Group) -> Proved {
        let found = self.subject.search.one(&Aim {
            effects: Vec::new(),
            watched: group.conditions().collect(),
            fixed: self.fixed(group),
            is_sought: &|glimpse| is_member(glimpse, group),
        })?;
        if found.is_some() {
            return Ok(Vec::new());
        }
        Ok(vec![self.empty()])
    }

    fn empty(&self) -> Finding {
        let message = format!("the law `{}` is about nobody", self.law.id);
        let help = "no set of answers fulfills its `when`; correct it";
        Finding::error(Code::EmptyLaw, self.place(), message, help)
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

    /// Nobody of a group gets one of these verdicts.
    fn no_verdict(&self, group: &'pack Group, bad: &[Verdict]) -> Proved {
        let pack = self.pack();
        let Some(&worst) = bad.iter().max() else {
            return self.about_nobody(group);
        };
        if self.gates_alone_forbid(group, bad, worst)? {
            return self.about_nobody(group);
        }
        let is_sought = |glimpse: &Glimpse| {
            glimpse.worst <= worst
                && is_member(glimpse, group)
                && (glimpse.verdict(pack)).is_none_or(|verdict| bad.contains(&verdict))
        };
        let found = self.subject.search.one(&Aim {
            effects: deciding(pack),
            watched: group.conditions().collect(),
            fixed: self.fixed(group),
            is_sought: &is_sought,
        })?;
        let Some(answers) = found else {
            return self.about_nobody(group);
        };
        let verdict = assess(self.subject.table, &answers).verdict.id();
        Ok(vec![self.broken_by(
            answers,
            &format!("the verdict is `{verdict}`"),
        )])
    }

    /// Whether gates on the law's own questions are enough to keep everybody of a group from bad verdicts.
    ///
    /// Where every better verdict is bad too, what is left out here could only make fewer people bad,
    /// so this proves the law, and most laws in no time. If it fails, nothing is said yet.
    fn gates_alone_forbid(
        &self,
        group: &'pack Group,
        bad: &[Verdict],
        worst: Verdict,
    ) -> Result<bool, QuestionIndex> {
        if bad.len()
            != Verdict::ALL
                .iter()
                .filter(|verdict| **verdict <= worst)
                .count()
        {
            return Ok(false);
        }
        let named: BTreeSet<_> = group
            .conditions()
            .flat_map(Condition::requirements)
            .map(|requirement| requirement.question)
            .collect();
        let gates = deciding(self.pack())
            .into_iter()
            .filter(|(rule, _, verdict)| {
                let mut asked = rule.when.requirements();
                *verdict > worst && asked.all(|requirement| named.contains(&requirement.question))
            });
        let found = self.subject.search.one(&Aim {
            effects: gates.map(|(rule, _, verdict)| (rule, 0, verdict)).collect(),
            watched: group.conditions().collect(),
            fixed: self.fixed(group),
            is_sought: &|glimpse| glimpse.worst <= worst && is_member(glimpse, group),
        })?;
        Ok(found.is_none())
    }

    /// A rule fires, or does not, for everybody of a group.
    fn rule_fires(&self, group: &'pack Group, rule: &'pack Rule, must: bool) -> Proved {
        let mut watched: Vec<_> = group.conditions().collect();
        let second = watched.len();
        watched.extend(parts(rule));
        let found = self.subject.search.one(&Aim {
            effects: Vec::new(),
            watched,
            fixed: self.fixed(group),
            is_sought: &|glimpse| {
                is_member(glimpse, group) && fires(glimpse, rule, second) != Some(must)
            },
        })?;
        let Some(answers) = found else {
            return self.about_nobody(group);
        };
        let does = if must { "does not fire" } else { "fires" };
        Ok(vec![self.broken_by(
            answers,
            &format!("the rule `{}` {does}", rule.id),
        )])
    }

    fn within(&self, group: &'pack Group, (least, most): (i32, i32)) -> Proved {
        let is_out = |score: i32| score < least || score > most;
        let found = self.subject.search.one(&Aim {
            effects: scoring(self.pack()),
            watched: group.conditions().collect(),
            fixed: self.fixed(group),
            is_sought: &|glimpse| is_member(glimpse, group) && glimpse.score.is_none_or(is_out),
        })?;
        let Some(answers) = found else {
            return self.about_nobody(group);
        };
        let score = assess(self.subject.table, &answers).score;
        Ok(vec![
            self.broken_by(answers, &format!("the score is {score}")),
        ])
    }

    /// The options of a law in pairs.
    fn monotone(&self, monotone: &'pack Monotone) -> Proved {
        let pairs = self.pairs(monotone);
        let mut findings = Vec::new();
        for &(one, next) in &pairs {
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
            findings.extend(self.about_no_pair(monotone, &pairs)?);
        }
        Ok(findings)
    }

    /// What holds from each option to the next holds along all of them, unless the law leaves some out.
    fn pairs(&self, monotone: &Monotone) -> Vec<(usize, usize)> {
        let touched = space::touched(self.pack(), monotone.question);
        let mut named = monotone.when.iter().flat_map(Condition::requirements);
        let leaves_out = named.any(|requirement| touched.contains(&requirement.question));
        let along = monotone.along.iter().copied().enumerate();
        let pairs = along.flat_map(|(place, one)| {
            let later = monotone.along.iter().skip(place + 1).copied();
            let most = if leaves_out { usize::MAX } else { 1 };
            later.take(most).map(move |next| (one, next))
        });
        pairs.collect()
    }

    /// A law whose `when` nobody on both sides fulfills says nothing.
    fn about_no_pair(&self, monotone: &'pack Monotone, pairs: &[(usize, usize)]) -> Proved {
        if monotone.when.is_none() {
            return Ok(Vec::new());
        }
        for &(one, next) in pairs {
            let found = self.subject.search.two(&PairAim {
                question: monotone.question,
                answers: [one, next].map(|option| Some(OptionSet::single(option))),
                effects: Vec::new(),
                watched: monotone.when.iter().collect(),
                is_sought: &|glimpse| are_members(glimpse, monotone),
            })?;
            if found.is_some() {
                return Ok(Vec::new());
            }
        }
        Ok(vec![self.empty()])
    }

    /// Nobody's verdict is worse with the second option than with the first.
    fn verdict_pair(&self, monotone: &'pack Monotone, one: usize, other: usize) -> Proved {
        let pack = self.pack();
        let bands = pack.bands.iter().map(|band| band.verdict);
        let is_falling = bands.rev().is_sorted();
        let is_sought = |glimpse: &PairGlimpse| {
            let [first, second] = &glimpse.sides;
            let is_level = glimpse.difference == 0 || (glimpse.difference > 0 && is_falling);
            are_members(glimpse, monotone)
                && first.worst < Verdict::NotRecommended
                && !(glimpse.second_stays_within_first && is_level)
                && (first.verdict(pack).zip(second.verdict(pack)))
                    .is_none_or(|(first, second)| second > first)
        };
        let tell = |answers: &Answers| {
            let verdict = assess(self.subject.table, answers).verdict;
            format!("the verdict is `{}`", verdict.id())
        };
        // Gates that the question has no part in fire for both or for neither. Without them the
        // verdicts are further apart, so if none breaks the law then, none does.
        let touched = space::touched(pack, monotone.question);
        let near = deciding(pack).into_iter().map(|(rule, points, verdict)| {
            let counts = parts(rule)
                .into_iter()
                .flat_map(Condition::requirements)
                .any(|requirement| touched.contains(&requirement.question));
            (
                rule,
                points,
                if counts { verdict } else { Verdict::Suitable },
            )
        });
        let near = near.filter(|(_, points, verdict)| *points != 0 || *verdict > Verdict::Suitable);
        let options = [one, other];
        if (self.pair(monotone, options, near.collect(), &is_sought, &tell)?).is_empty() {
            return Ok(Vec::new());
        }
        self.pair(monotone, options, deciding(pack), &is_sought, &tell)
    }

    /// Nobody's score is lower with the second option than with the first.
    fn score_pair(&self, monotone: &'pack Monotone, one: usize, other: usize) -> Proved {
        let is_sought = |glimpse: &PairGlimpse| {
            let [first, _] = &glimpse.sides;
            let is_over = glimpse.has_final_difference || first.score.is_some();
            are_members(glimpse, monotone) && !(is_over && glimpse.difference >= 0)
        };
        let tell = |answers: &Answers| {
            format!("the score is {}", assess(self.subject.table, answers).score)
        };
        // Points that the question has no part in are the same for both.
        let touched = space::touched(self.pack(), monotone.question);
        let near = scoring(self.pack()).into_iter().filter(|(rule, _, _)| {
            let requirements = parts(rule).into_iter().flat_map(Condition::requirements);
            let mut asked = requirements.map(|requirement| requirement.question);
            asked.any(|question| touched.contains(&question))
        });
        self.pair(monotone, [one, other], near.collect(), &is_sought, &tell)
    }

    fn pair(
        &self,
        monotone: &'pack Monotone,
        options: [usize; 2],
        effects: Vec<(&'pack Rule, i32, Verdict)>,
        is_sought: &dyn Fn(&PairGlimpse) -> bool,
        tell: &dyn Fn(&Answers) -> String,
    ) -> Proved {
        let found = self.subject.search.two(&PairAim {
            question: monotone.question,
            answers: options.map(|option| Some(OptionSet::single(option))),
            effects,
            watched: monotone.when.iter().collect(),
            is_sought,
        })?;
        let Some([first, second]) = found else {
            return Ok(Vec::new());
        };
        let question = self.pack().question(monotone.question);
        let [one, other] = options.map(|option| question.option(option).id.as_str());
        let more: Vec<_> = Witness::new(self.pack(), second.clone())
            .differing
            .into_iter()
            .filter(|(index, _)| *index != monotone.question && first.get(*index).is_none())
            .map(|(index, value)| format!("{} = {}", self.pack().question(index).id, value))
            .collect();
        let beside = if more.is_empty() {
            String::new()
        } else {
            format!(" (and {})", more.join(", ").replace('"', ""))
        };
        let told = format!(
            "with `{one}` {}, and with `{other}`{beside} {}",
            tell(&first),
            tell(&second)
                .replacen("the verdict is", "it is", 1)
                .replacen("the score is", "it is", 1)
        );
        Ok(vec![self.broken_by(first, &told)])
    }

    fn broken_by(&self, answers: Answers, told: &str) -> Finding {
        let message = format!("the law `{}` is broken: {told}", self.law.id);
        let help = format!(
            "correct the rules, or the law, which says: {}",
            self.law.says
        );
        Finding::error(Code::BrokenLaw, self.place(), message, help).shown_by(self.pack(), answers)
    }
}

/// Whether somebody belongs, or may still belong, to those whom a law is about.
fn is_member(glimpse: &Glimpse, group: &Group) -> bool {
    let unless = usize::from(group.when.is_some());
    let is_out = group.when.is_some() && glimpse.holds(0) == Some(false);
    let is_excepted = group.unless.is_some() && glimpse.holds(unless) == Some(true);
    !is_out && !is_excepted
}

/// Whether two people may still both belong to those whom a law is about.
fn are_members(glimpse: &PairGlimpse, monotone: &Monotone) -> bool {
    let mut sides = glimpse.sides.iter();
    monotone.when.is_none() || sides.all(|side| side.holds(0) != Some(false))
}

/// Two options so that the result must not be worse with the second.
fn in_order(trend: Trend, one: usize, next: usize) -> [usize; 2] {
    match trend {
        Trend::NeverWorse => [one, next],
        Trend::NeverBetter => [next, one],
    }
}
