//! Which rules fire, and what their effects come to.

use super::bits::{self, Bits, Bitset};
use super::lookup::Lookup;
use crate::pack::{Variant, Verdict};

/// So many clauses of exceptions are looked up eight at a time: more would take much room.
const MOST_EXCEPTIONS: usize = 64;

/// What takes rules out although their condition holds, and what those count that are left.
#[derive(Debug, Clone)]
pub(super) struct Firing<Row> {
    /// The clauses of all rules.
    rules: Row,
    /// For each clause of an exception the clauses of rules that it leaves.
    left: Lookup<Row>,
    /// The first and the last clause of each rule, if some have several.
    ends: Option<[Row; 2]>,
    /// What each of its clauses counts, of those that count at all.
    points: Lookup<i32>,
    /// For each verdict but the best, which is there without any rule, the clauses of the rules that give it.
    gates: Box<[Row; Verdict::ALL.len() - 1]>,
}

/// The rules of a pack by bit.
pub(super) struct RuleBits<'a> {
    /// Each rule with its clauses.
    pub(super) rules: &'a [(Variant<'a>, Bits)],
    /// The first clause of an exception, and what each takes out.
    pub(super) first_exception: usize,
    pub(super) excepted: &'a [Vec<Bits>],
}

/// What rules come to together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Effects {
    /// Points, added up.
    pub(super) points: i32,
    /// One bit for each verdict that one of them gives, but none for the best.
    verdicts: u8,
}

impl<Row: Bitset> Firing<Row> {
    /// For a table of `count` clauses.
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
        let join = |one: &mut Row, other: &Row| one.and_assign(other.as_ref());
        let left = if bits.excepted.len() > MOST_EXCEPTIONS {
            Lookup::one_by_one(exceptions)
        } else {
            Lookup::new(exceptions, &all, join)
        };
        let whens = || {
            bits.rules
                .iter()
                .map(|(_, when)| when)
                .filter(|when| when.start < when.end)
        };
        let has_several = whens().any(|when| when.each().count() > 1);
        let ends = has_several.then(|| {
            let firsts = whens().map(|when| when.start);
            let lasts = whens().map(|when| when.end - 1);
            [Row::of(count, firsts), Row::of(count, lasts)]
        });
        // Points are clamped, so that the sum over any number of rules fits. A pack
        // that was loaded has no rule near this limit.
        let most = i32::try_from(count).map_or(0, |count| i32::MAX / count.max(1));
        let points = bits.rules.iter().flat_map(|(rule, when)| {
            let points = rule.points().map(|points| points.clamp(-most, most));
            when.each().filter_map(move |bit| Some((bit, points?)))
        });
        let [_best, worse @ ..] = Verdict::ALL;
        let gates = worse.map(|verdict| {
            let rules = bits.rules.iter();
            let giving = rules.filter(|(rule, _)| rule.verdict() == Some(verdict));
            Row::of(count, giving.flat_map(|(_, when)| when.each()))
        });
        Self {
            left,
            ends,
            points: Lookup::new(points, &0, |one, other| *one += other),
            gates: Box::new(gates),
            rules: all,
        }
    }

    /// Of the clauses that hold, the first of each rule that fires.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "words in a call are words in memory, which costs twice the time"
    )]
    pub(super) fn firing(&self, holding: &Row) -> Row {
        let mut firing = holding.clone();
        firing.and_assign(self.rules.as_ref());
        self.left
            .each(holding, |left| firing.and_assign(left.as_ref()));
        if let Some([firsts, lasts]) = &self.ends {
            keep_first(firing.as_mut(), firsts.as_ref(), lasts.as_ref());
        }
        firing
    }

    /// What the rules come to whose clauses fire.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "words in a call are words in memory, which costs twice the time"
    )]
    pub(super) fn effects(&self, firing: &Row) -> Effects {
        let mut all = Effects::default();
        for (giving, place) in self.gates.iter().zip(1..) {
            all.verdicts |= u8::from(firing.intersects(giving)) << place;
        }
        self.points.each(firing, |points| all.points += points);
        all
    }
}

/// Of neighboring bits between a first and a last one, keeps the lowest that is set.
///
/// With the last bit set, taking away the first clears the lowest bit that was set, and leaves those above.
fn keep_first(words: &mut [u64], firsts: &[u64], lasts: &[u64]) {
    let mut is_borrowed = false;
    for ((word, first), last) in words.iter_mut().zip(firsts).zip(lasts) {
        let (rest, is_under) = (*word | last).overflowing_sub(*first);
        let (rest, is_still_under) = rest.overflowing_sub(u64::from(is_borrowed));
        is_borrowed = is_under | is_still_under;
        *word &= !rest;
    }
}

impl Effects {
    /// The worst verdict that one of the rules gives.
    #[inline]
    pub(super) fn worst(self) -> Verdict {
        let [best, ..] = Verdict::ALL;
        let Some(worst) = self.verdicts.checked_ilog2() else {
            return best; // no rule gives a verdict, so the score alone decides
        };
        let verdict = Verdict::ALL.get(worst as usize);
        *verdict.expect("each bit is the place of a verdict")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_several_clauses_is_kept_also_over_the_ends_of_words() {
        let groups = [(3, 4), (4, 7), (60, 70), (70, 71), (100, 200), (200, 202)];
        let row = |places: &[usize]| <[u64; 4]>::of(256, places.iter().copied());
        let firsts = row(&groups.map(|(start, _)| start));
        let lasts = row(&groups.map(|(_, end)| end - 1));
        for (set, kept) in [
            (vec![], vec![]),
            (vec![3, 4, 5, 6], vec![3, 4]),
            (vec![6, 64, 69, 70], vec![6, 64, 70]),
            (vec![60, 63, 64, 69], vec![60]),
            (vec![69, 199, 201], vec![69, 199, 201]),
            (vec![128, 150, 192, 199, 200, 201], vec![128, 200]),
        ] {
            let mut words = row(&set);
            keep_first(&mut words, &firsts, &lasts);
            assert_eq!(words, row(&kept), "{set:?}");
        }
    }
}
