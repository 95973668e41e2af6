//! Which rules fire, and what their effects come to.

use super::bits::{self, Bits, Words};
use super::lookup::Lookup;
use crate::pack::{Rule, Verdict};

/// What takes rules out although their condition holds, and what those count that are left.
#[derive(Debug, Clone)]
pub(super) struct Firing<Row> {
    /// The clauses of all rules.
    rules: Row,
    /// For each clause what it leaves: that of an exception takes out all clauses of its rules, and one of
    /// several clauses of a rule those after it.
    left: Lookup<Row>,
    effects: Lookup<Effect>,
}

/// The rules of a pack by bit.
pub(super) struct RuleBits<'a> {
    /// Each rule with its clauses.
    pub(super) rules: &'a [(&'a Rule, Bits)],
    /// The first clause of an exception, and what each takes out.
    pub(super) first_exception: usize,
    pub(super) excepted: &'a [Vec<Bits>],
}

/// What rules come to together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Effects {
    /// Points, added up.
    pub(super) points: i32,
    /// One bit for each verdict that one of them gives.
    verdicts: u32,
}

/// The same of eight rules at most: short, so that all of them stay near.
#[derive(Debug, Clone, Copy, Default)]
struct Effect {
    points: i16,
    verdicts: u8,
}

impl<Row: Words> Firing<Row> {
    /// For so many clauses in all.
    pub(super) fn new(bits: &RuleBits, count: usize) -> Self {
        let rules = bits.rules.iter().flat_map(|(_, when)| when.each());
        let all = Row::of(count, rules);
        let without = |taken: &mut dyn Iterator<Item = usize>| {
            let mut left = all.clone();
            taken.for_each(|bit| bits::clear(left.as_mut(), bit));
            left
        };
        let excepted = bits.excepted.iter().zip(bits.first_exception..);
        let exceptions = excepted.map(|(excepted, bit)| {
            (
                bit,
                without(&mut excepted.iter().flat_map(|bits| bits.each())),
            )
        });
        let clauses = bits.rules.iter().flat_map(|(_, when)| {
            let others = when.each().skip(1).map(|next| next..when.end);
            when.each().zip(others)
        });
        let repeated = clauses.map(|(bit, mut others)| (bit, without(&mut others)));
        let left = repeated.chain(exceptions);
        let left = Lookup::new(left, &all, |one: &mut Row, other| one.keep(other.as_ref()));
        let effects = bits.rules.iter().flat_map(|(rule, when)| {
            let effect = Effect::of(rule);
            when.each().map(move |bit| (bit, effect))
        });
        Self {
            left,
            effects: Lookup::new(effects, &Effect::default(), |one, other| one.join(*other)),
            rules: all,
        }
    }

    /// Of the clauses that hold, the first of each rule that fires.
    #[inline]
    pub(super) fn firing(&self, holding: &Row) -> Row {
        let mut firing = holding.clone();
        firing.keep(self.rules.as_ref());
        self.left.each(holding, |left| firing.keep(left.as_ref()));
        firing
    }

    /// What the rules come to whose clauses fire.
    #[inline]
    pub(super) fn effects(&self, firing: &Row) -> Effects {
        let mut all = Effects::default();
        self.effects.each(firing, |effect| {
            all.points += i32::from(effect.points);
            all.verdicts |= u32::from(effect.verdicts);
        });
        all
    }
}

impl Effect {
    fn of(rule: &Rule) -> Self {
        let points = i16::try_from(rule.points.unwrap_or(0));
        Self {
            points: points.expect("the loader limits the points of a rule"),
            verdicts: rule.verdict.map_or(0, |verdict| 1 << verdict as u8),
        }
    }

    fn join(&mut self, other: Self) {
        self.points += other.points;
        self.verdicts |= other.verdicts;
    }
}

impl Effects {
    /// The worst verdict that one of the rules gives.
    #[inline]
    pub(super) fn worst(self) -> Verdict {
        let worst = self.verdicts.checked_ilog2().unwrap_or(0);
        let verdict = Verdict::ALL.get(worst as usize);
        verdict.copied().unwrap_or(Verdict::Suitable)
    }
}
