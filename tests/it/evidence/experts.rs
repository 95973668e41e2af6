//! The built-in pack beside the views of experts.

use smp_suitability::assess::{Assessment, Table, assess};
use smp_suitability::case::Case;
use smp_suitability::load;
use smp_suitability::pack::Verdict;
use smp_suitability::verify;

use super::{cases, pack};

/// The cases with an expert's view, each with what the pack makes of it.
fn with_experts(check: impl Fn(&Case, &Assessment)) -> usize {
    let pack = pack();
    let table = Table::new(&pack);
    let cases = cases(&table);
    let cases = cases.iter().filter(|case| case.expert.is_some());
    cases
        .map(|case| check(case, &assess(&table, &case.answers)))
        .count()
}

#[test]
fn a_person_whom_an_expert_stops_is_never_plain_suitable() {
    let pack = pack();
    let table = Table::new(&pack);
    let cases = cases(&table);
    let stopped =
        |case: &&Case| (case.expert.as_ref()).is_some_and(|expert| expert.verdict.is_stop());
    let stopped: Vec<_> = cases.iter().filter(stopped).collect();
    for case in &stopped {
        for answers in [
            case.answers.clone(),
            verify::filled_in(&table, &case.answers),
        ] {
            assert_ne!(
                assess(&table, &answers).verdict,
                Verdict::Suitable,
                "{}",
                case.id
            );
        }
    }
    assert_eq!(stopped.len(), 31);
}

#[test]
fn the_pack_agrees_with_the_experts_in_one_of_the_readings_that_it_records() {
    let pack = pack();
    let table = Table::new(&pack);
    let agreement = verify::agreement(&table, &cases(&table));
    let (all, undisputed) = (agreement.all, agreement.undisputed);
    assert_eq!((all.cases, undisputed.cases), (62, 35));
    assert!(all.agree_in_a_reading >= 57, "{all:?}");
    assert_eq!(undisputed.agree_in_a_reading, 35);
}

/// Run with `--nocapture` to read the table.
#[test]
#[expect(
    clippy::print_stdout,
    reason = "the table is for the reader of a test run"
)]
fn a_difference_from_an_expert_is_argued() {
    println!("| case | expert | the pack | |\n|---|---|---|---|");
    with_experts(|case, assessment| {
        let expert = case.expert.as_ref().unwrap();
        let also: Vec<_> = expert.also.iter().map(|also| also.id()).collect();
        let disputed = if expert.disputed { " (disputed)" } else { "" };
        let also = if also.is_empty() {
            String::new()
        } else {
            format!(" or {}", also.join(" or "))
        };
        let expected = format!("{}{also}{disputed}", expert.verdict.id());
        let why = expert.differs.as_deref().unwrap_or("agrees");
        println!(
            "| {} | {expected} | {} | {why} |",
            expert.case,
            assessment.verdict.id()
        );
        assert_eq!(
            verify::agrees(expert, assessment),
            expert.differs.is_none(),
            "{}",
            case.id
        );
    });
}

/// What fails when the built-in pack runs one case with an expert's view.
fn failures_beside(expert: &str) -> Vec<String> {
    let pack = pack();
    let table = Table::new(&pack);
    let case = r#"{ "cases": [{ "id": "a", "answers": { "skin": ["keloid"] }, "expect": { "verdict": "see_doctor_first" }, "expert": EXPERT }] }"#;
    let mut files = load::builtin();
    for (name, bytes) in &mut files.files {
        if *name == load::CASES_FILE {
            *bytes = case.replace("EXPERT", expert).into_bytes().into();
        }
    }
    let cases = load::cases(&table, &files).unwrap();
    verify::failures(&table, &cases[0])
}

#[test]
fn a_difference_needs_a_reason_and_a_reason_needs_a_difference() {
    let fails = |expert| failures_beside(expert).len();
    assert_eq!(
        fails(r#"{ "case": "E", "verdict": "see_doctor_first" }"#),
        0
    );
    assert_eq!(
        fails(r#"{ "case": "E", "verdict": "wait", "also": ["see_doctor_first"] }"#),
        0
    );
    assert_eq!(
        fails(r#"{ "case": "E", "verdict": "wait", "differs": "Because." }"#),
        0
    );
    assert_eq!(fails(r#"{ "case": "E", "verdict": "wait" }"#), 1);
    assert_eq!(
        fails(r#"{ "case": "E", "verdict": "see_doctor_first", "differs": "Because." }"#),
        1
    );
}
