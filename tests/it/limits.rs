//! What is too much, at the edge and on both sides of it; docs/limits.md has the table.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use smp_suitability::assess::Table;
use smp_suitability::batch::Columns;
use smp_suitability::diagnostic::Code;
use smp_suitability::load::{self, AnswersInput, CASES_FILE, PackFiles};

use crate::batch::run;
use crate::hostile::{hostile_files, stacked};
use crate::minimal::Input;

/// What is said of a pack with a change in one file; nothing if it is sound.
fn told(file: &'static str, change: impl Fn(&mut Value)) -> String {
    let input = Input::sound();
    let files = input.files.iter().map(|(name, bytes)| {
        let mut content: Value = serde_json::from_slice(bytes).unwrap();
        if *name == file {
            change(&mut content);
        }
        (*name, Cow::Owned(content.to_string().into_bytes()))
    });
    let files = PackFiles {
        folder: "pack".to_owned(),
        files: files.collect(),
    };
    match load::pack(&files) {
        Ok(_) => String::new(),
        Err(problems) => stacked(problems.diagnostics()),
    }
}

/// Checks that a pack is sound with so much of something, and refused by a code with one more.
#[track_caller]
fn check_edge(code: &str, most: usize, told: impl Fn(usize) -> String) {
    assert_eq!(told(most), "", "{most}");
    let problems = told(most + 1);
    assert!(
        problems.starts_with(&format!("error[{code}]")),
        "{problems}"
    );
    assert_eq!(problems.matches("error[").count(), 1, "{problems}");
}

#[test]
fn questions_options_and_rules_have_a_limit() {
    check_edge("too-many", 500, |count| {
        told("questionnaire.json", |content| {
            let questions = content["questions"].as_array_mut().unwrap();
            for number in questions.len()..count {
                questions.push(json!({ "id": format!("q{number}"), "kind": "one", "change": "fixed", "ask": "A?",
                    "why": "B.", "options": [{ "id": "a", "label": "A" }] }));
            }
        })
    });
    check_edge("too-many-options", 63, |count| {
        told("questionnaire.json", |content| {
            let options = content["questions"][1]["options"].as_array_mut().unwrap();
            for number in options.len()..count {
                options.push(json!({ "id": format!("o{number}"), "label": "O" }));
            }
        })
    });
    check_edge("too-many", 5_000, |count| {
        told("suitability.json", |content| {
            let rules = content["rules"].as_array_mut().unwrap();
            for number in rules.len()..count {
                rules.push(json!({ "id": format!("r{number}"), "when": { "color": ["dark"] }, "advice": "Ask.",
                    "because": "So.", "sources": ["aedit"], "claims": ["C01"] }));
            }
        })
    });
}

#[test]
fn texts_and_ids_have_a_limit() {
    check_edge("too-long", 10_000, |count| {
        told("suitability.json", |content| {
            content["rules"][0]["because"] = json!("ä".repeat(count));
        })
    });
    check_edge("too-long", 10_000, |count| {
        told("sources.json", |content| {
            content["sources"][0]["url"] = json!("u".repeat(count));
        })
    });
    check_edge("too-long", 100, |count| {
        told("guide.json", |content| {
            content["sections"][0]["id"] = json!("s".repeat(count));
        })
    });
    let logo = |groups: usize| {
        let logo = format!(
            "data:image/png;base64,iVBORw0KGgoA{}",
            "AAAA".repeat(groups)
        );
        told("pack.json", |content| {
            content["clinic"] = json!({ "name": "A", "contact": "b", "logo": logo });
        })
    };
    assert_eq!(logo(2_491), "", "9,998 characters");
    assert!(logo(2_492).starts_with("error[unfit-branding]: the logo takes 10002 characters"));
}

#[test]
fn every_text_of_a_pack_has_the_limit() {
    let of_length = |length: usize| hostile_files(&"a".repeat(length));
    assert!(load::pack(&of_length(10_000)).is_ok());
    let files = of_length(10_001);
    let problems = load::pack(&files).unwrap_err();
    let refused = problems.diagnostics().iter().map(|problem| {
        assert_eq!(problem.code, Code::TooLong, "{problem}");
        let file = problem.place.file.rsplit('/').next().unwrap();
        format!("{file}{}", problem.place.pointer.as_deref().unwrap())
    });
    let mut texts = BTreeSet::new();
    for (name, bytes) in files.files.iter().filter(|(name, _)| *name != CASES_FILE) {
        let content = serde_json::from_slice(bytes).unwrap();
        collect_long(&content, (*name).to_owned(), &mut texts);
    }
    assert_eq!(refused.collect::<BTreeSet<_>>(), texts);
}

/// Where a file has texts that are too long.
fn collect_long(value: &Value, place: String, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.len() > 10_000 => _ = texts.insert(place),
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                collect_long(item, format!("{place}/{number}"), texts);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                collect_long(member, format!("{place}/{key}"), texts);
            }
        }
        _ => {}
    }
}

/// Every way to write a number that is not the whole number it should be.
const NUMBERS: [&str; 14] = [
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "2147483648",
    "-2147483649",
    "1.5",
    "1.0",
    "1e2",
    "1E+400",
    "-0",
    "123456789012345678901234567890",
    "0.1e1",
];

#[test]
fn a_number_at_the_edge_is_refused_where_it_stands_and_never_another_one() {
    for (file, field) in [
        ("pack.json", "\"base\": 50"),
        ("pack.json", "\"from\": 60"),
        ("suitability.json", "\"points\": 20"),
        ("suitability.json", "\"min_days\": 0"),
        ("suitability.json", "\"max_days\": 30"),
        ("sources.json", "\"year\": 2024"),
        ("expectations.json", "\"from\": 0"),
        ("expectations.json", "\"to\": 30"),
    ] {
        let (key, _) = field.split_once(' ').unwrap();
        for number in NUMBERS
            .into_iter()
            .chain(["007", "+1", ".5", "1.", "0x10", "NaN", "1_000", "--1"])
        {
            let mut input = Input::sound();
            input.replace(file, field, &format!("{key} {number}"));
            let problems = input.problems();
            let codes: Vec<_> = problems.iter().map(|problem| problem.code.name()).collect();
            assert!(
                matches!(codes[..], ["bad-number" | "syntax" | "wrong-type"]),
                "{field} {number}: {codes:?}"
            );
        }
    }
    for (file, pair) in [
        ("expectations.json", "[350, 5100]"),
        ("expectations.json", "[1, 5]"),
    ] {
        for number in NUMBERS {
            let mut input = Input::sound();
            input.replace(file, pair, &format!("[1, {number}]"));
            let codes: Vec<_> = input
                .problems()
                .iter()
                .map(|problem| problem.code.name())
                .collect();
            assert!(
                !codes.is_empty()
                    && codes
                        .iter()
                        .all(|code| matches!(*code, "bad-number" | "bad-range" | "syntax")),
                "{pair} {number}: {codes:?}"
            );
        }
    }
}

#[test]
fn a_number_among_own_keys_comes_back_as_it_was_written() {
    let pack = load::pack(&load::builtin()).unwrap();
    let table = Table::new(&pack);
    for number in NUMBERS.iter().filter(|number| !number.contains("400")) {
        let content = format!("{{ \"x_n\": {number} }}");
        let input = AnswersInput {
            file: Some(("a.json", content.as_bytes())),
            sets: &[],
        };
        let answers = load::answers(&table, input).unwrap();
        assert_eq!(answers.extras, [("x_n".to_owned(), (*number).to_owned())]);
        let line = String::from_utf8(run(&["-"], content.as_bytes()).stdout).unwrap();
        assert!(line.contains(&format!("\"x_n\":{number}}}")), "{line}");
    }
}

#[test]
fn a_record_may_be_so_long_and_no_longer() {
    for (most, arguments) in [(1 << 20, &["-"][..]), (100, &["-", "--max-line", "100"])] {
        for (length, code) in [(most, 0), (most + 1, 1)] {
            let frame = "{\"x_a\":\"\"}".len();
            let line = format!("{{\"x_a\":\"{}\"}}\n", "a".repeat(length - frame));
            let output = run(arguments, line.as_bytes());
            assert_eq!(output.status.code(), Some(code), "{length}");
            let said = String::from_utf8(output.stdout).unwrap();
            assert_eq!(said.contains("line-too-long"), code == 1);
        }
    }
}

#[test]
fn thousands_of_own_keys_in_a_record_or_a_table_cost_one_pass() {
    // Comparing each with all others would take minutes.
    let mut record = "{\"x_0\":0".to_owned();
    let mut header = "x_0".to_owned();
    for number in 1..60_000 {
        _ = write!(record, ",\"x_{number}\":{number}");
        _ = write!(header, ",x_{number}");
    }
    record.push_str("}\n");
    let output = run(&["-"], record.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let pack = load::pack(&load::builtin()).unwrap();
    assert!(Columns::read(&pack, "a.csv", 1, header.as_bytes(), b',').is_ok());
    header.push_str(",x_5");
    let problems = Columns::read(&pack, "a.csv", 1, header.as_bytes(), b',').unwrap_err();
    assert_eq!(problems.diagnostics().len(), 1);
}

#[test]
fn a_word_without_end_is_broken_in_one_pass() {
    for word in ["x", "漢", "a\u{301}"] {
        let text = word.repeat(300_000);
        let lines =
            smp_suitability::report::Paragraph::of(smp_suitability::report::Role::Plain, &text)
                .wrapped(60);
        assert!(lines.iter().all(|line| line.width() <= 60));
        let whole: String = lines.iter().map(ToString::to_string).collect();
        assert_eq!(whole, text);
    }
}

#[test]
fn numbers_of_options_have_their_ranges() {
    let alex = "tests/readme/alex.json";
    for (arguments, good, bad) in [
        (
            &["batch", alex, "--from", "json", "--jobs"][..],
            &["1", "256"][..],
            &["0", "257", "-1", "1.0", "1e2", "99999999999999999999", ""][..],
        ),
        (
            &["batch", alex, "--from", "json", "--max-line"],
            &["1", "16777216"],
            &["0", "16777217", "-0", "4294967296", "1k"],
        ),
        (
            &["batch", alex, "--from", "json", "--first-line"],
            &["1", "1000000000000", "007"],
            &[
                "0",
                "1000000000001",
                "18446744073709551615",
                "18446744073709551616",
            ],
        ),
        (
            &["calendar", alex, "--start"],
            &["1900-01-01", "2200-12-31", "2028-02-29"],
            &[
                "1899-12-31",
                "2201-01-01",
                "2027-02-29",
                "2027-1-1",
                "02027-01-01",
                "2027-13-01",
                "99999999-01-01",
                "-2027-01-01",
            ],
        ),
        (
            &["assess", alex, "--country"],
            &["US", "zz"],
            &["U", "USA", "U1", "ÜS", ""],
        ),
        (
            &["assess", alex, "--fail-on"],
            &["wait"],
            &["Wait", "", "stop"],
        ),
    ] {
        for (values, is_good) in [(good, true), (bad, false)] {
            for value in values {
                let mut command = Command::new(env!("CARGO_BIN_EXE_smp"));
                let (option, before) = arguments.split_last().unwrap();
                command.args(before).arg(format!("{option}={value}"));
                let output = command.stdin(Stdio::null()).output().unwrap();
                let is_refused = output.status.code() == Some(2);
                assert_ne!(is_refused, is_good, "{arguments:?} {value}: {output:?}");
                assert!(is_good || output.stderr.starts_with(b"error"), "{output:?}");
            }
        }
    }
}
