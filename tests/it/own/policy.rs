//! House rules: shown everywhere as the clinic's own, and nowhere as evidence.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use smp_suitability::diagnostic::Code;
use smp_suitability::load::{PackKind, file_schema};
use smp_suitability::pack::Verdict;
use tempfile::TempDir;

use super::{HEADER, RULES, pack, problems};
use crate::minimal::Input;
use crate::program::done;

const REASON: &str = "None of us is trained for beards.";
const NOTE: &str = "We like to see the scalp.";
const SCORE: &str = "Our pictures show short hair only.";
const PERSON: &str = r#"{ "id": "anna", "area": ["beard"], "hair_length": "long" }"#;

/// A gate, advice and points that rest on nothing but the clinic's decision.
fn rules(reason: &str) -> String {
    json!({ "rules": [
        { "id": "own-no-beard", "when": { "area": ["beard"] }, "verdict": "not_recommended",
          "because": "We do not work on beards.", "policy": reason },
        { "id": "own-note", "when": { "hair_length": ["long"] }, "advice": "Tie your hair back.",
          "because": "Long hair gets in the way.", "policy": NOTE },
        { "id": "own-long", "when": { "hair_length": ["long"] }, "points": -1,
          "because": "We have little to show for long hair.", "policy": SCORE },
    ] })
    .to_string()
}

fn folder(reason: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let header = r#"{ "extends": "smp", "id": "own", "version": "1" }"#;
    fs::create_dir(folder.path().join("pack")).unwrap();
    for (name, text) in [
        ("pack/pack.json", header),
        ("pack/suitability.json", &rules(reason)),
        ("anna.json", PERSON),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// What the program prints about the pack and the person, in one line.
fn printed(folder: &TempDir, command: &str) -> String {
    let [pack, person, pages] = ["pack", "anna.json", "pages"].map(|name| folder.path().join(name));
    let words = command.split(' ').map(|word| match word {
        "PACK" => text(&pack),
        "FILE" => text(&person),
        "PAGES" => text(&pages),
        word => word,
    });
    let mut printed = done(&words.collect::<Vec<_>>());
    printed += &fs::read_to_string(pages.join("anna.html")).unwrap_or_default();
    _ = fs::remove_dir_all(&pages);
    printed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_house_rule_is_shown_with_its_reason_everywhere() {
    let folder = folder(REASON);
    for command in [
        "assess FILE --rules PACK --show all",
        "assess FILE --rules PACK --format markdown",
        "assess FILE --rules PACK --format html",
        "assess FILE --rules PACK --format fhir",
        "batch FILE --from jsonl --rules PACK --handouts PAGES",
        "rules show PACK",
        "explain own-no-beard --rules PACK",
    ] {
        let printed = printed(&folder, command);
        // A table of reasons has its second column between the lines of the first.
        let printed = printed.replace("clinic's own clinic's own rule:", "clinic's own rule:");
        let printed = printed.replace(" rule beards.", " beards.");
        let own = format!("The clinic's own rule: {REASON}");
        assert!(printed.contains(&own), "{command}: {printed}");
    }
    let first = printed(&folder, "assess FILE --rules PACK");
    assert!(first.contains("clinic's own"), "{first}");
    assert!(
        first.contains("Ask the clinic what it can do instead"),
        "{first}"
    );
    let explained = printed(&folder, "explain own-no-beard --rules PACK");
    assert_eq!(explained.matches(REASON).count(), 1, "{explained}");
    for evidence in ["Strength", "Sources", "Claims"] {
        assert!(!explained.contains(evidence), "{explained}");
    }
}

#[test]
fn programs_get_the_reason_and_no_evidence() {
    let folder = folder(REASON);
    for command in [
        "assess FILE --rules PACK --format json",
        "batch FILE --from jsonl --rules PACK --full",
    ] {
        let printed: Value = serde_json::from_str(&printed(&folder, command)).unwrap();
        let findings = printed["findings"].as_array().unwrap();
        let own: Vec<_> = findings
            .iter()
            .filter(|finding| !finding["policy"].is_null())
            .collect();
        assert_eq!(own.len(), 3, "{command}");
        for finding in own {
            assert!(
                finding["rule"].as_str().unwrap().starts_with("own-"),
                "{finding}"
            );
            assert_eq!([&finding["sources"], &finding["claims"]], [&json!([]); 2]);
            assert_eq!(finding["strength"], Value::Null);
        }
    }
    let bundle: Value =
        serde_json::from_str(&printed(&folder, "assess FILE --rules PACK --format fhir")).unwrap();
    let bundle = bundle.to_string();
    for reason in [REASON, NOTE, SCORE] {
        let part = json!({ "name": "policy", "valueString": reason }).to_string();
        assert!(bundle.contains(&part), "{bundle}");
    }
}

#[test]
fn a_new_reason_is_a_difference() {
    let [old, new] = [REASON, "Our insurance leaves beards out."].map(folder);
    let [old_pack, new_pack] = [&old, &new].map(|folder| folder.path().join("pack"));
    let same = done(&["rules", "diff", text(&old_pack), text(&old_pack)]);
    assert!(!same.contains("own-no-beard"), "{same}");
    let differs = done(&["rules", "diff", text(&old_pack), text(&new_pack)]);
    assert!(differs.contains("own-no-beard"), "{differs}");
}

#[test]
fn a_rule_of_the_base_can_become_a_house_rule() {
    let rule = r#"{ "rules": [{ "id": "oily-scalp", "policy": "We say so.", "sources": null, "claims": null }] }"#;
    let own = pack(&[(RULES, rule)]);
    let rule = own
        .rules
        .iter()
        .find(|rule| rule.id == "oily-scalp")
        .unwrap();
    assert_eq!(rule.policy.as_deref(), Some("We say so."));
    assert!(rule.sources.is_empty() && rule.claims.is_empty());
    assert_eq!(rule.strength(&own), None);
}

/// The codes of the problems of a pack with a rule that has these keys besides.
fn codes(more: &str) -> Vec<Code> {
    let rules = format!(
        r#"{{ "rules": [{{ "id": "own-a", "when": {{ "area": ["beard"] }}, "advice": "Ask us.", "because": "It is so."{more} }}] }}"#
    );
    problems(&[(RULES, &rules)])
        .iter()
        .map(|problem| problem.code)
        .collect()
}

#[test]
fn a_rule_rests_on_evidence_or_on_a_policy() {
    let evidence = r#", "sources": ["aedit"], "claims": ["S01"]"#;
    let policy = r#", "policy": "We say so.""#;
    assert_eq!(codes(evidence), []);
    assert_eq!(codes(policy), []);
    assert_eq!(codes(""), [Code::MissingKey; 2]);
    for more in [evidence, r#", "strength": "our-opinion""#] {
        assert_eq!(
            codes(&format!("{policy}{more}")),
            [Code::PolicyWithSources],
            "{more}"
        );
    }
    assert_eq!(codes(r#", "policy": " ""#), [Code::EmptyText]);
    let without = problems(&[(
        RULES,
        r#"{ "rules": [{ "id": "very-low", "sources": null, "claims": null }] }"#,
    )]);
    assert_eq!(without.len(), 2, "{without:?}");
    assert!(
        without
            .iter()
            .all(|problem| problem.code == Code::MissingKey)
    );
}

#[test]
fn only_a_pack_that_extends_another_has_house_rules() {
    let mut input = Input::sound();
    input.replace(
        RULES,
        r#""because""#,
        r#""policy": "We say so.", "because""#,
    );
    let problems = input.problems();
    assert_eq!(problems[0].code, Code::UnknownKey, "{problems:?}");
    let help = problems[0].help.as_deref();
    assert_eq!(help, Some("only a pack that extends another has `policy`"));
    assert!(super::base().rules.iter().all(|rule| rule.policy.is_none()));
}

#[test]
fn the_schema_of_an_own_pack_knows_house_rules() {
    let rules: Value = serde_json::from_str(&rules(REASON)).unwrap();
    let accepts = |kind| jsonschema::is_valid(&file_schema(RULES, kind).unwrap(), &rules);
    assert!(accepts(PackKind::Extending));
    assert!(!accepts(PackKind::Whole));
    let own = pack(&[(HEADER, super::BARE), (RULES, &rules.to_string())]);
    let gate = own
        .rules
        .iter()
        .find(|rule| rule.id == "own-no-beard")
        .unwrap();
    assert_eq!(gate.verdict, Some(Verdict::NotRecommended));
}
