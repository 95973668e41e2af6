//! `smp calendar`: the plan as a file for calendar programs.

use smp_suitability::assess::{Table, assess, assess_in};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::report;

use super::cli::{CalendarArgs, Common};
use super::output::Output;
use super::{Failure, Status, files};

pub(super) fn run(common: &Common, table: &Table, args: &CalendarArgs) -> Result<Status, Failure> {
    let (name, bytes) = files::read(&args.file)?;
    let input = AnswersInput {
        file: Some((&name, &bytes)),
        sets: &args.sets,
    };
    let answers = load::answers(table, input)?;
    let assessment = match &args.country {
        Some(country) => assess_in(table, &answers, country),
        None => assess(table, &answers),
    };
    Output::new(common).write(&report::calendar(&assessment, args.start))?;
    Ok(Status::Done)
}
