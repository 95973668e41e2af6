//! Menus at a terminal.

use super::pty::{CTRL_C, DOWN, ENTER, ESC, Pty, UP};

/// The screen has each menu once: nothing of an earlier drawing is left.
#[track_caller]
fn assert_clean(terminal: &Pty) {
    let texts = ["Up/Down", "Stop here", "❯"];
    terminal.wait_for(
        |screen| texts.iter().all(|text| screen.matches(text).count() == 1),
        "one menu",
    );
}

#[test]
fn a_whole_interview_at_three_widths() {
    for columns in [40, 80, 120] {
        let mut terminal = Pty::start(columns, 24, &[]);
        terminal.play(&[
            ("❯ Black", ENTER),
            ("❯ No, never", DOWN),
            ("❯ Yes", ENTER),
            ("❯ Under a year", DOWN),
            ("❯ Over a year", ENTER),
            ("❯ [ ] It is sore", " "),
            ("❯ [x] It is sore", ENTER),
            ("❯ See the result now", DOWN),
            ("❯ Go on (about 2 more, 1 minute)", ENTER),
            ("❯ Yes, in writing", ENTER),
            ("❯ See the result now", DOWN),
            ("❯ Go on (1 more, 1 minute)", ENTER),
            ("❯ More hair", ENTER),
            ("❯ All correct: show my result", UP),
        ]);
        terminal.wait("❯ Stop here");
        assert_clean(&terminal);
        terminal.press(DOWN);
        terminal.wait("❯ All correct");
        for record in [
            "Hair color: Black",
            "Transplant: Yes",
            "Transplant age: Over a year",
            "Skin: It is sore",
            "Doctor: Yes, in writing",
            "Hope: More hair",
        ] {
            terminal.wait(record);
        }
        terminal.press(ENTER);
        assert_eq!(terminal.exit_code(), 0, "{}", terminal.screen());
        assert!(!terminal.is_cursor_hidden());
        assert!(terminal.is_cooked());
    }
}

#[test]
fn keys_pressed_while_a_menu_is_drawn_are_not_shown() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.wait("❯ Black");
    // One by one, so that some come between two readings of a key.
    for _ in 0..1000 {
        terminal.press(DOWN);
    }
    terminal.press(CTRL_C);
    assert_eq!(terminal.exit_code(), 130, "{}", terminal.screen());
    let heard = terminal.heard();
    let heard = String::from_utf8_lossy(&heard); // Ctrl-C cuts short what was written
    assert!(!heard.contains("^[[B"), "{}", terminal.screen());
    assert!(terminal.is_cooked());
}

#[test]
fn a_narrow_screen_wraps_by_words_and_is_redrawn_without_remains() {
    let mut terminal = Pty::start(40, 24, &[]);
    terminal.play(&[("❯ Black", DOWN)]);
    terminal.wait("❯ Blond");
    let expected = "\
Question 1 of about 4
What color is your hair?
Up/Down to move, Enter to choose, Esc
to go back
  Black
❯ Blond, or so light that the skin
    shows through it everywhere
  I'm not sure
  Why do we ask this?
  Stop here";
    terminal.wait(expected);
    for _ in 0..3 {
        terminal.play(&[("❯ Blond", DOWN), ("❯ I'm not sure", UP)]);
    }
    terminal.wait("❯ Blond");
    terminal.wait(expected);
    assert_clean(&terminal);
}

#[test]
fn a_low_screen_turns_pages() {
    let mut terminal = Pty::start(30, 12, &[]);
    wait_on_any_page(&terminal, "[Page 1/");
    for row in [
        "❯ Black",
        "❯ Blond",
        "❯ I'm not sure",
        "❯ Why do we ask this?",
    ] {
        wait_on_any_page(&terminal, row);
        terminal.press(DOWN);
    }
    wait_on_any_page(&terminal, "❯ Stop here");
    terminal.wait_for(|screen| screen.matches("Up/Down").count() == 1, "one menu");
    terminal.press(ENTER);
    assert_eq!(terminal.exit_code(), 130);
}

/// The last row of the menu may be on another page.
#[track_caller]
fn wait_on_any_page(terminal: &Pty, text: &str) {
    terminal.wait_for(|screen| screen.contains(text), text);
}

#[test]
fn esc_goes_back_and_shows_the_earlier_answer() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.play(&[
        ("❯ Black", DOWN),
        ("❯ Blond", ENTER),
        ("❯ No, never", ESC),
        ("❯ Blond", ESC),
    ]);
    terminal.wait("This is the first question.");
    assert_clean(&terminal);
    terminal.play(&[("❯ Blond", ENTER), ("❯ No, never", ENTER)]);
    terminal.wait("Question 3 of about 5");
}

#[test]
fn a_changed_answer_takes_its_follow_up_back() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.play(&[
        ("❯ Black", ENTER),
        ("❯ No, never", DOWN),
        ("❯ Yes", ENTER),
        ("❯ Under a year", ENTER),
        ("❯ [ ] It is sore", ESC),
        ("❯ Under a year", ESC),
        ("❯ Yes", UP),
        ("❯ No, never", ENTER),
    ]);
    terminal.wait("Taken back, because it no longer applies: Transplant age: Under a year");
    terminal.wait("Question 3 of about 4");
}

#[test]
fn why_is_a_row_and_keeps_what_is_marked() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.play(&[
        ("❯ Black", DOWN),
        ("❯ Blond", DOWN),
        ("❯ I'm not sure", DOWN),
        ("❯ Why do we ask this?", ENTER),
        ("Why we ask: Dark dots look like dark stubble.", ENTER),
        ("❯ No, never", ENTER),
        ("❯ [ ] It is sore", DOWN),
        ("❯ [ ] It has moles", " "),
        ("❯ [x] It has moles", DOWN),
        ("❯ [ ] None of these", DOWN),
        ("❯ [ ] Not sure, or I'd rather not say", DOWN),
        ("❯     Why do we ask this?", ENTER),
        ("Why we ask: Ink can hide what a doctor must see.", ENTER),
    ]);
    terminal.wait("Skin: It has moles");
}

#[test]
fn enter_on_none_of_these_is_enough() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.play(&[
        ("❯ Black", ENTER),
        ("❯ No, never", ENTER),
        ("❯ [ ] It is sore", DOWN),
        ("❯ [ ] It has moles", DOWN),
        ("❯ [ ] None of these", ENTER),
        ("Skin: None of these", ""),
    ]);
}

#[test]
fn nothing_and_none_beside_others_are_refused_with_a_reason() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.play(&[
        ("❯ Black", ENTER),
        ("❯ No, never", ENTER),
        ("❯ [ ] It is sore", ENTER),
        ("Nothing is marked yet.", " "),
        ("❯ [x] It is sore", DOWN),
        ("❯ [ ] It has moles", DOWN),
        ("❯ [ ] None of these", ENTER),
        ("cannot go together with other answers", ""),
        ("❯ [x] It is sore", ""),
        ("  [x] None of these", ""),
    ]);
    assert_clean(&terminal);
}

#[test]
fn marking_everything_does_not_stop_the_interview() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.play(&[
        ("❯ Black", ENTER),
        ("❯ No, never", ENTER),
        ("❯ [ ] It is sore", "a"),
        ("❯ [x] It is sore", ENTER),
        ("cannot go together with other answers", ""),
    ]);
}

#[test]
fn a_terminal_without_utf_8_gets_an_ascii_marker() {
    let terminal = Pty::start_in(80, 24, &[], &[("LANG", "C")]);
    terminal.wait("> Black");
}

#[test]
fn color_is_used_only_where_it_is_wanted() {
    let terminal = Pty::start_in(80, 24, &["--color", "never"], &[]);
    terminal.wait("❯ Black");
    assert!(!terminal.is_colored());
    let terminal = Pty::start_in(80, 24, &["--color", "always"], &[]);
    terminal.wait("❯ Black");
    assert!(terminal.is_colored());
}

#[test]
fn a_window_that_shrinks_gets_lines_and_menus_again_when_it_grows() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.wait("❯ Black");
    terminal.resize(80, 2);
    terminal.press(ENTER);
    terminal.wait_for(|screen| screen.contains("q to stop:"), "a line to type in");
    terminal.resize(80, 24);
    terminal.press("1\n");
    terminal.wait("❯ [ ] It is sore");
}
