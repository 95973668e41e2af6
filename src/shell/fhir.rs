//! `smp fhir`: questions, codes and answers for systems that speak HL7 FHIR R4.

use smp_suitability::assess::Table;
use smp_suitability::fhir::{FormLayout, TooManyGroups};
use smp_suitability::load::{AnswersInput, Strictness};
use smp_suitability::pack::Pack;
use smp_suitability::report;

use super::answers::read_answers;
use super::cli::{Common, FhirArgs, FhirCommand, ReadAs, ResponseArgs};
use super::clock;
use super::input;
use super::output::Output;
use super::{Failure, Status};

pub(super) fn run(common: &Common, pack: &Pack, args: &FhirArgs) -> Result<Status, Failure> {
    let text = match &args.command {
        FhirCommand::Questionnaire => report::questionnaire(&form(pack)?),
        FhirCommand::CodeSystem => report::code_system(pack),
        FhirCommand::Response(args) => response(pack, args)?,
    };
    Output::new(common).write(&text)?;
    Ok(Status::Done)
}

fn response(pack: &Pack, args: &ResponseArgs) -> Result<String, Failure> {
    let form = form(pack)?;
    let table = Table::new(pack).on(clock::day(None));
    let (name, bytes) = input::read(&args.file, ReadAs::default())?;
    let input = AnswersInput {
        file: Some((&name, &bytes)),
        sets: &args.sets,
    };
    let answers = read_answers(&table, input, Strictness::Lenient)?;
    Ok(report::response(&table, &form, &answers))
}

/// The pack as a form.
pub(super) fn form(pack: &Pack) -> Result<FormLayout<'_>, Failure> {
    FormLayout::new(pack).map_err(|TooManyGroups { question }| Failure::Fixable {
        message: format!(
            "the condition of `{question}` needs more groups than a FHIR form can nest"
        ),
        help: "let its `when` name fewer questions at once, or fewer alternatives".to_owned(),
    })
}
