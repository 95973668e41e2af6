//! Sets of scores as bits.

/// Scores counted from the lowest that any sum of points can reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ScoreSet {
    least: i32,
    words: Vec<u64>,
}

impl ScoreSet {
    /// No score, with room for those from `least` to `most`.
    pub(super) fn empty(least: i32, most: i32) -> Self {
        let room = usize::try_from(most.saturating_sub(least)).unwrap_or(0) + 1;
        Self {
            least,
            words: vec![0; room.div_ceil(64)],
        }
    }

    /// The same room, holding one score.
    pub(super) fn only(&self, score: i32) -> Self {
        let mut only = Self {
            least: self.least,
            words: vec![0; self.words.len()],
        };
        if let Some((word, bit)) = self.place(score)
            && let Some(word) = only.words.get_mut(word)
        {
            *word |= 1 << bit;
        }
        only
    }

    pub(super) fn contains(&self, score: i32) -> bool {
        self.place(score).is_some_and(|(word, bit)| {
            let word = self.words.get(word);
            word.is_some_and(|word| word >> bit & 1 == 1)
        })
    }

    /// Adds every score of another set, each changed by some points.
    pub(super) fn add_moved(&mut self, other: &Self, points: i32) {
        let bits = points.unsigned_abs() % 64;
        let words = (points.unsigned_abs() / 64) as usize;
        let count = self.words.len();
        for (position, word) in self.words.iter_mut().enumerate() {
            let at = |position: Option<usize>| {
                let position = position.filter(|&position| position < count);
                position
                    .and_then(|position| other.words.get(position))
                    .copied()
                    .unwrap_or(0)
            };
            *word |= if points >= 0 {
                let near = at(position.checked_sub(words)) << bits;
                let far = at(position.checked_sub(words + 1)).checked_shr(64 - bits);
                near | far.unwrap_or(0)
            } else {
                let near = at(Some(position + words)) >> bits;
                let far = at(Some(position + words + 1)).checked_shl(64 - bits);
                near | far.unwrap_or(0)
            };
        }
    }

    /// Every score, ascending.
    pub(super) fn scores(&self) -> impl DoubleEndedIterator<Item = i32> {
        let places = self.words.iter().enumerate().flat_map(|(position, &word)| {
            (0..64_usize)
                .filter(move |bit| word >> bit & 1 == 1)
                .map(move |bit| position * 64 + bit)
        });
        places.map(|place| {
            self.least
                .saturating_add(i32::try_from(place).unwrap_or(i32::MAX))
        })
    }

    fn place(&self, score: i32) -> Option<(usize, usize)> {
        let place = usize::try_from(score.checked_sub(self.least)?).ok()?;
        Some((place / 64, place % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::ScoreSet;

    #[test]
    fn scores_move_up_and_down_over_word_boundaries() {
        let room = ScoreSet::empty(-100, 200);
        for points in [-130, -64, -10, -1, 0, 1, 63, 64, 100] {
            let mut moved = room.clone();
            for score in [31, 40] {
                moved.add_moved(&room.only(score), points);
            }
            assert_eq!(
                moved.scores().collect::<Vec<_>>(),
                [31 + points, 40 + points]
            );
            assert!(moved.contains(31 + points) && !moved.contains(32 + points));
        }
    }
}
