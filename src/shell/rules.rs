//! `smp rules`: work on a pack.

mod diff;
mod show;
mod test;

use smp_suitability::answers::Answers;
use smp_suitability::assess::Table;
use smp_suitability::diagnostic::visible;
use smp_suitability::load::{self, CASES_FILE};
use smp_suitability::{space, verify, words};

use super::cli::{Common, PackArgs, RulesArgs, RulesCommand};
use super::output::Output;
use super::{Failure, Status, files};

pub(super) fn run(common: &Common, args: &RulesArgs) -> Result<Status, Failure> {
    match &args.command {
        RulesCommand::Check(args) => check(common, args),
        RulesCommand::Test(args) => test::run(common, args),
        RulesCommand::Diff(args) => diff::run(common, args),
        RulesCommand::Show(args) => show::run(common, args),
    }
}

/// Every problem that loading finds, and the proof that the score keeps to its scale.
fn check(common: &Common, args: &PackArgs) -> Result<Status, Failure> {
    let folder = args.folder.as_deref().or(common.rules.as_deref());
    let files = files::pack_files(folder)?;
    let pack = load::pack(&files)?;
    if files.files.iter().any(|(name, _)| *name == CASES_FILE) {
        load::cases(&Table::new(&pack), &files)?; // a pack may do without
    }
    verify::score(&pack, &files.folder)?;
    let sets = space::answer_sets(&pack, &Answers::blank(&pack));
    let sets = sets.map_or("over 2^128".to_owned(), words::number);
    let summary = format!(
        "{}: {} questions, {} rules, {} sources and {} claims; no problem found\n\
         The score stays from 0 to 100 over all {sets} sets of answers.\n",
        visible(&files.folder),
        pack.questions.len(),
        pack.rules.len(),
        pack.sources.len(),
        pack.claims.len(),
    );
    Output::new(common).write(&summary)?;
    Ok(Status::Done)
}
