//! The only code that knows the terminal, colors, files, the environment, signals and the clock.

mod answers;
mod batch;
mod calendar;
mod cli;
mod clock;
mod completion;
mod explain;
mod failure;
mod fhir;
mod files;
mod form;
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

use chrono::NaiveDate;
use smp_suitability::assess::Table;
use smp_suitability::pack::Country;

use self::cli::{Cli, Command, Common};
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
        None => {
            let result = &cli.interview.result;
            let table = table(common, result.country.as_ref(), result.on)?;
            result::of_interview(common, &table, &cli.interview)
        }
        Some(Command::Assess(args)) => refusal::in_form(&args.result, || {
            let table = table(common, args.result.country.as_ref(), args.result.on)?;
            result::of_file(common, &table, args)
        }),
        Some(Command::Batch(args)) => batch::run(common, pack(common)?, args),
        Some(Command::Calendar(args)) => calendar::run(
            common,
            &table(common, args.country.as_ref(), args.on)?,
            args,
        ),
        Some(Command::Sheet(args)) => sheet::run(
            common,
            &table(common, args.country.as_ref(), args.on)?,
            args,
        ),
        Some(Command::Form(args)) => form::run(common, args),
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

/// The pack that the command line names, compiled for one person in a country, and for a day or today.
fn table(
    common: &Common,
    country: Option<&Country>,
    on: Option<NaiveDate>,
) -> Result<Table<'static>, Failure> {
    let pack = pack(common)?;
    let table = match country {
        Some(country) => Table::new_in(pack, country),
        None => Table::new(pack),
    };
    Ok(table.on(clock::day(on)))
}
