//! What a sweep over two packs is to find out.

use crate::pack::{Condition, Variant, Verdict};

use super::pairing::Side;
use super::questions::Joint;

/// Which packs something belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sides {
    /// It is the same in both.
    Both,
    /// One of them.
    One(Side),
}

impl Sides {
    /// A pack that has it; the old one where both do.
    pub(super) fn side(self) -> Side {
        match self {
            Self::Both => Side::Old,
            Self::One(side) => side,
        }
    }
}

/// When a rule fires, in the numbers of both packs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JointFiring {
    pub(super) when: Condition,
    pub(super) unless: Option<Condition>,
}

impl JointFiring {
    pub(super) fn new(
        joint: &Joint,
        side: Side,
        when: &Condition,
        unless: Option<&Condition>,
    ) -> Self {
        Self {
            when: joint.condition(side, when),
            unless: unless.map(|unless| joint.condition(side, unless)),
        }
    }

    pub(super) fn of(joint: &Joint, side: Side, variant: Variant) -> Self {
        Self::new(joint, side, variant.when(), variant.unless())
    }

    /// Its condition and its exception.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        [Some(&self.when), self.unless.as_ref()]
            .into_iter()
            .flatten()
    }

    /// Returns true if every question it asks is the same in both packs.
    pub(super) fn asks_the_same(&self, joint: &Joint) -> bool {
        self.conditions()
            .all(|condition| joint.asks_the_same(condition))
    }
}

/// Something that gives points or a verdict.
#[derive(Debug, Clone)]
pub(super) struct Effect {
    pub(super) sides: Sides,
    pub(super) firing: JointFiring,
    pub(super) points: [i32; 2],
    pub(super) verdicts: [Verdict; 2],
}

impl Effect {
    /// Returns true if it gives points or a verdict worse than "suitable" to either pack.
    pub(super) fn matters(&self) -> bool {
        self.points != [0; 2] || self.verdicts != [Verdict::Suitable; 2]
    }
}

/// A rule of both packs, or of one; only answers with which it acts differently count.
#[derive(Debug, Clone)]
pub(super) struct ChangedRule {
    pub(super) firings: [Option<JointFiring>; 2],
    /// It does something else where it fires in both.
    pub(super) effect_differs: bool,
}

/// The conditions of a table's rows in both packs; `None` for a row that always matches.
#[derive(Debug, Clone)]
pub(super) struct Rows(pub(super) [Vec<Option<Condition>>; 2]);

/// What a sweep is to find out.
#[derive(Debug, Clone)]
pub(super) struct ComparisonQuery {
    pub(super) base: [i32; 2],
    pub(super) effects: Vec<Effect>,
    /// Only answers with which one of these acts differently; `None`: all answers.
    pub(super) changed_rules: Option<Vec<ChangedRule>>,
    pub(super) tables: Vec<Rows>,
}

impl ComparisonQuery {
    /// A query without rules and tables yet.
    pub(super) fn new() -> Self {
        Self {
            base: [0, 0],
            effects: Vec::new(),
            changed_rules: None,
            tables: Vec::new(),
        }
    }

    /// Every condition that is looked at, apart from those of questions.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let of_effects = (self.effects.iter()).flat_map(|effect| effect.firing.conditions());
        let of_changed = (self.changed_rules.iter().flatten())
            .flat_map(|changed| changed.firings.iter().flatten())
            .flat_map(JointFiring::conditions);
        let of_rows = self
            .tables
            .iter()
            .flat_map(|table| table.0.iter().flatten());
        of_effects.chain(of_changed).chain(of_rows.flatten())
    }
}
