//! Two people who differ in the answer to one question, on the way through all others.

use super::explore::{Move, Walk};
use super::plan::{Pending, Plan};
use super::remainder::Step;
use super::search::{Glimpse, PairGlimpse};
use super::state::State;
use super::sweep::Stage;
use crate::assess::Applies;
use crate::pack::{QuestionIndex, Verdict};

/// What the two people say to the question in which they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) question: QuestionIndex,
    pub(super) steps: [Step; 2],
}

/// What is open of both, and how much higher the second one's score is.
#[derive(Clone)]
pub(super) struct Pair<'aim> {
    pub(super) sides: [State; 2],
    pub(super) difference: i32,
    pub(super) aim: &'aim dyn Fn(&PairGlimpse) -> bool,
    pub(super) differ_in: Difference,
}

impl PartialEq for Pair<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.difference == other.difference && self.sides == other.sides
    }
}

impl Eq for Pair<'_> {}

impl std::hash::Hash for Pair<'_> {
    fn hash<H: std::hash::Hasher>(&self, hasher: &mut H) {
        self.difference.hash(hasher);
        let [one, other] = &self.sides;
        one.hash(hasher);
        if one != other {
            other.hash(hasher);
        }
    }
}

impl Walk for Pair<'_> {
    fn moves(&self, plan: &mut Plan, stage: &Stage) -> Vec<Move<Self>> {
        let Some(planned) = plan.questions.get(stage.planned) else {
            return Vec::new();
        };
        let question = planned.question;
        let [one, other] = &self.sides;
        let [one, other] = [one.before(plan, stage), other.before(plan, stage)];
        let is_asked = |state: &State| !state.is_unsure() && state.applies(question) != Applies::No;
        let asked = [is_asked(&one), is_asked(&other)];
        let mut moves = Vec::new();
        for steps in self.steps(stage, question, asked) {
            let [first, second] = steps;
            let (first, points) = one.after(&mut plan.remainders, question, stage, first);
            let (second, other_points) = other.after(&mut plan.remainders, question, stage, second);
            let gained = other_points.saturating_sub(points);
            let after = Self {
                sides: [first, second],
                difference: self.difference.saturating_add(gained),
                ..*self
            };
            let own = self.differ_in.question;
            let is_past = question > own || (question == own && stage.is_last);
            if (self.aim)(&after.glimpse(None, is_past)) {
                moves.push(Move {
                    steps,
                    after,
                    points,
                });
            }
        }
        moves
    }
}

impl Pair<'_> {
    /// What both say: the same where both are asked, anything where one of them is.
    fn steps(&self, stage: &Stage, question: QuestionIndex, asked: [bool; 2]) -> Vec<[Step; 2]> {
        let differ = self.differ_in;
        let steps = stage.steps.iter();
        if question == differ.question {
            if asked != [true; 2] {
                return Vec::new(); // not a question to these people
            }
            let [one, _] = differ.steps;
            let is_its_box = |step: &Step| match (step, one) {
                (Step::Tick(option), Step::Untick(own)) => *option == own,
                _ => false,
            };
            if !matches!(one, Step::Untick(_)) || stage.steps.iter().any(is_its_box) {
                return vec![differ.steps];
            }
            let known = steps.filter(|step| **step != Step::Unsure);
            return known.map(|&step| [step; 2]).collect();
        }
        match asked {
            [true, true] => steps.map(|&step| [step; 2]).collect(),
            [true, false] => steps.map(|&step| [step, Step::Skip]).collect(),
            [false, true] => steps.map(|&step| [Step::Skip, step]).collect(),
            [false, false] => vec![[Step::Skip; 2]],
        }
    }

    /// What is known of both so far; with the first one's score, at the end.
    pub(super) fn glimpse(&self, score: Option<i32>, is_past: bool) -> PairGlimpse<'_> {
        let [one, other] = &self.sides;
        let is_alike = is_past && one.questions == other.questions && self.same_points_ahead();
        PairGlimpse {
            sides: [
                Glimpse::of(one, score),
                Glimpse::of(
                    other,
                    score.map(|score| score.saturating_add(self.difference)),
                ),
            ],
            difference: self.difference,
            has_final_difference: is_alike,
            second_stays_within_first: is_alike
                && self.difference == 0
                && other.worst <= one.worst
                && other.rules.iter().all(|gate| self.is_covered(gate)),
        }
    }

    /// Whether every rule with points that may still fire does so for both or for neither.
    fn same_points_ahead(&self) -> bool {
        let scoring = |state: &State| -> Vec<(_, _, i32)> {
            let scoring = state.rules.iter().filter(|rule| rule.points != 0);
            scoring
                .map(|rule| (rule.when, rule.unless, rule.points))
                .collect()
        };
        let [one, other] = self.sides.each_ref().map(scoring);
        one == other
    }

    /// Whether a gate ahead of the second person cannot be worse than all of the first one's.
    fn is_covered(&self, gate: &Pending) -> bool {
        let [one, _] = &self.sides;
        let same = |rule: &&Pending| rule.when == gate.when && rule.unless == gate.unless;
        let verdict = one.rules.iter().find(same).map(|rule| rule.verdict);
        gate.verdict <= one.worst.max(verdict.unwrap_or(Verdict::Suitable))
    }
}
