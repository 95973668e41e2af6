//! Hostile text on the command line: names of files, options and their values, and what is to be explained.

use std::fs;
use std::process::{Command, Output, Stdio};

use super::{check_harmless, check_shown, corpus};
use crate::effort;
use crate::program::command;

fn smp(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let environment = environment.iter().copied();
    command(arguments).envs(environment).output().unwrap()
}

/// Runs the program with an argument that it must refuse, and show.
#[track_caller]
fn check_refused(arguments: &[&str], text: &str, name: &str) {
    let output = smp(arguments, &[]);
    let errors = String::from_utf8(output.stderr).unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    check_harmless(&printed, name);
    assert_eq!(
        output.status.code(),
        Some(2),
        "{name} {arguments:?}: {printed}{errors}"
    );
    check_shown(&errors, text, &format!("{name} {arguments:?}"));
}

#[test]
fn every_place_of_the_command_line_shows_what_stands_there() {
    let alex = "tests/readme/alex.json";
    let texts = corpus();
    let texts = texts.iter().filter(|hostile| {
        let is_possible = !hostile.text.contains('\0') && !hostile.text.trim().is_empty();
        // An option or a path of its own is understood, and no attack.
        is_possible && !hostile.text.starts_with('-') && hostile.text.len() < 1_000
    });
    let file = |text: &str| format!("nowhere/{text}/x");
    // Each text at some of the places and each place with many texts: all at all would take a minute.
    for (number, hostile) in texts.enumerate() {
        let (text, name) = (hostile.text.as_str(), hostile.name.as_str());
        let named = file(text);
        let set = format!("hair_color={text}");
        let places: [&[&str]; 15] = [
            &["assess", &named],
            &["explain", text],
            &["assess", alex, "--set", &set],
            &[text],
            &["assess", alex, text],
            &["assess", alex, "--format", text],
            &["assess", alex, "--country", text],
            &["calendar", alex, "--start", text],
            &["batch", alex, "--jobs", text],
            &["assess", alex, "--rules", &named],
            &["batch", &named],
            &["rules", "check", &named],
            &["assess", alex, "--output", &named],
            &["--plain", "--answers", &named, "--rules", &named],
            &["schema", "pack", text],
        ];
        for place in [number % places.len(), (number + 7) % places.len()] {
            let arguments = places[place];
            let is_file = arguments.contains(&"explain") && smp_knows(text);
            if !is_file {
                check_refused(arguments, text, name);
            }
        }
    }
}

/// Whether `smp explain` has something to say about the word.
fn smp_knows(text: &str) -> bool {
    ["skin", "area"].contains(&text)
}

#[test]
fn a_clinic_may_be_called_anything_in_one_line() {
    let corpus = corpus();
    let hostile =
        (corpus.iter()).filter(|hostile| hostile.attacks == "page" || hostile.attacks == "json");
    for hostile in hostile.step_by(effort::stride()) {
        let text = hostile.text.as_str();
        let folder = tempfile::tempdir().unwrap();
        let pack = folder.path().join("own");
        let pack = pack.to_str().unwrap();
        let [name, contact] = [format!("--name={text}"), format!("--contact={text}")];
        let output = smp(&["rules", "new", pack, &name, &contact], &[]);
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        check_harmless(&told, &hostile.name);
        if output.status.code() == Some(0) {
            let header = fs::read_to_string(format!("{pack}/pack.json")).unwrap();
            check_harmless(&header, &hostile.name);
            let header: serde_json::Value = serde_json::from_str(&header).unwrap();
            assert_eq!(header["clinic"]["name"], text.trim(), "{}", hostile.name);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        } else {
            assert!(told.starts_with("error"), "{}: {told}", hostile.name);
        }
    }
}

#[cfg(unix)]
#[test]
fn files_with_hostile_names_are_read_and_written_where_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let alex = fs::read("tests/readme/alex.json").unwrap();
    let texts = corpus();
    let texts = texts.iter().filter(|hostile| {
        !hostile.text.contains(['\0', '/'])
            && !hostile.text.trim_matches('.').is_empty()
            && hostile.text.len() < 200
    });
    for (number, hostile) in texts.enumerate().filter(|(number, _)| number % 3 == 0) {
        let [input, result] = ["in", "out"].map(|part| format!("{}{part}", hostile.text));
        let [input, result] =
            [input, result].map(|name| folder.path().join(name).to_str().unwrap().to_owned());
        fs::write(&input, &alex).unwrap();
        let output = match number % 2 {
            0 => smp(
                &["batch", &input, "--from", "json", "--output", &result],
                &[],
            ),
            _ => smp(&["assess", &input, "--output", &result], &[]),
        };
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        check_harmless(&told.replace('\r', ""), &hostile.name);
        if number % 2 == 1 {
            assert_eq!(output.status.code(), Some(0), "{}: {told}", hostile.name);
            assert!(fs::metadata(&result).unwrap().is_file(), "{}", hostile.name);
            fs::remove_file(&result).unwrap();
        }
        fs::remove_file(&input).unwrap();
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert!(
        left.iter().all(|entry| entry
            .as_ref()
            .unwrap()
            .file_name()
            .to_string_lossy()
            .contains("out")),
        "{left:?}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn arguments_that_are_no_text_are_refused_in_words() {
    use std::os::unix::ffi::OsStrExt as _;
    let bad = std::ffi::OsStr::from_bytes(b"bad\xff\x1b[2J\xc2");
    for before in [
        &["assess"][..],
        &["explain"],
        &["assess", "a.json", "--set"],
        &["--rules"],
        &["batch"],
        &[],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_smp"))
            .args(before)
            .arg(bad)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{before:?}: {errors}");
        check_harmless(&errors, "bytes");
        assert!(errors.starts_with("error"), "{before:?}: {errors}");
    }
}

#[test]
fn the_environment_steers_colors_and_nothing_else() {
    for hostile in corpus()
        .iter()
        .filter(|hostile| hostile.attacks == "terminal" && !hostile.text.contains('\0'))
    {
        let text = hostile.text.as_str();
        let variables = [
            "TERM",
            "LANG",
            "LC_ALL",
            "COLUMNS",
            "ACCESSIBLE",
            "NO_COLOR",
            "CLICOLOR",
        ];
        let variables: Vec<_> = variables.iter().map(|name| (*name, text)).collect();
        let output = smp(&["explain", "hair_color"], &variables);
        assert_eq!(output.status.code(), Some(0), "{}", hostile.name);
        check_harmless(&String::from_utf8(output.stdout).unwrap(), &hostile.name);
    }
}
