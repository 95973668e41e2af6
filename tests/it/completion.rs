//! `smp completions` and the `smp complete` behind it: what is offered, and that shells take it.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::program::done;
use crate::tools::leave_out;

/// What is offered for the last of these words: its kind, and the words without what they mean.
fn offered(words: &[&str]) -> (String, Vec<String>) {
    let at = (words.len() - 1).to_string();
    let printed = done(&[&["complete", "--at", &at, "--"], words].concat());
    let mut lines = printed
        .lines()
        .map(|line| line.split('\t').next().unwrap().to_owned());
    (lines.next().unwrap(), lines.collect())
}

#[track_caller]
fn check(words: &[&str], kind: &str, expected: &[&str]) {
    let (found, offered) = offered(words);
    assert_eq!(
        (found.as_str(), offered),
        (kind, expected.iter().map(ToString::to_string).collect())
    );
}

/// Some of what must be offered.
#[track_caller]
fn check_some(words: &[&str], expected: &[&str]) {
    let (_, offered) = offered(words);
    for word in expected {
        assert!(
            offered.iter().any(|offered| offered == word),
            "{word}: {offered:?}"
        );
    }
}

#[test]
fn commands_options_and_their_values_are_offered() {
    check_some(&[""], &["assess", "batch", "rules", "completions", "man"]);
    check(&["rules", "c"], "words", &["check"]);
    check(&["--pl"], "words", &["--plain"]);
    check(&["batch", "--jo"], "words", &["--jobs"]);
    check(&["assess", "--format", "h"], "words", &["html"]);
    check(&["assess", "--format=h"], "words", &["--format=html"]);
    check(
        &["assess", "--fail-on", "see"],
        "words",
        &["see_doctor_first"],
    );
    check(
        &["completions", ""],
        "words",
        &["bash", "zsh", "fish", "powershell", "elvish"],
    );
    check(&["schema", "pack", "gu"], "words", &["guide.json"]);
    check(
        &["assess", "--country", ""],
        "words",
        &["US", "GB", "CA", "AU"],
    );
    check(&["man", "rules", "t"], "words", &["test"]);
}

#[test]
fn questions_and_their_options_are_offered() {
    check(
        &["--set", "hair_c"],
        "words",
        &[
            "hair_color=black",
            "hair_color=dark_brown",
            "hair_color=light_brown",
            "hair_color=blond",
            "hair_color=red",
            "hair_color=gray",
            "hair_color=white",
            "hair_color=unknown",
        ],
    );
    check(
        &["--set", "hair_"],
        "words",
        &["hair_color=", "hair_length=", "hair_loss="],
    );
    check(
        &["assess", "a.json", "--set", "hair_color=bl"],
        "words",
        &["hair_color=black", "hair_color=blond"],
    );
    check(
        &["assess", "--set=hair_color=bla"],
        "words",
        &["--set=hair_color=black"],
    );
    check(&["--set", "skin=no"], "words", &["skin=none"]);
    check(&["--set", "skin=moles,ke"], "words", &["skin=moles,keloid"]);
    check(&["--set", "skin=moles;moles"], "words", &[]);
    check(&["--set", "hair_color=black,bl"], "words", &[]);
    check(&["--set", "no_such=b"], "words", &[]);
}

#[test]
fn everything_that_can_be_explained_is_offered() {
    check_some(
        &["explain", ""],
        &["hair_color", "keloid", "aedit", "C01", "unknown-question"],
    );
    check(&["explain", "dark-h"], "words", &["dark-hair"]);
    check(&["explain", "keloid", ""], "words", &[]);
}

#[test]
fn files_and_folders_are_left_to_the_shell() {
    check(&["assess", ""], "files", &[]);
    check(&["--answers", "me"], "files", &[]);
    check(&["--rules", ""], "folders", &[]);
    check(&["batch", "a.csv", "--handouts=p"], "folders", &[]);
    check(&["rules", "diff", "s"], "folders", &["smp"]);
}

#[test]
fn what_is_there_already_is_not_offered_again() {
    check(&["--plain", "--pl"], "words", &[]);
    check(&["--set", "a=b", "--se"], "words", &["--set"]);
    check(&["assess", "--", "--se"], "files", &[]);
    check(&["assess", "a.json", ""], "words", &[]);
    check(&["no-such", "--rules", "x", "ass"], "words", &[]);
}

#[test]
fn ids_come_from_the_pack_that_is_named() {
    let expected = ["color=dark", "color=gray", "color=light", "color=unknown"];
    check(
        &["--rules", "tests/packs/minimal", "--set", "color="],
        "words",
        &expected,
    );
    check(
        &["assess", "--rules=tests/packs/minimal", "--set", "color="],
        "words",
        &expected,
    );
    check(&["--rules", "no/such", "--set", "color="], "words", &[]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_smp"));
    command.args(["complete", "--at", "1", "--", "--set", "color="]);
    let output = command
        .env("SMP_RULES", "tests/packs/minimal")
        .output()
        .unwrap();
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("color=dark\t")
    );
}

#[test]
fn the_texts_of_a_pack_cannot_steer_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir("tests/packs/minimal").unwrap() {
        let entry = entry.unwrap();
        let text = fs::read_to_string(entry.path()).unwrap();
        let evil = text.replace("\"label\": \"", "\"label\": \"\\u001b[2J\\t\\u202e");
        fs::write(folder.path().join(entry.file_name()), evil).unwrap();
    }
    let pack = folder.path().to_str().unwrap();
    let printed = done(&[
        "complete", "--at", "3", "--", "--rules", pack, "--set", "color=",
    ]);
    assert!(
        printed.contains("color=dark\t\\u{1b}[2J\\u{9}\\u{202e}"),
        "{printed}"
    );
}

/// Returns true if a shell is installed.
fn has(shell: &str) -> bool {
    let is_there = Command::new(shell).arg("--version").output().is_ok();
    if !is_there {
        leave_out(&format!("completion with {shell}"), "it is not installed");
    }
    is_there
}

/// What a shell prints that reads the script, with `smp` on its path.
#[track_caller]
fn in_shell(shell: &str, arguments: &[&str], program: &str) -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_smp")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    let mut command = Command::new(shell);
    command.args(arguments).arg(program);
    let home = tempfile::tempdir().unwrap();
    command
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path());
    let output = command
        .env("PATH", format!("{}:{path}", folder.display()))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && errors.is_empty(),
        "{shell}: {errors}"
    );
    String::from_utf8(output.stdout).unwrap()
}

#[cfg(unix)]
#[test]
fn bash_completes_words_that_it_takes_apart_at_an_equals_sign() {
    if !has("bash") {
        return;
    }
    let complete = r#"
        source <(smp completions bash)
        try() {
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
            _smp smp
            echo "${COMPREPLY[*]}"
        }
        try smp ass
        try smp assess --format = j
        try smp assess --set hair_color = bl
        try smp assess --set skin = moles,ke
        try smp explain dark-h
        try smp --set hair_l
        try smp rules diff smp
        complete -p smp
    "#;
    let expected = "assess\njson\nblack blond\nmoles,keloid\ndark-hair\n\
        hair_length= hair_loss=\nsmp\ncomplete -F _smp smp\n";
    assert_eq!(in_shell("bash", &["--norc", "-c"], complete), expected);
}

#[cfg(unix)]
#[test]
fn fish_completes_with_what_the_words_mean() {
    if !has("fish") {
        return;
    }
    let complete = "
        smp completions fish | source
        complete -C 'smp ass'
        complete -C 'smp assess --format=j'
        complete -C 'smp assess --set hair_color=bl'
        complete -C 'smp explain dark-h'
        complete -C 'smp --rules tests/pa'
        complete -C 'smp --rules=tests/pa'
        complete -C 'smp rules diff smp'
    ";
    let expected = "assess\tGive the result for one answers file, without asking anything\n\
        --format=json\tFor programs\n\
        hair_color=black\tBlack\nhair_color=blond\tBlond\n\
        dark-hair\tDark dots match dark hair best.\n\
        tests/packs/\n--rules=tests/packs/\nsmp\tThe built-in pack\n";
    assert_eq!(in_shell("fish", &["-c"], complete), expected);
}

#[cfg(unix)]
#[test]
fn zsh_completes_with_what_the_words_mean() {
    if !has("zsh") {
        return;
    }
    // A terminal of its own, and `zle` says what is offered.
    let complete = r#"
        zmodload zsh/zpty zsh/zselect
        { zselect -t 6000; kill $$ } >/dev/null 2>&1 &! # nothing here takes a minute
        guard=$!
        zpty shell zsh -f -i
        zpty -w shell 'PS1=; unsetopt zle_bracketed_paste 2>/dev/null; autoload -U compinit; compinit -u -D'
        zpty -w shell 'source <(smp completions zsh); stty cols 200; print rea""dy'
        zpty -r -m shell heard '*ready*'
        zpty -w -n shell $'smp assess --set hair_color=bl\t\t'
        zpty -r -m shell heard '*hair_color=blond*Blond*'
        zpty -w -n shell $'\x15smp explain dark-h\t; print do""ne\n'
        zpty -r -m shell heard '*explain dark-hair*done*'
        zpty -d shell
        kill $guard
        print whole
    "#;
    let said = in_shell("zsh", &["-f", "-c"], complete);
    assert_eq!(said, "whole\n");
}

#[test]
fn scripts_can_be_read_by_their_shells() {
    let folder = tempfile::tempdir().unwrap();
    let checks = [
        ("bash", "-n"),
        ("zsh", "-n"),
        ("fish", "--no-execute"),
        ("elvish", "-compileonly"),
    ];
    for (shell, check) in checks {
        let script = folder.path().join(shell);
        fs::write(&script, done(&["completions", shell])).unwrap();
        if shell == "elvish" {
            continue; // `edit:` is there only in front of a person
        }
        if cfg!(unix) && has(shell) {
            in_shell(shell, &[check], script.to_str().unwrap());
        }
    }
}
