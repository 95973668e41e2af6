//! Words of JSON text, read eight bytes at a time.

/// Bytes of a word that are compared at once.
const PART: usize = 8;

/// The longest word that is read quickly, in parts.
const PARTS: usize = 4;

/// A text without escapes, letters beyond ASCII or control characters: its bytes, zeros after the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    parts: [u64; PARTS],
    length: usize,
}

impl Word {
    /// The word that begins at a byte and ends before the next quote; `None` if anything is unusual.
    #[inline]
    pub(super) fn read(bytes: &[u8], start: usize) -> Option<Self> {
        let mut word = Self {
            parts: [0; PARTS],
            length: 0,
        };
        for part in &mut word.parts {
            let loaded = load(bytes, start + word.length);
            let unusual = unusual(loaded);
            if unusual == 0 {
                *part = loaded;
                word.length += PART;
                continue;
            }
            let bits = unusual.trailing_zeros() & !7;
            let is_quote = (loaded >> bits) & 0xff == u64::from(b'"');
            *part = loaded & !(u64::MAX << bits);
            word.length += bits as usize / 8;
            return is_quote.then_some(word);
        }
        (bytes.get(start + word.length) == Some(&b'"')).then_some(word)
    }

    /// A whole text.
    pub(super) fn of(text: &[u8]) -> Option<Self> {
        let mut quoted = [0; PARTS * PART + 1];
        quoted.get_mut(..text.len())?.copy_from_slice(text);
        *quoted.get_mut(text.len())? = b'"';
        let word = Self::read(&quoted, 0)?;
        (word.length == text.len()).then_some(word)
    }

    /// Bytes of the text.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Whether the text begins with `x_`.
    pub(super) fn is_extra(&self) -> bool {
        let [first, ..] = self.parts;
        first & 0xffff == u64::from(u16::from_le_bytes(*b"x_"))
    }

    #[inline]
    fn spread(&self) -> usize {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = self.parts.iter().fold(self.length as u64, |mixed, part| {
            (mixed.rotate_left(23) ^ part).wrapping_mul(ODD)
        });
        (mixed >> 32) as usize
    }
}

/// Eight bytes from a place on; zeros, which are unusual, after the end.
#[inline]
fn load(bytes: &[u8], start: usize) -> u64 {
    if let Some(Ok(eight)) = bytes.get(start..start + PART).map(TryInto::try_into) {
        return u64::from_le_bytes(eight);
    }
    let rest = bytes.get(start..).unwrap_or_default();
    let mut eight = [0; PART];
    for (byte, &there) in eight.iter_mut().zip(rest) {
        *byte = there;
    }
    u64::from_le_bytes(eight)
}

/// The high bit of every byte that is a quote, a backslash, a control character or beyond ASCII; bits
/// after the first may be wrong.
#[inline]
fn unusual(eight: u64) -> u64 {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let equals = |byte: u8| {
        let differs = eight ^ (LOW * u64::from(byte));
        differs.wrapping_sub(LOW) & !differs
    };
    let below_space = eight.wrapping_sub(LOW * 0x20) & !eight;
    (equals(b'"') | equals(b'\\') | equals(0x7f) | below_space | eight) & HIGH
}

/// Finds what a word stands for.
#[derive(Debug, Clone)]
pub(super) struct Words<Meaning> {
    slots: Vec<Option<(Word, Meaning)>>,
}

impl<Meaning: Copy> Words<Meaning> {
    /// Words that are too long to be found quickly are left out.
    pub(super) fn new<'text>(entries: impl IntoIterator<Item = (&'text str, Meaning)>) -> Self {
        let entries = entries.into_iter();
        let words: Vec<_> = entries
            .filter_map(|(text, meaning)| Some((Word::of(text.as_bytes())?, meaning)))
            .collect();
        let mut slots = vec![None; (words.len() * 4).next_power_of_two()];
        let mask = slots.len() - 1;
        for (word, meaning) in words {
            let home = word.spread();
            let places = (home..).map(|place| place & mask);
            let mut places = places.take(slots.len());
            let free = places.find(|&place| slots.get(place).is_some_and(Option::is_none));
            if let Some(slot) = free.and_then(|place| slots.get_mut(place)) {
                *slot = Some((word, meaning));
            }
        }
        Self { slots }
    }

    #[inline]
    pub(super) fn find(&self, word: &Word) -> Option<Meaning> {
        let mask = self.slots.len() - 1;
        let mut place = word.spread() & mask;
        while let Some((known, meaning)) = self.slots.get(place)? {
            if known == word {
                return Some(*meaning);
            }
            place = (place + 1) & mask;
        }
        None
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
    fn a_word_ends_at_its_quote_and_holds_nothing_unusual() {
        check("\"", Some(0));
        check("hair_color\": 1", Some(10));
        check("1234567\"", Some(7));
        check("12345678\"", Some(8));
        check("123456789_123456789_123456789_12\"", Some(32));
        check("123456789_123456789_123456789_123\"", None);
        check("open", None);
        check("tab\t\"", None);
        check("es\\u0063ape\"", None);
        check("caf\u{e9}\"", None);
        check("\u{7f}\"", None);
        check("a\u{1f}!\"", None);
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
}
