//! Prices of a country: its own, or those of another with a word about it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Value, json};
use smp_suitability::assess::{Assessment, Table, assess, assess_in};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::{Country, Pack, Span};
use smp_suitability::report::{Topic, json, text_of_topics};

use crate::program::{self, command as command_of, smp};
use crate::report::{in_one_line, whole};

const WHOLE_SCALP: &str = r#"{ "hair_loss": "male_pattern", "area": ["whole_scalp"] }"#;

/// What a function makes of the assessment of a person by the built-in pack in a country.
fn priced<Read>(
    person: &str,
    country: Option<&str>,
    read: impl FnOnce(&Assessment) -> Read,
) -> Read {
    read_assessed(
        &load::pack(&load::builtin()).unwrap(),
        person,
        country,
        read,
    )
}

/// What a function makes of the assessment of a person by a pack in a country.
pub(crate) fn read_assessed<Read>(
    pack: &Pack,
    person: &str,
    country: Option<&str>,
    read: impl FnOnce(&Assessment) -> Read,
) -> Read {
    let table = Table::new(pack);
    let input = AnswersInput {
        file: Some(("answers.json", person.as_bytes())),
        sets: &[],
    };
    let answers = load::answers(&table, input).unwrap();
    let country = country.map(|code| Country::parse(code).unwrap());
    read(&match country {
        Some(country) => assess_in(&table, &answers, &country),
        None => assess(&table, &answers),
    })
}

fn amount(person: &str, country: &str) -> (u32, u32, String) {
    priced(person, Some(country), |assessment| {
        let Span { min, max } = assessment.price.content.amount;
        (min, max, assessment.cost_table().currency.to_string())
    })
}

/// The page for a person, its words one after the other.
fn page(country: Option<&str>) -> String {
    priced(WHOLE_SCALP, country, |assessment| {
        in_one_line(&whole(&text_of_topics(assessment, None, &Topic::ALL, 200)))
    })
}

#[test]
fn a_country_with_prices_gives_them_in_its_own_currency() {
    assert_eq!(amount(WHOLE_SCALP, "US"), (1500, 5000, "USD".to_owned()));
    assert_eq!(amount(WHOLE_SCALP, "GB"), (1500, 2500, "GBP".to_owned()));
    assert_eq!(amount(WHOLE_SCALP, "CA"), (1800, 5000, "CAD".to_owned()));
    assert_eq!(amount(WHOLE_SCALP, "AU"), (2200, 5000, "AUD".to_owned()));
    assert!(page(Some("GB")).contains("£1,500–£2,500 in the United Kingdom"));
    assert!(page(Some("CA")).contains("CA$1,800–CA$5,000 in Canada"));
    assert!(page(Some("AU")).contains("A$2,200–A$5,000 in Australia"));
    assert!(page(Some("AU")).contains("All published prices: A$500–A$5,000"));
}

#[test]
fn a_touch_up_is_priced_in_the_country_or_not_at_all() {
    let touch_up = |country| {
        let page = page(Some(country));
        let (_, after) = page.split_once("Each touch-up: ").unwrap();
        after.split_once('.').unwrap().0.to_owned()
    };
    assert_eq!(touch_up("US"), "$250–$1,000 in the United States");
    assert_eq!(touch_up("GB"), "£200 in the United Kingdom");
    assert_eq!(touch_up("CA"), "no price found in Canada");
    assert_eq!(touch_up("AU"), "no price found in Australia");
}

#[test]
fn all_published_ranges_are_in_the_json() {
    let json = priced(WHOLE_SCALP, Some("GB"), |assessment| json(assessment, None));
    let json: Value = serde_json::from_str(&json).unwrap();
    let expected = &json["expectations"];
    assert_eq!(expected["upkeep"]["months"], json!([36, 72]));
    let of = |table: &str, key: &str| expected[table]["all_published"][key].clone();
    assert_eq!(of("upkeep", "months"), json!([12, 180]));
    assert_eq!(of("sessions", "visits"), json!([1, 5]));
    assert_eq!(of("recovery", "redness_days"), json!([0, 5]));
    assert_eq!(of("cost", "amount"), json!([300, 2500]));
    assert_eq!(expected["upkeep"]["main_source"]["months"], json!([12, 12]));
    assert_eq!(expected["cost"]["main_source"], Value::Null);
    assert_eq!(expected["cost"]["touch_up"]["amount"], json!([200, 200]));
    assert!(of("upkeep", "sources").as_array().unwrap().len() > 1);
}

#[test]
fn the_yearly_figure_of_the_guide_is_always_printed() {
    let page = page(None);
    assert!(page.contains("Once every 3 to 6 years"), "{page}");
    assert!(page.contains("AEDIT says: once a year"), "{page}");
    assert!(page.contains("All published: once a year to once every 15 years"));
    assert!(page.contains("AEDIT's guide says that recovery takes 3 days, and also about a week"));
}

#[test]
fn a_range_narrows_by_area_and_stage_and_not_for_a_mixture() {
    let visits = |areas: &str| {
        let person =
            format!(r#"{{ "hair_loss": "male_pattern", "stage": "early", "area": {areas} }}"#);
        let visits = priced(&person, None, |assessment| {
            assessment.sessions.content.visits
        });
        (visits.min, visits.max)
    };
    assert_eq!(visits(r#"["crown"]"#), (1, 3));
    assert_eq!(visits(r#"["thinning"]"#), (1, 3));
    for mixture in [
        r#"["crown", "hairline"]"#,
        r#"["thinning", "scar"]"#,
        r#"["crown", "beard"]"#,
    ] {
        assert_eq!(visits(mixture), (2, 5), "{mixture}");
    }
}

#[test]
fn the_price_of_the_guide_is_printed_in_every_country() {
    assert!(page(None).contains("AEDIT says: $350–$5,100"));
    for country in ["GB", "CA", "AU"] {
        let page = page(Some(country));
        let expected = "AEDIT says: $350–$5,100 in the United States";
        assert!(page.contains(expected), "{page}");
    }
}

#[test]
fn without_a_country_the_first_one_counts() {
    assert_eq!(page(None), page(Some("US")));
}

#[test]
fn a_country_without_prices_gets_the_range_of_the_guide_and_a_note() {
    for (country, name) in [("DE", "Germany"), ("ZZ", "your country (ZZ)")] {
        assert_eq!(amount(WHOLE_SCALP, country), (350, 5100, "USD".to_owned()));
        let expected =
            format!("We found no clear prices for {name}. This range is for the United States.");
        assert!(
            page(Some(country)).contains(&expected),
            "{}",
            page(Some(country))
        );
    }
}

#[test]
fn a_note_without_a_price_is_printed_and_not_counted() {
    let page = page(Some("TR"));
    assert!(page.contains("$350–$5,100 in the United States"), "{page}");
    assert!(page.contains("and names no price"), "{page}");
}

#[test]
fn the_json_keeps_its_keys() {
    let keys = |country| {
        let json = priced(WHOLE_SCALP, country, |assessment| json(assessment, None));
        let json: Value = serde_json::from_str(&json).unwrap();
        let cost = json["expectations"]["cost"].as_object().unwrap().clone();
        let keys: Vec<_> = cost.keys().cloned().collect();
        (keys, cost["country"].clone(), cost["because"].to_string())
    };
    let (usual, us, _) = keys(None);
    let (there, stand_in, because) = keys(Some("TR"));
    assert_eq!(usual, there);
    assert_eq!((us.as_str(), stand_in.as_str()), (Some("US"), Some("US")));
    assert!(because.contains("no clear prices for Turkey"), "{because}");
}

#[test]
fn any_two_letters_are_a_country_and_nothing_else_is() {
    for code in ["gb", "GB", "uk", "UK"] {
        assert_eq!(Country::parse(code).unwrap().code(), "GB");
    }
    for code in ["", "G", "GBR", "G1", "é", "ßß", "  "] {
        assert_eq!(Country::parse(code), None, "{code}");
    }
}

#[test]
fn a_malformed_country_is_a_usage_error() {
    let file = "tests/readme/alex.json";
    let refused = smp(&["assess", file, "--country", "USA"]);
    assert_eq!(refused.status.code(), Some(2));
    let message = String::from_utf8(refused.stderr).unwrap();
    assert!(message.contains("expected two letters"), "{message}");
    let priced = smp(&["assess", file, "--country", "br"]);
    assert_eq!(priced.status.code(), Some(0));
    let before = smp(&["--country", "GB", "assess", file]);
    assert_eq!(before.status.code(), Some(2));
}

/// What a command prints: numbers and prices of the country asked for, the same in every country, or nothing.
enum Prints {
    OfCountry,
    TheSame,
}

/// Every command, and what a country changes in it.
const COMMANDS: [(&str, Prints); 33] = [
    ("assess FILE", Prints::OfCountry),
    ("assess FILE --show all", Prints::OfCountry),
    ("assess FILE --format html", Prints::OfCountry),
    ("assess FILE --format markdown", Prints::OfCountry),
    ("assess FILE --format json", Prints::OfCountry),
    ("assess FILE --format fhir", Prints::OfCountry),
    ("batch FILE --from jsonl", Prints::OfCountry),
    ("batch FILE --from jsonl --to csv", Prints::OfCountry),
    ("batch FILE --from jsonl --full", Prints::OfCountry),
    (
        "batch FILE --from jsonl --handouts PAGES --force",
        Prints::OfCountry,
    ),
    ("calendar FILE --start 2027-03-31", Prints::OfCountry),
    ("sheet card", Prints::OfCountry),
    ("form", Prints::OfCountry),
    ("sheet card --format text", Prints::OfCountry),
    ("sheet card --format markdown", Prints::OfCountry),
    ("rules new NEW", Prints::OfCountry),
    ("batch FILE --from jsonl --to summary", Prints::TheSame),
    ("sheet letter FILE", Prints::TheSame),
    ("sheet consult FILE", Prints::TheSame),
    ("sheet visit", Prints::TheSame),
    ("template", Prints::TheSame),
    ("explain", Prints::TheSame),
    ("explain worry", Prints::TheSame),
    ("fhir questionnaire", Prints::TheSame),
    ("fhir code-system", Prints::TheSame),
    ("fhir response FILE", Prints::TheSame),
    ("rules check tests/packs/minimal", Prints::TheSame),
    ("rules test tests/packs/minimal", Prints::TheSame),
    ("rules show", Prints::TheSame),
    (
        "rules diff tests/packs/minimal tests/packs/minimal",
        Prints::TheSame,
    ),
    ("schema answers", Prints::TheSame),
    ("completions bash", Prints::TheSame),
    ("man assess", Prints::TheSame),
];

/// What a command prints and writes in a country; the exit code is 2 if it is refused.
fn run_in(folder: &Path, command: &str, option: Option<&str>, variable: Option<&str>) -> Output {
    let words = command.split(' ').map(|word| match word {
        "FILE" => folder.join("anna.json"),
        "PAGES" => folder.join("pages"),
        "NEW" => folder.join("new"),
        word => PathBuf::from(word),
    });
    let country = option.iter().flat_map(|code| ["--country", code]);
    let arguments: Vec<_> = words.chain(country.map(PathBuf::from)).collect();
    let mut output = command_of(&arguments)
        .envs(variable.map(|code| ("SMP_COUNTRY", code)))
        .output()
        .unwrap();
    for written in ["pages/anna.html", "new/expectations.json"] {
        let written = fs::read(folder.join(written)).unwrap_or_default();
        output.stdout.extend(written);
    }
    for folder in ["pages", "new"].map(|name| folder.join(name)) {
        _ = fs::remove_dir_all(folder);
    }
    output
}

#[test]
fn no_command_passes_over_a_country() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let person = r#"{ "id": "anna", "hair_loss": "male_pattern", "area": ["whole_scalp"] }"#;
    fs::write(folder.join("anna.json"), person).unwrap();
    for (command, prints) in &COMMANDS {
        let usual = run_in(folder, command, None, None);
        assert_eq!(usual.status.code(), Some(0), "{command}: {usual:?}");
        let by_option = run_in(folder, command, Some("GB"), None);
        let by_variable = run_in(folder, command, None, Some("GB"));
        match prints {
            Prints::OfCountry => {
                assert_eq!(by_option.status.code(), Some(0), "{command}: {by_option:?}");
                assert_eq!(by_option.stdout, by_variable.stdout, "{command}");
                assert_ne!(by_option.stdout, usual.stdout, "{command}");
                let printed = String::from_utf8(by_option.stdout).unwrap();
                let is_of_country = ["999", "£", "GBP"]
                    .iter()
                    .any(|word| printed.contains(word));
                assert!(
                    // An address of a source may hold the digits.
                    is_of_country && !printed.contains("all 911"),
                    "{command}: {printed}"
                );
            }
            Prints::TheSame => {
                assert_eq!(by_variable.stdout, usual.stdout, "{command}");
                let is_refused = by_option.status.code() == Some(2);
                assert!(is_refused || by_option.stdout == usual.stdout, "{command}");
                let printed = String::from_utf8(usual.stdout).unwrap();
                let is_of_one = printed.contains("911") && !printed.contains("999");
                assert!(!is_of_one, "{command}: {printed}");
            }
        }
        let before = smp(&[
            &["--country", "GB"] as &[_],
            &command.split(' ').collect::<Vec<_>>(),
        ]
        .concat());
        assert_eq!(before.status.code(), Some(2), "{command}: {before:?}");
    }
}

#[test]
fn every_command_is_among_those_that_are_tried_in_a_country() {
    let help = program::done(&["--help"]);
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let names = commands.lines().take_while(|line| !line.is_empty());
    let names = names.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let mut count = 0;
    for name in names.filter_map(|line| line.split_whitespace().next()) {
        let mut tried = COMMANDS
            .iter()
            .map(|(command, _)| command.split(' ').next());
        assert!(
            name == "help" || tried.any(|tried| tried == Some(name)),
            "{name}"
        );
        count += 1;
    }
    assert!(count > 10, "{help}");
}

#[test]
fn the_interview_gives_the_numbers_of_the_country() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sam.json");
    let person = fs::read_to_string("tests/readme/sam.json").unwrap();
    let mut person: Value = serde_json::from_str(&person).unwrap();
    person.as_object_mut().unwrap().remove("worry");
    fs::write(&file, person.to_string()).unwrap();
    let card = |country: &str| {
        let arguments = [
            "--plain",
            "--answers",
            file.to_str().unwrap(),
            "--country",
            country,
        ];
        let output = program::fed(&mut command_of(&arguments), b"5\n");
        fs::write(&file, person.to_string()).unwrap();
        let said = in_one_line(&String::from_utf8(output.stderr).unwrap());
        let (_, card) = said
            .split_once("You matter more than any treatment.")
            .unwrap();
        card.to_owned()
    };
    for (country, line, number) in [
        ("US", "the 988 Lifeline (call or text 988).", "call 911."),
        ("GB", "Samaritans (116 123).", "call 999."),
        ("AU", "Lifeline (13 11 14).", "call 000."),
        (
            "DE",
            "your local emergency number or crisis line.",
            "call your local emergency number.",
        ),
    ] {
        let card = card(country);
        assert!(
            card.contains(line) && card.contains(number),
            "{country}: {card}"
        );
        assert_eq!(card.contains("911"), country == "US", "{card}");
    }
}
