//! What each answer to one question leaves possible.

use super::bits::{self, Bits, Words};
use crate::pack::{Clause, OptionSet, Question, QuestionIndex};

/// What the answers to one question leave possible.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// The clauses of which one must hold if the question is to apply.
    pub(super) when: Option<Vec<u64>>,
    /// Rows one after the other: the clauses that each option leaves, those that "none of these"
    /// leaves, those that do not ask this question.
    rows: Vec<u64>,
    /// Words in a row.
    width: usize,
    options: usize,
}

impl Column {
    pub(super) fn new(
        index: QuestionIndex,
        question: &Question,
        when: Option<Bits>,
        clauses: &[&Clause],
    ) -> Self {
        let width = bits::width_for(clauses.len());
        let mut silent = vec![u64::MAX; width];
        let mut asked = Vec::new();
        for (bit, clause) in clauses.iter().enumerate() {
            let mut requirements = clause.requirements.iter();
            if let Some(requirement) =
                requirements.find(|requirement| requirement.question == index)
            {
                bits::clear(&mut silent, bit);
                asked.push((bit, requirement.options));
            }
        }
        let options = (0..question.options.len()).map(OptionSet::single);
        let answers = options.chain([OptionSet::NONE_OF_THESE]);
        let mut rows = Vec::new();
        for answer in answers {
            let mut row = silent.clone();
            for &(bit, options) in &asked {
                if options.meets(answer) {
                    bits::set(&mut row, bit);
                }
            }
            rows.append(&mut row);
        }
        rows.append(&mut silent);
        let mask = |when: Bits| {
            let mut mask = vec![0; width];
            (when.start..when.end).for_each(|bit| bits::set(&mut mask, bit));
            mask
        };
        Self {
            when: when.map(mask),
            rows,
            width,
            options: question.options.len(),
        }
    }

    /// The clauses that an answer leaves possible; of an answer of several options, what the first leaves.
    #[inline]
    pub(super) fn row(&self, chosen: OptionSet) -> &[u64] {
        // Answers come without any order, so a branch here would be guessed wrongly.
        let number = chosen.first().min(self.options) + usize::from(chosen.is_empty());
        let start = number * self.width;
        self.rows.get(start..start + self.width).unwrap_or_default()
    }

    /// What an answer of several options leaves possible: what any of them leaves.
    pub(super) fn several<Several: Words>(&self, chosen: OptionSet, none: Several) -> Several {
        let mut left = none;
        if chosen.meets(OptionSet::NONE_OF_THESE) {
            left.add(self.row(OptionSet::NONE_OF_THESE));
        }
        for option in chosen.positions().map(OptionSet::single) {
            left.add(self.row(option));
        }
        left
    }
}
