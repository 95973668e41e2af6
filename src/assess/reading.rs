//! What one set of answers makes of the conditions of a pack, as bits.

use super::bits::{self, Bits, Words};
use super::column::Column;
use crate::pack::{OptionSet, QuestionIndex};

/// Whether a question concerns a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// It does.
    Yes,
    /// It depends on an answer that is unknown.
    Maybe,
    /// It does not.
    No,
}

/// What one set of answers makes of the conditions of the pack.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub(super) certain: Vec<u64>,
    pub(super) possible: Vec<u64>,
    /// For each question one bit: whether it concerns the person for certain.
    concerning: Vec<u64>,
    /// Whether it may.
    maybe: Vec<u64>,
    /// Whether it is answered.
    answered: Vec<u64>,
}

impl Reading {
    /// Whether a question concerns the person.
    pub fn applies(&self, question: QuestionIndex) -> Applies {
        let place = question.position();
        if bits::is_set(&self.concerning, place) {
            Applies::Yes
        } else if bits::is_set(&self.maybe, place) {
            Applies::Maybe
        } else {
            Applies::No
        }
    }

    /// Places of the questions that apply, or may apply, and whose answer is unknown, in the order of asking.
    pub fn open_places(&self) -> impl Iterator<Item = usize> {
        let words = self.maybe.iter().zip(&self.answered);
        bits::places(words.map(|(maybe, answered)| maybe & !answered))
    }

    /// Whether a question is answered that does not apply.
    pub(super) fn is_astray(&self) -> bool {
        let mut words = self.maybe.iter().zip(&self.answered);
        words.any(|(maybe, answered)| answered & !maybe != 0)
    }

    pub(super) fn is_certain(&self, condition: Bits) -> bool {
        condition.any(&self.certain)
    }

    pub(super) fn is_possible(&self, condition: Bits) -> bool {
        condition.any(&self.possible)
    }

    fn clear(&mut self) {
        let questions = [&mut self.concerning, &mut self.maybe, &mut self.answered];
        for words in [&mut self.certain, &mut self.possible]
            .into_iter()
            .chain(questions)
        {
            words.clear();
        }
    }
}

/// The AND over the questions of what each answer leaves certain and possible.
///
/// A `WHOLE` reading takes an answer to a question that does not apply as unknown, and tells which
/// questions concern the person for certain.
#[inline]
pub(super) fn fold<const WHOLE: bool, Certain: Words, Possible: Words>(
    columns: &[Column],
    (mut certain, mut possible): (Certain, Possible),
    chosen: &[OptionSet],
    reading: &mut Reading,
) {
    reading.clear();
    for (columns, chosen) in columns.chunks(64).zip(chosen.chunks(64)) {
        let [mut concerning, mut maybe, mut answered] = [0; 3];
        for (place, (column, &chosen)) in columns.iter().zip(chosen).enumerate() {
            // A question's condition names earlier questions only, so its bits are final by now.
            let when = column.when.as_ref();
            let may_concern = when.is_none_or(|when| possible.meets(when));
            maybe |= u64::from(may_concern) << place;
            answered |= u64::from(!chosen.is_empty()) << place;
            if WHOLE {
                let concerns = when.is_none_or(|when| certain.meets(when));
                concerning |= u64::from(concerns) << place;
            }
            let chosen = if WHOLE && !may_concern {
                OptionSet::EMPTY
            } else {
                chosen
            };
            if chosen.is_several() {
                let left = column.several(chosen, certain.emptied());
                certain.keep(left.as_ref());
                possible.keep(left.as_ref());
            } else {
                let row = column.row(chosen);
                certain.keep(row);
                possible.keep_unless(row, chosen.is_empty() & may_concern);
            }
        }
        reading.concerning.push(concerning);
        reading.maybe.push(maybe);
        reading.answered.push(answered);
    }
    reading.certain.extend_from_slice(certain.as_ref());
    reading.possible.extend_from_slice(possible.as_ref());
}
