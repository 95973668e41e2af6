//! Whatever is written about a person: it can be read by those it is for, and says no more than it should.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use smp_suitability::assess::{Assessment, Table, assess};
use smp_suitability::batch::{
    Detail, HandoutMaker, Index, PeopleTable, RecordStatus, ResultForm as Layout, Start, Worker,
    csv_header, summary_json, summary_text,
};
use smp_suitability::diagnostic::is_control_or_invisible;
use smp_suitability::fhir::FormLayout;
use smp_suitability::load::{self, AnswersInput, PackFiles};
use smp_suitability::pack::{Answers, Pack};
use smp_suitability::report::{self, Filled, IndexCoverage, Line, SheetKind};
use smp_suitability::space::Insight;

use super::markup::{marks, tags};
use super::pack::sound;
use super::response::assert_written;
use super::sheet::assert_row;
use super::shown::{assert_harmless, assert_shown};
use super::sweep::given;
use crate::random::Dice;

/// Keys of a pack under which words stand that a person reads.
const WORDS: [&str; 18] = [
    "title",
    "disclaimer",
    "says",
    "readings",
    "ask",
    "why",
    "label",
    "because",
    "advice",
    "look",
    "avoid",
    "may",
    "watch",
    "text",
    "publisher",
    "name",
    "contact",
    "version",
];

/// The bytes are the choices that make a person, and after each zero byte words that are put into a pack.
pub(super) fn target(bytes: &[u8]) {
    let mut parts = bytes.split(|&byte| byte == 0);
    let choices = parts.next().unwrap_or_default();
    let words: Vec<_> = parts
        .map(|words| String::from_utf8_lossy(words).into_owned())
        .collect();
    if words.is_empty() {
        return;
    }
    let pack = match load::pack(&files(&words)) {
        Ok(pack) => pack,
        Err(problems) => {
            assert_shown(&problems, |_| None);
            return;
        }
    };
    // Words that are the same stay the same, as they may be told once.
    let tame: Vec<_> = words
        .iter()
        .map(|word| {
            format!(
                "word{}",
                words.iter().position(|other| other == word).unwrap_or(0)
            )
        })
        .collect();
    let twin = load::pack(&files(&tame)).expect("letters can stand anywhere");
    let table = Table::new(&pack);
    let mut dice = Dice::of_bytes(choices);
    let width = dice.below(140);
    let answers = person(&table, &mut dice, &words);
    let assessment = assess(&table, &answers);
    let insight = Insight::of(&table, &assessment);
    assert_report(&assessment, &insight, width);
    assert_resources(&table, &assessment, &insight);
    assert_sheets(&table, &assessment, width);
    assert_pack(&pack, width);
    assert_records(&table, &answers);

    let table = Table::new(&twin);
    let mut dice = Dice::of_bytes(choices);
    dice.below(140);
    let answers = person(&table, &mut dice, &tame);
    assert_like(&assessment, &assess(&table, &answers), &insight);
}

/// The smallest pack that uses every part of the format, in other words; it belongs to a clinic.
fn files(words: &[String]) -> PackFiles {
    let mut next = words.iter().cycle();
    let files = sound().map(|(name, bytes)| {
        let mut content: Value = serde_json::from_slice(bytes).expect("JSON");
        if name == "pack.json" {
            content["clinic"] = json!({ "name": "", "contact": "" });
        }
        put(&mut content, false, &mut next);
        (name, content.to_string().into_bytes().into())
    });
    PackFiles {
        folder: "pack".to_owned(),
        files: files.to_vec(),
    }
}

/// Puts the next words wherever words stand.
fn put<'a>(value: &mut Value, is_words: bool, next: &mut impl Iterator<Item = &'a String>) {
    match value {
        Value::String(text) if is_words => {
            next.next().expect("it goes around").clone_into(text);
        }
        Value::Array(entries) => entries
            .iter_mut()
            .for_each(|entry| put(entry, is_words, next)),
        Value::Object(members) => {
            for (key, value) in members {
                put(value, WORDS.contains(&key.as_str()), next);
            }
        }
        _ => {}
    }
}

/// Random answers of somebody whose id and own keys are words as well, after a way through a file.
fn person(table: &Table, dice: &mut Dice, words: &[String]) -> Answers {
    let pack = table.pack();
    let mut answers = given(dice, table);
    let word = |place: usize| words[place % words.len()].clone();
    answers.id = Some(word(0)).filter(|id| !id.trim().is_empty());
    answers.extras = vec![
        ("x_own".to_owned(), Value::from(word(1)).to_string()),
        (
            format!("x_{}", word(2)),
            json!({ word(3): [word(4)] }).to_string(),
        ),
    ];
    if answers.extras[1].0 == "x_own" {
        answers.extras.pop();
    }
    let file = report::answers_file(pack, &answers);
    let input = AnswersInput {
        file: Some(("answers.json", file.as_bytes())),
        sets: &[],
    };
    let read = load::answers(table, input).map(|read| meaning(&read));
    assert_eq!(read, Ok(meaning(&answers)), "{file}");
    answers
}

/// The same answers, where own values are written in one way only: any letter may be an escape.
fn meaning(answers: &Answers) -> Answers {
    let mut answers = answers.clone();
    for (_, value) in &mut answers.extras {
        let meant: Value = serde_json::from_str(value).expect("a value");
        *value = meant.to_string();
    }
    answers
}

/// Everything that is told to people and programs.
fn assert_report(assessment: &Assessment, insight: &Insight, width: usize) {
    let wide = width.max(20);
    for insight in [None, Some(insight)] {
        assert_lines(&report::text(assessment, insight, width), wide);
        assert_json(assessment, insight);
    }
    let start = NaiveDate::from_ymd_opt(2027, 3, 31).expect("a day");
    assert_harmless(&report::calendar(assessment, start, 0).replace("\r\n", "\n"));
}

/// Every sheet that the pack has texts for, for the person and to be filled in by hand.
fn assert_sheets(table: &Table, assessment: &Assessment, width: usize) {
    let kinds = [
        SheetKind::Letter,
        SheetKind::Consult,
        SheetKind::Visit,
        SheetKind::Card,
    ];
    for kind in kinds {
        for filled in [Filled::InFor, Filled::ByHand] {
            if let Some(sheets) = report::sheets(kind, table, assessment, filled) {
                assert_lines(&sheets.text(width), width.max(20));
                assert_harmless(&sheets.html());
                assert_harmless(&sheets.markdown());
            }
        }
    }
}

/// Pages are made of the same with any words, as no word is taken for markup.
fn assert_like(assessment: &Assessment, twin: &Assessment, insight: &Insight) {
    let [page, plain] = [assessment, twin].map(|assessment| {
        let page = report::html(assessment, Some(insight));
        assert_harmless(&page);
        page
    });
    assert_eq!(tags(&page), tags(&plain), "{page}");
    let [text, plain] = [assessment, twin].map(|assessment| {
        let text = report::markdown(assessment, Some(insight));
        assert_harmless(&text);
        text
    });
    assert_eq!(marks(&text), marks(&plain), "{text}");
}

/// What is written in FHIR can be read, and a response is read back as it was.
fn assert_resources(table: &Table, assessment: &Assessment, insight: &Insight) {
    let pack = table.pack();
    read(&report::code_system(pack));
    if let Ok(form) = FormLayout::new(pack) {
        read(&report::questionnaire(&form));
        read(&report::bundle(table, &form, assessment, Some(insight)));
        assert_written(table, &form, &assessment.answers);
    }
}

/// Lines are no wider than they may be, and steer nothing.
#[track_caller]
fn assert_lines(lines: &[Line], width: usize) {
    for line in lines {
        let text = line.to_string();
        assert!(!text.contains('\n'), "{text}");
        assert_harmless(&text);
        assert!(line.width() <= width, "more than {width}: {text}");
    }
}

/// JSON is harmless and can be read.
#[track_caller]
fn read(text: &str) -> Value {
    assert_harmless(text);
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// JSON has every word as it was.
fn assert_json(assessment: &Assessment, insight: Option<&Insight>) {
    let printed = read(&report::json(assessment, insight));
    let pack = assessment.pack;
    assert_eq!(printed["id"], json!(assessment.answers.id));
    assert_eq!(printed["disclaimer"], json!(pack.disclaimer.as_str()));
    for (finding, printed) in
        (assessment.findings.iter()).zip(printed["findings"].as_array().into_iter().flatten())
    {
        assert_eq!(printed["cleared"], json!(finding.is_cleared()));
        assert_eq!(printed["because"], json!(finding.because().as_str()));
    }
    let line = report::json_line(assessment, insight);
    assert!(!line.contains('\n'));
    assert_eq!(read(&line), printed);
}

/// What is told about a pack.
fn assert_pack(pack: &Pack, width: usize) {
    let wide = width.max(20);
    assert_lines(&report::show(pack, width), wide);
    assert_harmless(&report::show_markdown(pack));
    assert_lines(&report::explain_index(pack, width), wide);
    for id in ["color", "skin", "dark", "mole", "aedit", "C01"] {
        let told = report::explain(pack, id, width).expect("the pack has it");
        assert_lines(&told, wide);
    }
}

/// A record of these answers, in every form.
fn assert_records(table: &Table, answers: &Answers) {
    let start = Start { line: 1, column: 1 };
    let record = report::answers_file(table.pack(), answers).replace('\n', " ");
    for form in [
        Layout::Compact,
        Layout::Full,
        Layout::Csv,
        Layout::People,
        Layout::Counts,
    ] {
        let mut out = Vec::new();
        let mut worker = Worker::new(table, form);
        let outcome = worker.json(start, record.as_bytes(), &mut out);
        assert_eq!(outcome, RecordStatus::Assessed);
        match form {
            Layout::Compact | Layout::Full => {
                let printed = read(std::str::from_utf8(&out).expect("text"));
                assert_eq!(printed["id"], json!(answers.id));
                let own: Map<_, _> = (answers.extras.iter())
                    .map(|(key, value)| (key.clone(), serde_json::from_str(value).expect("JSON")))
                    .collect();
                for (key, value) in own {
                    assert_eq!(printed[key], value);
                }
            }
            Layout::Csv => assert_row(&out, csv_header().split(',').count()),
            Layout::People => assert_row(&out, PeopleTable::default().columns().len()),
            Layout::Counts => {
                assert_harmless(&summary_text(table, worker.tally()));
                read(&summary_json(table, worker.tally()));
            }
        }
    }
    let (handout, page) = HandoutMaker::new(table, Detail::Usual).json(start, record.as_bytes());
    tags(&page.expect("the record can be read"));
    let mut index = Index::new(table.pack());
    let name = handout.names().next().expect("there is a name");
    let is_safe = |c: char| {
        let steers = c.is_control() || c.is_whitespace() || is_control_or_invisible(c);
        !steers && (!c.is_ascii_punctuation() || "-_.".contains(c))
    };
    assert!(
        name.chars().all(is_safe) && !name.contains("..") && !name.starts_with('.'),
        "{name}"
    );
    index.add(&handout.entry, Some(&name));
    for page in index.finish(IndexCoverage::Whole) {
        assert_harmless(&page.html);
        tags(&page.html);
    }
}
