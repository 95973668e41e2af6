//! Every kind of problem: one small defect in a sound pack, and all that is printed about it.

mod defects;

use std::fmt::Write as _;

use insta::assert_snapshot;
use smp_suitability::diagnostic::Code;

use crate::minimal::{ANSWERS, Input};

use defects::Damage::{Content, Gone, Replace, Set};
use defects::{DEFECTS, HEADER, QUESTIONS, RULES, TABLES, damaged};

/// Codes that `faults` tests with the real program, `own` with packs that extend another, `space`
/// with a pack made to measure, `batch` with records, `comparison` with copies of the built-in pack, `provenance`
/// with a day, and `fhir` with responses.
const ELSEWHERE: [Code; 17] = [
    Code::WrongFile,
    Code::WrongResource,
    Code::DuplicateItem,
    Code::MisplacedItem,
    Code::UnknownSystem,
    Code::LineTooLong,
    Code::CellCount,
    Code::Unreadable,
    Code::MisnamedFile,
    Code::StrayFile,
    Code::PolicyWithSources,
    Code::UnknownBase,
    Code::UnknownEntry,
    Code::UnlistedId,
    Code::OverdueReview,
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
        Some("fix these first: this file has 800 more problems")
    );
}

fn codes(input: &Input) -> Vec<Code> {
    input
        .problems()
        .iter()
        .map(|problem| problem.code)
        .collect()
}
