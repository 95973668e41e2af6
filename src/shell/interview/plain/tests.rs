//! What is typed in numbered lines, and how it is understood.

use proptest::prelude::*;
use smp_suitability::interview::MenuRow;
use smp_suitability::pack::NumberRange;

use super::*;

fn screen(choice: Choice) -> Screen {
    let row = |text: &str, role| MenuRow {
        text: text.to_owned(),
        role,
        numbers: None,
    };
    Screen {
        lead: None,
        heading: "Question 1 of 1".to_owned(),
        text: "Which?".to_owned(),
        card: Vec::new(),
        notice: None,
        drawings: None,
        rows: vec![
            row("This", RowRole::Answer),
            row("That", RowRole::Answer),
            row("None of these", RowRole::NoneOfThese),
            row("Unsure, or prefer not to say", RowRole::NotSure),
            row("Quit", RowRole::Stop),
        ],
        choice,
        takes_date: false,
    }
}

#[test]
fn words_and_numbers_are_understood_in_any_case() {
    let one = screen(Choice::One { marked: Some(1) });
    let many = screen(Choice::Many { marked: vec![0] });
    for (line, reply) in [
        ("B", Reply::Back),
        ("Quit", Reply::Stop),
        ("?", Reply::Why(vec![1])),
        ("", Reply::Row(1)),
        ("2", Reply::Row(1)),
        ("that", Reply::Row(1)),
        ("None", Reply::Row(2)),
        ("NOT SURE", Reply::Row(3)),
        ("I'm not sure", Reply::Row(3)),
        ("2.", Reply::Row(1)),
        ("2)", Reply::Row(1)),
        ("UNSURE, OR PREFER NOT TO SAY.", Reply::Row(3)),
        ("I’m not sure", Reply::Row(3)),
    ] {
        assert_eq!(understood(&one, line), Ok(reply), "{line:?}");
    }
    assert_eq!(understood(&many, ""), Ok(Reply::Rows(vec![0])));
    for line in ["2, 1", "2. 1.", "2) 1)", "That, this", "that; 1"] {
        let reply = understood(&many, line);
        assert_eq!(reply, Ok(Reply::Rows(vec![1, 0])), "{line:?}");
    }
    for line in [
        "0",
        "5",
        "-1",
        "1..",
        "99999999999999999999",
        "1 2",
        ",",
        ".",
    ] {
        assert!(understood(&one, line).is_err(), "{line:?}");
    }
}

#[test]
fn a_range_is_read_and_taken_in_words_and_in_signs() {
    let mut screen = screen(Choice::One { marked: None });
    if let Some(first) = screen.rows.first_mut() {
        first.text = "26–64 years".to_owned();
    }
    for line in ["26–64 years", "26-64 years", "26 to 64 years"] {
        assert_eq!(understood(&screen, line), Ok(Reply::Row(0)), "{line:?}");
    }
    let mut output = Vec::new();
    let mut ui = Plain::new(b"1\n".as_slice(), &mut output, 80, false);
    assert_eq!(ui.ask(&screen).ok(), Some(Reply::Row(0)));
    let said = String::from_utf8(output).expect("words of ours");
    assert!(said.contains("1. 26 to 64 years\n"), "{said}");
}

#[test]
fn a_number_that_an_answer_covers_is_taken_unless_it_could_be_a_line_of_the_list() {
    let mut screen = screen(Choice::One { marked: None });
    let ranges = [(None, Some(17)), (Some(18), None)];
    for (row, (from, to)) in screen.rows.iter_mut().zip(ranges) {
        row.numbers = Some(NumberRange { from, to });
    }
    for (line, row) in [
        ("34", 1),
        ("18", 1),
        ("17", 0),
        ("0", 0),
        ("1", 0),
        ("2.", 1),
        ("4)", 3),
    ] {
        assert_eq!(understood(&screen, line), Ok(Reply::Row(row)), "{line:?}");
    }
    let expected = "2 could be line 2 of the list, \"That\", or the number itself, \"This\". \
                    Type 2. with the dot for the line, or the words of the answer.";
    assert_eq!(understood(&screen, "2"), Err(expected.to_owned()));
    for line in ["34.", "-1", "3.5", "34 years"] {
        assert!(understood(&screen, line).is_err(), "{line:?}");
    }
    assert!(
        invitation(&screen)
            .starts_with("Type a number (any), or a line with its dot, 1. to 4., or b for back")
    );
}

#[test]
fn a_refusal_shows_everything_that_was_typed() {
    let many = screen(Choice::Many { marked: Vec::new() });
    let one = screen(Choice::One { marked: None });
    let long = "a very long line that someone typed before reading the question, word by word";
    for (screen, line, expected) in [
        (
            &one,
            "dark brown",
            "Sorry, \"dark\" in \"dark brown\" is not one of the answers.",
        ),
        (
            &many,
            "1 9",
            "Sorry, \"9\" in \"1 9\" is not one of the answers.",
        ),
        (
            &one,
            "1 2",
            "Sorry, you typed \"1 2\", and only one answer fits here.",
        ),
        (&one, "blakc", "Sorry, \"blakc\" is not one of the answers."),
    ] {
        assert_eq!(understood(screen, line), Err(expected.to_owned()));
    }
    assert!(understood(&one, long).is_err_and(|sorry| sorry.contains(long)));
}

proptest! {
    #[test]
    fn any_bytes_are_answered_or_end(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let screen = screen(Choice::Many { marked: Vec::new() });
        let mut output = Vec::new();
        let mut ui = Plain::new(bytes.as_slice(), &mut output, 40, false);
        let lines = bytes.split(|byte| *byte == b'\n').count();
        let ended = (0..=lines).any(|_| ui.ask(&screen).is_err());
        prop_assert!(ended, "every reply takes a line");
        let said = String::from_utf8(output).expect("words of ours, and visible ones of theirs");
        prop_assert!(said.chars().all(|letter| letter == '\n' || !letter.is_control()));
    }
}
