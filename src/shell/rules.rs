//! `smp rules`: work on a pack.

use std::fmt::Write as _;

use smp_suitability::answers::Answers;
use smp_suitability::assess::Table;
use smp_suitability::diagnostic::visible;
use smp_suitability::load;
use smp_suitability::{space, verify, words};

use super::cli::{Common, PackArgs, RulesArgs, RulesCommand};
use super::output::Output;
use super::{Failure, Status, files, new};

pub(super) fn run(common: &Common, args: &RulesArgs) -> Result<Status, Failure> {
    match &args.command {
        RulesCommand::Check(args) => check(common, args),
        RulesCommand::Test(args) => test(common, args),
        RulesCommand::New(args) => new::run(common, args),
    }
}

/// Every problem that loading finds, and the proof that the score keeps to its scale.
fn check(common: &Common, args: &PackArgs) -> Result<Status, Failure> {
    let folder = args.folder.as_deref().or(common.rules.as_deref());
    let files = files::pack_files(folder)?;
    let pack = load::pack(&files)?;
    if load::has_cases(&files) {
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

/// Runs the cases of a pack and tells those that fail.
fn test(common: &Common, args: &PackArgs) -> Result<Status, Failure> {
    let folder = args.folder.as_deref().or(common.rules.as_deref());
    let files = files::pack_files(folder)?;
    let pack = load::pack(&files)?;
    let table = Table::new(&pack);
    let cases = load::cases(&table, &files)?;
    let mut report = String::new();
    let mut failing = 0;
    for case in &cases {
        let failures = verify::failures(&table, case);
        if failures.is_empty() {
            continue;
        }
        failing += 1;
        _ = writeln!(report, "case `{}`", case.id); // a `String` takes everything
        for failure in failures {
            _ = writeln!(report, "  {failure}");
        }
    }
    let passing = cases.len() - failing;
    let folder = visible(&files.folder);
    _ = writeln!(
        report,
        "{folder}: {passing} cases as expected, {failing} not"
    );
    match load::cases_left_out(&files)? {
        0 => {}
        left_out => {
            let cases = words::count(left_out, "case");
            _ = writeln!(
                report,
                "{cases} of the base left out, naming what this pack removes"
            );
        }
    }
    let experts = verify::agreement(&table, &cases);
    if experts.all > 0 {
        _ = writeln!(
            report,
            "experts: {} of {} agree, {} of {} undisputed",
            experts.agree, experts.all, experts.undisputed_agree, experts.undisputed
        );
    }
    Output::new(common).write(&report)?;
    Ok(if failing == 0 {
        Status::Done
    } else {
        Status::Findings
    })
}
