//! Which safety questions are open, without counting one together with another that it waits for.

use super::bits::{self, Bits};
use super::reading::Reading;
use crate::pack::{Condition, Pack, QuestionIndex};

/// The safety questions of a pack.
#[derive(Debug, Clone)]
pub(super) struct Safety {
    /// Those that count as open although it is not known whether they apply, one bit each.
    independent: Vec<u64>,
    /// Those that follow from other safety questions alone, one bit each. While one of those is open, it
    /// counts and they do not.
    following: Vec<u64>,
    /// For each question its condition.
    whens: Vec<Option<Bits>>,
}

impl Safety {
    pub(super) fn of(pack: &Pack, whens: &[Option<Bits>]) -> Self {
        let mut independent = vec![0; bits::words_for(pack.questions.len())];
        let mut following = independent.clone();
        for ((place, question), when) in pack.questions.iter().enumerate().zip(whens) {
            let condition = question.when.iter();
            let mut asked = condition.flat_map(Condition::requirements);
            match when {
                _ if !question.safety => {}
                Some(_) if asked.all(|asked| pack.question(asked.question).safety) => {
                    bits::set(&mut following, place);
                }
                _ => bits::set(&mut independent, place),
            }
        }
        Self {
            independent,
            following,
            whens: whens.to_vec(),
        }
    }

    /// How many of them are open.
    #[inline]
    pub(super) fn open(&self, reading: &Reading) -> u32 {
        let following = reading.open_words().zip(&self.following);
        let following = bits::places(following.map(|(open, following)| open & following))
            .filter(|&place| {
                let when = self.whens.get(place).copied().flatten();
                when.is_some_and(|when| reading.is_certain(when))
            })
            .fold(0, |count, _| count + 1);
        reading.open_among(&self.independent) + following
    }

    /// Returns true if the question counts as open although it is not known whether it applies.
    pub(super) fn is_independent(&self, question: QuestionIndex) -> bool {
        bits::is_set(&self.independent, question.position())
    }
}
