//! What `rules check` proves: one defect after the other in a pack that loads, and all that is said of it.

use std::fmt::Write as _;

use insta::assert_snapshot;
use smp_suitability::assess::Table;
use smp_suitability::diagnostic::Code;
use smp_suitability::load;
use smp_suitability::verify::{self, Checked, Severity};

use crate::diagnostics::PROVED;
use crate::minimal::Input;

const HEADER: &str = "pack.json";
const QUESTIONS: &str = "questionnaire.json";
const RULES: &str = "suitability.json";
const TABLES: &str = "expectations.json";
const SOURCES: &str = "sources.json";

/// For each code a change to the minimal pack that brings it about.
#[rustfmt::skip] // one defect, one line
const DEFECTS: &[(Code, &str, &str, &str)] = &[
    (Code::BadScore, RULES, r#""points": 20"#, r#""points": 51"#),
    (Code::BadScore, RULES, r#""points": -10"#, r#""points": -51"#),
    (Code::DeadBand, HEADER, r#"{ "from": 60, "verdict": "suitable" }"#, r#"{ "from": 60, "verdict": "suitable" }, { "from": 71, "verdict": "suitable" }"#),
    (Code::DeadBand, HEADER, r#"{ "from": 60, "verdict": "suitable" }"#, r#"{ "from": 60, "verdict": "suitable" }, { "from": 70, "verdict": "suitable" }"#),
    (Code::DeadRule, RULES, r#"{ "skin": ["keloid"] }, "verdict""#, r#"{ "skin": ["keloid"] }, "unless": { "skin": ["keloid"] }, "verdict""#),
    (Code::DeadRule, RULES, r#"{ "skin": ["keloid"] }, "verdict""#, r#"{ "skin": ["none"] }, "verdict""#),
    (Code::DeadGate, RULES, r#""rules": ["#, r#""rules": [{ "id": "light", "when": { "color": ["light"] }, "verdict": "suitable_with_cautions", "because": "Pale.", "sources": ["aedit"], "claims": ["C01"] },"#),
    (Code::ImpliedRule, RULES, r#""rules": ["#, r#""rules": [{ "id": "dark-mole", "when": { "color": ["dark"], "skin": ["mole"] }, "verdict": "wait", "wait": { "min_days": 0, "max_days": 30, "since": "now" }, "because": "Dark.", "sources": ["aedit"], "claims": ["C01"] },"#),
    (Code::ImpliedRule, RULES, r#""rules": ["#, r#""rules": [{ "id": "moles", "when": { "skin": ["mole"] }, "verdict": "wait", "wait": { "min_days": 0, "max_days": 30, "since": "now" }, "because": "Again.", "sources": ["aedit"], "claims": ["C01"] },"#),
    (Code::IdleQuestion, QUESTIONS, r#""questions": ["#, r#""questions": [{ "id": "name_day", "kind": "one", "change": "fixed", "ask": "When?", "why": "For fun.", "options": [{ "id": "may", "label": "May" }, { "id": "june", "label": "June" }] },"#),
    (Code::IdleOption, QUESTIONS, r#"{ "id": "light", "label": "Light" }"#, r#"{ "id": "light", "label": "Light" }, { "id": "pink", "label": "Pink" }"#),
    (Code::IdleOption, HEADER, r#", "letter": "no" }"#, " }"),
    (Code::NotNeutral, QUESTIONS, r#""label": "A mole""#, r#""label": "A mole", "neutral": "It is small.""#),
    (Code::NotNeutral, QUESTIONS, r#""why": "Needles.","#, r#""why": "Needles.", "neutral": "We are curious.","#),
    (Code::DeadRow, TABLES, r#""rows": ["#, r#""rows": [{ "id": "any", "when": [{ "color": ["dark", "gray", "light"] }], "visits": [1, 2], "hours": [1, 5], "gap_days": [7, 30], "because": "It is.", "sources": ["aedit"], "claims": ["C01"] },"#),
    (Code::DeadRow, "guide.json", r#""text": "Dots of pigment.""#, r#""text": "Dots of pigment.", "when": { "skin": ["none"], "letter": ["yes"] }"#),
    (Code::OutsideOverall, TABLES, r#""amount": [350, 5100]"#, r#""amount": [400, 5100]"#),
    (Code::OutsideOverall, TABLES, r#""sessions": {"#, r#""sessions": { "overall": { "visits": [2, 4], "hours": [1, 5], "gap_days": [7, 30], "sources": ["aedit"], "claims": ["C01"] },"#),
    (Code::OutsideOverall, TABLES, r#""recovery": {"#, r#""recovery": { "overall": { "redness_days": [1, 5], "care_days": [8, 10], "sun_and_water_days": [7, 20], "sources": ["aedit"], "claims": ["C01"] },"#),
    (Code::OutsideOverall, TABLES, r#""upkeep": {"#, r#""upkeep": { "overall": { "months": [13, 72], "sources": ["aedit"], "claims": ["C01"] },"#),
    (Code::MissingDay, TABLES, r#""from": 0, "to": 30"#, r#""from": 2, "to": 29"#),
    (Code::OverlappingDays, TABLES, r#""timeline": ["#, r#""timeline": [{ "from": 0, "to": 2, "look": "Red.", "avoid": "Sun.", "may": "Work.", "sources": ["aedit"], "claims": ["C01"] },"#),
    (Code::UnusedSource, SOURCES, r#""sources": ["#, r#""sources": [{ "id": "other", "title": "A page", "publisher": "Somebody", "year": null, "url": null, "doi": null, "kind": "clinic" },"#),
    (Code::UnusedClaim, SOURCES, r#""claims": ["#, r#""claims": [{ "id": "C02", "says": "Gray is hard.", "sources": ["aedit"], "agreement": "single" },"#),
    (Code::IdleDispute, RULES, r#""disputed": { "in": "gray", "points": 0 },"#, ""),
    (Code::LongText, QUESTIONS, r#""label": "A mole""#, r#""label": "A mole that is in the area, or next to it, or near enough to be touched by a needle""#),
    (Code::HardText, RULES, "Gray dots look blue.", "Practitioners consistently characterize particularly depigmented individuals as considerably inappropriate candidates for micropigmentation procedures without additional dermatological consultation."),
    (Code::BrokenLaw, HEADER, r#""unless": { "letter": ["yes"] }, "#, ""),
    (Code::BrokenLaw, HEADER, r#"{ "skin": ["mole"] }, "rule": "mole""#, r#"{ "color": ["dark"] }, "rule": "mole""#),
    (Code::BrokenLaw, HEADER, r#"{ "color": ["gray"] }, "verdict": ["suitable"]"#, r#"{ "color": ["dark"] }, "verdict": ["suitable"]"#),
    (Code::BrokenLaw, HEADER, "[40, 70]", "[40, 69]"),
    (Code::BrokenLaw, HEADER, "[40, 70]", "[51, 70]"),
    (Code::BrokenLaw, HEADER, r#"["light", "dark"], "verdict""#, r#"["dark", "light"], "verdict""#),
    (Code::BrokenLaw, HEADER, r#""verdict": "never_worsens", "score""#, r#""when": { "skin": ["none"] }, "verdict": "never_improves", "score""#),
    (Code::BrokenLaw, HEADER, r#""score": "never_falls""#, r#""score": "never_rises""#),
    (Code::EmptyLaw, HEADER, r#"{ "color": ["gray"] }, "verdict""#, r#"{ "skin": ["none"], "letter": ["yes"] }, "verdict""#),
];

fn checked(input: &Input) -> Checked {
    let files = input.pack_files();
    let pack = load::pack(&files).unwrap_or_else(|_| panic!("{}", input.printed()));
    verify::check(&Table::new(&pack), &files)
}

#[test]
fn the_minimal_pack_has_every_property_and_keeps_its_laws() {
    let checked = checked(&Input::sound());
    assert_eq!(checked.findings, []);
    assert_eq!((checked.laws.stated, checked.laws.held), (5, 5));
    assert_eq!(
        (checked.properties.stated, checked.properties.held),
        (14, 14)
    );
}

#[test]
fn every_defect_is_found_and_told_with_place_witness_and_help() {
    let mut printed = String::new();
    for &(code, file, find, replace) in DEFECTS {
        let mut input = Input::sound();
        input.replace(file, find, replace);
        let checked = checked(&input);
        let found = checked.findings.iter();
        let codes: Vec<_> = found
            .clone()
            .map(|finding| finding.diagnostic.code)
            .collect();
        assert!(codes.contains(&code), "{find}: {codes:?}");
        let is_broken = found
            .clone()
            .any(|finding| finding.severity == Severity::Error);
        assert_eq!(checked.holds(), !is_broken, "{find}");
        for finding in found {
            assert!(finding.diagnostic.place.position.is_some(), "{finding}");
            _ = writeln!(printed, "{finding}");
        }
        _ = writeln!(printed);
    }
    assert_snapshot!(printed);
}

#[test]
fn every_proved_code_has_a_defect() {
    for code in PROVED {
        assert!(
            DEFECTS.iter().any(|(tested, ..)| *tested == code),
            "{}",
            code.name()
        );
    }
}

#[test]
fn what_was_found_is_told_to_programs_too() {
    let mut input = Input::sound();
    input.replace(HEADER, "[40, 70]", "[40, 69]");
    let files = input.pack_files();
    let pack = load::pack(&files).unwrap();
    let table = Table::new(&pack);
    let checked = verify::check(&table, &files);
    let json = verify::check_json(&table, &checked, None);
    assert_snapshot!(json.replace(&pack.sha256, "…"));
    let text = verify::check_text(&table, &checked, None);
    assert!(
        text.ends_with(
            "checked 44 answer sets: 4 of 5 laws and 14 of 14 built-in properties hold\n"
        ),
        "{text}"
    );
}

#[test]
fn the_built_in_pack_has_every_property_and_keeps_its_laws() {
    let files = load::builtin();
    let pack = load::pack(&files).unwrap();
    let checked = verify::check(&Table::new(&pack), &files);
    let findings: Vec<_> = checked.findings.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n\n"));
    assert!(checked.laws.stated >= 25, "{:?}", checked.laws);
}

#[test]
fn every_law_of_the_reference_is_one_of_the_built_in_pack() {
    const KINDS: [&str; 4] = ["\"always\":", "\"never\":", "\"within\":", "\"monotone\":"];
    let reference = std::fs::read_to_string("rules/README.md").unwrap();
    let pack = std::fs::read_to_string("rules/smp/pack.json").unwrap();
    let pack: serde_json::Value = serde_json::from_str(&pack).unwrap();
    let blocks = reference.split("```json\n").skip(1);
    let blocks = blocks.map(|block| block.split("```").next().unwrap());
    let is_law = |block: &&str| KINDS.iter().any(|kind| block.contains(kind));
    let laws: Vec<serde_json::Value> = blocks
        .filter(is_law)
        .map(|law| serde_json::from_str(law).unwrap())
        .collect();
    assert_eq!(laws.len(), KINDS.len());
    for law in laws {
        assert!(pack["laws"].as_array().unwrap().contains(&law), "{law:#}");
    }
}

#[test]
fn every_ordered_question_of_the_built_in_pack_has_a_law() {
    use smp_suitability::pack::Statement;
    let pack = load::pack(&load::builtin()).unwrap();
    for (index, question) in pack.numbered_questions() {
        let mut laws = pack.laws.iter();
        let has_law = laws.any(|law| {
            matches!(&law.statement, Statement::Monotone(monotone) if monotone.question == index)
        });
        assert!(has_law || !question.ordered, "{}", question.id);
    }
}

#[test]
fn every_gate_of_the_evidence_has_a_law() {
    /// Claims of section 2 that only inform, or that the guide tells everybody.
    const WITHOUT_GATE: [&str; 13] = [
        "X01", "X02", "X14", "X20", "X33", "X34", "X35", "X37", "X38", "X40", "X46", "X72", "X84",
    ];
    let pack = load::pack(&load::builtin()).unwrap();
    let stated: Vec<_> = pack
        .laws
        .iter()
        .flat_map(|law| &law.support.claims)
        .collect();
    for claim in pack.claims.iter().filter(|claim| claim.id.starts_with('X')) {
        assert!(
            stated.contains(&&claim.id) || WITHOUT_GATE.contains(&claim.id.as_str()),
            "{}: {}",
            claim.id,
            claim.says
        );
    }
}
