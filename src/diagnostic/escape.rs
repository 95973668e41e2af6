//! Escapes characters of untrusted text that would steer a terminal, reverse the reading order or hide.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Chars;

use unicode_width::UnicodeWidthChar as _;

/// Untrusted text that is safe to print: at most 2,000 characters, then `…`.
///
/// Control characters, bidirectional overrides, invisible marks and stacked accents appear as `\u{1b}`.
pub fn escape_untrusted(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 2_000;
    if text.len() <= LONGEST && !EscapeScanner::finds_any(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    for (count, (c, must_escape)) in EscapeScanner::new(text).enumerate() {
        if count == LONGEST {
            shown.push('…');
            break;
        }
        if must_escape {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Returns true if a terminal acts on the character, or a reader cannot see it.
pub fn is_control_or_invisible(c: char) -> bool {
    let is_invisible = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}' | '\u{ffff}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e007f}'
    );
    c.is_control() || is_invisible
}

/// The characters of a text, each with true if it must be escaped.
///
/// Languages put a few accents on one letter; many of them would cover the lines above and below.
/// An invisible joiner is a part of spelling between letters of some scripts, and joins emoji to one picture;
/// anywhere else it would make two texts that look the same.
#[derive(Debug)]
pub struct EscapeScanner<'text> {
    rest: Peekable<Chars<'text>>,
    /// Zero-width characters since the last character that has a width.
    accents: usize,
    /// What a joiner would follow; `None` if it must not be here.
    joined: Option<Joined>,
}

impl<'text> EscapeScanner<'text> {
    /// No language puts more accents on one letter.
    const MOST_ACCENTS: usize = 4;

    /// Begins at the start of a text.
    pub fn new(text: &'text str) -> Self {
        Self {
            rest: text.chars().peekable(),
            accents: 0,
            joined: None,
        }
    }

    /// Returns true if the text has a character that must be escaped.
    pub fn finds_any(text: &str) -> bool {
        EscapeScanner::new(text).any(|(_, must_escape)| must_escape)
    }

    fn must_escape(&mut self, c: char) -> bool {
        if c.is_ascii() {
            self.accents = 0;
            self.joined = None;
            return c.is_ascii_control();
        }
        let joined = self.joined.take();
        if is_control_or_invisible(c) {
            return !joined.is_some_and(|joined| self.joins(joined, c));
        }
        self.accents = self.accents_with(c);
        let must_escape = self.accents > Self::MOST_ACCENTS;
        if !must_escape {
            // A sign such as U+FE0F, which asks for a picture in color, belongs to the emoji before it.
            let is_sign = matches!(c, '\u{fe00}'..='\u{fe0f}');
            self.joined = joined.filter(|_| is_sign).or_else(|| Joined::of(c));
        }
        must_escape
    }

    /// Accents on one letter with the next character.
    fn accents_with(&self, next: char) -> usize {
        let is_accent = next.width() == Some(0);
        if is_accent { self.accents + 1 } else { 0 }
    }

    /// Returns true if the character is a joiner between what may be joined.
    fn joins(&mut self, before: Joined, c: char) -> bool {
        const NON_JOINER: char = '\u{200c}';
        const JOINER: char = '\u{200d}';
        let Some(&next) = self
            .rest
            .peek()
            .filter(|_| matches!(c, NON_JOINER | JOINER))
        else {
            return false;
        };
        let is_hidden = self.accents_with(next) > Self::MOST_ACCENTS;
        let is_emoji = before == Joined::Emoji;
        Joined::of(next) == Some(before) && !is_hidden && (c == JOINER || !is_emoji)
    }
}

impl Iterator for EscapeScanner<'_> {
    type Item = (char, bool);

    fn next(&mut self) -> Option<Self::Item> {
        let c = self.rest.next()?;
        Some((c, self.must_escape(c)))
    }
}

/// What an invisible joiner may join: two of the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joined {
    /// A letter whose form depends on its neighbors, as in Persian.
    Cursive,
    /// A letter or vowel sign of a script that joins consonants, as Devanagari and the other Indic scripts.
    Conjunct,
    Emoji,
}

impl Joined {
    fn of(c: char) -> Option<Self> {
        if is_control_or_invisible(c) {
            return None;
        }
        let is_letter = c.is_alphabetic() || c.width() == Some(0);
        match c {
            // Arabic with its supplements and presentation forms, Syriac, N'Ko, Mandaic, Mongolian.
            '\u{600}'..='\u{77f}'
            | '\u{7c0}'..='\u{7ff}'
            | '\u{840}'..='\u{8ff}'
            | '\u{1800}'..='\u{18af}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}' => is_letter.then_some(Self::Cursive),
            // From Devanagari to Sinhala, Tibetan, Myanmar, Khmer, Balinese and Javanese.
            '\u{900}'..='\u{dff}'
            | '\u{f00}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{1b00}'..='\u{1b7f}'
            | '\u{a8e0}'..='\u{a8ff}'
            | '\u{a980}'..='\u{a9df}' => is_letter.then_some(Self::Conjunct),
            // Arrows, signs and pictures that emoji sequences are made of.
            '\u{2190}'..='\u{21ff}'
            | '\u{2300}'..='\u{23ff}'
            | '\u{2600}'..='\u{27bf}'
            | '\u{2b00}'..='\u{2bff}'
            | '\u{1f000}'..='\u{1faff}' => Some(Self::Emoji),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::escape_untrusted;

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(
            escape_untrusted("a\u{1b}[31mb\u{202e}"),
            "a\\u{1b}[31mb\\u{202e}"
        );
        assert_eq!(escape_untrusted("naïve 日本"), "naïve 日本");
    }

    #[test]
    fn more_than_four_accents_on_a_letter_are_escaped() {
        let few = "a\u{302}\u{301} e\u{323}\u{302}";
        assert_eq!(escape_untrusted(few), few);
        let stacked = format!("Z{}y", "\u{301}".repeat(6));
        let shown = format!("Z{}\\u{{301}}\\u{{301}}y", "\u{301}".repeat(4));
        assert_eq!(escape_untrusted(&stacked), shown);
    }

    #[test]
    fn joiners_are_text_where_a_script_or_an_emoji_needs_them() {
        for text in [
            "می\u{200c}دارید",
            "क्\u{200d}ष क्\u{200c}ष",
            "ශ්\u{200d}රී",
            "ക്\u{200d}ഷ",
            "👨\u{200d}👩\u{200d}👧",
            "👩🏽\u{200d}⚕\u{fe0f}",
            "❤\u{fe0f}\u{200d}🔥",
        ] {
            assert_eq!(escape_untrusted(text), text);
        }
    }

    #[test]
    fn joiners_are_escaped_anywhere_else() {
        for (text, shown) in [
            ("su\u{200c}it\u{200d}e", "su\\u{200c}it\\u{200d}e"),
            ("\u{200d}می", "\\u{200d}می"),
            ("می\u{200c}", "می\\u{200c}"),
            ("می\u{200c} دارید", "می\\u{200c} دارید"),
            ("می\u{200c}a", "می\\u{200c}a"),
            ("می\u{200c}क", "می\\u{200c}क"),
            ("می\u{200c}\u{200c}د", "می\\u{200c}\\u{200c}د"),
            ("می\u{200b}د", "می\\u{200b}د"),
            ("👨\u{200c}👩", "👨\\u{200c}👩"),
            ("ж\u{200d}ж", "ж\\u{200d}ж"),
        ] {
            assert_eq!(escape_untrusted(text), shown);
            assert_eq!(escape_untrusted(shown), shown);
        }
    }

    #[test]
    fn a_very_long_text_is_cut() {
        assert_eq!(escape_untrusted(&"é".repeat(2_000)), "é".repeat(2_000));
        let cut = escape_untrusted(&"é".repeat(2_001)).into_owned();
        assert_eq!(cut, "é".repeat(2_000) + "…");
    }
}
