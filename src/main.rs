//! `smp`: arguments in, exit code out.

use std::process::ExitCode;

mod shell;

fn main() -> ExitCode {
    match shell::run() {
        Ok(status) => status.into(),
        // `… | head` closed the pipe: that is how pipes end, not a failure.
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            shell::say(&failure.to_string());
            ExitCode::from(2)
        }
    }
}
