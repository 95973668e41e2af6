//! Sheets of paper: who gets a letter, what each sheet keeps to itself, and how it is printed.

use serde_json::{Value, json};
use smp_suitability::assess::{Table, assess};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::{Answers, Pack, Verdict};
use smp_suitability::report::{self, Filled, SheetKind};

use crate::own::files;
use crate::program::{command, done, fed, refused, smp};
use crate::report::{in_one_line, whole};

mod kept;
mod program;

fn builtin() -> Pack {
    load::pack(&load::builtin()).unwrap()
}

fn answers(table: &Table, answers: &Value) -> Answers {
    let text = answers.to_string();
    let input = AnswersInput {
        file: Some(("me.json", text.as_bytes())),
        sets: &[],
    };
    load::answers(table, input).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A sheet of the built-in pack as text, with single spaces.
fn sheet(kind: SheetKind, person: &Value) -> String {
    sheet_of(&builtin(), kind, person)
}

fn sheet_of(pack: &Pack, kind: SheetKind, person: &Value) -> String {
    let table = Table::new(pack);
    let answers = answers(&table, person);
    text(&table, kind, &answers)
}

fn text(table: &Table, kind: SheetKind, answers: &Answers) -> String {
    let assessment = assess(table, answers);
    let sheets = report::sheets(kind, table, &assessment, Filled::InFor).unwrap();
    in_one_line(&whole(&sheets.text(80)))
}

/// The letters of a text, each from its title on.
fn letters(text: &str) -> Vec<&str> {
    let title = "A question from your patient before a cosmetic tattoo of the scalp";
    text.split(title).skip(1).collect()
}

#[test]
fn each_doctor_gets_a_letter_and_the_same_doctor_only_one() {
    let person = json!({
        "skin": ["keloid"], "skin_disease": ["psoriasis"], "health": ["diabetes"],
    });

    let text = sheet(SheetKind::Letter, &person);

    let letters = letters(&text);
    assert_eq!(letters.len(), 2, "{text}");
    assert!(letters[0].contains("To this patient's dermatologist"));
    assert!(letters[0].contains("1. Keloids") && letters[0].contains("2. Psoriasis"));
    assert!(letters[1].contains("To the doctor who treats this patient's diabetes"));
    assert!(letters[1].contains("1. Diabetes: steady enough"));
}

#[test]
fn a_letter_says_nothing_of_what_another_doctor_is_asked() {
    let person = json!({
        "skin_disease": ["psoriasis"], "psoriasis_now": "active",
        "health": ["diabetes", "epilepsy"], "diabetes_now": "out_of_range",
    });

    let text = sheet(SheetKind::Letter, &person);

    let letters = letters(&text);
    assert_eq!(letters.len(), 3, "{text}");
    for (letter, own) in letters.iter().zip(["Psoriasis", "Diabetes", "Epilepsy"]) {
        for condition in ["soriasis", "iabetes", "pilepsy"] {
            let is_named = letter.contains(condition);
            assert_eq!(is_named, own.ends_with(condition), "{condition}: {letter}");
        }
        assert_eq!(
            letter.contains("Blood sugar"),
            own == "Diabetes",
            "{letter}"
        );
        assert!(letter.contains("Other doctors are asked on pages of their own."));
    }
}

#[test]
fn what_was_not_answered_is_not_taken_for_none_of_these() {
    let person = json!({ "health": ["diabetes"], "medicines": [], "allergies": null });

    let text = sheet(SheetKind::Letter, &person);

    let (_, rest) = text.split_once("Answered “none of these”: ").unwrap();
    let (none, rest) = rest.split_once(" • Not answered: ").unwrap();
    let (open, _) = rest.split_once(" • ").unwrap();
    assert_eq!(none, "Medicines");
    assert!(open.contains("Bad reactions") && open.contains("Skin conditions"));
    assert!(!open.contains("Medicines"), "{open}");
    assert!(text.contains("Blood sugar now: not answered"), "{text}");
}

#[test]
fn a_letter_is_for_one_approval_that_is_still_missing() {
    for (approval, expected) in [("not_yet", 1), ("approved", 0), ("advised_against", 0)] {
        let person = json!({
            "health": ["diabetes"], "diabetes_now": "in_range", "letter_diabetes": approval,
        });

        let text = sheet(SheetKind::Letter, &person);

        assert_eq!(letters(&text).len(), expected, "{approval}");
    }
}

#[test]
fn no_letter_is_asked_for_next_to_a_result_that_no_doctor_can_lift() {
    let person = json!({ "health": ["diabetes"], "age": "under_18" });

    assert_eq!(letters(&sheet(SheetKind::Letter, &person)).len(), 0);
}

#[test]
fn a_heart_valve_problem_is_a_doctors_decision_although_the_result_is_a_no() {
    let person = json!({ "health": ["heart"], "heart_kind": ["valve"] });

    let text = sheet(SheetKind::Letter, &person);

    assert!(text.contains("antibiotics before each visit"), "{text}");
}

#[test]
fn every_doctor_of_the_built_in_pack_is_asked_something() {
    let pack = builtin();
    let letter = pack.sheets.letter.as_ref().unwrap();
    let approvals = pack.questions.iter();
    let approvals = approvals.filter(|question| question.id.starts_with("letter_"));

    let asked: Vec<_> = letter
        .asks
        .iter()
        .map(|ask| &pack.question(ask.question).id)
        .collect();

    assert_eq!(asked.len(), 36);
    for approval in approvals {
        assert!(asked.contains(&&approval.id), "{}", approval.id);
    }
}

#[test]
fn the_front_desk_has_three_sentences_for_each_result() {
    let pack = builtin();
    for verdict in Verdict::ALL {
        let scripts = pack.sheets.front_desk.iter();
        let scripts: Vec<_> = scripts.filter(|script| script.verdict == verdict).collect();
        assert!(!scripts.is_empty(), "{verdict:?}");
        assert!(scripts.iter().all(|script| script.says.len() == 3));
    }
    let minor = sheet(SheetKind::Consult, &json!({ "age": "under_18" }));
    assert!(minor.contains("We only tattoo adults."), "{minor}");
}

#[test]
fn the_consult_sheet_holds_what_was_answered_against_what_is_seen() {
    let person =
        json!({ "hair_color": "dark_brown", "hair_length": "cropped", "skin_tone": "fair" });

    let pack = builtin();
    let table = Table::new(&pack);
    let answers = answers(&table, &person);
    let assessment = assess(&table, &answers);
    let sheets = report::sheets(SheetKind::Consult, &table, &assessment, Filled::InFor);
    let text = sheets.unwrap().markdown();

    assert!(text.contains("Answered: dark brown hair; hair buzzed very short."));
    assert!(text.contains("Answered: fair skin."), "{text}");
    assert!(
        text.contains("Answered: Earlier SMP not answered"),
        "{text}"
    );
}

#[test]
fn what_is_said_rests_on_at_most_four_sources() {
    let pack = builtin();
    for (id, support) in pack.sheets.supports() {
        assert!(support.sources.len() <= 4, "{id}");
        assert_eq!(
            support.sources.is_empty(),
            support.claims.is_empty(),
            "{id}"
        );
    }
}

#[test]
fn a_clinic_can_change_each_part_by_its_id() {
    let own = files(&[(
        "guide.json",
        r#"{ "sheets": {
          "letter": { "title": "Dear colleague", "asks": [{ "question": "letter_diabetes", "text": "Diabetes: fine?" }] },
          "visit": { "remove": ["fainting"], "questions": [{ "id": "sick", "text": "Are you ill?" }] },
          "consult": null,
          "front_desk": [{ "id": "under-18", "says": ["Come back at 18."] }]
        } }"#,
    )]);
    let pack = load::pack(&own).unwrap_or_else(|problems| panic!("{problems:?}"));
    let person = json!({ "health": ["diabetes"] });

    let letter = sheet_of(&pack, SheetKind::Letter, &person);
    let visit = sheet_of(&pack, SheetKind::Visit, &person);

    assert!(letter.contains("Dear colleague") && letter.contains("1. Diabetes: fine?"));
    assert!(visit.contains("2. Are you ill?") && !visit.contains("fainted"));
    assert!(pack.sheets.consult.is_none());
    let scripts = &pack.sheets.front_desk;
    assert!(
        scripts
            .iter()
            .any(|script| script.says[0] == "Come back at 18.")
    );
}

#[test]
fn messages_follow_each_visit_until_the_next_one() {
    let calendar = done(&[
        "calendar",
        "tests/readme/alex-next-year.json",
        "--start",
        "2027-03-31",
    ]);

    let unfolded = calendar.replace("\r\n ", "");
    let count = |title: &str| unfolded.matches(title).count();
    assert!(count("Evening of the visit") >= 1, "{unfolded}");
    assert_eq!(count("SUMMARY:Check-in after session 1: 12 months"), 0);
    assert_eq!(count(": 12 months\\, then every year"), 1);
}
