//! Whole conversations in numbered lines, as a screen reader reads them aloud.
//!
//! Each was read line by line: nothing hangs on color, on a sign or on a place alone, nothing is read twice
//! without need, and every question says how to answer it. What was typed stands between « and ».

use insta::assert_snapshot;

use super::SMALL;
use super::lines::piped;
use crate::hostile::stacked;

const END: &str = "quit: \n"; // the words before it may stand on the line before

/// What is heard, with what is typed after each question.
#[track_caller]
fn heard(arguments: &[&str], typed: &[&str], code: i32) -> String {
    let lines = stacked(typed);
    let output = piped(&[&["--plain"], arguments].concat(), lines.as_bytes());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(
        said.is_ascii(),
        "nothing but letters and signs that are read aloud: {said}"
    );
    let mut heard = String::new();
    let mut typed = typed.iter();
    for part in said.split_inclusive(END) {
        match (part.strip_suffix('\n'), part.ends_with(END)) {
            (Some(question), true) => {
                let line = typed.next().unwrap_or(&"");
                heard.push_str(question);
                heard.push_str(&stacked([format!("«{line}»")]));
            }
            _ => heard.push_str(part),
        }
    }
    heard
}

#[test]
fn a_short_way_to_the_result() {
    assert_snapshot!(heard(&SMALL, &["1", "1", "none", "1", "1"], 0));
}

#[test]
fn asking_why_going_back_repeating_and_being_unsure() {
    let asking = ["?", "r", "2", "b", "", "not sure", "why", "1 2", "2"];
    let typed = [&asking[..], &["1", "2", "1", "1", "1", "1"]].concat();
    assert_snapshot!(heard(&SMALL, &typed, 0));
}

#[test]
fn slips_in_typing() {
    let typed = [
        "9", "", "blakc", "1 2", "black", "1", "1 3", "1", "2", "2", "7", "1",
    ];
    assert_snapshot!(heard(&SMALL, &typed, 0));
}

#[test]
fn stopping_early() {
    assert_snapshot!(heard(&[], &["1", "?", "2", "q"], 130));
}
