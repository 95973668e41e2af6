//! The same input gives the same bytes: in any language, time zone, home and folder, with any number of
//! jobs, on every run, and in the program as it is shipped.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use super::commands::{PRINTING, USUAL, command, records, words};
use super::places::names;

/// Where a program may run other than `C` and `UTC`: a language, a time zone, a home and a folder to work in.
const PLACES: [(&str, &str, &str, &str); 2] = [
    ("de_DE.UTF-8", "Pacific/Kiritimati", "/nowhere", "/tmp"),
    ("tr_TR.UTF-8", "America/Los_Angeles", "/tmp", "/dev"),
];

/// Commands that take longer, as they look at all of the built-in pack.
const SLOW: [&str; 6] = [
    "batch tests/batch/leads.json --full",
    "rules check",
    "rules check --format json",
    "rules test",
    "rules diff smp tests/packs/clinic",
    "rules diff smp tests/packs/clinic --format json",
];

/// Another program with the same arguments.
fn with(program: &Path, line: &str) -> Command {
    let mut command = Command::new(program);
    command.args(words(line));
    command
}

#[track_caller]
fn assert_same(one: &Output, other: &Output, what: &str) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!(text(&one.stdout), text(&other.stdout), "{what}");
    assert_eq!(text(&one.stderr), text(&other.stderr), "{what}");
    assert_eq!(one.status, other.status, "{what}");
}

#[cfg(unix)]
#[test]
fn no_language_time_zone_home_or_folder_changes_a_result() {
    let run = |line: &str, (language, zone, home, folder): (&str, &str, &str, &str)| {
        let mut command = command(line);
        command
            .env_clear()
            .envs([("LANG", language), ("LC_ALL", language), ("TZ", zone)])
            .env("HOME", home)
            .current_dir(folder);
        command.output().unwrap()
    };
    for (line, usual) in USUAL.iter() {
        for place in PLACES {
            assert_same(usual, &run(line, place), &format!("{line} {place:?}"));
        }
    }
}

#[test]
fn no_number_of_jobs_changes_a_result() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("leads.jsonl");
    fs::write(&input, records(1_500)).unwrap();
    for form in ["", "--to csv", "--to summary", "--to summary --format json"] {
        let run = |jobs| {
            let mut command = command(format!("batch --jobs {jobs} {form}").trim());
            command.arg(&input).output().unwrap()
        };
        let [one, two, five] = [1, 2, 5].map(run);
        assert_same(&one, &two, form);
        assert_same(&one, &five, form);
    }
}

/// Every file of a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let names = names(folder).into_iter();
    let files = names.map(|name| {
        let bytes = fs::read(folder.join(&name)).unwrap();
        (name, bytes)
    });
    files.collect()
}

#[test]
fn no_number_of_jobs_changes_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("leads.jsonl");
    fs::write(&input, records(120)).unwrap();
    let [one, two, five] = [1, 2, 5].map(|jobs| {
        let pages = folder.path().join(format!("pages-{jobs}"));
        let mut command = command(&format!("batch --jobs {jobs}"));
        command.arg(&input).arg("--handouts").arg(&pages);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        files(&pages)
    });
    assert!(one == two && one == five);
    assert!(one.len() > 30, "{}", one.len());
}

/// Names the program as it is shipped, just built; `.ci/run` sets it.
const RELEASE: &str = "SHIPPED_PROGRAM";

#[test]
fn the_program_as_it_is_shipped_gives_the_same_bytes() {
    let Some(shipped) = std::env::var_os(RELEASE) else {
        // An older build might be lying about, so it is not looked for.
        let note = format!("left out: {RELEASE} does not name a release build\n");
        return std::io::stderr().write_all(note.as_bytes()).unwrap();
    };
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("leads.jsonl");
    fs::write(&input, records(1_500)).unwrap();
    let batch = format!("batch --jobs 2 {}", input.display());
    for line in PRINTING.iter().chain(&SLOW).chain(&[&*batch]) {
        let shipped = with(Path::new(&shipped), line).output().unwrap();
        assert_same(&command(line).output().unwrap(), &shipped, line);
    }
}
