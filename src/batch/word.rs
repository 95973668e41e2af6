//! Words of JSON text, read all bytes at a time.

use rustc_hash::FxHashSet;

/// Bytes of a word that are compared at once.
const PART: usize = 8;

/// The longest word that is read quickly, in parts.
const PARTS: usize = 4;

/// A text that ends before the first quote: its bytes, zeros after the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    parts: [u64; PARTS],
    length: usize,
}

impl Word {
    /// The word that begins at a byte and ends before the next quote; `None` if it is longer than any
    /// that is read quickly.
    ///
    /// Words come in all lengths, so nothing here branches on theirs.
    #[inline]
    pub(super) fn read(bytes: &[u8], start: usize) -> Option<Self> {
        let parts = load(bytes, start);
        let mut length = PARTS * PART;
        for (place, part) in parts.iter().enumerate().rev() {
            let quotes = quotes(*part);
            let first = place * PART + quotes.trailing_zeros() as usize / PART;
            length = if quotes == 0 { length } else { first };
        }
        let within = WITHIN.get(length)?;
        let mut word = Self { parts, length };
        for (part, within) in word.parts.iter_mut().zip(within) {
            *part &= within;
        }
        Some(word)
    }

    /// A whole text.
    pub(super) fn of(text: &[u8]) -> Option<Self> {
        let mut quoted = [0; PARTS * PART];
        quoted.get_mut(..text.len())?.copy_from_slice(text);
        *quoted.get_mut(text.len())? = b'"';
        let word = Self::read(&quoted, 0)?;
        (word.length == text.len()).then_some(word)
    }

    /// Bytes of the text.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// All its bytes in one word.
    #[inline]
    fn mixed(&self) -> u64 {
        let [first, second, third, last] = self.parts;
        first ^ second.rotate_left(21) ^ third.rotate_left(42) ^ last.rotate_left(7)
    }

    /// Whether the text begins with `x_`.
    pub(super) fn is_extra(&self) -> bool {
        let [first, ..] = self.parts;
        first & 0xffff == u64::from(u16::from_le_bytes(*b"x_"))
    }
}

/// For each length of a word the bytes that belong to it.
#[expect(
    clippy::indexing_slicing,
    reason = "the compiler works it out, and would find out"
)]
static WITHIN: [[u64; PARTS]; PARTS * PART] = {
    let mut all = [[0; PARTS]; PARTS * PART];
    let mut length = 0;
    while length < all.len() {
        let mut byte = 0;
        while byte < length {
            all[length][byte / PART] |= 0xff << (byte % PART * 8);
            byte += 1;
        }
        length += 1;
    }
    all
};

/// So many bytes from a place on, with zeros after the end.
#[inline]
fn load(bytes: &[u8], start: usize) -> [u64; PARTS] {
    let rest = bytes.get(start..).unwrap_or_default();
    let mut padded = [0; PARTS * PART];
    let loaded = rest.first_chunk().unwrap_or_else(|| {
        for (byte, &there) in padded.iter_mut().zip(rest) {
            *byte = there;
        }
        &padded
    });
    let (parts, _) = loaded.as_chunks::<PART>();
    let mut words = [0; PARTS];
    for (word, part) in words.iter_mut().zip(parts) {
        *word = u64::from_le_bytes(*part);
    }
    words
}

/// The high bit of the first byte that is a quote; bits after it may be wrong.
#[inline]
fn quotes(eight: u64) -> u64 {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let differs = eight ^ (LOW * u64::from(b'"'));
    differs.wrapping_sub(LOW) & !differs & HIGH
}

/// Finds what a word stands for: no two of the words share a place, so one look is enough.
#[derive(Debug, Clone)]
pub(super) struct Words<Meaning> {
    entries: Vec<(Word, Meaning)>,
    /// The number of the entry at each place, if there is one.
    places: Vec<u16>,
    spread: Spread,
}

/// The place of a word: as many upper bits of a product as there are places.
#[derive(Debug, Clone, Copy)]
struct Spread {
    factor: u64,
    bits: u32,
}

const NOBODY: u16 = u16::MAX;

impl<Meaning: Copy> Words<Meaning> {
    /// Words that are too long to be found quickly are left out, and so is one that no factor would tell
    /// from another.
    pub(super) fn new<'text>(entries: impl IntoIterator<Item = (&'text str, Meaning)>) -> Self {
        let entries = entries.into_iter();
        let mut seen = FxHashSet::default();
        let entries: Vec<_> = entries
            .filter_map(|(text, meaning)| Some((Word::of(text.as_bytes())?, meaning)))
            .filter(|(word, _)| seen.insert(word.mixed()))
            .collect();
        let words = || entries.iter().map(|(word, _)| word);
        let mut spread = Spread::over(entries.len());
        let places = loop {
            match spread.places(words()) {
                Some(places) => break places,
                None => spread = spread.next(),
            }
        };
        Self {
            entries,
            places,
            spread,
        }
    }

    #[inline]
    pub(super) fn find(&self, word: &Word) -> Option<Meaning> {
        let number = *self.places.get(self.spread.place(word))?;
        let (known, meaning) = self.entries.get(usize::from(number))?;
        (known == word).then_some(*meaning)
    }
}

impl Spread {
    fn over(words: usize) -> Self {
        Self {
            factor: 0x9e37_79b9_7f4a_7c15,
            bits: (words * 2).next_power_of_two().trailing_zeros().max(1),
        }
    }

    /// Another factor, and in time more room.
    fn next(self) -> Self {
        let factor = self
            .factor
            .wrapping_mul(0xd134_2543_de82_ef95)
            .wrapping_add(2);
        let is_time = factor >> 58 == 0;
        Self {
            factor: factor | 1,
            bits: self.bits + u32::from(is_time),
        }
    }

    #[inline]
    fn place(self, word: &Word) -> usize {
        let place = word.mixed().wrapping_mul(self.factor) >> (u64::BITS - self.bits);
        usize::try_from(place).unwrap_or(usize::MAX)
    }

    /// The number of the word at each place; `None` if two share one.
    fn places<'word>(self, words: impl Iterator<Item = &'word Word>) -> Option<Vec<u16>> {
        let mut places = vec![NOBODY; 1 << self.bits];
        for (word, number) in words.zip(0..NOBODY) {
            let place = places.get_mut(self.place(word))?;
            if std::mem::replace(place, number) != NOBODY {
                return None;
            }
        }
        Some(places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<usize>) {
        let word = Word::read(text.as_bytes(), 0);
        assert_eq!(word.map(|word| word.length()), expected, "{text}");
    }

    #[test]
    fn a_word_ends_at_its_quote() {
        check("\"", Some(0));
        check("hair_color\": 1", Some(10));
        check("1234567\"", Some(7));
        check("12345678\"", Some(8));
        check("123456789_123456789_123456789_1\"", Some(31));
        check("123456789_123456789_123456789_12\"", None);
        check("open", None);
        check("#\"!\"", Some(1)); // letters whose bytes differ in one bit
    }

    #[test]
    fn words_are_found_and_others_are_not() {
        let words: Vec<_> = (0..60)
            .map(|number| format!("word_number_{number}"))
            .collect();
        let numbered = words.iter().enumerate();
        let table = Words::new(numbered.map(|(number, word)| (word.as_str(), number)));
        for (number, word) in words.iter().enumerate() {
            let found = Word::of(word.as_bytes()).and_then(|word| table.find(&word));
            assert_eq!(found, Some(number));
            let other = Word::of(format!("{word}_").as_bytes()).expect("the word is short");
            assert_eq!(table.find(&other), None);
        }
    }

    #[test]
    fn words_that_no_factor_tells_apart_end_in_one_of_them() {
        let words = ["aaabaaaaaaaaaaaa", "aaacaaaaiaaaaaaa", "b"];
        let read = words.map(|word| Word::of(word.as_bytes()).expect("the word is short"));
        assert_eq!(read[0].mixed(), read[1].mixed());
        let table = Words::new(words.into_iter().zip(0..));
        assert_eq!(read.map(|word| table.find(&word)), [Some(0), None, Some(2)]);
    }
}
