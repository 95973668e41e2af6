//! What follows the result: topics, a page to take along, a change of an answer.

use std::fs;

use super::pty::{DOWN, ENTER, ESC, Pty, UP};

/// Answers everything but the review.
const WAY: [(&str, &str); 5] = [
    ("❯ Black", ENTER),
    ("❯ No, never", ENTER),
    ("❯ [ ] None of these", ENTER),
    ("❯ See my result", ENTER),
    ("❯ All correct", ENTER),
];

fn at_the_menu(columns: u16, rows: u16, arguments: &[&str]) -> Pty {
    let mut terminal = Pty::start(columns, rows, arguments);
    terminal.play(&WAY);
    terminal.wait("❯ Read more about this result");
    terminal
}

#[test]
fn the_menu_repeats_the_verdict_and_the_first_step() {
    for (columns, rows) in [(40, 24), (80, 24), (120, 40)] {
        let mut terminal = at_the_menu(columns, rows, &[]);
        let screen = terminal.screen();
        let (_, menu) = screen.rsplit_once("Suitable").unwrap();
        assert!(menu.contains("First step: "), "{screen}");
        for row in ["Read more", "Save a page", "Change an answer", "Finish"] {
            assert!(menu.contains(row), "{row}: {screen}");
        }
        assert!(!menu.contains("letter"), "{screen}");
        assert_eq!(terminal.finish(), 0);
    }
}

#[test]
fn a_topic_is_read_page_by_page_and_leads_back() {
    let mut terminal = at_the_menu(80, 24, &[]);
    terminal.play(&[
        ("❯ Read more about this result", ENTER),
        ("❯ More about why", ENTER),
        ("❯ Next page (2 of 2)", ENTER),
        ("❯ More about why", ENTER),
        ("❯ Next page (2 of 2)", DOWN),
        ("❯ Back", ENTER),
        ("❯ More about why", ESC),
    ]);
    terminal.wait("❯ Read more about this result");
    assert_eq!(terminal.finish(), 0);
    assert!(!terminal.is_cursor_hidden() && terminal.is_cooked());
}

#[test]
fn a_page_is_saved_and_never_overwrites_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = ["a.html", "b.html"].map(|name| folder.path().join(name));
    fs::write(&first, "mine").unwrap();
    let [first_name, second_name] = [&first, &second].map(|path| path.to_str().unwrap());
    let mut terminal = at_the_menu(160, 40, &[]);
    terminal.play(&[
        ("❯ Read more about this result", DOWN),
        ("❯ Save a page", ENTER),
        ("or Enter for smp-result.html:", &format!("{first_name}\n")),
        ("❯ Use another name", ENTER),
    ]);
    terminal.wait_for(
        |screen| screen.trim_end().ends_with("or Enter for smp-result.html:"),
        "the name asked again",
    );
    terminal.press(&format!("{second_name}\n"));
    terminal.wait("❯ Read more about this result");
    assert_eq!(fs::read_to_string(&first).unwrap(), "mine");
    assert!(fs::read_to_string(&second).unwrap().contains("<main>"));
    terminal.play(&[
        ("❯ Read more about this result", DOWN),
        ("❯ Save a page", ENTER),
    ]);
    terminal.wait_for(
        |screen| screen.trim_end().ends_with("or Enter for smp-result.html:"),
        "the name asked again",
    );
    terminal.press(&format!("{first_name}\n"));
    terminal.play(&[("❯ Use another name", DOWN), ("❯ Replace it", ENTER)]);
    terminal.wait("❯ Read more about this result");
    assert!(fs::read_to_string(&first).unwrap().contains("<main>"));
    assert_eq!(terminal.finish(), 0);
}

#[test]
fn an_answer_is_changed_and_the_result_follows() {
    let mut terminal = at_the_menu(80, 60, &[]);
    terminal.play(&[
        ("❯ Read more about this result", UP),
        ("❯ Finish", UP),
        ("❯ Change an answer", ENTER),
        ("❯ All correct", DOWN),
        ("❯ Hair color: Black", ENTER),
        ("❯ Black", DOWN),
    ]);
    terminal.press(ENTER);
    terminal.play(&[("❯ All correct", ENTER)]);
    terminal.wait("❯ Read more about this result");
    let results = terminal.heard();
    let results = String::from_utf8_lossy(&results);
    assert!(results.matches("What to do next").count() >= 2);
    assert_eq!(terminal.finish(), 0);
}

#[test]
fn in_numbered_lines_the_menu_is_the_same() {
    let mut terminal = Pty::start(80, 200, &["--plain"]);
    for (number, line) in ["1\n", "1\n", "1\n", "1\n", "1\n"].into_iter().enumerate() {
        let is_asked = |screen: &str| screen.matches("q to quit:").count() == number + 1;
        terminal.wait_for(is_asked, "the next prompt");
        terminal.press(line);
    }
    terminal.play(&[("4. Finish", "1\n"), ("1. More about why", "b\n")]);
    terminal.wait_for(
        |screen| screen.matches("4. Finish").count() == 2,
        "the menu again",
    );
    terminal.press("4\n");
    assert_eq!(terminal.exit_code(), 0, "{}", terminal.screen());
}

#[test]
fn no_menu_follows_what_goes_to_a_file_or_is_no_text() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("result.txt");
    let to_a_file = ["--output", file.to_str().unwrap()];
    for arguments in [&to_a_file[..], &["--format", "json"], &["--show", "why"]] {
        let mut terminal = Pty::start(80, 24, arguments);
        terminal.play(&WAY);
        assert_eq!(terminal.exit_code(), 0, "{}", terminal.screen());
        assert!(!terminal.screen().contains("Finish"));
    }
}

/// With the built-in pack: what matters is marked, weighed for each option, saved, and changes no result.
#[test]
fn what_matters_is_asked_after_the_result_and_weighed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sam.json");
    fs::copy("tests/readme/sam.json", &file).unwrap();
    let mut terminal = Pty::run(100, 50, &["--answers", file.to_str().unwrap()], &[]);
    terminal.play(&[
        ("❯ All correct", ENTER),
        ("❯ Read more about this result", DOWN),
        ("❯ Compare your options", ENTER),
        ("What matters to you (1 of 5)", DOWN),
        ("❯ [ ] I want it to look", " "),
        ("❯ [x] I want it to look", ENTER),
        ("What matters to you (2 of 5)", DOWN),
        ("❯ Not yet", ENTER),
        ("What matters to you (3 of 5)", ESC),
        ("❯ Not yet", ENTER),
        ("What matters to you (3 of 5)", UP),
        ("❯ Back to the result", ENTER),
    ]);
    terminal.wait("You marked “I want it to look and feel real up close”.");
    terminal.wait("❯ Next page");
    terminal.press(ESC);
    terminal.wait("❯ Read more about this result");
    assert_eq!(terminal.finish(), 0);
    let saved = fs::read_to_string(&file).unwrap();
    assert!(saved.contains(r#""what_matters": ["close_up"]"#), "{saved}");
    assert!(saved.contains(r#""ready_options": "not_yet""#), "{saved}");
}
