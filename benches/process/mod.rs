//! What a command takes as a whole process.

use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;

/// Seconds that a process took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Taken {
    /// Of a processor, in the program itself.
    pub(crate) user: f64,
    /// Of a processor, in the system on its behalf.
    pub(crate) system: f64,
    /// From its start to its end.
    pub(crate) wall: f64,
}

impl Taken {
    /// Seconds of a processor.
    pub(crate) fn all(&self) -> f64 {
        self.user + self.system
    }
}

/// Runs a command to its end; what it prints is thrown away.
pub(crate) fn taken(command: &mut Command) -> Taken {
    let (user, system) = of_children();
    let begun = Instant::now();
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let wall = begun.elapsed().as_secs_f64();
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    let (user_after, system_after) = of_children();
    Taken {
        user: user_after - user,
        system: system_after - system,
        wall,
    }
}

/// The middle of some numbers, with the least and the greatest.
pub(crate) fn median(mut numbers: Vec<f64>) -> (f64, f64, f64) {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers[numbers.len() / 2];
    (middle, numbers[0], numbers[numbers.len() - 1])
}

/// Seconds that all children so far took of a processor.
fn of_children() -> (f64, f64) {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let seconds = |microseconds: i64| microseconds as f64 / 1e6;
    (
        seconds(usage.user_time().num_microseconds()),
        seconds(usage.system_time().num_microseconds()),
    )
}
