//! Which open questions matter, and in what order they are listed.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use smp_suitability::assess::{Applies, Table, assess};
use smp_suitability::pack::{Answer, Answers, Kind, OptionSet, QuestionIndex, Verdict};
use smp_suitability::space::{self, Insight};

use super::{Outcome, person};
use crate::random;

/// Most completions that are tried, so that hundreds of packs take seconds.
const MOST_COMPLETIONS: usize = 1500;

/// Every completion of the open questions as if all applied, with "not sure" among the answers or without,
/// each with the answers that count: those to questions that do not apply are cleared.
fn every_completion(
    table: &Table,
    answers: &Answers,
    unsure: bool,
) -> Option<Vec<(Vec<Answer>, Answers)>> {
    let pack = table.pack();
    let mut completions = vec![Vec::new()];
    for index in open(table, answers) {
        let every = random::every_answer(pack, index)
            .into_iter()
            .map(Answer::Chosen);
        let every: Vec<_> = every.chain(unsure.then_some(Answer::NotSure)).collect();
        if completions.len() * every.len() > MOST_COMPLETIONS {
            return None;
        }
        let longer = |completion: &Vec<Answer>| {
            let completion = completion.clone();
            every
                .iter()
                .map(move |answer| [completion.as_slice(), &[*answer]].concat())
        };
        completions = completions.iter().flat_map(longer).collect::<Vec<_>>();
    }
    let counted = |completion: Vec<Answer>| {
        let mut complete = answers.clone();
        for (index, answer) in open(table, answers).into_iter().zip(&completion) {
            complete.set(index, *answer);
        }
        for (index, _) in pack.numbered_questions() {
            if table.read(&complete).applies(index) == Applies::No {
                complete.clear(index);
            }
        }
        (completion, complete)
    };
    Some(completions.into_iter().map(counted).collect())
}

fn open(table: &Table, answers: &Answers) -> Vec<QuestionIndex> {
    let questions = table.pack().numbered_questions().map(|(index, _)| index);
    questions
        .filter(|&index| answers.known(index).is_none())
        .collect()
}

/// Questions to which two answers lead to two results, all else equal.
fn mattering<'a, Observed: Ord>(
    table: &'a Table,
    answers: &Answers,
    completions: &[(Vec<Answer>, Answers)],
    observe: impl Fn(&Answers) -> Observed + 'a,
) -> BTreeSet<QuestionIndex> {
    let open = open(table, answers).into_iter().enumerate();
    let matters = |place: usize| {
        let mut alike: BTreeMap<String, BTreeSet<Observed>> = BTreeMap::new();
        for (completion, complete) in completions {
            let mut others = completion.clone();
            others.remove(place);
            alike
                .entry(format!("{others:?}"))
                .or_default()
                .insert(observe(complete));
        }
        alike.values().any(|results| results.len() > 1)
    };
    open.filter(|(place, _)| matters(*place))
        .map(|(_, index)| index)
        .collect()
}

/// Everything that a result says, as text.
fn outcome(table: &Table, answers: &Answers) -> String {
    format!("{:?}", Outcome::of(&assess(table, answers)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_open_question_matters_exactly_if_two_answers_lead_to_two_verdicts(seed in any::<u64>()) {
        person(seed, |table, answers| {
            let Some(completions) = every_completion(table, answers, false) else { return };
            let expected = mattering(table, answers, &completions, |complete| assess(table, complete).verdict);
            let found = space::decisive(table, &assess(table, answers));
            let found: BTreeSet<_> = found.iter().map(|open| open.question).collect();
            assert_eq!(found, expected);
        });
    }

    #[test]
    fn an_idle_question_changes_nothing_even_with_unknown_answers(seed in any::<u64>()) {
        person(seed, |table, answers| {
            let Some(completions) = every_completion(table, answers, true) else { return };
            let matter = mattering(table, answers, &completions, |complete| outcome(table, complete));
            let idle = space::idle(table, answers, open(table, answers).into_iter());
            assert!(idle.is_disjoint(&matter), "{idle:?} {matter:?}");
            assert_eq!(idle, Insight::of(table, &assess(table, answers)).idle);
        });
    }

    #[test]
    fn every_question_that_still_changes_something_is_relevant(seed in any::<u64>()) {
        person(seed, |table, answers| {
            let Some(completions) = every_completion(table, answers, false) else { return };
            let matter = mattering(table, answers, &completions, |complete| outcome(table, complete));
            let relevant = space::relevant(table, answers);
            assert!(relevant.is_superset(&matter), "{relevant:?} {matter:?}");
            let open = BTreeSet::from_iter(open(table, answers));
            assert!(relevant.is_subset(&open), "{relevant:?} {open:?}");
        });
    }

    #[test]
    fn each_answer_that_changes_the_verdict_by_itself_is_listed_the_gravest_first(seed in any::<u64>()) {
        person(seed, |table, answers| {
            let assessment = assess(table, answers);
            let present = assessment.verdict;
            let found = space::decisive(table, &assessment);
            for open in &found {
                let asked = table.pack().question(open.question);
                let boxes = (0..asked.options.len()).map(OptionSet::single);
                let none = (asked.kind == Kind::Many).then_some(OptionSet::NONE_OF_THESE);
                let mut expected: Vec<(Verdict, OptionSet)> = Vec::new();
                for answer in boxes.chain(none) {
                    let mut answered = answers.clone();
                    answered.set(open.question, Answer::Chosen(answer));
                    expected.push((assess(table, &answered).verdict, answer));
                }
                expected.retain(|(verdict, _)| *verdict != present);
                expected.sort_by(|(one, _), (other, _)| other.cmp(one));
                let listed: Vec<_> = open.leads_to.iter().map(|&(answer, verdict)| (verdict, answer)).collect();
                assert_eq!(listed, expected);
            }
            let gravest = |place: usize| found[place].leads_to.first().map(|(_, verdict)| *verdict);
            for place in 1..found.len() {
                let in_order = found[place - 1].question < found[place].question;
                assert!(gravest(place - 1) > gravest(place) || gravest(place - 1) == gravest(place) && in_order);
            }
        });
    }
}
