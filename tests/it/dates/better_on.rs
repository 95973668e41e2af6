//! The first day on which dates make a result better, held against trying every day.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use smp_suitability::assess::{Assessment, Table, assess};
use smp_suitability::pack::Verdict;
use smp_suitability::report::{json, text};
use smp_suitability::space::Insight;

use super::{day, read};
use crate::report::{IDEAL, pack};

const TODAY: &str = "2026-11-30";

/// An ideal candidate but for these answers.
fn person(changes: &Value) -> String {
    let mut answers: Value = serde_json::from_str(IDEAL).unwrap();
    for (key, value) in changes.as_object().unwrap() {
        answers[key] = value.clone();
    }
    answers.to_string()
}

/// People with dates; some get better in one step, some in several or never.
fn people() -> Vec<String> {
    let transplant = |date: &str| json!({ "prior_transplant": "fue", "transplant_time": date });
    let mut people: Vec<_> = ["2026-11", "2026-08-31", "2026-03-14", "2025-12", "2020-01"]
        .map(|date| person(&transplant(date)))
        .into();
    for scar in ["2026-11-30", "2026-07", "2026-01-31", "2024-02-29"] {
        let mut changes = transplant("2026-09-02");
        changes["area"] = json!(["scar"]);
        changes["scar_age"] = json!(scar);
        changes["scar_kind"] = json!(["flat"]);
        people.push(person(&changes));
        changes["transplant_time"] = json!("over_12_months");
        people.push(person(&changes));
    }
    for clot in ["2026-06", "2025-12-15", "2023-01"] {
        people.push(person(
            &json!({ "health": ["clot"], "clot_time": clot, "letter_clot": "approved" }),
        ));
        people.push(person(&json!({ "health": ["clot"], "clot_time": clot })));
    }
    for areata in ["2026-10-31", "2026-02-10", "changing"] {
        people.push(person(&json!({
            "hair_loss": "alopecia_areata", "areata_activity": areata,
            "prior_transplant": "fut", "transplant_time": "2026-08-01",
        })));
    }
    for isotretinoin in ["2026-11-02", "2026-04", "2025-12"] {
        people.push(person(
            &json!({ "medicines": ["isotretinoin"], "isotretinoin_time": isotretinoin }),
        ));
        let mut changes = transplant("2026-11-01");
        changes["medicines"] = json!(["isotretinoin"]);
        changes["isotretinoin_time"] = json!(isotretinoin);
        people.push(person(&changes));
    }
    people.push(person(
        &json!({ "hair_loss": "pulling", "pulling_now": "2026-05-05" }),
    ));
    people.push(person(
        &json!({ "health_more": ["cancer"], "cancer_when": "2026-05-05" }),
    ));
    people.push(r#"{ "prior_transplant": "fue", "transplant_time": "2026-08" }"#.to_owned());
    people
}

/// The verdict when the file is read on a day. A date that the question no longer asks about counts as its last option.
fn verdict_on(table: &Table, file: &str, on: NaiveDate) -> (Verdict, bool) {
    let table = table.clone().on(on);
    let answers = read(&table, file, &[]).or_else(|_| {
        let mut last: Value = serde_json::from_str(file).unwrap();
        last["isotretinoin_time"] = json!("six_to_twelve_months");
        read(&table, &last.to_string(), &[])
    });
    let assessment = assess(&table, &answers.unwrap());
    (assessment.verdict, assessment.is_so_far())
}

#[test]
fn it_is_the_first_day_on_which_the_same_file_has_a_better_result() {
    const DAYS: u64 = 500; // a date of today has crossed into its last option
    let pack = pack();
    let table = Table::new(&pack);
    let today = day(TODAY);
    let mut found = 0;
    for file in people() {
        let (now, _) = verdict_on(&table, &file, today);
        let days = (1..=DAYS).map(|later| today + Days::new(later));
        let first = days.map(|on| (on, verdict_on(&table, &file, on)));
        let first = first.into_iter().find(|(_, (verdict, _))| *verdict < now);
        let on_today = table.clone().on(today);
        let better = assess(&on_today, &read(&on_today, &file, &[]).unwrap()).better_on;
        let better = better.map(|better| (better.date, (better.verdict, better.is_so_far)));
        assert_eq!(better, first, "{file}");
        found += usize::from(better.is_some());
    }
    assert!(found > 12, "{found}");
}

/// Calls a function with a person's result on a day.
fn assessed<R>(file: &str, on: &str, use_it: impl FnOnce(&Assessment, &Insight) -> R) -> R {
    let pack = pack();
    let table = Table::new(&pack).on(day(on));
    let assessment = assess(&table, &read(&table, file, &[]).unwrap());
    let insight = Insight::of(&table, &assessment);
    use_it(&assessment, &insight)
}

fn shown(file: &str, on: &str) -> String {
    let lines = assessed(file, on, |assessment, insight| {
        text(assessment, Some(insight), 80)
    });
    let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
    lines
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_first_screen_says_the_day_and_for_which_day_it_was_counted() {
    let file = person(&json!({ "prior_transplant": "fue", "transplant_time": "2026-08" }));
    let screen = shown(&file, TODAY);
    let sentence = "What would change this On February 28, 2027 this becomes “Suitable, with cautions”, unless something else changes.";
    assert!(screen.contains(sentence), "{screen}");
    assert!(
        screen.contains("Counted for November 30, 2026."),
        "{screen}"
    );
    let open = r#"{ "prior_transplant": "fue", "transplant_time": "2026-08" }"#;
    let screen = shown(open, TODAY);
    let sentence = "this becomes “Suitable, with cautions” so far, unless something else changes.";
    assert!(screen.contains(sentence), "{screen}");
    let screen = shown(&file, "2028-01-01");
    assert!(screen.contains("Counted for January 1, 2028."), "{screen}");
    assert!(!screen.contains("this becomes"), "{screen}");
    let option = person(&json!({ "prior_transplant": "fue", "transplant_time": "under_6_months" }));
    let screen = shown(&option, TODAY);
    assert!(
        !screen.contains("Counted for") && !screen.contains("this becomes"),
        "{screen}"
    );
}

#[test]
fn json_has_the_day_and_the_dates_as_they_were_given() {
    let written = |time: &str, on: &str| -> String {
        let file = person(&json!({ "prior_transplant": "fue", "transplant_time": time }));
        assessed(&file, on, |assessment, insight| {
            json(assessment, Some(insight))
        })
    };
    let read: Value = serde_json::from_str(&written("2026-08", TODAY)).unwrap();
    assert_eq!(read["as_of"], TODAY);
    let better = json!({ "date": "2027-02-28", "verdict": "suitable_with_cautions" });
    assert_eq!(read["better_on"], better);
    assert_eq!(read["answers"]["transplant_time"], "2026-08");
    let text = written("2026-08", "2027-02-28");
    let keys = ["\"pack\"", "\"as_of\"", "\"better_on\"", "\"verdict\""];
    let places = keys.map(|key| text.find(key).unwrap());
    assert!(places.is_sorted(), "{text}");
    let later: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(later["verdict"], "suitable_with_cautions");
    let option = written("under_6_months", TODAY);
    assert_eq!(option, written("under_6_months", "2031-01-01"));
    assert!(!option.contains("as_of") && !option.contains("better_on"));
}

/// A letter counts for 6 months from its date; then it is asked for again.
#[test]
fn an_approval_with_a_date_runs_out() {
    let approved = |date: &str| {
        person(
            &json!({ "health": ["diabetes"], "diabetes_now": "in_range", "letter_diabetes": date }),
        )
    };
    let pack = pack();
    let table = Table::new(&pack).on(day(TODAY));
    let [fresh, old] = ["2026-10-05", "2026-05-29"].map(|date| {
        let answers = read(&table, &approved(date), &[]).unwrap();
        let assessment = assess(&table, &answers);
        let worse = assessment
            .worse_on
            .map(|on| (on.date.to_string(), on.verdict));
        (assessment.verdict, worse)
    });
    let runs_out = ("2027-04-05".to_owned(), Verdict::SeeDoctorFirst);
    assert_eq!(fresh, (Verdict::SuitableWithCautions, Some(runs_out)));
    assert_eq!(old, (Verdict::SeeDoctorFirst, None));
}
