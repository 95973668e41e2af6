//! `smp sheet`: a letter to a doctor, the consult sheet, the check before a visit, the card of warning signs.

use std::io::{self, Write as _};

use smp_suitability::assess::{Assessment, Table, assess};
use smp_suitability::load::{AnswersInput, Strictness};
use smp_suitability::pack::Verdict;
use smp_suitability::report::{self, Filled, SheetKind, verdict_name};

use super::answers::read_answers;
use super::cli::{Common, ReadAs, SheetArgs, SheetFormat, SheetName};
use super::input;
use super::output::Output;
use super::{Failure, Status};

pub(super) fn run(common: &Common, table: &Table, args: &SheetArgs) -> Result<Status, Failure> {
    let kind = match args.kind {
        SheetName::Letter => SheetKind::Letter,
        SheetName::Consult => SheetKind::Consult,
        SheetName::Visit => SheetKind::Visit,
        SheetName::Card => SheetKind::Card,
    };
    let has_answers = args.file.is_some() || !args.sets.is_empty();
    if kind == SheetKind::Letter && !has_answers {
        return Err(Failure::Fixable {
            message: "a letter is made from a person's answers".to_owned(),
            help: "name an answers file, such as `smp sheet letter me.json`".to_owned(),
        });
    }
    let file = args
        .file
        .as_deref()
        .map(|path| input::read(path, ReadAs::default()))
        .transpose()?;
    let input = AnswersInput {
        file: file
            .as_ref()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
        sets: &args.sets,
    };
    let answers = read_answers(table, input, Strictness::Lenient)?;
    let assessment = assess(table, &answers);
    let filled = if has_answers {
        Filled::InFor
    } else {
        Filled::ByHand
    };
    let sheets = report::sheets(kind, table, &assessment, filled).ok_or_else(|| {
        let id = &table.pack().id;
        Failure::Fixable {
            message: format!("the pack `{id}` has no texts for this sheet"),
            help: format!("add `{}` to its guide.json", kind.key()),
        }
    })?;
    if sheets.is_empty() {
        // Who reads the message may have left; the exit code says that nothing went wrong.
        _ = writeln!(io::stderr(), "{}", no_letter(&assessment));
        return Ok(Status::Done);
    }
    let output = Output::new(common);
    match args.format {
        SheetFormat::Html => output.write(&sheets.html())?,
        SheetFormat::Text => output.write_lines(&sheets.text(output.width()))?,
        SheetFormat::Markdown => output.write(&sheets.markdown())?,
    }
    Ok(Status::Done)
}

/// Why there is no letter, and what else the result asks for.
fn no_letter(assessment: &Assessment) -> String {
    let mut told =
        "No letter: nothing in these answers waits for a doctor's written approval.".to_owned();
    if assessment.verdict >= Verdict::SeeDoctorFirst {
        let verdict = verdict_name(assessment.verdict);
        told += " The result is “";
        told += verdict;
        told += "” all the same; `smp assess` shows why.";
    }
    if assessment.is_so_far() {
        told += " Some safety questions are not answered yet. An answer may call for a letter.";
    }
    told
}
