//! Dates among private answers: nothing that others get tells of them.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use smp_suitability::assess::Table;
use smp_suitability::batch::{PeopleTable, Private, ResultForm, Start, Worker};

use super::day;
use crate::report::pack;

const FORMS: [ResultForm; 4] = [
    ResultForm::Compact,
    ResultForm::Full,
    ResultForm::Csv,
    ResultForm::People,
];

fn results(table: &Table, record: &Value, private: Private) -> Vec<String> {
    let record = record.to_string();
    let start = Start { line: 1, column: 1 };
    let written = FORMS.map(|form| {
        let mut out = Vec::new();
        let mut worker = Worker::new(table, form).with_private(private);
        worker.json(start, record.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    });
    written.into()
}

/// Every answer to a private question about time, with dates in each of its options.
fn private_answers() -> Vec<Value> {
    let pulling = [
        "now",
        "2026-11-02",
        "2026-03",
        "2024-01",
        "under_12_months",
        "over_12_months",
    ];
    let cancer = [
        "planned",
        "now",
        "2026-11-02",
        "2026-01-31",
        "2020-05",
        "past_year",
        "untreated",
    ];
    let pulling = pulling.map(|when| json!({ "hair_loss": "pulling", "pulling_now": when }));
    let cancer = cancer.map(|when| json!({ "health_more": ["cancer"], "cancer_when": when }));
    pulling.into_iter().chain(cancer).collect()
}

#[test]
fn two_people_whose_shown_answers_and_verdicts_are_the_same_get_the_same_results() {
    let pack = pack();
    let table = Table::new(&pack).on(day("2026-11-30"));
    for public in [
        json!({ "prior_transplant": "fue", "transplant_time": "2026-08" }),
        json!({ "prior_transplant": "fue", "transplant_time": "2026-03-14" }),
        json!({ "prior_transplant": "none" }),
    ] {
        let has_date = public.get("transplant_time").is_some();
        let mut by_shown: BTreeMap<String, (Vec<String>, Value)> = BTreeMap::new();
        for private in private_answers() {
            let mut record = public.clone();
            for (key, value) in private.as_object().unwrap() {
                record[key] = value.clone();
            }
            let written = results(&table, &record, Private::Withheld);
            let line: Value = serde_json::from_str(&written[0]).unwrap();
            assert_eq!(line.get("as_of").is_some(), has_date, "{line}");
            for other in &written {
                assert!(
                    !other.contains("pulling") && !other.contains("cancer_when"),
                    "{other}"
                );
            }
            let shown = format!(
                "{} {} {}",
                line["verdict"], line["private"], line["findings"]
            );
            // Whose hair loss is private is asked other questions, which are listed or counted as open.
            let shown = format!("{shown} {} {}", line["open"], line["open_safety"]);
            let (first, of) = by_shown
                .entry(shown)
                .or_insert((written.clone(), record.clone()));
            assert_eq!(*first, written, "{of} and {record}");
        }
        assert!(
            by_shown.len() < private_answers().len(),
            "some are the same"
        );
    }
}

#[test]
fn a_private_date_counts_where_private_answers_are_shown() {
    let pack = pack();
    let table = Table::new(&pack).on(day("2026-11-30"));
    let record = json!({ "hair_loss": "pulling", "pulling_now": "2026-11-02" });
    let [shown, withheld] = [Private::Shown, Private::Withheld]
        .map(|private| results(&table, &record, private)[0].clone());
    assert!(
        shown.contains("\"as_of\":\"2026-11-30\",\"better_on\":"),
        "{shown}"
    );
    assert!(!withheld.contains("as_of"), "{withheld}");
}

#[test]
fn a_shown_date_counts_next_to_a_withheld_answer_that_leaves_room_for_it() {
    let pack = pack();
    let table = Table::new(&pack).on(day("2026-11-30"));
    let record = |private: Value| {
        let mut record = json!({ "prior_transplant": "fue", "transplant_time": "2026-08" });
        for (key, value) in private.as_object().unwrap() {
            record[key] = value.clone();
        }
        let line = results(&table, &record, Private::Withheld).swap_remove(0);
        serde_json::from_str::<Value>(&line).unwrap()
    };
    let better = json!({ "date": "2027-02-28", "verdict": "suitable_with_cautions" });
    assert_eq!(record(json!({}))["better_on"], better);
    let stopped = record(json!({ "health_more": ["cancer"], "cancer_when": "now" }));
    assert_eq!(stopped["better_on"], Value::Null, "{stopped}");
}

#[test]
fn a_table_for_people_has_a_column_of_days() {
    let pack = pack();
    let table = Table::new(&pack).on(day("2026-11-30"));
    let record = json!({ "prior_transplant": "fue", "transplant_time": "2026-08" });
    let written = results(&table, &record, Private::Withheld);
    let header = PeopleTable::default();
    let place = header
        .columns()
        .iter()
        .position(|name| *name == "Better on")
        .unwrap();
    let mut reader = csv_core::Reader::new();
    let (mut text, mut ends) = ([0; 4096], [0; 64]);
    reader.read_record(written[3].as_bytes(), &mut text, &mut ends);
    let cell = str::from_utf8(&text[ends[place - 1]..ends[place]]).unwrap();
    assert_eq!(cell, "2027-02-28");
    assert!(written[2].contains(",2027-02-28,"), "{}", written[2]);
}
