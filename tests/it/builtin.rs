//! The built-in pack is sound and does what its cases say.

use smp_suitability::assess::Table;
use smp_suitability::{load, verify};

#[test]
fn the_built_in_pack_loads_without_a_problem() {
    if let Err(problems) = load::pack(&load::builtin()) {
        let lines: Vec<_> = (problems.diagnostics().iter())
            .map(ToString::to_string)
            .collect();
        panic!("{}", lines.join("\n"));
    }
}

#[test]
fn every_case_of_the_built_in_pack_gives_what_it_must() {
    let pack = load::pack(&load::builtin()).unwrap();
    let table = Table::new(&pack);
    let cases = load::cases(&table, &load::builtin()).unwrap();
    let failing: Vec<_> = cases
        .iter()
        .map(|case| (&case.id, verify::failures(&table, case)))
        .filter(|(_, failures)| !failures.is_empty())
        .collect();
    assert!(cases.len() >= 30, "{} cases", cases.len());
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn the_score_of_the_built_in_pack_stays_from_0_to_100() {
    let pack = load::pack(&load::builtin()).unwrap();
    assert_eq!(verify::score(&pack, "built-in"), Ok(()));
}
