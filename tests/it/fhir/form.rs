//! The questionnaire: what no tool checks, and that it enables exactly the questions that apply.

use std::collections::{BTreeMap, BTreeSet};

use insta::assert_snapshot;
use serde_json::{Value, json};
use smp_suitability::assess::{Applies, Table};
use smp_suitability::fhir::FormLayout;
use smp_suitability::pack::{
    Answer, Answers, Clause, Condition, Kind, OptionSet, Pack, Requirement,
};
use smp_suitability::report;

use super::{builtin, every_item, parsed, questionnaire, response, small};
use crate::random::{self, Dice};

#[test]
fn a_pack_as_a_questionnaire() {
    assert_snapshot!(report::questionnaire(&FormLayout::new(&small()).unwrap()));
}

#[test]
fn the_codes_of_a_pack() {
    assert_snapshot!(report::code_system(&small()));
}

/// What must hold of a questionnaire, and is checked by no program at hand.
#[track_caller]
fn assert_sound(pack: &Pack) {
    let form = questionnaire(pack);
    let items = every_item(&form);
    let mut options: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (_, item) in &items {
        let id = item["linkId"].as_str().unwrap();
        assert!(seen.insert(id), "{id} appears twice");
        let list = item["enableWhen"].as_array();
        for enabling in list.into_iter().flatten() {
            let question = enabling["question"].as_str().unwrap();
            let known = options.get(question);
            let known =
                known.unwrap_or_else(|| panic!("{id} hangs on {question}, not asked before"));
            assert!(
                known.contains(&&enabling["answerCoding"]["code"]),
                "{id}: {enabling}"
            );
            assert_eq!(enabling["answerCoding"]["system"], form_system(pack));
            assert_eq!(enabling["operator"], "=");
        }
        let behavior = list.map(|_| json!("any"));
        assert_eq!(item.get("enableBehavior"), behavior.as_ref(), "{id}");
        assert!(list.is_none_or(|list| list.len() > 1), "{id}");
        let kind = item["type"].as_str().unwrap();
        let has = |key: &str| item.get(key).is_some();
        assert_eq!(has("answerOption"), kind == "choice", "{id}");
        assert_eq!(has("code"), kind == "choice", "{id}");
        assert_eq!(has("text"), kind != "group", "{id}");
        assert_eq!(has("item"), kind != "display", "{id}");
        if kind == "choice" {
            options.insert(id, check_options(pack, id, item));
        }
    }
    assert_eq!(options.len(), pack.questions.len());
}

/// The codes that a question offers, each once, with "none of these" and "I'm not sure" at the end.
#[track_caller]
fn check_options<'form>(pack: &Pack, id: &str, item: &'form Value) -> Vec<&'form Value> {
    let (_, question) = pack.find_question(id).unwrap();
    let offered = item["answerOption"].as_array().unwrap();
    let codes: Vec<_> = offered
        .iter()
        .map(|option| &option["valueCoding"]["code"])
        .collect();
    let mut expected: Vec<_> = question
        .options
        .iter()
        .map(|option| option.id.as_str())
        .collect();
    let exclusive: &[&str] = match question.kind {
        Kind::Many => &["none", "unknown"],
        Kind::One => &["unknown"],
    };
    expected.extend(exclusive);
    let expected: Vec<_> = expected
        .iter()
        .map(|own| json!(format!("{id}.{own}")))
        .collect();
    assert_eq!(codes, expected.iter().collect::<Vec<_>>());
    assert_eq!(item["repeats"] == true, question.kind == Kind::Many, "{id}");
    for (option, code) in offered.iter().zip(codes.iter()) {
        let alone = question.kind == Kind::Many
            && exclusive.iter().any(|own| **code == format!("{id}.{own}"));
        assert_eq!(option.get("extension").is_some(), alone, "{code}");
        assert_eq!(option["valueCoding"]["system"], form_system(pack));
    }
    codes
}

fn form_system(pack: &Pack) -> String {
    let base = pack.canonical.as_deref();
    let base = base.unwrap_or("https://smp-suitability.invalid/fhir");
    format!("{base}/CodeSystem/{}", pack.id)
}

#[test]
fn questionnaires_are_sound() {
    assert_sound(&builtin());
    assert_sound(&small());
    for seed in 0..150 {
        assert_sound(&random::pack(&mut Dice::new(seed)));
    }
}

#[test]
fn the_code_system_holds_every_code_once_and_counts_them() {
    for pack in [builtin(), small()] {
        let system = parsed(&report::code_system(&pack));
        let concepts = system["concept"].as_array().unwrap();
        let inner = concepts
            .iter()
            .filter_map(|concept| concept["concept"].as_array());
        let all: Vec<_> = concepts.iter().chain(inner.flatten()).collect();
        assert_eq!(system["count"], all.len());
        let codes: BTreeSet<_> = all
            .iter()
            .map(|concept| concept["code"].as_str().unwrap())
            .collect();
        assert_eq!(codes.len(), all.len());
        let form = questionnaire(&pack);
        for (_, item) in every_item(&form) {
            for option in item["answerOption"].as_array().into_iter().flatten() {
                assert!(codes.contains(option["valueCoding"]["code"].as_str().unwrap()));
            }
        }
    }
}

/// The questions that a form enables for a response, read as FHIR says.
pub(super) fn enabled(form: &Value, response: &Value) -> Vec<String> {
    let mut given: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (_, item) in every_item(response) {
        for answer in item["answer"].as_array().into_iter().flatten() {
            given.insert((
                item["linkId"].as_str().unwrap(),
                answer["valueCoding"]["code"].as_str().unwrap(),
            ));
        }
    }
    let mut enabled: BTreeSet<&str> = BTreeSet::new();
    let mut questions = Vec::new();
    for (around, item) in every_item(form) {
        let when = item["enableWhen"].as_array();
        let is_met = when.is_none_or(|when| {
            when.iter().any(|enabling| {
                let question = enabling["question"].as_str().unwrap();
                given.contains(&(question, enabling["answerCoding"]["code"].as_str().unwrap()))
            })
        });
        // What stands in something that is not enabled is not enabled either.
        if is_met && around.last().is_none_or(|outer| enabled.contains(outer)) {
            let id = item["linkId"].as_str().unwrap();
            enabled.insert(id);
            if item["type"] == "choice" {
                questions.push(id.to_owned());
            }
        }
    }
    questions
}

/// Answers with an answer to every question that applies, "I'm not sure" where there was none.
pub(super) fn all_given(table: &Table, answers: &Answers) -> Answers {
    let mut given = answers.clone();
    for (index, _) in table.pack().numbered_questions() {
        match table.read(&given).applies(index) {
            Applies::No => given.clear(index),
            Applies::Yes | Applies::Maybe if given.get(index).is_none() => {
                given.set(index, Answer::NotSure);
            }
            Applies::Yes | Applies::Maybe => {}
        }
    }
    given
}

#[track_caller]
fn check_enabled(dice: &mut Dice, pack: &Pack) {
    let table = Table::new(pack);
    let form = questionnaire(pack);
    let given = all_given(&table, &random::answers(dice, pack));
    let reading = table.read(&given);
    let applying = pack.numbered_questions();
    let applying = applying.filter(|(index, _)| reading.applies(*index) != Applies::No);
    let applying: Vec<_> = applying.map(|(_, question)| question.id.clone()).collect();
    let response = parsed(&response(&table, &given));
    assert_eq!(enabled(&form, &response), applying);
    assert_eq!(response["status"], "completed");
}

#[test]
fn a_form_enables_what_applies_once_every_question_on_the_way_is_answered() {
    for seed in 0..300 {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        check_enabled(&mut dice, &pack);
    }
    for pack in [builtin(), small()] {
        for seed in 0..20 {
            check_enabled(&mut Dice::new(seed), &pack);
        }
    }
}

#[test]
fn a_condition_that_no_form_can_say_is_refused_by_name() {
    let mut pack = builtin();
    let (last, _) = pack.numbered_questions().last().unwrap();
    let all_of = |questions: [usize; 3]| {
        let questions = pack
            .numbered_questions()
            .filter(|(index, _)| questions.contains(&index.position()));
        let requirements = questions.map(|(question, _)| Requirement {
            question,
            options: OptionSet::single(0),
        });
        Clause {
            requirements: requirements.collect(),
        }
    };
    let clauses = [[0, 1, 2], [3, 4, 5], [6, 7, 8]].map(all_of).to_vec();
    pack.questions[last.position()].when = Some(Condition { clauses });
    let refused = FormLayout::new(&pack).unwrap_err();
    assert_eq!(refused.question, pack.question(last).id);
}
