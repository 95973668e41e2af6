//! Which questions of two packs are the same question, and in which order both can be asked.

use std::collections::BTreeSet;

use crate::pack::{Kind, OptionSet, Pack, Question, QuestionIndex};
use crate::space::scope::asked;
use crate::space::scope::baseline_answer;

/// One of the two packs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The first.
    Old,
    /// The second.
    New,
}

impl Side {
    /// Both, the old one first.
    pub const BOTH: [Self; 2] = [Self::Old, Self::New];

    /// This side's part of a pair.
    pub fn of<T>(self, [old, new]: &[T; 2]) -> &T {
        match self {
            Self::Old => old,
            Self::New => new,
        }
    }
}

/// A question of one pack or of both.
#[derive(Debug, Clone)]
pub(super) struct Shared {
    pub(super) kind: Kind,
    pub(super) places: [Option<QuestionIndex>; 2],
    pub(super) options: Vec<[Option<usize>; 2]>,
    /// Both packs ask it of the same people and offer the same options.
    pub(super) is_same: bool,
    /// The packs ask it of other people or offer other options, apart from what its parents make of it.
    pub(super) is_changed: bool,
    /// The baseline answer.
    pub(super) usual: OptionSet,
}

/// The packs ask their questions in orders that no common order fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoCommonOrder {
    /// The id of the first question without a place.
    pub question: String,
}

/// The questions of both packs; those that only the new one asks follow their neighbors there.
pub(super) fn paired(old: &Pack, new: &Pack) -> Vec<Shared> {
    let mut paired: Vec<Shared> = (old.numbered_questions())
        .map(|(index, question)| {
            let options = (0..question.options.len()).map(|option| [Some(option), None]);
            Shared {
                kind: question.kind,
                places: [Some(index), None],
                options: options.collect(),
                is_same: false,
                is_changed: false,
                usual: baseline_answer(old, index),
            }
        })
        .collect();
    let mut next = 0;
    for (index, question) in new.numbered_questions() {
        let twin = old
            .find_question(&question.id)
            .filter(|(_, twin)| twin.kind == question.kind);
        let at = twin.and_then(|(twin, _)| {
            paired.iter().position(|shared| {
                let [at_old, _] = shared.places;
                at_old == Some(twin)
            })
        });
        let mut shared = at.and_then(|at| paired.get(at).cloned()).unwrap_or(Shared {
            kind: question.kind,
            places: [None; 2],
            options: Vec::new(),
            is_same: false,
            is_changed: false,
            usual: OptionSet::EMPTY,
        });
        let usual = baseline_answer(new, index);
        shared.join(twin.map(|(_, twin)| twin), index, question, usual);
        if let Some(at) = at {
            if let Some(place) = paired.get_mut(at) {
                *place = shared;
            }
            next = at + 1;
        } else {
            paired.insert(next, shared);
            next += 1;
        }
    }
    paired
}

impl Shared {
    pub(super) fn is_shared(&self) -> bool {
        self.places.iter().all(Option::is_some)
    }

    /// Options of one pack among some of both.
    pub(super) fn known(&self, side: Side, chosen: OptionSet) -> impl Iterator<Item = usize> {
        chosen
            .positions()
            .filter_map(move |place| self.options.get(place).and_then(|places| *side.of(places)))
    }

    /// Adds the new pack's question.
    fn join(
        &mut self,
        twin: Option<&Question>,
        index: QuestionIndex,
        question: &Question,
        usual: OptionSet,
    ) {
        let [at_old, _] = self.places;
        self.places = [at_old, Some(index)];
        for (position, option) in question.options.iter().enumerate() {
            let in_old = twin.and_then(|twin| twin.find_option(&option.id));
            let known = self
                .options
                .iter_mut()
                .filter(|[old, _]| in_old.is_some() && *old == in_old);
            match known.last() {
                Some([_, new]) => *new = Some(position),
                None => self.options.push([None, Some(position)]),
            }
        }
        let new_places = self.options.iter().enumerate();
        let chosen: OptionSet = new_places
            .filter(|(_, [_, new])| new.is_some_and(|new| usual.contains(new)))
            .map(|(place, _)| place)
            .collect();
        self.usual = chosen.union(usual.intersection(OptionSet::NONE_OF_THESE));
    }
}

/// The questions in an order in which each follows those that decide whether it is asked.
///
/// # Errors
/// A question for which there is no place.
pub(super) fn in_order(
    packs: [&Pack; 2],
    mut left: Vec<Shared>,
) -> Result<Vec<Shared>, NoCommonOrder> {
    let mut placed = [BTreeSet::new(), BTreeSet::new()];
    let mut in_order = Vec::new();
    while !left.is_empty() {
        let is_ready = |shared: &Shared| {
            Side::BOTH.into_iter().all(|side| {
                let when = side
                    .of(&shared.places)
                    .and_then(|index| side.of(&packs).question(index).when.as_ref());
                when.is_none_or(|when| {
                    asked(&[when]).all(|parent| side.of(&placed).contains(&parent))
                })
            })
        };
        let Some(next) = left.iter().position(is_ready) else {
            let stuck = left
                .first()
                .and_then(|shared| {
                    let [old, new] = shared.places;
                    let [old_pack, new_pack] = packs;
                    let old = old.map(|index| old_pack.question(index));
                    old.or(new.map(|index| new_pack.question(index)))
                })
                .expect("a joint question is one of either pack");
            return Err(NoCommonOrder {
                question: stuck.id.to_string(),
            });
        };
        let shared = left.remove(next);
        for (placed, index) in placed.iter_mut().zip(shared.places) {
            placed.extend(index);
        }
        in_order.push(shared);
    }
    Ok(in_order)
}
