//! How easy a text is to read.
//!
//! The measure is the US grade of Flesch and Kincaid. Syllables are vowel groups without a silent
//! `e`, `-ed` or `-es`, which is right within one syllable for nearly every English word.

/// The highest grade that a text for people should have.
pub const HIGHEST_GRADE: f64 = 8.0;

/// A text of fewer words has no grade worth the name.
pub const FEWEST_WORDS: usize = 15;

/// Names of drugs, conditions, methods and scales, which count as one syllable.
const EXEMPT: &[&str] = &[
    "aedit",
    "albinism",
    "alopecia",
    "antibiotics",
    "areata",
    "aspirin",
    "autoimmune",
    "biologics",
    "botox",
    "chemotherapy",
    "cyclosporine",
    "dermatitis",
    "diabetes",
    "eczema",
    "endocarditis",
    "epilepsy",
    "fitzpatrick",
    "hepatitis",
    "ibuprofen",
    "isotretinoin",
    "keloid",
    "keloids",
    "lidocaine",
    "ludwig",
    "lupus",
    "melanoma",
    "methemoglobinemia",
    "methotrexate",
    "micropigmentation",
    "minoxidil",
    "norwood",
    "psoriasis",
    "radiation",
    "retinoid",
    "sarcoidosis",
    "seborrheic",
    "steroids",
    "totalis",
    "transplant",
    "transplants",
    "trichopigmentation",
    "vitiligo",
];

/// The US grade of Flesch and Kincaid.
#[expect(clippy::cast_precision_loss, reason = "texts are short")]
pub fn grade(text: &str) -> f64 {
    let words: Vec<_> = reading_words(text).collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let (words, sentences) = (words.len() as f64, sentences(text) as f64);
    0.39 * words / sentences + 11.8 * syllables as f64 / words - 15.59
}

/// The words of a text, as a reader counts them.
pub fn reading_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split([' ', '\n', '–', '/', '-']);
    words.filter(|word| word.chars().any(char::is_alphanumeric))
}

fn sentences(text: &str) -> usize {
    let ends = text.split_whitespace().filter(|word| {
        let word = word.trim_end_matches(['”', '"', ')']);
        word.ends_with(['.', '?', '!'])
    });
    ends.count().max(1)
}

fn syllables(word: &str) -> usize {
    let letters: String = word.chars().filter(char::is_ascii_alphabetic).collect();
    let word = letters.to_ascii_lowercase();
    if word.is_empty() || EXEMPT.contains(&word.as_str()) {
        return 1;
    }
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    let mut groups = 0;
    let mut before = false;
    for letter in word.chars() {
        groups += usize::from(is_vowel(letter) && !before);
        before = is_vowel(letter);
    }
    let spoken = |ending: &str, heard: &[&str]| {
        let stem = word.strip_suffix(ending);
        stem.is_some_and(|stem| {
            !heard.iter().any(|heard| stem.ends_with(heard)) && !stem.ends_with(is_vowel)
        })
    };
    let silent = spoken("e", &["l"])
        || spoken("ed", &["t", "d"])
        || spoken("es", &["s", "x", "z", "ch", "sh", "c", "g", "l"]);
    (groups - usize::from(silent && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_those_of_the_formula() {
        let easy = "The cat sat on the mat. The dog sat on the log. They had a good day.";
        let hard = "Individuals anticipating micropigmentation should previously consult appropriately \
            qualified dermatological practitioners regarding potential contraindications.";
        assert!(grade(easy) < 1.0, "{}", grade(easy));
        assert!(grade(hard) > 20.0, "{}", grade(hard));
        let counts = [
            ("treated", 2),
            ("closed", 1),
            ("made", 1),
            ("little", 2),
            ("places", 2),
            ("lines", 1),
        ];
        for (word, expected) in counts {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }
}
