//! What each answer to one question leaves possible.

use super::bits::{self, Bits, Block, FULL};
use crate::pack::{Clause, OptionSet, Question, QuestionIndex};

/// What the answers to one question leave possible.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) when: Option<Bits>,
    /// Rows one after the other: clauses that do not ask this question, those that each option
    /// leaves, those that "none of these" leaves.
    rows: Vec<Block>,
    /// Blocks in a row.
    width: usize,
}

impl Column {
    pub(super) fn new(
        index: QuestionIndex,
        question: &Question,
        when: Option<Bits>,
        clauses: &[&Clause],
    ) -> Self {
        let width = bits::blocks_for(clauses.len());
        let mut silent = vec![FULL; width];
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
        let mut rows = silent.clone();
        for answer in answers {
            let mut row = silent.clone();
            for &(bit, options) in &asked {
                if options.meets(answer) {
                    bits::set(&mut row, bit);
                }
            }
            rows.append(&mut row);
        }
        Self { when, rows, width }
    }

    /// The clauses that an answer leaves possible; `None` if it is of several options.
    #[inline]
    pub(super) fn row(&self, chosen: OptionSet) -> Option<&[Block]> {
        let number = match chosen {
            OptionSet::EMPTY => 0,
            OptionSet::NONE_OF_THESE => self.rows.len() / self.width - 1,
            _ => chosen.only()? + 1,
        };
        self.rows
            .get(number * self.width..(number + 1) * self.width)
    }

    /// Keeps in both what an answer of several options leaves possible: what any of them leaves.
    pub(super) fn keep_several(&self, chosen: OptionSet, [one, other]: [&mut [Block]; 2]) {
        for (place, (one, other)) in one.iter_mut().zip(other).enumerate() {
            let mut left = [0; 4];
            let none = chosen.intersection(OptionSet::NONE_OF_THESE);
            let options = chosen.positions().map(OptionSet::single).chain([none]);
            for row in options.filter_map(|option| self.row(option)) {
                let blocks = row.get(place..=place);
                bits::add(std::slice::from_mut(&mut left), blocks.unwrap_or_default());
            }
            for block in [one, other] {
                bits::keep(std::slice::from_mut(block), std::slice::from_ref(&left));
            }
        }
    }
}
