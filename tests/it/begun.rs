//! `smp rules new` with the real program, and the own pack of rules/README.md.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{done, refused, smp};

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("own");
    (folder, pack)
}

/// A new pack of a clinic.
#[track_caller]
fn of_dots_and_co() -> (TempDir, PathBuf) {
    let (folder, pack) = folder();
    let new = ["rules", "new", pack.to_str().unwrap()];
    let clinic = ["--name", "Dots & Co", "--contact", "dots@example.org"];
    done(&[&new[..], &clinic].concat());
    (folder, pack)
}

/// Checks and tests a pack, and gives the result of a person by it.
#[track_caller]
fn works(pack: &str) -> Value {
    assert!(done(&["rules", "check", pack]).contains(" hold"));
    assert!(done(&["rules", "test", pack]).contains(" as expected, 0 not"));
    result(pack)
}

/// The result of a person, by a pack.
#[track_caller]
fn result(pack: &str) -> Value {
    let alex = "tests/readme/alex.json";
    let json = done(&["assess", alex, "--rules", pack, "--format", "json"]);
    serde_json::from_str(&json).unwrap()
}

#[test]
fn a_new_pack_works_at_once_and_changes_nothing_but_the_name() {
    let (_folder, pack) = of_dots_and_co();
    let pack = pack.to_str().unwrap();
    let result = works(pack);
    assert_eq!(result["pack"]["id"], "dots-co");
    assert_eq!(result["pack"]["clinic"]["name"], "Dots & Co");
    assert_eq!(result["pack"]["clinic"]["contact"], "dots@example.org");
    let json = done(&["assess", "tests/readme/alex.json", "--format", "json"]);
    let base: Value = serde_json::from_str(&json).unwrap();
    for (key, value) in base.as_object().unwrap() {
        assert!(key == "pack" || result[key] == *value, "{key}");
    }
    assert!(base["pack"].get("clinic").is_none());
}

#[test]
fn the_contact_line_stands_below_the_next_steps() {
    let (_folder, pack) = of_dots_and_co();
    let pack = pack.to_str().unwrap();
    let text = done(&["assess", "tests/readme/alex.json", "--rules", pack]);
    let (_, after) = text.split_once("  What to do next\n").unwrap();
    let steps: Vec<_> = after.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(*steps.last().unwrap(), "    Dots & Co: dots@example.org");
}

#[test]
fn own_prices_come_first_in_any_country() {
    for (country, currency, shown) in [
        ("DE", "eur", "EUR"),
        ("GB", "GBP", "GBP"),
        ("us", "usd", "USD"),
    ] {
        let (_folder, pack) = folder();
        let pack = pack.to_str().unwrap();
        let prices = [
            "--country",
            country,
            "--currency",
            currency,
            "--price",
            "1234-5678",
        ];
        done(&[&["rules", "new", pack, "--extends", "smp"], &prices[..]].concat());
        // Which prices these are makes no difference to its laws, so one check is enough.
        let result = if country == "DE" {
            works(pack)
        } else {
            result(pack)
        };
        let cost = &result["expectations"]["cost"];
        assert_eq!(cost["amount"], serde_json::json!([1234, 5678]));
        assert_eq!(cost["currency"], shown);
        assert_eq!(cost["country"], country.to_uppercase());
        assert_eq!(cost["sources"], serde_json::json!(["own-prices"]));
    }
}

#[test]
fn prices_are_never_made_up() {
    let (_folder, pack) = folder();
    let new = ["rules", "new", pack.to_str().unwrap()];
    let with = |more: &[&'static str]| refused(&[&new[..], more].concat());
    assert!(with(&["--country", "DE"]).contains("no prices in EUR are known for DE"));
    assert!(with(&["--country", "US", "--currency", "EUR"]).contains("--price"));
    assert!(with(&["--country", "DE", "--price", "1-2"]).contains("--currency"));
    assert!(with(&["--price", "2-1"]).contains("the lower price first"));
    assert!(with(&["--price", "a lot"]).contains("two whole numbers"));
    assert!(with(&["--currency", "Euro"]).contains("three letters"));
    assert!(with(&["--extends", "other"]).contains("smp"));
    assert!(with(&["--name", " "]).contains("at least one word"));
    assert!(!pack.exists());
}

#[test]
fn nothing_is_ever_overwritten() {
    let (folder, pack) = folder();
    let name = pack.to_str().unwrap();
    fs::create_dir(&pack).unwrap();
    done(&["rules", "new", name]); // an empty folder will do
    fs::write(pack.join("pack.json"), "mine").unwrap();
    assert!(refused(&["rules", "new", name]).contains("is not empty"));
    assert_eq!(fs::read_to_string(pack.join("pack.json")).unwrap(), "mine");
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    refused(&["rules", "new", file.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

/// A section of the reference.
fn section(title: &str) -> String {
    let readme = fs::read_to_string("rules/README.md").unwrap();
    let (_, section) = readme.split_once(&format!("## {title}\n")).unwrap();
    section.split("\n## ").next().unwrap().to_owned()
}

/// The blocks of a section, each under the name of its file.
fn example(section: &str) -> Vec<(String, String)> {
    let blocks = section.split("\n```json\n").collect::<Vec<_>>();
    let blocks = blocks.windows(2).map(|pair| {
        let name = pair[0].trim_end().lines().last().unwrap();
        let name = name.split('`').nth(1).unwrap();
        let (block, _) = pair[1].split_once("\n```").unwrap();
        (name.to_owned(), block.to_owned())
    });
    blocks.collect()
}

#[test]
fn the_own_pack_of_the_reference_is_the_one_that_ships_and_works() {
    let pack = "tests/packs/clinic";
    let example = example(&section("A clinic's own pack"));
    assert_eq!(fs::read_dir(pack).unwrap().count(), example.len());
    for (name, text) in example {
        let shipped = fs::read_to_string(format!("{pack}/{name}")).unwrap();
        assert_eq!(shipped.trim_end(), text, "{name}");
    }
    let cost = works(pack)["expectations"]["cost"].clone();
    assert_eq!(cost["amount"], serde_json::json!([1800, 4200]));
    let tested = done(&["rules", "test", pack]);
    assert!(tested.contains(" of the base left out"), "{tested}");
    refused(&["explain", "scalp_type", "--rules", pack]);
    let far = ["--set", "far_away=far", "--format", "json"];
    let assess = ["assess", "tests/readme/alex.json", "--rules", pack];
    let result = done(&[&assess[..], &far[..]].concat());
    assert!(result.contains(r#""rule": "own-far-away""#), "{result}");
    let interview = smp(&["--rules", pack, "--plain"]);
    let shown = String::from_utf8_lossy(&interview.stdout).into_owned();
    let shown = shown + &String::from_utf8_lossy(&interview.stderr);
    assert!(
        shown.contains("What color is your hair without dye?"),
        "{shown}"
    );
}

#[test]
fn every_change_of_an_own_pack_in_the_reference_works() {
    let laws = |printed: &str| {
        let (_, count) = printed.split_once("answer sets: ").unwrap();
        count.split(' ').next().unwrap().parse::<usize>().unwrap()
    };
    let all = laws(&done(&["rules", "check"]));
    let section = section("Changes of an own pack, by example");
    let changes: Vec<_> = section.split("\n**").skip(1).collect();
    for (change, (title, removed_laws)) in changes.iter().zip([
        ("House rules.", 0),
        ("A law that no longer holds.", 2),
        ("A reference option.", 0),
    ]) {
        assert!(change.starts_with(title), "{change}");
        let files = example(change);
        let (_folder, pack) = folder();
        fs::create_dir(&pack).unwrap();
        let header = r#"{ "extends": "smp", "id": "own", "version": "1" }"#;
        fs::write(pack.join("pack.json"), header).unwrap();
        for (name, text) in &files {
            fs::write(pack.join(name), text).unwrap();
        }
        let pack_name = pack.to_str().unwrap();
        let checked = done(&["rules", "check", pack_name]);
        assert_eq!(laws(&checked), all - removed_laws, "{title}: {checked}");
        let tested = done(&["rules", "test", pack_name]);
        assert!(
            tested.contains(" cases as expected, 0 not"),
            "{title}: {tested}"
        );
        // Without one of its files a change is refused, or breaks something.
        for (name, _) in files.iter().filter(|(name, _)| name != "suitability.json") {
            let kept = fs::read(pack.join(name)).unwrap();
            fs::remove_file(pack.join(name)).unwrap();
            if name == "pack.json" {
                fs::write(pack.join(name), header).unwrap();
            }
            let codes =
                ["check", "test"].map(|command| smp(&["rules", command, pack_name]).status.code());
            assert_ne!(codes, [Some(0); 2], "{title} without {name}");
            fs::write(pack.join(name), kept).unwrap();
        }
    }
    assert_eq!(changes.len(), 3);
}

#[test]
fn the_new_pack_of_the_documents_prints_what_it_says() {
    let page = fs::read_to_string("docs/clinic-packs.md").unwrap();
    let (_, shown) = page.split_once("$ smp rules new my-clinic ").unwrap();
    let (_, shown) = shown.split_once('\n').unwrap();
    let (shown, _) = shown.split_once("```").unwrap();
    let (_folder, pack) = folder();
    let pack = pack.to_str().unwrap();
    let name = ["--name", "Dots & Co", "--contact", "dots@example.org"];
    let new = ["rules", "new", pack, "--price", "1800-3600"];
    let printed = done(&[&new[..], &name[..]].concat());
    assert_eq!(printed.replace(pack, "my-clinic"), shown);
}
