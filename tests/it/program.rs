//! The real program, run once: arguments and input in, an exit code and what it printed out.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

/// The program with arguments; nothing to read, and what it prints is kept.
pub(crate) fn command(arguments: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smp"));
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

pub(crate) fn smp(arguments: &[impl AsRef<OsStr>]) -> Output {
    command(arguments).output().unwrap()
}

/// The folder of the program: with it as the path, the program is found by its name.
pub(crate) fn program_folder() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_smp")).parent().unwrap()
}

/// Runs a command with something to read.
pub(crate) fn fed(command: &mut Command, input: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // It may end before it has read everything, and must not wait for somebody to read what it prints.
    let writer = thread::spawn(move || _ = stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// What a run that must succeed prints.
#[track_caller]
pub(crate) fn done(arguments: &[&str]) -> String {
    printed(&smp(arguments))
}

/// What a run that must be refused says.
#[track_caller]
pub(crate) fn refused(arguments: &[&str]) -> String {
    said(&smp(arguments))
}

/// What was printed by a run that succeeded.
#[track_caller]
pub(crate) fn printed(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What was said by a run that was refused.
#[track_caller]
pub(crate) fn said(output: &Output) -> String {
    let errors = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{errors}");
    errors
}
