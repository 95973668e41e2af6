//! The plan as a calendar that other programs can read.

use std::fs;

use chrono::{Days, NaiveDate};
use icalendar::{Calendar, Component as _, DatePerhapsTime, Event};
use insta::assert_snapshot;
use serde_json::Value;
use smp_suitability::assess::Finding;
use smp_suitability::report::calendar;

use crate::program;
use crate::report::{EVERYBODY, IDEAL, LONG_BLOND_HAIR, PREGNANT, RECENT_TRANSPLANT, assessed};

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 3, 31).unwrap()
}

fn written(person: &str, start: NaiveDate) -> String {
    assessed(person, |assessment| calendar(assessment, start, 0))
}

fn events(text: &str) -> Vec<Event> {
    let read: Calendar = text.parse().unwrap();
    read.events().cloned().collect()
}

fn day(date: Option<DatePerhapsTime>) -> NaiveDate {
    match date {
        Some(DatePerhapsTime::Date(day)) => day,
        other => panic!("not a whole day: {other:?}"),
    }
}

/// First day, day after the last, and title of each event.
fn titled_days(person: &str) -> Vec<(NaiveDate, NaiveDate, String)> {
    let events = events(&written(person, start()));
    let titled_days = events.iter().map(|event| {
        let title = event.get_summary().unwrap().to_owned();
        (day(event.get_start()), day(event.get_end()), title)
    });
    titled_days.collect()
}

#[test]
fn a_plan_for_an_ideal_candidate() {
    let lines = titled_days(IDEAL).into_iter();
    let lines: Vec<_> = lines
        .map(|(first, end, title)| format!("{first} to {end}  {title}"))
        .collect();
    assert_snapshot!(lines.join("\n"));
    assert_snapshot!(written(IDEAL, start()).replace("\r\n", "\n"));
}

#[test]
fn every_line_is_as_the_standard_wants_it() {
    for person in EVERYBODY {
        let text = written(person, start());
        assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 75, "{line}");
            assert!(!line.contains(['\r', '\n']), "{line:?}");
        }
        assert!(!events(&text).is_empty());
    }
}

#[test]
fn every_event_has_an_identifier_of_its_own_that_outlives_another_start() {
    let ids = |text: &str| {
        let ids = events(text).into_iter();
        ids.map(|event| event.get_uid().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let here = ids(&written(IDEAL, start()));
    let mut distinct = here.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), here.len());
    let later = start().checked_add_days(Days::new(40)).unwrap();
    assert_eq!(ids(&written(IDEAL, later)), here);
    assert!(
        ids(&written(LONG_BLOND_HAIR, start()))
            .iter()
            .all(|id| !here.contains(id))
    );
}

/// The identifiers and versions of the events that the program prints, and what it says.
fn planned(person: &str, more: &[&str]) -> (Vec<String>, Vec<String>, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("me.json");
    fs::write(&file, person).unwrap();
    let common = ["calendar", file.to_str().unwrap(), "--start", "2027-03-31"];
    let output = program::smp(&[&common, more].concat());
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    let events = events(&program::printed(&output));
    let property = |name: &str| {
        let values = events
            .iter()
            .map(|event| event.property_value(name).unwrap().to_owned());
        values.collect::<Vec<_>>()
    };
    (property("UID"), property("SEQUENCE"), said)
}

/// The same answers under another id.
fn called(person: &str, id: &str) -> String {
    let mut person: Value = serde_json::from_str(person).unwrap();
    person["id"] = id.into();
    person.to_string()
}

#[test]
fn an_event_keeps_its_identifier_when_an_answer_changes() {
    let (before, _, said) = planned(&called(IDEAL, "anna"), &[]);
    assert_eq!(said, "");
    let (after, _, _) = planned(&called(IDEAL, "anna"), &["--set", "hair_color=gray"]);
    let shared = |ids: &[String]| ids.iter().filter(|id| before.contains(id)).count();
    assert_eq!(shared(&after), after.len());
    assert_eq!(shared(&planned(&called(IDEAL, "ben"), &[]).0), 0);
    // A wait that turns into a talk with a doctor is the same event.
    let first = |person: &str| planned(&called(person, "anna"), &[]).0;
    assert_eq!(first(RECENT_TRANSPLANT), first(PREGNANT));
}

#[test]
fn without_an_id_the_program_asks_for_one() {
    let mut nameless: Value = serde_json::from_str(IDEAL).unwrap();
    nameless.as_object_mut().unwrap().remove("id");
    let nameless = nameless.to_string();
    let (_, _, said) = planned(&nameless, &[]);
    assert!(said.contains("These answers have no `id`"), "{said}");
    let anna = ["--id", "anna"];
    let (ids, _, said) = planned(&nameless, &anna);
    assert_eq!(said, "");
    let gray = ["--id", "anna", "--set", "hair_color=gray"];
    assert_eq!(planned(&nameless, &gray).0, ids);
    let ben = called(IDEAL, "ben");
    assert_eq!(planned(&ben, &anna).0, ids);
    assert_ne!(planned(&ben, &[]).0, ids);
}

#[test]
fn a_later_file_has_a_higher_number() {
    let numbers = |more: &[&str]| {
        let (ids, mut numbers, _) = planned(IDEAL, more);
        assert_eq!(ids.len(), numbers.len());
        numbers.dedup();
        numbers
    };
    assert_eq!(numbers(&[]), ["0"]);
    assert_eq!(numbers(&["--sequence", "3"]), ["3"]);
    assert_eq!(numbers(&["--sequence", "2147483647"]), ["2147483647"]);
    for bad in ["-1", "2147483648", "x"] {
        let sequence = format!("--sequence={bad}");
        let said = program::refused(&["calendar", "-", "--start", "2027-03-31", &sequence]);
        assert!(said.contains("--sequence"), "{said}");
    }
}

#[test]
fn every_stamp_comes_from_the_input() {
    for event in events(&written(IDEAL, start())) {
        assert_eq!(event.get_timestamp().unwrap().date_naive(), start());
        assert_eq!(event.property_value("TRANSP"), Some("TRANSPARENT"));
    }
    assert_eq!(written(IDEAL, start()), written(IDEAL, start()));
}

#[test]
fn healing_fills_every_day_between_the_first_session_and_the_end_of_the_plan() {
    let mut healing: Vec<_> = titled_days(IDEAL);
    healing.retain(|(_, _, title)| title.starts_with("After session"));
    assert_eq!(healing[0].0, start());
    for pair in healing.windows(2) {
        assert_eq!(pair[0].1, pair[1].0, "{pair:?}");
    }
}

#[test]
fn a_wait_gives_the_earliest_day() {
    let titled_days = titled_days(RECENT_TRANSPLANT);
    let [(first, _, title)] = titled_days.as_slice() else {
        panic!("{titled_days:?}")
    };
    assert_eq!(title, "Earliest day to plan an SMP session");
    let wait = assessed(RECENT_TRANSPLANT, |assessment| {
        let waits = assessment.findings.iter().filter_map(Finding::wait);
        waits.map(|wait| wait.min_days).max().unwrap()
    });
    assert_eq!(
        start().checked_add_days(Days::new(u64::from(wait))),
        Some(*first)
    );
}

#[test]
fn beside_another_stop_no_session_is_planned() {
    let titled_days = titled_days(PREGNANT);
    let [(first, _, title)] = titled_days.as_slice() else {
        panic!("{titled_days:?}")
    };
    assert_eq!(*first, start());
    assert!(title.starts_with("Before SMP: "), "{title}");
}
