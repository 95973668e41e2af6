//! Suggests the word that a misspelled one most resembles, by Jaro-Winkler similarity.

use std::borrow::Cow;

use super::quote::one_of;

/// Least Jaro-Winkler similarity (0 to 1) of a word that is suggested.
const NEAR: f64 = 0.8;

/// A help line for an unknown word: the most similar allowed word, else all allowed words.
///
/// `what` names the kind of word, such as `option`. `None` if nothing is allowed.
pub fn suggest(what: &str, written: &str, allowed: &[&str]) -> Option<String> {
    const MOST_LISTED: usize = 40;
    let help = match nearest(written, allowed) {
        Some(word) => format!("a similar {what} exists: `{word}`"),
        None if allowed.is_empty() => return None,
        None if allowed.len() > MOST_LISTED => format!("`smp explain` lists every {what}"),
        None => format!("expected {}", one_of(allowed)),
    };
    Some(help + &homoglyph_note(written))
}

/// A suffix for a help line that names the first non-ASCII letter of a word, empty if there is none.
///
/// Ids have ASCII letters only, and a Cyrillic `a` looks like a Latin one.
pub fn homoglyph_note(written: &str) -> String {
    let foreign = written
        .chars()
        .find(|&c| c.is_alphanumeric() && !c.is_ascii());
    foreign.map_or_else(String::new, |c| {
        format!(
            "; the `{c}` written here is U+{:04X}, not an ASCII letter",
            u32::from(c)
        )
    })
}

/// The allowed word that is most similar to the written one, if its similarity is at least 0.8.
///
/// Upper case and spaces (for `_`) are ignored.
pub fn nearest<'word>(written: &str, allowed: &[&'word str]) -> Option<&'word str> {
    /// Longer words are not typing errors, and longer lists would cost too much time.
    const LONGEST: usize = 100;
    const MOST_COMPARED: usize = 2_000;
    if written.len() > LONGEST {
        return None;
    }
    let written = written.to_lowercase().replace(' ', "_");
    let written = Written::new(&written);
    let compared = allowed.iter().take(MOST_COMPARED);
    compared
        .filter_map(|&word| Some((similarity(&written, &lowercase(word))?, word)))
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, word)| word)
}

fn lowercase(word: &str) -> Cow<'_, str> {
    let is_lowercase = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(is_lowercase) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

/// The similarity of two words if it is at least [`NEAR`].
fn similarity(one: &Written, other: &str) -> Option<f64> {
    let similarity = can_be_near(one, other).then(|| strsim::jaro_winkler(one.text, other));
    similarity.filter(|&similarity| similarity >= NEAR)
}

/// A word that many others are compared with.
struct Written<'text> {
    text: &'text str,
    letters: Letters,
}

impl<'text> Written<'text> {
    fn new(text: &'text str) -> Self {
        let letters = Letters::new(text.as_bytes());
        Self { text, letters }
    }
}

/// For each ASCII letter, true if it is in a word.
struct Letters([bool; 128]);

impl Letters {
    fn new(word: &[u8]) -> Self {
        let mut letters = [false; 128];
        for letter in word {
            if let Some(is_there) = letters.get_mut(usize::from(letter % 128)) {
                *is_there = true;
            }
        }
        Self(letters)
    }

    /// Number of letters of a word that are among these, with repetition.
    fn within(&self, word: &[u8]) -> usize {
        let shared = (word.iter()).filter_map(|letter| self.0.get(usize::from(letter % 128)));
        shared.map(|&is_there| usize::from(is_there)).sum()
    }
}

/// Returns false only if the words share too few letters to be near in any order.
///
/// An upper bound of the similarity. It rules out most pairs and costs much less than the similarity.
#[expect(clippy::cast_precision_loss, reason = "words are short")]
fn can_be_near(one: &Written, other: &str) -> bool {
    let Written { text, letters } = one;
    if !(text.is_ascii() && other.is_ascii()) || text.is_empty() || other.is_empty() {
        return true;
    }
    let [one, other] = [text, other].map(str::as_bytes);
    let start = one
        .iter()
        .zip(other)
        .take(4)
        .take_while(|(one, other)| one == other)
        .count();
    // Jaro's measure if no letter is out of place. Winkler adds a bonus for a common prefix of up to 4.
    let can_be_near = |shared: usize| {
        let share = |word: &[u8]| shared as f64 / word.len() as f64;
        let most = (share(one) + share(other) + 1.0) / 3.0;
        most + 0.1 * start as f64 * (1.0 - most) > NEAR - 1e-9
    };
    let shared = letters.within(other).min(one.len());
    can_be_near(shared) && can_be_near(shared.min(Letters::new(other).within(one)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_word_is_suggested_and_otherwise_all_are_listed() {
        let help = |written| suggest("option", written, &["shaved", "long"]);
        assert_eq!(
            help("shavd").as_deref(),
            Some("a similar option exists: `shaved`")
        );
        assert_eq!(help("SHAVED").as_deref(), help("shaved").as_deref());
        assert_eq!(help("xyz").as_deref(), Some("expected `shaved` or `long`"));
        let homoglyph_note = "a similar option exists: `shaved`; \
                         the `\u{435}` written here is U+0435, not an ASCII letter";
        assert_eq!(help("shav\u{435}d").as_deref(), Some(homoglyph_note));
    }

    /// Words as a person writes them, and the same with typing errors.
    fn words() -> Vec<String> {
        let words = "age area skin skin_tone skin_disease scar_age scar_kind stage hair_color hair_length \
                     hair_loss loss_speed hard_to_keep heart_blood health medicines a goal n\u{e9}e";
        let typos = words.split(' ').chain([""]).flat_map(|word| {
            let letters: Vec<_> = word.chars().collect();
            let each = 0..letters.len();
            let typo = move |place| {
                let (mut without, mut double, mut turned) =
                    (letters.clone(), letters.clone(), letters.clone());
                let letter = without.remove(place);
                double.insert(place, letter);
                turned.swap(place, letters.len() - 1 - place);
                [without, double, turned].map(String::from_iter)
            };
            each.flat_map(typo).chain([word.to_owned()])
        });
        typos.collect()
    }

    #[test]
    fn no_near_word_is_ruled_out() {
        let words = words();
        let (mut near, mut ruled_out) = (0, 0);
        for one in &words {
            for other in &words {
                let similarity = strsim::jaro_winkler(one, other);
                assert!(
                    similarity < NEAR || can_be_near(&Written::new(one), other),
                    "{one} and {other}"
                );
                near += usize::from(similarity >= NEAR);
                ruled_out += usize::from(!can_be_near(&Written::new(one), other));
            }
        }
        let pairs = words.len() * words.len();
        assert!(near > pairs / 20, "{near} of {pairs} are near");
        assert!(
            ruled_out > pairs * 3 / 4,
            "{ruled_out} of {pairs} are ruled out"
        );
    }
}
