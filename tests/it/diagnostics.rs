//! Every kind of problem: one small defect in a sound pack, and all that is printed about it.

use std::fmt::Write as _;

use insta::assert_snapshot;
use smp_suitability::diagnostic::Code;
use smp_suitability::load::MAX_BYTES;

use crate::minimal::{ANSWERS, Input};

/// One way to damage one file.
enum Damage {
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

const HEADER: &str = "pack.json";
const QUESTIONS: &str = "questionnaire.json";
const RULES: &str = "suitability.json";
const TABLES: &str = "expectations.json";
const CASES: &str = "cases.json";

/// At least one defect for each code, which is the only problem it causes.
#[rustfmt::skip] // one defect, one line
const DEFECTS: &[(Code, &str, Damage)] = &[
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
    (Code::UnknownOption, ANSWERS, Replace(r#""dark""#, r#""purple""#)),
    (Code::UnknownOption, ANSWERS, Set("color=drk")),
    (Code::LaterQuestion, QUESTIONS, Replace(r#""confusable""#, r#""when": { "letter": ["yes"] }, "confusable""#)),
    (Code::LaterQuestion, QUESTIONS, Replace(r#"{ "skin": ["keloid"] }"#, r#"{ "letter": ["yes"] }"#)),
    (Code::ReservedOption, QUESTIONS, Replace(r#""id": "no""#, r#""id": "unknown""#)),
    (Code::ReservedOption, RULES, Replace(r#"["yes"]"#, r#"["none"]"#)),
    (Code::ReservedOption, ANSWERS, Replace("[]", r#"["none"]"#)),
    (Code::ReservedOption, ANSWERS, Set("skin=none,mole")),
    (Code::RepeatedOption, RULES, Replace(r#"["dark"]"#, r#"["dark", "dark"]"#)),
    (Code::RepeatedOption, ANSWERS, Replace("[]", r#"["mole", "mole"]"#)),
    (Code::RepeatedOption, ANSWERS, Set("skin=mole;mole")),
    (Code::TooManyOptions, QUESTIONS, Content(|| questionnaire_with_options(64).into_bytes())),
    (Code::BadPair, QUESTIONS, Replace(r#"["gray", "light"]"#, r#"["gray", "gray"]"#)),
    (Code::MissingReference, QUESTIONS, Replace(r#""reference": "light", "#, "")),
    (Code::ReferenceScores, RULES, Replace(r#"["dark"]"#, r#"["dark", "light"]"#)),
    (Code::NoEffect, RULES, Replace(r#""points": 20,"#, "")),
    (Code::PointsOnMany, RULES, Replace(r#"{ "color": ["dark"] }"#, r#"{ "skin": ["mole"] }"#)),
    (Code::UnlessOnPositive, RULES, Replace("-10", "10")),
    (Code::UnlessOnPositive, RULES, Replace(r#""in": "gray", "points": 0"#, r#""in": "gray", "points": 5"#)),
    (Code::WaitMismatch, RULES, Replace(r#""verdict": "wait""#, r#""verdict": "see_doctor_first""#)),
    (Code::WaitMismatch, RULES, Replace(r#""see_doctor_first""#, r#""wait""#)),
    (Code::UnknownSource, RULES, Replace(r#"["aedit"]"#, r#"["adit"]"#)),
    (Code::UnknownClaim, RULES, Replace(r#"["C01"]"#, r#"["X99"]"#)),
    (Code::UnknownDispute, RULES, Replace(r#""in": "gray""#, r#""in": "grey""#)),
    (Code::UnknownRule, CASES, Replace(r#"["dark"]"#, r#"["drak"]"#)),
    (Code::NoOtherReading, RULES, Replace(r#""in": "gray", "points": 0"#, r#""in": "gray""#)),
    (Code::BandsOutOfOrder, HEADER, Replace(r#""from": 0"#, r#""from": 10"#)),
    (Code::BandsOutOfOrder, HEADER, Replace(r#""from": 60"#, r#""from": 0"#)),
    (Code::UnfitBranding, HEADER, Replace(r#""base""#, r#""clinic": { "name": "A", "contact": "b", "logo": "data:image/svg+xml,x" }, "base""#)),
    (Code::UnfitBranding, HEADER, Replace(r#""base""#, r##""clinic": { "name": "A", "contact": "b", "accent": "#ffd400" }, "base""##)),
    (Code::BadUrl, HEADER, Replace(r#""base""#, r#""canonical": "clinic.example/fhir", "base""#)),
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
    (Code::NotApplicable, ANSWERS, Replace(r#""dark""#, r#""dark", "letter": "yes""#)),
    (Code::NotApplicable, ANSWERS, Set("letter=yes")),
    (Code::NotApplicable, CASES, Replace(r#""answers": {}"#, r#""answers": { "skin": [], "letter": "no" }"#)),
    (Code::BadSet, ANSWERS, Set("color")),
    (Code::BadSet, ANSWERS, Set("color=")),
    (Code::BadSet, ANSWERS, Set("color=dark,gray")),
    (Code::BadScore, RULES, Replace("20", "51")),
];

/// Codes that `faults` tests with the real program, `own` with packs that extend another, `space`
/// with a pack made to measure, `batch` with records, and `fhir` with responses.
const ELSEWHERE: [Code; 11] = [
    Code::WrongResource,
    Code::DuplicateItem,
    Code::MisplacedItem,
    Code::UnknownSystem,
    Code::LineTooLong,
    Code::CellCount,
    Code::Unreadable,
    Code::UnknownBase,
    Code::UnknownEntry,
    Code::RemovedAndChanged,
    Code::TooEntangled,
];

/// Codes of what is proved about a pack that loads, which `check` tests.
pub(crate) const PROVED: [Code; 18] = [
    Code::DeadBand,
    Code::DeadRule,
    Code::DeadGate,
    Code::ImpliedRule,
    Code::IdleQuestion,
    Code::IdleOption,
    Code::NotNeutral,
    Code::DeadRow,
    Code::OutsideOverall,
    Code::MissingDay,
    Code::OverlappingDays,
    Code::UnusedSource,
    Code::UnusedClaim,
    Code::IdleDispute,
    Code::LongText,
    Code::HardText,
    Code::BrokenLaw,
    Code::EmptyLaw,
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

fn damaged(file: &str, damage: &Damage) -> Input {
    let mut input = Input::sound();
    match damage {
        Replace(find, replace) => input.replace(file, find, replace),
        Content(bytes) => input.write(file, bytes()),
        Gone => input.remove(file),
        Set(assignment) => input.sets.push((*assignment).to_owned()),
    }
    input
}

#[test]
fn every_code_has_a_defect() {
    for code in Code::ALL {
        let is_tested = DEFECTS.iter().any(|(tested, _, _)| tested == code);
        assert!(
            is_tested || ELSEWHERE.contains(code) || PROVED.contains(code),
            "no defect shows `{}`",
            code.name()
        );
    }
}

#[test]
fn every_defect_is_one_problem() {
    for (code, file, damage) in DEFECTS {
        let input = damaged(file, damage);
        assert_eq!(codes(&input), [*code], "{}", input.printed());
    }
}

#[test]
fn every_message_says_what_and_where_and_how_to_mend_it() {
    let mut printed = String::new();
    for (_, file, damage) in DEFECTS {
        let change = match damage {
            Replace(find, replace) => format!("{find}  →  {replace}").replace('\n', "⏎"),
            Content(bytes) => format!("content of {} bytes", bytes().len()),
            Gone => "not there".to_owned(),
            Set(assignment) => format!("--set {assignment}"),
        };
        _ = writeln!(
            printed,
            "# {file}: {change}\n{}\n",
            damaged(file, damage).printed()
        );
    }
    assert_snapshot!(printed);
}

#[test]
fn messages_keep_the_style() {
    for (_, file, damage) in DEFECTS {
        for problem in damaged(file, damage).problems() {
            let help = problem.help.expect("every problem says how to mend it");
            for sentence in [problem.message, help] {
                let first = sentence.chars().next().unwrap();
                assert!(!first.is_uppercase(), "{sentence}");
                assert!(!sentence.ends_with('.'), "{sentence}");
            }
        }
    }
}

#[test]
fn every_code_is_explained_in_whole_sentences() {
    for code in Code::ALL {
        let explanation = code.explanation();
        let name = code.name();
        assert!(explanation.ends_with('.'), "{name}");
        assert!(
            explanation.split(". ").count() >= 2,
            "{name} does not say how to mend it"
        );
        assert_eq!(Code::find(name), Some(*code), "{name} is not the only one");
    }
}

#[test]
fn ten_defects_in_four_files_are_ten_problems_in_file_order() {
    let mut input = Input::sound();
    input.replace(HEADER, "50", "500");
    input.replace(HEADER, r#""from": 60"#, r#""from": 0"#);
    input.replace(QUESTIONS, r#""Needles.""#, r#""""#);
    input.replace(QUESTIONS, r#"["keloid"]"#, r#"["keloids"]"#);
    input.replace(RULES, r#"["dark"]"#, r#"["drak"]"#);
    input.replace(RULES, r#"["C01"]"#, r#"["C02"]"#);
    input.replace(RULES, r#""in": "gray""#, r#""in": "gary""#);
    input.replace(RULES, r#""since": "now""#, r#""since": "soon""#);
    input.replace(TABLES, "[3, 5]", "[5, 3]");
    input.replace(TABLES, r#""country": "US""#, r#""country": "usa""#);
    assert_snapshot!(input.printed());
    assert_eq!(input.problems().len(), 10);
}

#[test]
fn a_syntax_error_hides_nothing_in_other_files_and_causes_nothing_there() {
    for broken in [
        HEADER,
        QUESTIONS,
        RULES,
        TABLES,
        "guide.json",
        "sources.json",
    ] {
        let mut input = Input::sound();
        input.write(broken, "{ \"id\": }");
        assert_eq!(codes(&input), [Code::Syntax], "{}", input.printed());
        let other = if broken == TABLES { HEADER } else { TABLES };
        let range = if other == TABLES { "[7, 30]" } else { "50" };
        input.replace(other, range, "\"soon\"");
        assert_eq!(codes(&input).len(), 2, "{}", input.printed());
    }
}

#[test]
fn what_could_not_be_read_is_not_missed_elsewhere() {
    let whole_files: [(&str, &str); 5] = [
        (QUESTIONS, "[]"),
        (QUESTIONS, r#"{ "question": [] }"#),
        ("sources.json", "{}"),
        ("sources.json", r#"{ "sources": 1, "claims": [1] }"#),
        (HEADER, "7"),
    ];
    for (file, content) in whole_files {
        let mut input = Input::sound();
        input.write(file, content);
        let elsewhere = input.problems();
        let elsewhere = elsewhere
            .iter()
            .find(|problem| !problem.place.file.ends_with(file));
        assert_eq!(elsewhere, None, "{}", input.printed());
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let windows = |input: &Input| {
        let mut windows = input.clone();
        for (_, bytes) in &mut windows.files {
            let text = String::from_utf8(bytes.clone()).unwrap();
            *bytes = format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes();
        }
        windows
    };
    assert_eq!(windows(&Input::sound()).printed(), "");
    for (_, file, damage) in DEFECTS {
        if let Replace(..) = damage {
            let input = damaged(file, damage);
            assert_eq!(windows(&input).printed(), input.printed());
        }
    }
}

#[test]
fn columns_are_counted_in_characters() {
    let mut input = Input::sound();
    input.write(
        ANSWERS,
        "{ \"x_日本\": \"naïve\",\n\"x_é\": 1, \"colr\": 2 }",
    );
    let position = input.problems()[0].place.position;
    assert_eq!(position, Some((2, 11)));
}

#[test]
fn keys_with_a_slash_or_a_tilde_are_escaped_in_pointers() {
    let mut input = Input::sound();
    input.write(ANSWERS, r#"{ "a/b~c": 1 }"#);
    let pointer = input.problems()[0].place.pointer.clone();
    assert_eq!(pointer.as_deref(), Some("/a~1b~0c"));
}

#[test]
fn the_first_two_hundred_problems_are_shown_and_the_rest_is_counted() {
    let mut input = Input::sound();
    let keys: Vec<_> = (0..1_000)
        .map(|number| format!("\"k{number}\": 1"))
        .collect();
    input.write(ANSWERS, format!("{{ {} }}", keys.join(", ")));
    let problems = input.problems();
    assert_eq!(problems.len(), 200);
    assert!(
        problems[199].message.contains("`k199`"),
        "{}",
        problems[199]
    );
    let help = problems[199].help.as_deref();
    assert_eq!(
        help,
        Some("mend these first: this file has 800 more problems")
    );
}

fn codes(input: &Input) -> Vec<Code> {
    input
        .problems()
        .iter()
        .map(|problem| problem.code)
        .collect()
}
