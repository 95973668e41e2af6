//! The one evaluator: the AND over the questions of what each answer leaves, as in the example of
//! [`super::table`].

use super::answer_mask::AnswerMask;
use super::bits::{Bits, Bitset, words_for};
use super::choices::Choices;
use super::firing::{Firing, RuleBits};
use super::inapplicable::InapplicableMask;
use super::lookup::Lookup;
use super::question_clauses::QuestionClauses;
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

/// A pack as rows of bits.
#[derive(Debug, Clone)]
pub(super) enum Evaluator {
    /// Rows so short that they stay in registers: of up to 1,024 clauses and 128 questions, as nearly every
    /// pack has. Rows of any length take two and a half times as long.
    Short(Box<EvaluatorImpl<[u64; 16], [u64; 4], [u64; 2]>>),
    /// Rows of any length.
    Long(Box<EvaluatorImpl<Vec<u64>, Vec<u64>, Vec<u64>>>),
}

impl Evaluator {
    /// The rows, and the choice of nothing.
    pub(super) fn new(layout: &Layout, sizes: Sizes) -> (Self, Choices) {
        let words = words_for(layout.clauses.len());
        let open = words_for(layout.open_end);
        let questions = words_for(layout.pack.questions.len());
        if words <= 16 && open <= 4 && questions <= 2 {
            let (evaluator, nothing) = EvaluatorImpl::new(layout, sizes);
            (Self::Short(Box::new(evaluator)), nothing)
        } else {
            let (evaluator, nothing) = EvaluatorImpl::new(layout, Sizes::SMALL);
            (Self::Long(Box::new(evaluator)), nothing)
        }
    }

    /// Reads what is chosen at each question, but does not tell which questions concern the person for
    /// certain, nor which clauses of rules are possible. Whether a question is answered that does not apply.
    pub(super) fn read(&self, choices: &Choices, reading: &mut Reading) -> bool {
        match self {
            Self::Short(evaluator) => evaluator.read(choices, reading),
            Self::Long(evaluator) => evaluator.read(choices, reading),
        }
    }

    /// Adds the rest to what was read.
    pub(super) fn complete(&self, choices: &Choices, reading: &mut Reading) {
        match self {
            Self::Short(evaluator) => evaluator.complete(choices, reading),
            Self::Long(evaluator) => evaluator.complete(choices, reading),
        }
    }
}

/// The same for rows of one kind.
#[derive(Debug, Clone)]
pub(super) struct EvaluatorImpl<Row, Open, Questions> {
    slots: Slots<Row, Open, Questions>,
    /// What is left before any answer.
    full: AnswerMask<Row, Open, Questions>,
    /// The questions that concern every person.
    everyone: Questions,
    /// For each clause of the condition of a question, that question.
    concerned: Lookup<Questions>,
    /// Questions that rows do not close yet and that conditions of others or expectations ask, in the
    /// order of asking: what the condition of one asks was closed before it.
    closed: Vec<InapplicableMask<Open>>,
    /// All questions that rows do not close yet, and what they leave of the clauses of rules as well.
    closed_rules: Vec<InapplicableMask<Row>>,
    firing: Firing<Row>,
}

impl<Row: Bitset, Open: Bitset, Questions: Bitset> EvaluatorImpl<Row, Open, Questions> {
    fn new(layout: &Layout, sizes: Sizes) -> (Self, Choices) {
        let (pack, clauses) = (layout.pack, layout.clauses.len());
        let count = pack.questions.len();
        let asked = QuestionClauses::each(pack, layout.clauses);
        let conditional: Vec<_> = layout
            .whens
            .iter()
            .zip(&asked)
            .filter_map(|(when, asked)| Some(((*when)?, asked)))
            .collect();
        let closed: Vec<_> = conditional
            .iter()
            .map(|&question| InapplicableMask::new(question, clauses))
            .collect();
        let (slots, nothing) = Slots::new(pack, &asked, &closed, sizes);
        let (spread, closed_rules): (Vec<_>, Vec<_>) = conditional
            .into_iter()
            .zip(closed)
            .filter(|((when, _), _)| {
                let clauses = layout
                    .clauses
                    .get(when.start..when.end)
                    .expect("a condition's bits are among those of the clauses");
                !slots.closes(&nothing, pack, clauses)
            })
            .unzip();
        let full = AnswerMask::<Row, Open, Questions>::full(clauses, count);
        let whens = || layout.whens.iter().enumerate();
        let everyone = whens().filter(|(_, when)| when.is_none());
        let concerned = whens().flat_map(|(place, when)| {
            let question = Questions::of(count, [place].into_iter());
            let bits = when.iter().flat_map(|when| when.each());
            bits.map(move |bit| (bit, question.clone()))
        });
        let open = spread
            .into_iter()
            .filter(|(_, asked)| asked.is_asked_before(layout.open_end));
        let evaluator = Self {
            slots,
            everyone: Questions::of(count, everyone.map(|(place, _)| place)),
            concerned: Lookup::new(
                concerned,
                &full.unanswered.zeroed(),
                |one: &mut Questions, other| one.or_assign(other.as_ref()),
            ),
            closed: open
                .map(|question| InapplicableMask::new(question, clauses))
                .collect(),
            closed_rules,
            firing: Firing::new(&layout.rules, clauses),
            full,
        };
        (evaluator, nothing)
    }

    /// The AND over the questions of what each answer leaves certain and possible. Whether an answer is
    /// inapplicable.
    fn read(&self, choices: &Choices, reading: &mut Reading) -> bool {
        let mut left = self.slots.left(choices, &self.full);
        InapplicableMask::keep_possible(&self.closed, &mut left.possible);
        let maybe = self.concerned(&left.possible);
        let firing = self.firing.firing(&left.certain);
        reading.effects = self.firing.effects(&firing);
        keep_words(&mut reading.maybe, maybe.as_ref());
        keep_words(&mut reading.unanswered, left.unanswered.as_ref());
        keep_words(&mut reading.certain, left.certain.as_ref());
        keep_words(&mut reading.possible, left.possible.as_ref());
        keep_words(&mut reading.fired, firing.as_ref());
        reading::inapplicable_answers(maybe.as_ref(), left.unanswered.as_ref())
            .any(|word| word != 0)
    }

    /// The questions that concern the person for certain, and the clauses of rules that are possible.
    fn complete(&self, choices: &Choices, reading: &mut Reading) {
        let (mut certain, mut possible) = (self.full.certain.clone(), self.full.certain.clone());
        certain.and_assign(&reading.certain);
        keep_words(&mut reading.concerning, self.concerned(&certain).as_ref());
        self.slots.keep_possible(choices, &mut possible);
        InapplicableMask::keep_possible(&self.closed_rules, &mut possible);
        keep_words(&mut reading.possible, possible.as_ref());
    }

    /// Questions that concern the person if these clauses hold.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "words in a call are words in memory, which costs twice the time"
    )]
    fn concerned(&self, holding: &impl Bitset) -> Questions {
        let mut concerned = self.everyone.clone();
        self.concerned
            .each(holding, |questions| concerned.or_assign(questions.as_ref()));
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
