//! Hash-consed residuals: what is left of a condition when some questions have been answered.
//!
//! Equal residuals are stored once and compared by number. Example, of the condition "(age is `young` and skin
//! is `dry`) or hair is `gray`":
//!
//! 1. interned as a whole, it has a number, say 2;
//! 2. after "age is `old`" the first clause is gone: "hair is `gray`" gets number 3;
//! 3. after "hair is `gray`" too, a clause has nothing left: [`Residual::TRUE`], which is always 0;
//! 4. after "hair is `black`" instead, no clause is left: [`Residual::FALSE`], which is always 1.
//!
//! This is the second reading of conditions beside the one table of [`crate::assess`]; [`super`] says why.

use rustc_hash::FxHashMap;

use crate::pack::{Condition, OptionSet, QuestionIndex, Requirement};

/// An answer, or a part of one, as it acts on requirements on its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum AnswerPart {
    /// The whole answer is these options.
    Answer(OptionSet),
    /// This option of a `many` question is ticked; others are still to come.
    Tick(usize),
    /// This option is not ticked; others are still to come.
    Untick(usize),
    /// No further option of the `many` question is to come.
    End,
    /// "I'm not sure", as it acts on what must be certain: no requirement is fulfilled.
    Unsure,
    /// "I'm not sure", as it acts on what must be possible: every requirement is fulfilled.
    Perhaps,
    /// The question does not apply.
    Skip,
    /// The answer is still to come, box by box.
    Stay,
}

impl AnswerPart {
    /// The part as it acts on what must be possible.
    #[inline]
    pub(super) fn as_possible(self) -> Self {
        match self {
            Self::Unsure => Self::Perhaps,
            _ => self,
        }
    }
}

/// The number of a residual; equal residuals have equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Residual(u32);

impl Residual {
    /// Nothing is left to fulfill.
    pub(super) const TRUE: Self = Self(0);
    /// It can no longer be fulfilled.
    pub(super) const FALSE: Self = Self(1);

    /// Returns true if it is fulfilled, false if it cannot be any more; `None` while that is not decided.
    pub(super) fn holds(self) -> Option<bool> {
        match self {
            Self::TRUE => Some(true),
            Self::FALSE => Some(false),
            Self(_) => None,
        }
    }
}

/// The requirements still to be met by each clause that can still hold, sorted.
type Clauses = Vec<Vec<(QuestionIndex, OptionSet)>>;

/// Every residual met so far, and what each part of an answer leaves of it.
#[derive(Debug, Clone)]
pub(super) struct ResidualInterner {
    clauses: Vec<Clauses>,
    /// For each residual a bit set of the questions it asks, by position modulo 64. Sound: an unset bit proves
    /// that a question is not asked; a set one is looked up.
    asked: Vec<u64>,
    numbers: FxHashMap<Clauses, Residual>,
    afters: FxHashMap<(Residual, QuestionIndex, AnswerPart), Residual>,
}

impl ResidualInterner {
    pub(super) fn new() -> Self {
        let mut residuals = Self {
            clauses: Vec::new(),
            asked: Vec::new(),
            numbers: FxHashMap::default(),
            afters: FxHashMap::default(),
        };
        residuals.number(vec![Vec::new()]);
        residuals.number(Vec::new());
        residuals
    }

    /// The residual of a condition before any answer.
    pub(super) fn intern(&mut self, condition: &Condition) -> Residual {
        let clauses = condition.clauses.iter().map(|clause| {
            let requirements = clause.requirements.iter();
            requirements
                .map(|&Requirement { question, options }| (question, options))
                .collect()
        });
        self.number(clauses.collect())
    }

    /// What a part of an answer leaves of a residual.
    #[inline]
    pub(super) fn after(
        &mut self,
        residual: Residual,
        question: QuestionIndex,
        part: AnswerPart,
    ) -> Residual {
        let asked = self.asked.get(residual.0 as usize);
        if asked.is_none_or(|asked| asked & bit(question) == 0) {
            return residual; // also where it is decided, and asks nothing
        }
        self.after_asked(residual, question, part)
    }

    /// The same for a residual that may ask the question.
    fn after_asked(
        &mut self,
        residual: Residual,
        question: QuestionIndex,
        part: AnswerPart,
    ) -> Residual {
        let key = (residual, question, part);
        if let Some(&known) = self.afters.get(&key) {
            return known;
        }
        let clauses = (self.clauses.get(residual.0 as usize))
            .expect("a residual belongs to the interner that numbered it");
        let left = (clauses.iter())
            .filter_map(|clause| left_of(clause, question, part))
            .collect();
        let after = self.number(left);
        self.afters.insert(key, after);
        after
    }

    /// The questions that a residual asks, some of them several times.
    pub(super) fn questions(&self, residual: Residual) -> impl Iterator<Item = QuestionIndex> {
        let clauses = self.clauses.get(residual.0 as usize);
        let requirements = clauses.into_iter().flatten().flatten();
        requirements.map(|&(question, _)| question)
    }

    fn number(&mut self, mut clauses: Clauses) -> Residual {
        if clauses.iter().any(Vec::is_empty) {
            clauses = vec![Vec::new()]; // one clause holds, so the condition does
        }
        clauses.sort_unstable();
        clauses.dedup();
        if let Some(&number) = self.numbers.get(&clauses) {
            return number;
        }
        let number = Residual(
            u32::try_from(self.clauses.len()).expect("fewer than 2^32 residuals fit into memory"),
        );
        let questions = clauses.iter().flatten().map(|&(question, _)| bit(question));
        self.asked.push(questions.fold(0, |asked, bit| asked | bit));
        self.clauses.push(clauses.clone());
        self.numbers.insert(clauses, number);
        number
    }
}

fn bit(question: QuestionIndex) -> u64 {
    1 << (question.position() % 64)
}

/// What is left of a clause; `None` if it can no longer hold.
fn left_of(
    clause: &[(QuestionIndex, OptionSet)],
    question: QuestionIndex,
    part: AnswerPart,
) -> Option<Vec<(QuestionIndex, OptionSet)>> {
    let mut left = Vec::with_capacity(clause.len());
    for &(asked, options) in clause {
        if asked != question {
            left.push((asked, options));
            continue;
        }
        let remaining = match part {
            AnswerPart::Stay => Some(options),
            AnswerPart::Answer(answer) if options.intersects(answer) => None,
            AnswerPart::Tick(position) if options.contains(position) => None,
            AnswerPart::End if options.intersects(OptionSet::NONE_OF_THESE) => None,
            AnswerPart::Perhaps => None,
            AnswerPart::Tick(_) => Some(options.difference(OptionSet::NONE_OF_THESE)),
            AnswerPart::Untick(position) => Some(options.difference(OptionSet::single(position))),
            AnswerPart::Answer(_) | AnswerPart::End | AnswerPart::Unsure | AnswerPart::Skip => {
                Some(OptionSet::EMPTY)
            }
        };
        match remaining {
            None => {}
            Some(OptionSet::EMPTY) => return None,
            Some(options) => left.push((asked, options)),
        }
    }
    Some(left)
}
