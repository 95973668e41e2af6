//! What `rules check` says of values on the edge, and what it leaves unsaid.

use smp_suitability::assess::{Table, assess};
use smp_suitability::diagnostic::Code;
use smp_suitability::load::{self, PACK_FILES};
use smp_suitability::verify::{self, Checked};
use smp_suitability::words::FEWEST_WORDS;

use crate::minimal::Input;

const HEADER: &str = "pack.json";
const QUESTIONS: &str = "questionnaire.json";
const RULES: &str = "suitability.json";
const TABLES: &str = "expectations.json";

/// The minimal pack with something replaced.
fn changed(changes: &[(&str, &str, &str)]) -> Input {
    let mut input = Input::sound();
    for (file, find, replace) in changes {
        input.replace(file, find, replace);
    }
    input
}

#[track_caller]
fn checked(input: &Input) -> Checked {
    let files = input.pack_files();
    let pack = load::pack(&files).unwrap_or_else(|_| panic!("{}", input.printed()));
    verify::check(&Table::new(&pack), &files)
}

/// The messages with a code.
#[track_caller]
fn messages(input: &Input, code: Code) -> Vec<String> {
    let found = checked(input).findings.into_iter();
    let found = found.map(|finding| finding.diagnostic);
    let found = found.filter(|problem| problem.code == code);
    found.map(|problem| problem.message).collect()
}

#[test]
fn the_score_may_reach_both_ends_of_its_scale_and_not_leave_it() {
    for (base, codes) in [("80", 0), ("81", 1), ("10", 0), ("9", 1)] {
        let input = changed(&[(HEADER, "\"base\": 50", &format!("\"base\": {base}"))]);
        assert_eq!(messages(&input, Code::BadScore).len(), codes, "{base}");
        let is_reported = |problem: &str| problem.contains("error[bad-score]");
        assert_eq!(usize::from(is_reported(&input.printed())), codes, "{base}");
    }
}

#[test]
fn a_question_that_says_why_it_changes_nothing_may_change_nothing() {
    const NAME_DAY: &str = r#""questions": [{ "id": "name_day", "kind": "one", "change": "fixed", "ask": "When?", "why": "For fun.", "neutral": "We are curious.", "options": [{ "id": "may", "label": "May" }, { "id": "june", "label": "June" }] },"#;
    let input = changed(&[(QUESTIONS, "\"questions\": [", NAME_DAY)]);
    assert_eq!(checked(&input).findings, []);
}

#[test]
fn days_that_are_listed_twice_are_counted() {
    let input = changed(&[
        (TABLES, "\"from\": 0, \"to\": 30", "\"from\": 2, \"to\": 4"),
        (
            TABLES,
            "\"timeline\": [",
            r#""timeline": [{ "from": 0, "to": 30, "look": "Red.", "avoid": "Sun.", "may": "Work.", "sources": ["aedit"], "claims": ["C01"] },"#,
        ),
    ]);
    let message = "the entry from day 2 to 4 tells 3 days again";
    assert_eq!(messages(&input, Code::OverlappingDays), [message]);
}

/// A rule about moles like the one of the minimal pack, with other words in one place.
fn moles(id: &str, effect: &str, said: &str) -> String {
    format!(
        r#"{{ "id": "{id}", "when": {{ "skin": ["mole"] }}, {effect}, {said} "because": "Moles.", "sources": ["aedit"], "claims": ["C01"] }}"#
    )
}

#[test]
fn of_two_rules_about_the_same_people_one_is_too_much_only_if_it_says_nothing_else() {
    const WAIT: &str =
        r#""verdict": "wait", "wait": { "min_days": 0, "max_days": 30, "since": "now" }"#;
    const LONGER: &str =
        r#""verdict": "wait", "wait": { "min_days": 0, "max_days": 31, "since": "now" }"#;
    const NEVER: &str = r#""verdict": "not_recommended""#;
    const ADVICE: &str = r#""advice": "Show it.","#;
    const DISPUTED: &str = r#""disputed": { "in": "gray", "verdict": null },"#;
    let plain = moles("one", WAIT, "");
    let pairs = [
        (plain.clone(), moles("two", WAIT, ""), Some("two")),
        (
            moles("one", WAIT, ADVICE),
            moles("two", WAIT, ""),
            Some("two"),
        ),
        (plain.clone(), moles("two", WAIT, ADVICE), Some("one")),
        (
            moles("one", WAIT, ADVICE),
            moles("two", WAIT, ADVICE),
            Some("two"),
        ),
        (
            plain.clone(),
            moles("two", WAIT, r#""urgent": true,"#),
            None,
        ),
        (plain.clone(), moles("two", WAIT, DISPUTED), None),
        (moles("one", WAIT, DISPUTED), moles("two", WAIT, ""), None),
        (plain.clone(), moles("two", NEVER, ""), None),
        (plain, moles("two", LONGER, ""), None),
    ];
    for (one, two, superfluous) in pairs {
        let rules = format!("\"rules\": [{one}, {two},");
        // The pack's own rule about moles is replaced.
        let input = changed(&[
            (
                RULES,
                r#""id": "mole", "when": { "skin": ["mole"] }"#,
                r#""id": "mole", "when": { "skin": ["keloid"] }"#,
            ),
            (RULES, "\"rules\": [", &rules),
        ]);
        let found = messages(&input, Code::ImpliedRule);
        let named = found
            .iter()
            .map(|message| message.split('`').nth(1).unwrap());
        let named: Vec<_> = named.filter(|id| *id != "mole").collect();
        assert_eq!(named, Vec::from_iter(superfluous), "{one} {two}");
    }
}

#[test]
fn a_law_about_the_score_holds_up_to_both_its_ends() {
    for (range, is_broken) in [("[50, 70]", false), ("[51, 70]", true), ("[50, 69]", true)] {
        let input = changed(&[(HEADER, "[40, 70]", range)]);
        let found = messages(&input, Code::BrokenLaw);
        assert_eq!(found.len(), usize::from(is_broken), "{range} {found:?}");
    }
}

#[test]
fn warnings_are_counted_at_the_end() {
    const HARD: &str = "Practitioners consistently characterize particularly depigmented individuals as considerably inappropriate candidates for micropigmentation procedures without additional dermatological consultation.";
    let input = changed(&[(RULES, "Gray dots look blue.", HARD)]);
    let files = input.pack_files();
    let pack = load::pack(&files).unwrap();
    let table = Table::new(&pack);
    let text = verify::check_text(&table, &verify::check(&table, &files), None);
    let end = ": 5 laws and 14 built-in properties hold, with 1 warning\n";
    assert!(text.ends_with(end), "{text}");
}

#[test]
fn a_text_has_a_grade_from_a_certain_length_on() {
    for (words, is_reported) in [(FEWEST_WORDS, true), (FEWEST_WORDS - 1, false)] {
        let hard = vec!["characterization"; words].join(" ");
        let input = changed(&[(RULES, "Gray dots look blue.", &hard)]);
        let found = messages(&input, Code::HardText);
        assert_eq!(found.len(), usize::from(is_reported), "{found:?}");
    }
}

/// What people read, each by the beginning of its member and the characters that can be shown there.
const TEXTS: [(&str, &str, usize); 27] = [
    (HEADER, "\"title\": \"A minimal pack", 80),
    (HEADER, "\"disclaimer\": \"An example.", 320),
    (HEADER, "\"says\": \"Gray waits.", 320),
    (HEADER, "\"readings\": [\"It is fine.", 320),
    (QUESTIONS, "\"ask\": \"Which color?", 320),
    (QUESTIONS, "\"why\": \"Dots are dark.", 320),
    (QUESTIONS, "\"label\": \"Dark", 72),
    (RULES, "\"because\": \"Dark dots match dark hair.", 320),
    (TABLES, "\"because\": \"More layers.", 320),
    (TABLES, "\"because\": \"It varies.", 320),
    (TABLES, "\"because\": \"It heals.", 320),
    (TABLES, "\"because\": \"It fades.", 320),
    (TABLES, "\"look\": \"Red.", 320),
    (TABLES, "\"avoid\": \"Sun.", 320),
    (TABLES, "\"may\": \"Work.", 320),
    (TABLES, "\"watch\": \"", 900),
    (TABLES, "\"what\": \"", 80),
    ("guide.json", "\"title\": \"Basics", 80),
    ("guide.json", "\"text\": \"Dots of pigment.", 320),
    ("guide.json", "\"title\": \"Warning signs", 80),
    (
        "guide.json",
        "\"title_after\": \"If you have dots already",
        80,
    ),
    ("guide.json", "\"label\": \"Call {emergency}", 72),
    ("guide.json", "\"text\": \"Trouble breathing.", 320),
    ("guide.json", "\"text\": \"Tell {report}.", 320),
    ("sources.json", "\"says\": \"Dark hair matches best.", 320),
    (QUESTIONS, "\"short\": \"", 60),
    (QUESTIONS, "\"name\": \"", 60),
];

/// The minimal pack with one text of every kind.
fn with_every_text() -> Input {
    changed(&[
        (
            TABLES,
            "\"look\": \"Red.\"",
            "\"look\": \"Red.\", \"watch\": \"\"",
        ),
        (
            TABLES,
            "\"timeline\": [",
            r#""limits": [{ "what": "", "days": [1, 2], "sources": ["aedit"], "claims": ["C01"] }], "timeline": ["#,
        ),
        (
            QUESTIONS,
            "\"label\": \"Dark\"",
            "\"label\": \"Dark\", \"short\": \"\"",
        ),
        (
            QUESTIONS,
            "\"ask\": \"Which",
            "\"name\": \"\", \"ask\": \"Which",
        ),
    ])
}

#[test]
fn every_text_is_measured() {
    for (file, text, longest) in TEXTS {
        let (key, old) = text.rsplit_once('"').unwrap();
        for (length, is_reported) in [(longest, false), (longest + 1, true)] {
            let mut input = with_every_text();
            for (empty, file) in [
                ("watch", TABLES),
                ("what", TABLES),
                ("short", QUESTIONS),
                ("name", QUESTIONS),
            ] {
                let member = format!("\"{empty}\": \"\"");
                if !text.starts_with(&format!("\"{empty}\"")) {
                    input.replace(file, &member, &member.replace("\"\"", "\"Short\""));
                }
            }
            let new = format!("{key}\"{}", "é".repeat(length));
            input.replace(file, &format!("{key}\"{old}"), &new);
            let found = messages(&input, Code::LongText);
            assert_eq!(found.len(), usize::from(is_reported), "{text} {found:?}");
        }
    }
    assert!(
        PACK_FILES
            .iter()
            .all(|name| TEXTS.iter().any(|(file, ..)| file == name))
    );
}

#[test]
fn agreement_with_experts_is_counted_case_by_case() {
    let files = load::builtin();
    let pack = load::pack(&files).unwrap();
    let table = Table::new(&pack);
    let cases = load::cases(&table, &files).unwrap();
    let mut expected = [0; 4];
    for case in &cases {
        let Some(expert) = &case.expert else { continue };
        let agrees = verify::agrees(expert, &assess(&table, &case.answers));
        let agrees = usize::from(agrees);
        let undisputed = usize::from(!expert.disputed);
        let more = [1, agrees, undisputed, undisputed * agrees];
        expected = std::array::from_fn(|place| expected[place] + more[place]);
    }
    let found = verify::agreement(&table, &cases);
    let all = [
        found.all.cases,
        found.all.agree,
        found.undisputed.cases,
        found.undisputed.agree,
    ];
    assert_eq!(all, expected);
    assert!(found.undisputed.agree > 0);
}

#[test]
fn an_option_that_only_a_later_row_names_is_idle() {
    let row = r#""visits": [1, 2], "hours": [1, 5], "gap_days": [7, 30],
        "because": "It is.", "sources": ["aedit"], "claims": ["C01"]"#;
    let rows = format!(
        r#""rows": [{{ "id": "pale", "when": {{ "color": ["light", "pink"] }}, {row} }},
            {{ "id": "pink", "when": {{ "color": ["pink"] }}, {row} }},"#
    );
    let light = r#"{ "id": "light", "label": "Light" }"#;
    let with_pink = format!(r#"{light}, {{ "id": "pink", "label": "Pink" }}"#);
    let input = changed(&[
        (QUESTIONS, light, &with_pink),
        (TABLES, r#""rows": ["#, &rows),
    ]);
    let idle = messages(&input, Code::IdleOption);
    assert!(
        matches!(&idle[..], [idle] if idle.contains("`pink`")),
        "{idle:?}"
    );
}

#[test]
fn an_answer_counts_that_decides_only_whether_a_later_question_may_apply() {
    // `roots` is asked of light hair alone, so `shine` never applies for certain: with the color
    // unknown, it may apply or not as `roots` is answered.
    let questions = r#"
    {
      "id": "roots", "kind": "one", "change": "fixed", "ask": "Are the roots dark?", "why": "Roots show.",
      "when": { "color": ["light"] }, "reference": "yes",
      "options": [{ "id": "yes", "label": "Yes" }, { "id": "no", "label": "No" }]
    },
    {
      "id": "shine", "kind": "one", "change": "fixed", "ask": "Does it shine?", "why": "Shine shows.",
      "when": { "color": ["dark"], "roots": ["no"] }, "reference": "little",
      "options": [{ "id": "much", "label": "Much" }, { "id": "little", "label": "Little" }]
    },
    {
      "id": "letter","#;
    let rule = r#""rules": [{ "id": "shine", "when": { "shine": ["much"] }, "points": -1,
        "because": "It is so.", "sources": ["aedit"], "claims": ["C01"] },"#;
    let letter = "{\n      \"id\": \"letter\",";
    let input = changed(&[
        (QUESTIONS, letter, questions),
        (RULES, r#""rules": ["#, rule),
    ]);
    for code in [Code::IdleQuestion, Code::IdleOption] {
        assert_eq!(messages(&input, code), [""; 0]);
    }
    let neutral = questions.replace(
        r#""reference": "yes","#,
        r#""reference": "yes", "neutral": "It is only asked.","#,
    );
    let input = changed(&[
        (QUESTIONS, letter, &neutral),
        (RULES, r#""rules": ["#, rule),
    ]);
    let found = messages(&input, Code::NotNeutral);
    assert!(
        matches!(&found[..], [message] if message.contains("`roots`")),
        "{found:?}"
    );
}
