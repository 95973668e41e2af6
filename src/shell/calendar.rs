//! `smp calendar`: the plan as a file for calendar programs.

use smp_suitability::assess::{Table, assess};
use smp_suitability::load::{AnswersInput, Strictness};
use smp_suitability::report;

use super::answers::read_answers;
use super::cli::{CalendarArgs, Common};
use super::input::{self, ReadAs};
use super::output::Output;
use super::{Failure, Status};

pub(super) fn run(common: &Common, table: &Table, args: &CalendarArgs) -> Result<Status, Failure> {
    let (name, bytes) = input::read(&args.file, ReadAs::default())?;
    let input = AnswersInput {
        file: Some((&name, &bytes)),
        sets: &args.sets,
    };
    let answers = read_answers(table, input, Strictness::Lenient)?;
    let assessment = assess(table, &answers);
    Output::new(common).write(&report::calendar(&assessment, args.start))?;
    Ok(Status::Done)
}
