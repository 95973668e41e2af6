//! The one evaluator: the AND over the questions of what each answer leaves.

use super::asked::Asked;
use super::bits::{Bits, Words, words_for};
use super::choices::Choices;
use super::closed::Closed;
use super::firing::{Firing, RuleBits};
use super::left::Left;
use super::lookup::Lookup;
use super::reading::{self, Reading};
use super::slots::{Sizes, Slots};
use crate::pack::{Clause, Pack};

/// Which bit is which.
pub(super) struct Layout<'a> {
    pub(super) pack: &'a Pack,
    /// The clause of each bit.
    pub(super) clauses: &'a [&'a Clause],
    /// The condition of each question. Their bits come before all others.
    pub(super) whens: &'a [Option<Bits>],
    /// The bit after the last of the questions and the rows of expectations.
    pub(super) open_end: usize,
    pub(super) rules: RuleBits<'a>,
}

/// A pack as rows of bits. Those of most packs are so short that they stay in registers.
#[derive(Debug, Clone)]
pub(super) enum Fold {
    /// The clauses of questions and expectations fit into one word as well.
    Least(FoldOf<[u64; 4], [u64; 1], [u64; 1]>),
    Small(FoldOf<[u64; 4], [u64; 4], [u64; 1]>),
    Medium(FoldOf<[u64; 8], [u64; 2], [u64; 2]>),
    Wide(Box<FoldOf<[u64; 16], [u64; 4], [u64; 2]>>),
    Large(FoldOf<Vec<u64>, Vec<u64>, Vec<u64>>),
}

impl Fold {
    /// The rows, and the choice of nothing.
    pub(super) fn new(layout: &Layout, sizes: Sizes) -> (Self, Choices) {
        let words = words_for(layout.clauses.len());
        let open = words_for(layout.open_end);
        let questions = words_for(layout.pack.questions.len());
        match (words, open, questions) {
            (..=4, ..=1, ..=1) => {
                let (fold, nothing) = FoldOf::new(layout, sizes);
                (Self::Least(fold), nothing)
            }
            (..=4, _, ..=1) => {
                let (fold, nothing) = FoldOf::new(layout, sizes);
                (Self::Small(fold), nothing)
            }
            (..=8, ..=2, ..=2) => {
                let (fold, nothing) = FoldOf::new(layout, sizes);
                (Self::Medium(fold), nothing)
            }
            (..=16, ..=4, ..=2) => {
                let (fold, nothing) = FoldOf::new(layout, sizes);
                (Self::Wide(Box::new(fold)), nothing)
            }
            _ => {
                let (fold, nothing) = FoldOf::new(layout, Sizes::SMALL);
                (Self::Large(fold), nothing)
            }
        }
    }

    /// Reads what is chosen at each question, but does not tell which questions concern the person for
    /// certain, nor which clauses of rules are possible. Whether a question is answered that does not apply.
    pub(super) fn read(&self, choices: &Choices, reading: &mut Reading) -> bool {
        match self {
            Self::Least(fold) => fold.read(choices, reading),
            Self::Small(fold) => fold.read(choices, reading),
            Self::Medium(fold) => fold.read(choices, reading),
            Self::Wide(fold) => fold.read(choices, reading),
            Self::Large(fold) => fold.read(choices, reading),
        }
    }

    /// Adds the rest to what was read.
    pub(super) fn complete(&self, choices: &Choices, reading: &mut Reading) {
        match self {
            Self::Least(fold) => fold.complete(choices, reading),
            Self::Small(fold) => fold.complete(choices, reading),
            Self::Medium(fold) => fold.complete(choices, reading),
            Self::Wide(fold) => fold.complete(choices, reading),
            Self::Large(fold) => fold.complete(choices, reading),
        }
    }
}

/// The same for rows of one kind.
#[derive(Debug, Clone)]
pub(super) struct FoldOf<Row, Open, Questions> {
    slots: Slots<Row, Open, Questions>,
    /// What is left before any answer.
    full: Left<Row, Open, Questions>,
    /// The questions that concern everybody.
    everybody: Questions,
    /// For each clause of the condition of a question, that question.
    concerned: Lookup<Questions>,
    /// Questions that rows do not close yet and that conditions of others or expectations ask, in the
    /// order of asking: what the condition of one asks was closed before it.
    closed: Vec<Closed<Open>>,
    /// All questions that rows do not close yet, and what they leave of the clauses of rules as well.
    closed_rules: Vec<Closed<Row>>,
    firing: Firing<Row>,
}

impl<Row: Words, Open: Words, Questions: Words> FoldOf<Row, Open, Questions> {
    fn new(layout: &Layout, sizes: Sizes) -> (Self, Choices) {
        let (pack, clauses) = (layout.pack, layout.clauses.len());
        let count = pack.questions.len();
        let asked = Asked::each(pack, layout.clauses);
        let conditional = layout.whens.iter().zip(&asked);
        let conditional = conditional.filter_map(|(when, asked)| Some(((*when)?, asked)));
        let conditional: Vec<_> = conditional.collect();
        let closed = conditional.iter();
        let closed = closed.map(|&question| Closed::new(question, clauses));
        let closed: Vec<_> = closed.collect();
        let (slots, nothing) = Slots::new(pack, &asked, &closed, sizes);
        let closed = conditional.into_iter().zip(closed);
        let spread = closed.filter(|((when, _), _)| {
            let clauses = layout.clauses.get(when.start..when.end).unwrap_or_default();
            !slots.closes(&nothing, pack, clauses)
        });
        let (spread, closed_rules): (Vec<_>, Vec<_>) = spread.unzip();
        let full = Left::<Row, Open, Questions>::full(clauses, count);
        let whens = || layout.whens.iter().enumerate();
        let everybody = whens().filter(|(_, when)| when.is_none());
        let concerned = whens().flat_map(|(place, when)| {
            let question = Questions::of(count, [place].into_iter());
            let bits = when.iter().flat_map(|when| when.each());
            bits.map(move |bit| (bit, question.clone()))
        });
        let open = spread.into_iter();
        let open = open.filter(|(_, asked)| asked.is_asked_before(layout.open_end));
        let fold = Self {
            slots,
            everybody: Questions::of(count, everybody.map(|(place, _)| place)),
            concerned: Lookup::new(
                concerned,
                &full.unanswered.emptied(),
                |one: &mut Questions, other| one.add(other.as_ref()),
            ),
            closed: open
                .map(|question| Closed::new(question, clauses))
                .collect(),
            closed_rules,
            firing: Firing::new(&layout.rules, clauses),
            full,
        };
        (fold, nothing)
    }

    /// The AND over the questions of what each answer leaves certain and possible. Whether an answer is
    /// astray.
    fn read(&self, choices: &Choices, reading: &mut Reading) -> bool {
        let mut left = self.slots.left(choices, &self.full);
        Closed::keep(&self.closed, &mut left.possible);
        let maybe = self.concerned(&left.possible);
        let firing = self.firing.firing(&left.certain);
        reading.effects = self.firing.effects(&firing);
        keep_words(&mut reading.maybe, maybe.as_ref());
        keep_words(&mut reading.unanswered, left.unanswered.as_ref());
        keep_words(&mut reading.certain, left.certain.as_ref());
        keep_words(&mut reading.possible, left.possible.as_ref());
        keep_words(&mut reading.fired, firing.as_ref());
        reading::astray(maybe.as_ref(), left.unanswered.as_ref()).any(|word| word != 0)
    }

    /// The questions that concern the person for certain, and the clauses of rules that are possible.
    fn complete(&self, choices: &Choices, reading: &mut Reading) {
        let (mut certain, mut possible) = (self.full.certain.clone(), self.full.certain.clone());
        certain.keep(&reading.certain);
        keep_words(&mut reading.concerning, self.concerned(&certain).as_ref());
        self.slots.keep_possible(choices, &mut possible);
        Closed::keep(&self.closed_rules, &mut possible);
        keep_words(&mut reading.possible, possible.as_ref());
    }

    /// Questions that concern the person if these clauses hold.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "words in a call are words in memory, which costs twice the time"
    )]
    fn concerned(&self, holding: &impl Words) -> Questions {
        let mut concerned = self.everybody.clone();
        self.concerned
            .each(holding, |questions| concerned.add(questions.as_ref()));
        concerned
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
