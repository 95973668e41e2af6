//! Stopped or killed at any question, the same command goes on, and the result is the same.

use std::fs;

use super::SMALL;
use super::person::Person;
use super::pty::{CTRL_C, DOWN, ENTER, Pty};

/// How a run goes.
enum End {
    /// Every question was asked; this is the result.
    Finished(String),
    /// This many questions were answered, and the next prompt is open.
    Answered(Person),
}

/// Answers this many questions, nearly all with their first option, and continues after each stop.
fn answer(mut person: Person, mut questions: usize) -> End {
    while let Some(shown) = person.read() {
        if questions == 0 {
            return End::Answered(person);
        }
        questions -= usize::from(shown.contains(" Question "));
        // The first answer to the question about age would end the interview, and 2 alone could be an age.
        let is_second = shown.contains(" 2. Continue ") || shown.contains(" 1. Under 18 ");
        person.write(if is_second { "2.\n" } else { "1\n" });
    }
    End::Finished(person.result())
}

#[track_caller]
fn check(pack: &[&str], fewest: usize) {
    let folder = tempfile::tempdir().unwrap();
    let [file, other] = ["whole.json", "ended.json"].map(|name| folder.path().join(name));
    let End::Finished(whole) = answer(Person::start(pack, &file), usize::MAX) else {
        panic!("a prompt is open at the end");
    };
    let mut ends = ["KILL", "INT", "TERM", "HUP"].into_iter().cycle();
    let mut count = 0;
    let ended = loop {
        match answer(Person::start(pack, &other), 1) {
            End::Answered(person) => person.end(ends.next().unwrap()),
            End::Finished(result) => break result,
        }
        count += 1;
    };
    assert!(count >= fewest, "{count}");
    assert_eq!(ended, whole);
    let [file, other] = [file, other].map(|file| fs::read_to_string(file).unwrap());
    assert_eq!(file, other);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn after_a_kill_at_every_question_the_result_is_the_same() {
    check(&SMALL, 4);
    check(&[], 22);
}

#[test]
fn after_ctrl_c_at_every_menu_the_answers_are_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("me.json").display().to_string();
    let questions: [&[(&str, &str)]; 5] = [
        &[("❯ Black", ENTER)],
        &[("❯ No, never", DOWN), ("❯ Yes", ENTER)],
        &[("❯ Under a year", ENTER)],
        &[
            ("❯ [ ] None of these", DOWN),
            ("❯ [ ] It is sore", " "),
            ("❯ [x] It is sore", ENTER),
        ],
        &[("❯ Yes, in writing", ENTER)],
    ];
    let records = [
        "Hair color: Black",
        "Transplant: Yes",
        "Transplant age: Under a year",
        "Skin: It is sore",
        "Doctor: Yes, in writing",
    ];
    for (moves, record) in questions.into_iter().zip(records) {
        let mut terminal = Pty::start(200, 24, &["--answers", &file]);
        terminal.play(moves);
        terminal.play(&[(record, CTRL_C)]);
        assert_eq!(terminal.exit_code(), 130, "{}", terminal.screen());
        assert!(terminal.is_as_before());
    }
    let saved = fs::read_to_string(&file).unwrap();
    let expected = "{\n  \"hair_color\": \"black\",\n  \"transplant\": \"yes\",\n  \
         \"transplant_age\": \"recent\",\n  \"skin\": [\"sore\"],\n  \"doctor\": \"yes\"\n}\n";
    assert_eq!(saved, expected);
}
