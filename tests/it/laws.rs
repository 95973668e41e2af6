//! Laws and properties of random packs, held against trying every set of answers.

use std::collections::BTreeSet;

use proptest::prelude::*;
use smp_suitability::assess::{Assessment, Table, assess};
use smp_suitability::diagnostic::Code;
use smp_suitability::load::PackFiles;
use smp_suitability::pack::{Kind, Pack, Rule, Statement};
use smp_suitability::space::every_answer_set;
use smp_suitability::verify::{self, CheckFinding};

use crate::people::{
    Person, breaks, distance, every_person, is_member, is_one_option, is_step, pack, pair_breaks,
    usual,
};

/// The ids in the messages with a code: what is first between backticks.
fn named(findings: &[CheckFinding], code: Code) -> BTreeSet<String> {
    let found = findings.iter().map(|finding| &finding.diagnostic);
    found
        .filter(|problem| problem.code == code)
        .map(|problem| problem.message.split('`').nth(1).unwrap_or("").to_owned())
        .collect()
}

fn findings(table: &Table) -> Vec<CheckFinding> {
    let files = PackFiles {
        folder: "random".to_owned(),
        files: Vec::new(),
    };
    verify::check(table, &files).findings
}

fn check(seed: u64, check: impl FnOnce(&Pack, &Table, &[Person], &[CheckFinding])) {
    let pack = pack(seed);
    let table = Table::new(&pack);
    if let Some(people) = every_person(&table) {
        check(&pack, &table, &people, &findings(&table));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_law_is_broken_exactly_if_a_person_breaks_it(seed in any::<u64>()) {
        check(seed, |pack, _, people, findings| {
            assert_eq!(every_answer_set(pack), Some(people.len() as u128));
            let broken = named(findings, Code::BrokenLaw);
            for law in &pack.laws {
                let expected = match &law.statement {
                    Statement::Monotone(monotone) => people.iter().any(|one| {
                        people.iter().any(|other| pair_breaks(pack, one, other, monotone))
                    }),
                    statement => people.iter().any(|person| breaks(pack, person, statement)),
                };
                assert_eq!(broken.contains(law.id.as_str()), expected, "{law:#?}");
            }
        });
    }

    #[test]
    fn a_witness_breaks_its_law_and_no_person_nearer_to_the_baseline_does(seed in any::<u64>()) {
        check(seed, |pack, table, people, findings| {
            for finding in findings.iter().filter(|finding| finding.diagnostic.code == Code::BrokenLaw) {
                let id = finding.diagnostic.message.split('`').nth(1).unwrap();
                let law = pack.laws.iter().find(|law| law.id == id).unwrap();
                if matches!(law.statement, Statement::Monotone(_)) {
                    continue;
                }
                let answers = finding.witness.clone().unwrap().answers;
                let witness = Person {
                    reading: table.read(&answers),
                    assessment: assess(table, &answers),
                    answers,
                };
                assert!(breaks(pack, &witness, &law.statement), "{finding}");
                let breaking = people.iter().filter(|person| breaks(pack, person, &law.statement));
                let nearest = breaking.map(|person| distance(pack, person)).min();
                assert_eq!(Some(distance(pack, &witness)), nearest, "{finding}");
            }
        });
    }

    #[test]
    fn a_law_with_an_empty_group_is_reported(seed in any::<u64>()) {
        check(seed, |pack, _, people, findings| {
            let empty = named(findings, Code::EmptyLaw);
            for law in &pack.laws {
                let expected = match &law.statement {
                    Statement::Never(group, _) | Statement::Always(group, _) | Statement::Within(group, _) => {
                        !people.iter().any(|person| is_member(pack, person, group))
                    }
                    Statement::Monotone(monotone) => {
                        let Some(when) = &monotone.when else { continue };
                        !people.iter().any(|one| people.iter().any(|other| {
                            one.holds(when) && other.holds(when)
                                && is_step(pack, one, other, monotone)
                        }))
                    }
                };
                assert_eq!(empty.contains(law.id.as_str()), expected, "{law:#?}");
            }
        });
    }

    #[test]
    fn dead_rules_and_gates_are_those_that_trying_everything_finds(seed in any::<u64>()) {
        check(seed, |pack, _, people, findings| {
            let rules = pack.rules.iter();
            let fires = |rule: &str| people.iter().any(|person| person.fires(rule));
            let is_cleared = |rule: &str| people.iter().any(|person| person.is_cleared(rule));
            let is_dead = |rule: &&Rule| {
                !fires(&rule.id) || rule.cleared_by.is_some() && !is_cleared(&rule.id)
                    || !people.iter().any(|person| person.fires(&rule.id) && !person.is_cleared(&rule.id))
            };
            let dead: BTreeSet<_> =
                rules.clone().filter(is_dead).map(|rule| rule.id.to_string()).collect();
            assert_eq!(named(findings, Code::DeadRule), dead);
            let idle = rules.filter(|rule| {
                let fires = |person: &Person| person.fires(&rule.id) && !person.is_cleared(&rule.id);
                people.iter().any(fires) && rule.verdict.is_some_and(|verdict| {
                    !people.iter().any(|person| {
                        fires(person) && person.worst_without(&rule.id) < verdict
                    })
                })
            });
            let idle: BTreeSet<_> = idle.map(|rule| rule.id.to_string()).collect();
            assert_eq!(named(findings, Code::DeadGate), idle);
        });
    }

    #[test]
    fn implied_rules_are_those_that_trying_everything_finds(seed in any::<u64>()) {
        check(seed, |pack, _, people, findings| {
            let implies = |one: &str, other: &str| {
                people.iter().all(|person| !person.fires(one) || person.fires(other))
            };
            for rule in &pack.rules {
                let says_nothing = |other: &&Rule| {
                    rule.points.is_none() && other.points.is_none()
                        && rule.cleared_by.is_none() && other.cleared_by.is_none()
                        && rule.verdict == other.verdict
                        && rule.optional_texts().all(|text| other.optional_texts().any(|other| other == text))
                };
                let position = |id: &str| pack.rules.iter().position(|rule| rule.id == id);
                let fires = people.iter().any(|person| person.fires(&rule.id));
                let expected = fires && pack.rules.iter().filter(says_nothing).any(|other| {
                    let is_mutual = (other.optional_texts().all(|text| rule.optional_texts().any(|other| other == text)))
                        && implies(&other.id, &rule.id)
                        && position(&other.id) > position(&rule.id);
                    other.id != rule.id && implies(&rule.id, &other.id) && !is_mutual
                });
                assert_eq!(named(findings, Code::ImpliedRule).contains(rule.id.as_str()), expected, "{}", rule.id);
            }
        });
    }

    #[test]
    fn idle_questions_and_options_are_those_that_trying_everything_finds(seed in any::<u64>()) {
        check(seed, |pack, _, people, findings| {
            let idle_options: BTreeSet<_> = (findings.iter())
                .filter(|finding| finding.diagnostic.code == Code::IdleOption)
                .map(|finding| {
                    let mut parts = finding.diagnostic.message.split('`').skip(1).step_by(2);
                    let option = parts.next().unwrap().to_owned();
                    (parts.next().unwrap().to_owned(), option)
                })
                .collect();
            let idle_questions = named(findings, Code::IdleQuestion);
            for (index, question) in pack.numbered_questions() {
                let counts = |option: usize| people.iter().any(|one| people.iter().any(|other| {
                    is_one_option(pack, one, other, index, option)
                        && one.result(pack) != other.result(pack)
                }));
                let idle: Vec<_> =
                    (0..question.options.len()).filter(|&option| !counts(option)).collect();
                let is_idle = idle.len() == question.options.len();
                assert_eq!(idle_questions.contains(question.id.as_str()), is_idle, "{}", question.id);
                for option in 0..question.options.len() {
                    let is_usual = question.kind == Kind::One && usual(pack, index) == Some(option);
                    let expected = idle.contains(&option) && !is_idle && !is_usual;
                    let key = (question.id.to_string(), question.option(option).id.to_string());
                    assert_eq!(idle_options.contains(&key), expected, "{key:?}");
                }
            }
        });
    }

    #[test]
    fn dead_rows_and_bands_are_those_that_trying_everything_finds(seed in any::<u64>()) {
        check(seed, |pack, _, people, findings| {
            let rows = findings.iter().filter(|finding| finding.diagnostic.code == Code::DeadRow);
            let last = |pick: fn(&Assessment) -> String| -> BTreeSet<String> {
                people.iter().map(|person| pick(&person.assessment)).collect()
            };
            let expectations = &pack.expectations;
            let all = expectations.sessions.len() + expectations.cost[0].rows.len()
                + expectations.recovery.len() + expectations.upkeep.len();
            let alive = last(|assessment| assessment.sessions.rows.last().unwrap().id.to_string()).len()
                + last(|assessment| assessment.price.rows.last().unwrap().id.to_string()).len()
                + last(|assessment| assessment.recovery.rows.last().unwrap().id.to_string()).len()
                + last(|assessment| assessment.upkeep.rows.last().unwrap().id.to_string()).len();
            let items = pack.guide.iter().flat_map(|section| &section.items);
            let is_shown = |when| people.iter().any(|person| person.holds(when));
            let hidden = items.filter(|item| item.when.as_ref().is_some_and(|when| !is_shown(when)));
            assert_eq!(rows.count(), all - alive + hidden.count());
            let band = |score: i32| pack.bands.iter().rposition(|band| band.from <= score);
            let reached: BTreeSet<_> =
                people.iter().map(|person| band(person.assessment.score)).collect();
            let dead = findings.iter().filter(|finding| finding.diagnostic.code == Code::DeadBand);
            assert_eq!(dead.count(), pack.bands.len() - reached.len());
        });
    }
}
