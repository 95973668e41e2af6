//! What is left of a condition when some questions have been answered.

use rustc_hash::FxHashMap;

use crate::pack::{Condition, OptionSet, QuestionIndex, Requirement};

/// What an answer, or a part of one, does to requirements on its question.
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
    /// "I'm not sure": nothing is certain of it.
    Unsure,
    /// What an answer that nobody is sure of leaves possible.
    Perhaps,
    /// The question does not apply.
    Skip,
    /// Nothing is said yet.
    Stay,
}

/// Names what is left of a condition; equal residuals have equal names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Residual(u32);

impl Residual {
    /// Nothing is left to fulfill.
    pub(super) const TRUE: Self = Self(0);
    /// It can no longer be fulfilled.
    pub(super) const FALSE: Self = Self(1);

    /// Whether it is fulfilled, as far as that is decided.
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

/// Every residual met so far, and what each step makes of it.
#[derive(Debug, Clone)]
pub(super) struct ResidualInterner {
    clauses: Vec<Clauses>,
    /// The questions that each residual asks, as bits by position modulo 64: no bit, no question.
    asked: Vec<u64>,
    names: FxHashMap<Clauses, Residual>,
    steps: FxHashMap<(Residual, QuestionIndex, AnswerPart), Residual>,
}

impl ResidualInterner {
    pub(super) fn new() -> Self {
        let mut residuals = Self {
            clauses: Vec::new(),
            asked: Vec::new(),
            names: FxHashMap::default(),
            steps: FxHashMap::default(),
        };
        residuals.name(vec![Vec::new()]);
        residuals.name(Vec::new());
        residuals
    }

    /// A condition of which nothing has been answered.
    pub(super) fn intern(&mut self, condition: &Condition) -> Residual {
        let clauses = condition.clauses.iter().map(|clause| {
            let requirements = clause.requirements.iter();
            requirements
                .map(|&Requirement { question, options }| (question, options))
                .collect()
        });
        let clauses = clauses.collect();
        self.name(clauses)
    }

    /// What a step at a question leaves of a residual.
    #[inline]
    pub(super) fn after(
        &mut self,
        residual: Residual,
        question: QuestionIndex,
        step: AnswerPart,
    ) -> Residual {
        let asked = self.asked.get(residual.0 as usize);
        if asked.is_none_or(|asked| asked & bit(question) == 0) {
            return residual; // also where it is decided, and asks nothing
        }
        self.after_asked(residual, question, step)
    }

    /// The same for a residual that asks the question.
    fn after_asked(
        &mut self,
        residual: Residual,
        question: QuestionIndex,
        step: AnswerPart,
    ) -> Residual {
        let key = (residual, question, step);
        if let Some(&known) = self.steps.get(&key) {
            return known;
        }
        let clauses = self
            .clauses
            .get(residual.0 as usize)
            .map_or_else(Vec::new, |clauses| {
                let left = clauses
                    .iter()
                    .filter_map(|clause| left_of(clause, question, step));
                left.collect()
            });
        let after = self.name(clauses);
        self.steps.insert(key, after);
        after
    }

    /// The questions that a residual asks, some of them several times.
    pub(super) fn questions(&self, residual: Residual) -> impl Iterator<Item = QuestionIndex> {
        let clauses = self.clauses.get(residual.0 as usize).into_iter();
        let requirements = clauses.flatten().flatten();
        requirements.map(|&(question, _)| question)
    }

    fn name(&mut self, mut clauses: Clauses) -> Residual {
        if clauses.iter().any(Vec::is_empty) {
            clauses = vec![Vec::new()]; // one clause holds, so the condition does
        }
        clauses.sort_unstable();
        clauses.dedup();
        if let Some(&name) = self.names.get(&clauses) {
            return name;
        }
        let name = Residual(u32::try_from(self.clauses.len()).unwrap_or(u32::MAX));
        let questions = clauses.iter().flatten().map(|&(question, _)| bit(question));
        self.asked.push(questions.fold(0, |asked, bit| asked | bit));
        self.clauses.push(clauses.clone());
        self.names.insert(clauses, name);
        name
    }
}

fn bit(question: QuestionIndex) -> u64 {
    1 << (question.position() % 64)
}

/// What is left of a clause; `None` if it can no longer hold.
fn left_of(
    clause: &[(QuestionIndex, OptionSet)],
    question: QuestionIndex,
    step: AnswerPart,
) -> Option<Vec<(QuestionIndex, OptionSet)>> {
    let mut left = Vec::with_capacity(clause.len());
    for &(asked, options) in clause {
        if asked != question {
            left.push((asked, options));
            continue;
        }
        let remaining = match step {
            AnswerPart::Stay => Some(options),
            AnswerPart::Answer(answer) if options.meets(answer) => None,
            AnswerPart::Tick(position) if options.contains(position) => None,
            AnswerPart::End if options.meets(OptionSet::NONE_OF_THESE) => None,
            AnswerPart::Perhaps => None,
            AnswerPart::Tick(_) => Some(options.without(OptionSet::NONE_OF_THESE)),
            AnswerPart::Untick(position) => Some(options.without(OptionSet::single(position))),
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
