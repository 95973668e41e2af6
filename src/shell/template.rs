//! `smp template`: a blank answers file, and its options.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use smp_suitability::pack::{Answer, Answers, Kind, Pack};
use smp_suitability::report;

use super::cli::{Common, TemplateArgs, TemplateFormat};
use super::output::Output;
use super::{Failure, Status, template_table};

pub(super) fn run(common: &Common, pack: &Pack, args: &TemplateArgs) -> Result<Status, Failure> {
    let output = Output::new(common);
    match args.to {
        TemplateFormat::Json => {}
        TemplateFormat::Csv => {
            output.write(&template_table::csv(pack))?;
            return Ok(Status::Done);
        }
        TemplateFormat::Xlsx => {
            output.check_for_workbook()?;
            let workbook = template_table::xlsx(pack).map_err(|error| {
                let error = io::Error::other(error.to_string());
                Failure::Io("make the workbook".to_owned(), error)
            })?;
            output.write_bytes(&workbook)?;
            return Ok(Status::Done);
        }
    }
    let mut answers = Answers::blank(pack);
    for (question, _) in pack.numbered_questions() {
        answers.set(question, Answer::NotSure);
    }
    output.write(&report::answers_file(pack, &answers))?;
    // The options only help to fill it in; a closed standard error must not fail the command.
    _ = io::stderr().write_all(options(pack).as_bytes());
    Ok(Status::Done)
}

/// Every question with the options that its answer may have.
fn options(pack: &Pack) -> String {
    let mut text = String::from(
        "Replace `null` by an option in quotes, or leave it where you are not sure.\n\
         A list takes any number of options; `[]` means none of these.\n",
    );
    for question in &pack.questions {
        let ids: Vec<_> = (question.options.iter())
            .map(|option| option.id.as_str())
            .collect();
        let shape = match question.kind {
            Kind::One => "one of",
            Kind::Many => "list of",
        };
        let numbers = question.numbers();
        let numbers = match (numbers, question.since) {
            (Some(all), _) => format!("; or a whole number ({all})"),
            (None, Some(_)) => "; or a date, such as 2026-03-14 or 2026-03".to_owned(),
            (None, None) => String::new(),
        };
        _ = write!(
            text,
            "\n{}\n  {shape}: {}{numbers}\n",
            question.id,
            ids.join(", ")
        );
    }
    text
}
