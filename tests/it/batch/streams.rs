//! Streams that end early, never end, or cannot be written; and how much memory a long one takes.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};

use super::program::{command, errors, pack, path, records, run};
use crate::leads::Leads;
#[cfg(unix)]
use crate::robust::meanwhile::is_ignored;

#[test]
fn a_truncated_input_is_one_bad_record_at_its_end() {
    let whole = records(50, 0);
    let output = run(&["-"], &whole[..whole.len() - 9]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(errors(&output), "50 records read, 49 assessed, 1 failed\n");
    let results = String::from_utf8(output.stdout).unwrap();
    let last = results.lines().last().unwrap();
    assert!(
        last.contains("\"line\":50,\"id\":\"lead-0000050\",\"errors\":[{\"code\":\"syntax\""),
        "{last}"
    );
    let entries = [b"[", &whole[..whole.len() - 1]].concat();
    let entries = String::from_utf8(entries).unwrap().replace('\n', ",\n");
    let output = run(&["-"], entries.as_bytes());
    assert_eq!(errors(&output), "51 records read, 50 assessed, 1 failed\n");
}

#[test]
fn a_long_line_is_one_bad_record() {
    let long = "x".repeat(3 << 20);
    let input = format!("{{}}\n{{\"x_a\":\"{long}\"}}\n{{}}\n");
    let output = run(&["-"], input.as_bytes());
    let printed = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(errors(&output), "3 records read, 2 assessed, 1 failed\n");
    assert!(
        printed
            .lines()
            .nth(1)
            .unwrap()
            .contains("\"code\":\"line-too-long\""),
        "{printed}"
    );
    let output = run(&["-", "--max-line", "4000000"], input.as_bytes());
    assert_eq!(errors(&output), "3 records read, 3 assessed, 0 failed\n");
}

#[test]
fn a_quote_that_is_never_closed_is_said_to_take_in_the_rows_after_it() {
    let rows = "id,age\none,from_26_to_64\ntwo,\"from_26_to_64\nthree,from_26_to_64\n";
    let output = run(&["-"], rows.as_bytes());
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(said.contains("it took in all rows after it"), "{said}");
    assert_eq!(errors(&output), "2 records read, 1 assessed, 1 failed\n");
    let output = run(&["-", "--max-line", "20"], rows.as_bytes());
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(said.contains("takes in the rows after it"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_counted() {
    let records = records(2_000, 0);
    for jobs in ["1", "2"] {
        let output = run(&["-", "--jobs", jobs, "--output", "/dev/full"], &records);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            errors(&output).contains("cannot write `/dev/full`: "),
            "{}",
            errors(&output)
        );
    }
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let records = records(20_000, 0);
    for jobs in ["1", "2"] {
        let mut child = command(&["-", "--jobs", jobs])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let records = records.clone();
        let writer = std::thread::spawn(move || _ = stdin.write_all(&records));
        let mut first = [0; 100];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
        assert_eq!(errors(&output), "");
    }
}

#[test]
fn a_result_appears_while_the_input_is_still_open() {
    for jobs in ["1", "3"] {
        let mut child = command(&["-", "--jobs", jobs])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        for number in 1..20 {
            stdin.write_all(b"{}\n").unwrap();
            let mut line = String::new();
            stdout.read_line(&mut line).unwrap();
            assert!(line.starts_with(&format!("{{\"line\":{number},")), "{line}");
        }
        drop(stdin);
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

/// Ctrl-C; where these tests were started so that it is ignored, the other signal that says the same.
#[cfg(unix)]
pub(super) fn interrupt(child: &Child) {
    use nix::sys::signal::Signal;
    let mut signals = [Signal::SIGINT, Signal::SIGTERM].into_iter();
    let heard = signals.find(|signal| !is_ignored(*signal));
    let pid = nix::unistd::Pid::from_raw(child.id().cast_signed());
    nix::sys::signal::kill(pid, heard.unwrap()).unwrap();
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_the_record_and_says_how_far_it_came() {
    for jobs in ["1", "2"] {
        let folder = tempfile::tempdir().unwrap();
        let out = path(&folder, "out.jsonl");
        let arguments = ["-", "--jobs", jobs, "--output", out.to_str().unwrap()];
        let mut child = command(&arguments).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(&records(7, 0)).unwrap();
        let part = path(&folder, "out.jsonl.part");
        let is_written = || {
            fs::read(&part)
                .is_ok_and(|text| String::from_utf8_lossy(&text).matches('\n').count() == 7)
        };
        while !is_written() {
            std::thread::yield_now();
        }
        interrupt(&child);
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!(output.status.code(), Some(130));
        let said = errors(&output);
        assert!(
            said.contains("Stopped after 7 records: 7 assessed, 0 failed."),
            "{said}"
        );
        assert!(said.contains("--resume goes on."), "{said}");
        assert!(!out.exists());
    }
}

/// Kills a run after half of its input, and cuts the last record of what it left.
pub(super) fn kill_amid(arguments: &[&str], input: &[u8], part: &Path) {
    let mut child = command(arguments).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(&input[..input.len() / 2]).unwrap();
    while fs::metadata(part).map_or(0, |part| part.len()) < 1_000 {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let left = File::options().write(true).open(part).unwrap();
    left.set_len(left.metadata().unwrap().len() - 7).unwrap();
}

/// Kills a run in the middle, cuts its last record, and resumes it; the output is that of a single run.
#[test]
fn a_killed_run_goes_on_where_it_was() {
    let records = records(600, 150);
    for to in [&["jsonl"][..], &["csv", "--ids"]] {
        let to = [&["--to"][..], to].concat();
        let folder = tempfile::tempdir().unwrap();
        let [input, whole, out] = ["leads.jsonl", "whole", "out"].map(|name| path(&folder, name));
        let part = path(&folder, "out.part");
        fs::write(&input, &records).unwrap();
        let [input, whole, out] = [&input, &whole, &out].map(|path| path.to_str().unwrap());
        let at_once = run(&[&to[..], &[input, "--output", whole]].concat(), b"");
        assert_eq!(at_once.status.code(), Some(1));

        kill_amid(
            &[&to[..], &["-", "--output", out]].concat(),
            &records,
            &part,
        );

        let resumed = [input, "--output", out, "--resume", "--jobs", "2"];
        let resumed = run(&[&to[..], &resumed].concat(), b"");
        assert_eq!(errors(&resumed), errors(&at_once));
        assert!(fs::read(whole).unwrap() == fs::read(out).unwrap(), "{to:?}");
        assert!(!part.exists());
    }
}

#[test]
fn what_is_not_ours_is_not_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let out = path(&folder, "out");
    fs::write(
        path(&folder, "out.part"),
        "{\"line\":1,\"id\":null,\"pack\":\"other\"}\n",
    )
    .unwrap();
    let output = run(
        &["-", "--output", out.to_str().unwrap(), "--resume"],
        b"{}\n",
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(
        errors(&output).contains("its record 1 is not one of this pack"),
        "{}",
        errors(&output)
    );
}

#[cfg(unix)]
#[test]
fn results_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let out = path(&folder, "out");
    run(&["-", "--output", out.to_str().unwrap()], b"{}\n");
    assert_eq!(
        fs::metadata(&out).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

/// 200 MB of records, made as they are written: memory stays where it was after the first ten thousand.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_input() {
    const MOST: usize = 24 << 10;
    const MOST_MORE: usize = 2 << 10;
    let pack = pack();
    let mut leads = Leads::new(&pack, 5, 10);
    let mut child = command(&["-", "--output", "/dev/null"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut written = 0;
    let mut number = 0;
    let mut after_ten_thousand = 0;
    let mut text = Vec::new();
    while written < 200_000_000 {
        text.clear();
        for _ in 0..1_000 {
            leads.write(&mut text);
        }
        stdin.write_all(&text).unwrap();
        written += text.len();
        number += 1_000;
        if number == 10_000 {
            after_ten_thousand = peak(&child);
        }
    }
    let at_the_end = peak(&child);
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(
        errors(&output).starts_with(&format!("{number} records read, ")),
        "{}",
        errors(&output)
    );
    assert!(at_the_end < MOST, "{at_the_end} KiB");
    assert!(
        at_the_end - after_ten_thousand < MOST_MORE,
        "{after_ten_thousand} to {at_the_end} KiB"
    );
}

/// The most memory that a process had so far, in KiB.
#[cfg(target_os = "linux")]
fn peak(child: &Child) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
