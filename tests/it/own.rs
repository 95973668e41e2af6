//! Packs that extend the built-in one: what they change, what stays, and what they cannot mean.

mod cases;
mod edits;
mod policy;

use std::fmt::Write as _;

use insta::assert_snapshot;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::json;
use smp_suitability::assess::Table;
use smp_suitability::diagnostic::{Code, Diagnostic, Place, Problems};
use smp_suitability::load::{self, CASES_FILE, PackFiles};
use smp_suitability::pack::{Change, Pack, Provenance, Text, Verdict};

const HEADER: &str = "pack.json";
const QUESTIONS: &str = "questionnaire.json";
const RULES: &str = "suitability.json";
const TABLES: &str = "expectations.json";
const GUIDE: &str = "guide.json";
const SOURCES: &str = "sources.json";

/// The header of a pack that changes nothing.
const BARE: &str = r#"{ "extends": "smp", "id": "own", "version": "1" }"#;

/// A pack of these files and a bare header, unless there is one among them.
pub(crate) fn files(own: &[(&'static str, &str)]) -> PackFiles {
    let has_header = own.iter().any(|(name, _)| *name == HEADER);
    let bare = [(HEADER, BARE)];
    let header = bare.iter().filter(|_| !has_header);
    let all = header.chain(own);
    PackFiles {
        folder: "own".to_owned(),
        files: all
            .map(|(name, text)| (*name, text.as_bytes().to_vec().into()))
            .collect(),
    }
}

#[track_caller]
fn pack(own: &[(&'static str, &str)]) -> Pack {
    load::pack(&files(own)).unwrap_or_else(|problems| panic!("{}", printed(&problems)))
}

fn printed(problems: &Problems) -> String {
    let problems = problems.diagnostics().iter();
    let printed: Vec<_> = problems.map(ToString::to_string).collect();
    printed.join("\n")
}

fn problems(own: &[(&'static str, &str)]) -> Vec<Diagnostic> {
    let files = files(own);
    let cases = || load::cases(&Table::new(&load::pack(&files)?), &files).map(drop);
    cases().map_or_else(Problems::into_diagnostics, |()| Vec::new())
}

fn base() -> Pack {
    load::pack(&load::builtin()).unwrap()
}

/// All that a pack says, apart from what names it.
fn content(pack: &Pack) -> String {
    let mut pack = pack.clone();
    pack.id = "".into();
    pack.version = "".into();
    pack.provenance = Provenance::default();
    pack.sha256.clear();
    format!("{pack:#?}")
}

#[test]
fn a_bare_pack_is_its_base_under_another_name() {
    let (own, base) = (pack(&[]), base());
    assert_eq!((own.id.as_str(), own.version.as_str()), ("own", "1"));
    assert_eq!(content(&own), content(&base));
    let cases = |files: &PackFiles| load::cases(&Table::new(&base), files).unwrap().len();
    assert_eq!(cases(&files(&[])), cases(&load::builtin()));
}

#[test]
fn the_digest_tells_packs_and_their_bases_apart() {
    let digests = [
        base().sha256,
        pack(&[]).sha256,
        pack(&[(RULES, "{}")]).sha256,
        pack(&[(RULES, "{ }")]).sha256,
        pack(&[(GUIDE, "{}")]).sha256,
    ];
    for (position, digest) in digests.iter().enumerate() {
        assert!(!digests[position + 1..].contains(digest), "{position}");
    }
    let cases = r#"{ "cases": [] }"#;
    assert_eq!(pack(&[(CASES_FILE, cases)]).sha256, pack(&[]).sha256);
}

#[test]
fn the_digest_worked_out_beforehand_is_that_of_the_files() {
    let mut files = load::builtin();
    let beforehand = load::pack(&files).unwrap().sha256;
    for (_, bytes) in &mut files.files {
        bytes.to_mut(); // another place, which is not known to be the built-in pack
    }
    assert_eq!(load::pack(&files).unwrap().sha256, beforehand);
    let mut changed = load::builtin();
    changed.files[1].1.to_mut().push(b'\n');
    assert_ne!(load::pack(&changed).unwrap().sha256, beforehand);
}

#[test]
fn the_label_of_one_option_can_be_all_that_changes() {
    let own = pack(&[(
        QUESTIONS,
        r#"{ "questions": [
            { "id": "hair_color", "options": [{ "id": "black", "label": "Jet black" }] }
        ] }"#,
    )]);
    let mut expected = base();
    expected.questions[0].options[0].label = "Jet black".into();
    assert_eq!(content(&own), content(&expected));
}

#[test]
fn an_entry_keeps_its_place_and_what_it_does_not_name() {
    let own = pack(&[
        (
            RULES,
            r#"{ "rules": [{ "id": "keloid", "because": "Ask us.", "cleared_by": null }] }"#,
        ),
        (
            TABLES,
            r#"{ "cost": { "countries": [
                { "country": "CA", "rows": [{ "id": "scar", "amount": [1, 2] }] }
            ] } }"#,
        ),
        (
            HEADER,
            r#"{ "extends": "smp", "id": "own", "version": "1", "title": "Ours",
            "clinic": { "name": "N", "contact": "C" } }"#,
        ),
    ]);
    let mut expected = base();
    let keloid = expected.rules.iter_mut().find(|rule| rule.id == "keloid");
    let keloid = keloid.unwrap();
    keloid.because = "Ask us.".into();
    assert!(keloid.cleared_by.take().is_some());
    let canada = expected.expectations.cost.iter_mut();
    let canada = canada.into_iter().find(|table| table.country == "CA");
    let mut rows = canada.unwrap().rows.iter_mut();
    let amount = &mut rows.find(|row| row.id == "scar").unwrap().content.amount;
    (amount.min, amount.max) = (1, 2);
    expected.title = "Ours".into();
    expected.clinic = own.clinic.clone();
    assert!(own.clinic.is_some());
    assert_eq!(content(&own), content(&expected));
}

#[test]
fn new_entries_come_last_or_before_the_one_they_name() {
    let question = |id: &str, before: &str| {
        format!(
            r#"{{ "id": "{id}", {before} "kind": "one", "change": "fixed", "ask": "A?", "why": "W.",
                "options": [{{ "id": "yes", "label": "Yes" }}] }}"#
        )
    };
    let questions = format!(
        r#"{{ "questions": [{}, {}, {{ "id": "scalp_type", "before": "hair_color" }}] }}"#,
        question("last", ""),
        question("first", r#""before": "hair_color","#),
    );
    let own = pack(&[(QUESTIONS, &questions)]);
    let base = base();
    let ids = |pack: &Pack| -> Vec<_> { pack.questions.iter().map(|q| q.id.clone()).collect() };
    let mut expected = ids(&base);
    expected.retain(|id| id != "scalp_type");
    expected.splice(0..0, ["first", "scalp_type"].map(Text::from));
    expected.push("last".into());
    assert_eq!(ids(&own), expected);
}

#[test]
fn a_gate_that_waits_can_become_one_for_a_doctor() {
    let base = base();
    let wait = base
        .rules
        .iter()
        .find(|rule| rule.wait.is_some() && rule.disputed.is_none());
    let wait = wait.unwrap();
    let rules = json!({ "rules": [
        { "id": wait.id, "verdict": "see_doctor_first", "wait": null },
    ] });
    let own = pack(&[(RULES, &rules.to_string())]);
    let changed = own.rules.iter().find(|rule| rule.id == wait.id).unwrap();
    assert_eq!(changed.verdict, Some(Verdict::SeeDoctorFirst));
    assert_eq!(changed.wait, None);
    assert_eq!(changed.because, wait.because);
}

/// One defect each, in the files of a pack that extends the built-in one.
#[rustfmt::skip] // one defect, one line
const DEFECTS: &[(Code, &[(&str, &str)])] = &[
    (Code::UnknownBase, &[(HEADER, r#"{ "extends": "smpp", "id": "own", "version": "1" }"#)]),
    (Code::UnknownKey, &[(HEADER, r#"{ "extend": "smp", "id": "own", "version": "1" }"#)]),
    (Code::WrongType, &[(HEADER, r#"{ "extends": 1, "id": "own", "version": "1" }"#)]),
    (Code::MissingKey, &[(HEADER, r#"{ "extends": "smp", "id": "own" }"#)]),
    (Code::MissingKey, &[(HEADER, r#"{ "extends": "smp", "id": "own", "version": "1", "clinic": { "name": "N" } }"#)]),
    (Code::Syntax, &[(HEADER, r#"{ "extends": "smp", }"#)]),
    (Code::Syntax, &[(RULES, "{ \"rules\": [}")]),
    (Code::UnknownEntry, &[(RULES, r#"{ "remove": ["keliod"] }"#)]),
    (Code::UnknownEntry, &[(SOURCES, r#"{ "remove": ["quite-another"] }"#)]),
    (Code::UnknownEntry, &[(QUESTIONS, r#"{ "questions": [{ "id": "hair_color", "remove": ["green"] }] }"#)]),
    (Code::UnknownEntry, &[(TABLES, r#"{ "cost": { "remove": ["DE"] } }"#)]),
    (Code::UnknownEntry, &[(RULES, r#"{ "rules": [{ "id": "keliod", "because": "Ask us." }] }"#)]),
    (Code::UnknownEntry, &[(RULES, r#"{ "rules": [{ "id": "keloid", "before": "moels" }] }"#)]),
    (Code::UnknownEntry, &[(RULES, r#"{ "rules": [{ "id": "keloid", "before": "keloid" }] }"#)]),
    (Code::RemovedAndChanged, &[(GUIDE, "{\n  \"remove\": [\"what-it-is\"],\n  \"sections\": [{ \"id\": \"what-it-is\", \"title\": \"T\" }]\n}")]),
    (Code::DuplicateId, &[(RULES, "{ \"rules\": [\n  { \"id\": \"keloid\", \"because\": \"A.\" },\n  { \"id\": \"keloid\", \"because\": \"B.\" }\n] }")]),
    (Code::DuplicateId, &[(RULES, r#"{ "remove": ["keloid", "keloid"] }"#)]),
    (Code::DuplicateKey, &[(RULES, r#"{ "rules": [{ "id": "keloid", "because": "A.", "because": "B." }] }"#)]),
    (Code::MissingKey, &[(RULES, r#"{ "rules": [{ "because": "A." }] }"#)]),
    (Code::UnknownKey, &[(RULES, r#"{ "rules": [{ "id": "keloid", "becuase": "A." }] }"#)]),
    (Code::WrongType, &[(RULES, r#"{ "rules": 7 }"#)]),
    (Code::WrongType, &[(RULES, r#"{ "remove": "keloid" }"#)]),
    (Code::WrongType, &[(RULES, r#"{ "rules": [{ "id": "keloid", "because": null }] }"#)]),
    (Code::WrongType, &[(GUIDE, "[]")]),
    (Code::DuplicateKey, &[(RULES, r#"{ "rules": [], "rules": [] }"#)]),
    (Code::NoRowForEverybody, &[(TABLES, r#"{ "upkeep": { "remove": ["everybody"] } }"#)]),
    (Code::UnreachableRow, &[(TABLES, r#"{ "upkeep": { "rows": [{ "id": "all", "months": [1, 2], "because": "B.", "sources": ["aedit"], "claims": ["P01"] }] } }"#)]),
    (Code::UnknownSource, &[(RULES, r#"{ "rules": [{ "id": "keloid", "sources": ["aedt"] }] }"#)]),
    (Code::NotApplicable, &[(CASES_FILE, r#"{ "cases": [{ "id": "own", "answers": { "hair_loss": "male_pattern", "regrowth": "stopped" }, "expect": { "verdict": "wait" } }] }"#)]),
];

#[test]
fn every_defect_is_one_problem_that_says_where_and_how_to_mend_it() {
    let mut all = String::new();
    for (code, own) in DEFECTS {
        let found = problems(own);
        let codes: Vec<_> = found.iter().map(|problem| problem.code).collect();
        let shown: Vec<_> = found.iter().map(ToString::to_string).collect();
        let shown = shown.join("\n");
        assert_eq!(codes, [*code], "{own:?}\n{shown}");
        assert!(found[0].help.is_some(), "{shown}");
        let (name, text) = own[0];
        _ = writeln!(all, "# {name}: {}\n{shown}\n", text.replace('\n', "⏎"));
    }
    assert_snapshot!(all);
}

#[test]
fn whatever_names_something_removed_is_shown_with_both_places() {
    let found = problems(&[
        (
            QUESTIONS,
            r#"{ "remove": ["worry"], "questions": [{ "id": "hair_color", "remove": ["white"] }] }"#,
        ),
        (SOURCES, r#"{ "remove": ["lashbrow"] }"#),
        (
            HEADER,
            r#"{ "extends": "smp", "id": "own", "version": "1", "remove": ["keloid"] }"#,
        ),
    ]);
    let shown: Vec<_> = found.iter().map(ToString::to_string).collect();
    for problem in &found {
        let in_base = problem.place.file.starts_with("built-in/");
        let in_own = problem.help.as_deref().unwrap().contains("removed at own/");
        assert!(in_base && in_own, "{problem}");
    }
    assert_snapshot!(shown.join("\n"));
}

#[test]
fn the_baseline_of_the_base_may_name_something_removed_and_an_own_one_may_not() {
    let header = |baseline: &str| {
        format!(r#"{{ "extends": "smp", "id": "own", "version": "1", "baseline": {baseline} }}"#)
    };
    let at_baseline = |removed: &str, header: &str| -> Vec<_> {
        let found = problems(&[(QUESTIONS, removed), (HEADER, header)]).into_iter();
        let pointers = found.filter_map(|problem| problem.place.pointer);
        let of_baseline = pointers.filter(|pointer| pointer.starts_with("/baseline"));
        of_baseline.collect()
    };
    let question = r#"{ "remove": ["scalp_type"] }"#;
    let one = r#"{ "questions": [{ "id": "scalp_type", "remove": ["normal"] }] }"#;
    let many = r#"{ "questions": [{ "id": "area", "remove": ["crown"] }] }"#;
    let nothing: [String; 0] = [];
    for removed in [question, one, many] {
        assert_eq!(at_baseline(removed, BARE), nothing, "{removed}");
    }
    for (removed, own) in [
        (question, r#"{ "scalp_type": "normal" }"#),
        (one, r#"{ "scalp_type": "normal" }"#),
        (many, r#"{ "area": ["hairline", "crown"] }"#),
    ] {
        assert_eq!(at_baseline(removed, &header(own)).len(), 1, "{own}");
    }
}

/// Pieces that are worth putting into a file.
const PIECES: [&str; 14] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "7",
    "[[],{}]",
    "\"remove\": [\"us\", 1],",
    "\"before\": \"goal\",",
    "\"id\": \"keloid\",",
    "\u{202e}",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn mutated_packs_never_panic_and_say_where(
        changes in proptest::collection::vec((any::<Index>(), any::<Index>(), 0_usize..30, any::<Index>()), 1..3)
    ) {
        let names = [HEADER, QUESTIONS, RULES, TABLES, SOURCES, CASES_FILE];
        let mut own = names.map(|name| {
            let path = format!("tests/packs/clinic/{name}");
            (name, std::fs::read_to_string(path).unwrap())
        });
        for (file, at, length, piece) in changes {
            let (_, text) = &mut own[file.index(names.len())];
            let start = at.index(text.len());
            let end = (start + length).min(text.len());
            if text.is_char_boundary(start) && text.is_char_boundary(end) {
                text.replace_range(start..end, piece.get::<&str>(&PIECES));
            }
        }
        for problem in problems(&own.each_ref().map(|(name, text)| (*name, text.as_str()))) {
            let printed = problem.to_string();
            prop_assert!(!printed.contains('\u{202e}'), "{}", printed);
            let Place { file, position, .. } = &problem.place;
            let is_known = ["own/", "built-in/"].iter().any(|folder| file.starts_with(folder));
            // Without a base, whole files are missing.
            let is_missing = problem.code == Code::MissingFile;
            prop_assert!(is_missing || is_known && position.is_some(), "{}", printed);
        }
    }
}

#[test]
fn what_an_option_could_become_can_be_changed() {
    let own = pack(&[(
        QUESTIONS,
        r#"{ "questions": [{ "id": "hair_length", "change": "time" }] }"#,
    )]);
    let (_, question) = own.find_question("hair_length").unwrap();
    assert_eq!(question.change, Change::Time);
}

#[test]
fn an_id_that_is_no_text_is_not_called_missing() {
    let rules = r#"{ "rules": [{ "id": 5, "because": "It is so." }] }"#;
    let problems = problems(&[(RULES, rules)]);
    let ids = problems.iter().filter(|problem| {
        let pointer = problem.place.pointer.as_deref();
        pointer == Some("/rules/0/id") || problem.message.contains("`id`")
    });
    let codes: Vec<_> = ids.map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::WrongType], "{problems:?}");
}

#[test]
fn an_entry_that_may_be_new_lists_all_that_it_lacks() {
    let lacking = |rule: &str| {
        let rules = format!(r#"{{ "rules": [{rule}] }}"#);
        let [problem] = &problems(&[(RULES, &rules)])[..] else {
            panic!("one problem for {rule}")
        };
        assert_eq!(problem.place.pointer.as_deref(), Some("/rules/0"));
        assert_eq!(problem.place.position, Some((1, 13)));
        problem.help.clone().unwrap()
    };
    assert_eq!(
        lacking(r#"{ "id": "oily-sclap" }"#),
        "a similar one exists: `oily-scalp`; a new one lacks `when`, `because`, `sources` and `claims`"
    );
    assert_eq!(
        lacking(r#"{ "id": "oily-sclap", "policy": "We say so." }"#),
        "a similar one exists: `oily-scalp`; a new one lacks `when` and `because`"
    );
    assert_eq!(
        lacking(r#"{ "when": { "skin": ["keloid"] } }"#),
        "name the rule that this changes, or a new one, which also lacks `because`, `sources` and `claims`"
    );
    let unlike = problems(&[(
        RULES,
        r#"{ "rules": [{ "id": "own-x", "advice": "Ask us." }] }"#,
    )]);
    let messages: Vec<_> = unlike
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    let missing =
        ["when", "because", "sources", "claims"].map(|key| format!("the key `{key}` is missing"));
    assert_eq!(messages, missing);
}

#[test]
fn only_a_key_that_is_much_like_it_is_taken_for_extends() {
    let header = |key: &str| format!(r#"{{ "{key}": "smp", "id": "own", "version": "1" }}"#);
    let [misspelled] = &problems(&[(HEADER, &header("extend"))])[..] else {
        panic!("nothing else is said")
    };
    assert_eq!(
        misspelled.help.as_deref(),
        Some("a similar key exists: `extends`")
    );
    for other in ["based_on", "titel"] {
        let problems = problems(&[(HEADER, &header(other))]);
        let helps = problems
            .iter()
            .filter_map(|problem| problem.help.as_deref());
        assert!(
            !helps.into_iter().any(|help| help.contains("`extends`")),
            "{other}"
        );
        let named = problems
            .iter()
            .any(|problem| problem.message.contains(other));
        assert!(named, "{problems:?}");
    }
}
