//! Everything about the answers so far that can still matter, in both packs.

use super::pairing::Side;
use super::query::Sides;
use crate::pack::{OptionSet, QuestionIndex, RowMatch, Verdict, could_be_first};
use crate::space::residual::{AnswerPart, Residual, ResidualInterner};

/// A question, or a part of one.
#[derive(Debug)]
pub(super) struct Stage {
    pub(super) question: QuestionIndex,
    /// True for each pack that has the question.
    pub(super) asked_by: [bool; 2],
    pub(super) choices: Vec<Choice>,
    /// What becomes pending here; only the first part of a question has any.
    pub(super) activations: Vec<Activation>,
}

/// A part of an answer that a stage allows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub(super) part: AnswerPart,
    /// The options of a witness that takes it.
    pub(super) chosen: OptionSet,
    /// True for each pack that does not know the option.
    pub(super) foreign: [bool; 2],
    /// The number of answers that it represents.
    pub(super) weight: u128,
    /// How many answers it is away from the baseline.
    pub(super) cost: u32,
}

impl Choice {
    pub(super) const fn new(part: AnswerPart, cost: u32) -> Self {
        Self {
            part,
            chosen: OptionSet::EMPTY,
            foreign: [false; 2],
            weight: 1,
            cost,
        }
    }

    /// The question does not apply.
    const SKIPPED: Self = Self::new(AnswerPart::Skip, 0);
}

/// An effect or a question becomes pending, with nothing of its condition answered.
#[derive(Debug, Clone, Copy)]
pub(super) enum Activation {
    Effect(PendingEffect),
    Question(PendingQuestion),
}

/// What is left of the condition of a question to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PendingQuestion {
    pub(super) question: QuestionIndex,
    pub(super) sides: Sides,
    /// For it to apply, certainly or perhaps.
    pub(super) possible: Residual,
}

/// What is left of both packs after some answers, apart from the scores.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct JointState {
    /// The worst gate of each pack among those decided.
    pub(super) worst: [Verdict; 2],
    pending: Vec<PendingEffect>,
    questions: Vec<PendingQuestion>,
    changed_rules: ChangeStatus,
    tables: Vec<RowResiduals>,
}

/// What is left of a rule's condition and of its exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FiringResidual {
    pub(super) when: Residual,
    pub(super) unless: Residual,
}

/// An effect of which it is not decided whether its rule fires.
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
    /// Both packs ask its questions alike, so equal residuals stay equal.
    pub(super) asks_the_same: bool,
}

/// Which completions of the answers so far count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum ChangeStatus {
    /// All of them.
    Met,
    /// Those for which one of these rules acts differently.
    Open(Vec<PendingChange>),
}

/// The rows of a table in each pack that could still be the first to match.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct RowResiduals(pub(super) [Vec<RowResidual>; 2]);

/// What is left of a row's condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct RowResidual {
    /// For it to match certainly.
    pub(super) certain: Residual,
    /// For it to match perhaps.
    pub(super) possible: Residual,
    /// The number of the row.
    pub(super) row: usize,
}

/// Where a choice leads.
#[derive(Debug)]
pub(super) struct Successor {
    pub(super) choice: Choice,
    pub(super) state: JointState,
    /// What the rules that it decides give in each pack.
    pub(super) points: [i32; 2],
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

    /// Where the choices of a stage lead; none where no completion counts.
    pub(super) fn successors(
        &self,
        residuals: &mut ResidualInterner,
        stage: &Stage,
    ) -> Vec<Successor> {
        let before = self.activated(stage);
        let applies = before.applies(stage);
        let choices = if applies.contains(&true) {
            stage.choices.as_slice()
        } else {
            &[Choice::SKIPPED]
        };
        let successors = choices.iter().filter_map(|choice| {
            let parts = parts(choice, applies);
            let (after, points) = before.after(residuals, stage.question, parts)?;
            Some(Successor {
                choice: *choice,
                state: after,
                points,
            })
        });
        successors.collect()
    }

    /// Returns true if the answers count, all of them being given.
    pub(super) fn counts(&self) -> bool {
        self.changed_rules == ChangeStatus::Met
    }

    /// The rows of each table that count in each pack.
    pub(super) fn tables(&self) -> impl Iterator<Item = [Vec<usize>; 2]> {
        let tables = self.tables.iter();
        tables.map(|RowResiduals(sides)| {
            (sides.each_ref()).map(|rows| rows.iter().map(|row| row.row).collect())
        })
    }

    fn activated(&self, stage: &Stage) -> Self {
        let mut before = self.clone();
        for activation in &stage.activations {
            match *activation {
                Activation::Effect(pending) => before.pending.push(pending),
                Activation::Question(pending) => before.questions.push(pending),
            }
        }
        // Sound: a question is asked once, so the condition of an earlier one is not read again.
        (before.questions).retain(|pending| pending.question >= stage.question);
        before.questions.sort_unstable();
        before
    }

    /// True for each pack in which a question applies, or may apply.
    fn applies(&self, stage: &Stage) -> [bool; 2] {
        let here = |side: Side| {
            let mut conditions = self.questions.iter();
            let ruled_out = conditions.any(|pending| {
                let concerns = [Sides::Both, Sides::One(side)].contains(&pending.sides);
                pending.question == stage.question
                    && concerns
                    && pending.possible == Residual::FALSE
            });
            *side.of(&stage.asked_by) && !ruled_out
        };
        Side::BOTH.map(here)
    }

    fn after(
        &self,
        residuals: &mut ResidualInterner,
        question: QuestionIndex,
        parts: [AnswerPart; 2],
    ) -> Option<(Self, [i32; 2])> {
        let mut left =
            |residual, sides: Sides| residuals.after(residual, question, *sides.side().of(&parts));
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
        let questions = self
            .questions
            .iter()
            .map(|pending| {
                let part = pending.sides.side().of(&parts).as_possible();
                PendingQuestion {
                    possible: residuals.after(pending.possible, question, part),
                    ..*pending
                }
            })
            .collect();
        let tables = self.tables.iter();
        let after = Self {
            worst,
            pending,
            questions,
            changed_rules,
            tables: tables
                .map(|table| table.after(residuals, question, parts))
                .collect(),
        };
        Some((after, points))
    }
}

/// The part that a choice is for each pack: a pack does not know an option that only the other offers.
fn parts(choice: &Choice, applies: [bool; 2]) -> [AnswerPart; 2] {
    Side::BOTH.map(|side| {
        let is_foreign = *side.of(&choice.foreign);
        match choice.part {
            _ if !*side.of(&applies) => AnswerPart::Skip,
            AnswerPart::Answer(_) if is_foreign => AnswerPart::Unsure,
            AnswerPart::Tick(option) if is_foreign => AnswerPart::Untick(option),
            part => part,
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
    /// `None` if no rule can act differently any more, so that no completion counts.
    fn after(&self, left: &mut impl FnMut(Residual, Sides) -> Residual) -> Option<Self> {
        let Self::Open(pending) = self else {
            return Some(Self::Met);
        };
        let mut still = Vec::with_capacity(pending.len());
        for changed in pending {
            let [old, new] = changed.rules;
            let old = old.after(Sides::One(Side::Old), left);
            let new = new.after(Sides::One(Side::New), left);
            if !old.is_decided() || !new.is_decided() {
                // Sound: the same questions leave equal conditions equal in both packs.
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
        parts: [AnswerPart; 2],
    ) -> Self {
        Self(Side::BOTH.map(|side| {
            let part = *side.of(&parts);
            let rows = side.of(&self.0).iter().map(|row| {
                let left = RowResidual {
                    certain: residuals.after(row.certain, question, part),
                    possible: residuals.after(row.possible, question, part.as_possible()),
                    ..*row
                };
                let matches = RowMatch {
                    is_possible: left.possible != Residual::FALSE,
                    is_certain: left.certain == Residual::TRUE,
                };
                (left, matches)
            });
            could_be_first(rows).collect()
        }))
    }
}

/// Drops effects that can no longer matter and joins those that will be decided together.
///
/// Sound as for one pack: a gate no worse than one that fired changes nothing, and rules with the same residuals
/// fire for the same answers.
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
