//! An answer that ends the interview: nothing more is asked, and the answer can still be changed.

use serde_json::json;
use tempfile::TempDir;

use super::changed;
use super::lines::piped;
use super::pty::{DOWN, ENTER, ESC, Pty};
use crate::program::done;

const TEXT: &str = "Nothing can be done on fresh scars. Your hair can be looked at now, though.";

/// The small pack, in which a transplant ends the interview.
fn pack() -> (TempDir, String) {
    changed::pack(
        |content| content["questions"][1]["options"][1]["ends"] = json!(TEXT),
        &json!({ "transplant": ["yes"] }),
    )
}

/// What was said in numbered lines, and the result.
#[track_caller]
fn told(pack: &str, lines: &str) -> (String, String) {
    let output = piped(&["--plain", "--rules", pack], lines.as_bytes());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    (said, String::from_utf8(output.stdout).unwrap())
}

#[test]
fn nothing_more_is_asked_and_the_result_lists_nothing_open() {
    let (_folder, pack) = pack();
    let (said, result) = told(&pack, "1\n2\n\n");
    assert!(
        said.contains("Nothing can be done on fresh scars."),
        "{said}"
    );
    assert!(
        said.contains("1. See my result\n2. Go back and change my answer\n"),
        "{said}"
    );
    for word in [
        "How long ago",
        "Is everything right",
        "Continue",
        "Before you continue",
    ] {
        assert!(!said.contains(word), "{said}");
    }
    assert!(result.contains("Not recommended"), "{result}");
    for word in ["So far", "so far", "still open", "Open questions"] {
        assert!(!result.contains(word), "{result}");
    }
}

#[test]
fn the_answer_can_be_changed_before_it_ends() {
    let (_folder, pack) = pack();
    for back in ["2", "b"] {
        let lines = format!("1\n2\n{back}\n1\nnone\n1\n1\n");
        let (said, result) = told(&pack, &lines);
        assert_eq!(
            said.matches("Have you had a hair transplant?").count(),
            2,
            "{said}"
        );
        assert!(
            said.contains("Is any of this true of your scalp?"),
            "{said}"
        );
        assert!(!result.contains("Not recommended"), "{result}");
    }
}

#[test]
fn answers_that_are_read_with_it_lead_straight_to_the_end() {
    let (_folder, pack) = pack();
    let output = piped(
        &["--plain", "--rules", &pack, "--set", "transplant=yes"],
        b"\n",
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("1. See my result"), "{said}");
    assert!(!said.contains("What color is your hair?"), "{said}");
}

#[test]
fn lines_that_end_at_the_end_say_what_was_missing() {
    let (_folder, pack) = pack();
    let output = piped(&["--plain", "--rules", &pack], b"1\n2\n");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("the answers ended early: the result was not asked for"),
        "{said}"
    );
}

/// Presses a key once the menu of the end is drawn to its last row.
fn press_at(terminal: &mut Pty, row: &str, key: &str) {
    let is_drawn = |screen: &str| screen.contains(row) && screen.contains("Go back and change");
    terminal.wait_for(is_drawn, row);
    terminal.press(key);
}

#[test]
fn a_menu_asks_once_and_goes_back_on_escape() {
    let (_folder, pack) = pack();
    for columns in [40, 80] {
        let mut terminal = Pty::run(columns, 24, &["--rules", &pack], &[]);
        terminal.play(&[("❯ Black", ENTER), ("❯ No, never", DOWN), ("❯ Yes", ENTER)]);
        press_at(&mut terminal, "❯ See my result", ESC);
        terminal.play(&[("❯ Yes", ENTER)]);
        press_at(&mut terminal, "❯ See my result", DOWN);
        press_at(&mut terminal, "❯ Go back and change my answer", ENTER);
        terminal.play(&[("❯ Yes", ENTER)]);
        press_at(&mut terminal, "❯ See my result", ENTER);
        assert_eq!(terminal.finish(), 0, "{}", terminal.screen());
    }
}

#[test]
fn an_answers_file_is_assessed_in_the_same_words() {
    let (folder, pack) = pack();
    let file = folder.path().join("answers.json");
    std::fs::write(&file, r#"{ "transplant": "yes" }"#).unwrap();
    let result = done(&["assess", file.to_str().unwrap(), "--rules", &pack]);
    assert!(!result.contains("still open"), "{result}");
}
