//! Two people who differ in the answer to one question, on the way through all others.

use super::explore::{Move, Walk};
use super::plan::{PendingRule, Plan};
use super::residual::AnswerPart;
use super::search::{PartialOutcome, PartialOutcomePair};
use super::state::{State, Undecided};
use super::sweep::Stage;
use crate::pack::{QuestionIndex, Verdict};

/// What the two people say to the question in which they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) question: QuestionIndex,
    pub(super) steps: [AnswerPart; 2],
}

/// What is open of both, and how much higher the second one's score is.
#[derive(Clone)]
pub(super) struct Pair<'query> {
    pub(super) sides: [State; 2],
    pub(super) difference: i32,
    pub(super) query: &'query dyn Fn(&PartialOutcomePair) -> bool,
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
        let before = self.sides.map(|side| plan.before(side, stage));
        let asked = before.map(|side| {
            let undecided = plan.states.undecided(side);
            !undecided.is_unsure && undecided.may_apply(question)
        });
        let [one, other] = before;
        let mut moves = Vec::new();
        for steps in self.steps(stage, question, asked) {
            let [first, second] = steps;
            let (first, points) = plan.states.after(one, question, first, stage.is_last);
            let (second, other_points) = plan.states.after(other, question, second, stage.is_last);
            let gained = other_points.saturating_sub(points);
            let after = Self {
                sides: [first, second],
                difference: self.difference.saturating_add(gained),
                ..*self
            };
            let own = self.differ_in.question;
            let is_past = question > own || (question == own && stage.is_last);
            if (self.query)(&after.partial(plan, None, is_past)) {
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
    fn steps(
        &self,
        stage: &Stage,
        question: QuestionIndex,
        asked: [bool; 2],
    ) -> Vec<[AnswerPart; 2]> {
        let differ = self.differ_in;
        let steps = stage.steps.iter();
        if question == differ.question {
            if asked != [true; 2] {
                return Vec::new(); // not a question to these people
            }
            let [one, _] = differ.steps;
            let is_its_box = |step: &AnswerPart| match (step, one) {
                (AnswerPart::Tick(option), AnswerPart::Untick(own)) => *option == own,
                _ => false,
            };
            if !matches!(one, AnswerPart::Untick(_)) || stage.steps.iter().any(is_its_box) {
                return vec![differ.steps];
            }
            let known = steps.filter(|step| **step != AnswerPart::Unsure);
            return known.map(|&step| [step; 2]).collect();
        }
        match asked {
            [true, true] => steps.map(|&step| [step; 2]).collect(),
            [true, false] => steps.map(|&step| [step, AnswerPart::Skip]).collect(),
            [false, true] => steps.map(|&step| [AnswerPart::Skip, step]).collect(),
            [false, false] => vec![[AnswerPart::Skip; 2]],
        }
    }

    /// What is known of both so far; with the first one's score, at the end.
    pub(super) fn partial<'plan>(
        &self,
        plan: &'plan Plan,
        score: Option<i32>,
        is_past: bool,
    ) -> PartialOutcomePair<'plan> {
        let [one, other] = self.sides;
        let ahead = self.sides.map(|side| plan.states.undecided(side));
        let [ahead_of_one, ahead_of_other] = ahead;
        let is_alike = is_past
            && ahead_of_one.questions == ahead_of_other.questions
            && same_points_ahead(ahead);
        let other_score = score.map(|score| score.saturating_add(self.difference));
        let is_covered = |gate| is_covered(gate, one.worst, ahead_of_one);
        PartialOutcomePair {
            sides: [
                PartialOutcome::of(plan, one, score),
                PartialOutcome::of(plan, other, other_score),
            ],
            difference: self.difference,
            has_final_difference: is_alike,
            second_stays_within_first: is_alike
                && self.difference == 0
                && other.worst <= one.worst
                && ahead_of_other.rules.iter().all(is_covered),
        }
    }
}

/// Whether every rule with points that may still fire does so for both or for neither.
fn same_points_ahead(ahead: [&Undecided; 2]) -> bool {
    let scoring = |undecided: &Undecided| -> Vec<(_, _, i32)> {
        let scoring = undecided.rules.iter().filter(|rule| rule.points != 0);
        scoring
            .map(|rule| (rule.when, rule.unless, rule.points))
            .collect()
    };
    let [one, other] = ahead.map(scoring);
    one == other
}

/// Whether a gate ahead of the second person cannot be worse than all of the first one's.
fn is_covered(gate: &PendingRule, worst: Verdict, ahead: &Undecided) -> bool {
    let same = |rule: &&PendingRule| rule.when == gate.when && rule.unless == gate.unless;
    let verdict = ahead.rules.iter().find(same).map(|rule| rule.verdict);
    gate.verdict <= worst.max(verdict.unwrap_or(Verdict::Suitable))
}

#[cfg(test)]
mod tests {
    use super::super::scope::Goal;
    use super::*;
    use crate::load;

    #[test]
    fn two_pairs_are_the_same_only_with_the_same_states_and_the_same_difference() {
        let pack = load::pack(&load::builtin()).expect("the built-in pack loads");
        let start = Plan::new(&pack, Goal::Verdicts).start();
        let mut worse = start;
        worse.worst = Verdict::Wait;
        let query = |_: &PartialOutcomePair| true;
        let pair = |sides, difference| Pair {
            sides,
            difference,
            query: &query,
            differ_in: Difference {
                question: QuestionIndex::new(0),
                steps: [AnswerPart::Skip; 2],
            },
        };
        let same = pair([start, worse], 1);
        assert!(same == pair([start, worse], 1));
        for other in [
            pair([start, worse], 0),
            pair([start, start], 1),
            pair([worse, worse], 1),
            pair([worse, start], 1),
        ] {
            assert!(same != other);
        }
    }
}
