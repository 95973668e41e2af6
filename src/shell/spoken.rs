//! Text for screen readers: words and commas in place of signs that are read aloud badly or not at all.

/// Signs that only draw: bars and their ends.
const DRAWN: [char; 5] = ['█', '░', '├', '┤', '─'];

/// The text with words instead of signs: "2–4 visits · 3 hours" is "2 to 4 visits, 3 hours".
pub(crate) fn spoken(text: &str) -> String {
    let mut spoken = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '–' | '—' | '·' if spoken.ends_with(' ') => {
                spoken.truncate(spoken.trim_end().len());
                spoken.push(',');
            }
            '–' => spoken.push_str(" to "),
            '—' => spoken.push_str(", "),
            '·' => spoken.push(','),
            '‐' | '‑' => spoken.push('-'),
            '≤' => spoken.push_str("at most "),
            '≥' => spoken.push_str("at least "),
            '→' => spoken.push_str("leads to"),
            '×' => spoken.push_str("times"),
            _ if DRAWN.contains(&letter) => {}
            _ => spoken.push(letter),
        }
        // After a sign that ended a word, its space is there already.
        if spoken.ends_with(' ') && !letter.is_whitespace() {
            while letters.next_if_eq(&' ').is_some() {}
        }
    }
    spoken
}

/// Returns true if a text is nothing but a drawing.
pub(crate) fn is_drawing(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| !letter.is_whitespace());
    text.chars().any(|letter| DRAWN.contains(&letter))
        && letters.all(|letter| DRAWN.contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_words_and_commas() {
        for (text, expected) in [
            (
                "1–5 visits · 1–8 hours each",
                "1 to 5 visits, 1 to 8 hours each",
            ),
            ("$350–$5,100 [9][18–21]", "$350 to $5,100 [9][18 to 21]"),
            ("stages IV–V", "stages IV to V"),
            ("short – or long", "short, or long"),
            ("“Under 18” → wait", "“Under 18” leads to wait"),
            ("−8 points, ≥ 3", "−8 points, at least 3"),
            ("a well-kept beard", "a well-kept beard"),
            ("  Days 1–3   Redness", "  Days 1 to 3   Redness"),
        ] {
            assert_eq!(spoken(text), expected);
        }
    }

    #[test]
    fn a_bar_is_only_a_drawing() {
        assert!(is_drawing("   ├███████─────┤"));
        assert!(!is_drawing("  ███ 94 of 100"));
        assert!(!is_drawing("   "));
    }
}
