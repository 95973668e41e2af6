//! The rules of the page's style that are made from the pack: what is in sight, and what is printed.

use std::collections::BTreeSet;

use super::notices::Notice;
use super::selectors::{Conjunction, box_id, card_id, checked, ending, none_id, shared_id};
use crate::pack::{Kind, OptionSet, Pack, Requirement};

/// The rules that show questions and notices, and tell how the answers stand.
pub(super) fn rules(pack: &Pack, notices: &[Notice], against: Option<&str>) -> String {
    let (mut follow_ups, mut shown) = (Vec::new(), Vec::new());
    let (mut hidden, mut unprinted) = (Vec::new(), Vec::new());
    for (index, question) in pack.numbered_questions() {
        let card = card_id(index);
        if question.when.is_some() {
            let applies = Conjunction::applying(pack, index).selector(pack);
            follow_ups.push(shows(&applies, &card));
        }
        for (position, option) in question.options.iter().enumerate() {
            let chosen = || {
                let options = OptionSet::single(position);
                let question = index;
                checked(pack, &[Requirement { question, options }])
            };
            let id = box_id(index, position);
            if option.help.is_some() {
                shown.push(shows(&chosen(), &format!("H{id}")));
                let shared = shared_id(index, position);
                unprinted.push(format!(
                    "body:has(#{id}:checked):not(:has(#{shared}:checked)) :is(#{card},[data-with~={card}])"
                ));
            }
            if option.ends.is_some() {
                shown.push(shows(&chosen(), &format!("L{id}")));
            }
        }
        if let Some(ending) = ending(pack, index) {
            hidden.push(format!("body{ending} #E{card}"));
            unprinted.push(format!("body{ending} #E{card} fieldset"));
        }
        if question.kind == Kind::Many {
            let none = none_id(index);
            let applies = Conjunction::applying(pack, index).selector(pack);
            let both = format!(":has(#{none}:checked):has(#{card} :checked:not(#{none}))");
            shown.push(shows(&(applies + &both), &format!("S{card}")));
        }
    }
    for notice in notices {
        shown.push(shows(&notice.selector, &notice.id));
    }
    let rule = |selectors: &[String], declarations: &str| match selectors {
        [] => String::new(),
        selectors => format!("{}{{{declarations}}}", selectors.join(",")),
    };
    let against = against.map(|against| format!("body:is({against})"));
    let core = pack
        .numbered_questions()
        .filter(|(_, question)| question.core && question.when.is_none());
    let core = core.map(|(index, _)| format!(":has(#{} :checked)", card_id(index)));
    let begun = format!("body:has(:checked){}", core.collect::<String>());
    [
        "@supports selector(:has(a)){.f,.old{display:none}".to_owned(),
        // A question that applies is marked as well, so that paper shows the answers and notices of no other.
        rule(
            &follow_ups,
            r#"display:block;--mark:"\2713";--place:static"#,
        ),
        rule(&shown, "display:block"),
        rule(&hidden, "display:none"),
        rule(
            &unprinted,
            r#"--mark:""!important;--place:absolute!important"#,
        ),
        rule(against.as_slice(), "--calm:none;--closer:block"),
        format!("{begun} .early{{display:none}}"),
        format!("{begun} .calm{{display:var(--calm,block)}}"),
        format!("{begun} .closer{{display:var(--closer,none)}}"),
        "}".to_owned(),
    ]
    .concat()
}

/// The element with an id, while an element that all boxes are in fulfills a selector.
///
/// For what has to be checked, the page as a whole is as good as its body, and is found without naming it.
fn shows(selector: &str, id: &str) -> String {
    let body = if selector.is_empty() || selector.contains(":not(") {
        "body"
    } else {
        ""
    };
    format!("{body}{selector} #{id}")
}

/// The ids that rules name.
pub(super) fn named(rules: &str) -> BTreeSet<&str> {
    let is_of_id = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
    let after_marks = rules.split('#').skip(1);
    after_marks
        .filter_map(|rest| rest.split(|letter| !is_of_id(letter)).next())
        .collect()
}
