//! Which word was meant.

use std::borrow::Cow;

/// Words are near from this likeness on, of at most one.
const NEAR: f64 = 0.8;

/// The allowed word that is most like what was written, if any is near; capitals and spaces do not count.
pub fn nearest<'word>(written: &str, allowed: &[&'word str]) -> Option<&'word str> {
    /// Nothing longer is a slip of the pen, and no list longer is worth the time.
    const LONGEST: usize = 100;
    const MOST_COMPARED: usize = 2_000;
    if written.len() > LONGEST {
        return None;
    }
    let written = written.to_lowercase().replace(' ', "_");
    let written = Word::new(&written);
    let compared = allowed.iter().take(MOST_COMPARED);
    compared
        .filter_map(|&word| Some((likeness(&written, &lowercase(word))?, word)))
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

/// How alike two words are, if they are near.
fn likeness(one: &Word, other: &str) -> Option<f64> {
    let likeness = may_be_near(one, other).then(|| strsim::jaro_winkler(one.text, other));
    likeness.filter(|&likeness| likeness >= NEAR)
}

/// A word that many others are compared with.
struct Word<'text> {
    text: &'text str,
    letters: Letters,
}

impl<'text> Word<'text> {
    fn new(text: &'text str) -> Self {
        let letters = Letters::of(text.as_bytes());
        Self { text, letters }
    }
}

/// Whether each ASCII letter is in a word.
struct Letters([bool; 128]);

impl Letters {
    fn of(word: &[u8]) -> Self {
        let mut letters = [false; 128];
        for letter in word {
            if let Some(is_there) = letters.get_mut(usize::from(letter % 128)) {
                *is_there = true;
            }
        }
        Self(letters)
    }

    /// How many letters of a word are among them.
    fn within(&self, word: &[u8]) -> usize {
        let shared = (word.iter()).filter_map(|letter| self.0.get(usize::from(letter % 128)));
        shared.map(|&is_there| usize::from(is_there)).sum()
    }
}

/// Whether words share so many letters that they may be near. Nearly none do, and that is found sooner
/// than how alike they are.
#[expect(clippy::cast_precision_loss, reason = "words are short")]
fn may_be_near(one: &Word, other: &str) -> bool {
    let Word { text, letters } = one;
    if !(text.is_ascii() && other.is_ascii()) || text.is_empty() || other.is_empty() {
        return true;
    }
    let [one, other] = [text, other].map(str::as_bytes);
    let start = one.iter().zip(other).take(4);
    let start = start.take_while(|(one, other)| one == other).count();
    // The measure of Jaro, if no letter is out of place; that of Winkler adds something for a common start.
    let may_be_near = |shared: usize| {
        let share = |word: &[u8]| shared as f64 / word.len() as f64;
        let most = (share(one) + share(other) + 1.0) / 3.0;
        most + 0.1 * start as f64 * (1.0 - most) > NEAR - 1e-9
    };
    let shared = letters.within(other).min(one.len());
    may_be_near(shared) && may_be_near(shared.min(Letters::of(other).within(one)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as a person writes them, and with what slips of the pen do to them.
    fn words() -> Vec<String> {
        let words = "age area skin skin_tone skin_disease scar_age scar_kind stage hair_color hair_length \
                     hair_loss loss_speed hard_to_keep heart_blood health medicines a goal n\u{e9}e";
        let slips = words.split(' ').chain([""]).flat_map(|word| {
            let letters: Vec<_> = word.chars().collect();
            let each = 0..letters.len();
            let slip = move |place| {
                let (mut without, mut double, mut turned) =
                    (letters.clone(), letters.clone(), letters.clone());
                let letter = without.remove(place);
                double.insert(place, letter);
                turned.swap(place, letters.len() - 1 - place);
                [without, double, turned].map(String::from_iter)
            };
            each.flat_map(slip).chain([word.to_owned()])
        });
        slips.collect()
    }

    #[test]
    fn no_near_word_is_passed_over() {
        let words = words();
        let (mut near, mut passed_over) = (0, 0);
        for one in &words {
            for other in &words {
                let likeness = strsim::jaro_winkler(one, other);
                assert!(
                    likeness < NEAR || may_be_near(&Word::new(one), other),
                    "{one} and {other}"
                );
                near += usize::from(likeness >= NEAR);
                passed_over += usize::from(!may_be_near(&Word::new(one), other));
            }
        }
        let pairs = words.len() * words.len();
        assert!(near > pairs / 20, "{near} of {pairs} are near");
        assert!(
            passed_over > pairs * 3 / 4,
            "{passed_over} of {pairs} are passed over"
        );
    }
}
