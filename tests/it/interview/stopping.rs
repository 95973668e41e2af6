//! Ctrl-C, signals, and stopping by choice: the terminal as it was, and a way to go on.

use std::fs;

use super::pty::{CTRL_C, DOWN, ENTER, Pty, UP};

const WAY_ON: &str = "Stopped. Nothing was saved. To go on:\nsmp --rules tests/packs/small \
    --set hair_color=black --set transplant=unknown --set transplant_age=unknown --set skin=sore,moles";

/// Answers in every way there is, and leaves the menu of the doctor question open.
fn answered(arguments: &[&str]) -> Pty {
    let mut terminal = Pty::start(200, 24, arguments);
    terminal.play(&[
        ("❯ Black", ENTER),
        ("❯ No, never", DOWN),
        ("❯ Yes", DOWN),
        ("❯ I'm not sure", ENTER),
        ("❯ Under a year", DOWN),
        ("❯ Over a year", DOWN),
        ("❯ I'm not sure", ENTER),
        ("❯ [ ] It is sore", " "),
        ("❯ [x] It is sore", DOWN),
        ("❯ [ ] It has moles", " "),
        ("❯ [x] It has moles", ENTER),
        ("❯ See the result now", DOWN),
        ("❯ Go on", ENTER),
        ("❯ Yes, in writing", ""),
    ]);
    terminal
}

#[track_caller]
fn assert_left_well(terminal: &mut Pty, last_words: &str) {
    assert_eq!(terminal.exit_code(), 130, "{}", terminal.screen());
    assert!(!terminal.is_cursor_hidden());
    assert!(terminal.is_cooked());
    let screen = terminal.screen();
    let lines: Vec<_> = screen.lines().collect();
    let words: Vec<_> = last_words.lines().collect();
    assert!(lines.ends_with(&words), "{screen}");
}

#[test]
fn ctrl_c_prints_the_line_that_brings_the_answers_back() {
    let mut terminal = answered(&[]);
    terminal.press(CTRL_C);
    assert_left_well(&mut terminal, WAY_ON);
    let words = WAY_ON.rsplit_once("tests/packs/small ").unwrap().1;
    let arguments: Vec<_> = words.split_whitespace().collect();
    let terminal = Pty::start(200, 24, &arguments);
    terminal.wait("Welcome back. 4 answers found.");
    terminal.wait("Has a doctor agreed?");
}

#[test]
fn signals_leave_the_terminal_as_it_was() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut terminal = answered(&[]);
        terminal.signal(signal);
        assert_left_well(&mut terminal, WAY_ON);
    }
}

#[test]
fn stopping_by_choice_says_the_same() {
    let mut terminal = answered(&[]);
    terminal.play(&[("❯ Yes, in writing", UP), ("❯ Stop here", ENTER)]);
    assert_left_well(&mut terminal, WAY_ON);
}

#[test]
fn stopping_at_once_saves_nothing() {
    for key in [CTRL_C, UP] {
        let mut terminal = Pty::start(80, 24, &[]);
        terminal.play(&[("❯ Black", key)]);
        if key == UP {
            terminal.play(&[("❯ Stop here", ENTER)]);
        }
        assert_left_well(&mut terminal, "Stopped. Nothing was saved.");
    }
}

#[test]
fn with_a_file_the_same_command_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("me.json").display().to_string();
    let mut terminal = answered(&["--answers", &file]);
    terminal.press(CTRL_C);
    let last = format!("Stopped. Your answers are in {file}. Run the same command to go on.");
    assert_left_well(&mut terminal, &last);
    let saved = fs::read_to_string(&file).unwrap();
    assert!(saved.contains("\"skin\": [\"sore\",\"moles\"]"), "{saved}");
}

#[test]
fn ctrl_c_between_two_screens_loses_nothing() {
    for answers in 0..8 {
        let mut terminal = Pty::start(200, 24, &[]);
        terminal.wait("❯ Black");
        // The screens in between are not waited for, so Ctrl-C comes at any moment.
        terminal.press(&ENTER.repeat(answers));
        terminal.press(CTRL_C);
        assert_eq!(terminal.exit_code(), 130, "{}", terminal.screen());
        assert!(!terminal.is_cursor_hidden());
        assert!(terminal.is_cooked());
        assert!(terminal.screen().contains("Stopped. Nothing was saved."));
    }
}

#[test]
fn ctrl_c_stops_numbered_lines_too() {
    let mut terminal = Pty::start(200, 24, &["--plain"]);
    terminal.play(&[("q to stop:", "1\n"), ("Question 2", CTRL_C)]);
    assert_left_well(
        &mut terminal,
        "Stopped. Nothing was saved. To go on:\nsmp --plain --rules tests/packs/small \
         --set hair_color=black",
    );
}
