//! Which option a date means, wherever answers are read, and what is refused.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use smp_suitability::assess::Table;
use smp_suitability::batch::{Columns, ResultForm, Start, Worker, workbook_as_table};
use smp_suitability::load::Strictness;
use smp_suitability::pack::GivenDate;
use smp_suitability::report::answers_file;

use super::{day, option, read};
use crate::report::pack;

/// A date, a day, and the option of `transplant_time` that the date means on it.
const BORDERS: [(&str, &str, &str); 20] = [
    ("2026-03-14", "2026-03-14", "under_6_months"),
    ("2026-03-14", "2026-09-13", "under_6_months"),
    ("2026-03-14", "2026-09-14", "six_to_twelve_months"),
    ("2026-03-14", "2027-03-13", "six_to_twelve_months"),
    ("2026-03-14", "2027-03-14", "over_12_months"),
    // A month means its last day.
    ("2026-03", "2026-09-29", "under_6_months"),
    ("2026-03", "2026-09-30", "six_to_twelve_months"),
    ("2026-03", "2027-03-30", "six_to_twelve_months"),
    ("2026-03", "2027-03-31", "over_12_months"),
    ("2026-02", "2026-08-27", "under_6_months"),
    ("2026-02", "2026-08-28", "six_to_twelve_months"),
    // Of the running month nothing has passed.
    ("2026-03", "2026-03-01", "under_6_months"),
    // A month without such a day ends with its last one.
    ("2026-08-31", "2027-02-27", "under_6_months"),
    ("2026-08-31", "2027-02-28", "six_to_twelve_months"),
    ("2023-08-31", "2024-02-28", "under_6_months"),
    ("2023-08-31", "2024-02-29", "six_to_twelve_months"),
    ("2024-02-29", "2025-02-27", "six_to_twelve_months"),
    ("2024-02-29", "2025-02-28", "over_12_months"),
    ("2024-02", "2025-02-27", "six_to_twelve_months"),
    ("1990-01", "2026-11-30", "over_12_months"),
];

#[test]
fn a_date_means_the_option_that_covers_the_whole_months_since() {
    let pack = pack();
    for (date, on, expected) in BORDERS {
        let table = Table::new(&pack).on(day(on));
        let file = format!(r#"{{ "prior_transplant": "fue", "transplant_time": "{date}" }}"#);
        let set = format!("transplant_time={date}");
        let others = [
            read(&table, &file, &[]),
            read(&table, r#"{ "prior_transplant": "fue" }"#, &[&set]),
            read(
                &table,
                &format!("prior_transplant=fue&transplant_time={date}"),
                &[],
            ),
        ];
        for answers in others {
            let answers = answers.unwrap();
            let found = option(&table, &answers, "transplant_time");
            assert_eq!(found, expected, "{date} on {on}");
            assert_eq!(
                answers.reworded,
                [],
                "a date is no other word for an option"
            );
        }
        assert_eq!(row(&table, date), row(&table, expected), "{date} on {on}");
    }
}

/// The verdict and the findings of a row of a table.
fn row(table: &Table, cell: &str) -> String {
    let header = b"prior_transplant,transplant_time";
    let columns = Columns::read(table.pack(), "t.csv", 1, header, b',').unwrap();
    let mut worker = Worker::new(table, ResultForm::Compact).with_strictness(Strictness::Exact);
    let mut result = Vec::new();
    let text = format!("fue,{cell}");
    worker.row(
        Start { line: 2, column: 1 },
        &columns,
        text.as_bytes(),
        &mut result,
    );
    let mut line: serde_json::Value = serde_json::from_slice(&result).unwrap();
    let line = line.as_object_mut().unwrap();
    line.remove("as_of");
    line.remove("better_on");
    assert!(!line.contains_key("errors"), "{line:?}");
    serde_json::to_string(line).unwrap()
}

#[test]
fn a_date_cell_of_a_workbook_is_a_date() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "transplant_time").unwrap();
    let date = ExcelDateTime::from_ymd(2026, 3, 14).unwrap();
    let format = Format::new().set_num_format("m/d/yy");
    sheet
        .write_datetime_with_format(1, 0, &date, &format)
        .unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let text = String::from_utf8(workbook_as_table("t.xlsx", &bytes, None).unwrap()).unwrap();
    assert!(text.contains("\"2026-03-14\""), "{text}");
    let pack = pack();
    let table = Table::new(&pack).on(day("2026-11-30"));
    assert_eq!(
        row(&table, "\"2026-03-14\""),
        row(&table, "six_to_twelve_months")
    );
}

#[test]
fn every_question_about_a_time_takes_a_date() {
    let pack = pack();
    let table = Table::new(&pack).on(day("2026-11-30"));
    for (file, question, expected) in [
        (r#""area": ["scar"]"#, "scar_age", "six_to_twelve_months"),
        (
            r#""medicines": ["isotretinoin"]"#,
            "isotretinoin_time",
            "six_to_twelve_months",
        ),
        (r#""health": ["clot"]"#, "clot_time", "past_year"),
        (
            r#""hair_loss": "pulling""#,
            "pulling_now",
            "under_12_months",
        ),
        (r#""health_more": ["cancer"]"#, "cancer_when", "past_year"),
        (
            r#""hair_loss": "alopecia_areata""#,
            "areata_activity",
            "six_to_twelve_months",
        ),
    ] {
        let file = format!(r#"{{ {file}, "{question}": "2026-03-14" }}"#);
        let answers = read(&table, &file, &[]).unwrap();
        assert_eq!(option(&table, &answers, question), expected);
    }
    let dated = pack
        .questions
        .iter()
        .filter(|question| question.since.is_some());
    // The seven above, and every letter that approves.
    let letters = (pack.questions.iter()).filter(|question| question.id.starts_with("letter_"));
    assert_eq!(dated.count(), 7 + letters.count());
}

#[test]
fn what_is_no_date_is_refused_with_the_form_of_one() {
    let pack = pack();
    let table = Table::new(&pack).on(day("2026-11-30"));
    let refused = |date: &str| {
        let file = format!(r#"{{ "prior_transplant": "fue", "transplant_time": {date} }}"#);
        let by_file = read(&table, &file, &[]).unwrap_err();
        let set = format!("transplant_time={}", date.trim_matches('"'));
        let by_set = read(&table, "{}", &[&set]).unwrap_err();
        assert!(by_set.contains("2026-03-14"), "{by_set}");
        by_file
    };
    for date in [
        "2026-13",
        "2026-00",
        "2026-02-30",
        "2025-02-29",
        "2026-3",
        "2026-03-1",
        "2026",
        "26-03",
        "03/14/2026",
        "14.03.2026",
        "2026/03",
        "7",
    ] {
        let printed = refused(&format!("\"{date}\""));
        let what = format!("error[bad-date]: `{date}` is not a date");
        assert!(printed.contains(&what), "{printed}");
        assert!(
            printed.contains("write a date such as `2026-03-14` or `2026-03`"),
            "{printed}"
        );
    }
    let printed = refused("7");
    assert!(
        printed.contains("takes options or a date, and not the number `7`"),
        "{printed}"
    );
    let printed = refused("\"2026-03-14 10:30\"");
    assert!(printed.contains("error[unknown-option]"), "{printed}");
    let help = "`over_12_months`; a date such as `2026-03-14` or `2026-03` is an answer too";
    assert!(printed.contains(help), "{printed}");
}

#[test]
fn a_date_after_the_day_is_refused() {
    let pack = pack();
    let table = Table::new(&pack).on(day("2026-11-15"));
    for date in ["2026-11-16", "2026-12", "2027-03-14"] {
        let set = format!("transplant_time={date}");
        let printed = read(&table, "{}", &["prior_transplant=fue", &set]).unwrap_err();
        let what = format!("`{date}` is after 2026-11-15, the day of the assessment");
        assert!(printed.contains(&what), "{printed}");
        assert!(printed.contains("`--on`"), "{printed}");
    }
}

#[test]
fn without_a_day_a_date_is_refused_and_all_else_is_read() {
    let pack = pack();
    let table = Table::new(&pack);
    let file =
        |time: &str| format!(r#"{{ "prior_transplant": "fue", "transplant_time": "{time}" }}"#);
    let printed = read(&table, &file("2026-03"), &[]).unwrap_err();
    let what = "`2026-03` is an answer only together with the day of the assessment";
    assert!(printed.contains(what), "{printed}");
    assert!(read(&table, &file("over_12_months"), &[]).is_ok());
}

#[test]
fn a_date_that_is_longer_ago_than_the_question_asks_about_says_what_to_take_back() {
    let pack = pack();
    let table = Table::new(&pack).on(day("2026-11-30"));
    let file = |date: &str| {
        format!(r#"{{ "medicines": ["isotretinoin"], "isotretinoin_time": "{date}" }}"#)
    };
    assert!(read(&table, &file("2025-12-01"), &[]).is_ok());
    let printed = read(&table, &file("2025-11"), &[]).unwrap_err();
    let what = "`2025-11` is 12 months before 2026-11-30, and no option of `isotretinoin_time` covers that";
    assert!(printed.contains(what), "{printed}");
    let help = "if the date is right, leave `isotretinoin` (“Accutane (isotretinoin), past year”) out of `medicines`, and this answer too";
    assert!(printed.contains(help), "{printed}");
}

#[test]
fn answers_are_saved_with_their_dates() {
    let pack = pack();
    let table = Table::new(&pack).on(day("2026-11-30"));
    let file = r#"{
  "id": "a",
  "prior_transplant": "fue",
  "transplant_time": "2026-03",
  "area": ["scar"],
  "scar_age": "2026-03-14"
}
"#;
    let answers = read(&table, file, &[]).unwrap();
    let saved = answers_file(&pack, &answers);
    assert_eq!(read(&table, &saved, &[]).unwrap(), answers);
    for line in [
        r#""transplant_time": "2026-03""#,
        r#""scar_age": "2026-03-14""#,
    ] {
        assert!(saved.contains(line), "{saved}");
    }
    // An option that is set in the place of a date leaves nothing of it.
    let sets = ["transplant_time=over_12_months", "scar_age=unknown"];
    let answers = read(&table, file, &sets).unwrap();
    assert_eq!(answers.dates().count(), 0);
    assert_eq!(answers.as_of(), None);
    // An answer that does not apply is passed over with its date.
    let file = r#"{ "prior_transplant": "none", "transplant_time": "2020-03" }"#;
    let answers = read(&table, file, &[]).unwrap();
    assert_eq!(answers.ignored.len(), 1);
    assert_eq!(answers.as_of(), None);
}

proptest! {
    #[test]
    fn months_pass_on_the_days_that_are_said(
        date in 0_u64..20_000,
        later in 0_u64..2_000,
        is_month: bool,
    ) {
        let first = NaiveDate::from_ymd_opt(1980, 1, 1).unwrap();
        let date = (first + Days::new(date)).to_string();
        let written = if is_month { date.get(..7).unwrap() } else { &date };
        let given = GivenDate::parse(written).unwrap();
        prop_assert_eq!(given.to_string(), written);
        let on = given.day_after(0).unwrap() + Days::new(later);
        let months = given.months_until(on).unwrap();
        prop_assert!(given.day_after(months).unwrap() <= on);
        prop_assert!(given.day_after(months + 1).unwrap() > on);
    }
}
