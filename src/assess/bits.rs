//! Rows of bits, one bit for each clause of a pack.

const WORD: usize = 64;

/// Bitset that are folded together. Of a known number, they stay in registers all the way.
pub(super) trait Bitset: AsRef<[u64]> + AsMut<[u64]> + Clone {
    /// A row with at least `bits` bits, all of them set.
    fn full(bits: usize) -> Self;
    /// As many words without a bit.
    fn zeroed(&self) -> Self;
    /// Keeps what is also in a row that is at least as wide.
    fn and_assign(&mut self, row: &[u64]);
    /// Returns true if they share a bit with a row that is as wide.
    fn intersects(&self, row: &Self) -> bool;
    /// Their bytes, the lowest first.
    fn bytes(&self) -> impl AsRef<[[u8; 8]]>;
    /// Adds what is in a row that is at least as wide.
    fn or_assign(&mut self, row: &[u64]);

    /// A row with at least `bits` bits, those of `set` set.
    fn of(bits: usize, set: impl Iterator<Item = usize>) -> Self {
        let mut words = Self::full(bits).zeroed();
        set.for_each(|bit| self::set(words.as_mut(), bit));
        words
    }
}

#[expect(
    clippy::inline_always,
    reason = "words in a call are words in memory, which costs twice the time"
)]
impl<const COUNT: usize> Bitset for [u64; COUNT] {
    fn full(_: usize) -> Self {
        [u64::MAX; COUNT]
    }

    #[inline(always)]
    fn intersects(&self, row: &Self) -> bool {
        let shared = self.iter().zip(row).map(|(word, other)| word & other);
        shared.fold(0, |all, shared| all | shared) != 0
    }

    #[inline(always)]
    fn bytes(&self) -> impl AsRef<[[u8; 8]]> {
        self.map(u64::to_le_bytes)
    }

    #[inline(always)]
    fn zeroed(&self) -> Self {
        [0; COUNT]
    }

    #[inline(always)]
    fn and_assign(&mut self, row: &[u64]) {
        if let Some(row) = row.first_chunk::<COUNT>() {
            for (word, other) in self.iter_mut().zip(row) {
                *word &= other;
            }
        }
    }

    #[inline(always)]
    fn or_assign(&mut self, row: &[u64]) {
        if let Some(row) = row.first_chunk::<COUNT>() {
            for (word, other) in self.iter_mut().zip(row) {
                *word |= other;
            }
        }
    }
}

impl Bitset for Vec<u64> {
    fn full(bits: usize) -> Self {
        vec![u64::MAX; words_for(bits)]
    }

    fn zeroed(&self) -> Self {
        vec![0; self.len()]
    }

    fn and_assign(&mut self, row: &[u64]) {
        for (word, other) in self.iter_mut().zip(row) {
            *word &= other;
        }
    }

    fn or_assign(&mut self, row: &[u64]) {
        for (word, other) in self.iter_mut().zip(row) {
            *word |= other;
        }
    }

    fn intersects(&self, row: &Self) -> bool {
        self.iter().zip(row).any(|(word, other)| word & other != 0)
    }

    fn bytes(&self) -> impl AsRef<[[u8; 8]]> {
        let words = self.iter().copied();
        words.map(u64::to_le_bytes).collect::<Vec<_>>()
    }
}

pub(super) fn set(words: &mut [u64], bit: usize) {
    if let Some(word) = words.get_mut(bit / WORD) {
        *word |= 1 << (bit % WORD);
    }
}

pub(super) fn clear(words: &mut [u64], bit: usize) {
    if let Some(word) = words.get_mut(bit / WORD) {
        *word &= !(1 << (bit % WORD));
    }
}

pub(super) fn is_set(words: &[u64], bit: usize) -> bool {
    let word = words.get(bit / WORD);
    word.is_some_and(|word| word & (1 << (bit % WORD)) != 0)
}

/// Bitset that hold this many bits.
pub(super) fn words_for(bits: usize) -> usize {
    bits.div_ceil(WORD).max(1)
}

/// The places of all bits that are set, ascending.
#[inline]
pub(super) fn places(words: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    words
        .enumerate()
        .flat_map(|(place, word)| Ones(word).map(move |bit| place * WORD + bit))
}

/// Neighboring bits: the clauses of one condition, or of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bits {
    /// The first bit.
    pub(super) start: usize,
    /// The bit after the last.
    pub(super) end: usize,
}

impl Bits {
    /// Returns true if one of them is set.
    #[inline]
    pub(super) fn any(self, words: &[u64]) -> bool {
        self.within(words).any(|(_, word)| word != 0)
    }

    /// Every one of them, set or not.
    pub(super) fn each(self) -> impl Iterator<Item = usize> + Clone {
        self.start..self.end
    }

    /// The words that hold them, without other bits, each with the number of its first bit.
    #[inline]
    fn within(self, words: &[u64]) -> impl Iterator<Item = (usize, u64)> {
        let first = self.start / WORD;
        let words = words
            .get(first..self.end.div_ceil(WORD))
            .unwrap_or_default()
            .iter()
            .enumerate();
        words.map(move |(place, word)| {
            let begin = (first + place) * WORD;
            let low = u64::MAX << self.start.saturating_sub(begin);
            let high = u64::MAX >> (begin + WORD).saturating_sub(self.end);
            (begin, word & low & high)
        })
    }
}

/// The places of the bits that are set in a word.
struct Ones(u64);

impl Iterator for Ones {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let place = (self.0 != 0).then_some(self.0.trailing_zeros() as usize);
        self.0 &= self.0.wrapping_sub(1);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighboring_bits_are_found_also_over_the_ends_of_words() {
        let mut words = [0; 8];
        for bit in [0, 63, 64, 130, 255, 256, 400] {
            set(&mut words, bit);
        }
        let found: Vec<_> = places(words.into_iter()).collect();
        assert_eq!(found, [0, 63, 64, 130, 255, 256, 400]);
        let any = |start, end| Bits { start, end }.any(&words);
        assert!(any(130, 131) && !any(131, 255) && !any(130, 130) && any(400, 401));
    }

    #[test]
    fn rows_meet_also_where_two_words_share_the_same_bits() {
        let row = |set: &[usize]| <[u64; 4]>::of(256, set.iter().copied());
        assert!(row(&[5, 69]).intersects(&row(&[5, 69])));
        assert!(row(&[200]).intersects(&row(&[3, 200])));
        assert!(!row(&[5, 69]).intersects(&row(&[6, 70, 133])));
    }

    #[test]
    fn a_row_has_words_enough_for_its_bits() {
        assert_eq!([0, 1, 64, 65, 128, 129].map(words_for), [1, 1, 1, 2, 2, 3]);
    }
}
