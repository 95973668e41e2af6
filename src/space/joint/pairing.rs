//! Which questions of two packs are the same question, and in which order both can be asked.

use std::collections::BTreeSet;

use super::questions::{Shared, Side};
use crate::pack::{OptionSet, Pack, Question, QuestionIndex};
use crate::space::baseline::baseline_answer;
use crate::space::scope::asked;

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
        let twin = old.find_question(&question.id);
        let twin = twin.filter(|(_, twin)| twin.kind == question.kind);
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
            let known = self.options.iter_mut();
            let known = known.filter(|[old, _]| in_old.is_some() && *old == in_old);
            match known.last() {
                Some([_, new]) => *new = Some(position),
                None => self.options.push([None, Some(position)]),
            }
        }
        let new_places = self.options.iter().enumerate();
        let chosen = new_places.filter(|(_, [_, new])| new.is_some_and(|new| usual.contains(new)));
        let chosen: OptionSet = chosen.map(|(place, _)| place).collect();
        self.usual = chosen.union(usual.intersection(OptionSet::NONE_OF_THESE));
    }
}

/// The questions in an order in which each follows those that decide whether it is asked.
///
/// # Errors
/// The id of a question for which there is no such place.
pub(super) fn in_order(packs: [&Pack; 2], mut left: Vec<Shared>) -> Result<Vec<Shared>, String> {
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
            let stuck = left.first().and_then(|shared| {
                let [old, new] = shared.places;
                let [old_pack, new_pack] = packs;
                let old = old.map(|index| old_pack.question(index));
                old.or(new.map(|index| new_pack.question(index)))
            });
            return Err(stuck.map_or_else(String::new, |question| question.id.to_string()));
        };
        let shared = left.remove(next);
        for (placed, index) in placed.iter_mut().zip(shared.places) {
            placed.extend(index);
        }
        in_order.push(shared);
    }
    Ok(in_order)
}
