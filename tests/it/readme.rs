//! README.md and the pages in docs/ are true: every session is run, and what they list is complete.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use smp_suitability::assess::Table;
use smp_suitability::diagnostic::Code;
use smp_suitability::load::{self, AnswersInput};
use snapbox::data::DataFormat;
use snapbox::{Data, assert_data_eq};
use toml_edit::DocumentMut;

use crate::interview::pty::Pty;

/// The contents of the blocks of one language in a document.
fn blocks(document: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(document).unwrap();
    let opening = format!("```{language}\n");
    let after = text.split(opening.as_str()).skip(1);
    after
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_sessions_of_the_documents_print_what_they_say() {
    trycmd::TestCases::new().case("README.md").case("docs/*.md");
}

#[test]
fn the_readme_stays_short() {
    let readme = fs::read_to_string("README.md").unwrap();
    let lines = readme.lines().count();
    assert!(lines <= 220, "{lines} lines: move details to docs/");
}

#[test]
fn the_first_question_looks_as_the_interview_page_shows_it() {
    let screen = &blocks("docs/interview.md", "text")[0];
    let mut pty = Pty::run(80, 24, &[], &[]);
    pty.wait("What color is your hair without dye?");
    let lines: Vec<_> = pty
        .screen()
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    assert_eq!(lines.join("\n").trim_end(), screen.trim_end());
    pty.press("\x03");
    assert_eq!(pty.exit_code(), 130);
}

#[test]
fn the_answers_of_the_documents_can_be_read() {
    let pack = load::pack(&load::builtin()).unwrap();
    let document = "docs/answers-and-json.md";
    let answers = &blocks(document, "json")[0];
    let input = AnswersInput {
        file: Some((document, answers.as_bytes())),
        sets: &[],
    };
    load::answers(&Table::new(&pack), input).unwrap();
    let shipped = fs::read_to_string("tests/readme/alex.json").unwrap();
    assert_eq!(answers.trim_end(), shipped.trim_end());
}

#[test]
fn the_rule_of_the_documents_is_one_of_the_pack() {
    let rule: serde_json::Value =
        serde_json::from_str(&blocks("docs/rules.md", "json")[0]).unwrap();
    let rules = fs::read_to_string("rules/smp/suitability.json").unwrap();
    let rules: serde_json::Value = serde_json::from_str(&rules).unwrap();
    assert!(rules["rules"].as_array().unwrap().contains(&rule), "{rule}");
}

#[test]
fn the_commands_of_the_readme_are_the_ones_that_are_checked() {
    let checked = fs::read_to_string(".ci/run").unwrap();
    let manifest: DocumentMut = fs::read_to_string("Cargo.toml").unwrap().parse().unwrap();
    let repository = manifest["package"].get("repository");
    let repository = repository.map_or("<repository>", |address| address.as_str().unwrap());
    let set_up = format!("git clone {repository} smp && cd smp\ncargo run --release\n");
    assert_eq!(blocks("README.md", "sh"), [&set_up, "cargo test\n"]);
    assert!(checked.contains("step cargo test\n"), "{checked}");
}

/// After a change to a code, `SNAPSHOTS=overwrite cargo test readme` writes the table again.
#[test]
fn every_message_code_is_explained_on_its_page() {
    let page = Path::new("docs/message-codes.md");
    let text = fs::read_to_string(page).unwrap();
    let (before, _) = text.split_once("| `").unwrap();
    let mut expected = before.to_owned();
    for code in Code::ALL {
        assert_eq!(Code::find(code.name()), Some(*code));
        assert!(code.explanation().ends_with('.'), "{}", code.name());
        let explanation = code.explanation().replace('|', "\\|");
        writeln!(expected, "| `{}` | {explanation} |", code.name()).unwrap();
    }
    let kept = Data::read_from(page, Some(DataFormat::Text));
    assert_data_eq!(expected, kept.raw());
}
