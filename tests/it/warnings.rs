//! The card of warning signs: what it says, where it is printed, and that its numbers follow the country.

mod format;

use chrono::NaiveDate;
use serde_json::Value;
use smp_suitability::load::{self, PackFiles};
use smp_suitability::pack::Pack;
use smp_suitability::report::{Topic, calendar, html, json, markdown, text_of_topics};

use crate::country::read_assessed;
use crate::own::files;
use crate::program::{printed, smp};
use crate::report::{CHANGING_MOLE_AND_KELOIDS, IDEAL, LONG_BLOND_HAIR, PREGNANT};

/// A person for whom SMP is ruled out.
const RULED_OUT: &str = r#"{ "hair_loss": "male_pattern", "age": "under_18" }"#;

const CARD: &str = "After each visit: what is normal, and when to get help";
const CARD_AFTER: &str = "If you have a tattoo already";

/// Countries with the words for an emergency, and a phrase of each line that only some of them have.
const COUNTRIES: [(&str, &str, &[&str]); 5] = [
    (
        "US",
        "911",
        &["the FDA: 1-800-FDA-1088", "call or text 988"],
    ),
    (
        "CA",
        "911",
        &["the authority in your country", "call or text 988"],
    ),
    (
        "GB",
        "999",
        &[
            "the authority in your country",
            "Call NHS 111",
            "Samaritans (116 123)",
        ],
    ),
    (
        "AU",
        "000",
        &["the authority in your country", "Lifeline (13 11 14)"],
    ),
    (
        "FR",
        "your local emergency number",
        &["the authority in your country", "crisis line"],
    ),
];

fn builtin() -> Pack {
    load::pack(&load::builtin()).unwrap()
}

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 3, 31).unwrap()
}

/// The words of a text one after the other, without the folds of a calendar.
fn words(text: &str) -> String {
    let text = text
        .replace("\r\n ", "")
        .replace("\\n", " ")
        .replace('\\', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every form of a result, as the words that a person reads.
fn forms(pack: &Pack, person: &str, country: Option<&str>) -> Vec<(&'static str, String)> {
    read_assessed(pack, person, country, |assessment| {
        let lines = text_of_topics(assessment, None, &Topic::ALL, 400);
        let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
        vec![
            ("text", words(&lines.join("\n"))),
            (
                "Markdown",
                words(&markdown(assessment, None).replace("**", "")),
            ),
            ("HTML", words(&html(assessment, None))),
            ("calendar", words(&calendar(assessment, start(), 0))),
            ("JSON", words(&json(assessment, None))),
        ]
    })
}

fn result(person: &str, country: Option<&str>) -> Value {
    let json = read_assessed(&builtin(), person, country, |assessment| {
        json(assessment, None)
    });
    serde_json::from_str(&json).unwrap()
}

#[test]
fn numbers_follow_the_country_in_every_form() {
    let pack = builtin();
    for (country, emergency, others) in COUNTRIES {
        for (form, text) in forms(&pack, IDEAL, Some(country)) {
            let lower = text.to_lowercase();
            assert!(
                lower.contains(&format!("call {emergency}")),
                "{country} {form}"
            );
            assert!(
                !text.contains("{emergency}") && !text.contains("{report}"),
                "{form}"
            );
            for (_, other, _) in COUNTRIES.iter().filter(|(_, other, _)| *other != emergency) {
                assert!(
                    !lower.contains(&format!("call {other}")),
                    "{country} {form}: {other}"
                );
            }
            let foreign = COUNTRIES.iter().flat_map(|(_, _, phrases)| *phrases);
            let foreign = foreign.filter(|phrase| !others.contains(phrase));
            for phrase in foreign.filter(|phrase| **phrase != "crisis line") {
                assert!(!text.contains(phrase), "{country} {form}: {phrase}");
            }
            // The crisis line stands in the guide, which a calendar leaves out.
            for phrase in others.iter().filter(|_| form != "calendar") {
                assert!(text.contains(phrase), "{country} {form}: {phrase}");
            }
        }
    }
}

#[test]
fn without_a_country_the_first_one_of_the_pack_counts() {
    let pack = builtin();
    let [usual, us] = [None, Some("US")].map(|country| forms(&pack, IDEAL, country));
    assert_eq!(usual, us);
    let own = load::pack(&files(&[(
        "expectations.json",
        r#"{ "cost": { "countries": [{ "country": "GB", "before": "US" }] } }"#,
    )]));
    let own = own.unwrap();
    for (form, text) in forms(&own, IDEAL, None) {
        assert!(text.to_lowercase().contains("call 999"), "{form}");
        assert!(!text.to_lowercase().contains("call 911"), "{form}");
    }
}

#[test]
fn the_commands_take_the_country() {
    let file = "tests/readme/alex-next-year.json";
    let calendar = |country| {
        let command = [
            "calendar",
            file,
            "--start",
            "2027-03-31",
            "--country",
            country,
        ];
        words(&printed(&smp(&command)))
    };
    assert!(calendar("gb").contains("Call 999"));
    assert!(calendar("FR").contains("Call your local emergency number"));
    let page = words(&printed(&smp(&[
        "assess",
        file,
        "--country",
        "AU",
        "--show",
        "recovery",
    ])));
    assert!(
        page.contains("Call 000") && !page.to_lowercase().contains("call 911"),
        "{page}"
    );
}

#[test]
fn every_person_gets_the_card_and_one_who_is_ruled_out_gets_that_of_earlier_tattoos() {
    let pack = builtin();
    for person in [
        IDEAL,
        LONG_BLOND_HAIR,
        PREGNANT,
        CHANGING_MOLE_AND_KELOIDS,
        "{}",
    ] {
        for (form, text) in forms(&pack, person, None) {
            let is_plan = form == "calendar" && !text.contains("SMP session 1");
            let is_there = text.contains(CARD);
            assert!(is_there || form == "JSON" || is_plan, "{form} of {person}");
            assert!(!text.contains(CARD_AFTER), "{form} of {person}");
        }
    }
    let is_ruled_out = result(RULED_OUT, None);
    assert_eq!(is_ruled_out["verdict"], "not_recommended");
    assert_eq!(is_ruled_out["warnings"], result(IDEAL, None)["warnings"]);
    for (form, text) in forms(&pack, RULED_OUT, None) {
        if !["text", "Markdown", "HTML"].contains(&form) {
            continue;
        }
        assert!(text.contains(CARD_AFTER), "{form}");
        assert!(!text.contains(CARD), "{form}");
    }
}

#[test]
fn the_card_names_the_signs_and_whom_to_see() {
    let result = result(IDEAL, None);
    let card = result["warnings"].as_array().unwrap();
    let text = |id: &str| {
        let row = card.iter().find(|row| row["id"] == id).unwrap();
        assert!(!row["sources"].as_array().unwrap().is_empty(), "{id}");
        format!(
            "{}: {}",
            row["label"].as_str().unwrap_or_default(),
            row["text"].as_str().unwrap()
        )
    };
    for (id, said) in [
        ("emergency", "Call 911: Trouble breathing"),
        ("emergency", "ringing in your ears"),
        ("go-now", "Red or dark streaks"),
        ("doctor-today", "skin that turns darker or purple"),
        ("doctor-today", "100.4 F (38 C)"),
        ("eye-doctor", "even years later"),
        ("skin-doctor", "weeks to years later"),
        ("wash", "Wash your hands"),
        ("say", "I have a tattoo on my scalp"),
        ("say", "lot number"),
        (
            "at-risk",
            "no spleen, or a weak immune system? Call a doctor at the first sign of infection, day or night.",
        ),
    ] {
        assert!(text(id).contains(said), "{id}: {}", text(id));
    }
    let json = read_assessed(&builtin(), IDEAL, None, |assessment| json(assessment, None));
    let keys = json.lines().filter(|line| line.starts_with("  \""));
    let keys: Vec<_> = keys.filter_map(|line| line.split('"').nth(1)).collect();
    let before = keys.iter().position(|key| *key == "disclaimer").unwrap() - 1;
    assert_eq!(keys[before], "warnings");
}

#[test]
fn every_block_of_the_recovery_says_when_to_get_help() {
    let result = result(IDEAL, Some("GB"));
    let days = result["expectations"]["recovery"]["timeline"]
        .as_array()
        .unwrap();
    let last = days.len() - 1;
    for (position, day) in days.iter().enumerate() {
        let [watch, may] = ["watch", "may"].map(|key| day[key].as_str().unwrap());
        for said in [
            "Red or dark streaks",
            "Call a doctor the same day",
            "darker or purple",
            "100.4 F",
        ] {
            assert!(watch.contains(said), "{position}: {watch}");
        }
        assert!(
            may.to_lowercase().contains("wash your hands"),
            "{position}: {may}"
        );
        let is_first = watch.contains("Call 999 if it is hard to breathe");
        assert_eq!(
            is_first && watch.contains("numbing medicine"),
            position == 0,
            "{watch}"
        );
        assert_eq!(
            watch.contains("See an eye doctor within a day"),
            position == last,
            "{watch}"
        );
        for text in [watch, may] {
            assert!(
                !text.contains("only redness") && !text.contains("only swelling"),
                "{text}"
            );
        }
    }
    assert!(
        days[last]["watch"]
            .as_str()
            .unwrap()
            .contains("Bumps, raised dots")
    );
}

#[test]
fn a_plan_has_the_card_on_the_day_of_each_session_and_the_late_signs_after_the_last() {
    let plan = read_assessed(&builtin(), IDEAL, Some("CA"), |assessment| {
        calendar(assessment, start(), 0)
    });
    let plan = plan.replace("\r\n ", "");
    let events: Vec<_> = plan.split("BEGIN:VEVENT").skip(1).collect();
    for event in &events {
        let is_session = event.contains("SUMMARY:SMP session");
        assert_eq!(
            event.contains("After each visit: what is normal"),
            is_session,
            "{event}"
        );
        assert_eq!(
            is_session,
            event.contains("Call 911: Trouble breathing"),
            "{event}"
        );
    }
    let late: Vec<_> = events
        .iter()
        .filter(|event| event.contains("UID:late-signs-"))
        .collect();
    let [late] = late.as_slice() else {
        panic!("{plan}")
    };
    assert!(
        late.contains("See an eye doctor within a day")
            && late.contains("See a dermatologist soon")
    );
    assert!(late.contains("I have a tattoo on my scalp") && !late.contains("Trouble breathing"));
    let healing = events
        .iter()
        .filter(|event| event.contains("SUMMARY:After session"));
    for event in healing {
        assert!(event.contains("When to get help: "), "{event}");
    }
}

#[test]
fn a_page_shows_the_card_at_once() {
    let page = read_assessed(&builtin(), IDEAL, None, |assessment| html(assessment, None));
    let (before, after) = page.split_once(r#"<section class="warnings""#).unwrap();
    assert!(!before.contains("<details") && after.contains("<details"));
    assert!(page.contains(") dt{white-space:normal;}"));
}

#[test]
fn a_pack_without_a_card_prints_none() {
    let folder = std::path::Path::new("tests/packs/small");
    let files = PackFiles {
        folder: "small".to_owned(),
        files: load::PACK_FILES
            .map(|name| (name, std::fs::read(folder.join(name)).unwrap().into()))
            .into(),
    };
    let pack = load::pack(&files).unwrap();
    assert!(pack.warnings.is_none() && pack.contacts.is_none());
    for (form, text) in forms(&pack, "{}", None) {
        for said in ["warnings\":", "class=\"warnings\"", CARD, "Late signs"] {
            assert!(!text.contains(said), "{form}: {said}");
        }
    }
}
