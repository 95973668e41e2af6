//! A pack whose every text is hostile, told in every form.

use std::borrow::Cow;
use std::fs;
use std::panic::{AssertUnwindSafe, RefUnwindSafe, catch_unwind};

use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use smp_suitability::assess::{Table, assess};
use smp_suitability::fhir::FormLayout;
use smp_suitability::load::{self, AnswersInput, CASES_FILE, PACK_FILES, PackFiles};
use smp_suitability::pack::Pack;
use smp_suitability::report::{self, Filled, Line, SheetKind};
use smp_suitability::space::Insight;
use smp_suitability::space::joint::{Changes, Joint};
use smp_suitability::verify;

use super::formats::{check_calendar, check_json, check_markdown};
use super::markup::{read, shape, values, words};
use super::{check_harmless, check_told, corpus, is_raw, stacked};

/// Keys of a pack under which a text for people stands.
const TEXTS: [&str; 34] = [
    "title",
    "disclaimer",
    "version",
    "contact",
    "says",
    "readings",
    "name",
    "ask",
    "why",
    "label",
    "short",
    "neutral",
    "undecided",
    "because",
    "advice",
    "look",
    "avoid",
    "may",
    "watch",
    "what",
    "text",
    "publisher",
    "url",
    "title_after",
    "emergency",
    "crisis",
    "health_line",
    "report",
    "to",
    "studio",
    "open",
    "lead",
    "differs",
    "when",
];

const SHEETS: [SheetKind; 4] = [
    SheetKind::Letter,
    SheetKind::Consult,
    SheetKind::Visit,
    SheetKind::Card,
];

const BENIGN: &str = "Benign words";

/// Somebody to whom all that the pack says applies.
const PERSON: &str = r#"{ "id": "p", "color": "gray", "skin": ["keloid", "mole"] }"#;

/// The minimal pack with every text that a pack may have, each of them this one.
///
/// With contacts, braces in some of them would be placeholders and refused; such a pack has none.
pub(crate) fn hostile_files(text: &str) -> PackFiles {
    files_of(text, !has_braces(text))
}

fn has_braces(text: &str) -> bool {
    text.contains(['{', '}'])
}

fn files_of(text: &str, has_contacts: bool) -> PackFiles {
    let files = PACK_FILES.into_iter().chain([CASES_FILE]).map(|name| {
        let content = fs::read_to_string(format!("tests/packs/minimal/{name}")).unwrap();
        let mut content: Value = serde_json::from_str(&content).unwrap();
        let root = content.as_object_mut().unwrap();
        complete(name, root);
        if !has_contacts {
            root.remove("contacts");
        }
        replace(&mut content, text);
        (name, Cow::Owned(content.to_string().into_bytes()))
    });
    PackFiles {
        folder: "pack".to_owned(),
        files: files.collect(),
    }
}

/// Adds what a pack may leave out.
fn complete(name: &str, root: &mut Map<String, Value>) {
    let support = || json!({ "sources": ["aedit"], "claims": ["C01"] });
    let add = |value: &mut Value, more: Value| {
        let more = more.as_object().unwrap().clone();
        value.as_object_mut().unwrap().extend(more);
    };
    match name {
        "pack.json" => {
            root.insert("clinic".to_owned(), json!({ "name": "", "contact": "" }));
        }
        "questionnaire.json" => {
            for question in root["questions"].as_array_mut().unwrap() {
                add(
                    question,
                    json!({ "name": "", "neutral": "", "undecided": "" }),
                );
                for option in question["options"].as_array_mut().unwrap() {
                    add(option, json!({ "short": "" }));
                }
            }
        }
        "suitability.json" => {
            for rule in root["rules"].as_array_mut().unwrap() {
                add(rule, json!({ "advice": "" }));
            }
        }
        "expectations.json" => {
            add(&mut root["recovery"]["timeline"][0], json!({ "watch": "" }));
            let mut limit = json!({ "what": "", "days": [1, 9] });
            add(&mut limit, support());
            root["recovery"]["limits"] = json!([limit]);
        }
        "sources.json" => {
            add(&mut root["sources"][0], json!({ "url": "", "doi": "" }));
        }
        _ => {}
    }
}

fn replace(value: &mut Value, text: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, text)),
        Value::Object(members) => {
            for (key, member) in members {
                let is_text = TEXTS.contains(&key.as_str()) || key == "doi";
                match member {
                    Value::String(old) if is_text => text.clone_into(old),
                    Value::Array(items) if key == "says" => *items = vec![json!(text)],
                    Value::Array(items) if key == "readings" => {
                        *items = vec![json!(text), json!(text)];
                    }
                    other => replace(other, text),
                }
            }
        }
        _ => {}
    }
}

/// Everything that is said about a person and about a pack, by what says it.
struct Said {
    html: String,
    papers: Vec<String>,
    markdowns: Vec<(&'static str, String)>,
    lines: Vec<(&'static str, String)>,
    jsons: Vec<(&'static str, String)>,
    calendar: String,
}

fn whole(lines: &[Line]) -> String {
    stacked(lines)
}

fn said(text: &str, benign: &Pack) -> Said {
    let files = files_of(text, benign.contacts.is_some());
    let pack = load::pack(&files).unwrap_or_else(|problems| panic!("{text:?}: {problems:?}"));
    let table = Table::new(&pack);
    let input = AnswersInput {
        file: Some(("me.json", PERSON.as_bytes())),
        sets: &[],
    };
    let answers = load::answers(&table, input).unwrap();
    let assessment = assess(&table, &answers);
    let insight = Insight::of(&table, &assessment);
    let form = FormLayout::new(&pack).unwrap_or_else(|_| panic!("few groups"));
    let changes = Changes::between(Joint::new(benign, &pack).unwrap()).unwrap();
    let checked = verify::check(&table, &files);
    let start = NaiveDate::from_ymd_opt(2027, 3, 31).unwrap();
    let [letter, consult, visit, card] = SHEETS.map(|kind| {
        report::sheets(kind, &table, &assessment, Filled::InFor).expect("the pack has all sheets")
    });
    let explained = |id: &str| whole(&report::explain(&pack, id, 80).unwrap());
    Said {
        html: report::html(&assessment, Some(&insight)),
        papers: [&letter, &consult, &visit, &card]
            .map(report::PrintedSheets::html)
            .to_vec(),
        markdowns: vec![
            ("markdown", report::markdown(&assessment, Some(&insight))),
            ("shown in markdown", report::show_markdown(&pack)),
            ("letter in markdown", letter.markdown()),
            ("consult sheet in markdown", consult.markdown()),
            ("check in markdown", visit.markdown()),
            ("card in markdown", card.markdown()),
        ],
        lines: vec![
            (
                "text",
                whole(&report::text(&assessment, Some(&insight), 80)),
            ),
            (
                "narrow text",
                whole(&report::text(&assessment, Some(&insight), 40)),
            ),
            ("letter", whole(&letter.text(80))),
            ("narrow letter", whole(&letter.text(40))),
            ("consult sheet", whole(&consult.text(80))),
            ("check before a visit", whole(&visit.text(80))),
            ("card", whole(&card.text(80))),
            ("index", whole(&report::explain_index(&pack, 80))),
            ("question", explained("skin")),
            ("rule", explained("keloid")),
            ("source", explained("aedit")),
            ("claim", explained("C01")),
            ("pack", whole(&report::show(&pack, 80))),
            ("difference", whole(&report::difference(&changes, None, 80))),
            ("check", verify::check_text(&table, &checked, None)),
        ],
        jsons: vec![
            ("json", report::json(&assessment, Some(&insight))),
            ("json line", report::json_line(&assessment, Some(&insight))),
            ("difference", report::difference_json(&changes, None)),
            ("check", verify::check_json(&table, &checked, None)),
            ("questionnaire", report::questionnaire(&form)),
            ("codes", report::code_system(&pack)),
            ("response", report::response(&table, &form, &answers)),
            (
                "bundle",
                report::bundle(&table, &form, &assessment, Some(&insight)),
            ),
        ],
        calendar: report::calendar(&assessment, start, 0),
    }
}

/// Does something with every text that a pack can hold, and with what is said with a harmless one.
fn with_each(check: impl Fn(&str, &str, &Said, &Said) + RefUnwindSafe) {
    let packs =
        [false, true].map(|has_contacts| load::pack(&files_of(BENIGN, has_contacts)).unwrap());
    let benign = AssertUnwindSafe(packs.each_ref().map(|pack| said(BENIGN, pack)));
    let mut failed = Vec::new();
    for hostile in corpus() {
        if hostile.text.trim().is_empty() {
            continue; // refused as an empty text
        }
        let checked = catch_unwind(|| {
            let text = hostile.text.as_str();
            // With contacts, braces in some texts would be placeholders and refused.
            let place = usize::from(!has_braces(text));
            let (pack, benign) = (&packs[place], &benign[place]);
            check(&hostile.name, text, &said(text, pack), benign);
        });
        if checked.is_err() {
            failed.push(hostile.name);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn no_text_of_a_pack_gets_out_of_its_place() {
    with_each(|name, text, said, benign| {
        check_page(name, text, &said.html, &benign.html);
        for (paper, other) in said.papers.iter().zip(&benign.papers) {
            check_page(name, text, paper, other);
        }
        for ((what, markdown), (_, other)) in said.markdowns.iter().zip(&benign.markdowns) {
            check_markdown(&format!("{name} in {what}"), text, markdown, other);
        }
        for (what, lines) in &said.lines {
            let what = format!("{name} in {what}");
            check_harmless(lines, &what);
        }
        for (what, json) in &said.jsons {
            check_json(&format!("{name} in {what}"), text, json);
        }
        check_calendar(name, text, &said.calendar, &benign.calendar);
    });
}

/// Holds a page against the one with harmless words: the same elements and attributes, and all words in texts.
#[track_caller]
fn check_page(name: &str, text: &str, page: &str, benign: &str) {
    check_harmless(page, name);
    let [page, benign] = [page, benign].map(read);
    // A longer one is cut or set in more lines in a picture.
    let is_short = text
        .chars()
        .map(|c| if is_raw(c) { 7 } else { 1 })
        .sum::<usize>()
        < 24;
    let is_link = text.starts_with("https://"); // the address of a source
    let is_long = text.chars().count() > 60; // so that the page needs more paper
    let [mut one, mut other] = [&page, &benign].map(|tokens| shape(tokens));
    if !is_short || is_link {
        for shapes in [&mut one, &mut other] {
            shapes.sort();
            shapes.dedup();
            // A title with an address is a link and no `cite`, and a picture has more lines, but nothing is new.
            let of_title = |shape: &str| shape.starts_with("<a ") || shape.contains("cite");
            shapes.retain(|shape| !is_link || !of_title(shape));
            // A sheet of paper is set closer the more is on it.
            shapes.retain(|shape| !shape.starts_with("<article"));
            shapes.retain(|shape| !is_long || !shape.starts_with("<body"));
        }
    }
    let new = one.iter().find(|shape| !other.contains(shape));
    assert!(one == other || is_long, "{name}");
    assert_eq!(new, None, "{name}");
    for target in values(&page, "href").chain(values(&page, "src")) {
        let is_ours = target.starts_with("#s") || target == "data:,";
        assert!(is_ours || is_link && target == text, "{name}: {target:?}");
    }
    check_told(&words(&page), text, name);
    // A sentence may begin with the text, and so with a capital letter.
    let count = |tokens: &[_], word: &str| {
        let folded = |text: &str| text.to_uppercase().to_lowercase();
        folded(&super::told(&words(tokens)))
            .matches(&folded(word))
            .count()
    };
    if is_short && !is_link {
        let expected = count(&benign, &super::told(BENIGN));
        assert!(
            count(&page, &super::told(text)) >= expected,
            "{name}: some places lost it"
        );
    }
}

#[test]
fn a_logo_a_color_and_an_address_are_what_they_say_or_refused() {
    for hostile in corpus() {
        for (key, code) in [("logo", "unfit-branding"), ("accent", "unfit-branding")] {
            let problems = refused_header(&["clinic", key], &hostile.text);
            assert!(
                problems.contains(&format!("error[{code}]")) || hostile.text.trim().is_empty(),
                "{problems}"
            );
        }
        let problems = refused_header(&["canonical"], &hostile.text);
        let is_plain = |c: char| c.is_ascii_graphic() && !"<>\"'`".contains(c);
        let is_refused = problems.contains("error[");
        assert!(
            is_refused || hostile.text.chars().all(is_plain),
            "{}",
            hostile.name
        );
    }
}

/// What is said of a header with a text in a place.
fn refused_header(path: &[&str], text: &str) -> String {
    let mut files = hostile_files(BENIGN);
    let header = &mut files.files[0].1;
    let mut content: Value = serde_json::from_slice(header).unwrap();
    let mut place = &mut content;
    for key in path {
        place = &mut place[*key];
    }
    *place = json!(text);
    *header = Cow::Owned(content.to_string().into_bytes());
    let problems = load::pack(&files).err();
    let told = problems.map(|problems| stacked(problems.diagnostics()));
    let told: String = told.unwrap_or_default();
    check_harmless(&told, text);
    told
}
