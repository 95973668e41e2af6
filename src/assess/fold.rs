//! The one evaluator: the AND over the questions of what each answer leaves.

use super::bits::{Bits, Words, words_for};
use super::column::{Column, Columns};
use super::exceptions::Exceptions;
use super::left::Left;
use super::reading::Reading;
use crate::pack::{Clause, OptionSet, Pack};

/// Which bit is which.
pub(super) struct Layout<'a> {
    pub(super) pack: &'a Pack,
    /// The clause of each bit.
    pub(super) clauses: &'a [&'a Clause],
    /// The condition of each question.
    pub(super) whens: &'a [Option<Bits>],
    /// The bit after the last of the questions and the rows of expectations.
    pub(super) open_end: usize,
    /// The clauses of all rules.
    pub(super) rules: Bits,
    /// The first clause of an exception, and what each takes out.
    pub(super) first_exception: usize,
    pub(super) excepted: &'a [Vec<Bits>],
}

/// A pack as rows of bits. Those of most packs are so short that they stay in registers.
#[derive(Debug, Clone)]
pub(super) enum Fold {
    /// The clauses of questions and expectations fit into one word as well.
    Least(FoldOf<[u64; 4], [u64; 1], [u64; 1]>),
    Small(FoldOf<[u64; 4], [u64; 4], [u64; 1]>),
    Medium(FoldOf<[u64; 8], [u64; 8], [u64; 1]>),
    Large(FoldOf<Vec<u64>, Vec<u64>, Vec<u64>>),
}

impl Fold {
    pub(super) fn new(layout: &Layout) -> Self {
        let words = words_for(layout.clauses.len());
        let has_few_questions = layout.pack.questions.len() <= 64;
        match words {
            ..=4 if has_few_questions && layout.open_end <= 64 => Self::Least(FoldOf::new(layout)),
            ..=4 if has_few_questions => Self::Small(FoldOf::new(layout)),
            ..=8 if has_few_questions => Self::Medium(FoldOf::new(layout)),
            _ => Self::Large(FoldOf::new(layout)),
        }
    }

    /// Reads the options chosen at each question. An answer to a question that does not apply counts as
    /// unknown.
    pub(super) fn read(&self, chosen: &[OptionSet], reading: &mut Reading) {
        match self {
            Self::Least(fold) => fold.read::<true>(chosen, reading),
            Self::Small(fold) => fold.read::<true>(chosen, reading),
            Self::Medium(fold) => fold.read::<true>(chosen, reading),
            Self::Large(fold) => fold.read::<true>(chosen, reading),
        }
    }

    /// The same, but does not tell which questions concern the person for certain, nor which clauses of
    /// rules are possible; and it takes answers to questions that do not apply as they are.
    pub(super) fn read_quickly(&self, chosen: &[OptionSet], reading: &mut Reading) {
        match self {
            Self::Least(fold) => fold.read::<false>(chosen, reading),
            Self::Small(fold) => fold.read::<false>(chosen, reading),
            Self::Medium(fold) => fold.read::<false>(chosen, reading),
            Self::Large(fold) => fold.read::<false>(chosen, reading),
        }
    }
}

/// The same for rows of one kind.
#[derive(Debug, Clone)]
pub(super) struct FoldOf<Row, Open, Questions> {
    columns: Columns<Row, Open, Questions>,
    exceptions: Exceptions<Row>,
    /// What is left before any answer.
    full: Left<Row, Open, Questions>,
    /// The questions that concern everybody.
    concerned: Questions,
}

impl<Row: Words, Open: Words, Questions: Words> FoldOf<Row, Open, Questions> {
    fn new(layout: &Layout) -> Self {
        let (clauses, questions) = (layout.clauses.len(), layout.pack.questions.len());
        let columns = Columns::new(layout.pack, layout.whens, layout.clauses);
        let concerned = Questions::of(questions, columns.concerning_everybody());
        Self {
            columns,
            exceptions: Exceptions::new(
                layout.rules,
                layout.first_exception,
                layout.excepted,
                clauses,
            ),
            full: Left::full(clauses, questions),
            concerned,
        }
    }

    /// The AND over the questions of what each answer leaves certain and possible.
    ///
    /// A `WHOLE` reading takes an answer to a question that does not apply as unknown, and tells which
    /// questions concern the person for certain and which clauses of rules are possible.
    #[inline]
    fn read<const WHOLE: bool>(&self, chosen: &[OptionSet], reading: &mut Reading) {
        let columns = &self.columns;
        let mut left = self.full.clone();
        let mut possible = left.certain.clone();
        let (mut maybe, mut concerning) = (self.concerned.clone(), self.concerned.clone());
        let said = |column: Column| {
            let chosen = chosen.get(column.place as usize);
            chosen.copied().unwrap_or_default()
        };
        columns.everybody.each(|shape, column| {
            let chosen = said(column);
            columns.row(shape, column, chosen, |row| {
                left.keep(row);
                if WHOLE {
                    possible.keep_unless(row.certain.as_ref(), chosen.is_empty());
                }
            });
        });
        for others in &columns.others {
            // What their conditions ask was asked before, so those bits are final by now.
            let (sure, open) = (left.certain.clone(), left.possible.clone());
            others.each(|shape, column| {
                let may_concern = columns.meets(column, &open);
                maybe.mark(column.place, may_concern);
                if WHOLE {
                    concerning.mark(column.place, columns.meets(column, &sure));
                }
                let chosen = if WHOLE && !may_concern {
                    OptionSet::EMPTY
                } else {
                    said(column)
                };
                let is_open = chosen.is_empty() & may_concern;
                columns.row(shape, column, chosen, |row| {
                    left.keep_if_open(row, is_open);
                    if WHOLE {
                        possible.keep_unless(row.certain.as_ref(), is_open);
                    }
                });
            });
        }
        let firing = self.exceptions.firing(&left.certain);
        keep_words(&mut reading.concerning, concerning.as_ref());
        keep_words(&mut reading.maybe, maybe.as_ref());
        keep_words(&mut reading.unanswered, left.unanswered.as_ref());
        keep_words(&mut reading.certain, left.certain.as_ref());
        keep_words(&mut reading.fired, firing.as_ref());
        if WHOLE {
            keep_words(&mut reading.possible, possible.as_ref());
        } else {
            keep_words(&mut reading.possible, left.possible.as_ref());
        }
    }
}

/// Keeps words in a list that has nearly always as many already.
#[inline]
fn keep_words(kept: &mut Vec<u64>, words: &[u64]) {
    if kept.len() == words.len() {
        kept.copy_from_slice(words);
    } else {
        kept.clear();
        kept.extend_from_slice(words);
    }
}
