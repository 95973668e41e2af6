//! `smp rules`: work on a pack.

mod diff;
mod show;
mod test;

use smp_suitability::assess::Table;
use smp_suitability::load;
use smp_suitability::verify;

use super::cli::{CheckArgs, Common, Format, RulesArgs, RulesCommand};
use super::output::Output;
use super::{Failure, Status, files, new};

pub(super) fn run(common: &Common, args: &RulesArgs) -> Result<Status, Failure> {
    match &args.command {
        RulesCommand::Check(args) => check(common, args),
        RulesCommand::Test(args) => test::run(common, args),
        RulesCommand::Diff(args) => diff::run(common, args),
        RulesCommand::Show(args) => show::run(common, args),
        RulesCommand::New(args) => new::run(common, args),
    }
}

/// Proves every property and every law of a pack, or shows who breaks it.
fn check(common: &Common, args: &CheckArgs) -> Result<Status, Failure> {
    let folder = args.pack.folder.as_deref().or(common.rules.as_deref());
    let files = files::pack_files(folder)?;
    let pack = load::pack(&files)?;
    let table = Table::new(&pack);
    if load::has_cases(&files) {
        load::cases(&table, &files)?; // a pack may do without
    }
    verify::tractable(&pack, &files.folder)?;
    let mut checked = verify::check(&table, &files);
    let strays = folder.map(|folder| files::unread_files(folder, &files).strays);
    checked.add_warnings(strays.unwrap_or_default());
    if let Some(day) = args.on {
        checked.add_overdue_review(&pack, &files, day);
    }
    let aid = args
        .decision_aid
        .then(|| verify::DecisionAidCheck::new(&pack, &files));
    let report = match args.format {
        Format::Text => verify::check_text(&table, &checked, aid.as_ref()),
        Format::Json => verify::check_json(&table, &checked, aid.as_ref()),
    };
    Output::new(common).write(&report)?;
    let is_aid = aid.is_none_or(|aid| aid.holds());
    Ok(if checked.holds() && is_aid {
        Status::Done
    } else {
        Status::Findings
    })
}
