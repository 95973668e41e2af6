//! What an author states about every possible set of answers.

use super::{Condition, QuestionIndex, Support, Text, Verdict};

/// A statement that holds for every set of answers, or is broken by a witness.
#[derive(Debug, Clone)]
pub struct Law {
    /// Lowercase letters, digits and `-`; unique in the pack.
    pub id: Text,
    /// The statement as a sentence, for the person who signs the pack.
    pub says: Text,
    /// The statement as it is proved.
    pub statement: Statement,
    /// What it rests on; may be empty.
    pub support: Support,
}

/// What a law states.
#[derive(Debug, Clone)]
pub enum Statement {
    /// These people never get this.
    Never(Group, Outcome),
    /// These people always get this.
    Always(Group, Outcome),
    /// The score of these people lies in this range, both ends included.
    Within(Group, (i32, i32)),
    /// One answer after the other, all else equal, the result moves one way only.
    Monotone(Monotone),
}

/// The people whom a law is about.
#[derive(Debug, Clone)]
pub struct Group {
    /// Their answers; all users if absent.
    pub when: Option<Condition>,
    /// Those who are not among them all the same, where that is certain.
    pub unless: Option<Condition>,
    /// True if every question that these two do not name is answered as in the pack's baseline.
    pub all_else_as_baseline: bool,
}

impl Group {
    /// Both conditions, as far as there are any.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        [self.when.as_ref(), self.unless.as_ref()]
            .into_iter()
            .flatten()
    }
}

/// What a law says that people get.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// One of these verdicts.
    Verdicts(Vec<Verdict>),
    /// The rule at this position of the pack fires.
    Rule(usize),
}

/// A law about two people who differ in the answer to one question.
///
/// Questions that apply to both have the same answer; those that apply to one of them have any.
#[derive(Debug, Clone)]
pub struct Monotone {
    /// The question, of kind `one`.
    pub question: QuestionIndex,
    /// Positions of options, `None` for "I'm not sure"; the law is about each and those after it. At least two.
    pub along: Vec<Option<usize>>,
    /// Both people's answers; all users if absent.
    pub when: Option<Condition>,
    /// Where the verdict goes along the options.
    pub verdict: Option<Trend>,
    /// Where the score goes along the options.
    pub score: Option<Trend>,
}

/// Where a result may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// It stays or gets better: the verdict never worsens, the score never falls.
    NeverWorse,
    /// It stays or gets worse: the verdict never improves, the score never rises.
    NeverBetter,
}
