//! What answers must give: the cases of a pack, read by `smp rules` only.

use crate::pack::{Answers, QuestionIndex, Text, Verdict};

/// One answer set with its expected result.
#[derive(Debug, Clone)]
pub struct Case {
    /// Names the case.
    pub id: Text,
    /// Why the result is right, where that needs saying.
    pub note: Option<Text>,
    /// The answers.
    pub answers: Answers,
    /// What they must give.
    pub expect: Expected,
    /// What an expert said about this person.
    pub expert: Option<Expert>,
}

/// An expert's view of a case, to hold the pack's own against.
#[derive(Debug, Clone)]
pub struct Expert {
    /// Names the situation where it was collected.
    pub case: Text,
    /// The expert's verdict.
    pub verdict: Verdict,
    /// Verdicts that the expert's words allow as well.
    pub also: Vec<Verdict>,
    /// True if other experts say otherwise about the same situation.
    pub disputed: bool,
    /// Why the pack decides otherwise; present exactly if it does.
    pub differs: Option<Text>,
}

impl Expert {
    /// Returns true if a verdict is one that the expert gave or allows.
    pub fn accepts(&self, verdict: Verdict) -> bool {
        self.verdict == verdict || self.also.contains(&verdict)
    }
}

/// What a case asks of the result; absent parts ask nothing.
#[derive(Debug, Clone)]
pub struct Expected {
    /// The verdict.
    pub verdict: Verdict,
    /// Lowest and highest score allowed.
    pub score: Option<(i32, i32)>,
    /// Ids of rules that must fire.
    pub findings: Vec<String>,
    /// Ids of rules that must fire and be cleared by a doctor's approval.
    pub cleared: Vec<String>,
    /// True if no other rule may fire, and none else be cleared.
    pub only: bool,
    /// Ids of rules that must not fire.
    pub absent: Vec<String>,
    /// The questions that must be open.
    pub open: Vec<QuestionIndex>,
    /// Changes that must be among those that lead to a better verdict.
    pub what_if: Vec<ExpectedChange>,
}

/// A set of changes that the result must name as leading to a better verdict.
#[derive(Debug, Clone)]
pub struct ExpectedChange {
    /// The answers that change, as they are afterward; all others stay.
    pub changes: Answers,
    /// The verdict they must lead to.
    pub verdict: Option<Verdict>,
}
