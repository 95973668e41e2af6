//! A query prepared for its sweep: the questions box by box, and what begins at each.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::query::{ComparisonQuery, Firing, Population, Rows, Sides};
use super::questions::{Joint, Shared, Side};
use super::state::{FiringResidual, JointState, PendingChange, PendingEffect, RowResiduals};
use crate::pack::{Clause, Condition, Kind, OptionSet, QuestionIndex, Requirement, Verdict};
use crate::space::residual::{AnswerPart, Residual, ResidualInterner};
use crate::space::scope::asked;

/// Everything a sweep needs.
#[derive(Debug)]
pub(super) struct CompiledComparison {
    pub(super) residuals: ResidualInterner,
    pub(super) stages: Vec<Stage>,
    pub(super) start: JointState,
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
    pub(super) choices: Vec<Choice>,
    /// What begins here; only the first part of a question has any.
    pub(super) activations: Vec<Activation>,
}

/// One way through a stage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub(super) step: AnswerPart,
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
pub(super) enum Activation {
    Effect(PendingEffect),
    Question(QuestionIndex, Sides, Residual),
}

impl CompiledComparison {
    pub(super) fn new(joint: &Joint, query: &ComparisonQuery) -> Self {
        let questions = in_scope(joint, query);
        let whens: Vec<_> = questions
            .iter()
            .flat_map(|&index| whens(joint, index))
            .collect();
        let conditions = query
            .conditions()
            .chain(whens.iter().map(|(_, _, when)| when));
        let groups = Groups::new(joint, conditions.flat_map(Condition::requirements));
        let mut residuals = ResidualInterner::new();
        let mut activations: FxHashMap<QuestionIndex, Vec<Activation>> = FxHashMap::default();
        for (index, sides, when) in &whens {
            let residual = residuals.intern(&groups.reduced(when));
            if let Some(first) = asked(&[when]).min() {
                let question = Activation::Question(*index, *sides, residual);
                activations.entry(first).or_default().push(question);
            }
        }
        for effect in &query.effects {
            let pending = PendingEffect {
                rule: rule(&mut residuals, &groups, &effect.firing),
                sides: effect.sides,
                points: effect.points,
                verdicts: effect.verdicts,
            };
            let conditions: Vec<_> = effect.firing.conditions().collect();
            if let Some(first) = asked(&conditions).min() {
                activations
                    .entry(first)
                    .or_default()
                    .push(Activation::Effect(pending));
            }
        }
        let changed_rules = query.changed_rules.as_ref().map(|changed_rules| {
            let waiting = changed_rules.iter().map(|changed| PendingChange {
                rules: changed.firings.each_ref().map(|firing| {
                    let firing = firing.as_ref();
                    firing.map_or(FiringResidual::NEVER, |firing| {
                        rule(&mut residuals, &groups, firing)
                    })
                }),
                effect_differs: changed.effect_differs,
                asks_the_same: (changed.firings.iter().flatten())
                    .all(|firing| firing.asks_the_same(joint)),
            });
            waiting.collect()
        });
        let tables = query.tables.iter();
        let tables = tables.map(|rows| table(&mut residuals, &groups, rows));
        let start = JointState::new(changed_rules, tables.collect());
        let stages = questions.iter().flat_map(|&index| {
            let shared = joint.question(index);
            let activations = activations.remove(&index).unwrap_or_default();
            stages(index, shared, &groups, query.population, activations)
        });
        Self {
            stages: stages.collect(),
            residuals,
            start,
            base: query.base,
            below: query.below,
            length: joint.questions().len(),
        }
    }
}

/// The questions that can matter, with those that decide whether they are asked.
fn in_scope(joint: &Joint, query: &ComparisonQuery) -> Vec<QuestionIndex> {
    let all = (0..joint.questions().len()).map(QuestionIndex::new);
    if query.every_question {
        return all.collect();
    }
    let conditions: Vec<_> = query.conditions().collect();
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

/// Population a question is asked of, in each pack that asks it, once if both agree.
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

fn rule(residuals: &mut ResidualInterner, groups: &Groups, firing: &Firing) -> FiringResidual {
    let unless = firing.unless.as_ref();
    FiringResidual {
        when: residuals.intern(&groups.reduced(&firing.when)),
        unless: unless.map_or(Residual::FALSE, |unless| {
            residuals.intern(&groups.reduced(unless))
        }),
    }
}

fn table(residuals: &mut ResidualInterner, groups: &Groups, rows: &Rows) -> RowResiduals {
    let mut side = |rows: &[(Option<Condition>, usize)]| {
        let rows = rows.iter().map(|(when, content)| {
            let when = when.as_ref().map_or(Residual::TRUE, |when| {
                residuals.intern(&groups.reduced(when))
            });
            (when, when, *content)
        });
        rows.collect()
    };
    let [old, new] = &rows.rows;
    RowResiduals([side(old), side(new)])
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
    population: Population,
    activations: Vec<Activation>,
) -> Vec<Stage> {
    let parts = match shared.kind {
        Kind::One => vec![choices(shared, groups.of(question), population)],
        Kind::Many => boxes(shared, groups.of(question), population),
    };
    let mut activations = Some(activations);
    let parts = parts.into_iter().map(|choices| Stage {
        question,
        asked_by: shared.places.map(|place| place.is_some()),
        choices,
        activations: activations.take().unwrap_or_default(),
    });
    parts.collect()
}

impl Choice {
    fn new(step: AnswerPart, cost: u32) -> Self {
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
        Self::new(AnswerPart::Skip, 0)
    }
}

fn foreign(shared: &Shared, option: usize) -> [bool; 2] {
    let places = shared.options.get(option);
    places.map_or([false; 2], |places| places.map(|place| place.is_none()))
}

fn choices(shared: &Shared, groups: &[Vec<usize>], population: Population) -> Vec<Choice> {
    let mut choices = Vec::new();
    if population == Population::WithUnknown {
        choices.push(Choice::new(AnswerPart::Perhaps, 0));
    }
    for group in groups {
        let usual = group.iter().find(|&&option| shared.usual.contains(option));
        let Some(&first) = group.first() else {
            continue;
        };
        let cost = match population {
            Population::Complete => u32::from(usual.is_none()),
            Population::WithUnknown => 1,
        };
        choices.push(Choice {
            chosen: OptionSet::single(*usual.unwrap_or(&first)),
            foreign: foreign(shared, first),
            weight: group.len() as u128,
            ..Choice::new(AnswerPart::Answer(OptionSet::single(first)), cost)
        });
    }
    choices
}

/// Whether it is answered at all, then box by box, then the end.
fn boxes(shared: &Shared, groups: &[Vec<usize>], population: Population) -> Vec<Vec<Choice>> {
    let mut parts = Vec::new();
    if population == Population::WithUnknown {
        // Once it is open, no box makes a difference any more, and ticking none costs least.
        parts.push(vec![
            Choice::new(AnswerPart::Perhaps, 0),
            Choice::new(AnswerPart::Stay, 1),
        ]);
    }
    for group in groups {
        let Some(&first) = group.first() else {
            continue;
        };
        let some = (1_u128 << group.len()) - 1;
        let usual: OptionSet = match population {
            Population::Complete => group.iter().copied().collect(),
            Population::WithUnknown => OptionSet::EMPTY,
        };
        let usual = usual.intersection(shared.usual);
        let is_usual = !usual.is_empty();
        let ticked = Choice {
            chosen: if is_usual {
                usual
            } else {
                OptionSet::single(first)
            },
            foreign: foreign(shared, first),
            weight: some,
            ..Choice::new(AnswerPart::Tick(first), u32::from(!is_usual))
        };
        let unticked = u32::try_from(usual.positions().count()).unwrap_or(u32::MAX);
        parts.push(vec![
            Choice::new(AnswerPart::Untick(first), unticked),
            ticked,
        ]);
    }
    let end = Choice {
        chosen: OptionSet::NONE_OF_THESE,
        ..Choice::new(AnswerPart::End, 0)
    };
    parts.push(vec![end]);
    parts
}
