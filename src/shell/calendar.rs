//! `smp calendar`: the plan as a file for calendar programs.

use smp_suitability::assess::{Table, assess};
use smp_suitability::load::{AnswersInput, Strictness};
use smp_suitability::report;

use super::answers::read_answers;
use super::cli::{CalendarArgs, Common, ReadAs};
use super::input;
use super::output::Output;
use super::{Failure, Status, message};

pub(super) fn run(common: &Common, table: &Table, args: &CalendarArgs) -> Result<Status, Failure> {
    let (name, bytes) = input::read(&args.file, ReadAs::default())?;
    let input = AnswersInput {
        file: Some((&name, &bytes)),
        sets: &args.sets,
    };
    let mut answers = read_answers(table, input, Strictness::Lenient)?;
    if args.id.is_some() {
        answers.id.clone_from(&args.id);
    }
    let assessment = assess(table, &answers);
    let calendar = report::calendar(&assessment, args.start, args.sequence);
    Output::new(common).write(&calendar)?;
    if answers.id.is_none() {
        message::say(
            "These answers have no `id`, so a calendar made from other answers adds its events to \
             these and does not replace them. Add an `id` to the file, or use `--id`.",
        );
    }
    Ok(Status::Done)
}
