//! Text from outside as it may be shown: nothing in it steers a terminal, turns it round or hides.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar as _;

/// Text from outside with everything that a terminal would obey shown instead, and cut when very long.
///
/// Control characters, bidirectional overrides, invisible marks and heaps of accents appear as `\u{1b}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 2_000;
    if text.len() <= LONGEST && !Hiding::is_in(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    let mut hiding = Hiding::default();
    for (count, c) in text.chars().enumerate() {
        if count == LONGEST {
            shown.push('…');
            break;
        }
        if hiding.takes(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether a terminal or a reader's eye is misled by the character.
pub fn is_obeyed(c: char) -> bool {
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

/// Finds, letter after letter, what must be spelled out.
///
/// A few accents on one letter are how people write; a heap of them covers the lines above and below.
#[derive(Debug, Default)]
pub struct Hiding {
    /// Accents since the last letter that takes room.
    accents: usize,
}

impl Hiding {
    /// No language puts more accents on one letter.
    const MOST_ACCENTS: usize = 4;

    /// Whether a text has something that must be spelled out.
    pub fn is_in(text: &str) -> bool {
        let mut hiding = Self::default();
        text.chars().any(|c| hiding.takes(c))
    }

    /// Whether the next character must be spelled out.
    pub fn takes(&mut self, c: char) -> bool {
        if c.is_ascii() {
            self.accents = 0;
            return c.is_ascii_control();
        }
        if is_obeyed(c) {
            return true;
        }
        let is_accent = c.width() == Some(0);
        self.accents = if is_accent { self.accents + 1 } else { 0 };
        self.accents > Self::MOST_ACCENTS
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn an_escape_sequence_is_shown_and_not_obeyed() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}"), "a\\u{1b}[31mb\\u{202e}");
        assert_eq!(visible("naïve 日本"), "naïve 日本");
    }

    #[test]
    fn a_few_accents_stay_and_a_heap_is_shown() {
        let few = "a\u{302}\u{301} e\u{323}\u{302}";
        assert_eq!(visible(few), few);
        let heap = format!("Z{}y", "\u{301}".repeat(6));
        let shown = format!("Z{}\\u{{301}}\\u{{301}}y", "\u{301}".repeat(4));
        assert_eq!(visible(&heap), shown);
    }

    #[test]
    fn a_very_long_text_is_cut() {
        assert_eq!(visible(&"é".repeat(2_000)), "é".repeat(2_000));
        let cut = visible(&"é".repeat(2_001)).into_owned();
        assert_eq!(cut, "é".repeat(2_000) + "…");
    }
}
