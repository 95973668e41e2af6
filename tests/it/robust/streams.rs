//! Standard output and standard error without a reader, that are closed, or that are full.

use std::fs::File;
use std::io::{Read as _, pipe};
use std::process::{Command, Output, Stdio};

use super::commands::{USUAL, command, said, words};
use crate::program::fed;

/// Results go out as they are made, so that who leaves early is not kept waiting for the rest.
fn is_stream(line: &str) -> bool {
    line.starts_with("batch ") && !line.contains("summary") && !line.contains("help")
}

/// Runs every command in some way, and hands over how it usually goes and how it went.
fn each(run_so: impl Fn(&str) -> Output, check: impl Fn(&str, &Output, Output)) {
    for (line, usual) in USUAL.iter() {
        check(line, usual, run_so(line));
    }
}

/// The same for every third command: the others say what they have to say in the same places.
fn some(run_so: impl Fn(&str) -> Output, check: impl Fn(&str, &Output, Output)) {
    for (line, usual) in USUAL.iter().step_by(3) {
        check(line, usual, run_so(line));
    }
}

#[test]
fn without_a_reader_of_the_result_the_exit_code_is_the_same() {
    let gone = |line: &str| {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        command(line).stdout(writer).output().unwrap()
    };
    each(gone, |line, usual, output| {
        let said = said(&output);
        if is_stream(line) {
            assert_eq!(output.status.code(), Some(0), "{line}: {said}");
            assert_eq!(said, "", "{line}");
        } else {
            assert_eq!(output.status, usual.status, "{line}: {said}");
            assert_eq!(output.stderr, usual.stderr, "{line}");
        }
    });
}

#[test]
fn who_reads_one_line_gets_it_and_may_leave() {
    let head = |line: &str| {
        let mut child = command(line).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let mut first = Vec::new();
        let mut byte = [0];
        while byte != *b"\n" && stdout.read(&mut byte).unwrap() > 0 {
            first.push(byte[0]);
        }
        drop(stdout);
        let mut output = child.wait_with_output().unwrap();
        output.stdout = first;
        output
    };
    each(head, |line, usual, output| {
        let said = said(&output);
        assert!(usual.stdout.starts_with(&output.stdout), "{line}");
        let code = output.status.code();
        let is_early = is_stream(line) && code == Some(0);
        assert!(is_early || output.status == usual.status, "{line}: {said}");
    });
}

#[test]
fn without_a_reader_of_messages_the_result_is_the_same() {
    let gone = |line: &str| {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        command(line).stderr(writer).output().unwrap()
    };
    some(gone, |line, usual, output| {
        assert_eq!(output.status, usual.status, "{line}");
        assert_eq!(output.stdout, usual.stdout, "{line}");
    });
}

/// Runs a command with streams as a shell opens or closes them.
fn in_shell(line: &str, streams: &str) -> Output {
    Command::new("sh")
        .args(["-c", &format!("exec \"$@\" {streams}"), "sh"])
        .arg(env!("CARGO_BIN_EXE_smp"))
        .args(words(line))
        .output()
        .unwrap()
}

#[test]
fn streams_may_be_closed_from_the_start() {
    some(
        |line| in_shell(line, "<&- >&- 2>&-"),
        |line, usual, output| assert_eq!(output.status, usual.status, "{line}"),
    );
    some(
        |line| in_shell(line, "2>&-"),
        |line, usual, output| {
            assert_eq!(output.status, usual.status, "{line}");
            assert_eq!(output.stdout, usual.stdout, "{line}");
        },
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_finds_no_room_is_never_taken_for_one_that_did() {
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let to_full = |line: &str| command(line).stdout(full()).output().unwrap();
    each(to_full, |line, usual, output| {
        assert_eq!(output.status.code(), Some(2), "{line}");
        let said = said(&output);
        let is_told = said.contains("cannot write to standard output: No space left");
        let is_help = line.contains("--help") || line.contains("--version");
        assert!(
            is_told || is_help || usual.stdout.is_empty(),
            "{line}: {said}"
        );
    });
    let messages_to_full = |line: &str| command(line).stderr(full()).output().unwrap();
    some(messages_to_full, |line, usual, output| {
        assert_eq!(output.status, usual.status, "{line}");
        assert_eq!(output.stdout, usual.stdout, "{line}");
    });
}

/// An interview in lines, up to its end.
fn interview(stdout: impl Into<Stdio>, stderr: impl Into<Stdio>) -> Output {
    let mut command = command("--plain --rules tests/packs/small");
    fed(command.stdout(stdout).stderr(stderr), b"1\n1\nnone\n1\n1\n")
}

#[test]
fn an_interview_that_cannot_be_seen_ends_and_one_without_a_reader_is_done() {
    let closed = || {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        writer
    };
    let unread = interview(closed(), Stdio::piped());
    assert_eq!(unread.status.code(), Some(0), "{}", said(&unread));
    let unheard = interview(Stdio::piped(), closed());
    assert_eq!(unheard.status.code(), Some(2));
    assert!(unheard.stdout.is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn answers_are_not_lost_with_a_result_that_finds_no_room() {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = interview(full, Stdio::piped());
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.contains("--set hair_color=black --set transplant=never --set skin=none"),
        "{said}"
    );
    assert!(said.contains("cannot write to standard output"), "{said}");
}
