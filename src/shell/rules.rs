//! `smp rules`: work on a pack.

use std::fmt::Write as _;
use std::time::Instant;

use smp_suitability::assess::Table;
use smp_suitability::diagnostic::visible;
use smp_suitability::load;
use smp_suitability::{verify, words};

use super::cli::{CheckArgs, Common, Format, PackArgs, RulesArgs, RulesCommand};
use super::output::Output;
use super::{Failure, Status, files, new};

pub(super) fn run(common: &Common, args: &RulesArgs) -> Result<Status, Failure> {
    match &args.command {
        RulesCommand::Check(args) => check(common, args),
        RulesCommand::Test(args) => test(common, args),
        RulesCommand::New(args) => new::run(common, args),
    }
}

/// Proves every property and every law of a pack, or shows who breaks it.
fn check(common: &Common, args: &CheckArgs) -> Result<Status, Failure> {
    let start = Instant::now();
    let folder = args.pack.folder.as_deref().or(common.rules.as_deref());
    let files = files::pack_files(folder)?;
    let pack = load::pack(&files)?;
    let table = Table::new(&pack);
    if load::has_cases(&files) {
        load::cases(&table, &files)?; // a pack may do without
    }
    verify::tractable(&pack, &files.folder)?;
    let checked = verify::check(&table, &files);
    let report = match args.format {
        Format::Text => {
            let took = start.elapsed().as_secs_f64();
            verify::check_text(&table, &checked, &format!("{took:.1} s"))
        }
        Format::Json => verify::check_json(&table, &checked),
    };
    Output::new(common).write(&report)?;
    Ok(if checked.holds() {
        Status::Done
    } else {
        Status::Findings
    })
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
