//! `smp rules test`: the pack's own cases, what they reach, and what they would not notice.

use std::fmt::Write as _;

use smp_suitability::assess::Table;
use smp_suitability::case::Case;
use smp_suitability::diagnostic::escape_untrusted;
use smp_suitability::load;
use smp_suitability::pack::Pack;
use smp_suitability::verify::{self, Coverage, Mutation};
use smp_suitability::words::{all_of, count, number};

use crate::shell::cli::{Common, TestArgs};
use crate::shell::output::Output;
use crate::shell::{Failure, Status, files};

/// Runs the cases of a pack, reports those that fail, then prints what else was asked for.
pub(super) fn run(common: &Common, args: &TestArgs) -> Result<Status, Failure> {
    let folder = args.pack.folder.as_deref().or(common.rules.as_deref());
    let files = files::pack_files(folder)?;
    let pack = &load::pack(&files)?;
    let table = &Table::new(pack);
    let cases = load::cases(table, &files)?;
    let too_entangled = |error| verify::too_entangled(&files.folder, &error);
    let mut report = String::new();
    let failing = write_failing(&mut report, table, &cases);
    let passing = cases.len() - failing;
    let shown = escape_untrusted(&files.folder);
    _ = writeln!(
        report,
        "{shown}: {passing} cases as expected, {failing} not"
    );
    let left_out = load::cases_left_out(&files)?;
    if left_out > 0 {
        let cases = count(left_out, "case");
        _ = writeln!(
            report,
            "{cases} of the base left out, naming what this pack removes"
        );
    }
    write_agreement(&mut report, table, &cases);
    let coverage = verify::coverage(table, &cases);
    write_coverage(&mut report, pack, &coverage);
    let mutation = args
        .mutate
        .then(|| verify::mutation(pack, &cases))
        .transpose()
        .map_err(too_entangled)?;
    if let Some(mutation) = &mutation {
        write_mutation(&mut report, pack, mutation);
    }
    if args.suggest {
        let suggestions = verify::suggestions(pack, &coverage, mutation.as_ref());
        write_suggestions(&mut report, pack, &suggestions.map_err(too_entangled)?);
    }
    Output::new(common).write(&report)?;
    Ok(if failing == 0 {
        Status::Done
    } else {
        Status::Findings
    })
}

// A `String` takes everything, so the results of writing to one are passed over.

fn write_failing(report: &mut String, table: &Table, cases: &[Case]) -> usize {
    let mut failing = 0;
    for case in cases {
        let failures = verify::failures(table, case);
        if failures.is_empty() {
            continue;
        }
        failing += 1;
        _ = writeln!(report, "case `{}`", case.id);
        for failure in failures {
            _ = writeln!(report, "  {failure}");
        }
    }
    failing
}

fn write_agreement(report: &mut String, table: &Table, cases: &[Case]) {
    let experts = verify::agreement(table, cases);
    let (all, undisputed) = (experts.all, experts.undisputed);
    if all.cases > 0 {
        _ = writeln!(
            report,
            "experts: {} of {} agree, {} of {} undisputed",
            all.agree, all.cases, undisputed.agree, undisputed.cases
        );
        _ = writeln!(
            report,
            "  with both readings of each dispute, and open answers as in the baseline: {} of {}, {} of {} undisputed",
            all.agree_in_a_reading, all.cases, undisputed.agree_in_a_reading, undisputed.cases
        );
    }
}

fn write_coverage(report: &mut String, pack: &Pack, Coverage(covers): &Coverage) {
    let reached: Vec<_> = covers
        .iter()
        .map(|cover| {
            let reached = cover.all - cover.missing.len();
            format!("{reached} of {} {}", cover.all, cover.what)
        })
        .collect();
    _ = writeln!(report, "reached: {}", all_of(&reached));
    for thing in covers.iter().flat_map(|cover| &cover.missing) {
        _ = writeln!(report, "  not reached: {}", thing.name(pack));
    }
}

fn write_mutation(report: &mut String, pack: &Pack, mutation: &Mutation) {
    let [caught, matter, harmless] = [mutation.caught, mutation.matter(), mutation.harmless.len()]
        .map(|count| number(count as u128));
    _ = writeln!(
        report,
        "mutants: {caught} of {matter} caught ({} %); {harmless} more change no one's result",
        mutation.caught_percent()
    );
    for (mutant, _) in &mutation.survivors {
        _ = writeln!(report, "  not caught: {}", mutant.name(pack));
    }
}

fn write_suggestions(report: &mut String, pack: &Pack, suggestions: &[verify::Suggestion]) {
    if suggestions.is_empty() {
        _ = writeln!(report, "No case is missing.");
        return;
    }
    _ = writeln!(
        report,
        "\nCases to add to cases.json; fill in what each must give, from your sources:"
    );
    let cases = suggestions
        .iter()
        .zip(1..)
        .map(|(suggestion, number)| format!("  {}", suggestion.json(pack, number)));
    _ = writeln!(report, "{}", cases.collect::<Vec<_>>().join(",\n"));
}
