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
fn likeness(one: &str, other: &str) -> Option<f64> {
    let likeness = may_be_near(one, other).then(|| strsim::jaro_winkler(one, other));
    likeness.filter(|&likeness| likeness >= NEAR)
}

/// Whether words share so many letters that they may be near. Nearly none do, and that is found sooner
/// than how alike they are.
#[expect(clippy::cast_precision_loss, reason = "words are short")]
fn may_be_near(one: &str, other: &str) -> bool {
    if !(one.is_ascii() && other.is_ascii()) || one.is_empty() || other.is_empty() {
        return true;
    }
    let [one, other] = [one, other].map(str::as_bytes);
    // One bit for each letter; where two have the same, more seem to be shared than are.
    let bit = |letter: &u8| 1_u64 << (letter % 64);
    let within = |word: &[u8], other: &[u8]| {
        let letters = other.iter().fold(0, |set, letter| set | bit(letter));
        let shared = word.iter().filter(|letter| letters & bit(letter) != 0);
        shared.count()
    };
    let shared = within(one, other).min(within(other, one));
    let share = |word: &[u8]| shared as f64 / word.len() as f64;
    // The measure of Jaro, if no letter is out of place; that of Winkler adds something for a common start.
    let most = (share(one) + share(other) + 1.0) / 3.0;
    let start = one
        .iter()
        .zip(other)
        .take(4)
        .take_while(|(one, other)| one == other);
    let most = most + 0.1 * start.count() as f64 * (1.0 - most);
    most > NEAR - 1e-9
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
                    likeness < NEAR || may_be_near(one, other),
                    "{one} and {other}"
                );
                near += usize::from(likeness >= NEAR);
                passed_over += usize::from(!may_be_near(one, other));
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
