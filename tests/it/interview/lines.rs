//! Numbered lines: over a pipe, and on a terminal that can do no more.

use std::process::Output;

use super::SMALL;
use super::pty::Pty;
use crate::program::{command, fed, program_folder};

const MAIN: &str = "1\n1\nnone\n";

/// Runs the program with lines on a pipe.
pub(crate) fn piped(arguments: &[&str], lines: &[u8]) -> Output {
    let mut command = command(arguments);
    fed(
        command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env_clear()
            .env("PATH", program_folder()),
        lines,
    )
}

/// What was said on standard error; the exit code must be this one.
#[track_caller]
fn said(lines: &str, code: i32) -> String {
    let arguments: Vec<_> = SMALL.into_iter().chain(["--plain"]).collect();
    let output = piped(&arguments, lines.as_bytes());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert_eq!(code == 0, !output.stdout.is_empty(), "a result, or nothing");
    assert!(!said.contains('\x1b'), "no escape sequences");
    let widest = said.lines().map(|line| line.chars().count()).max();
    assert!(code != 0 || widest < Some(80), "{said}");
    said
}

#[test]
fn a_whole_interview_over_a_pipe() {
    let said = said(&format!("{MAIN}2\n2\n1\n"), 0);
    let questions = said.split_once("Question 1").unwrap().1;
    assert_eq!(
        format!("Question 1{questions}"),
        "\
Question 1 of about 4. What color is your hair?
1. Black
2. Blond, or so light that the skin shows through it everywhere
3. I'm not sure
Type a number, 1 to 3, or b for back, ? for why we ask, q to quit: 
Hair color: Black

Question 2 of about 4. Have you had a hair transplant?
1. No, never
2. Yes
3. I'm not sure
Type a number, 1 to 3, or b for back, ? for why we ask, q to quit: 
Transplant: No, never

Question 3 of about 4. Is any of this true of your scalp?
1. None of these
2. It is sore
3. It has moles
4. Unsure, or prefer not to say
Type one or more numbers, 1 to 4, or b for back, ? for why we ask, q to quit: 
Skin: None of these

The main questions are answered. What's next?
1. See my result
2. Continue (1 more, 1 minute)
Type a number, 1 to 2, or b for back, q to quit: 

Question 4 of 4. What do you hope for?
1. More hair
2. A scar to hide
3. I'm not sure
Type a number, 1 to 3, or b for back, ? for why we ask, q to quit: 
Hope: A scar to hide

Your answers. Is everything right? Choose a line to change it.
1. All correct: show my result
2. Hair color: Black
3. Transplant: No, never
4. Skin: None of these
5. Hope: A scar to hide
Type a number, 1 to 5, or b for back, q to quit: 
"
    );
}

#[test]
fn words_go_back_ask_why_and_keep_the_earlier_answer() {
    let said = said("?\n2\nb\n\nwhy\nback\nb\n\nq\n", 130);
    for expected in [
        "Why we ask: Dark dots look like dark stubble. Depending on this and your other\n\
         answers, the result could still be \"suitable\", \"suitable, with cautions\" or\n\
         \"see a doctor first\".\nType a number",
        "Press Enter to keep 2, or type a number, 1 to 3, or b for back",
        "Why we ask: It can leave scars. It won't change your result, but it can change\n\
         the advice or what to expect.\nType a number",
        "This is the first question.\nPress Enter to keep 2",
        "keep it private.\nsmp --plain --rules tests/packs/small \
         --set hair_color=blond\n",
    ] {
        assert!(said.contains(expected), "{expected:?} in:\n{said}");
    }
}

#[test]
fn several_numbers_make_one_answer() {
    for numbers in ["2 3", "2,3", " 3 ;2 ", "2. 3.", "It has moles, IT IS SORE"] {
        let said = said(&format!("1\n1\n{numbers}\nb\n\nq\n"), 130);
        assert!(said.contains("Skin: It is sore; It has moles"), "{said}");
        assert!(said.contains("Press Enter to keep 2 3, or type one or more numbers"));
    }
}

#[test]
fn unsure_is_a_number_and_a_word() {
    for unsure in ["3", "not sure", "I'm not sure"] {
        assert!(said(&format!("{unsure}\nq\n"), 130).contains("Hair color: I'm not sure"));
    }
}

#[test]
fn a_slip_is_answered_kindly_and_can_be_mended() {
    let said = said(
        "4\n\nblakc\n1 2\n\u{1b}[2J\nblack\n1\n\n1 non\n1 3\nq\n",
        130,
    );
    for expected in [
        "Sorry, \"4\" is not one of the answers.",
        "Please type a number.",
        "Sorry, \"blakc\" is not one of the answers.",
        "Sorry, you typed \"1 2\", and only one answer fits here.",
        "Sorry, \"\\u{1b}[2J\" is not one of the answers.",
        "Hair color: Black",
        "Nothing is marked yet.",
        "Sorry, \"non\" in \"1 non\" is not one of the answers.",
        "\"None of these\" can't be combined with other answers.",
    ] {
        assert!(said.contains(expected), "{expected:?} in:\n{said}");
    }
}

#[test]
fn the_review_is_by_numbers() {
    let said = said(&format!("{MAIN}1\n2\n2\n1\n"), 0);
    assert!(
        said.replace('\n', " ")
            .contains("You skipped 1 question, so the result will be provisional."),
        "{said}"
    );
    assert!(said.ends_with("5. Skin: None of these\n") || said.contains("2. Hair color: Blond"));
}

#[test]
fn answers_that_end_early_are_an_error_that_names_what_is_missing() {
    let missing = said("1\n", 2);
    let expected = "error: the answers ended early: no answer to `transplant`, `skin`, `hope`\n";
    assert!(missing.ends_with(expected), "{missing}");
    assert!(missing.contains("--set hair_color=black\n"));
    let unconfirmed = said(&format!("{MAIN}2\n2\n"), 2);
    let expected = "error: the answers ended early: the review was not confirmed\n";
    assert!(unconfirmed.ends_with(expected), "{unconfirmed}");
}

#[test]
fn a_last_line_without_a_line_break_counts() {
    said(&format!("{MAIN}1\n1"), 0);
}

#[test]
fn noise_is_not_an_answer_and_always_ends() {
    let long = [b"1".repeat(3_000_000), b"\n1\nq\n".to_vec()].concat();
    let output = piped(&["--plain", SMALL[0], SMALL[1]], &long);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("Hair color: Black"),
        "the long line is one line"
    );
    assert!(said.len() < 3_000);
    for noise in [b"\xff\xfe\n\0\n".as_slice(), b"\r\n\r\n", b"", b"1\r\n"] {
        let output = piped(&["--plain", SMALL[0], SMALL[1]], noise);
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn a_pipe_without_plain_is_left_alone() {
    let output = piped(&SMALL, b"1\n1\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: there is no terminal to ask on; use `smp assess FILE` for answers in a file, \
         `smp --plain` to read answers as lines, or `smp template` for a file to fill in\n"
    );
}

#[test]
fn terminals_that_can_do_little_get_lines() {
    for (columns, rows, environment) in [
        (80, 24, ("TERM", "dumb")),
        (80, 24, ("ACCESSIBLE", "1")),
        (29, 24, ("ACCESSIBLE", "0")),
        (80, 11, ("ACCESSIBLE", "")),
    ] {
        let mut terminal = Pty::start_in(columns, rows, &[], &[environment]);
        terminal.wait_for(
            |screen| screen.replace('\n', " ").contains("q to quit:"),
            "q to quit:",
        );
        assert!(terminal.screen().contains("1. Black"));
        terminal.press("q\n");
        assert_eq!(terminal.exit_code(), 130);
    }
}

#[test]
fn the_built_in_pack_can_be_answered_in_lines() {
    let output = piped(&["--plain"], "1\n".repeat(60).as_bytes());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(!output.stdout.is_empty());
}
