//! How far long work is, on a terminal.

use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::source::Block;
use super::stop::Stop;

/// How long a run takes before it shows a bar.
const SHOW_AFTER: Duration = Duration::from_secs(1);

/// A bar that appears when work takes long.
pub(super) struct Progress {
    is_wanted: bool,
    length: Option<u64>,
    begun: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// For an input of a length, if it is known. There is no bar while results are printed on the screen.
    pub(super) fn new(length: Option<u64>, is_output_seen: bool) -> Self {
        Self {
            is_wanted: io::stderr().is_terminal() && !is_output_seen,
            length,
            begun: Instant::now(),
            bar: None,
        }
    }

    /// Shows how far the work is after a block.
    pub(super) fn show(&mut self, block: &Block, stop: &Stop) {
        if !self.is_wanted || self.begun.elapsed() < SHOW_AFTER {
            return;
        }
        let length = self.length;
        let bar = self.bar.get_or_insert_with(|| bar(length));
        let (assessed, failed) = stop.counts();
        let seconds = self.begun.elapsed().as_secs_f64();
        #[expect(
            clippy::cast_precision_loss,
            reason = "a rate on a screen is rounded anyway"
        )]
        let rate = (assessed + failed) as f64 / seconds;
        bar.set_position(block.position);
        bar.set_message(format!("{rate:.0} records/s, {failed} failed"));
    }

    /// Removes the bar.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(length: Option<u64>) -> ProgressBar {
    let (bar, template) = match length {
        Some(length) => (
            ProgressBar::new(length),
            "{wide_bar} {bytes} of {total_bytes}, {msg}, {eta} left",
        ),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes}, {msg}"),
    };
    let style = ProgressStyle::with_template(template);
    bar.with_style(style.expect("the template is a constant"))
}
