//! The machine of two people who differ in the answer to one question and answer all others alike.

use super::frontier::{Edge, Machine};
use super::plan::{Plan, Stage};
use super::query::{PartialOutcome, PartialOutcomePair};
use super::residual::AnswerPart;
use super::state::{PendingRule, State, Transition, Undecided};
use super::sweep::{Scored, question_id};
use crate::pack::{QuestionIndex, Verdict};

/// Two people going through the questions of a plan.
pub(super) struct Pair<'run, 'pack> {
    pub(super) plan: &'run mut Plan<'pack>,
    pub(super) stages: &'run [Stage],
    /// Returns false if what is sought can no longer be found.
    pub(super) accepts: &'run dyn Fn(&PartialOutcomePair) -> bool,
    pub(super) differ_in: Difference,
}

/// The answers of two people to the question in which they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) question: QuestionIndex,
    pub(super) parts: [AnswerPart; 2],
}

/// What is undecided of both, and how much higher the second one's score is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PairState {
    pub(super) sides: [State; 2],
    pub(super) difference: i32,
}

/// A part of the answer of each; `Skip` where one of them is not asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct PairStep {
    pub(super) parts: [AnswerPart; 2],
    /// Of the first person.
    pub(super) points: i32,
}

impl Scored for PairStep {
    fn points(&self) -> i32 {
        self.points
    }
}

impl Machine for Pair<'_, '_> {
    type State = PairState;
    type Step = PairStep;

    fn stages(&self) -> usize {
        self.stages.len()
    }

    fn question(&self, stage: usize) -> String {
        question_id(self.plan, self.stages, stage)
    }

    fn edges(&mut self, stage: usize, from: &PairState) -> Vec<Edge<PairState, PairStep>> {
        let stage = self.stages.get(stage).expect("stages are numbered from 0");
        let question = self.plan.planned(stage).question;
        let before = from.sides.map(|side| self.plan.activated(side, stage));
        let asked = before.map(|side| self.plan.is_asked(side, question));
        let own = self.differ_in.question;
        let is_past = question > own || (question == own && stage.is_last);
        let mut edges = Vec::new();
        for parts in self.parts(stage, question, asked) {
            let mut after = |side: State, part| {
                let transition = Transition {
                    question,
                    part,
                    is_last: stage.is_last,
                };
                self.plan.states.after(side, transition)
            };
            let ([one, other], [part, other_part]) = (before, parts);
            let (first, points) = after(one, part);
            let (second, other_points) = after(other, other_part);
            let gained = other_points.saturating_sub(points);
            let to = PairState {
                sides: [first, second],
                difference: from.difference.saturating_add(gained),
            };
            if (self.accepts)(&to.partial(self.plan, None, is_past)) {
                let step = PairStep { parts, points };
                edges.push(Edge { step, to });
            }
        }
        edges
    }
}

impl Pair<'_, '_> {
    /// What both answer: the same where both are asked, anything where one of them is.
    fn parts(
        &self,
        stage: &Stage,
        question: QuestionIndex,
        asked: [bool; 2],
    ) -> Vec<[AnswerPart; 2]> {
        let differ = self.differ_in;
        let parts = stage.parts.iter();
        if question == differ.question {
            if asked != [true; 2] {
                return Vec::new(); // not a question to these people
            }
            let [one, _] = differ.parts;
            let is_its_box = |part: &AnswerPart| match (part, one) {
                (AnswerPart::Tick(option), AnswerPart::Untick(own)) => *option == own,
                _ => false,
            };
            if !matches!(one, AnswerPart::Untick(_)) || stage.parts.iter().any(is_its_box) {
                return vec![differ.parts];
            }
            let known = parts.filter(|part| **part != AnswerPart::Unsure);
            return known.map(|&part| [part; 2]).collect();
        }
        match asked {
            [true, true] => parts.map(|&part| [part; 2]).collect(),
            [true, false] => parts.map(|&part| [part, AnswerPart::Skip]).collect(),
            [false, true] => parts.map(|&part| [AnswerPart::Skip, part]).collect(),
            [false, false] => vec![[AnswerPart::Skip; 2]],
        }
    }
}

impl PairState {
    /// What is known of both so far; with the first one's score, at the end.
    pub(super) fn partial<'plan>(
        &self,
        plan: &'plan Plan,
        score: Option<i32>,
        is_past: bool,
    ) -> PartialOutcomePair<'plan> {
        let [one, other] = self.sides;
        let undecided = self.sides.map(|side| plan.states.undecided(side));
        let [of_one, of_other] = undecided;
        // Sound: past the question in which they differ, both answer alike, so what is the same stays the same.
        let is_alike =
            is_past && of_one.questions == of_other.questions && same_pending_points(undecided);
        let other_score = score.map(|score| score.saturating_add(self.difference));
        let is_covered = |gate| is_covered(gate, one.worst, of_one);
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
                && of_other.rules.iter().all(is_covered),
        }
    }
}

/// Returns true if every rule with points that may still fire does so for both or for neither.
fn same_pending_points(undecided: [&Undecided; 2]) -> bool {
    let scoring = |undecided: &Undecided| -> Vec<PendingRule> {
        let scoring = undecided.rules.iter().filter(|rule| rule.points != 0);
        let without_verdict = scoring.map(|rule| PendingRule {
            verdict: Verdict::Suitable,
            ..*rule
        });
        without_verdict.collect()
    };
    let [one, other] = undecided.map(scoring);
    one == other
}

/// Returns true if a pending gate of the second person cannot be worse than all of the first one's.
fn is_covered(gate: &PendingRule, worst: Verdict, of_one: &Undecided) -> bool {
    let same = |rule: &&PendingRule| rule.when == gate.when && rule.unless == gate.unless;
    let twin = of_one.rules.iter().find(same);
    gate.verdict <= twin.map_or(worst, |twin| worst.max(twin.verdict))
}
