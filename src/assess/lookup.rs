//! What follows from bits that are set, looked up for eight of them at once.

use super::bits::{self, Words};

/// For every way in which some bits can be set, all that follows from it.
///
/// Answers come without any order, so nothing branches on the bits of a byte: it would be guessed wrongly.
#[derive(Debug, Clone)]
pub(super) struct Lookup<Effect> {
    /// The place of the first byte that is looked up.
    first: usize,
    /// For each byte from there on what follows from each of its values.
    ways: Vec<Effect>,
    /// Bits that are looked at one by one, by their place.
    single: Vec<(usize, Effect)>,
}

/// Values of a byte.
const WAYS: usize = 256;

impl<Effect: Clone> Lookup<Effect> {
    /// From what follows from each bit, by its place and ascending. From no bit follows `nothing`, and
    /// `join` puts together what follows from two.
    pub(super) fn new(
        effects: impl IntoIterator<Item = (usize, Effect)>,
        nothing: &Effect,
        join: impl Fn(&mut Effect, &Effect),
    ) -> Self {
        let mut effects = effects.into_iter().peekable();
        let first = effects.peek().map_or(0, |(bit, _)| bit / 8);
        let mut ways = Vec::new();
        while effects.peek().is_some() {
            let start = ways.len();
            let place = first + start / WAYS;
            ways.reserve(WAYS);
            ways.push(nothing.clone());
            for bit in place * 8..(place + 1) * 8 {
                let middle = ways.len();
                ways.extend_from_within(start..);
                if let Some((_, effect)) = effects.next_if(|(next, _)| *next == bit) {
                    let with = ways.iter_mut().skip(middle);
                    with.for_each(|way| join(way, &effect));
                }
            }
        }
        Self {
            first,
            ways,
            single: Vec::new(),
        }
    }

    /// The same for very many bits, of which few are set at once.
    pub(super) fn one_by_one(effects: impl IntoIterator<Item = (usize, Effect)>) -> Self {
        Self {
            first: 0,
            ways: Vec::new(),
            single: effects.into_iter().collect(),
        }
    }

    /// Does something with all that follows from the bits that are set.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "words in a call are words in memory, which costs twice the time"
    )]
    pub(super) fn each<'all>(&'all self, set: &impl Words, mut act: impl FnMut(&'all Effect)) {
        let bytes = set.bytes();
        if let Some(bytes) = bytes.as_ref().as_flattened().get(self.first..) {
            let (ways, _) = self.ways.as_chunks::<WAYS>();
            for (ways, byte) in ways.iter().zip(bytes) {
                let way = ways.get(usize::from(*byte));
                way.into_iter().for_each(&mut act);
            }
        }
        for (bit, effect) in &self.single {
            if bits::is_set(set.as_ref(), *bit) {
                act(effect);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Powers of two, added up: the sum tells every bit that was seen.
    #[test]
    fn bits_that_are_set_are_found_at_once_and_one_by_one() {
        let bits = [11, 12, 13, 63, 64, 70, 190, 255];
        let effects = || bits.into_iter().zip((0..).map(|power| 1_u32 << power));
        let at_once = Lookup::new(effects(), &0, |one, other| *one += other);
        assert_eq!((at_once.first, at_once.ways.len()), (1, 31 * WAYS));
        let one_by_one = Lookup::one_by_one(effects());
        for number in 0..1_u32 << bits.len() {
            let is_set = |place: &usize| number >> place & 1 == 1;
            let set = (0..bits.len()).filter(is_set);
            let mut words = <[u64; 4]>::of(256, set.filter_map(|place| bits.get(place).copied()));
            bits::set(&mut words, 100); // nothing follows from it
            for lookup in [&at_once, &one_by_one] {
                let mut found = 0;
                lookup.each(&words, |effect| found += effect);
                assert_eq!(found, number);
            }
        }
    }
}
