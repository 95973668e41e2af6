//! Suggests the word that another one is a misspelling of, by Damerau-Levenshtein distance.
//!
//! Only slips of the finger count: a letter that is missing, added, doubled or wrong, or two that are swapped.
//! `hair_colour` is one letter away from `hair_color`; `page` resembles `age` and is another word.

use std::borrow::Cow;

use super::quote::one_of;

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

/// The most wrong letters that a word of this length is still recognized with.
///
/// Short words are a letter away from many others: two of the four letters of `skin` are those of `rain`.
fn most_wrong(letters: usize) -> usize {
    match letters {
        0..2 => 0,
        2..6 => 1,
        6..12 => 2,
        _ => 3,
    }
}

/// The allowed word that the written one is most likely a misspelling of.
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
    let near = compared.filter_map(|&word| Some((distance(&written, &lowercase(word))?, word)));
    // Of several as near, the one that begins alike: fingers slip less often at the start of a word.
    let nearest = near.min_by(|(one, word), (other, another)| {
        let similarity = |word| strsim::jaro_winkler(written.text, word);
        one.cmp(other)
            .then_with(|| similarity(another).total_cmp(&similarity(word)))
    });
    nearest.map(|(_, word)| word)
}

fn lowercase(word: &str) -> Cow<'_, str> {
    let is_lowercase = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(is_lowercase) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

/// The number of wrong letters, if they are few enough for the word to be recognized.
fn distance(written: &Written, word: &str) -> Option<usize> {
    let letters = word.chars().count();
    let most = most_wrong(letters);
    if !can_be_near(written, word, most) {
        return None;
    }
    let distance = strsim::damerau_levenshtein(written.text, word);
    // Before a word of three letters nearly any letter makes another word.
    let is_other_word =
        letters < 4 && written.text.chars().count() > letters && !is_doubled(written.text, word);
    (distance <= most && !is_other_word).then_some(distance)
}

/// Returns true if one letter of a word is written twice.
fn is_doubled(written: &str, word: &str) -> bool {
    let mut letters = word.char_indices();
    letters.any(|(at, letter)| {
        let (start, end) = word.split_at(at);
        let rest = written.strip_prefix(start);
        rest.and_then(|rest| rest.strip_prefix(letter)) == Some(end)
    })
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

    /// Number of letters of a word that are not among these, with repetition.
    fn without(&self, word: &[u8]) -> usize {
        let is_there = |letter: &&u8| self.0.get(usize::from(**letter % 128)) == Some(&true);
        word.len() - word.iter().filter(is_there).count()
    }
}

/// Returns false only if the words have too many letters that the other does not have.
///
/// Each letter that is missing, added or wrong is one such letter at most in each word. This rules out most
/// pairs and costs much less than the distance.
fn can_be_near(written: &Written, word: &str, most: usize) -> bool {
    let Written { text, letters } = written;
    if !(text.is_ascii() && word.is_ascii()) {
        return true;
    }
    text.len().abs_diff(word.len()) <= most
        && letters.without(word.as_bytes()) <= most
        && Letters::new(word.as_bytes()).without(text.as_bytes()) <= most
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
                let most = most_wrong(other.chars().count());
                let is_near = strsim::damerau_levenshtein(one, other) <= most;
                let can_be_near = can_be_near(&Written::new(one), other, most);
                assert!(can_be_near || !is_near, "{one} and {other}");
                near += usize::from(is_near);
                ruled_out += usize::from(!can_be_near);
            }
        }
        let pairs = words.len() * words.len();
        assert!(near > pairs / 50, "{near} of {pairs} are near");
        assert!(
            ruled_out > pairs * 3 / 4,
            "{ruled_out} of {pairs} are ruled out"
        );
    }
}
