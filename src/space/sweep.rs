//! The sweep: question by question, box by box, equal states merged.

use rustc_hash::FxHashMap;

use super::plan::Plan;
use super::residual::AnswerPart;
use super::score_set::ScoreSet;
use super::state::State;
use crate::answers::{Answer, Answers};
use crate::pack::{Kind, OptionSet, QuestionIndex, Verdict};

/// All ways to answer what is open, with the states and scores after each stage.
#[derive(Debug)]
pub(super) struct Sweep {
    stages: Vec<Stage>,
    /// What is reached before the first stage, and after each.
    layers: Vec<Vec<(State, ScoreSet)>>,
}

/// One question, or one box of one.
#[derive(Debug)]
pub(super) struct Stage {
    /// The question's place in the plan.
    pub(super) planned: usize,
    /// Whether rules and conditions begin here.
    pub(super) is_first: bool,
    pub(super) is_last: bool,
    pub(super) steps: Vec<AnswerPart>,
}

/// Where the steps of a stage lead from one state.
#[derive(Debug)]
pub(super) struct Branches {
    /// The state's number before the stage.
    pub(super) place: usize,
    /// The scores it can have.
    pub(super) scores: ScoreSet,
    /// For each step the number of the state after the stage, and the points it brings.
    pub(super) nexts: Vec<(usize, i32)>,
}

impl Sweep {
    /// Sweeps over every way to answer the questions that are open.
    ///
    /// With `below`, ways are given up as soon as a gate of that verdict or a worse one fires.
    pub(super) fn new(plan: &mut Plan, known: &Answers, below: Option<Verdict>) -> Self {
        Self::within(plan, known, below, usize::MAX).expect("the budget has no end")
    }

    /// The same with at most so many states in all.
    ///
    /// # Errors
    /// The question at which there were more.
    pub(super) fn within(
        plan: &mut Plan,
        known: &Answers,
        below: Option<Verdict>,
        mut budget: usize,
    ) -> Result<Self, QuestionIndex> {
        let mut sweep = Self {
            stages: stages(plan, known),
            layers: vec![vec![(plan.start(), plan.room.only(plan.base))]],
        };
        for stage in 0..sweep.stages.len() {
            let (Some(step), Some(last)) = (sweep.stages.get(stage), sweep.layers.last()) else {
                break;
            };
            let Some(next) = advanced(plan, step, last, below, budget) else {
                return Err(sweep.question(plan, stage));
            };
            budget = budget.saturating_sub(next.len());
            sweep.layers.push(next);
        }
        Ok(sweep)
    }

    /// Final states, each with the scores it can have.
    pub(super) fn ends(&self) -> impl Iterator<Item = (State, &ScoreSet)> {
        let last = self.layers.last().into_iter().flatten();
        last.map(|(state, scores)| (*state, scores))
    }

    /// How many stages there are.
    pub(super) fn stages(&self) -> usize {
        self.stages.len()
    }

    /// The question of a stage.
    pub(super) fn question(&self, plan: &Plan, stage: usize) -> QuestionIndex {
        let planned = self
            .stages
            .get(stage)
            .and_then(|stage| plan.questions.get(stage.planned));
        planned.expect("stages are numbered from 0").question
    }

    /// The states before a stage, each with where the steps of the stage lead.
    pub(super) fn branches(&self, plan: &mut Plan, stage: usize) -> Vec<Branches> {
        let (Some(before), Some(after)) = (self.layers.get(stage), self.layers.get(stage + 1))
        else {
            return Vec::new();
        };
        let Some(stage) = self.stages.get(stage) else {
            return Vec::new();
        };
        let places: FxHashMap<State, usize> = after
            .iter()
            .enumerate()
            .map(|(place, (state, _))| (*state, place))
            .collect();
        let mut branches = Vec::new();
        for (place, (state, scores)) in before.iter().enumerate() {
            let afters = plan.afters(*state, stage).into_iter();
            let nexts =
                afters.filter_map(|(_, after, points)| Some((*places.get(&after)?, points)));
            branches.push(Branches {
                place,
                scores: scores.clone(),
                nexts: nexts.collect(),
            });
        }
        branches
    }

    /// The answers of one way to a final state with a score, with those already known.
    pub(super) fn witness(
        &self,
        plan: &mut Plan,
        end: State,
        score: i32,
        known: &Answers,
    ) -> Answers {
        let mut witness = known.clone();
        let (mut state, mut score) = (end, score);
        for (stage, layer) in self.stages.iter().zip(&self.layers).rev() {
            let before = layer.iter().find_map(|&(before, ref scores)| {
                let mut afters = plan.afters(before, stage).into_iter();
                let way = afters.find(|(_, after, points)| {
                    *after == state && scores.contains(score.saturating_sub(*points))
                });
                way.map(|(step, _, points)| (step, before, score.saturating_sub(points)))
            });
            let (step, before, score_before) =
                before.expect("every state but the first was reached from another");
            if let Some(planned) = plan.questions.get(stage.planned) {
                answer(&mut witness, planned.question, step);
            }
            (state, score) = (before, score_before);
        }
        witness
    }
}

/// The layer after a stage: every state after every step it allows, equal ones merged.
///
/// `None` if there are more than `most` of them.
fn advanced(
    plan: &mut Plan,
    stage: &Stage,
    last: &[(State, ScoreSet)],
    below: Option<Verdict>,
    most: usize,
) -> Option<Vec<(State, ScoreSet)>> {
    let mut next: Vec<(State, ScoreSet)> = Vec::new();
    let mut places: FxHashMap<State, usize> = FxHashMap::default();
    for (state, scores) in last {
        for (_, after, points) in plan.afters(*state, stage) {
            if below.is_some_and(|below| after.worst >= below) {
                continue;
            }
            let place = places.get(&after).copied().unwrap_or_else(|| {
                places.insert(after, next.len());
                next.push((after, plan.room.clone()));
                next.len() - 1
            });
            if next.len() > most {
                return None;
            }
            if let Some((_, reached)) = next.get_mut(place) {
                reached.add_moved(scores, points);
            }
        }
    }
    Some(next)
}

/// The questions of a plan as stages: what is known in one step, what is open in every way.
pub(super) fn stages(plan: &Plan, known: &Answers) -> Vec<Stage> {
    let mut stages = Vec::new();
    for (place, planned) in plan.questions.iter().enumerate() {
        let mut steps: Vec<Vec<AnswerPart>> = match (known.known(planned.question), planned.kind) {
            (Some(known), _) => vec![vec![AnswerPart::Answer(known)]],
            (None, Kind::One) => {
                let options = planned.options.iter().copied().map(OptionSet::single);
                vec![options.map(AnswerPart::Answer).collect()]
            }
            (None, Kind::Many) => {
                let boxes = planned.options.iter();
                boxes
                    .map(|&option| vec![AnswerPart::Untick(option), AnswerPart::Tick(option)])
                    .chain([vec![AnswerPart::End]])
                    .collect()
            }
        };
        if plan.with_unsure
            && known.known(planned.question).is_none()
            && let Some(first) = steps.first_mut()
        {
            first.push(AnswerPart::Unsure);
        }
        let count = steps.len();
        let numbered = steps.into_iter().enumerate();
        stages.extend(numbered.map(|(number, steps)| Stage {
            planned: place,
            is_first: number == 0,
            is_last: number + 1 == count,
            steps,
        }));
    }
    stages
}

/// Puts the answer that a step stands for in its place; steps come in from the last to the first.
pub(super) fn answer(witness: &mut Answers, question: QuestionIndex, step: AnswerPart) {
    match step {
        AnswerPart::Answer(options) => witness.set(question, Answer::Chosen(options)),
        AnswerPart::End => witness.set(question, Answer::Chosen(OptionSet::NONE_OF_THESE)),
        AnswerPart::Tick(position) => {
            let others = witness.known(question).unwrap_or_default();
            let others = others.without(OptionSet::NONE_OF_THESE);
            let ticked = others.union(OptionSet::single(position));
            witness.set(question, Answer::Chosen(ticked));
        }
        AnswerPart::Unsure => witness.set(question, Answer::NotSure),
        AnswerPart::Untick(_) | AnswerPart::Perhaps | AnswerPart::Stay => {}
        AnswerPart::Skip => witness.clear(question),
    }
}
