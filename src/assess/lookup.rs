//! Byte-wise lookup tables (the "method of four Russians"): what follows from bits, eight at a time.
//!
//! ```text
//! bit 0 counts +5, bit 2 counts -3       table of byte 0: [0, 5, 0, 5, -3, 2, -3, 2, …]
//! the byte 0b101 (bits 0 and 2)          entry 5: +2, with one read and no branch
//! ```

use super::bits::{self, Bitset};

/// For every combination of some bits, all that follows from it.
///
/// Answers come without any order, so nothing branches on the bits of a byte: it would be guessed wrongly.
#[derive(Debug, Clone)]
pub(super) struct Lookup<Effect> {
    /// The place of the first byte that is looked up.
    first: usize,
    /// For each byte from there on what follows from each of its values.
    values: Vec<Effect>,
    /// Bits that are looked at one by one, by their place.
    single: Vec<(usize, Effect)>,
}

/// Values of a byte.
const BYTE_VALUES: usize = 256;

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
        let mut values = Vec::new();
        while effects.peek().is_some() {
            let start = values.len();
            let place = first + start / BYTE_VALUES;
            values.reserve(BYTE_VALUES);
            values.push(nothing.clone());
            for bit in place * 8..(place + 1) * 8 {
                let middle = values.len();
                values.extend_from_within(start..);
                if let Some((_, effect)) = effects.next_if(|(next, _)| *next == bit) {
                    let with = values.iter_mut().skip(middle);
                    with.for_each(|value| join(value, &effect));
                }
            }
        }
        Self {
            first,
            values,
            single: Vec::new(),
        }
    }

    /// The same for very many bits, of which few are set at once.
    pub(super) fn one_by_one(effects: impl IntoIterator<Item = (usize, Effect)>) -> Self {
        Self {
            first: 0,
            values: Vec::new(),
            single: effects.into_iter().collect(),
        }
    }

    /// Does something with all that follows from the bits that are set.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "words in a call are words in memory, which costs twice the time"
    )]
    pub(super) fn each<'all>(&'all self, set: &impl Bitset, mut act: impl FnMut(&'all Effect)) {
        let bytes = set.bytes();
        if let Some(bytes) = bytes.as_ref().as_flattened().get(self.first..) {
            let (values, _) = self.values.as_chunks::<BYTE_VALUES>();
            for (values, byte) in values.iter().zip(bytes) {
                let value = values.get(usize::from(*byte));
                value.into_iter().for_each(&mut act);
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

    /// Powers of two, added up: the sum names every bit that was seen.
    #[test]
    fn bits_that_are_set_are_found_at_once_and_one_by_one() {
        let bits = [11, 12, 13, 63, 64, 70, 190, 255];
        let effects = || bits.into_iter().zip((0..).map(|power| 1_u32 << power));
        let at_once = Lookup::new(effects(), &0, |one, other| *one += other);
        assert_eq!((at_once.first, at_once.values.len()), (1, 31 * BYTE_VALUES));
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
