//! Help that is shown as soon as an option is chosen, and the answer that is kept back.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::changed;
use super::lines::piped;
use super::pty::{CTRL_C, DOWN, ENTER, ESC, Pty};
use crate::program::done;

const TITLE: &str = "You matter more than any treatment.";

/// The small pack, in which sore skin calls for help, and is asked about once more.
fn pack() -> (TempDir, String) {
    changed::pack(
        |content| {
            content["questions"][3]["options"][0]["help"] = json!({
                "title": TITLE,
                "lines": [
                    "If you feel hopeless or think about harming yourself, talk to someone now:",
                    "  US and Canada: call or text 988, any time. It is free and private.",
                    "  In danger right now: call 911, or your local emergency number.",
                    "You can come back to these questions whenever you like. SMP can wait.",
                ],
            });
        },
        &json!({ "skin": ["sore"] }),
    )
}

/// Up to the question that calls for help, in numbered lines, and its answer.
const CHOSEN: &str = "1\n1\n2 3\n";

/// What was said in numbered lines after these, and the saved answers.
#[track_caller]
fn saved(pack: &TempDir, folder: &str, lines: &str) -> (String, Value) {
    let file = pack.path().join("answers.json");
    let arguments = [
        "--plain",
        "--rules",
        folder,
        "--answers",
        file.to_str().unwrap(),
    ];
    let output = piped(&arguments, lines.as_bytes());
    let said = String::from_utf8(output.stderr).unwrap();
    let saved = fs::read(&file).unwrap();
    (said, serde_json::from_slice(&saved).unwrap())
}

#[test]
fn the_card_comes_at_once_and_is_indented_as_written() {
    let (_folder, pack) = pack();
    let output = piped(&["--plain", "--rules", &pack], CHOSEN.as_bytes());
    let said = String::from_utf8(output.stderr).unwrap();
    let card = "\n\
        You matter more than any treatment.\n\
        If you feel hopeless or think about harming yourself, talk to someone now:\n  \
          US and Canada: call or text 988, any time. It is free and private.\n  \
          In danger right now: call 911, or your local emergency number.\n\
        You can come back to these questions whenever you like. SMP can wait.\n";
    assert!(said.contains(card), "{said}");
    let after = said.split(TITLE).nth(1).unwrap();
    assert!(
        after.contains("1. Keep this answer out of the command to continue later"),
        "{after}"
    );
    assert!(!after.contains("Question"), "{after}");
}

#[test]
fn the_answer_is_kept_back_with_what_is_asked_because_of_it() {
    let (folder, pack) = pack();
    // Enter keeps the answer back; then on, and the question about a doctor.
    let (said, saved) = saved(&folder, &pack, &format!("{CHOSEN}\n2\n1\n1\n1\n"));
    assert!(
        said.contains("Keep this answer out of the saved file"),
        "{said}"
    );
    assert_eq!(saved["hair_color"], json!("black"));
    for kept_back in ["skin", "doctor"] {
        assert_eq!(saved.get(kept_back), None, "{saved}");
    }
}

#[test]
fn the_answer_is_saved_if_the_person_says_so() {
    let (folder, pack) = pack();
    let (_, saved) = saved(&folder, &pack, &format!("{CHOSEN}2\nq\n"));
    assert_eq!(saved["skin"], json!(["sore", "moles"]));
}

#[test]
fn another_answer_is_saved_as_usual() {
    let (folder, pack) = pack();
    let (said, saved) = saved(&folder, &pack, &format!("{CHOSEN}b\n3\nq\n"));
    assert!(said.contains(TITLE), "{said}");
    assert_eq!(saved["skin"], json!(["moles"]));
}

#[test]
fn the_command_to_continue_leaves_it_out() {
    let (_folder, pack) = pack();
    for typed in ["q\n", "\nq\n"] {
        let lines = format!("{CHOSEN}{typed}");
        let output = piped(&["--plain", "--rules", &pack], lines.as_bytes());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("--set transplant=never"), "{said}");
        assert!(!said.contains("--set skin"), "{said}");
    }
}

#[test]
fn the_result_on_the_screen_counts_it_and_one_in_a_file_does_not() {
    let (folder, pack) = pack();
    let lines = format!("{CHOSEN}\n1\n1\n");
    let text = piped(&["--plain", "--rules", &pack], lines.as_bytes());
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("Not recommended"), "{text}");
    let file = folder.path().join("result.json");
    let more = ["--format", "json", "--output", file.to_str().unwrap()];
    let arguments = [&["--plain", "--rules", pack.as_str()] as &[_], &more].concat();
    let output = piped(&arguments, lines.as_bytes());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("The result leaves out the answer that you kept back."),
        "{said}"
    );
    let result: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    assert_eq!(result["answers"]["skin"], json!(null), "{result}");
    assert_ne!(result["verdict"], json!("not_recommended"));
}

#[test]
fn a_file_that_has_it_is_read_as_usual() {
    let (folder, pack) = pack();
    let file = folder.path().join("answers.json");
    fs::write(&file, r#"{ "skin": ["sore"] }"#).unwrap();
    let result = done(&["assess", file.to_str().unwrap(), "--rules", &pack]);
    assert!(result.contains("Not recommended"), "{result}");
    assert!(result.trim_start().starts_with(TITLE), "{result}");
}

#[test]
fn in_a_menu_the_card_is_alone_on_its_screen() {
    let (_folder, pack) = pack();
    for (columns, rows) in [(40, 24), (80, 24), (40, 16)] {
        let mut terminal = Pty::run(columns, rows, &["--rules", &pack], &[]);
        terminal.play(&[
            ("❯ Black", ENTER),
            ("❯ No, never", ENTER),
            ("❯ [ ] None of these", DOWN),
            ("❯ [ ] It is sore", " "),
            ("❯ [x] It is sore", ENTER),
        ]);
        let is_card = |screen: &str| screen.contains("❯ Keep this") && screen.contains("Save it");
        terminal.wait_for(is_card, "the menu of the card");
        assert!(
            rows == 16 || terminal.screen().contains("988"),
            "{}",
            terminal.screen()
        );
        let screen = terminal.screen();
        for earlier in [
            "Transplant: No, never",
            "Is any of this true",
            "Skin: It is sore",
        ] {
            assert!(!screen.contains(earlier), "{screen}");
        }
        terminal.press(ESC);
        terminal.play(&[("❯ [x] It is sore", ENTER)]);
        terminal.wait_for(is_card, "the card again");
        terminal.press(DOWN);
        terminal.wait_for(|screen| screen.contains("❯ Save it"), "the other row");
        terminal.press(CTRL_C);
        assert_eq!(terminal.exit_code(), 130, "{}", terminal.screen());
        assert!(
            !terminal.screen().contains("--set skin"),
            "{}",
            terminal.screen()
        );
    }
}
