//! Files that are written in an unusual way: what is read of them, and what is refused.

use smp_suitability::assess::Table;
use smp_suitability::diagnostic::{Code, Place, Problems};
use smp_suitability::load::{self, AnswersInput, CASES_FILE, Strictness};
use smp_suitability::pack::{Answers, Pack};

use crate::minimal::Input;
use crate::own;

fn minimal() -> Pack {
    load::pack(&Input::sound().pack_files()).unwrap()
}

fn read(pack: &Pack, text: &str, sets: &[String]) -> Result<Answers, Problems> {
    let file = Some(("answers.json", text.as_bytes()));
    load::answers_with(
        &Table::new(pack),
        AnswersInput { file, sets },
        Strictness::Exact,
    )
}

#[test]
fn a_key_with_an_escape_in_it_is_the_key_it_means() {
    let pack = minimal();
    let answers = read(&pack, r#"{ "c\u006flor": "dark" }"#, &[]).unwrap();
    let (color, question) = pack.find_question("color").unwrap();
    let dark = question.find_option("dark").unwrap();
    assert!(answers.known(color).unwrap().contains(dark));
    let twice = read(&pack, r#"{ "c\u006flor": "dark", "color": "dark" }"#, &[]);
    let twice = twice.unwrap_err();
    assert_eq!(twice.diagnostics()[0].code, Code::DuplicateKey);
}

#[test]
fn an_answer_from_elsewhere_does_not_hide_that_another_does_not_apply() {
    let set = ["color=gray".to_owned()];
    let text = r#"{ "color": "dark", "skin": [], "letter": "yes" }"#;
    let problems = read(&minimal(), text, &set).unwrap_err();
    let [problem] = problems.diagnostics() else {
        panic!("{problems:?}")
    };
    assert_eq!(problem.code, Code::NotApplicable);
    assert!(problem.place.position.is_some());
}

#[test]
fn a_condition_that_names_nothing_is_refused() {
    for nothing in ["[]", "{}", "[{}]"] {
        let mut input = Input::sound();
        let when = format!(r#""when": {nothing}"#);
        input.replace(
            "suitability.json",
            r#""when": { "color": ["dark"] }"#,
            &when,
        );
        let problems = input.problems();
        assert_eq!(problems[0].code, Code::EmptyList, "{nothing}");
    }
}

#[test]
fn a_range_of_one_score_is_a_range() {
    let mut input = Input::sound();
    input.replace("pack.json", "[40, 70]", "[50, 50]");
    assert_eq!(input.printed(), "");
}

#[test]
fn what_may_be_null_can_be_made_null_by_a_pack_that_extends_another() {
    let base = load::pack(&load::builtin()).unwrap();
    let dated = base.sources.iter().position(|source| source.year.is_some());
    let id = &base.sources[dated.unwrap()].id;
    let sources = format!(r#"{{ "sources": [{{ "id": "{id}", "year": null }}] }}"#);
    let own = load::pack(&own::files(&[("sources.json", &sources)])).unwrap();
    assert_eq!(own.sources[dated.unwrap()].year, None);
}

#[test]
fn a_case_that_names_what_is_removed_is_left_out() {
    let cases = load::builtin();
    let cases = cases.files.iter().find(|(name, _)| *name == CASES_FILE);
    let cases: serde_json::Value = serde_json::from_slice(&cases.unwrap().1).unwrap();
    let cases = cases["cases"].as_array().unwrap();
    let names = |case: &serde_json::Value, rule: &str| {
        ["findings", "absent"].iter().any(|key| {
            let ids = case["expect"][key].as_array();
            ids.is_some_and(|ids| ids.iter().any(|id| id == rule))
        })
    };
    let base = load::pack(&load::builtin()).unwrap();
    for rule in base.rules.iter().step_by(5) {
        let remove = format!(r#"{{ "remove": ["{}"] }}"#, rule.id);
        let files = own::files(&[("suitability.json", &remove)]);
        let Ok(pack) = load::pack(&files) else {
            continue; // a law is about it
        };
        let left = load::cases(&Table::new(&pack), &files).unwrap().len();
        let expected = cases.iter().filter(|case| !names(case, &rule.id)).count();
        assert_eq!(left, expected, "{}", rule.id);
    }
}

#[test]
fn nothing_answered_is_blank_and_came_in_no_response() {
    let pack = minimal();
    for (text, is_blank) in [
        ("{}", true),
        (r#"{ "skin": [] }"#, false),
        (r#"{ "skin": null }"#, false),
    ] {
        let answers = read(&pack, text, &[]).unwrap();
        assert_eq!(answers.is_blank(), is_blank, "{text}");
        assert!(!answers.came_as_response());
    }
}

#[test]
fn answers_that_only_other_packs_have_are_left_out() {
    let minimal = minimal();
    let mut input = Input::sound();
    for (find, replace) in [
        ("\"id\": \"dark\"", "\"id\": \"brown\""),
        ("\"id\": \"keloid\"", "\"id\": \"scar\""),
        ("{ \"skin\": [\"keloid\"] }", "{ \"skin\": [\"scar\"] }"),
    ] {
        input.replace("questionnaire.json", find, replace);
    }
    input.replace(
        "guide.json",
        "{ \"skin\": [\"keloid\"] }",
        "{ \"skin\": [\"scar\"] }",
    );
    input.write("suitability.json", r#"{ "rules": [] }"#);
    let mut header: serde_json::Value = serde_json::from_slice(input.bytes("pack.json")).unwrap();
    for key in ["laws", "disputes", "baseline"] {
        header.as_object_mut().unwrap().remove(key);
    }
    input.write("pack.json", header.to_string());
    let other = load::pack(&input.pack_files()).unwrap_or_else(|_| panic!("{}", input.printed()));
    let packs = [&minimal, &other];
    for (text, known) in [
        (r#"{ "color": "dark" }"#, r#"{ "color": "dark" }"#),
        (r#"{ "color": "brown" }"#, r#"{"color":null}"#),
        (r#"{ "color": "pink" }"#, r#"{ "color": "pink" }"#),
        (r#"{ "skin": ["scar", "mole"] }"#, r#"{"skin":["mole"]}"#),
        (r#"{ "skin": ["scar", "wart"] }"#, r#"{"skin":["wart"]}"#),
        (r#"{ "id": "a", "x_a": 1 }"#, r#"{ "id": "a", "x_a": 1 }"#),
        ("[", "["),
    ] {
        let found = load::known_answers(&minimal, &packs, text.as_bytes());
        assert_eq!(String::from_utf8_lossy(&found), known);
    }
}

#[test]
fn problems_past_those_shown_are_counted() {
    let problems = |rules: usize| {
        let mut input = Input::sound();
        let rules = vec!["{}"; rules].join(", ");
        input.write("suitability.json", format!("{{ \"rules\": [{rules}] }}"));
        let mut problems = input.problems();
        problems.retain(|problem| problem.place.file.ends_with("suitability.json"));
        problems
    };
    let of_ten = problems(10).len();
    assert!(of_ten > 20 && of_ten < 200, "{of_ten}");
    let shown = problems(500);
    let printed: String = shown.iter().map(ToString::to_string).collect();
    let hidden = of_ten * 50 - 200;
    assert!(
        printed.contains(&format!("{hidden} more problems")),
        "{printed}"
    );
}

#[test]
fn no_verdict_in_the_other_reading_stays_when_a_pack_says_it_again() {
    let base = load::pack(&load::builtin()).unwrap();
    let mut rules = base.rules.iter();
    let rule = rules.find(|rule| {
        let disputed = rule.disputed.as_ref();
        disputed.is_some_and(|other| other.points.is_none() && other.verdict.is_none())
    });
    let id = &rule.unwrap().id;
    let rules =
        format!(r#"{{ "rules": [{{ "id": "{id}", "disputed": {{ "verdict": null }} }}] }}"#);
    let own = load::pack(&own::files(&[("suitability.json", &rules)]));
    assert!(own.is_ok(), "{own:?}");
}

#[test]
fn a_place_is_of_the_base_only_in_a_pack_that_has_one() {
    let place = |file: &str| Place::whole(file);
    let (own, whole) = (own::files(&[]), load::builtin());
    assert!(load::is_of_base(&own, &place("built-in/pack.json")));
    assert!(!load::is_of_base(&own, &place("own/pack.json")));
    assert!(!load::is_of_base(&own, &place("built-inside/pack.json")));
    assert!(!load::is_of_base(&whole, &place("built-in/pack.json")));
}

#[test]
fn a_file_of_the_largest_size_is_read() {
    let mut text = "{}".to_owned();
    text.extend(std::iter::repeat_n(' ', load::MAX_BYTES - text.len()));
    assert!(read(&minimal(), &text, &[]).unwrap().is_blank());
}

#[test]
fn a_law_may_say_only_where_the_verdict_or_where_the_score_goes() {
    for trend in [r#""verdict": "never_worsens""#, r#""score": "never_falls""#] {
        let mut input = Input::sound();
        let both = r#""verdict": "never_worsens", "score": "never_falls""#;
        input.replace("pack.json", both, trend);
        assert_eq!(input.printed(), "", "{trend}");
    }
}

#[test]
fn a_code_has_so_many_letters_and_only_capitals() {
    for code in ["us", "Us", "U", "USA"] {
        let mut input = Input::sound();
        input.replace("expectations.json", r#""US""#, &format!(r#""{code}""#));
        let [problem] = &input.problems()[..] else {
            panic!("{}", input.printed())
        };
        assert_eq!(problem.code, Code::UnknownWord, "{code}");
        assert!(problem.message.contains(&format!("`{code}`")), "{problem}");
    }
}
