//! The review at the end, and interviews that go on another day.

use std::fs;
use std::path::Path;

use super::lines::piped;
use super::pty::{CTRL_C, DOWN, ENTER, ESC, Pty, UP};

const COMPLETE: &str = r#"{
  "hair_color": "black",
  "transplant": "never",
  "skin": [],
  "hope": "scar"
}
"#;

fn file_in(folder: &Path, content: Option<&str>) -> String {
    let file = folder.join("me.json");
    if let Some(content) = content {
        fs::write(&file, content).unwrap();
    }
    file.display().to_string()
}

#[test]
fn a_correction_asks_its_follow_up_and_returns_to_the_review() {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(folder.path(), Some(COMPLETE));
    let mut terminal = Pty::start(80, 24, &["--answers", &file]);
    terminal.play(&[
        ("Welcome back. 4 answers found.", ""),
        ("❯ All correct", DOWN),
        ("❯ Hair color: Black", DOWN),
        ("❯ Transplant: No, never", ENTER),
        ("❯ No, never", ESC),
        ("❯ All correct", DOWN),
        ("❯ Hair color: Black", DOWN),
        ("❯ Transplant: No, never", ENTER),
        ("❯ No, never", DOWN),
        ("❯ Yes", ENTER),
        ("❯ Under a year", ENTER),
        ("  Transplant age: Under a year", ""),
        ("❯ All correct", ENTER),
    ]);
    assert_eq!(terminal.finish(), 0, "{}", terminal.screen());
    let expected = COMPLETE.replace("\"never\"", "\"yes\",\n  \"transplant_age\": \"recent\"");
    assert_eq!(fs::read_to_string(&file).unwrap(), expected);
}

#[test]
fn the_review_fits_a_narrow_screen() {
    let folder = tempfile::tempdir().unwrap();
    let blond = COMPLETE.replace("black", "blond");
    let blond = blond.replace("\"scar\"", "\"scar\",\n  \"shaving\": \"no\"");
    let file = file_in(folder.path(), Some(&blond));
    let mut terminal = Pty::start(40, 24, &["--answers", &file]);
    terminal.play(&[("❯ All correct", UP)]);
    terminal.wait("❯ Quit");
    let expected = "\
Your answers
Is everything right? Choose a line to
change it.
Up/Down to move, Enter to choose, Esc
to go back
  All correct: show my result
  Hair color: Blond, or so light that
    the skin shows through it
    everywhere
  Transplant: No, never
  Skin: None of these
  Hope: A scar to hide
  Shaving: No
❯ Quit";
    terminal.wait(expected);
}

#[test]
fn an_interview_goes_on_after_a_power_cut() {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(folder.path(), None);
    let mut terminal = Pty::start(80, 24, &["--answers", &file]);
    terminal.play(&[
        ("❯ Black", ENTER),
        ("❯ No, never", DOWN),
        ("❯ Yes", DOWN),
        ("❯ I'm not sure", ENTER),
        ("❯ Under a year", ""),
    ]);
    terminal.signal("KILL");
    terminal.exit_code();
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "{\n  \"hair_color\": \"black\",\n  \"transplant\": null\n}\n"
    );
    let terminal = Pty::start(80, 24, &["--answers", &file]);
    terminal.wait("Welcome back. 2 answers found.");
    terminal.wait("How long ago was it?");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "no remains"
    );
}

#[test]
fn what_is_set_by_name_is_saved_even_if_nothing_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(folder.path(), None);
    let mut terminal = Pty::start(80, 24, &["--answers", &file, "--set", "hair_color=black"]);
    terminal.play(&[("❯ No, never", CTRL_C)]);
    assert_eq!(terminal.exit_code(), 130);
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "{\n  \"hair_color\": \"black\"\n}\n"
    );
}

#[test]
fn an_answer_that_cannot_be_saved_is_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    fs::create_dir(&missing).unwrap();
    let file = missing.join("me.json").display().to_string();
    let mut terminal = Pty::start(200, 24, &["--answers", &file]);
    terminal.wait("❯ Black");
    fs::remove_dir(&missing).unwrap();
    terminal.press(ENTER);
    assert_eq!(terminal.exit_code(), 2);
    let screen = terminal.screen();
    assert!(
        screen.contains("Your last answer was not saved."),
        "{screen}"
    );
    assert!(screen.contains("--set hair_color=black"), "{screen}");
    assert!(!screen.contains("--answers"), "{screen}");
    assert!(
        screen.contains("error: cannot save the answers: "),
        "{screen}"
    );
}

#[test]
fn a_file_that_cannot_be_written_is_refused_before_the_first_question() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("missing").join("file.json");
    let file = file.to_str().unwrap();
    for (option, expected) in [("--answers", "save answers in"), ("--output", "write")] {
        let output = piped(&["--plain", option, file], b"1\n");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        let expected = format!("error: cannot {expected} `{file}`: ");
        assert!(said.starts_with(&expected), "{said}");
    }
}

#[test]
fn trying_whether_a_file_can_be_written_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let [answers, result] = ["me.json", "result.txt"].map(|name| folder.path().join(name));
    let arguments = [
        "--answers",
        answers.to_str().unwrap(),
        "--output",
        result.to_str().unwrap(),
    ];
    let output = piped(&[&["--plain"], &arguments[..]].concat(), b"q\n");
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn an_answers_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let file = file_in(folder.path(), None);
    let mut terminal = Pty::start(80, 24, &["--answers", &file]);
    terminal.play(&[("❯ Black", ENTER), ("❯ No, never", "")]);
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
