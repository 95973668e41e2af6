//! Quotes of what the user wrote, and lists of words, as messages show them.

use std::borrow::Cow;

/// "`a`, `b` or `c`".
pub fn one_of(words: &[&str]) -> String {
    quoted(words, "or")
}

/// "`a`, `b` and `c`".
pub fn all_of(words: &[&str]) -> String {
    quoted(words, "and")
}

fn quoted(words: &[&str], joined_by: &str) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {joined_by} {last}", rest.join(", ")),
    }
}

/// The text, cut after 60 characters with `…`, so that a message stays readable.
pub fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}
