//! Forms in Chromium.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use smp_suitability::assess::{Assessment, Table, assess};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::{CallList, HelpCard, Kind, Pack, Verdict};
use smp_suitability::report::{FormAddress, HandingOver, answers_object, form};

use super::person::Person;
use crate::browser::chromium;
use crate::effort::cases;
use crate::random::{self, Dice};
use crate::report::pack;
use crate::tools::leave_out;

/// What a page shows after some clicks.
#[derive(Debug, PartialEq, Deserialize)]
struct Sight {
    questions: Vec<String>,
    /// Places of rules.
    stops: Vec<usize>,
    is_calm: bool,
    answers: Value,
}

/// A form, and the people who fill it in.
#[derive(Serialize)]
struct Filled {
    file: String,
    people: Vec<Vec<Vec<String>>>,
}

#[derive(Deserialize)]
struct Seen {
    people: Vec<Vec<Sight>>,
    problems: Vec<String>,
}

#[test]
fn a_form_shows_what_the_engine_says_whatever_people_do() {
    let Some(chromium) = chromium() else {
        let why = "no Chromium, or no `npm ci` in tests/browser";
        return leave_out(
            "form::browser::a_form_shows_what_the_engine_says_whatever_people_do",
            why,
        );
    };
    let people = wanted("FORM_PEOPLE").unwrap_or_else(|| cases(500));
    let random_packs = wanted("FORM_PACKS").unwrap_or_else(|| cases(30));
    let mut packs: Vec<(Pack, u64)> = Vec::new();
    // The people of the built-in pack in two parts, so that two pages are filled in at once.
    packs.push((pack(), people / 2));
    packs.push((pack(), people - people / 2));
    packs.extend((0..random_packs).map(|seed| (random_pack(&mut Dice::new(seed)), 10)));
    let folder = tempfile::tempdir().unwrap();
    let mut filled = Vec::new();
    let mut expected = Vec::new();
    for (place, (pack, people)) in packs.iter().enumerate() {
        let file = folder.path().join(format!("{place}.html"));
        let over = HandingOver {
            save: true,
            send: None,
        };
        let page = form(pack, CallList::in_country(pack, None), &over);
        // A browser leaves out a whole rule of which it cannot read one selector.
        for wrong in ["(,", ",)", ",,", "()", "body body", "body{", "body,"] {
            assert!(!rules(&page).contains(wrong), "{wrong}: {}", rules(&page));
        }
        fs::write(&file, page).unwrap();
        let table = Table::new(pack);
        let seeds = (0..*people).map(|seed| 1_000_000 * place as u64 + seed);
        let (clicks, sights) = seeds
            .map(|seed| fill_in(&table, &mut Dice::new(seed)))
            .unzip();
        let file = file.to_str().unwrap().to_owned();
        filled.push(Filled {
            file,
            people: clicks,
        });
        expected.push(sights);
    }
    let seen = run(chromium, folder.path(), &filled);
    for ((seen, expected), filled) in seen.iter().zip(&expected).zip(&filled) {
        assert_eq!(seen.problems, [""; 0]);
        let expected: &Vec<Vec<Sight>> = expected;
        for ((seen, expected), clicks) in seen.people.iter().zip(expected).zip(&filled.people) {
            assert_eq!(seen, expected, "{clicks:?}");
        }
        assert_eq!(seen.people.len(), expected.len());
    }
    let sights: Vec<_> = expected.iter().flatten().flatten().collect();
    assert!(sights.iter().any(|sight| sight.is_calm));
    assert!(
        sights
            .iter()
            .filter(|sight| !sight.stops.is_empty())
            .count()
            > people.try_into().unwrap()
    );
}

/// Another number than usual, for a long run.
fn wanted(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

fn run(chromium: &str, folder: &Path, filled: &[Filled]) -> Vec<Seen> {
    let people = folder.join("people.json");
    fs::write(&people, serde_json::to_vec(filled).unwrap()).unwrap();
    let mut node = Command::new("node");
    let output = node
        .args(["tests/browser/form.mjs", chromium])
        .arg(&people)
        .output()
        .unwrap();
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{failed}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A person's clicks, a few at a time, and what is to be seen after each of them.
fn fill_in(table: &Table, dice: &mut Dice) -> (Vec<Vec<String>>, Vec<Sight>) {
    let mut person = Person::new(table);
    let steps = 2;
    (0..steps)
        .map(|_| {
            let clicks = person.click_some(dice);
            (clicks, sight(table, &person))
        })
        .unzip()
}

fn sight(table: &Table, person: &Person) -> Sight {
    let pack = table.pack();
    let assessment = assess(table, &person.on_screen());
    let ids = person
        .shown()
        .into_iter()
        .map(|index| pack.question(index).id.to_string());
    let mut answers: Value =
        serde_json::from_str(&answers_object(pack, &person.handed_over())).unwrap();
    answers["x_form"] = json!(pack.release());
    let is_of_rule = |place: &usize| {
        let rule = &pack.rules[*place];
        let mut findings = assessment.findings.iter();
        findings.any(|finding| {
            finding.rule.id == rule.id && finding.verdict().is_some_and(Verdict::is_stop)
        })
    };
    Sight {
        questions: ids.collect(),
        stops: (0..pack.rules.len()).filter(is_of_rule).collect(),
        is_calm: is_calm(pack, &assessment, person),
        answers,
    }
}

/// The core questions are answered, no answer ended the questions, nothing speaks against it, and no score above the base is in a band that stops.
fn is_calm(pack: &Pack, assessment: &Assessment, person: &Person) -> bool {
    let speaks_against = assessment.findings.iter().any(|finding| {
        finding.verdict() > Some(Verdict::Suitable)
            || finding.rule.points.is_some_and(|points| points < 0)
    });
    let scores = pack.base..=100;
    let stops = scores.into_iter().any(|score| pack.band(score).is_stop());
    person.has_begun() && !assessment.has_ended() && !speaks_against && !stops
}

/// A random pack in which an answer may be kept back, and one may end the questions.
fn random_pack(dice: &mut Dice) -> Pack {
    let mut pack = random::pack(dice);
    let count = pack.questions.len();
    let many = (0..count).find(|&place| pack.questions[place].kind == Kind::Many);
    if let Some(place) = many.filter(|_| dice.below(2) == 0) {
        let option = dice.below(pack.questions[place].options.len());
        pack.questions[place].options[option].help = Some(HelpCard {
            title: "You matter.".into(),
            lines: vec!["Talk to someone.".into()],
        });
    }
    if dice.below(2) == 0 {
        pack.questions[0].core = true;
    }
    let ending = dice.below(count);
    if pack.questions[ending].kind == Kind::One && dice.below(2) == 0 {
        pack.questions[ending].options[0].ends = Some("We ask nothing more.".into());
    }
    if dice.below(4) == 0 {
        pack.base = 40; // within the lowest band, which stops
    }
    pack
}

/// What was handed over in every way.
#[derive(Deserialize)]
struct HandedOver {
    /// The boxes that are marked, and the beginnings of the notices that are printed, at three times.
    paper: Vec<(Vec<String>, Vec<String>)>,
    saved: Saved,
    posted: Vec<String>,
    sheets: BTreeMap<String, usize>,
    keys: Value,
    problems: Vec<String>,
}

#[derive(Deserialize)]
struct Saved {
    contradiction: (String, usize),
    /// Whether a reload asked first, before anything was saved and after.
    asked: (bool, bool),
    help: usize,
    kept_back: String,
    whole: String,
    name: String,
    opened: String,
    other: String,
    none: String,
    cleared: (String, usize, String),
}

#[test]
fn answers_are_saved_sent_and_printed_and_go_nowhere_else() {
    let Some(chromium) = chromium() else {
        let why = "no Chromium, or no `npm ci` in tests/browser";
        return leave_out(
            "form::browser::answers_are_saved_sent_and_printed_and_go_nowhere_else",
            why,
        );
    };
    let folder = tempfile::tempdir().unwrap();
    let pack = pack();
    let over = HandingOver {
        save: true,
        send: FormAddress::parse("https://forms.example.org/f/17").ok(),
    };
    let page = folder.path().join("form.html");
    fs::write(&page, form(&pack, CallList::in_country(&pack, None), &over)).unwrap();
    let other = folder.path().join("other.json");
    fs::write(
        &other,
        r#"{"x_form": "smp 0.1.0", "hair_color": "black", "skin_tone": null}"#,
    )
    .unwrap();
    let mut node = Command::new("node");
    node.args(["tests/browser/hand_over.mjs", chromium])
        .arg(&page)
        .arg(&other);
    if let Some(pictures) = std::env::var_os("PICTURES") {
        node.arg(pictures);
    }
    let output = node.output().unwrap();
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{failed}");
    let handed: HandedOver = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(handed.problems, [""; 0]);

    let [first, back, ended] = handed.paper.as_slice() else {
        panic!("{:?}", handed.paper);
    };
    let marked = [
        "skin_disease=psoriasis",
        "skin_disease=shingles",
        "psoriasis_now=active",
    ];
    assert_eq!(first.0, marked);
    assert_eq!(first.1.len(), 3, "{:?}", first.1); // psoriasis, that it is active, and how shingles are is not known
    assert_eq!((back.0.len(), back.1.len()), (0, 0), "{back:?}");
    assert_eq!(ended.0, ["age=under_18"]);
    assert_eq!(ended.1.len(), 1, "{:?}", ended.1);

    let saved = handed.saved;
    assert_eq!(
        saved.contradiction,
        ("Not saved yet: see the note above.".to_owned(), 1)
    );
    assert_eq!(saved.help, 1);
    assert_eq!(saved.asked, (true, false));
    let release = pack.release();
    let kept_back =
        json!({ "x_form": release, "id": "kim", "hair_color": "black", "skin": ["moles"] });
    assert_eq!(
        serde_json::from_str::<Value>(&saved.kept_back).unwrap(),
        kept_back
    );
    let whole = json!({ "x_form": release, "id": "kim", "hair_color": "black", "skin": ["moles"],
        "worry": ["a_lot", "very_low"], "unseen": "yes" });
    assert_eq!(serde_json::from_str::<Value>(&saved.whole).unwrap(), whole);
    assert_eq!(saved.name, "my-answers.json");
    assert_eq!(saved.opened, "Opened.");
    let other = "Opened. They come from another version of this form, so look through them.";
    assert_eq!(saved.other, other);
    assert_eq!(saved.none, "This file holds no saved answers.");
    let nothing = json!({ "x_form": release }).to_string();
    assert_eq!(saved.cleared, (String::new(), 0, nothing));

    let [body] = handed.posted.as_slice() else {
        panic!("{:?}", handed.posted);
    };
    let table = Table::new(&pack);
    let input = AnswersInput {
        file: Some(("post", body.as_bytes())),
        sets: &[],
    };
    let answers = load::answers(&table, input).unwrap();
    assert_eq!(
        answers_object(&pack, &answers),
        r#"{ "health": ["epilepsy"], "worry": null }"#
    );
    assert_eq!(answers.id.as_deref(), Some("Jörg & Söhne"));
    assert_eq!(answers.other_form, None);

    assert_eq!(handed.sheets.len(), 6);
    assert!(
        handed
            .sheets
            .values()
            .all(|&sheets| (1..=4).contains(&sheets)),
        "{:?}",
        handed.sheets
    );
    assert_eq!(handed.keys["hair_color"], "dark_brown");
}

/// The rules of a page that are made from its pack.
fn rules(page: &str) -> &str {
    let begin = page.find("@supports selector(:has(a)){.f").unwrap();
    let end = page.find("</style>").unwrap();
    &page[begin..end]
}
