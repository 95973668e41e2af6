//! What is read aloud, and what a terminal that knows ASCII only shows.

use std::fs;

use super::lines::piped;
use super::pty::Pty;

/// Answers every main question of the small pack in numbered lines, and takes the result.
const LINES: [&str; 5] = ["1\n", "1\n", "1\n", "1\n", "1\n"];

/// The result of `--plain` on a terminal.
fn result(arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let mut terminal = Pty::start_in(80, 200, arguments, environment);
    for (number, line) in LINES.iter().enumerate() {
        let prompts = number + 1;
        let is_asked = |screen: &str| screen.matches("q to quit:").count() == prompts;
        terminal.wait_for(is_asked, "the next prompt");
        terminal.press(line);
    }
    terminal.wait("Finish");
    terminal.press("q\n");
    assert_eq!(terminal.exit_code(), 0, "{}", terminal.screen());
    terminal.screen()
}

#[test]
fn a_result_for_screen_readers_has_words_in_place_of_signs() {
    for (arguments, environment) in [(&["--plain"][..], &[][..]), (&[], &[("ACCESSIBLE", "1")])] {
        let screen = result(arguments, environment);
        let (_, result) = screen.split_once("Suitable").expect("a result");
        for sign in ['–', '·', '█', '░', '→', '─'] {
            assert!(!result.contains(sign), "{sign}: {result}");
        }
        assert!(result.contains(" to "), "{result}");
    }
}

#[test]
fn in_a_file_and_a_pipe_the_result_is_as_ever() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("result.txt");
    let pack = ["--plain", "--rules", "tests/packs/small", "--show", "all"];
    let to_file = ["--output", file.to_str().unwrap()];
    let piped_result = piped(&pack, LINES.concat().as_bytes()).stdout;
    piped(&[&pack[..], &to_file].concat(), LINES.concat().as_bytes());
    let written = fs::read(&file).unwrap();
    assert_eq!(
        String::from_utf8(written),
        String::from_utf8(piped_result.clone())
    );
    assert!(!piped_result.is_ascii());
}

#[test]
fn a_terminal_without_utf_8_gets_ascii_in_menus_messages_and_results() {
    let screen = result(&["--plain"], &[("LANG", "C")]);
    assert!(screen.is_ascii(), "{screen}");
    let mut terminal = Pty::run(80, 60, &["--all"], &[("LANG", "C")]);
    terminal.wait("> Black");
    terminal.press("\x03");
    terminal.exit_code();
    assert!(terminal.heard().is_ascii());
}
