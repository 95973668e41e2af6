//! The README is true: every block is run.

use std::fs;

use smp_suitability::assess::Table;
use smp_suitability::diagnostic::Code;
use smp_suitability::load::{self, AnswersInput};

use crate::interview::pty::Pty;

fn readme() -> String {
    fs::read_to_string("README.md").unwrap()
}

/// The contents of the blocks of one language.
fn blocks(language: &str) -> Vec<String> {
    let readme = readme();
    let opening = format!("```{language}\n");
    let after = readme.split(opening.as_str()).skip(1);
    after
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_sessions_of_the_readme_print_what_it_says() {
    trycmd::TestCases::new().case("README.md");
}

#[test]
fn the_first_question_looks_as_the_readme_shows_it() {
    let screen = &blocks("text")[0];
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
fn the_answers_of_the_readme_can_be_read() {
    let pack = load::pack(&load::builtin()).unwrap();
    let answers = &blocks("json")[0];
    let input = AnswersInput {
        file: Some(("README.md", answers.as_bytes())),
        sets: &[],
    };
    load::answers(&Table::new(&pack), input).unwrap();
    let shipped = fs::read_to_string("tests/readme/alex.json").unwrap();
    assert_eq!(answers.trim_end(), shipped.trim_end());
}

#[test]
fn the_rule_of_the_readme_is_one_of_the_pack() {
    let rule: serde_json::Value = serde_json::from_str(&blocks("json")[1]).unwrap();
    let rules = fs::read_to_string("rules/smp/suitability.json").unwrap();
    let rules: serde_json::Value = serde_json::from_str(&rules).unwrap();
    assert!(rules["rules"].as_array().unwrap().contains(&rule), "{rule}");
}

#[test]
fn the_commands_of_the_readme_are_the_ones_that_are_checked() {
    let checked = fs::read_to_string(".ci/run").unwrap();
    assert_eq!(blocks("sh"), ["cargo run --release\n", "cargo test\n"]);
    assert!(checked.contains("step cargo test\n"), "{checked}");
}

#[test]
fn every_message_code_is_in_the_readme_and_explained() {
    let readme = readme();
    for code in Code::ALL {
        assert!(
            readme.contains(&format!("- `{}`\n", code.name())),
            "{}",
            code.name()
        );
        assert_eq!(Code::find(code.name()), Some(*code));
        assert!(code.explanation().ends_with('.'), "{}", code.name());
    }
}
