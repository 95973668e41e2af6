//! The one evaluator: the AND over the questions of what each answer leaves.

use super::bits::{Bits, Marks, Words, words_for};
use super::column::{Column, Columns, Shape};
use super::exceptions::Exceptions;
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
    Least(FoldOf<[u64; 4]>),
    Small(FoldOf<[u64; 4]>),
    Medium(FoldOf<[u64; 8]>),
    Large(FoldOf<Vec<u64>>),
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
        let full = u64::MAX;
        match self {
            Self::Least(fold) | Self::Small(fold) => {
                fold.read::<true, _, _>(([full; 4], [full; 4], [0]), chosen, reading);
            }
            Self::Medium(fold) => {
                fold.read::<true, _, _>(([full; 8], [full; 8], [0]), chosen, reading);
            }
            Self::Large(fold) => fold.read::<true, _, _>(fold.start(chosen), chosen, reading),
        }
    }

    /// The same, but does not tell which questions concern the person for certain, nor which clauses of
    /// rules are possible; and it takes answers to questions that do not apply as they are.
    pub(super) fn read_quickly(&self, chosen: &[OptionSet], reading: &mut Reading) {
        let full = u64::MAX;
        match self {
            Self::Least(fold) => {
                fold.read::<false, _, _>(([full; 4], [full; 1], [0]), chosen, reading);
            }
            Self::Small(fold) => {
                fold.read::<false, _, _>(([full; 4], [full; 4], [0]), chosen, reading);
            }
            Self::Medium(fold) => {
                fold.read::<false, _, _>(([full; 8], [full; 8], [0]), chosen, reading);
            }
            Self::Large(fold) => fold.read::<false, _, _>(fold.start(chosen), chosen, reading),
        }
    }
}

impl FoldOf<Vec<u64>> {
    fn start(&self, chosen: &[OptionSet]) -> (Vec<u64>, Vec<u64>, Vec<u64>) {
        let full = self.exceptions.full();
        (full.clone(), full, vec![0; words_for(chosen.len())])
    }
}

/// The same for rows of one kind.
#[derive(Debug, Clone)]
pub(super) struct FoldOf<Row> {
    columns: Columns<Row>,
    exceptions: Exceptions<Row>,
}

impl<Row: Words> FoldOf<Row> {
    fn new(layout: &Layout) -> Self {
        Self {
            columns: Columns::new(layout.pack, layout.whens, layout.clauses),
            exceptions: Exceptions::new(
                layout.rules,
                layout.first_exception,
                layout.excepted,
                layout.clauses.len(),
            ),
        }
    }

    /// The AND over the questions of what each answer leaves certain and possible.
    ///
    /// A `WHOLE` reading takes an answer to a question that does not apply as unknown, and tells which
    /// questions concern the person for certain.
    #[inline]
    fn read<const WHOLE: bool, Possible: Words, Questions: Marks>(
        &self,
        (mut certain, mut possible, blank): (Row, Possible, Questions),
        chosen: &[OptionSet],
        reading: &mut Reading,
    ) {
        let columns = &self.columns;
        let mut maybe = blank.with(&columns.concerning_everybody);
        let (mut concerning, mut answered) = (maybe.clone(), blank);
        let said = |column: Column| {
            let chosen = chosen.get(column.place as usize);
            chosen.copied().unwrap_or_default()
        };
        for &column in &columns.ones {
            let chosen = said(column);
            answered.mark(column.place, !chosen.is_empty());
            let left = (&mut certain, &mut possible);
            columns.keep(Shape::One, column, chosen, chosen.is_empty(), left);
        }
        for &column in &columns.few {
            let chosen = said(column);
            answered.mark(column.place, !chosen.is_empty());
            let left = (&mut certain, &mut possible);
            columns.keep(Shape::Few, column, chosen, chosen.is_empty(), left);
        }
        for &column in &columns.many {
            let chosen = said(column);
            answered.mark(column.place, !chosen.is_empty());
            let left = (&mut certain, &mut possible);
            columns.keep(Shape::Many, column, chosen, chosen.is_empty(), left);
        }
        for others in &columns.others {
            // What their conditions ask was asked before, so those bits are final by now.
            let (sure, open) = (certain.clone(), possible.clone());
            for &column in others {
                let may_concern = columns.meets(column, &open);
                maybe.mark(column.place, may_concern);
                if WHOLE {
                    concerning.mark(column.place, columns.meets(column, &sure));
                }
                let chosen = said(column);
                answered.mark(column.place, !chosen.is_empty());
                let chosen = if WHOLE && !may_concern {
                    OptionSet::EMPTY
                } else {
                    chosen
                };
                let is_open = chosen.is_empty() & may_concern;
                let left = (&mut certain, &mut possible);
                columns.keep(column.shape, column, chosen, is_open, left);
            }
        }
        let firing = self.exceptions.firing(&certain);
        keep(&mut reading.concerning, concerning.as_ref());
        keep(&mut reading.maybe, maybe.as_ref());
        keep(&mut reading.answered, answered.as_ref());
        keep(&mut reading.certain, certain.as_ref());
        keep(&mut reading.fired, firing.as_ref());
        keep(&mut reading.possible, possible.as_ref());
    }
}

/// Keeps words in a list that has nearly always as many already.
#[inline]
fn keep(kept: &mut Vec<u64>, words: &[u64]) {
    if kept.len() == words.len() {
        kept.copy_from_slice(words);
    } else {
        kept.clear();
        kept.extend_from_slice(words);
    }
}
