//! Rows of bits, one bit for each clause of a pack.

/// So many words are folded at once; one such block holds the clauses of most packs.
pub(super) type Block = [u64; 4];

const WORDS: usize = 4;
const WORD: usize = 64;

/// A block in which everything is still possible.
pub(super) const FULL: Block = [u64::MAX; WORDS];

/// Blocks that hold this many bits.
pub(super) fn blocks_for(bits: usize) -> usize {
    bits.div_ceil(WORDS * WORD).max(1)
}

/// Keeps in `these` what is also in `others`.
#[inline]
pub(super) fn keep(these: &mut [Block], others: &[Block]) {
    for (this, other) in these.iter_mut().zip(others) {
        for (word, other) in this.iter_mut().zip(other) {
            *word &= other;
        }
    }
}

/// The same, or nothing at all, at the same cost.
#[inline]
pub(super) fn keep_unless(these: &mut [Block], others: &[Block], is_idle: bool) {
    let idle = if is_idle { u64::MAX } else { 0 };
    for (this, other) in these.iter_mut().zip(others) {
        for (word, other) in this.iter_mut().zip(other) {
            *word &= other | idle;
        }
    }
}

/// Adds to `these` what is in `others`.
#[inline]
pub(super) fn add(these: &mut [Block], others: &[Block]) {
    for (this, other) in these.iter_mut().zip(others) {
        for (word, other) in this.iter_mut().zip(other) {
            *word |= other;
        }
    }
}

pub(super) fn set(blocks: &mut [Block], bit: usize) {
    if let Some(word) = blocks.as_flattened_mut().get_mut(bit / WORD) {
        *word |= 1 << (bit % WORD);
    }
}

pub(super) fn clear(blocks: &mut [Block], bit: usize) {
    if let Some(word) = blocks.as_flattened_mut().get_mut(bit / WORD) {
        *word &= !(1 << (bit % WORD));
    }
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
    /// Whether one of them is set.
    #[inline]
    pub(super) fn any(self, blocks: &[Block]) -> bool {
        self.words(blocks).any(|(_, word)| word != 0)
    }

    /// Those that are set, ascending.
    #[inline]
    pub(super) fn set(self, blocks: &[Block]) -> impl Iterator<Item = usize> {
        self.words(blocks)
            .flat_map(|(first, word)| Ones(word).map(move |bit| first + bit))
    }

    /// The words that hold them, without other bits, each with the number of its first bit.
    #[inline]
    fn words(self, blocks: &[Block]) -> impl Iterator<Item = (usize, u64)> {
        let first = self.start / WORD;
        let words = blocks.as_flattened().get(first..self.end.div_ceil(WORD));
        let words = words.unwrap_or_default().iter().enumerate();
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
    fn neighboring_bits_are_found_also_over_the_ends_of_words_and_blocks() {
        let mut blocks = [[0; WORDS]; 2];
        for bit in [0, 63, 64, 130, 255, 256, 400] {
            set(&mut blocks, bit);
        }
        let found = |start, end| Bits { start, end }.set(&blocks).collect::<Vec<_>>();
        assert_eq!(found(0, 512), [0, 63, 64, 130, 255, 256, 400]);
        assert_eq!(found(1, 65), [63, 64]);
        assert_eq!(found(64, 64), [0; 0]);
        assert_eq!(found(255, 257), [255, 256]);
        let any = |start, end| Bits { start, end }.any(&blocks);
        assert!(any(130, 131) && !any(131, 255) && !any(130, 130) && any(400, 401));
    }
}
