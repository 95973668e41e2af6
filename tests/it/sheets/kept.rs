//! What sheets keep to themselves: private answers, and illnesses that the studio need not know.

use super::*;
use smp_suitability::load::{CASES_FILE, cases};
use smp_suitability::pack::QuestionOption;

#[test]
fn the_consult_sheet_says_that_there_is_a_letter_and_not_which_illness() {
    let person = json!({
        "health": ["diabetes", "epilepsy"], "letter_epilepsy": "approved", "skin_disease": ["psoriasis"],
        "allergies": ["anesthetic"],
    });

    let text = sheet(SheetKind::Consult, &person);

    let (sheet, _) = text.split_once("Look at it yourself").unwrap();
    assert!(sheet.contains("3 doctor's letters needed before a visit is booked."));
    assert!(sheet.contains("1 doctor's letter on file"), "{sheet}");
    assert!(sheet.contains("Use no numbing product until the letter says which one is safe."));
    for illness in ["iabetes", "pilepsy", "soriasis"] {
        assert!(!sheet.contains(illness), "{illness}: {sheet}");
    }
}

#[test]
fn a_private_reason_is_only_what_it_calls_for() {
    let person = json!({ "pregnancy": "pregnant", "worry": ["very_low"] });

    let text = sheet(SheetKind::Consult, &person);

    assert!(text.contains("Reasons kept off this sheet call for: see a doctor first; wait."));
    assert!(text.contains("Never on this page, for privacy:") && text.contains("Pregnancy"));
    for word in ["egnant", "hopeless"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

#[test]
fn the_cancer_doctor_reads_of_cancer_and_no_other_doctor_does() {
    let person = json!({
        "health_more": ["cancer"], "cancer_when": "past_year", "health": ["diabetes"],
    });

    let text = sheet(SheetKind::Letter, &person);

    let letters = letters(&text);
    assert_eq!(letters.len(), 2, "{text}");
    assert!(letters[0].contains("Cancer treatment: It ended in the past year"));
    assert!(!letters[0].contains("iabetes"), "{}", letters[0]);
    assert!(
        !letters[1].to_lowercase().contains("cancer"),
        "{}",
        letters[1]
    );
}

/// The words of an option; too short a label would be found in other words.
fn words(option: &QuestionOption) -> impl Iterator<Item = &str> {
    let short = option.short.as_deref();
    [Some(option.label.as_str()), short]
        .into_iter()
        .flatten()
        .filter(|words| words.len() > 6)
}

#[test]
fn no_private_option_of_any_case_is_on_the_consult_sheet() {
    let pack = builtin();
    let table = Table::new(&pack);
    let files = load::builtin();
    assert!(files.files.iter().any(|(name, _)| *name == CASES_FILE));
    let private = pack.questions.iter().flat_map(|question| &question.options);
    let private: Vec<_> = private
        .filter(|option| option.private)
        .flat_map(words)
        .collect();

    for case in cases(&table, &files).unwrap() {
        if table.public_part_of(&case.answers).is_none() {
            continue;
        }
        let text = text(&table, SheetKind::Consult, &case.answers);
        for words in &private {
            assert!(!text.contains(words), "{}: {words} in {text}", case.id);
        }
    }
}

#[test]
fn two_people_with_the_same_public_answers_get_the_same_letter_from_another_doctor() {
    let with = |more: Value| {
        let mut person = json!({ "health": ["diabetes"] });
        person
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        sheet(SheetKind::Letter, &person)
    };

    let one = with(json!({ "pregnancy": "trying" }));
    let other = with(json!({ "pregnancy": "no" }));

    assert_eq!(one, other);
}

#[test]
fn no_sheet_gives_a_needle_depth_or_tells_anyone_to_stop_a_medicine() {
    let pack = builtin();
    let table = Table::new(&pack);
    let person = answers(&table, &json!({ "medicines": ["blood_thinner", "jak"] }));
    for kind in [
        SheetKind::Letter,
        SheetKind::Consult,
        SheetKind::Visit,
        SheetKind::Card,
    ] {
        let text = text(&table, kind, &person);
        assert!(!text.contains(" mm"), "{text}");
        let stops = text.matches("stop").count();
        let never = text.matches("Never ask the client to stop").count();
        let dont = text.matches("don't stop").count();
        assert_eq!(stops, never + dont, "{text}");
        assert!(
            text.contains("No doctor has reviewed these rules."),
            "{text}"
        );
    }
}
