//! Killed at any moment, two hundred times each: a file is the old one or a new one, and it is whole.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::commands::{command, records};
use super::places::names;
use crate::interview::SMALL;
use crate::interview::person::Person;
use crate::random::Dice;

const KILLS: u64 = 200;
const THREADS: usize = 4;

/// Does something with every number up to `KILLS`, in several threads; each has a folder of its own.
fn in_threads(work: impl Fn(u64, &TempDir) + Sync) {
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let work = &work;
            scope.spawn(move || {
                for number in (0..KILLS).skip(thread).step_by(THREADS) {
                    work(number, &tempfile::tempdir().unwrap());
                }
            });
        }
    });
}

/// Lets a random part of a time go by.
fn wait_within(whole: Duration, seed: u64) {
    let part = u32::try_from(Dice::new(seed).below(1_000)).unwrap();
    // It is the moment that is random here, so the test has to wait for it.
    thread::sleep(whole * part / 1_000);
}

/// Leaves temporary files: a program that is killed cannot remove them.
fn without_unfinished(folder: &Path) -> Vec<String> {
    let mut names = names(folder);
    names.retain(|name| !name.starts_with(".smp-"));
    names
}

#[test]
fn an_interview_that_is_killed_leaves_a_whole_file() {
    // Round and round, so that there is always an answer to be saved.
    let lines = ["1\n", "1\n", "b\n", "b\n", "2\n", "2\n", "b\n", "b\n"].repeat(12);
    let old = "{ \"id\": \"me\", \"x_note\": \"old\" }\n";
    let interview = |folder: &TempDir| {
        let file = folder.path().join("me.json");
        fs::write(&file, old).unwrap();
        (Person::start(&SMALL, &file), file)
    };
    // What is in the file at each prompt.
    let mut states = vec![];
    let folder = tempfile::tempdir().unwrap();
    let (mut person, file) = interview(&folder);
    let begun = Instant::now();
    for line in &lines {
        person.read().unwrap();
        states.push(fs::read_to_string(&file).unwrap());
        person.write(line);
    }
    let whole = begun.elapsed();
    person.end("KILL");
    in_threads(|seed, folder| {
        let (mut person, file) = interview(folder);
        person.write(&lines.concat());
        wait_within(whole, seed);
        person.end("KILL");
        let left = fs::read_to_string(file).unwrap();
        assert!(states.contains(&left), "seed {seed}: {left}");
        assert_eq!(
            without_unfinished(folder.path()),
            ["me.json"],
            "seed {seed}"
        );
    });
    states.sort();
    states.dedup();
    assert!(states.len() > 4, "{states:?}");
}

/// Enough for several blocks.
const RECORDS: usize = 500;

#[test]
fn a_batch_that_is_killed_leaves_a_whole_file_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("leads.jsonl");
    fs::write(&input, records(RECORDS)).unwrap();
    let batch = |folder: &TempDir, jobs: u64| {
        let out = folder.path().join("out");
        fs::write(&out, "old").unwrap();
        let jobs = jobs.to_string();
        let mut command = command("batch");
        command.arg(&input).args(["--jobs", &jobs, "--output"]);
        command.arg(&out).stderr(Stdio::null());
        (command, out)
    };
    let (mut command, out) = batch(&folder, 1);
    let begun = Instant::now();
    command.output().unwrap();
    let time = begun.elapsed();
    let whole = fs::read(out).unwrap();
    in_threads(|seed, folder| {
        let (mut command, out) = batch(folder, seed % 3 + 1);
        let mut child = command.spawn().unwrap();
        wait_within(time, seed);
        child.kill().unwrap();
        child.wait().unwrap();
        let left = fs::read(&out).unwrap();
        assert!(left == b"old" || left == whole, "seed {seed}");
        let part = fs::read(folder.path().join("out.part")).unwrap_or_default();
        assert!(whole.starts_with(&part), "seed {seed}");
        if seed % 4 == 0 {
            command.arg("--resume").output().unwrap();
            assert!(fs::read(&out).unwrap() == whole, "seed {seed}");
            assert_eq!(names(folder.path()), ["out"], "seed {seed}");
        }
    });
}
