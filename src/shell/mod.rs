//! The only code that knows the terminal, colors, files, the environment and signals.

mod answers;
mod batch;
mod calendar;
mod cli;
mod completion;
mod explain;
mod failure;
mod fhir;
mod files;
mod input;
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
mod status;
mod template;
mod template_table;
mod unfinished;

use smp_suitability::assess::Table;

use self::cli::{Cli, Command};
pub(crate) use self::failure::Failure;
use self::files::pack;
pub(crate) use self::message::say;
pub(crate) use self::status::Status;

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
        Some(Command::Template(args)) => template::run(common, pack(common)?, args),
        Some(Command::Explain(args)) => explain::run(common, pack(common)?, args),
        Some(Command::Schema(args)) => schema::run(common, args),
        Some(Command::Fhir(args)) => fhir::run(common, pack(common)?, args),
        Some(Command::Rules(args)) => rules::run(common, args),
        Some(Command::Completions(args)) => completion::script(common, args),
        Some(Command::Man(args)) => manual::run(common, args),
        Some(Command::Complete(args)) => completion::answer(common, args),
    }
}
