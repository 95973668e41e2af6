//! Escapes characters of untrusted text that would steer a terminal, reverse the reading order or hide.

use std::borrow::Cow;

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
    let mut scanner = EscapeScanner::default();
    for (count, c) in text.chars().enumerate() {
        if count == LONGEST {
            shown.push('…');
            break;
        }
        if scanner.must_escape(c) {
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

/// Decides character by character what must be escaped.
///
/// Languages put a few accents on one letter; many of them would cover the lines above and below.
#[derive(Debug, Default)]
pub struct EscapeScanner {
    /// Zero-width characters since the last character that has a width.
    accents: usize,
}

impl EscapeScanner {
    /// No language puts more accents on one letter.
    const MOST_ACCENTS: usize = 4;

    /// Returns true if the text has a character that must be escaped.
    pub fn finds_any(text: &str) -> bool {
        let mut scanner = Self::default();
        text.chars().any(|c| scanner.must_escape(c))
    }

    /// Returns true if the next character must be escaped.
    pub fn must_escape(&mut self, c: char) -> bool {
        if c.is_ascii() {
            self.accents = 0;
            return c.is_ascii_control();
        }
        if is_control_or_invisible(c) {
            return true;
        }
        let is_accent = c.width() == Some(0);
        self.accents = if is_accent { self.accents + 1 } else { 0 };
        self.accents > Self::MOST_ACCENTS
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
    fn a_very_long_text_is_cut() {
        assert_eq!(escape_untrusted(&"é".repeat(2_000)), "é".repeat(2_000));
        let cut = escape_untrusted(&"é".repeat(2_001)).into_owned();
        assert_eq!(cut, "é".repeat(2_000) + "…");
    }
}
