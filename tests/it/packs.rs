//! Work on packs: their tests, what changes from one to another, and the document to sign.

use std::fs;
use std::process::Output;

use smp_suitability::assess::Table;
use smp_suitability::load::{self, PackFiles};
use smp_suitability::verify;
use tempfile::TempDir;

use crate::minimal::{ANSWERS, Input};
use crate::program;

const MINIMAL: &str = "tests/packs/minimal";

fn smp(arguments: &[&str]) -> Output {
    program::smp(&[&["rules"], arguments].concat())
}

#[track_caller]
fn printed(arguments: &[&str]) -> String {
    program::printed(&smp(arguments))
}

fn folder(input: &Input) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in input.files.iter().filter(|(name, _)| *name != ANSWERS) {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn path(folder: &TempDir) -> &str {
    folder.path().to_str().unwrap()
}

/// The minimal pack with other rules, another row and another question.
fn next() -> TempDir {
    let mut input = Input::sound();
    input.replace("pack.json", r#""version": "1""#, r#""version": "2""#);
    input.replace("suitability.json", r#""points": 20"#, r#""points": 5"#);
    input.replace(
        "suitability.json",
        r#""skin": ["mole"] }"#,
        r#""skin": ["mole", "rash"] }"#,
    );
    input.replace(
        "suitability.json",
        "Gray dots look blue.",
        "Gray dots may look blue.",
    );
    input.replace(
        "expectations.json",
        r#""visits": [3, 5]"#,
        r#""visits": [3, 6]"#,
    );
    input.replace(
        "questionnaire.json",
        r#"{ "id": "mole", "label": "A mole" }"#,
        r#"{ "id": "mole", "label": "A mole" }, { "id": "rash", "label": "A rash", "short": "a rash" }"#,
    );
    input.replace(
        "questionnaire.json",
        r#"    {
      "id": "letter""#,
        r#"    {
      "id": "length", "kind": "one", "change": "choice", "ask": "How long?", "why": "Dots are short.",
      "options": [{ "id": "short", "label": "Short" }, { "id": "long", "label": "Long" }]
    },
    {
      "id": "letter""#,
    );
    folder(&input)
}

#[test]
fn a_test_tells_what_is_not_reached_and_not_caught_and_suggests_cases() {
    insta::assert_snapshot!(printed(&["test", MINIMAL, "--mutate", "--suggest"]));
}

#[test]
fn a_difference_is_told_in_words() {
    insta::assert_snapshot!(printed(&["diff", MINIMAL, path(&next())]));
}

#[test]
fn an_example_differs_from_the_baseline_of_the_pack_in_what_matters_only() {
    let told = printed(&["diff", "smp", "tests/packs/clinic"]);
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = "someone with nothing special but a long way to us: “suitable” (score 98) → “suitable, with cautions” (score 98).";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn a_difference_is_told_as_json() {
    insta::assert_snapshot!(printed(&[
        "diff",
        MINIMAL,
        path(&next()),
        "--format",
        "json"
    ]));
}

#[test]
fn a_pack_does_not_differ_from_itself() {
    for (old, new) in [(MINIMAL, MINIMAL), ("smp", "rules/smp")] {
        let told = printed(&["diff", old, new]);
        assert!(
            told.ends_with("Nothing that decides a result is different.\n"),
            "{told}"
        );
    }
}

#[test]
fn stored_answers_that_change_are_named_and_bad_ones_passed_over() {
    let stored = folder(&Input::sound());
    let file = stored.path().join("leads.jsonl");
    let lines = [
        r#"{ "id": "one", "color": "dark", "skin": [] }"#,
        r#"{ "color": "light", "skin": [], "length": "long" }"#,
        "",
        r#"{ "id": "three", "colour": "dark" }"#,
        r#"{ "id": "four", "color": "light", "skin": ["rash"] }"#,
    ];
    fs::write(&file, lines.join("\n")).unwrap();
    let next = next();
    let output = smp(&[
        "diff",
        MINIMAL,
        path(&next),
        "--answers",
        file.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    let (_, stored) = told.split_once("  Stored answers\n").unwrap();
    insta::assert_snapshot!(stored);
    let problems = String::from_utf8(output.stderr).unwrap();
    assert!(
        problems.contains("error[unknown-question]: `colour` is not a question"),
        "{problems}"
    );
    assert!(problems.contains("line 4"), "{problems}");
}

#[test]
fn a_pack_that_cannot_be_read_is_not_compared() {
    let output = smp(&["diff", MINIMAL, "no-such-folder"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_pack_is_shown_as_a_document() {
    insta::assert_snapshot!(printed(&["show", MINIMAL]));
}

#[test]
fn a_pack_is_shown_in_markdown() {
    insta::assert_snapshot!(printed(&["show", MINIMAL, "--format", "markdown"]));
}

#[test]
fn the_built_in_pack_is_shown_whole() {
    let pack = load::pack(&load::builtin()).unwrap();
    for document in [
        printed(&["show"]),
        printed(&["show", "--format", "markdown"]),
    ] {
        let ids = pack.rules.iter().map(|rule| rule.id.as_str());
        for id in ids.chain(pack.claims.iter().map(|claim| claim.id.as_str())) {
            assert!(document.contains(id), "{id}");
        }
    }
}

/// What the cases of the minimal pack, damaged in one place, have to say.
#[track_caller]
fn check(find: &str, replace: &str, expected: &[&str]) {
    let mut input = Input::sound();
    input.replace("cases.json", find, replace);
    let files = input.files.iter().filter(|(name, _)| *name != ANSWERS);
    let files = PackFiles {
        folder: "pack".to_owned(),
        files: files
            .map(|(name, bytes)| (*name, bytes.clone().into()))
            .collect(),
    };
    let pack = load::pack(&files).unwrap();
    let table = Table::new(&pack);
    let cases = load::cases(&table, &files).unwrap();
    let failures: Vec<_> = cases
        .iter()
        .flat_map(|case| verify::failures(&table, case))
        .collect();
    assert_eq!(failures, expected);
}

#[test]
fn a_case_may_rule_out_every_other_finding() {
    let findings = r#""findings": ["dark"]"#;
    check(findings, r#""findings": ["dark"], "only": true"#, &[]);
    check(
        findings,
        r#""findings": [], "only": true"#,
        &["the rule `dark` fired too"],
    );
}

#[test]
fn a_case_may_ask_for_a_change_that_helps() {
    let answers = r#""answers": { "color": "dark", "skin": [] },
      "expect": { "verdict": "suitable""#;
    let keloid = |what_if: &str| {
        format!(
            r#""answers": {{ "color": "dark", "skin": ["keloid", "mole"], "letter": "no" }},
      "expect": {{ "verdict": "see_doctor_first", "what_if": [{what_if}]"#
        )
    };
    let letter = keloid(r#"{ "changes": { "letter": "yes" }, "verdict": "wait" }"#);
    check(answers, &letter, &[]);
    let both = keloid(r#"{ "changes": { "skin": [] }, "verdict": "suitable" }"#);
    let untold = "skin = [] is not among the changes that lead to `suitable`";
    check(answers, &both, &[untold]);
    let nothing = keloid(r#"{ "changes": { "letter": "no" } }"#);
    let untold = "letter = \"no\" is not among the changes that lead to a better verdict";
    check(answers, &nothing, &[untold]);
}

#[test]
fn the_cases_of_the_built_in_pack_reach_everything_and_catch_nearly_every_mutant() {
    let pack = load::pack(&load::builtin()).unwrap();
    let table = Table::new(&pack);
    let cases = load::cases(&table, &load::builtin()).unwrap();
    for cover in verify::coverage(&table, &cases).0 {
        let missing: Vec<_> = cover
            .missing
            .iter()
            .map(|thing| thing.name(&pack))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
    let mutation = verify::mutation(&pack, &cases).unwrap();
    assert!(mutation.matter() > 1_000, "{}", mutation.matter());
    let survivors: Vec<_> = mutation
        .survivors
        .iter()
        .map(|(mutant, _)| mutant.name(&pack))
        .collect();
    assert!(mutation.caught_percent() >= 95, "{survivors:?}");
}
