//! Mutants of the rules, held against trying every set of answers on random packs.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use proptest::prelude::*;
use smp_suitability::assess::{Applies, Table, assess};
use smp_suitability::load;
use smp_suitability::pack::{Answer, Answers, Condition, Kind, OptionSet, Pack, Verdict};
use smp_suitability::verify::{mutants, mutated, witness};

use crate::minimal::Input;
use crate::random::{self, Dice};

/// Every set of answers, open ones included; `None` if there are too many to try.
fn every_answer_set(table: &Table) -> Option<Vec<Answers>> {
    let pack = table.pack();
    let mut partial = vec![Answers::blank(pack)];
    for (index, _) in pack.numbered_questions() {
        let mut next = Vec::new();
        for answers in partial {
            if table.read(&answers).applies(index) != Applies::No {
                next.extend(random::every_answer(pack, index).into_iter().map(|answer| {
                    let mut with = answers.clone();
                    with.set(index, Answer::Chosen(answer));
                    with
                }));
            }
            next.push(answers);
        }
        partial = next;
        if partial.len() > 2_500 {
            return None;
        }
    }
    Some(partial)
}

/// What a case can see of a result, apart from what follows from it.
fn result(table: &Table, answers: &Answers) -> (Verdict, i32, BTreeSet<String>) {
    let assessment = assess(table, answers);
    let fired = assessment.findings.iter();
    let fired = fired.map(|finding| format!("{} {}", finding.rule.id, finding.is_cleared()));
    let fired = fired.collect();
    (assessment.verdict, assessment.score, fired)
}

/// How many answers a set gives, each ticked box counted.
fn size(pack: &Pack, answers: &Answers) -> usize {
    let questions = pack.numbered_questions();
    let sizes = questions.map(
        |(index, question)| match (answers.known(index), question.kind) {
            (None, _) => 0,
            (Some(_), Kind::One) | (Some(OptionSet::NONE_OF_THESE), Kind::Many) => 1,
            (Some(chosen), Kind::Many) => 1 + chosen.positions().count(),
        },
    );
    sizes.sum()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn a_mutant_changes_no_result_exactly_if_no_witness_is_found(seed in any::<u64>()) {
        let pack = random::pack(&mut Dice::new(seed));
        let table = Table::new(&pack);
        let Some(all) = every_answer_set(&table) else { return Ok(()) };
        let before: Vec<_> = all.iter().map(|answers| result(&table, answers)).collect();
        for mutant in mutants(&pack) {
            let changed = mutated(&pack, &mutant);
            let other = Table::new(&changed);
            let affected = all.iter().zip(&before);
            let affected = affected.filter(|(answers, before)| result(&other, answers) != **before);
            let smallest = affected.map(|(answers, _)| size(&pack, answers)).min();
            let found = witness(&pack, &mutant).unwrap();
            let name = mutant.name(&pack);
            prop_assert_eq!(found.as_ref().map(|answers| size(&pack, answers)), smallest, "{}", name);
            if let Some(found) = found {
                prop_assert_ne!(result(&other, &found), result(&table, &found), "{}", name);
            }
        }
    }
}

/// A condition as its clauses, each with the options of its questions by their places.
fn in_places(condition: &Condition) -> String {
    let clauses = condition.clauses.iter().map(|clause| {
        let requirements = clause.requirements.iter().map(|requirement| {
            let options: Vec<_> = requirement.options.positions().collect();
            format!("{}:{options:?}", requirement.question.position())
        });
        requirements.collect::<Vec<_>>().join("&")
    });
    clauses.collect::<Vec<_>>().join(" | ")
}

#[test]
fn every_single_step_change_of_a_rule_is_tried() {
    let mut input = Input::sound();
    let when = r#"[{ "letter": ["yes"], "color": ["dark"] }, { "color": ["dark", "gray"] }]"#;
    let other = format!(r#""when": {when}, "points": 1"#);
    let find = r#""when": { "color": ["dark"] }, "points": 20"#;
    input.replace("suitability.json", find, &other);
    let find = r#""id": "letter", "kind": "one","#;
    let other = format!(r#"{find} "reference": "no","#);
    input.replace("questionnaire.json", find, &other);
    let pack = load::pack(&input.pack_files()).unwrap();
    let listed = |rule: usize| -> Vec<String> {
        let mutants = mutants(&pack).into_iter();
        let mutants = mutants.filter(|mutant| mutant.rule == rule);
        let lines = mutants.map(|mutant| match mutant.after {
            None => mutant.change,
            Some(after) => {
                let verdict = after.verdict.map(Verdict::id);
                let wait = if after.wait.is_some() { ", waits" } else { "" };
                let (points, when) = (after.points, in_places(&after.when));
                format!("{}: {points:?} {verdict:?}{wait} {when}", mutant.change)
            }
        });
        lines.collect()
    };
    let listed = [listed(0), listed(3)].concat();
    assert_snapshot!(listed.join("\n"));
}
