//! A sweep for something that is sought: whether it is there, and the nearest place where it is.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::plan::Plan;
use super::residual::AnswerPart;
use super::score_set::ScoreSet;
use super::sweep::Stage;
use crate::answers::Answers;
use crate::pack::QuestionIndex;

/// Most states in all that one sweep may take; more would take minutes and much memory.
pub(super) const MOST_STATES: usize = 400_000;

/// What is left open of one person's answers, or of two people's, on the way through the questions.
pub(super) trait Walk: Clone + Eq + Hash {
    /// Every step that a stage allows; none where nothing that is sought can follow.
    fn moves(&self, plan: &mut Plan, stage: &Stage) -> Vec<Move<Self>>;
}

/// One step of a walk.
pub(super) struct Move<W> {
    /// The answer of the first person, and of the second where there are two.
    pub(super) steps: [AnswerPart; 2],
    pub(super) after: W,
    /// What the step adds to the score of the first.
    pub(super) points: i32,
}

/// One way from the first question to something that was sought.
pub(super) type Path = Vec<(QuestionIndex, [AnswerPart; 2])>;

/// The states before the first stage and after each, with the scores they can have.
struct Layers<W>(Vec<Vec<(W, ScoreSet)>>);

/// Looks for an end that is found, nearest to the baseline.
///
/// # Errors
/// The question at which there were too many states to go on.
pub(super) fn nearest<W: Walk>(
    plan: &mut Plan,
    stages: &[Stage],
    start: W,
    baseline: &Answers,
    most_states: usize,
    is_found: impl Fn(&Plan, &W, i32) -> bool,
) -> Result<Option<Path>, QuestionIndex> {
    let layers = Layers::of(plan, stages, start, most_states)?;
    let is_there = |(state, scores): &(W, ScoreSet)| {
        let mut scores = scores.scores();
        scores.any(|score| is_found(plan, state, score))
    };
    if !layers.0.last().into_iter().flatten().any(is_there) {
        return Ok(None);
    }
    Ok(layers.shortest(plan, stages, baseline, is_found))
}

/// A state by its place in its layer, and a score.
type Spot = (usize, i32);

/// How a spot is reached: at which cost, from where, and by which step.
#[derive(Clone, Copy)]
struct Reached {
    cost: u32,
    from: Spot,
    steps: [AnswerPart; 2],
}

impl<W: Walk> Layers<W> {
    fn of(
        plan: &mut Plan,
        stages: &[Stage],
        start: W,
        most_states: usize,
    ) -> Result<Self, QuestionIndex> {
        let mut budget = most_states;
        let mut layers = vec![vec![(start, plan.room.only(plan.base))]];
        for stage in stages {
            let last = layers.last().map(Vec::as_slice).unwrap_or_default();
            let mut next: Vec<(W, ScoreSet)> = Vec::new();
            let mut places: FxHashMap<W, usize> = FxHashMap::default();
            for (state, scores) in last {
                for Move { after, points, .. } in state.moves(plan, stage) {
                    let place = places.get(&after).copied().unwrap_or_else(|| {
                        places.insert(after.clone(), next.len());
                        next.push((after, plan.room.clone()));
                        next.len() - 1
                    });
                    if next.len() > budget {
                        return Err(question(plan, stage));
                    }
                    if let Some((_, reached)) = next.get_mut(place) {
                        reached.add_moved(scores, points);
                    }
                }
            }
            budget = budget.saturating_sub(next.len());
            layers.push(next);
        }
        Ok(Self(layers))
    }

    /// The way to a found end with the fewest answers away from the baseline; the first of several.
    fn shortest(
        &self,
        plan: &mut Plan,
        stages: &[Stage],
        baseline: &Answers,
        is_found: impl Fn(&Plan, &W, i32) -> bool,
    ) -> Option<Path> {
        let start = Reached {
            cost: 0,
            from: (0, plan.base),
            steps: [AnswerPart::Skip; 2],
        };
        let mut reached = vec![FxHashMap::from_iter([((0, plan.base), start)])];
        for (number, stage) in stages.iter().enumerate() {
            let before = reached.last()?;
            let next = self.reach(plan, stage, number, before, baseline)?;
            reached.push(next);
        }
        let ends = self.0.last()?;
        let found = reached.last()?.iter().filter(|((place, score), _)| {
            let end = ends.get(*place);
            end.is_some_and(|(state, _)| is_found(plan, state, *score))
        });
        let (&spot, _) = found.min_by_key(|(spot, reached)| (reached.cost, **spot))?;
        let mut path = Vec::new();
        let mut spot = spot;
        for (stage, reached) in stages.iter().zip(reached.iter().skip(1)).rev() {
            let way = reached.get(&spot)?;
            path.push((question(plan, stage), way.steps));
            spot = way.from;
        }
        Some(path)
    }

    /// The cheapest way to everything after a stage.
    fn reach(
        &self,
        plan: &mut Plan,
        stage: &Stage,
        number: usize,
        before: &FxHashMap<Spot, Reached>,
        baseline: &Answers,
    ) -> Option<FxHashMap<Spot, Reached>> {
        let places: FxHashMap<&W, usize> = (self.0.get(number + 1)?.iter())
            .enumerate()
            .map(|(place, (state, _))| (state, place))
            .collect();
        let question = question(plan, stage);
        let mut next: FxHashMap<Spot, Reached> = FxHashMap::default();
        for (place, (state, scores)) in self.0.get(number)?.iter().enumerate() {
            for step in state.moves(plan, stage) {
                let Some(&after) = places.get(&step.after) else {
                    continue;
                };
                let away = distance(baseline, question, stage, step.steps);
                for score in scores.scores() {
                    let from = (place, score);
                    let Some(way) = before.get(&from) else {
                        continue;
                    };
                    let way = Reached {
                        cost: way.cost + away,
                        from,
                        steps: step.steps,
                    };
                    let spot = (after, score.saturating_add(step.points));
                    let known = next.entry(spot).or_insert(way);
                    if way.cost < known.cost {
                        *known = way;
                    }
                }
            }
        }
        Some(next)
    }
}

fn question(plan: &Plan, stage: &Stage) -> QuestionIndex {
    let planned = plan.questions.get(stage.planned);
    planned.expect("a stage belongs to its plan").question
}

/// How many answers a step is away from the baseline; what both people say counts once.
fn distance(
    baseline: &Answers,
    question: QuestionIndex,
    stage: &Stage,
    steps: [AnswerPart; 2],
) -> u32 {
    let [one, other] = steps.map(|step| away(baseline, question, stage, step));
    one.max(other)
}

fn away(baseline: &Answers, question: QuestionIndex, stage: &Stage, step: AnswerPart) -> u32 {
    let usual = baseline.known(question);
    let is_other = match (step, usual) {
        (AnswerPart::Skip | AnswerPart::Perhaps | AnswerPart::Stay | AnswerPart::End, _) => false,
        (AnswerPart::Unsure, usual) => return u32::from(usual.is_some()),
        (AnswerPart::Answer(options), usual) => usual != Some(options),
        (AnswerPart::Tick(option), usual) => usual.is_none_or(|usual| !usual.contains(option)),
        (AnswerPart::Untick(option), usual) => usual.is_some_and(|usual| usual.contains(option)),
    };
    // A question of many boxes that the baseline leaves open counts once for being answered.
    let is_box = matches!(step, AnswerPart::Tick(_) | AnswerPart::Untick(_));
    let is_opened = stage.is_first && is_box && usual.is_none();
    u32::from(is_other) + u32::from(is_opened)
}
