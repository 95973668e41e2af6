//! Hostile text: `tests/hostile/texts.json` through every place where text can enter, to every kind of output.
//!
//! Nothing may get through that a terminal, a browser, a spreadsheet, a calendar or a file system obeys, and
//! what was written must still be told, in a visible form such as `\u{1b}`.

mod answers;
mod batch;
mod formats;
mod line;
mod markup;
mod packs;
mod talk;

pub(crate) use packs::hostile_files;

use std::fmt::{Display, Write as _};

use serde::Deserialize;

/// A text, and what it attacks.
#[derive(Debug, Deserialize)]
struct Hostile {
    name: String,
    attacks: String,
    text: String,
    /// How often the text is repeated, so that the file stays readable.
    #[serde(default = "once")]
    times: usize,
}

fn once() -> usize {
    1
}

/// Every text, whole.
fn corpus() -> Vec<Hostile> {
    let mut texts: Vec<Hostile> =
        serde_json::from_str(include_str!("../hostile/texts.json")).unwrap();
    for hostile in &mut texts {
        hostile.text = hostile.text.repeat(hostile.times);
    }
    texts
}

#[test]
fn the_corpus_has_a_name_for_each_text_and_attacks_everything() {
    let texts = corpus();
    for (attacked, least) in [
        ("terminal", 20),
        ("reading", 10),
        ("length", 3),
        ("page", 30),
        ("table", 20),
        ("path", 20),
        ("id", 10),
        ("json", 5),
    ] {
        let count = texts.iter().filter(|text| text.attacks == attacked).count();
        assert!(count >= least, "{count} texts attack {attacked}");
    }
    for (place, text) in texts.iter().enumerate() {
        let is_new = texts
            .iter()
            .take(place)
            .all(|other| other.name != text.name && other.text != text.text);
        assert!(is_new, "{} is there before", text.name);
    }
}

/// Whether a terminal obeys the character, or a reader cannot see it. Written down apart from the product.
fn is_raw(c: char) -> bool {
    let is_hidden = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}' | '\u{ffff}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e007f}'
    );
    c != '\n' && c.is_control() || is_hidden
}

/// Whether the character is drawn over the one before it.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
    )
}

/// Holds a text for people against everything that steers, hides or piles up.
#[track_caller]
fn check_harmless(printed: &str, what: &str) {
    // The one picture of the hostile texts that is spelled with joiners.
    let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    let mut others = printed.split(family).flat_map(str::chars);
    if let Some(raw) = others.find(|c| is_raw(*c)) {
        panic!("{what}: {raw:?} in {printed:?}");
    }
    let mut marks = 0;
    for c in printed.chars() {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        assert!(marks < 8, "{what}: a heap of marks in {printed:?}");
    }
}

/// Things one below the other.
pub(crate) fn stacked(items: impl IntoIterator<Item = impl Display>) -> String {
    items.into_iter().fold(String::new(), |mut text, item| {
        writeln!(text, "{item}").unwrap();
        text
    })
}

/// A text as it was before it was made visible, without its white space and without where it was wrapped.
fn told(shown: &str) -> String {
    let shown: String = shown.split_whitespace().collect(); // an escape may be wrapped anywhere
    let mut told = String::new();
    let mut rest = shown.as_str();
    while let Some((before, after)) = rest.split_once("\\u{") {
        told.push_str(before);
        let spelled = after.split_once('}').and_then(|(digits, after)| {
            let number = u32::from_str_radix(digits, 16).ok()?;
            Some((char::from_u32(number)?, after))
        });
        if let Some((letter, after)) = spelled {
            told.push(letter);
            rest = after;
        } else {
            told.push_str("\\u{");
            rest = after;
        }
    }
    told.push_str(rest);
    told.retain(|letter| !letter.is_whitespace() && letter != '\u{85}');
    told
}

/// Whether an output shows a text whole.
#[track_caller]
fn check_told(printed: &str, text: &str, what: &str) {
    let (printed, text) = (told(printed), told(text));
    assert!(
        printed.contains(&text),
        "{what}: no {text:?} in {printed:?}"
    );
}

/// Whether a message shows a text, of which it may cut the end.
#[track_caller]
fn check_shown(message: &str, text: &str, what: &str) {
    let start: String = text.chars().take(25).collect();
    check_harmless(message, what);
    check_told(message, start.trim(), what);
}
