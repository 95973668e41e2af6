//! Variables that stand for options: an option wins, nothing is not set, and a bad value is told by name.

use std::process::{Command, Output};

use crate::program;

const ALEX: &str = "tests/readme/alex.json";
const VARIABLES: [&str; 5] = [
    "SMP_RULES",
    "SMP_COLOR",
    "SMP_PLAIN",
    "SMP_COUNTRY",
    "SMP_JOBS",
];

fn smp(variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    let variables = variables.iter().copied();
    program::command(arguments)
        .envs(variables)
        .output()
        .unwrap()
}

#[track_caller]
fn printed(variables: &[(&str, &str)], arguments: &[&str]) -> String {
    program::printed(&smp(variables, arguments))
}

#[track_caller]
fn refused(variables: &[(&str, &str)], arguments: &[&str]) -> String {
    program::said(&smp(variables, arguments))
}

/// A variable does what its option does, the option wins, and an empty variable is none.
#[track_caller]
fn check(
    (name, value): (&str, &str),
    option: [&'static str; 2],
    other: [&'static str; 2],
    command: &[&'static str],
) {
    let with = |option: [&'static str; 2]| [command, &option].concat();
    let by_option = printed(&[], &with(option));
    assert_ne!(by_option, printed(&[], command), "{name} changes nothing");
    assert_eq!(by_option, printed(&[(name, value)], command));
    assert_eq!(
        printed(&[], &with(other)),
        printed(&[(name, value)], &with(other))
    );
    assert_eq!(printed(&[], command), printed(&[(name, "")], command));
}

#[test]
fn these_tests_are_run_without_them() {
    for name in VARIABLES {
        assert_eq!(std::env::var_os(name), None, "unset {name} to test");
    }
}

#[test]
fn the_pack_comes_from_the_environment() {
    let clinic = "tests/packs/clinic";
    let rules = ("SMP_RULES", clinic);
    check(
        rules,
        ["--rules", clinic],
        ["--rules", "rules/smp"],
        &["assess", ALEX],
    );
    // Wherever the option is written, it wins.
    let before = printed(&[rules], &["--rules", "rules/smp", "assess", ALEX]);
    assert_eq!(before, printed(&[], &["assess", ALEX]));
    assert!(
        refused(&[("SMP_RULES", "no/such")], &["assess", ALEX]).contains("no/such` does not exist")
    );
}

#[test]
fn color_and_country_come_from_the_environment() {
    let command = ["assess", ALEX];
    check(
        ("SMP_COLOR", "always"),
        ["--color", "always"],
        ["--color", "never"],
        &command,
    );
    check(
        ("SMP_COUNTRY", "GB"),
        ["--country", "GB"],
        ["--country", "CA"],
        &command,
    );
}

#[test]
fn plain_lines_come_from_the_environment() {
    assert!(refused(&[("SMP_PLAIN", "1")], &[]).contains("Type a number"));
    assert!(refused(&[("SMP_PLAIN", "0")], &[]).contains("there is no terminal"));
    for value in ["yes", "TRUE", "on", "no", "False", "off", ""] {
        printed(&[("SMP_PLAIN", value)], &["template"]);
    }
    // It is about the interview, and harmless beside a command.
    assert_eq!(
        printed(&[("SMP_PLAIN", "1")], &["assess", ALEX]),
        printed(&[], &["assess", ALEX])
    );
}

#[test]
fn a_bad_value_is_told_with_the_name_of_its_variable() {
    let command = ["batch", "tests/batch/leads.csv"];
    for (name, value, what) in [
        ("SMP_JOBS", "0", "0 is not in 1..=256"),
        ("SMP_JOBS", "many", "invalid digit"),
        (
            "SMP_COLOR",
            "sometimes",
            "[possible values: auto, always, never]",
        ),
        ("SMP_PLAIN", "perhaps", "expected `1`"),
        ("SMP_COUNTRY", "U", "expected two letters"),
        ("SMP_COLOR", "\u{1b}[2J\u{202e}", "'\\u{1b}[2J\\u{202e}'"),
    ] {
        let command = if name == "SMP_COUNTRY" {
            ["assess", ALEX]
        } else {
            command
        };
        let told = refused(&[(name, value), ("SMP_RULES", "rules/smp")], &command);
        assert!(
            told.contains(&format!("'{name} in the environment'")),
            "{told}"
        );
        assert!(told.contains(what), "{told}");
    }
    // Not where the command takes no such option, and not if the option is written.
    printed(&[("SMP_JOBS", "0")], &["assess", ALEX]);
    printed(
        &[("SMP_COLOR", "sometimes")],
        &["template", "--color", "never"],
    );
}

#[cfg(unix)]
#[test]
fn bytes_that_are_no_text_are_told_with_the_name_too() {
    use std::os::unix::ffi::OsStrExt as _;
    let mut command = Command::new(env!("CARGO_BIN_EXE_smp"));
    command.env("SMP_PLAIN", std::ffi::OsStr::from_bytes(b"\xff"));
    let output = command.arg("template").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("`SMP_PLAIN` is not valid UTF-8"), "{told}");
}

#[test]
fn every_variable_is_in_the_help_and_on_its_page_and_no_other() {
    let help = printed(&[], &["--help"]) + &printed(&[], &["batch", "--help"]);
    let page = std::fs::read_to_string("docs/environment-and-exit-codes.md").unwrap();
    let known = |text: &str, opening: &str| {
        let mut names: Vec<_> = text.split(opening).skip(1).collect();
        names.sort_unstable();
        let names = names.into_iter().map(|after| {
            let letters = after.chars().take_while(char::is_ascii_uppercase);
            format!("SMP_{}", letters.collect::<String>())
        });
        let mut names: Vec<_> = names.collect();
        names.dedup();
        names
    };
    let mut expected = VARIABLES.map(str::to_owned);
    expected.sort();
    // The help may break a line before the name.
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(known(&help, "[env: `SMP_"), expected);
    assert_eq!(known(&page, "| `SMP_"), expected);
}
