//! Everything about the answers so far that can still matter, in both packs.

use super::compiled::{Activation, Choice, Stage};
use super::query::Sides;
use super::questions::Side;
use crate::pack::{QuestionIndex, Verdict};
use crate::space::residual::{AnswerPart, Residual, ResidualInterner};

/// What is left of both packs after some answers, apart from the scores.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct JointState {
    /// The worst gate of each pack among those decided.
    pub(super) worst: [Verdict; 2],
    pending: Vec<PendingEffect>,
    questions: Vec<(QuestionIndex, Sides, Residual)>,
    changed_rules: ChangeStatus,
    tables: Vec<RowResiduals>,
}

/// What is left of a rule's condition and of its exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FiringResidual {
    pub(super) when: Residual,
    pub(super) unless: Residual,
}

/// A rule activations and not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PendingEffect {
    pub(super) rule: FiringResidual,
    pub(super) sides: Sides,
    pub(super) points: [i32; 2],
    pub(super) verdicts: [Verdict; 2],
}

/// A rule of which it is not yet decided whether it acts differently.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PendingChange {
    pub(super) rules: [FiringResidual; 2],
    pub(super) effect_differs: bool,
    /// Both packs ask its questions alike, so what is left alike stays alike.
    pub(super) asks_the_same: bool,
}

/// Whether the answers so far count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum ChangeStatus {
    /// Whatever is still to come.
    Met,
    /// If one of these acts differently.
    Open(Vec<PendingChange>),
}

/// Rows that can still count in each pack: what is left for certain, what is possible, what it says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct RowResiduals(pub(super) [Vec<(Residual, Residual, usize)>; 2]);

/// What one pack makes of a move: to what must be certain, and to what is only possible.
#[derive(Debug, Clone, Copy)]
struct PartBounds {
    certain: AnswerPart,
    possible: AnswerPart,
}

impl JointState {
    pub(super) fn new(
        changed_rules: Option<Vec<PendingChange>>,
        tables: Vec<RowResiduals>,
    ) -> Self {
        Self {
            worst: [Verdict::Suitable; 2],
            pending: Vec::new(),
            questions: Vec::new(),
            changed_rules: changed_rules.map_or(ChangeStatus::Met, ChangeStatus::Open),
            tables,
        }
    }

    /// Where a stage leads: each move with the state after it and the points it brings in each pack.
    pub(super) fn afters(
        &self,
        residuals: &mut ResidualInterner,
        stage: &Stage,
    ) -> Vec<(Choice, Self, [i32; 2])> {
        let before = self.activated(stage);
        let applies = before.applies(stage);
        let skipped = [Choice::skipped()];
        let choices = if applies.contains(&true) {
            stage.choices.as_slice()
        } else {
            &skipped
        };
        let afters = choices.iter().filter_map(|step| {
            let bounds = bounds(step, applies);
            let (after, points) = before.after(residuals, stage.question, bounds)?;
            Some((*step, after, points))
        });
        afters.collect()
    }

    /// Whether the answers count, all of them being given.
    pub(super) fn counts(&self) -> bool {
        self.changed_rules == ChangeStatus::Met
    }

    /// What the rows of a table that count say, in each pack.
    pub(super) fn tables(&self) -> impl Iterator<Item = [Vec<usize>; 2]> {
        let tables = self.tables.iter();
        tables.map(|RowResiduals(sides)| {
            let contents = |rows: &Vec<(_, _, usize)>| rows.iter().map(|row| row.2).collect();
            sides.each_ref().map(contents)
        })
    }

    fn activated(&self, stage: &Stage) -> Self {
        let mut before = self.clone();
        for activations in &stage.activations {
            match *activations {
                Activation::Effect(pending) => before.pending.push(pending),
                Activation::Question(question, sides, residual) => {
                    before.questions.push((question, sides, residual));
                }
            }
        }
        let now = stage.question;
        before.questions.retain(|(index, _, _)| *index >= now);
        before.questions.sort_unstable();
        before
    }

    /// In which packs a question applies, or may apply.
    fn applies(&self, stage: &Stage) -> [bool; 2] {
        let here = |side: Side| {
            let mut conditions = self.questions.iter();
            let ruled_out = conditions.any(|&(index, sides, residual)| {
                let concerns = sides == Sides::Both || sides == Sides::One(side);
                index == stage.question && concerns && residual == Residual::FALSE
            });
            *side.of(&stage.asked_by) && !ruled_out
        };
        Side::BOTH.map(here)
    }

    fn after(
        &self,
        residuals: &mut ResidualInterner,
        question: QuestionIndex,
        bounds: [PartBounds; 2],
    ) -> Option<(Self, [i32; 2])> {
        let mut left = |residual, sides: Sides| {
            residuals.after(residual, question, sides.side().of(&bounds).certain)
        };
        let changed_rules = self.changed_rules.after(&mut left)?;
        let mut worst = self.worst;
        let mut points = [0_i32; 2];
        let mut pending = Vec::with_capacity(self.pending.len());
        for effect in &self.pending {
            let rule = effect.rule.after(effect.sides, &mut left);
            if rule == FiringResidual::ALWAYS {
                for (points, more) in points.iter_mut().zip(effect.points) {
                    *points = points.saturating_add(more);
                }
                for (worst, verdict) in worst.iter_mut().zip(effect.verdicts) {
                    *worst = (*worst).max(verdict);
                }
            } else if rule != FiringResidual::NEVER {
                pending.push(PendingEffect { rule, ..*effect });
            }
        }
        normalize_pending(&mut pending, worst);
        let questions = self.questions.iter().map(|&(index, sides, residual)| {
            let step = sides.side().of(&bounds).possible;
            (index, sides, residuals.after(residual, question, step))
        });
        let questions = questions.collect();
        let tables = self.tables.iter();
        let tables = tables.map(|table| table.after(residuals, question, bounds));
        let after = Self {
            worst,
            pending,
            questions,
            changed_rules,
            tables: tables.collect(),
        };
        Some((after, points))
    }
}

fn bounds(step: &Choice, applies: [bool; 2]) -> [PartBounds; 2] {
    Side::BOTH.map(|side| {
        let both = |step| PartBounds {
            certain: step,
            possible: step,
        };
        let unknown = PartBounds {
            certain: AnswerPart::Unsure,
            possible: AnswerPart::Perhaps,
        };
        let is_foreign = *side.of(&step.foreign);
        match step.step {
            _ if !*side.of(&applies) => both(AnswerPart::Skip),
            AnswerPart::Perhaps => unknown,
            AnswerPart::Answer(_) if is_foreign => unknown,
            AnswerPart::Tick(option) if is_foreign => both(AnswerPart::Untick(option)),
            AnswerPart::Answer(_)
            | AnswerPart::Tick(_)
            | AnswerPart::Untick(_)
            | AnswerPart::End
            | AnswerPart::Skip
            | AnswerPart::Unsure
            | AnswerPart::Stay => both(step.step),
        }
    })
}

impl FiringResidual {
    /// It fires.
    const ALWAYS: Self = Self {
        when: Residual::TRUE,
        unless: Residual::FALSE,
    };
    /// It does not fire.
    pub(super) const NEVER: Self = Self {
        when: Residual::FALSE,
        unless: Residual::FALSE,
    };

    fn after(self, sides: Sides, left: &mut impl FnMut(Residual, Sides) -> Residual) -> Self {
        let when = left(self.when, sides);
        let unless = left(self.unless, sides);
        if when == Residual::FALSE || unless == Residual::TRUE {
            return Self::NEVER;
        }
        Self { when, unless }
    }

    fn is_decided(self) -> bool {
        self == Self::ALWAYS || self == Self::NEVER
    }
}

impl ChangeStatus {
    /// `None` if none of them can act differently any more.
    fn after(&self, left: &mut impl FnMut(Residual, Sides) -> Residual) -> Option<Self> {
        let Self::Open(waiting) = self else {
            return Some(Self::Met);
        };
        let mut still = Vec::with_capacity(waiting.len());
        for changed in waiting {
            let [old, new] = changed.rules;
            let old = old.after(Sides::One(Side::Old), left);
            let new = new.after(Sides::One(Side::New), left);
            if !old.is_decided() || !new.is_decided() {
                let is_alike = changed.asks_the_same && old == new && !changed.effect_differs;
                if !is_alike {
                    still.push(PendingChange {
                        rules: [old, new],
                        ..*changed
                    });
                }
            } else if old != new || changed.effect_differs && old == FiringResidual::ALWAYS {
                return Some(Self::Met);
            }
        }
        still.sort_unstable();
        still.dedup();
        (!still.is_empty()).then_some(Self::Open(still))
    }
}

impl RowResiduals {
    fn after(
        &self,
        residuals: &mut ResidualInterner,
        question: QuestionIndex,
        bounds: [PartBounds; 2],
    ) -> Self {
        let Self(sides) = self;
        let mut pairs = sides.iter().zip(bounds).map(|(rows, bounds)| {
            let mut after = Vec::with_capacity(rows.len());
            for &(certain, possible, content) in rows {
                let certain = residuals.after(certain, question, bounds.certain);
                let possible = residuals.after(possible, question, bounds.possible);
                if possible != Residual::FALSE {
                    after.push((certain, possible, content));
                }
                if certain == Residual::TRUE {
                    break;
                }
            }
            after
        });
        let mut next = || pairs.next().unwrap_or_default();
        Self([next(), next()])
    }
}

/// Leaves out what can no longer matter and joins rules that will be decided together.
fn normalize_pending(pending: &mut Vec<PendingEffect>, worst: [Verdict; 2]) {
    for effect in pending.iter_mut() {
        for (verdict, worst) in effect.verdicts.iter_mut().zip(worst) {
            if *verdict <= worst {
                *verdict = Verdict::Suitable;
            }
        }
    }
    pending.retain(|effect| effect.points != [0; 2] || effect.verdicts != [Verdict::Suitable; 2]);
    pending.sort_unstable();
    pending.dedup_by(|later, kept| {
        let is_same = later.rule == kept.rule && later.sides == kept.sides;
        if is_same {
            for (points, more) in kept.points.iter_mut().zip(later.points) {
                *points = points.saturating_add(more);
            }
            for (verdict, other) in kept.verdicts.iter_mut().zip(later.verdicts) {
                *verdict = (*verdict).max(other);
            }
        }
        is_same
    });
}
