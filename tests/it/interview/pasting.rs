//! Pasted text is never taken as keys, whether the terminal marks it or not.

use std::time::Duration;

use super::pty::{CTRL_C, DOWN, ENTER, ESC, Pty, UP};

const TEXT: &str = "hair is brown\nand thin 1\n\n";
const BEGINS: &str = "\x1b[200~";
const ENDS: &str = "\x1b[201~";

/// The first question is still open, with the cursor on its second row.
#[track_caller]
fn assert_untouched(terminal: &mut Pty) {
    // A key after the text: when it shows, the text was read.
    terminal.press(DOWN);
    terminal.wait("❯ Blond");
    assert!(
        terminal.screen().contains("Question 1"),
        "{}",
        terminal.screen()
    );
}

#[test]
fn marked_text_does_nothing() {
    for text in [TEXT, "3", "\r", " ", "\x1b[B", ""] {
        let mut terminal = Pty::start(80, 24, &[]);
        terminal.wait("❯ Black");
        terminal.press(&[BEGINS, text, ENDS].concat());
        assert_untouched(&mut terminal);
    }
}

#[test]
fn marks_that_arrive_in_pieces_are_marks() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.wait("❯ Black");
    for piece in ["\x1b[", "20", "0", "~\n", TEXT, "\x1b", "[2", "01", "~"] {
        terminal.press(piece);
    }
    assert_untouched(&mut terminal);
}

#[test]
fn text_that_is_not_marked_does_nothing_either() {
    for text in [TEXT, "1\n", "\n\n\n", "  ", "jj\r"] {
        let mut terminal = Pty::start(80, 24, &[]);
        terminal.wait("❯ Black");
        terminal.press(text);
        // Until a while after the text, a key would be a part of it.
        let pause = Duration::from_millis(200);
        let is_taken = |screen: &str| screen.contains("This is the first question.");
        let is_taken_at_last = (0..20).any(|_| {
            terminal.press(ESC);
            terminal.shows_within(pause, is_taken)
        });
        assert!(is_taken_at_last, "{text:?}: {}", terminal.screen());
        assert_untouched(&mut terminal);
    }
}

#[test]
fn what_comes_right_behind_the_key_that_answers_is_for_no_other_screen() {
    let mut terminal = Pty::start(80, 24, &[]);
    terminal.wait("❯ Black");
    terminal.press(&[DOWN, ENTER, DOWN, UP, UP].concat());
    terminal.wait("Hair color: Blond");
    terminal.wait("❯ No, never");
}

#[test]
fn the_terminal_marks_pasted_text_only_while_there_are_menus() {
    let ends: [(&str, &[(&str, &str)]); 4] = [
        ("Ctrl-C", &[("❯ Black", CTRL_C)]),
        ("Quit", &[("❯ Black", UP), ("❯ Quit", ENTER)]),
        ("signal", &[("❯ Black", "")]),
        (
            "result",
            &[
                ("❯ Black", ENTER),
                ("❯ No, never", ENTER),
                ("❯ [ ] None of these", ENTER),
                ("❯ See my result", ENTER),
                ("❯ All correct", ENTER),
            ],
        ),
    ];
    for (end, moves) in ends {
        let mut terminal = Pty::start(80, 24, &[]);
        terminal.play(moves);
        if end == "signal" {
            terminal.signal("TERM");
        }
        if end == "result" {
            terminal.wait("Finish");
            terminal.press(ESC);
        }
        terminal.exit_code();
        let heard = terminal.heard();
        let heard = String::from_utf8_lossy(&heard);
        let [on, off] = ["\x1b[?2004h", "\x1b[?2004l"].map(|mode| heard.rfind(mode));
        assert!(on.is_some() && on < off, "{end}: {heard:?}");
        assert!(terminal.is_as_before(), "{end}");
    }
}

#[test]
fn lines_to_type_in_take_pasted_lines_as_ever() {
    let mut terminal = Pty::start(80, 24, &["--plain"]);
    terminal.wait_for(|screen| screen.contains("q to quit:"), "a line to type in");
    terminal.press("1\n1\n");
    terminal.wait_for(|screen| screen.contains("Question 3"), "the third question");
    assert!(
        !terminal
            .heard()
            .windows(8)
            .any(|bytes| bytes == b"\x1b[?2004h")
    );
}
