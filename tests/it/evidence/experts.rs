//! The built-in pack beside the views of experts.

use smp_suitability::assess::{Assessment, Table, assess};
use smp_suitability::case::Case;
use smp_suitability::load;
use smp_suitability::pack::Verdict;
use smp_suitability::verify;

use super::{cases, pack};

/// Experts whom medical sources overrule: totalis is a caution at most (D32), and a heart valve problem is
/// advised against (D31).
const OVERRULED: [&str; 2] = ["HV048", "HV082"];

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
fn what_an_expert_stops_is_never_plain_suitable() {
    let count = with_experts(|case, assessment| {
        if case.expert.as_ref().unwrap().verdict.is_stop() {
            assert_ne!(assessment.verdict, Verdict::Suitable, "{}", case.id);
        }
    });
    assert_eq!(count, 62);
}

#[test]
fn the_pack_agrees_with_nine_of_ten_experts_where_they_agree() {
    let pack = pack();
    let table = Table::new(&pack);
    let cases = cases(&table);
    let agreement = verify::agreement(&table, &cases);
    assert_eq!((agreement.all, agreement.undisputed), (62, 35));
    let undisputed = cases.iter().filter_map(|case| case.expert.as_ref());
    let undisputed = undisputed.filter(|expert| !expert.disputed);
    let decided = undisputed.filter(|expert| OVERRULED.contains(&expert.case.as_str()));
    assert_eq!(decided.count(), OVERRULED.len());
    let left = agreement.undisputed - OVERRULED.len();
    assert!(10 * agreement.undisputed_agree >= 9 * left, "{agreement:?}");
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
