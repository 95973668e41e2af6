//! Signals at every kind of prompt: the terminal as it was, or the prompt as it was.

use super::pty::{CTRL_C, DOWN, ENTER, Pty, signal};

/// Texts, each with the key that is pressed once it is shown.
type Moves = &'static [(&'static str, &'static str)];

/// Kinds of menus, each with the moves that lead to it, the text that shows it, and that after `DOWN`.
const MENUS: [(Moves, &str, &str); 4] = [
    (&[], "❯ Black", "❯ Blond"),
    (
        &[("❯ Black", ENTER), ("❯ No, never", ENTER)],
        "❯ [ ] None of these",
        "❯ [ ] It is sore",
    ),
    (
        &[
            ("❯ Black", ENTER),
            ("❯ No, never", ENTER),
            ("❯ [ ] None of these", ENTER),
        ],
        "❯ See my result",
        "❯ Continue",
    ),
    (
        &[
            ("❯ Black", ENTER),
            ("❯ No, never", ENTER),
            ("❯ [ ] None of these", ENTER),
            ("❯ See my result", ENTER),
        ],
        "❯ All correct: show my result",
        "❯ Hair color: Black",
    ),
];

/// The same in numbered lines: what is typed, and the text that shows the prompt.
const LINES: [(&str, &str); 4] = [
    ("", "Question 1 of"),
    ("1\n1\n", "Question 3 of"),
    ("1\n1\nnone\n", "The main questions are answered."),
    ("1\n1\nnone\n1\n", "Is everything right?"),
];

/// Every kind of prompt, one program at each.
fn prompts(start: impl Fn(&[&str]) -> Pty) -> Vec<Pty> {
    let menus = MENUS.iter().map(|(moves, text, _)| {
        let mut terminal = start(&[]);
        terminal.play(moves);
        terminal.wait(text);
        terminal
    });
    let lines = LINES.iter().map(|(typed, text)| {
        let mut terminal = start(&["--plain"]);
        terminal.press(typed);
        let is_asked = |screen: &str| {
            let (_, asked) = screen.split_once(text)?;
            asked.contains("q to quit:").then_some(())
        };
        terminal.wait_for(|screen| is_asked(screen).is_some(), text);
        terminal
    });
    menus.chain(lines).collect()
}

#[test]
fn at_every_prompt_a_signal_ends_the_program_and_leaves_the_terminal_as_it_was() {
    for name in ["TERM", "HUP", "INT"] {
        for mut terminal in prompts(|arguments| Pty::start(80, 24, arguments)) {
            terminal.signal(name);
            assert_eq!(terminal.exit_code(), 130, "{}", terminal.screen());
            let screen = terminal.screen();
            assert!(screen.contains("Stopped. Nothing was saved."), "{screen}");
            assert!(!terminal.is_cursor_hidden(), "{screen}");
            assert!(terminal.is_as_before(), "{screen}");
        }
    }
}

/// Starts the program, and gives the terminal to a person again when it is suspended.
const SHELL: &str = "set -m; \"$@\"; echo suspended; read word; eval \"$word\"; echo ended $?";

/// Every kind of prompt, suspended.
fn suspended() -> Vec<(Pty, u32)> {
    let prompts = prompts(|arguments| Pty::in_shell(SHELL, arguments)).into_iter();
    let suspended = prompts.map(|terminal| {
        let program = terminal.in_front();
        signal(program, "TSTP");
        terminal.wait_for(|screen| screen.contains("suspended"), "suspended");
        (terminal, program)
    });
    suspended.collect()
}

#[cfg(target_os = "linux")]
#[test]
fn at_every_prompt_a_suspended_program_goes_on() {
    let menus = MENUS.iter().map(|(_, _, text)| (DOWN, *text));
    let lines = LINES.iter().map(|_| ("x\n", "Sorry, \"x\" is not"));
    let next = menus.chain(lines);
    for ((mut terminal, _), (key, text)) in suspended().into_iter().zip(next) {
        terminal.press("fg\n");
        terminal.press(key);
        terminal.wait_for(|screen| screen.contains(text), text);
        terminal.press(CTRL_C);
        terminal.wait_for(|screen| screen.contains("ended 130"), "ended 130");
        assert_eq!(terminal.exit_code(), 0);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_suspended_program_ends_when_it_is_told_to() {
    // Lines are read from the background at once, which may stop the program again; a menu waits.
    for (mut terminal, program) in suspended().drain(..MENUS.len()) {
        // As `kill %1` does it; the program is still in the background when it goes on.
        signal(program, "TERM");
        signal(program, "CONT");
        terminal.wait_for(|screen| screen.contains("Stopped."), "Stopped.");
        terminal.press("wait\n");
        // The shell may not know yet that the program goes on, and say this before the program is done.
        terminal.wait_for(|screen| screen.contains("ended 0"), "ended 0");
        assert_eq!(terminal.exit_code(), 0);
    }
}

#[test]
fn at_every_prompt_the_window_may_be_a_single_column_or_row() {
    for (columns, rows) in [(1, 24), (1, 1), (80, 2)] {
        for mut terminal in prompts(|arguments| Pty::start(80, 24, arguments)) {
            terminal.resize(columns, rows);
            // Nothing of this ends an interview, with menus or with lines.
            for key in [DOWN, " ", DOWN, ENTER, "?\n", "2\n", "none\n", "b\n"] {
                terminal.press(key);
            }
            terminal.signal("INT");
            assert_eq!(terminal.exit_code(), 130, "{}", terminal.screen());
            assert!(terminal.is_as_before());
        }
    }
}

#[test]
fn a_window_that_loses_its_rows_under_an_open_menu_gets_lines() {
    for rows in [1, 2] {
        let mut terminal = Pty::start(80, 24, &[]);
        terminal.wait("❯ Black");
        terminal.resize(80, rows);
        terminal.press(DOWN);
        let prompt = "q to quit:";
        terminal.wait_for(|screen| screen.contains(prompt), prompt);
        assert!(!terminal.is_cursor_hidden());
        terminal.press("1");
        terminal.wait_for(|screen| screen.contains("q to quit: 1"), "what is typed");
        terminal.resize(80, 24);
        terminal.press("\n");
        terminal.wait("❯ No, never");
        assert!(!terminal.screen().contains("panicked"));
    }
}

#[test]
fn a_window_of_one_column_is_enough_for_a_whole_interview() {
    for arguments in [&[][..], &["--plain"], &["--all"]] {
        let mut terminal = Pty::start(1, 24, arguments);
        terminal.press("1\n1\nnone\n2\n2\n1\n1\n1\n1\nq\nq\nq\nq\n");
        assert_eq!(terminal.exit_code(), 0, "{}", terminal.screen());
        assert!(terminal.is_as_before());
    }
}
