//! How a run ended.

use std::process::ExitCode;

/// How a run ended, apart from failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Done, with any verdict.
    Done,
    /// Done, and there is something to look at: failing cases, bad records, or `--fail-on` reached.
    Findings,
    /// The person stopped.
    Cancelled,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::SUCCESS,
            Status::Findings => Self::from(1),
            Status::Cancelled => Self::from(130),
        }
    }
}
