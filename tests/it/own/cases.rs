//! The cases of a pack that extends the built-in one.

use serde_json::{Value, json};
use smp_suitability::assess::Table;
use smp_suitability::load::{self, CASES_FILE};
use smp_suitability::pack::Verdict;

use super::{HEADER, QUESTIONS, RULES, base, files};

#[test]
fn cases_of_the_base_that_name_something_removed_are_left_out() {
    let question = "planned_transplant";
    let text = std::fs::read_to_string("rules/smp/suitability.json").unwrap();
    let rules: Value = serde_json::from_str(&text).unwrap();
    let naming: Vec<_> = (rules["rules"].as_array().unwrap().iter())
        .filter(|rule| rule.to_string().contains(question))
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    assert!(!naming.is_empty());
    let own = [
        (QUESTIONS, json!({ "remove": [question] }).to_string()),
        (RULES, json!({ "remove": naming }).to_string()),
    ];
    let files = files(&own.each_ref().map(|(name, text)| (*name, text.as_str())));
    let pack = load::pack(&files).unwrap();
    let cases = load::cases(&Table::new(&pack), &files).unwrap();
    let left_out = load::cases_left_out(&files).unwrap();
    let base = base();
    let all = load::cases(&Table::new(&base), &load::builtin()).unwrap();
    assert!(left_out > 0);
    assert_eq!(cases.len() + left_out, all.len());
    let text = std::fs::read_to_string("rules/smp/cases.json").unwrap();
    for case in &cases {
        assert!(text.contains(case.id.as_str()));
    }
}

#[test]
fn an_own_case_that_names_something_removed_is_not_left_out() {
    let question = "planned_transplant";
    let cases = json!({ "cases": [
        { "id": "own", "answers": { question: "no" }, "expect": { "verdict": "wait" } },
    ] });
    let own = [
        (QUESTIONS, json!({ "remove": [question] }).to_string()),
        (CASES_FILE, cases.to_string()),
    ];
    let [removed, cases] = own.each_ref().map(|(name, text)| (*name, text.as_str()));
    let left_out = |own: &[(&'static str, &str)]| load::cases_left_out(&files(own)).unwrap();
    assert_eq!(left_out(&[removed, cases]), left_out(&[removed]));
}

#[test]
fn a_case_of_the_base_can_be_changed_and_removed() {
    let cases =
        r#"{ "remove": ["ID1"], "cases": [{ "id": "ID2", "expect": { "verdict": "wait" } }] }"#;
    let base = base();
    let table = Table::new(&base);
    let all = load::cases(&table, &load::builtin()).unwrap();
    let cases = cases.replace("ID1", &all[0].id).replace("ID2", &all[1].id);
    let own = load::cases(&table, &files(&[(CASES_FILE, &cases)])).unwrap();
    assert_eq!(own.len(), all.len() - 1);
    assert_eq!(own[0].id, all[1].id);
    assert_eq!(own[0].expect.verdict, Verdict::Wait);
    assert_eq!(own[0].expect.findings, all[1].expect.findings);
}

#[test]
fn only_cases_that_name_the_removed_option_of_its_question_are_left_out() {
    let (question, option) = ("transplant_time", "over_12_months"); // other questions have such an option
    let own = json!({ "questions": [{ "id": question, "remove": [option] }] }).to_string();
    let left_out = load::cases_left_out(&files(&[(QUESTIONS, &own)])).unwrap();
    let text = std::fs::read_to_string("rules/smp/cases.json").unwrap();
    let cases: Value = serde_json::from_str(&text).unwrap();
    let answers = cases["cases"].as_array().unwrap().iter();
    let naming = answers.filter(|case| case["answers"][question] == option);
    assert_eq!(left_out, naming.count());
    assert!(left_out > 0);
}

#[test]
fn a_pack_has_cases_if_it_or_its_base_has_some() {
    let whole = (HEADER, r#"{ "id": "own", "version": "1" }"#);
    assert!(load::has_cases(&load::builtin()));
    assert!(load::has_cases(&files(&[])));
    assert!(load::has_cases(&files(&[whole, (CASES_FILE, "{}")])));
    assert!(!load::has_cases(&files(&[whole])));
}
