//! `smp rules show`: the pack as a document to read and sign.

use smp_suitability::{load, report};

use crate::shell::cli::{Common, DocumentFormat, ShowArgs};
use crate::shell::output::Output;
use crate::shell::{Failure, Status, files};

pub(super) fn run(common: &Common, args: &ShowArgs) -> Result<Status, Failure> {
    let folder = args.pack.folder.as_deref().or(common.rules.as_deref());
    let pack = load::pack(&files::pack_files(folder)?)?;
    let output = Output::new(common);
    match args.format {
        DocumentFormat::Text => output.write_lines(&report::show(&pack, output.width()))?,
        DocumentFormat::Markdown => output.write(&report::show_markdown(&pack))?,
    }
    Ok(Status::Done)
}
