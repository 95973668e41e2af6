//! Small defects in a sound pack, at least one for each code.

use smp_suitability::diagnostic::Code;
use smp_suitability::load::MAX_BYTES;

use crate::minimal::{ANSWERS, Input};

/// One way to damage one file.
pub(super) enum Damage {
    /// The first text is replaced by the second.
    Replace(&'static str, &'static str),
    /// The whole content is this.
    Content(fn() -> Vec<u8>),
    /// The file is gone.
    Gone,
    /// The file stays as it is, and this is given to `--set`.
    Set(&'static str),
}

use Damage::{Content, Gone, Replace, Set};

pub(super) const HEADER: &str = "pack.json";
pub(super) const QUESTIONS: &str = "questionnaire.json";
pub(super) const RULES: &str = "suitability.json";
pub(super) const TABLES: &str = "expectations.json";
pub(super) const CASES: &str = "cases.json";

/// At least one defect for each code, which is the only problem it causes.
#[rustfmt::skip] // one defect, one line
pub(super) const DEFECTS: &[(Code, &str, Damage)] = &[
    (Code::MissingFile, "guide.json", Gone),
    (Code::MissingFile, CASES, Gone),
    (Code::EmptyFile, "guide.json", Content(|| b"\xef\xbb\xbf \r\n".to_vec())),
    (Code::TooLarge, ANSWERS, Content(|| vec![b' '; MAX_BYTES + 1])),
    (Code::NotUtf8, HEADER, Content(|| b"{\n  \"title\": \"caf\xe9\" }".to_vec())),
    (Code::Syntax, HEADER, Replace(r#""minimal","#, r#""minimal""#)),
    (Code::Syntax, HEADER, Replace("}]\n}", "}]\n")),
    (Code::TooDeep, ANSWERS, Content(|| [b"[".repeat(65), b"]".repeat(65)].concat())),
    (Code::WrongType, HEADER, Replace(r#""A minimal pack""#, "7")),
    (Code::WrongType, HEADER, Replace("50", r#""50""#)),
    (Code::WrongType, QUESTIONS, Replace(r#""reference": "light","#, r#""reference": "light", "core": "yes","#)),
    (Code::WrongType, QUESTIONS, Replace(r#"["gray", "light"]"#, r#"["gray"]"#)),
    (Code::WrongType, RULES, Replace(r#"{ "color": ["dark"] }"#, r#"{ "color": "dark" }"#)),
    (Code::WrongType, RULES, Replace(r#"{ "color": ["dark"] }"#, r#""always""#)),
    (Code::WrongType, ANSWERS, Replace(r#""dark""#, r#"["dark"]"#)),
    (Code::WrongType, ANSWERS, Replace("[]", r#""none""#)),
    (Code::UnknownKey, RULES, Replace(r#""because""#, r#""becuase""#)),
    (Code::UnknownKey, RULES, Replace(r#""points": 20"#, r#""points": 20, "colour": 1"#)),
    (Code::DuplicateKey, HEADER, Replace(r#""base""#, "\"title\": \"Again\",\n  \"base\"")),
    (Code::DuplicateKey, ANSWERS, Replace(r#""dark""#, r#""dark", "color": "gray""#)),
    (Code::MissingKey, HEADER, Replace("  \"version\": \"1\",\n", "")),
    (Code::TooLong, RULES, Content(|| long_rule().into_bytes())),
    (Code::TooMany, QUESTIONS, Content(|| many_questions().into_bytes())),
    (Code::BadId, RULES, Replace(r#""id": "dark""#, r#""id": "Dark hair""#)),
    (Code::BadId, QUESTIONS, Replace(r#""id": "letter""#, r#""id": "x_letter""#)),
    (Code::DuplicateId, RULES, Replace(r#""id": "mole""#, r#""id": "gray""#)),
    (Code::DuplicateId, TABLES, Content(|| two_tables_for_one_country().into_bytes())),
    (Code::UnknownPlaceholder, "guide.json", Replace("{emergency}", "{emergancy}")),
    (Code::UnknownPlaceholder, "guide.json", Replace("{report}", "{}")),
    (Code::UnaskedApproval, "guide.json", Replace(r#""question": "letter""#, r#""question": "color""#)),
    (Code::UnknownQuestion, "guide.json", Replace(r#""question": "letter""#, r#""question": "lettr""#)),
    (Code::UnknownQuestion, "guide.json", Replace(r#""shows": ["color"]"#, r#""shows": ["colour"]"#)),
    (Code::UnclosedBrace, "guide.json", Replace("Call {emergency}", "Call {emergency")),
    (Code::UnclosedBrace, "guide.json", Replace("Dots of pigment.", "Dots} of pigment.")),
    (Code::EmptyText, RULES, Replace(r#""Gray dots look blue.""#, r#"" ""#)),
    (Code::EmptyList, RULES, Replace(r#"["dark"]"#, "[]")),
    (Code::EmptyList, RULES, Replace(r#"{ "color": ["dark"] }"#, "{}")),
    (Code::UnknownWord, QUESTIONS, Replace(r#""kind": "many""#, r#""kind": "mny""#)),
    (Code::UnknownWord, RULES, Replace(r#""verdict": "wait""#, r#""verdict": "never""#)),
    (Code::UnknownWord, TABLES, Replace(r#""USD""#, r#""dollar""#)),
    (Code::BadNumber, HEADER, Replace("50", "500")),
    (Code::BadNumber, HEADER, Replace("50", "50.5")),
    (Code::BadNumber, RULES, Replace("20", "0")),
    (Code::BadRange, TABLES, Replace("[2, 4]", "[4, 2]")),
    (Code::BadRange, RULES, Replace(r#""min_days": 0"#, r#""min_days": 60"#)),
    (Code::BadRange, CASES, Replace("[70, 70]", "[70, 60]")),
    (Code::UnknownQuestion, RULES, Replace(r#"{ "color": ["dark"] }"#, r#"{ "colour": ["dark"] }"#)),
    (Code::UnknownQuestion, ANSWERS, Replace(r#""color""#, r#""colr""#)),
    (Code::UnknownQuestion, ANSWERS, Replace(r#""color""#, r#""crm""#)),
    (Code::UnknownQuestion, ANSWERS, Set("colour=dark")),
    (Code::UnknownQuestion, CASES, Replace(r#"["color", "skin"]"#, r#"["skim"]"#)),
    (Code::UnknownOption, RULES, Replace(r#"["dark"]"#, r#"["drak"]"#)),
    (Code::UnknownOption, RULES, Replace(r#"["yes"]"#, r#"["none"]"#)),
    (Code::UnknownOption, ANSWERS, Replace(r#""dark""#, r#""purple""#)),
    (Code::UnknownOption, ANSWERS, Set("color=drk")),
    (Code::LaterQuestion, QUESTIONS, Replace(r#""confusable""#, r#""when": { "letter": ["yes"] }, "confusable""#)),
    (Code::LaterQuestion, QUESTIONS, Replace(r#"{ "skin": ["keloid"] }"#, r#"{ "letter": ["yes"] }"#)),
    (Code::ReservedOption, QUESTIONS, Replace(r#""id": "no""#, r#""id": "unknown""#)),
    (Code::ReservedOption, QUESTIONS, Replace(r#""id": "mole""#, r#""id": "none""#)),
    (Code::ReservedOption, ANSWERS, Replace("[]", r#"["none"]"#)),
    (Code::ReservedOption, ANSWERS, Set("skin=none,mole")),
    (Code::RenamedId, RULES, Replace(r#"["dark"]"#, r#"["brunette"]"#)),
    (Code::RenamedId, ANSWERS, Replace(r#""color": "dark""#, r#""hair": "brunette""#)),
    (Code::RenamedId, ANSWERS, Replace(r#""color": "dark""#, r#""shade": null"#)),
    (Code::RenamedId, ANSWERS, Set("color=brunette")),
    (Code::RenamedId, CASES, Replace(r#"["color", "skin"]"#, r#"["shade"]"#)),
    (Code::RenamedId, HEADER, Replace(r#""color": "light", "skin""#, r#""shade": "light", "skin""#)),
    (Code::RetiredId, ANSWERS, Replace(r#""color": "dark""#, r#""sex": "female""#)),
    (Code::RetiredId, ANSWERS, Replace("[]", r#"["sunburn"]"#)),
    (Code::RepeatedOption, RULES, Replace(r#"["dark"]"#, r#"["dark", "dark"]"#)),
    (Code::RepeatedOption, ANSWERS, Replace("[]", r#"["mole", "mole"]"#)),
    (Code::RepeatedOption, ANSWERS, Set("skin=mole;mole")),
    (Code::DuplicateId, QUESTIONS, Replace(r#""was": ["shade"]"#, r#""was": ["skin"]"#)),
    (Code::DuplicateId, QUESTIONS, Replace(r#""was": ["shade"]"#, r#""was": ["shade", "shade"]"#)),
    (Code::DuplicateId, QUESTIONS, Replace(r#""brunette", "#, r#""light", "#)),
    (Code::DuplicateId, QUESTIONS, Replace(r#""hair=brunette""#, r#""skin=none""#)),
    (Code::DuplicateId, QUESTIONS, Replace(r#""id": "sex""#, r#""id": "shade""#)),
    (Code::DuplicateId, QUESTIONS, Replace(r#""id": "sex""#, r#""id": "skin=mole""#)),
    (Code::BadId, QUESTIONS, Replace(r#""hair=brunette""#, r#""hair=""#)),
    (Code::BadId, QUESTIONS, Replace(r#""was": ["shade"]"#, r#""was": ["color=shade"]"#)),
    (Code::TooManyOptions, QUESTIONS, Content(|| questionnaire_with_options(64).into_bytes())),
    (Code::BadPair, QUESTIONS, Replace(r#"["gray", "light"]"#, r#"["gray", "gray"]"#)),
    (Code::MissingReference, QUESTIONS, Replace(r#""reference": "light", "#, "")),
    (Code::ReferenceScores, RULES, Replace(r#"["dark"]"#, r#"["dark", "light"]"#)),
    (Code::NoEffect, RULES, Replace(r#""points": 20,"#, "")),
    (Code::PointsOnMany, RULES, Replace(r#"{ "color": ["dark"] }"#, r#"{ "skin": ["mole"] }"#)),
    (Code::EndsOnMany, QUESTIONS, Replace(r#""label": "Keloids""#, r#""label": "Keloids", "ends": "It must be seen.""#)),
    (Code::BadNumbers, QUESTIONS, Replace(r#""label": "Dark""#, r#""label": "Dark", "from": 9, "to": 1"#)),
    (Code::BadNumbers, QUESTIONS, Replace(r#""label": "Dark", "was": ["brunette", "hair=brunette"] }"#, r#""label": "Dark", "to": 9, "was": ["brunette", "hair=brunette"] }, { "id": "red", "label": "Red", "from": 12 }"#)),
    (Code::BadNumbers, QUESTIONS, Replace(r#""label": "A mole""#, r#""label": "A mole", "from": 1"#)),
    (Code::UnknownOption, ANSWERS, Replace(r#""color": "dark""#, r#""color": "34""#)),
    (Code::WrongType, ANSWERS, Replace(r#""color": "dark""#, r#""color": 34"#)),
    (Code::WrongType, ANSWERS, Replace(r#""skin": []"#, r#""skin": true"#)),
    (Code::WrongType, ANSWERS, Content(|| br#"[{ "color": "dark" }]"#.to_vec())),
    (Code::UnlessOnPositive, RULES, Replace("-10", "10")),
    (Code::UnlessOnPositive, RULES, Replace(r#""in": "gray", "points": 0"#, r#""in": "gray", "points": 5"#)),
    (Code::WaitMismatch, RULES, Replace(r#""verdict": "wait""#, r#""verdict": "see_doctor_first""#)),
    (Code::WaitMismatch, RULES, Replace(r#""rules": ["#, r#""rules": [{ "id": "light", "when": { "color": ["light"] }, "verdict": "wait", "because": "Pale.", "sources": ["aedit"], "claims": ["C01"] },"#)),
    (Code::ClearanceMismatch, RULES, Replace(r#""see_doctor_first""#, r#""not_recommended""#)),
    (Code::ClearanceMismatch, RULES, Replace(r#""see_doctor_first""#, r#""suitable_with_cautions""#)),
    (Code::ClearanceMismatch, RULES, Replace(r#""see_doctor_first""#, r#""see_doctor_first", "urgent": true"#)),
    (Code::ClearanceMismatch, RULES, Replace(r#""when": { "letter": ["yes"] }, "because""#, r#""when": { "skin": ["mole"] }, "because""#)),
    (Code::MissingKey, RULES, Replace(r#", "advice": "Watch new scars.""#, "")),
    (Code::UnknownSource, RULES, Replace(r#"["aedit"]"#, r#"["adit"]"#)),
    (Code::UnknownClaim, RULES, Replace(r#"["C01"]"#, r#"["X99"]"#)),
    (Code::UnfoundedStrength, "sources.json", Replace(r#""agreement": "agreed""#, r#""agreement": "agreed", "strength": "study""#)),
    (Code::UnfoundedStrength, "sources.json", Replace(r#""agreement": "agreed""#, r#""agreement": "inferred", "strength": "consumer-guide""#)),
    (Code::UnfoundedStrength, RULES, Replace(r#""claims": ["C01"]"#, r#""claims": ["C01"], "strength": "clinics""#)),
    (Code::UnknownDispute, RULES, Replace(r#""in": "gray""#, r#""in": "grey""#)),
    (Code::UnknownRule, CASES, Replace(r#"["dark"]"#, r#"["drak"]"#)),
    (Code::NoOtherReading, RULES, Replace(r#""in": "gray", "points": 0"#, r#""in": "gray""#)),
    (Code::BandsOutOfOrder, HEADER, Replace(r#""from": 0"#, r#""from": 10"#)),
    (Code::BandsOutOfOrder, HEADER, Replace(r#""from": 60"#, r#""from": 0"#)),
    (Code::UnfitBranding, HEADER, Replace(r#""base""#, r#""clinic": { "name": "A", "contact": "b", "logo": "data:image/svg+xml,x" }, "base""#)),
    (Code::UnfitBranding, HEADER, Replace(r#""base""#, r##""clinic": { "name": "A", "contact": "b", "accent": "#ffd400" }, "base""##)),
    (Code::BadUrl, HEADER, Replace(r#""base""#, r#""canonical": "clinic.example/fhir", "base""#)),
    (Code::BadDate, HEADER, Replace(r#""base""#, r#""updated": "11/29/2026", "base""#)),
    (Code::BadDate, HEADER, Replace(r#""base""#, r#""updated": "2026-02-29", "base""#)),
    (Code::EmptyList, HEADER, Replace(r#""base""#, r#""authors": [], "base""#)),
    (Code::EmptyText, HEADER, Replace(r#""base""#, r#""reviewed_by": [{ "name": " ", "on": "2026-11-02" }], "base""#)),
    (Code::BadRange, TABLES, Replace(r#""currency": "USD","#, r#""currency": "USD", "touch_up": { "amount": [2, 1], "because": "So.", "sources": ["aedit"], "claims": ["C01"] },"#)),
    (Code::MissingKey, TABLES, Replace(r#""currency": "USD","#, r#""currency": "USD", "touch_up": { "because": "So.", "sources": ["aedit"], "claims": ["C01"] },"#)),
    (Code::NoRowForEverybody, TABLES, Replace(r#""id": "all","#, r#""id": "all", "when": { "color": ["dark"] },"#)),
    (Code::UnreachableRow, TABLES, Replace(r#""when": { "color": ["gray"] },"#, "")),
    (Code::UnclearLaw, HEADER, Replace(r#""never": { "when""#, r#""always": { "rule": "mole" }, "never": { "when""#)),
    (Code::UnclearLaw, HEADER, Replace(r#""never": { "when": { "color": ["gray"] }, "verdict": ["suitable"] }"#, r#""sources": ["aedit"]"#)),
    (Code::UnclearLaw, HEADER, Replace(r#", "rule": "mole""#, "")),
    (Code::UnclearLaw, HEADER, Replace(r#", "verdict": "never_worsens", "score": "never_falls""#, "")),
    (Code::UnclearLaw, HEADER, Replace(r#""along": ["light", "dark"], "#, "")),
    (Code::UnclearLaw, HEADER, Replace(r#"["light", "dark"]"#, r#"["light"]"#)),
    (Code::UnclearLaw, HEADER, Replace(r#""question": "color", "along": ["light", "dark"]"#, r#""question": "skin""#)),
    (Code::UnknownRule, HEADER, Replace(r#""rule": "mole""#, r#""rule": "mol""#)),
    (Code::UnknownQuestion, HEADER, Replace(r#""question": "color""#, r#""question": "colour""#)),
    (Code::UnknownQuestion, HEADER, Replace(r#""baseline": { "color""#, r#""baseline": { "colour""#)),
    (Code::UnknownWord, HEADER, Replace(r#""never_worsens""#, r#""never_worse""#)),
    (Code::NotAnId, ANSWERS, Replace(r#""dark""#, r#""Dark""#)),
    (Code::NotAnId, ANSWERS, Replace(r#""color""#, r#""Color""#)),
    (Code::NotAnId, ANSWERS, Set("color=DARK")),
    (Code::NotApplicable, ANSWERS, Replace(r#""dark""#, r#""dark", "letter": "yes""#)),
    (Code::NotApplicable, ANSWERS, Set("letter=yes")),
    (Code::NotApplicable, CASES, Replace(r#""answers": {}"#, r#""answers": { "skin": [], "letter": "no" }"#)),
    (Code::BadSet, ANSWERS, Set("color")),
    (Code::BadSet, ANSWERS, Set("color=")),
    (Code::BadSet, ANSWERS, Set("color=dark,gray")),
    (Code::BadScore, RULES, Replace("20", "51")),
];

fn questionnaire_with_options(count: usize) -> String {
    let sound = Input::sound();
    let text = String::from_utf8(sound.bytes(QUESTIONS).to_vec()).unwrap();
    let options: Vec<_> = (2..count)
        .map(|number| format!("{{ \"id\": \"o{number}\", \"label\": \"l\" }}"))
        .collect();
    text.replacen(
        "{ \"id\": \"yes\"",
        &format!("{}, {{ \"id\": \"yes\"", options.join(", ")),
        1,
    )
}

fn long_rule() -> String {
    let rules = std::fs::read_to_string("tests/packs/minimal/suitability.json").unwrap();
    rules.replace("It must be looked at first.", &"ä".repeat(10_001))
}

/// More questions than anybody answers: those of the minimal pack and others behind them.
fn many_questions() -> String {
    let questions = std::fs::read_to_string("tests/packs/minimal/questionnaire.json").unwrap();
    let more = (3..501).map(|number| {
        format!(
            ", {{ \"id\": \"q{number}\", \"kind\": \"one\", \"change\": \"fixed\", \"ask\": \"A?\", \"why\": \"B.\", \
             \"options\": [{{ \"id\": \"a\", \"label\": \"A\" }}] }}"
        )
    });
    let more: String = more.collect();
    questions.replacen("\n  ]\n}", &format!("{more}\n  ]\n}}"), 1)
}

fn two_tables_for_one_country() -> String {
    let sound = Input::sound();
    let mut tables: serde_json::Value = serde_json::from_slice(sound.bytes(TABLES)).unwrap();
    let countries = tables["cost"]["countries"].as_array_mut().unwrap();
    countries.push(countries[0].clone());
    serde_json::to_string_pretty(&tables).unwrap()
}

/// A sound pack with damage to one file.
pub(super) fn damaged(file: &str, damage: &Damage) -> Input {
    let mut input = Input::sound();
    match damage {
        Replace(find, replace) => input.replace(file, find, replace),
        Content(bytes) => input.write(file, bytes()),
        Gone => input.remove(file),
        Set(assignment) => input.sets.push((*assignment).to_owned()),
    }
    input
}
