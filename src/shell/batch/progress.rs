//! How far a long batch is: one line on the terminal, written again in place.

use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use dialoguer::console::Term;

use super::source::Block;
use super::stop::Stop;

/// How long a run takes before it shows the line.
const SHOW_AFTER: Duration = Duration::from_secs(1);

/// A line that changes more often than this cannot be read.
const REDRAW_AFTER: Duration = Duration::from_millis(200);

/// A line that appears when work takes long.
pub(super) struct Progress {
    /// Where it is shown, if anywhere.
    terminal: Option<Term>,
    /// Of the input in bytes, if it is known.
    length: Option<u64>,
    begun: Instant,
    /// When the line on the screen was written.
    drawn: Option<Instant>,
}

impl Progress {
    /// For an input of a length, if it is known. There is no line while results are printed on the screen.
    pub(super) fn new(length: Option<u64>, is_output_seen: bool) -> Self {
        let is_wanted = io::stderr().is_terminal() && !is_output_seen;
        Self {
            terminal: is_wanted.then(Term::stderr),
            length,
            begun: Instant::now(),
            drawn: None,
        }
    }

    /// Shows how far the work is after a block.
    pub(super) fn show(&mut self, block: &Block, stop: &Stop) {
        let elapsed = self.begun.elapsed();
        let is_fresh = (self.drawn).is_some_and(|drawn| drawn.elapsed() < REDRAW_AFTER);
        let Some(terminal) = &self.terminal else {
            return;
        };
        if elapsed < SHOW_AFTER || is_fresh {
            return;
        }
        let (assessed, failed) = stop.counts();
        let line = line(block.position, self.length, elapsed, (assessed, failed));
        // The work continues where its progress cannot be shown.
        _ = terminal
            .clear_line()
            .and_then(|()| terminal.write_str(&line));
        self.drawn = Some(Instant::now());
    }

    /// Removes the line.
    pub(super) fn end(&self) {
        if let (Some(terminal), Some(_)) = (&self.terminal, self.drawn) {
            _ = terminal.clear_line();
        }
    }
}

/// "12.5 of 50.0 MB, 1000 records/s, 3 failed, 30 s left".
#[expect(
    clippy::cast_precision_loss,
    reason = "numbers on a screen are rounded anyway"
)]
fn line(
    position: u64,
    length: Option<u64>,
    elapsed: Duration,
    (assessed, failed): (u64, u64),
) -> String {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let seconds = elapsed.as_secs_f64();
    let rate = (assessed + failed) as f64 / seconds;
    let records = format!("{rate:.0} records/s, {failed} failed");
    let done = megabytes(position);
    match length.filter(|_| position > 0) {
        Some(length) => {
            let all = megabytes(length);
            let left = seconds * (all - done).max(0.0) / done;
            format!("{done:.1} of {all:.1} MB, {records}, {left:.0} s left")
        }
        None => format!("{done:.1} MB, {records}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_how_fast_and_how_long_still() {
        let elapsed = Duration::from_secs(10);
        let known = line(12_500_000, Some(50_000_000), elapsed, (9_997, 3));
        assert_eq!(
            known,
            "12.5 of 50.0 MB, 1000 records/s, 3 failed, 30 s left"
        );
        let unknown = line(12_500_000, None, elapsed, (9_997, 3));
        assert_eq!(unknown, "12.5 MB, 1000 records/s, 3 failed");
    }
}
