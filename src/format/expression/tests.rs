//! Expressions, and the conditions that a pack writes for them.

use super::{Choices, help};
use crate::json::{Arena, Layer, parse};

fn find(id: &str) -> Option<Choices<'static>> {
    let (is_one, options) = match id {
        "hair_color" => (true, vec!["black", "brown", "gray"]),
        "skin" => (false, vec!["keloid", "moles"]),
        _ => return None,
    };
    Some(Choices { is_one, options })
}

#[track_caller]
fn check(condition: &str, expected: &str) {
    let arena = Arena::default();
    let node = parse(&arena, "", condition, Layer::Own).expect("the test is JSON");
    assert_eq!(help(&node, &find), expected, "{condition}");
}

#[test]
fn an_expression_is_shown_as_a_condition() {
    let both = r#"write `{ "hair_color": ["black"], "skin": ["keloid"] }`"#;
    for condition in [
        r#""hair_color = black and skin = keloid""#,
        r#""hair_color == 'black' && skin contains \"keloid\"""#,
        r#""(hair_color is black) AND keloid in skin""#,
        r#"{ "all": [{ "hair_color": ["black"] }, { "skin": "keloid" }] }"#,
        r#"{ "and": ["hair_color = black", { "skin": ["keloid"] }] }"#,
        r#"{ "hair_color": ["black"], "all": { "skin": ["keloid"] } }"#,
    ] {
        check(condition, both);
    }
    let either = r#"write `[{ "hair_color": ["black"] }, { "skin": ["keloid"] }]`"#;
    check(r#""hair_color = black or skin = keloid""#, either);
    check(
        r#"{ "any": { "hair_color": ["black"], "skin": ["keloid"] } }"#,
        either,
    );
    check(
        r#"{ "or": [{ "hair_color": ["black"] }, { "skin": ["keloid"] }] }"#,
        either,
    );
}

#[test]
fn options_of_one_question_are_listed_together() {
    let either = r#"write `{ "hair_color": ["black", "gray"] }`"#;
    for condition in [
        r#""hair_color = black or gray""#,
        r#""hair_color in [black, gray]""#,
        r#""hair_color = black || hair_color = gray""#,
        r#""hair_color != brown""#,
        r#""hair_color is not brown""#,
        r#""hair_color not in (brown)""#,
        r#"["hair_color = black", "hair_color = gray"]"#,
    ] {
        check(condition, either);
    }
}

#[test]
fn an_exception_is_shown_where_a_rule_has_it() {
    let expected = r#"write `{ "hair_color": ["gray"] }`; a rule has exceptions in `unless`: `{ "skin": ["moles"] }`"#;
    check(r#""hair_color = gray and not skin = moles""#, expected);
    check(r#""hair_color = gray and skin != moles""#, expected);
    check(
        r#"{ "hair_color": ["gray"], "not": { "skin": ["moles"] } }"#,
        expected,
    );
    let only = r#"say in `when` whom it is about; a rule has exceptions in `unless`: `{ "skin": ["moles"] }`"#;
    check(r#"{ "not": { "skin": ["moles"] } }"#, only);
}

#[test]
fn what_cannot_be_read_is_shown_by_an_example() {
    let deep = format!("\"{}hair_color = black\"", "(".repeat(10_000));
    for condition in [
        r#""keloid""#,
        r#""""#,
        r#""hair_color > 3""#,
        r#""hair_color = black and""#,
        r#""skin = keloid and skin = moles""#,
        r#""hair_color = black and hair_color = gray""#,
        r#""hair_color = black or not skin = moles""#,
        r#"{ "all": [] }"#,
        r#"{ "any": 3 }"#,
        &deep,
    ] {
        let arena = Arena::default();
        let node = parse(&arena, "", condition, Layer::Own).expect("the test is JSON");
        let help = help(&node, &find);
        assert!(
            help.starts_with("write questions with their options"),
            "{help}"
        );
    }
}
