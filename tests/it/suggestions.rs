//! Suggestions for misspelled ids, measured over the built-in pack: misspellings get one, other words get none.

use smp_suitability::diagnostic::nearest;
use smp_suitability::pack::Pack;

use crate::report::pack;

/// Common words that name nothing in the pack, one on each line. None is within a slip or two of an id, since
/// then its letters alone could not say which of the two was meant: `dancer` is `cancer` with a wrong letter.
const WORDS: &str = include_str!("suggestions/words.txt");

/// The ids that are compared with each other: those of the questions, and those of the options of each question.
fn lists(pack: &Pack) -> Vec<Vec<&str>> {
    let questions = pack.questions.iter().map(|question| question.id.as_str());
    let options = pack.questions.iter().map(|question| {
        let ids = question.options.iter().map(|option| option.id.as_str());
        ids.collect()
    });
    [questions.collect()].into_iter().chain(options).collect()
}

/// A word with one letter missing, doubled, wrong or swapped with the next.
fn misspelled<'word>(word: &'word str, wrong: &'word str) -> impl Iterator<Item = String> + 'word {
    let letters: Vec<_> = word.chars().collect();
    (0..letters.len()).flat_map(move |at| {
        let changed = |change: &dyn Fn(&mut Vec<char>)| {
            let mut changed = letters.clone();
            change(&mut changed);
            String::from_iter(changed)
        };
        let mut all = vec![
            changed(&|letters| _ = letters.remove(at)),
            changed(&|letters| letters.insert(at, letters[at])),
        ];
        if at + 1 < letters.len() {
            all.push(changed(&|letters| letters.swap(at, at + 1)));
        }
        all.extend(
            wrong
                .chars()
                .map(|wrong| changed(&|letters| letters[at] = wrong)),
        );
        all
    })
}

/// Returns true if no other id is as few letters away, and the misspelling is not an id itself.
fn is_clear(misspelled: &str, slips: usize, id: &str, ids: &[&str]) -> bool {
    let others = ids.iter().filter(|other| **other != id);
    // As many letters are wrong at least as one of the two is longer.
    let mut alike = others.filter(|other| other.len().abs_diff(misspelled.len()) <= slips);
    misspelled != id && !alike.any(|other| strsim::damerau_levenshtein(misspelled, other) <= slips)
}

#[test]
fn an_id_with_one_letter_wrong_is_suggested() {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz_0";
    let pack = pack();
    let mut count = 0;
    for ids in lists(&pack) {
        for id in &ids {
            for written in misspelled(id, LETTERS) {
                if is_clear(&written, 1, id, &ids) {
                    assert_eq!(nearest(&written, &ids), Some(*id), "{written}");
                    count += 1;
                }
            }
        }
    }
    assert!(count > 50_000, "{count} misspellings");
}

#[test]
fn an_id_of_six_letters_or_more_with_two_letters_wrong_is_suggested() {
    let pack = pack();
    let mut count = 0;
    for ids in lists(&pack) {
        for id in ids.iter().filter(|id| id.chars().count() >= 6) {
            for once in misspelled(id, "q") {
                for written in misspelled(&once, "q") {
                    if is_clear(&written, 2, id, &ids) {
                        assert_eq!(nearest(&written, &ids), Some(*id), "{written}");
                        count += 1;
                    }
                }
            }
        }
    }
    assert!(count > 200_000, "{count} misspellings");
}

#[test]
fn a_word_that_is_no_misspelling_gets_no_suggestion() {
    let words: Vec<_> = WORDS.lines().collect();
    assert_eq!(words.len(), 1_000);
    let pack = pack();
    let ids: Vec<_> = lists(&pack).concat();
    for word in words {
        assert_eq!(nearest(word, &ids), None, "{word}");
    }
    let questions: Vec<_> = pack
        .questions
        .iter()
        .map(|question| question.id.as_str())
        .collect();
    for group in [
        "page-1", "page", "group.1", "q1", "intro", "agenda", "ages_0",
    ] {
        assert_eq!(nearest(group, &questions), None, "{group}");
    }
}
