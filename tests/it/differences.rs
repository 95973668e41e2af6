//! Differences between packs, held against trying every set of answers on pairs of random packs.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use smp_suitability::assess::{Applies, Assessment, Finding, Table, assess};
use smp_suitability::pack::{Answer, Answers, Kind, OptionSet, Pack, Question, Verdict};
use smp_suitability::space::joint::{Changes, Found, Joint, JointAnswers, RangeTable, Side};
use smp_suitability::verify::{mutants, mutated};

use crate::generated;
use crate::random::{self, Dice};

/// A question of either pack: its id and kind, and the options of both.
#[derive(Clone)]
struct Asked {
    id: String,
    kind: Kind,
    options: Vec<String>,
    usual: Option<String>,
}

/// Answers by the place of the question among those of both packs.
type Given = Vec<Option<BTreeSet<String>>>;

fn asked(packs: [&Pack; 2]) -> Vec<Asked> {
    let mut all: Vec<Asked> = Vec::new();
    // By id, so that parents come first: in random packs ids ascend in the order of asking.
    let mut questions: Vec<&Question> = packs.iter().flat_map(|pack| &pack.questions).collect();
    questions.sort_by_key(|question| question.id.clone());
    for question in questions {
        let usual = (question.kind == Kind::One).then(|| {
            question
                .option(question.reference.unwrap_or(0))
                .id
                .to_string()
        });
        let ids = question.options.iter().map(|option| option.id.to_string());
        let twin = |asked: &&mut Asked| asked.id == question.id && asked.kind == question.kind;
        if let Some(asked) = all.iter_mut().find(twin) {
            for id in ids {
                if !asked.options.contains(&id) {
                    asked.options.push(id);
                }
            }
            asked.usual = usual;
        } else {
            all.push(Asked {
                id: question.id.to_string(),
                kind: question.kind,
                options: ids.collect(),
                usual,
            });
        }
    }
    all
}

/// What a pack knows of some answers.
fn known(pack: &Pack, asked: &[Asked], given: &Given) -> Answers {
    let mut answers = Answers::blank(pack);
    for (asked, given) in asked.iter().zip(given) {
        let question = pack.find_question(&asked.id);
        let question = question.filter(|(_, question)| question.kind == asked.kind);
        let (Some((index, question)), Some(given)) = (question, given) else {
            continue;
        };
        let options: OptionSet = given
            .iter()
            .filter_map(|id| question.find_option(id))
            .collect();
        match asked.kind {
            Kind::One if options.is_empty() => {}
            Kind::Many if options.is_empty() => {
                answers.set(index, Answer::Chosen(OptionSet::NONE_OF_THESE));
            }
            Kind::One | Kind::Many => answers.set(index, Answer::Chosen(options)),
        }
    }
    answers
}

/// Every complete set of answers to the questions of both; `None` if there are too many.
fn every_person(tables: [&Table; 2], asked: &[Asked]) -> Option<Vec<Given>> {
    let mut partial: Vec<Given> = vec![vec![None; asked.len()]];
    for (place, question) in asked.iter().enumerate() {
        let answers: Vec<BTreeSet<String>> = match question.kind {
            Kind::One => question
                .options
                .iter()
                .map(|id| BTreeSet::from([id.clone()]))
                .collect(),
            Kind::Many => (0..1_usize << question.options.len())
                .map(|bits| {
                    let ticked = question.options.iter().enumerate();
                    let ticked = ticked.filter(|(position, _)| bits >> position & 1 == 1);
                    ticked.map(|(_, id)| id.clone()).collect()
                })
                .collect(),
        };
        let mut next = Vec::new();
        for given in partial {
            let applies = tables.iter().any(|table| {
                let found = table.pack().find_question(&question.id);
                found.is_some_and(|(index, found)| {
                    let reading = table.read(&known(table.pack(), asked, &given));
                    found.kind == question.kind && reading.applies(index) != Applies::No
                })
            });
            if !applies {
                next.push(given);
                continue;
            }
            next.extend(answers.iter().map(|answer| {
                let mut with = given.clone();
                with[place] = Some(answer.clone());
                with
            }));
        }
        partial = next;
        if partial.len() > 3_000 {
            return None;
        }
    }
    Some(partial)
}

fn size(asked: &[Asked], given: &Given) -> usize {
    let sizes = asked
        .iter()
        .zip(given)
        .map(|(asked, given)| match (given, asked.kind) {
            (None, _) => 0,
            (Some(given), Kind::One) => usize::from(given.first() != asked.usual.as_ref()),
            (Some(given), Kind::Many) => given.len(),
        });
    sizes.sum()
}

fn size_found(joint: &Joint, answers: &JointAnswers) -> usize {
    let sizes = joint.given(answers).map(|given| match given.question.kind {
        Kind::One => usize::from(given.is_special),
        Kind::Many => given.options.len(),
    });
    sizes.sum()
}

/// One set of answers with its results in both packs.
struct Person<'pack> {
    size: usize,
    results: [Assessment<'pack>; 2],
}

#[track_caller]
fn check<'a>(
    joint: &Joint,
    tables: [&Table; 2],
    found: &Found,
    people: &'a [Person<'a>],
    differs: impl Fn([&Assessment; 2]) -> bool,
) {
    let differs = |results: &[Assessment; 2]| {
        let [old, new] = results;
        differs([old, new])
    };
    let affected = people.iter().filter(|person| differs(&person.results));
    let expected = (
        affected.clone().count(),
        affected.map(|person| person.size).min(),
    );
    let nearest = found.nearest.as_ref();
    let count = usize::try_from(found.count.exact().unwrap()).unwrap();
    assert_eq!(
        (count, nearest.map(|answers| size_found(joint, answers))),
        expected
    );
    if let Some(answers) = nearest {
        let [old, new] = tables;
        let results = [
            assess(old, &joint.view(Side::Old, answers)),
            assess(new, &joint.view(Side::New, answers)),
        ];
        assert!(differs(&results));
    }
}

fn acts(assessment: &Assessment, id: &str) -> Option<(Option<i32>, Option<u8>, bool)> {
    let mut findings = assessment.findings.iter();
    let finding = findings.find(|finding| finding.rule.id == id)?;
    let verdict = finding.verdict().map(|verdict| verdict as u8);
    Some((finding.rule.points, verdict, finding.is_cleared()))
}

/// Compares two packs in both directions; false if there were too many answers to try.
fn compare(old: &Pack, new: &Pack) -> bool {
    let tables = [&Table::new(old), &Table::new(new)];
    let asked = asked([old, new]);
    let Some(all) = every_person(tables, &asked) else {
        return false;
    };
    let people: Vec<_> = all
        .iter()
        .map(|given| Person {
            size: size(&asked, given),
            results: tables.map(|table| assess(table, &known(table.pack(), &asked, given))),
        })
        .collect();
    let changes = Changes::between(Joint::new(old, new).unwrap()).unwrap();
    let joint = &changes.joint;
    assert_eq!(changes.all.exact().unwrap(), people.len() as u128);

    let mut verdicts: BTreeMap<_, usize> = BTreeMap::new();
    for Person {
        results: [old, new],
        ..
    } in &people
    {
        if old.verdict != new.verdict {
            *verdicts.entry((old.verdict, new.verdict)).or_default() += 1;
        }
    }
    assert!(changes.verdicts.keys().eq(verdicts.keys()));
    for (&(before, after), found) in &changes.verdicts {
        check(joint, tables, found, &people, |[old, new]| {
            (old.verdict, new.verdict) == (before, after)
        });
    }
    check(
        joint,
        tables,
        &changes.scores.lower,
        &people,
        |[old, new]| new.score < old.score,
    );
    check(
        joint,
        tables,
        &changes.scores.higher,
        &people,
        |[old, new]| new.score > old.score,
    );
    let moves = people.iter().map(
        |Person {
             results: [old, new],
             ..
         }| new.score - old.score,
    );
    let moves: BTreeSet<_> = moves.filter(|change| *change != 0).collect();
    assert_eq!(
        changes.scores.range,
        moves.first().copied().zip(moves.last().copied())
    );

    compare_rules(&changes, tables, &people);
    compare_ranges(&changes, tables, &people);
    true
}

fn compare_rules(changes: &Changes, tables: [&Table; 2], people: &[Person]) {
    let joint = &changes.joint;
    let [old, new] = tables.map(|table| &table.pack().rules);
    let ids = old.iter().chain(new).map(|rule| &rule.id);
    for id in ids.collect::<BTreeSet<_>>() {
        let none = Found::default();
        let change = changes.rules.iter().find(|change| change.id() == id);
        let found = change.map_or([&none; 3], |change| {
            [&change.acts, &change.verdict, &change.score]
        });
        let differs = |[old, new]: [&Assessment; 2]| acts(old, id) != acts(new, id);
        check(joint, tables, found[0], people, differs);
        let alone = |[old, new]: [&Assessment; 2]| {
            let others = old.findings.iter().filter(|found| found.rule.id != *id);
            let own = new.findings.iter().filter(|found| found.rule.id == *id);
            let all: Vec<_> = others.chain(own).map(Finding::variant).collect();
            let points = all.iter().filter_map(|one| one.points()).sum::<i32>();
            let score = old.pack.base + points;
            let gates = all.iter().filter_map(|one| one.verdict());
            (gates.fold(old.pack.band(score), Verdict::max), score)
        };
        check(joint, tables, found[1], people, |both| {
            alone(both).0 != both[0].verdict
        });
        check(joint, tables, found[2], people, |both| {
            alone(both).1 != both[0].score
        });
    }
}

fn compare_ranges(changes: &Changes, tables: [&Table; 2], people: &[Person]) {
    let joint = &changes.joint;
    let none = Found::default();
    let range = |table: RangeTable| {
        let mut ranges = changes.ranges.iter();
        let found = ranges.find(|range| range.table == table);
        found.map_or(&none, |range| &range.found)
    };
    check(
        joint,
        tables,
        range(RangeTable::Sessions),
        people,
        |[old, new]| old.sessions.content != new.sessions.content,
    );
    check(
        joint,
        tables,
        range(RangeTable::Cost("US".to_owned())),
        people,
        |[old, new]| old.price.content != new.price.content,
    );
    check(
        joint,
        tables,
        range(RangeTable::Upkeep),
        people,
        |[old, new]| old.upkeep.content != new.upkeep.content,
    );
}

/// A random pack each of whose rows of expectations says something else.
fn pack(dice: &mut Dice) -> Pack {
    let mut pack = random::pack(dice);
    let expectations = &mut pack.expectations;
    for row in &mut expectations.sessions {
        row.content.visits.max += u32::try_from(dice.below(3)).unwrap();
    }
    for row in &mut expectations.upkeep {
        row.content.months.max += u32::try_from(dice.below(3)).unwrap();
    }
    for row in &mut expectations.cost[0].rows {
        row.content.amount.max += u32::try_from(dice.below(3)).unwrap();
    }
    pack
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn changed_rules_affect_exactly_those_who_get_another_result(seed in any::<u64>()) {
        let dice = &mut Dice::new(seed);
        let old = pack(dice);
        let mut new = old.clone();
        for _ in 0..=dice.below(3) {
            let mutants = mutants(&new);
            if !mutants.is_empty() {
                new = mutated(&new, &mutants[dice.below(mutants.len())]);
            }
        }
        new.expectations.sessions[0].content.visits.max += 1;
        compare(&old, &new);
    }

    #[test]
    fn packs_with_other_questions_are_compared_on_the_questions_of_both(seed in any::<u64>()) {
        let dice = &mut Dice::new(seed);
        let small = (0..20).any(|_| compare(&pack(dice), &pack(dice)));
        prop_assert!(small);
    }
}

#[test]
fn packs_whose_rules_join_what_lies_far_apart_are_refused_by_name() {
    let old = generated::pack(50, 200, 20);
    let mut new = old.clone();
    new.rules[0].verdict = Some(Verdict::Wait);
    let refused = Changes::between(Joint::new(&old, &new).unwrap()).unwrap_err();
    assert!(refused.question.starts_with('q'), "{}", refused.question);
}

#[test]
fn packs_of_50_questions_and_200_rules_on_neighbors_can_be_compared() {
    let old = generated::pack(50, 200, 1);
    let mut new = old.clone();
    new.rules.remove(100);
    let changes = Changes::between(Joint::new(&old, &new).unwrap()).unwrap();
    assert_eq!(changes.all.exact(), Some(1 << 100));
    let [rule] = changes.rules.as_slice() else {
        panic!("{:?}", changes.rules)
    };
    assert_eq!(rule.acts.count.exact(), Some(1 << 94)); // three of the questions, one of four options each
}
