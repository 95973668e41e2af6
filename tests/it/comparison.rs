//! The treatment next to its alternatives: the same rows for each, what does not fit, costs over the years, counts
//! of people, and what matters to a person, which changes no result.

use std::fs;

use serde_json::{Value, json};
use smp_suitability::assess::{Assessment, Table, assess};
use smp_suitability::load;
use smp_suitability::pack::{Answer, Answers, OptionSet, Pack};
use smp_suitability::report::{self, Topic, markdown_of_topics, text_of_topics};
use smp_suitability::space::Insight;
use tempfile::TempDir;

use crate::country::read_assessed;
use crate::program::smp;
use crate::random::Dice;
use crate::report::{EVERYBODY, IDEAL, in_one_line, pack, whole};

/// The words of a topic of a person's result.
fn topic(person: &str, topic: Topic) -> String {
    of_pack(&pack(), person, |assessment| {
        in_one_line(&whole(&text_of_topics(assessment, None, &[topic], 80)))
    })
}

fn of_pack<Read>(pack: &Pack, person: &str, read: impl FnOnce(&Assessment) -> Read) -> Read {
    read_assessed(pack, person, None, read)
}

fn with(person: &str, more: &[(&str, Value)]) -> String {
    let mut person: Value = serde_json::from_str(person).unwrap();
    for (key, value) in more {
        person[key] = value.clone();
    }
    person.to_string()
}

#[test]
fn every_option_is_shown_to_everyone_in_the_same_order() {
    let pack = pack();
    let names: Vec<_> = (pack.comparison.as_ref().unwrap().alternatives.iter())
        .map(|of| of.name.to_string())
        .collect();
    for person in EVERYBODY {
        let shown = of_pack(&pack, person, |assessment| {
            markdown_of_topics(assessment, None, &[Topic::Options])
        });
        let places: Vec<_> = (names.iter())
            .map(|name| shown.find(&format!("- **{name}:**")).expect(name))
            .collect();
        assert!(places.is_sorted(), "{person}");
        for name in &names {
            let rows = 1 + pack.comparison.as_ref().unwrap().rows.len();
            assert_eq!(
                shown.matches(&format!("- **{name}:**")).count(),
                rows,
                "{name}"
            );
        }
    }
}

#[test]
fn an_option_that_does_not_fit_says_so() {
    let pregnant = with(IDEAL, &[("pregnancy", json!("pregnant"))]);
    for (person, option, fits) in [
        (IDEAL, "minoxidil", true),
        (&pregnant, "minoxidil", false),
        (&pregnant, "finasteride", false),
        (IDEAL, "jak", false),
        (
            &with(IDEAL, &[("hair_loss", json!("alopecia_areata"))]),
            "jak",
            true,
        ),
        (
            &with(IDEAL, &[("hair_loss", json!("alopecia_totalis"))]),
            "concealers",
            false,
        ),
    ] {
        let pack = pack();
        let place = pack.comparison.as_ref().unwrap().alternatives.iter();
        let place = place.into_iter().position(|of| of.id == option).unwrap();
        let unfit = of_pack(&pack, person, |assessment| assessment.unfit[place].len());
        assert_eq!(unfit == 0, fits, "{option} for {person}");
    }
}

/// For any marks of a person, every part of the result but the comparison is the same, byte for byte.
#[test]
fn what_matters_and_readiness_change_nothing() {
    let pack = pack();
    let table = Table::new(&pack);
    let questions: Vec<_> = pack.comparison.as_ref().unwrap().questions().collect();
    assert_eq!(questions.len(), 5);
    for question in &questions {
        assert!(pack.question(*question).neutral.is_some());
        // No condition of a rule, a row, a text or a question names it.
        let whole = fs::read_to_string("rules/smp/suitability.json").unwrap()
            + &fs::read_to_string("rules/smp/expectations.json").unwrap();
        assert!(!whole.contains(&format!("\"{}\"", pack.question(*question).id)));
    }
    let bare = |answers: &Answers| {
        let assessment = assess(&table, answers);
        let insight = Insight::of(&table, &assessment);
        let json = report::json(&assessment, Some(&insight));
        let mut json: Value = serde_json::from_str(&json).unwrap();
        let all = json.as_object_mut().unwrap();
        all.remove("comparison");
        let answers = all["answers"].as_object_mut().unwrap();
        for question in &questions {
            answers.remove(pack.question(*question).id.as_str());
        }
        json
    };
    let mut dice = Dice::new(28);
    for person in EVERYBODY {
        let input = load::AnswersInput {
            file: Some(("answers.json", person.as_bytes())),
            sets: &[],
        };
        let answers = load::answers(&table, input).unwrap();
        let before = bare(&answers);
        for _ in 0..2 {
            let mut marked = answers.clone();
            for &index in &questions {
                let options = pack.question(index).options.len();
                let chosen = OptionSet::single(dice.below(options));
                marked.set(index, Answer::Chosen(chosen));
            }
            assert_eq!(bare(&marked), before, "{person}");
        }
    }
}

#[test]
fn what_is_marked_is_weighed_for_every_option() {
    let marked = with(IDEAL, &[("what_matters", json!(["undo", "no_surgery"]))]);
    let shown = topic(&marked, Topic::Matters);
    for said in [
        "You marked “I want to be able to undo it” and “I want no surgery”.",
        "It does not check what you marked here.",
        "Undoing it: against. It is a permanent tattoo",
        "No surgery: for. It needs no surgery.",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let nothing = topic(IDEAL, Topic::Matters);
    assert!(
        nothing.contains("You have marked nothing yet."),
        "{nothing}"
    );
    assert!(nothing.contains("as what_matters in a file"), "{nothing}");
}

#[test]
fn not_ready_yet_gets_a_step_and_ready_does_not() {
    let step = "Talk it over with someone you trust";
    let not_yet = with(IDEAL, &[("ready_pressure_and_support", json!("not_yet"))]);
    assert!(topic(&not_yet, Topic::Matters).contains(step));
    let ready = with(IDEAL, &[("ready_pressure_and_support", json!("yes"))]);
    let ready = topic(&ready, Topic::Matters);
    assert!(
        !ready.contains(step) && ready.contains("You said yes to 1 question."),
        "{ready}"
    );
}

#[test]
fn costs_over_the_years_are_those_of_the_country() {
    let costs = |country: &str| {
        read_assessed(&pack(), IDEAL, Some(country), |assessment| {
            let lines = text_of_topics(assessment, None, &[Topic::Costs], 80);
            in_one_line(&whole(&lines))
        })
    };
    let us = costs("US");
    for said in [
        "every year: $1,350–$9,100 in 5 years, $2,600–$14,100 in 10 years",
        "every 6 years: $350–$5,100 in 5 years, $600–$6,100 in 10 years",
        "$0 in 5 years, $0 in 10 years",
    ] {
        assert!(us.contains(said), "{said}: {us}");
    }
    let canada = costs("CA");
    let said = "No sum possible: we found no price of a later touch-up in Canada.";
    assert!(canada.contains(said), "{canada}");
    assert!(canada.contains("No figure found for Canada."), "{canada}");
}

#[test]
fn counts_of_people_are_shown_of_100_with_the_people_they_are_from() {
    let shown = topic(IDEAL, Topic::Chances);
    for said in [
        "None of 43 had a side effect. That is too few people to rule it out.",
        "About 10 of 100 reported a reaction to a tattoo (31 of 300).",
        "About 4 of 100 had sexual problems in the first year (36 of 945). On a dummy treatment: about 2 of 100 (20 of 934).",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let page = of_pack(&pack(), IDEAL, |assessment| report::html(assessment, None));
    assert!(page.contains("<svg class=\"tens\""));
}

#[test]
fn what_a_comparison_names_must_exist() {
    type Change = fn(&mut Value);
    let changes: [(Change, &str); 6] = [
        (
            |of| of["alternatives"][0]["cells"][0]["row"] = json!("nope"),
            "unlisted-id",
        ),
        (
            |of| of["alternatives"][0]["speaks"][0]["value"] = json!("nope"),
            "unknown-option",
        ),
        (
            |of| of["chances"][0]["alternative"] = json!("nope"),
            "unlisted-id",
        ),
        (
            |of| of["chances"][0]["compared_with"] = json!("nope"),
            "unlisted-id",
        ),
        (
            |of| of["chances"][0]["count"] = json!(1_000_000),
            "bad-number",
        ),
        (|of| of["matters"] = json!("nope"), "unknown-question"),
    ];
    for (change, code) in changes {
        let folder = changed("guide.json", |guide| change(&mut guide["comparison"]));
        let output = smp(&["rules", "check", folder.path().to_str().unwrap()]);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{code}: {text}");
        assert!(text.contains(&format!("error[{code}]")), "{code}: {text}");
    }
}

#[test]
fn the_json_has_the_comparison() {
    let marked = with(
        IDEAL,
        &[
            ("what_matters", json!(["undo"])),
            ("ready_options", json!("not_yet")),
        ],
    );
    let json = of_pack(&pack(), &marked, |assessment| {
        report::json(assessment, None)
    });
    let json: Value = serde_json::from_str(&json).unwrap();
    let comparison = &json["comparison"];
    let alternatives = comparison["alternatives"].as_array().unwrap();
    assert_eq!(alternatives.len(), 9);
    assert_eq!(alternatives[0]["speaks"][0]["side"], "against");
    assert_eq!(
        comparison["with_touch_ups"][0]["five_years"],
        json!([1_350, 9_100])
    );
    let ready = json!({ "question": "ready_options", "ready": false });
    assert_eq!(comparison["readiness"][0]["question"], ready["question"]);
    assert_eq!(comparison["readiness"][0]["ready"], false);
}

/// A copy of the built-in pack in a folder, with one file changed.
pub(crate) fn changed(file: &str, change: impl FnOnce(&mut Value)) -> TempDir {
    let folder = TempDir::new().unwrap();
    for entry in fs::read_dir("rules/smp").unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let path = folder.path().join(file);
    let mut content: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut content);
    fs::write(&path, serde_json::to_string_pretty(&content).unwrap()).unwrap();
    folder
}
