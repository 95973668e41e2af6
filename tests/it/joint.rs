//! What changes from one pack to another, one kind of change after the other.

use smp_suitability::load;
use smp_suitability::pack::Verdict;
use smp_suitability::space::joint::{Changes, Joint, RangeTable, Side};

use crate::minimal::Input;

const HEADER: &str = "pack.json";
const QUESTIONS: &str = "questionnaire.json";
const RULES: &str = "suitability.json";
const TABLES: &str = "expectations.json";

/// Complete sets of answers to the minimal pack: three colors, two boxes, and a letter about a keloid.
const ALL: u128 = 3 * (2 + 2 * 2);

/// How the minimal pack changes if something in a file is replaced.
#[track_caller]
fn check(file: &str, find: &str, replace: &str, check: impl FnOnce(&Changes)) {
    let mut input = Input::sound();
    let old = input.pack_files();
    input.replace(file, find, replace);
    let [old, new] = [old, input.pack_files()].map(|files| load::pack(&files).unwrap());
    check(&Changes::between(Joint::new(&old, &new).unwrap()).unwrap());
}

#[test]
fn a_pack_does_not_differ_from_itself() {
    check(HEADER, "minimal", "minimal", |changes| {
        assert!(changes.is_empty());
        assert_eq!(changes.all.exact(), Some(ALL));
        assert!(changes.rules.is_empty() && changes.ranges.is_empty());
        assert!(changes.verdicts.is_empty());
    });
}

#[test]
fn other_words_change_no_result_and_are_reported() {
    for (find, replace) in [
        (
            r#""because": "Needles can raise scars.""#,
            r#""because": "Scars.""#,
        ),
        (
            r#""because": "Needles"#,
            r#""advice": "Ask.", "because": "Needles"#,
        ),
        (r#""max_days": 30"#, r#""max_days": 31"#),
    ] {
        check(RULES, find, replace, |changes| {
            assert!(changes.verdicts.is_empty() && changes.ranges.is_empty());
            let [rule] = changes.rules.as_slice() else {
                panic!("{find}: {:?}", changes.rules)
            };
            assert!(rule.acts.count.is_zero(), "{find}");
            assert_eq!(rule.same_terms, !find.contains("days"), "{find}");
            assert_eq!(changes.is_empty(), rule.same_terms, "{find}");
        });
    }
}

#[test]
fn another_base_changes_every_score_and_the_verdicts_at_the_bands() {
    check(HEADER, "\"base\": 50", "\"base\": 60", |changes| {
        assert_eq!(changes.scores.higher.count.exact(), Some(ALL));
        assert!(changes.scores.lower.count.is_zero());
        assert_eq!(changes.scores.range, Some((10, 10)));
        // Light hair comes to 60 and is suitable without a gate, and gray hair with a healthy skin; with a
        // keloid that a doctor has approved, light hair is a caution.
        let found = changes.verdicts.iter();
        let found: Vec<_> = found
            .map(|(kind, found)| (*kind, found.count.exact()))
            .collect();
        let expected = [
            ((Verdict::Wait, Verdict::Suitable), Some(2)),
            ((Verdict::Wait, Verdict::SuitableWithCautions), Some(1)),
        ];
        assert_eq!(found, expected);
        assert!(changes.rules.is_empty() && !changes.is_empty());
    });
}

#[test]
fn other_bands_change_verdicts_and_no_score() {
    check(HEADER, "\"from\": 60", "\"from\": 50", |changes| {
        let better = [Verdict::Suitable, Verdict::SuitableWithCautions];
        let better = better.map(|verdict| (Verdict::Wait, verdict));
        assert!(changes.verdicts.keys().copied().eq(better));
        assert_eq!(changes.scores.range, None);
        assert!(!changes.is_empty());
    });
}

#[test]
fn other_points_change_scores_and_perhaps_no_verdict() {
    check(RULES, "\"points\": 20", "\"points\": 19", |changes| {
        assert!(changes.verdicts.is_empty() && changes.ranges.is_empty());
        assert_eq!(changes.scores.lower.count.exact(), Some(ALL / 3));
        assert!(changes.scores.higher.count.is_zero());
        assert_eq!(changes.scores.range, Some((-1, -1)));
        let [rule] = changes.rules.as_slice() else {
            panic!("{:?}", changes.rules)
        };
        assert_eq!(rule.acts.count.exact(), Some(ALL / 3));
        assert_eq!(rule.score.count.exact(), Some(ALL / 3));
        assert!(rule.verdict.count.is_zero() && !rule.is_wording());
        assert!(!changes.is_empty());
    });
}

#[test]
fn a_rule_that_only_advises_is_a_change_beside_which_all_else_stays() {
    const ADVICE: &str = r#""rules": [{ "id": "pale", "when": { "color": ["light"] }, "advice": "Ask.", "because": "Pale.", "sources": ["aedit"], "claims": ["C01"] },"#;
    check(RULES, "\"rules\": [", ADVICE, |changes| {
        assert!(changes.verdicts.is_empty() && changes.ranges.is_empty());
        assert_eq!(changes.scores.range, None);
        let [rule] = changes.rules.as_slice() else {
            panic!("{:?}", changes.rules)
        };
        assert_eq!(
            (rule.id(), rule.acts.count.exact()),
            ("pale", Some(ALL / 3))
        );
        assert!(!changes.is_empty());
    });
}

#[test]
fn another_price_is_reported_for_its_country_and_another_currency_for_all() {
    for (find, replace) in [
        (
            r#""id": "all", "amount": [350"#,
            r#""id": "all", "amount": [351"#,
        ),
        (r#""currency": "USD""#, r#""currency": "CAD""#),
    ] {
        check(TABLES, find, replace, |changes| {
            let [range] = changes.ranges.as_slice() else {
                panic!("{:?}", changes.ranges)
            };
            assert_eq!(range.table, RangeTable::Cost("US".to_owned()));
            assert_eq!(range.found.count.exact(), Some(ALL), "{find}");
            assert!(changes.verdicts.is_empty() && changes.rules.is_empty());
            assert!(!changes.is_empty());
        });
    }
}

#[test]
fn a_row_that_some_match_changes_what_they_expect() {
    check(
        TABLES,
        "\"visits\": [3, 5]",
        "\"visits\": [3, 6]",
        |changes| {
            let [range] = changes.ranges.as_slice() else {
                panic!("{:?}", changes.ranges)
            };
            assert_eq!(range.table, RangeTable::Sessions);
            assert_eq!(range.found.count.exact(), Some(ALL / 3));
        },
    );
}

#[test]
fn new_questions_stand_in_their_order() {
    const NEW: &str = r#""questions": [
        { "id": "a", "kind": "one", "change": "fixed", "ask": "A?", "why": "A.", "options": [{ "id": "x", "label": "X" }, { "id": "y", "label": "Y" }] },
        { "id": "b", "kind": "one", "change": "fixed", "ask": "B?", "why": "B.", "options": [{ "id": "x", "label": "X" }, { "id": "y", "label": "Y" }] },"#;
    check(QUESTIONS, "\"questions\": [", NEW, |changes| {
        let new = changes.joint.only(Side::New);
        let new: Vec<_> = new.map(|question| question.id.as_str()).collect();
        assert_eq!(new, ["a", "b"]);
        assert_eq!(changes.joint.only(Side::Old).count(), 0);
        assert_eq!(changes.all.exact(), Some(4 * ALL));
        assert!(changes.verdicts.is_empty() && changes.rules.is_empty());
    });
}

#[test]
fn a_question_with_another_option_is_changed_and_those_it_decides_are_not() {
    const BLUE: &str = r#"{ "id": "blue", "label": "Blue" }, { "id": "light""#;
    check(QUESTIONS, r#"{ "id": "light""#, BLUE, |changes| {
        let changed = changes.joint.changed();
        let changed: Vec<_> = changed.map(|question| question.id.as_str()).collect();
        assert_eq!(changed, ["color"]);
        assert_eq!(changes.all.exact(), Some(ALL / 3 * 4));
    });
}

#[test]
fn an_option_that_a_pack_does_not_offer_is_no_answer_for_it() {
    const BLUE: &str = r#"{ "id": "blue", "label": "Blue" }, { "id": "light""#;
    const PRIZE: &str = r#""rules": [{ "id": "blue", "when": { "color": ["blue"] }, "verdict": "not_recommended", "because": "Blue.", "sources": ["aedit"], "claims": ["C01"] },"#;
    let old = load::pack(&Input::sound().pack_files()).unwrap();
    let mut input = Input::sound();
    input.replace(QUESTIONS, r#"{ "id": "light""#, BLUE);
    input.replace(RULES, "\"rules\": [", PRIZE);
    let new = load::pack(&input.pack_files()).unwrap();
    let changes = Changes::between(Joint::new(&old, &new).unwrap()).unwrap();
    let (color, _) = old.find_question("color").unwrap();
    let found = &changes.verdicts[&(Verdict::Wait, Verdict::NotRecommended)];
    let nearest = found.nearest.as_ref().unwrap();
    assert_eq!(changes.joint.view(Side::Old, nearest).get(color), None);
    assert!(changes.joint.view(Side::New, nearest).get(color).is_some());
}
