//! Every command of the program with every format, for what must hold for all of them.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

use smp_suitability::load;

use crate::leads::Leads;
use crate::program;

/// Commands that print a result, all of them quick.
pub(super) const PRINTING: [&str; 48] = [
    "assess tests/readme/alex.json",
    "assess tests/readme/alex.json --format html",
    "assess tests/readme/alex.json --format markdown",
    "assess tests/readme/alex.json --format json",
    "assess tests/readme/alex.json --format fhir",
    "assess tests/readme/alex.json --fail-on wait",
    "batch tests/batch/leads.jsonl",
    "batch tests/batch/leads.csv --to csv",
    "batch tests/batch/leads.json",
    "batch tests/batch/leads.jsonl --to summary",
    "batch tests/batch/leads.jsonl --to summary --format json",
    "calendar tests/readme/alex.json --start 2027-03-31",
    "sheet letter tests/readme/alex.json",
    "sheet consult tests/readme/alex.json --format text",
    "sheet visit --format markdown",
    "sheet card",
    "form",
    "template",
    "explain",
    "explain hair_length",
    "explain unknown-option",
    "schema pack",
    "schema pack questionnaire.json",
    "schema pack pack.json --extending",
    "schema answers",
    "schema answers --any-pack",
    "schema assessment",
    "fhir questionnaire",
    "fhir code-system",
    "fhir response tests/readme/alex.json",
    "rules check tests/packs/small",
    "rules check tests/packs/small --format json",
    "rules test tests/packs/small",
    "rules test tests/packs/minimal --mutate --suggest",
    "rules diff tests/packs/small tests/packs/minimal",
    "rules diff tests/packs/small tests/packs/minimal --format json",
    "rules show",
    "rules show tests/packs/clinic",
    "rules show tests/packs/small --format markdown",
    "completions bash",
    "man",
    "man batch",
    "--help",
    "batch --help",
    "--version",
    "assess tests/readme/typo.json",
    "assess nowhere.json",
    "no-such-command",
];

/// The words of a command; names of files from the top of the repository.
pub(super) fn words(line: &str) -> Vec<String> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words = line.split(' ').map(|word| {
        let is_path = word.starts_with("tests/");
        let path = is_path.then(|| top.join(word).display().to_string());
        path.unwrap_or_else(|| word.to_owned())
    });
    words.collect()
}

/// The program with a command, with nothing to read.
pub(super) fn command(line: &str) -> Command {
    program::command(&words(line))
}

pub(super) fn run(line: &str) -> Output {
    let place = [("LC_ALL", "C"), ("TZ", "UTC")];
    command(line).envs(place).output().unwrap()
}

/// How each of these commands goes where nothing is in its way.
pub(super) static USUAL: LazyLock<Vec<(&str, Output)>> =
    LazyLock::new(|| PRINTING.map(|line| (line, run(line))).into());

/// Records of the built-in pack, a few of them bad.
pub(super) fn records(count: usize) -> Vec<u8> {
    let pack = load::pack(&load::builtin()).unwrap();
    let mut leads = Leads::new(&pack, 9, 20);
    let mut text = Vec::new();
    (0..count).for_each(|_| leads.write(&mut text));
    text
}

/// Fails if a run crashed; gives what it said on standard error.
#[track_caller]
pub(super) fn said(output: &Output) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(!said.contains("panicked"), "{said}");
    let code = output.status.code();
    assert!(code.is_some_and(|code| code <= 2), "{code:?} {said}");
    said
}

#[test]
fn every_command_of_the_help_is_here() {
    let mut left = vec![String::new()];
    while let Some(command) = left.pop() {
        let help = run(format!("{command} --help").trim());
        let help = String::from_utf8(help.stdout).unwrap();
        let (_, below) = help.split_once("Commands:\n").unwrap_or_default();
        let names = below.lines().take_while(|line| !line.is_empty());
        let names: Vec<_> = names
            .filter_map(|line| line.split_whitespace().next())
            .filter(|name| *name != "help")
            .collect();
        let name = command.trim();
        let is_here = PRINTING.iter().any(|line| line.starts_with(name));
        // It writes a folder, and has tests of its own.
        let is_elsewhere = name == "rules new";
        assert!(
            !names.is_empty() || is_here || is_elsewhere,
            "`smp {name}` is not in the list"
        );
        left.extend(names.iter().map(|name| format!("{command} {name}")));
    }
}
