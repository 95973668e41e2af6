//! Ctrl-C, signals, and quitting by choice: the terminal as it was, and a command to continue.

use std::fs;

use super::pty::{CTRL_C, DOWN, ENTER, Pty, UP};

const RESUME: &str = "Stopped. Nothing was saved. To continue, run the command below. It contains\n\
    your answers about your health, so keep it private.\nsmp --rules tests/packs/small \
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
        ("❯ [ ] None of these", DOWN),
        ("❯ [ ] It is sore", " "),
        ("❯ [x] It is sore", DOWN),
        ("❯ [ ] It has moles", " "),
        ("❯ [x] It has moles", ENTER),
        ("❯ Continue", ENTER),
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
    assert_left_well(&mut terminal, RESUME);
    let words = RESUME.rsplit_once("tests/packs/small ").unwrap().1;
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
        assert_left_well(&mut terminal, RESUME);
    }
}

#[test]
fn stopping_by_choice_says_the_same() {
    let mut terminal = answered(&[]);
    terminal.play(&[("❯ Yes, in writing", UP), ("❯ Quit", ENTER)]);
    assert_left_well(&mut terminal, RESUME);
}

#[test]
fn stopping_at_once_saves_nothing() {
    for key in [CTRL_C, UP] {
        let mut terminal = Pty::start(80, 24, &[]);
        terminal.play(&[("❯ Black", key)]);
        if key == UP {
            terminal.play(&[("❯ Quit", ENTER)]);
        }
        assert_left_well(&mut terminal, "Stopped. Nothing was saved.");
    }
}

#[test]
fn with_a_file_the_same_command_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("me.json").display().to_string();
    let options = "--country CA --color never --format json".split(' ');
    let arguments: Vec<_> = ["--answers", &file].into_iter().chain(options).collect();
    let mut terminal = answered(&arguments);
    terminal.press(CTRL_C);
    let last = format!(
        "smp --answers {file} --rules tests/packs/small --color never --format json --country CA"
    );
    assert_left_well(&mut terminal, &last);
    let screen = terminal.screen().replace('\n', " ");
    let says = format!("Stopped. Your answers are saved in {file}. To continue, run:");
    assert!(screen.contains(&says), "{screen}");
    let saved = fs::read_to_string(&file).unwrap();
    assert!(saved.contains("\"skin\": [\"sore\",\"moles\"]"), "{saved}");
}

#[test]
fn ctrl_c_between_two_screens_loses_nothing() {
    for answers in 0..=4 {
        let mut terminal = Pty::start(200, 24, &[]);
        // Two keys at once would be taken for pasted text, so each answer is waited for but the last.
        let screens = ["Question 1", "Question 2", "Question 3", "See my result"];
        for text in &screens[..answers] {
            terminal.wait_for(|screen| screen.contains(text), text);
            terminal.press(ENTER);
        }
        if answers == 0 {
            terminal.wait("Question 1");
        }
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
    terminal.play(&[("q to quit:", "1\n"), ("Question 2", CTRL_C)]);
    assert_left_well(
        &mut terminal,
        "Stopped. Nothing was saved. To continue, run the command below. It contains\n\
         your answers about your health, so keep it private.\nsmp --plain --rules tests/packs/small \
         --set hair_color=black",
    );
}

#[test]
fn a_program_that_no_folder_of_the_path_has_is_named_by_its_path() {
    let mut terminal = Pty::start_in(200, 24, &[], &[("PATH", "/nowhere")]);
    terminal.play(&[("❯ Black", ENTER), ("❯ No, never", CTRL_C)]);
    assert_eq!(terminal.exit_code(), 130);
    let screen = terminal.screen();
    let command = format!(
        "{} --rules tests/packs/small --set",
        env!("CARGO_BIN_EXE_smp")
    );
    assert!(screen.contains(&command), "{screen}");
}

#[test]
fn no_message_breaks_inside_a_word() {
    let mut terminal = Pty::start(40, 24, &[]);
    terminal.play(&[("❯ Black", ENTER), ("❯ No, never", CTRL_C)]);
    assert_eq!(terminal.exit_code(), 130);
    let expected = "\
Stopped. Nothing was saved. To
continue, run the command below. It
contains your answers about your
health, so keep it private.
";
    assert!(
        terminal.screen().contains(expected),
        "{}",
        terminal.screen()
    );
}

#[test]
fn problems_are_as_wide_as_the_terminal() {
    for arguments in [&["assess", "/nowhere/answers.json"][..], &["--plian"]] {
        let mut terminal = Pty::run(40, 24, arguments, &[]);
        assert_eq!(terminal.exit_code(), 2);
        let heard = String::from_utf8(terminal.heard()).unwrap();
        let widest = heard
            .lines()
            .map(|line| line.trim_end().chars().count())
            .max();
        assert!(widest < Some(40), "{heard}");
    }
}
