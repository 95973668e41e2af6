//! `smp schema`: JSON Schemas of everything that is read or printed.

use smp_suitability::load::{self, PackKind};
use smp_suitability::report;

use super::cli::{Common, SchemaArgs, SchemaCommand};
use super::files::pack;
use super::output::Output;
use super::{Failure, Status};

pub(super) fn run(common: &Common, args: &SchemaArgs) -> Result<Status, Failure> {
    let output = Output::new(common);
    let schema = match &args.command {
        SchemaCommand::Pack { file, extending } => {
            let kind = if *extending {
                PackKind::Extending
            } else {
                PackKind::Whole
            };
            let of_file = file
                .as_deref()
                .and_then(|file| load::file_schema(file, kind));
            of_file.unwrap_or_else(|| load::pack_schema(kind))
        }
        SchemaCommand::Answers { any_pack: true } => load::answers_schema(None),
        SchemaCommand::Answers { any_pack: false } => load::answers_schema(Some(pack(common)?)),
        SchemaCommand::Assessment => {
            output.write(report::ASSESSMENT_SCHEMA)?;
            return Ok(Status::Done);
        }
    };
    let text = format!("{schema:#}\n");
    output.write(&report::sanitized_json(&text))?;
    Ok(Status::Done)
}
