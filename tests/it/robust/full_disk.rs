//! A disk that is full after any number of bytes: nothing half-written takes the place of what was there.
//!
//! A limit on the size of files takes the place of a full disk; the program meets it in the middle of a write.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::commands::{command, said};
use super::places::{WRITING, names};
use crate::program::fed;

/// The same command, where no file can have more bytes than these.
fn limited(command: &Command, limit: u64) -> Command {
    // Without the trap, a signal would end the program before it can say anything.
    let script = "trap '' XFSZ; exec prlimit --fsize=\"$0\" -- \"$@\"";
    let mut limited = Command::new("sh");
    limited
        .args(["-c", script, &limit.to_string()])
        .arg(command.get_program())
        .args(command.get_args())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    limited
}

/// Runs a command with lines to read, where files are limited.
fn run_limited(command: &Command, limit: u64, lines: &str) -> Output {
    fed(&mut limited(command, limit), lines.as_bytes())
}

#[track_caller]
fn assert_full(output: &Output) -> String {
    let said = said(output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(": File too large"), "{said}");
    said
}

#[test]
fn a_result_that_does_not_fit_leaves_the_old_one() {
    for line in WRITING {
        let folder = tempfile::tempdir().unwrap();
        let [out, part] = ["out", "out.part"].map(|name| folder.path().join(name));
        let mut command = command(line);
        command.arg("--output").arg(&out);
        command.output().unwrap();
        let whole = fs::read(&out).unwrap();
        let length = whole.len() as u64;
        for limit in [0, 1, length / 2, length - 1] {
            for old in [None, Some("old")] {
                _ = fs::remove_file(&out);
                if let Some(old) = old {
                    fs::write(&out, old).unwrap();
                }
                assert_full(&run_limited(&command, limit, ""));
                assert_eq!(fs::read_to_string(&out).ok().as_deref(), old, "{line}");
                // What a stream has written so far is kept for `--resume`.
                let kept = fs::read(&part).unwrap_or_default();
                assert!(
                    kept.len() as u64 <= limit && whole.starts_with(&kept),
                    "{line}"
                );
                _ = fs::remove_file(&part);
                assert_eq!(names(folder.path()).len(), old.iter().count(), "{line}");
            }
        }
        let output = run_limited(&command, length, "");
        assert!(output.status.code() < Some(2), "{line}: {}", said(&output));
        assert_eq!(fs::read(&out).unwrap(), whole, "{line}");
    }
}

#[test]
fn a_stream_goes_on_when_there_is_room_again() {
    for to in ["jsonl", "csv --ids"] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let mut command = command(&format!("batch tests/batch/leads.jsonl --to {to}"));
        command.arg("--output").arg(&out);
        command.output().unwrap();
        let whole = fs::read(&out).unwrap();
        fs::remove_file(&out).unwrap();
        command.arg("--resume");
        for limit in (0..10).map(|tenth| whole.len() as u64 * tenth / 10) {
            assert_full(&run_limited(&command, limit, ""));
            assert!(!out.exists());
        }
        command.output().unwrap();
        assert_eq!(fs::read(&out).unwrap(), whole, "{to}");
        assert_eq!(names(folder.path()), ["out"]);
    }
}

#[test]
fn an_answer_that_does_not_fit_is_told_and_those_before_it_are_kept() {
    const LINES: [&str; 6] = ["1\n", "1\n", "none\n", "2\n", "2\n", "1\n"];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("me.json");
    let mut command = command("--plain --rules tests/packs/small");
    command.arg("--answers").arg(&file);
    // What is in the file after each answer.
    let mut states = vec![None];
    for count in 1..=LINES.len() {
        run_limited(&command, u64::MAX >> 1, &LINES[..count].concat());
        states.push(Some(fs::read_to_string(&file).unwrap()));
        fs::remove_file(&file).unwrap();
    }
    let length = states.last().cloned().flatten().unwrap().len() as u64;
    for limit in 0..length {
        let output = run_limited(&command, limit, &LINES.concat());
        let said = assert_full(&output);
        assert!(said.contains("--set hair_color=black"), "{said}");
        assert!(said.contains("cannot save the answers"), "{said}");
        let kept = fs::read_to_string(&file).ok();
        assert!(states.contains(&kept), "{kept:?}");
        let mut fitting = states
            .iter()
            .flatten()
            .filter(|state| state.len() as u64 <= limit);
        assert_eq!(kept.as_ref(), fitting.next_back(), "as many as fit");
        assert_eq!(names(folder.path()).len(), kept.iter().count());
        _ = fs::remove_file(&file);
    }
    let output = run_limited(&command, length, &LINES.concat());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

/// How large the files of a folder are.
fn sizes(folder: &Path) -> Vec<u64> {
    let names = names(folder).into_iter();
    let sizes = names.map(|name| fs::metadata(folder.join(name)).unwrap().len());
    sizes.collect()
}

#[test]
fn a_pack_that_does_not_fit_is_not_begun() {
    let folder = tempfile::tempdir().unwrap();
    let [new, empty] = ["far/new", "empty"].map(|name| folder.path().join(name));
    fs::create_dir(&empty).unwrap();
    let begin = |place: &Path| {
        let mut command = command("rules new");
        command.arg(place);
        command
    };
    begin(&new).output().unwrap();
    let sizes = sizes(&new);
    fs::remove_dir_all(folder.path().join("far")).unwrap();
    let largest = *sizes.iter().max().unwrap();
    for size in sizes.into_iter().filter(|size| *size < largest) {
        assert_full(&run_limited(&begin(&new), size, ""));
        assert_eq!(names(folder.path()), ["empty"], "{size}");
        assert_full(&run_limited(&begin(&empty), size / 2, ""));
        assert!(names(&empty).is_empty(), "{size}");
    }
    for place in [new, empty] {
        let output = run_limited(&begin(&place), largest, "");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
}

#[test]
fn pages_that_do_not_fit_are_gone_and_the_others_are_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = command("batch tests/batch/leads.jsonl --jobs 2 --handouts");
    let pages = folder.path().join("pages");
    command.arg(&pages);
    command.output().unwrap();
    let mut sizes = sizes(&pages);
    sizes.sort_unstable();
    let largest = sizes.pop().unwrap();
    for limit in sizes.into_iter().chain([0, 1000, largest - 1]) {
        fs::remove_dir_all(&pages).unwrap();
        assert_full(&run_limited(&command, limit, ""));
        for name in names(&pages) {
            let page = fs::read_to_string(pages.join(&name)).unwrap();
            assert!(
                name.trim_end_matches(".html") != name && !name.starts_with('.'),
                "{limit} {name}"
            );
            assert!(page.trim_end().ends_with("</html>"), "{limit} {name}");
        }
    }
}
