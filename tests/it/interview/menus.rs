//! Menus at a terminal.

use super::pty::{CTRL_C, DOWN, ENTER, ESC, Pty, UP};

/// The screen has each menu once: nothing of an earlier drawing is left.
#[track_caller]
fn assert_clean(terminal: &Pty) {
    let texts = ["Up/Down", "Quit", "❯"];
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
            ("❯ [ ] None of these", DOWN),
            ("❯ [ ] It is sore", " "),
            ("❯ [x] It is sore", ENTER),
            ("❯ Continue (about 2 more, 1 minute)", ENTER),
            ("❯ Yes, in writing", ENTER),
            ("❯ See my result", DOWN),
            ("❯ Continue (1 more, 1 minute)", ENTER),
            ("❯ More hair", ENTER),
            ("❯ All correct: show my result", UP),
        ]);
        terminal.wait("❯ Quit");
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
        assert_eq!(terminal.finish(), 0, "{}", terminal.screen());
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
  Why do you ask?
  Quit";
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
    for row in ["❯ Black", "❯ Blond", "❯ I'm not sure", "❯ Why do you ask?"] {
        wait_on_any_page(&terminal, row);
        terminal.press(DOWN);
    }
    wait_on_any_page(&terminal, "❯ Quit");
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
        ("❯ [ ] None of these", ESC),
        ("❯ Under a year", ESC),
        ("❯ Yes", UP),
        ("❯ No, never", ENTER),
    ]);
    terminal.wait("Removed because it no longer applies: Transplant age: Under a year");
    terminal.wait("Question 3 of about 4");
}

#[test]
fn why_is_a_row_and_keeps_what_is_marked() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.play(&[
        ("❯ Black", DOWN),
        ("❯ Blond", DOWN),
        ("❯ I'm not sure", DOWN),
        ("❯ Why do you ask?", ENTER),
        ("Why we ask: Dark dots look like dark stubble.", "1"),
        ("❯ Black", ENTER),
        ("❯ No, never", ENTER),
        ("❯ [ ] None of these", "3"),
        ("❯ [ ] It has moles", " "),
        ("❯ [x] It has moles", DOWN),
        ("❯ [ ] Unsure, or prefer not to say", DOWN),
        ("❯     Why do you ask?", ENTER),
        ("Why we ask: Ink can hide what a doctor must see.", "3"),
        ("❯ [x] It has moles", ENTER),
    ]);
    terminal.wait("Skin: It has moles");
}

#[test]
fn a_question_mark_asks_why_and_the_cursor_stays() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.play(&[("❯ Black", DOWN), ("❯ Blond", "?")]);
    terminal.wait("Why we ask: Dark dots look like dark stubble.");
    terminal.wait("❯ Blond");
}

#[test]
fn enter_on_none_of_these_is_enough() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.play(&[
        ("❯ Black", ENTER),
        ("❯ No, never", ENTER),
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
        ("❯ [ ] None of these", DOWN),
        ("❯ [ ] It is sore", DOWN),
        ("❯ [ ] It has moles", ENTER),
        ("Nothing is marked yet.", ""),
        ("❯ [ ] It has moles", UP), // the cursor is where it was
        ("❯ [ ] It is sore", " "),
        ("❯ [x] It is sore", UP),
        ("❯ [ ] None of these", ENTER),
        ("can't be combined with other answers", ""),
        ("  [x] It is sore", ""),
        ("❯ [x] None of these", ""),
    ]);
    assert_clean(&terminal);
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
    terminal.wait_for(|screen| screen.contains("q to quit:"), "a line to type in");
    terminal.resize(80, 24);
    terminal.press("1\n");
    terminal.wait("❯ [ ] None of these");
}

#[test]
fn digits_and_the_keys_of_every_list_move() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.play(&[
        ("❯ Black", "2"),
        ("❯ Blond", "9"), // there is no such row
        ("❯ Blond", "\x1b[F"),
        ("❯ Quit", "\x1b[H"),
        ("❯ Black", "\x1b[6~"),
        ("❯ Quit", "\x1b[5~"),
        ("❯ Black", "j"),
        ("❯ Blond", "k"),
        ("❯ Black", "\x1bOB"),
        ("❯ Blond", " "),
    ]);
    terminal.wait("Hair color: Blond");
}

#[test]
fn going_back_removes_the_line_about_the_answer() {
    for columns in [40, 80] {
        let mut terminal = Pty::start(columns, 24, &[]);
        terminal.play(&[
            ("❯ Black", DOWN),
            ("❯ Blond", ENTER),
            ("Hair color: Blond", ""),
            ("❯ No, never", ENTER),
            ("❯ [ ] None of these", ESC),
            ("❯ No, never", ESC),
            ("❯ Blond", ""),
        ]);
        let screen = terminal.screen();
        assert!(!screen.contains("Hair color:"), "{screen}");
        assert!(!screen.contains("Transplant:"), "{screen}");
        assert_clean(&terminal);
        terminal.press(ENTER);
        terminal.wait("Question 3");
        for record in ["Hair color: Blond", "Transplant: No, never"] {
            let shown = terminal.screen();
            assert_eq!(shown.matches(record).count(), 1, "{shown}");
        }
    }
}
