//! The only code that knows the terminal, colors, files, the environment and signals.

mod batch;
mod calendar;
mod cli;
mod completion;
mod explain;
mod failure;
mod fhir;
mod files;
mod interview;
mod manual;
mod message;
mod new;
mod output;
mod paint;
mod refusal;
mod result;
mod rules;
mod schema;
mod sheet;
mod spoken;
mod template;
mod unfinished;

use std::process::ExitCode;

use smp_suitability::assess::Table;
use smp_suitability::pack::Pack;
use smp_suitability::{load, verify};

use self::cli::{Cli, Command, Common};
pub(crate) use self::failure::Failure;
pub(crate) use self::message::say;

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

/// Does what the command line asks for.
///
/// # Errors
/// Whatever kept it from being done: unreadable or invalid input, no terminal, answers that ended early.
pub(crate) fn run() -> Result<Status, Failure> {
    let cli = Cli::read();
    let common = &cli.common;
    match &cli.command {
        None => result::of_interview(common, &Table::new(pack(common)?), &cli.interview),
        Some(Command::Assess(args)) => refusal::in_form(&args.result, || {
            result::of_file(common, &Table::new(pack(common)?), args)
        }),
        Some(Command::Batch(args)) => batch::run(common, pack(common)?, args),
        Some(Command::Calendar(args)) => calendar::run(common, &Table::new(pack(common)?), args),
        Some(Command::Sheet(args)) => sheet::run(common, &Table::new(pack(common)?), args),
        Some(Command::Template) => template::run(common, pack(common)?),
        Some(Command::Explain(args)) => explain::run(common, pack(common)?, args),
        Some(Command::Schema(args)) => schema::run(common, args),
        Some(Command::Fhir(args)) => fhir::run(common, pack(common)?, args),
        Some(Command::Rules(args)) => rules::run(common, args),
        Some(Command::Completions(args)) => completion::script(common, args),
        Some(Command::Man(args)) => manual::run(common, args),
        Some(Command::Complete(args)) => completion::answer(common, args),
    }
}

/// The pack that the command line names.
///
/// The built-in pack's score is proved by a test; that of another pack is proved now.
/// It stays until the process ends: taking it apart piece by piece would only cost time.
fn pack(common: &Common) -> Result<&'static Pack, Failure> {
    let folder = common.rules.as_deref();
    let files = files::pack_files(folder)?;
    let pack = load::pack(&files)?;
    if folder.is_some() {
        verify::score(&pack, &files.folder)?;
    }
    Ok(Box::leak(Box::new(pack)))
}
