//! A comparison compiled for its sweep: the questions box by box, and what becomes pending at each.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::pairing::{Shared, Side};
use super::query::{ComparisonQuery, JointFiring, Rows, Sides};
use super::questions::Joint;
use super::state::{
    Activation, Choice, FiringResidual, JointState, PendingChange, PendingEffect, PendingQuestion,
    RowResidual, RowResiduals, Stage,
};
use crate::pack::{Clause, Condition, Kind, OptionSet, QuestionIndex, Requirement};
use crate::space::residual::{AnswerPart, Residual, ResidualInterner};
use crate::space::scope::asked;

/// A query compiled to stages and residuals: the machine of a [`super::sweep::JointSweep`].
#[derive(Debug)]
pub(super) struct CompiledComparison<'joint> {
    pub(super) joint: &'joint Joint<'joint>,
    pub(super) residuals: ResidualInterner,
    pub(super) stages: Vec<Stage>,
    pub(super) start: JointState,
    pub(super) base: [i32; 2],
}

impl<'joint> CompiledComparison<'joint> {
    pub(super) fn new(joint: &'joint Joint, query: &ComparisonQuery) -> Self {
        // All of them, since answer sets are counted.
        let questions = (0..joint.questions().len()).map(QuestionIndex::new);
        let whens: Vec<_> = (questions.clone())
            .flat_map(|index| whens(joint, index))
            .collect();
        let conditions = query
            .conditions()
            .chain(whens.iter().map(|asked| &asked.when));
        let groups = Groups::new(joint, conditions.flat_map(Condition::requirements));
        let mut residuals = ResidualInterner::new();
        let mut activations: FxHashMap<QuestionIndex, Vec<Activation>> = FxHashMap::default();
        for asking in &whens {
            let possible = residuals.intern(&groups.reduced(&asking.when));
            if let Some(first) = asked(&[&asking.when]).min() {
                let question = Activation::Question(PendingQuestion {
                    question: asking.question,
                    sides: asking.sides,
                    possible,
                });
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
            let pending = changed_rules.iter().map(|changed| PendingChange {
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
            pending.collect()
        });
        let tables = (query.tables.iter())
            .map(|rows| table(&mut residuals, &groups, rows))
            .collect();
        let start = JointState::new(changed_rules, tables);
        let stages = questions.flat_map(|index| {
            let shared = joint.question(index);
            let activations = activations.remove(&index).unwrap_or_default();
            stages(index, shared, &groups, activations)
        });
        Self {
            stages: stages.collect(),
            residuals,
            start,
            base: query.base,
            joint,
        }
    }
}

/// The condition of a question.
struct Asking {
    question: QuestionIndex,
    sides: Sides,
    when: Condition,
}

/// The condition of a question in each pack that has one, once if both agree.
fn whens(joint: &Joint, question: QuestionIndex) -> Vec<Asking> {
    let asking = |sides: Sides| {
        let when = joint.when(sides.side(), question)?;
        Some(Asking {
            question,
            sides,
            when,
        })
    };
    if joint.question(question).is_same {
        return asking(Sides::Both).into_iter().collect();
    }
    let sides = Side::BOTH.into_iter().map(Sides::One);
    sides.filter_map(asking).collect()
}

fn rule(residuals: &mut ResidualInterner, groups: &Groups, firing: &JointFiring) -> FiringResidual {
    let unless = firing.unless.as_ref();
    FiringResidual {
        when: residuals.intern(&groups.reduced(&firing.when)),
        unless: unless.map_or(Residual::FALSE, |unless| {
            residuals.intern(&groups.reduced(unless))
        }),
    }
}

fn table(residuals: &mut ResidualInterner, groups: &Groups, rows: &Rows) -> RowResiduals {
    let mut side = |rows: &[Option<Condition>]| {
        let rows = rows.iter().enumerate().map(|(row, when)| {
            let when = when.as_ref().map_or(Residual::TRUE, |when| {
                residuals.intern(&groups.reduced(when))
            });
            RowResidual {
                certain: when,
                possible: when,
                row,
            }
        });
        rows.collect()
    };
    let [old, new] = &rows.0;
    RowResiduals([side(old), side(new)])
}

/// Options that no condition distinguishes, question by question.
///
/// Sound: they leave the same of every condition, so one of them represents all, weighted by their number.
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
            // Each with what its options have in common.
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

    /// A condition that names only the first of each group, which represents all.
    fn reduced(&self, condition: &Condition) -> Condition {
        let reduced = |requirement: &Requirement| {
            let groups = self.of(requirement.question).iter();
            let firsts: OptionSet = groups.filter_map(|group| group.first().copied()).collect();
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
    activations: Vec<Activation>,
) -> Vec<Stage> {
    let parts = match shared.kind {
        Kind::One => vec![choices(shared, groups.of(question))],
        Kind::Many => boxes(shared, groups.of(question)),
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

fn foreign(shared: &Shared, option: usize) -> [bool; 2] {
    let places = shared.options.get(option);
    places.map_or([false; 2], |places| places.map(|place| place.is_none()))
}

/// A choice for each group of options.
fn choices(shared: &Shared, groups: &[Vec<usize>]) -> Vec<Choice> {
    let choices = groups.iter().filter_map(|group| {
        let usual = group.iter().find(|&&option| shared.usual.contains(option));
        let &first = group.first()?;
        let part = AnswerPart::Answer(OptionSet::single(first));
        Some(Choice {
            chosen: OptionSet::single(*usual.unwrap_or(&first)),
            foreign: foreign(shared, first),
            weight: group.len() as u128,
            ..Choice::new(part, u32::from(usual.is_none()))
        })
    });
    choices.collect()
}

/// Two choices for each group of boxes, none of them ticked or some, then the end.
fn boxes(shared: &Shared, groups: &[Vec<usize>]) -> Vec<Vec<Choice>> {
    let parts = groups.iter().filter_map(|group| {
        let &first = group.first()?;
        let usual = group
            .iter()
            .copied()
            .collect::<OptionSet>()
            .intersection(shared.usual);
        let (chosen, cost) = if usual.is_empty() {
            (OptionSet::single(first), 1)
        } else {
            (usual, 0)
        };
        let unticked =
            u32::try_from(usual.positions().count()).expect("a question has few options");
        Some(vec![
            Choice::new(AnswerPart::Untick(first), unticked),
            Choice {
                chosen,
                foreign: foreign(shared, first),
                weight: (1 << group.len()) - 1,
                ..Choice::new(AnswerPart::Tick(first), cost)
            },
        ])
    });
    let end = Choice {
        chosen: OptionSet::NONE_OF_THESE,
        ..Choice::new(AnswerPart::End, 0)
    };
    parts.chain([vec![end]]).collect()
}
