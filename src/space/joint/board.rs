//! A task prepared for its walk: the questions box by box, and what begins at each.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::questions::{Joint, Shared, Side};
use super::state::{Pending, Rule, State, Table, Waiting};
use super::task::{Firing, Rows, Sides, Task, Whom};
use crate::pack::{Clause, Condition, Kind, OptionSet, QuestionIndex, Requirement, Verdict};
use crate::space::remainder::{Remainder, Remainders, Step};
use crate::space::scope::asked;

/// Everything a walk needs.
#[derive(Debug)]
pub(super) struct Board {
    pub(super) remainders: Remainders,
    pub(super) stages: Vec<Stage>,
    pub(super) start: State,
    pub(super) base: [i32; 2],
    pub(super) below: Option<Verdict>,
    /// How many joint questions there are.
    pub(super) length: usize,
}

/// A question, or a part of one.
#[derive(Debug)]
pub(super) struct Stage {
    pub(super) question: QuestionIndex,
    /// Which packs ask it at all.
    pub(super) asked_by: [bool; 2],
    pub(super) moves: Vec<Move>,
    /// What begins here; only the first part of a question has any.
    pub(super) begun: Vec<Begun>,
}

/// One way through a stage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Move {
    pub(super) step: Step,
    /// What stands in a witness.
    pub(super) chosen: OptionSet,
    /// Which packs do not know the option.
    pub(super) foreign: [bool; 2],
    /// How many answers it stands for.
    pub(super) weight: u128,
    /// How far it leads away from saying nothing special.
    pub(super) cost: u32,
}

/// A condition of which nothing has been answered.
#[derive(Debug, Clone, Copy)]
pub(super) enum Begun {
    Item(Pending),
    Question(QuestionIndex, Sides, Remainder),
}

impl Board {
    pub(super) fn new(joint: &Joint, task: &Task) -> Self {
        let questions = in_scope(joint, task);
        let whens: Vec<_> = questions
            .iter()
            .flat_map(|&index| whens(joint, index))
            .collect();
        let conditions = task
            .conditions()
            .chain(whens.iter().map(|(_, _, when)| when));
        let groups = Groups::new(joint, conditions.flat_map(Condition::requirements));
        let mut remainders = Remainders::new();
        let mut begun: FxHashMap<QuestionIndex, Vec<Begun>> = FxHashMap::default();
        for (index, sides, when) in &whens {
            let remainder = remainders.whole(&groups.reduced(when));
            if let Some(first) = asked(&[when]).min() {
                let question = Begun::Question(*index, *sides, remainder);
                begun.entry(first).or_default().push(question);
            }
        }
        for item in &task.items {
            let pending = Pending {
                rule: rule(&mut remainders, &groups, &item.firing),
                sides: item.sides,
                points: item.points,
                verdicts: item.verdicts,
            };
            let conditions: Vec<_> = item.firing.conditions().collect();
            if let Some(first) = asked(&conditions).min() {
                begun.entry(first).or_default().push(Begun::Item(pending));
            }
        }
        let subjects = task.subjects.as_ref().map(|subjects| {
            let waiting = subjects.iter().map(|subject| Waiting {
                rules: subject.firings.each_ref().map(|firing| {
                    let firing = firing.as_ref();
                    firing.map_or(Rule::NEVER, |firing| rule(&mut remainders, &groups, firing))
                }),
                effect_differs: subject.effect_differs,
                asks_the_same: (subject.firings.iter().flatten())
                    .all(|firing| firing.asks_the_same(joint)),
            });
            waiting.collect()
        });
        let tables = task.tables.iter();
        let tables = tables.map(|rows| table(&mut remainders, &groups, rows));
        let start = State::new(subjects, tables.collect());
        let stages = questions.iter().flat_map(|&index| {
            let shared = joint.question(index);
            let begun = begun.remove(&index).unwrap_or_default();
            stages(index, shared, &groups, task.whom, begun)
        });
        Self {
            stages: stages.collect(),
            remainders,
            start,
            base: task.base,
            below: task.below,
            length: joint.questions().len(),
        }
    }
}

/// The questions that can matter, with those that decide whether they are asked.
fn in_scope(joint: &Joint, task: &Task) -> Vec<QuestionIndex> {
    let all = (0..joint.questions().len()).map(QuestionIndex::new);
    if task.every_question {
        return all.collect();
    }
    let conditions: Vec<_> = task.conditions().collect();
    let mut needed: BTreeSet<_> = asked(&conditions).collect();
    for index in all.rev() {
        if needed.contains(&index) {
            let whens = whens(joint, index);
            needed.extend(
                whens
                    .iter()
                    .flat_map(|(_, _, when)| asked(&[when]).collect::<Vec<_>>()),
            );
        }
    }
    needed.into_iter().collect()
}

/// Whom a question is asked of, in each pack that asks it, once if both agree.
fn whens(joint: &Joint, index: QuestionIndex) -> Vec<(QuestionIndex, Sides, Condition)> {
    if joint.question(index).is_same {
        let when = joint.when(Side::Old, index);
        return when
            .map(|when| (index, Sides::Both, when))
            .into_iter()
            .collect();
    }
    let sides = Side::BOTH.into_iter();
    sides
        .filter_map(|side| Some((index, Sides::One(side), joint.when(side, index)?)))
        .collect()
}

fn rule(remainders: &mut Remainders, groups: &Groups, firing: &Firing) -> Rule {
    let unless = firing.unless.as_ref();
    Rule {
        when: remainders.whole(&groups.reduced(&firing.when)),
        unless: unless.map_or(Remainder::FALSE, |unless| {
            remainders.whole(&groups.reduced(unless))
        }),
    }
}

fn table(remainders: &mut Remainders, groups: &Groups, rows: &Rows) -> Table {
    let mut side = |rows: &[(Option<Condition>, usize)]| {
        let rows = rows.iter().map(|(when, content)| {
            let when = when.as_ref().map_or(Remainder::TRUE, |when| {
                remainders.whole(&groups.reduced(when))
            });
            (when, when, *content)
        });
        rows.collect()
    };
    let [old, new] = &rows.rows;
    Table([side(old), side(new)])
}

/// Options that nothing tells apart, question by question.
struct Groups(Vec<Vec<Vec<usize>>>);

impl Groups {
    fn new(joint: &Joint, requirements: impl Iterator<Item = Requirement>) -> Self {
        let mut asked: FxHashMap<QuestionIndex, BTreeSet<OptionSet>> = FxHashMap::default();
        for requirement in requirements {
            let sets = asked.entry(requirement.question).or_default();
            sets.insert(requirement.options);
        }
        let numbered = joint.questions().iter().enumerate();
        let groups = numbered.map(|(place, shared)| {
            let sets = asked.get(&QuestionIndex::new(place));
            let mut groups: Vec<(Vec<bool>, Vec<usize>)> = Vec::new();
            for (option, places) in shared.options.iter().enumerate() {
                let members = sets.into_iter().flatten().map(|set| set.contains(option));
                let known = places.iter().map(Option::is_some);
                let signs: Vec<_> = members.chain(known).collect();
                match groups.iter_mut().find(|(known, _)| *known == signs) {
                    Some((_, members)) => members.push(option),
                    None => groups.push((signs, vec![option])),
                }
            }
            groups.into_iter().map(|(_, members)| members).collect()
        });
        Self(groups.collect())
    }

    fn of(&self, question: QuestionIndex) -> &[Vec<usize>] {
        let groups = self.0.get(question.position());
        groups.expect("there are groups for each question")
    }

    /// A condition that names only the first of each group, which stands for all.
    fn reduced(&self, condition: &Condition) -> Condition {
        let reduced = |requirement: &Requirement| {
            let groups = self.of(requirement.question).iter();
            let firsts = groups.filter_map(|group| group.first().copied());
            let firsts: OptionSet = firsts.collect();
            let kept = firsts.union(OptionSet::NONE_OF_THESE);
            Requirement {
                question: requirement.question,
                options: requirement.options.intersection(kept),
            }
        };
        let clauses = condition.clauses.iter().map(|clause| Clause {
            requirements: clause.requirements.iter().map(reduced).collect(),
        });
        Condition {
            clauses: clauses.collect(),
        }
    }
}

fn stages(
    question: QuestionIndex,
    shared: &Shared,
    groups: &Groups,
    whom: Whom,
    begun: Vec<Begun>,
) -> Vec<Stage> {
    let parts = match shared.kind {
        Kind::One => vec![choices(shared, groups.of(question), whom)],
        Kind::Many => boxes(shared, groups.of(question), whom),
    };
    let mut begun = Some(begun);
    let parts = parts.into_iter().map(|moves| Stage {
        question,
        asked_by: shared.places.map(|place| place.is_some()),
        moves,
        begun: begun.take().unwrap_or_default(),
    });
    parts.collect()
}

impl Move {
    fn new(step: Step, cost: u32) -> Self {
        Self {
            step,
            chosen: OptionSet::EMPTY,
            foreign: [false; 2],
            weight: 1,
            cost,
        }
    }

    /// The question does not apply.
    pub(super) fn skipped() -> Self {
        Self::new(Step::Skip, 0)
    }
}

fn foreign(shared: &Shared, option: usize) -> [bool; 2] {
    let places = shared.options.get(option);
    places.map_or([false; 2], |places| places.map(|place| place.is_none()))
}

fn choices(shared: &Shared, groups: &[Vec<usize>], whom: Whom) -> Vec<Move> {
    let mut moves = Vec::new();
    if whom == Whom::AlsoUnsure {
        moves.push(Move::new(Step::Perhaps, 0));
    }
    for group in groups {
        let usual = group.iter().find(|&&option| shared.usual.contains(option));
        let Some(&first) = group.first() else {
            continue;
        };
        let cost = match whom {
            Whom::Complete => u32::from(usual.is_none()),
            Whom::AlsoUnsure => 1,
        };
        moves.push(Move {
            chosen: OptionSet::single(*usual.unwrap_or(&first)),
            foreign: foreign(shared, first),
            weight: group.len() as u128,
            ..Move::new(Step::Answer(OptionSet::single(first)), cost)
        });
    }
    moves
}

/// Whether it is answered at all, then box by box, then the end.
fn boxes(shared: &Shared, groups: &[Vec<usize>], whom: Whom) -> Vec<Vec<Move>> {
    let mut parts = Vec::new();
    if whom == Whom::AlsoUnsure {
        // Once it is open, no box makes a difference any more, and ticking none costs least.
        parts.push(vec![Move::new(Step::Perhaps, 0), Move::new(Step::Stay, 1)]);
    }
    for group in groups {
        let Some(&first) = group.first() else {
            continue;
        };
        let some = (1_u128 << group.len()) - 1;
        let usual: OptionSet = match whom {
            Whom::Complete => group.iter().copied().collect(),
            Whom::AlsoUnsure => OptionSet::EMPTY,
        };
        let usual = usual.intersection(shared.usual);
        let is_usual = !usual.is_empty();
        let ticked = Move {
            chosen: if is_usual {
                usual
            } else {
                OptionSet::single(first)
            },
            foreign: foreign(shared, first),
            weight: some,
            ..Move::new(Step::Tick(first), u32::from(!is_usual))
        };
        let unticked = u32::try_from(usual.positions().count()).unwrap_or(u32::MAX);
        parts.push(vec![Move::new(Step::Untick(first), unticked), ticked]);
    }
    let end = Move {
        chosen: OptionSet::NONE_OF_THESE,
        ..Move::new(Step::End, 0)
    };
    parts.push(vec![end]);
    parts
}
