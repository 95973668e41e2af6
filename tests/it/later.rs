//! Laws that two people keep when they have just answered differently, and that what comes later breaks.

use smp_suitability::assess::Table;
use smp_suitability::diagnostic::Code;
use smp_suitability::load;
use smp_suitability::verify;

use crate::minimal::Input;

/// Three questions more: one before the color of hair, one that is asked only about dark hair, and one after.
fn input(rules: &str) -> Input {
    let mut input = Input::sound();
    input.replace(
        "questionnaire.json",
        r#""questions": ["#,
        r#""questions": [
            { "id": "age", "kind": "one", "change": "fixed", "ask": "How old?", "why": "Skin ages.",
              "reference": "young", "options": [{ "id": "young", "label": "Young" }, { "id": "old", "label": "Old" }] },"#,
    );
    input.replace(
        "questionnaire.json",
        r#"{
      "id": "letter","#,
        r#"{
      "id": "shine", "kind": "one", "change": "fixed", "ask": "Does it shine?", "why": "Shine shows.",
      "when": { "color": ["dark"] }, "reference": "little",
      "options": [{ "id": "much", "label": "Much" }, { "id": "little", "label": "Little" }]
    },
    {
      "id": "length", "kind": "one", "change": "choice", "ask": "How long?", "why": "Long hair hides.",
      "reference": "short", "options": [{ "id": "short", "label": "Short" }, { "id": "long", "label": "Long" }]
    },
    {
      "id": "letter","#,
    );
    input.replace(
        "pack.json",
        r#""laws": ["#,
        r#""laws": [{ "id": "older", "says": "Age makes nothing worse.",
            "monotone": { "question": "age", "along": ["young", "old"], "verdict": "never_worsens" } },"#,
    );
    let support = r#""because": "It is so.", "sources": ["aedit"], "claims": ["C01"]"#;
    let rules = rules.replace("SO", support);
    input.replace(
        "suitability.json",
        r#""rules": ["#,
        &format!(r#""rules": [{rules},"#),
    );
    input
}

/// What is said of the law that dark is never worse than light.
fn broken(rules: &str) -> Vec<String> {
    told(rules, "`darker`")
}

/// What is said of a law.
fn told(rules: &str, law: &str) -> Vec<String> {
    let files = input(rules).pack_files();
    let pack = load::pack(&files).unwrap();
    let checked = verify::check(&Table::new(&pack), &files);
    let found = checked.findings.iter().map(|finding| &finding.diagnostic);
    let broken = found.filter(|found| found.code == Code::BrokenLaw);
    broken
        .filter(|found| found.message.contains(law))
        .map(|found| found.message.clone())
        .collect()
}

/// The one thing that is said of it.
#[track_caller]
fn only(broken: Vec<String>) -> String {
    let [message] = <[String; 1]>::try_from(broken).unwrap();
    message
}

#[test]
fn points_for_a_later_answer_can_break_a_law() {
    let message = only(broken(
        r#"{ "id": "long", "when": { "color": ["dark"], "length": ["long"] }, "points": -30, SO }"#,
    ));
    let told = "with `light` the score is 50, and with `dark` it is 40";
    assert!(message.contains(told), "{message}");
    let for_both = r#"{ "id": "long", "when": { "length": ["long"] }, "points": -30, SO }"#;
    assert_eq!(broken(for_both), [""; 0]);
    let too_few =
        r#"{ "id": "long", "when": { "color": ["dark"], "length": ["long"] }, "points": -20, SO }"#;
    assert_eq!(broken(too_few), [""; 0]);
}

#[test]
fn points_for_a_question_that_only_one_of_them_is_asked_can_break_a_law() {
    let message = only(broken(
        r#"{ "id": "shine", "when": { "shine": ["much"] }, "points": -30, SO }"#,
    ));
    let told = "with `light` the score is 50, and with `dark` (and shine = much) it is 40";
    assert!(message.contains(told), "{message}");
}

#[test]
fn a_gate_for_a_later_answer_can_break_a_law() {
    let dark = r#"{ "id": "moles", "when": { "color": ["dark"], "skin": ["mole"] }, "verdict": "not_recommended", SO }"#;
    let message = only(broken(dark));
    let told = "with `light` the verdict is `wait`, and with `dark` it is `not_recommended`";
    assert!(message.contains(told), "{message}");
    let light = r#"{ "id": "pale", "when": { "color": ["light"], "skin": ["mole"] }, "verdict": "VERDICT", SO }"#;
    let worse = light.replace("VERDICT", "not_recommended");
    assert_eq!(broken(&format!("{dark}, {worse}")), [""; 0]);
    let milder = light.replace("VERDICT", "see_doctor_first");
    let message = only(broken(&format!("{dark}, {milder}")));
    assert!(
        message.contains("`see_doctor_first`, and with `dark` it is `not_recommended`"),
        "{message}"
    );
}

#[test]
fn a_gate_of_a_question_that_only_one_of_them_is_asked_can_break_a_law() {
    let message = only(broken(
        r#"{ "id": "shine", "when": { "shine": ["much"] }, "verdict": "see_doctor_first", SO }"#,
    ));
    let told = "with `light` the verdict is `wait`, and with `dark` (and shine = much) it is `see_doctor_first`";
    assert!(message.contains(told), "{message}");
}

#[test]
fn what_an_earlier_answer_has_begun_can_break_a_law_later() {
    let old = r#"{ "id": "old", "when": { "age": ["old"], "color": ["dark"], "length": ["long"] }, "RESULT", SO }"#;
    let message = only(broken(&old.replace("\"RESULT\"", "\"points\": -30")));
    assert!(
        message.contains("with `light` the score is 50, and with `dark` it is 40"),
        "{message}"
    );
    let message = only(broken(
        &old.replace("\"RESULT\"", "\"verdict\": \"not_recommended\""),
    ));
    assert!(
        message.contains("with `dark` it is `not_recommended`"),
        "{message}"
    );
}

#[test]
fn a_gate_can_break_a_law_although_the_score_stays_the_same() {
    let gate = |age: &str, skin: &str, verdict: &str| {
        let when = format!(r#"{{ "age": ["{age}"], "skin": ["{skin}"] }}"#);
        format!(r#"{{ "id": "{age}-{skin}", "when": {when}, "verdict": "{verdict}", SO }}"#)
    };
    let older = |rules: [&str; 2]| told(&rules.join(", "), "`older`");
    let (old, young) = (
        gate("old", "mole", "not_recommended"),
        gate("young", "mole", "not_recommended"),
    );
    assert_eq!(older([&old, &young]), [""; 0]);
    let milder = gate("young", "mole", "see_doctor_first");
    let elsewhere = gate("young", "keloid", "not_recommended");
    for (other, verdict) in [(milder, "see_doctor_first"), (elsewhere, "wait")] {
        let message = only(older([&old, &other]));
        let told = format!(
            "with `young` the verdict is `{verdict}`, and with `old` it is `not_recommended`"
        );
        assert!(message.contains(&told), "{message}");
    }
}
