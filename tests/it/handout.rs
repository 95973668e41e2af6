//! Results to take along: Markdown and HTML say what the text says, and hostile text stays text.

use insta::assert_snapshot;
use smp_suitability::report::{markdown, text};

use crate::report::{EVERYBODY, RECENT_TRANSPLANT, assessed, insight, whole};

#[track_caller]
fn markdown_of(person: &str) -> String {
    assessed(person, |assessment| {
        markdown(assessment, Some(&insight(person)))
    })
}

#[test]
fn a_recent_transplant_as_markdown() {
    assert_snapshot!(markdown_of(RECENT_TRANSPLANT));
}

/// The letters and digits of a text, whatever sets them apart.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.collect()
}

#[test]
fn markdown_says_every_word_of_the_text_in_its_order() {
    for person in EVERYBODY {
        let narrow = 40; // one column, so that the order is that of the words
        let lines = assessed(person, |assessment| {
            text(assessment, Some(&insight(person)), narrow)
        });
        let told = whole(&lines);
        let told = told.replace('\n', " ").replace("json has all", "");
        let told = told.replace("--format", "");
        let set = markdown_of(person);
        assert_eq!(letters(&told), letters(&set));
    }
}
