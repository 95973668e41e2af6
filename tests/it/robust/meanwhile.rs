//! What happens to a run from outside while it is at work: signals, and files that go away.
#![cfg(unix)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Output, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::commands::{command, said};
use super::places::names;
use crate::interview::SMALL;
use crate::interview::person::Person;

/// Five people who answer nothing.
const RECORDS: &[u8] = b"{}\n{}\n{}\n{}\n{}\n";

/// A batch that has written a few results and waits for more records.
struct Batch {
    child: Child,
    input: ChildStdin,
}

impl Batch {
    /// Starts it with a shell's way of treating signals, such as `trap '' HUP`.
    fn start(trap: &str, arguments: &[&str], out: &Path) -> Self {
        let batch = command("batch -");
        let mut child = Command::new("sh")
            .args(["-c", &format!("{trap}; exec \"$@\""), "sh"])
            .arg(batch.get_program())
            .args(batch.get_args())
            .args(arguments)
            .arg(out)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(RECORDS).unwrap();
        Self { child, input }
    }

    /// Waits until something is so; the run must not end before.
    fn wait(&mut self, is_so: impl Fn() -> bool) {
        while !is_so() {
            assert_eq!(self.child.try_wait().unwrap(), None);
            std::thread::yield_now();
        }
    }

    fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.child.id().cast_signed()), signal).unwrap();
    }

    /// Gives it a few records more, and the end of its input.
    fn finish(mut self) -> Output {
        self.input.write_all(RECORDS).unwrap();
        drop(self.input);
        self.child.wait_with_output().unwrap()
    }
}

/// Returns true if these tests were started with a signal ignored, as by `nohup`; a batch then ignores it too.
pub(crate) fn is_ignored(signal: Signal) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .map_or(0, |mask| u64::from_str_radix(mask.trim(), 16).unwrap());
    mask >> (signal as i32 - 1) & 1 == 1
}

fn lines(file: &Path) -> usize {
    fs::read_to_string(file).unwrap_or_default().lines().count()
}

#[test]
fn a_batch_that_is_told_to_end_says_how_to_go_on() {
    let signals = [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT];
    for signal in signals.into_iter().filter(|signal| !is_ignored(*signal)) {
        let folder = tempfile::tempdir().unwrap();
        let [out, part] = ["out", "out.part"].map(|name| folder.path().join(name));
        let mut batch = Batch::start(":", &["--output"], &out);
        batch.wait(|| lines(&part) == 5);
        batch.signal(signal);
        let output = batch.child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(130));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("--resume goes on."), "{said}");
        assert_eq!(names(folder.path()), ["out.part"]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_batch_outlives_its_terminal_where_nohup_wants_it_to() {
    for (trap, signals) in [
        ("trap '' HUP", &[Signal::SIGHUP][..]),
        ("trap '' HUP INT", &[Signal::SIGINT, Signal::SIGHUP]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let [out, part] = ["out", "out.part"].map(|name| folder.path().join(name));
        let mut batch = Batch::start(trap, &["--jobs", "2", "--output"], &out);
        batch.wait(|| lines(&part) == 5);
        for signal in signals {
            batch.signal(*signal);
        }
        let output = batch.finish();
        assert!(output.status.code() < Some(2), "{}", said(&output));
        assert_eq!(lines(&out), 10);
    }
}

#[test]
fn results_that_cannot_get_their_name_are_kept_and_told() {
    for is_gone in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let [out, part] = ["out", "out.part"].map(|name| folder.path().join(name));
        let mut batch = Batch::start(":", &["--output"], &out);
        batch.wait(|| lines(&part) == 5);
        if is_gone {
            fs::remove_file(&part).unwrap();
        } else {
            fs::create_dir(&out).unwrap();
        }
        let output = batch.finish();
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        let expected = format!("cannot rename `{}` to `{}`", part.display(), out.display());
        assert!(said.contains(&expected), "{said}");
        assert_eq!(lines(&part), if is_gone { 0 } else { 10 });
    }
}

#[test]
fn a_folder_of_pages_that_goes_away_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    let mut batch = Batch::start(":", &["--handouts"], &pages);
    batch.wait(|| fs::read_dir(&pages).is_ok_and(|pages| pages.count() == 5));
    // At once, or a page that is just being written would be in the way.
    fs::rename(&pages, folder.path().join("elsewhere")).unwrap();
    let output = batch.finish();
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot write to `"), "{said}");
    assert_eq!(names(folder.path()), ["elsewhere"]);
}

#[test]
fn an_answers_file_that_goes_away_is_written_again_with_everything() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("me.json");
    let mut person = Person::start(&SMALL, &file);
    for _ in 0..2 {
        person.read().unwrap();
        person.write("1\n");
    }
    person.read().unwrap();
    fs::remove_file(&file).unwrap();
    person.write("none\n");
    person.read().unwrap();
    person.end("KILL");
    let expected =
        "{\n  \"hair_color\": \"black\",\n  \"transplant\": \"never\",\n  \"skin\": []\n}\n";
    assert_eq!(fs::read_to_string(&file).unwrap(), expected);
}

#[test]
fn answers_are_not_lost_with_the_place_that_they_were_saved_to() {
    for is_folder_gone in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        fs::create_dir(&home).unwrap();
        let file = home.join("me.json");
        let mut person = Person::start(&SMALL, &file);
        person.read().unwrap();
        person.write("1\n");
        person.read().unwrap();
        if is_folder_gone {
            fs::remove_dir_all(&home).unwrap();
        } else {
            fs::remove_file(&file).unwrap();
            fs::create_dir(&file).unwrap();
        }
        person.write("1\n");
        let (code, said) = person.rest();
        assert_eq!(code, Some(2), "{said}");
        let way_on = "--set hair_color=black --set transplant=never\n";
        assert!(said.contains(way_on), "{said}");
        assert!(said.contains("error: cannot save the answers: "), "{said}");
    }
}
