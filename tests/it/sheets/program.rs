//! `smp sheet` as it is run.

use super::*;

const ALEX: &str = "tests/readme/alex.json";

#[test]
fn a_sheet_is_a_page_to_print_unless_asked_otherwise() {
    let page = done(&["sheet", "letter", ALEX]);

    assert!(page.starts_with("<!DOCTYPE html>"));
    assert_eq!(page.matches("<article").count(), 1);
    assert!(page.contains("size:letter") || page.contains("size: letter"));
    for loaded in [
        "<script",
        "<link rel=\"stylesheet",
        "http:",
        "https:",
        "@import",
        "url(",
    ] {
        assert!(!page.contains(loaded), "{loaded}");
    }
    assert!(done(&["sheet", "letter", ALEX, "--format", "markdown"]).starts_with("# "));
}

#[test]
fn a_person_who_needs_no_letter_gets_a_message() {
    let person = br#"{ "hair_color": "black" }"#;

    let output = fed(&mut command(&["sheet", "letter", "-"]), person);

    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.starts_with("No letter: "), "{message}");
    assert!(message.contains("Some safety questions are not answered yet."));
}

#[test]
fn no_file_is_written_where_there_is_no_letter() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.html");

    let output = smp(&[
        "sheet",
        "letter",
        "--set",
        "hair_color=black",
        "--output",
        file.to_str().unwrap(),
    ]);

    assert_eq!(output.status.code(), Some(0));
    assert!(!file.exists());
}

#[test]
fn a_letter_needs_answers_and_other_sheets_do_not() {
    let message = refused(&["sheet", "letter"]);

    assert!(
        message.contains("a letter is made from a person's answers"),
        "{message}"
    );
    let consult = done(&["sheet", "consult", "--format", "text"]);
    assert!(consult.contains("Result ____"), "{consult}");
    assert!(done(&["sheet", "visit", "--format", "text"]).contains("12. "));
    let card = done(&["sheet", "card", "--format", "text", "--country", "GB"]);
    assert!(card.contains("Call 999"), "{card}");
}

#[test]
fn a_pack_without_the_texts_says_where_they_would_be() {
    let message = refused(&["sheet", "visit", "--rules", "tests/packs/small"]);

    assert!(
        message.contains("the pack `small` has no texts for this sheet"),
        "{message}"
    );
    assert!(
        message.contains("add `sheets.visit` to its guide.json"),
        "{message}"
    );
}

#[test]
fn a_narrow_screen_has_every_question_and_every_box() {
    let pack = builtin();
    let table = Table::new(&pack);
    let blank = Answers::blank(&pack);
    let assessment = assess(&table, &blank);
    let sheets = report::sheets(SheetKind::Visit, &table, &assessment, Filled::ByHand).unwrap();

    let narrow = sheets.text(20);
    assert!(narrow.iter().all(|line| line.width() <= 20), "{narrow:?}");
    let lines: Vec<_> = sheets.text(40).iter().map(ToString::to_string).collect();

    assert!(
        lines.iter().all(|line| line.chars().count() <= 40),
        "{lines:?}"
    );
    let boxes = lines.iter().filter(|line| line.contains("No [ ] Yes [ ]"));
    assert_eq!(boxes.count(), 12);
}
