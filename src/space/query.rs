//! What a [`super::Search`] looks for, and what is known of a person on the way there.

use super::plan::{CountedRule, Plan};
use super::residual::Residual;
use super::state::{State, Undecided};
use crate::assess::Applies;
use crate::pack::{Condition, OptionSet, Pack, QuestionIndex, RowMatch, Verdict};

/// What is looked for in one person's answers.
pub struct Query<'pack, 'query> {
    /// The rules that count.
    pub rules: Vec<CountedRule<'pack>>,
    /// Conditions to look at; a partial outcome says whether each holds.
    pub watched: Vec<&'pack Condition>,
    /// Questions that are answered as in the baseline.
    pub fixed: Vec<QuestionIndex>,
    /// Returns false if it can no longer be found; at the end, where there is a score, if it is not found.
    pub accepts: &'query dyn Fn(&PartialOutcome) -> bool,
}

/// What is looked for in the answers of two people who differ in one question.
pub struct PairQuery<'pack, 'query> {
    /// Where they differ.
    pub question: QuestionIndex,
    /// Their answers there; `None` is "I'm not sure". In a `many` question, one box more or less.
    pub answers: [Option<OptionSet>; 2],
    /// The rules that count.
    pub rules: Vec<CountedRule<'pack>>,
    /// Conditions to look at; a partial outcome says whether each holds.
    pub watched: Vec<&'pack Condition>,
    /// A later question whose condition is watched; a partial outcome says how it applies.
    pub applicability_of: Option<QuestionIndex>,
    /// Returns false if it can no longer be found; at the end, where there are scores, if it is not found.
    pub accepts: &'query dyn Fn(&PartialOutcomePair) -> bool,
}

/// What is known about a person when some of the questions are answered, or all.
#[derive(Debug, Clone, Copy)]
pub struct PartialOutcome<'state> {
    /// The worst verdict among the gates that fired.
    pub worst: Verdict,
    /// The score, at the end.
    pub score: Option<i32>,
    undecided: &'state Undecided,
}

/// The same about two people.
#[derive(Debug, Clone, Copy)]
pub struct PartialOutcomePair<'state> {
    /// The first and the second.
    pub sides: [PartialOutcome<'state>; 2],
    /// The second one's score minus the first one's, as far as rules are decided.
    pub difference: i32,
    /// The difference will not change any more.
    pub has_final_difference: bool,
    /// The second one's verdict can no longer get worse than the first one's.
    pub second_stays_within_first: bool,
}

impl<'state> PartialOutcome<'state> {
    pub(super) fn of(plan: &'state Plan, state: State, score: Option<i32>) -> Self {
        Self {
            worst: state.worst,
            score,
            undecided: plan.states.undecided(state),
        }
    }

    /// Returns true if the watched condition at a position holds; `None` while that is not decided.
    pub fn holds(&self, watched: usize) -> Option<bool> {
        let left = self.undecided.watched.get(watched).copied();
        left.map_or(Some(false), Residual::holds)
    }

    /// What is left of the watched condition at a position, for it to hold certainly.
    pub(super) fn residual(&self, watched: usize) -> Residual {
        let left = self.undecided.watched.get(watched);
        *left.expect("the condition is watched")
    }

    /// How far the watched condition at a position holds, where it is watched for being possible too.
    ///
    /// While it is not decided, it is possible and not certain.
    pub(super) fn row_match(&self, watched: usize) -> RowMatch {
        let possible = self.undecided.watched_possible.get(watched);
        RowMatch {
            is_possible: possible != Some(&Residual::FALSE),
            is_certain: self.residual(watched) == Residual::TRUE,
        }
    }

    /// How the later question of a [`PairQuery`] applies; `None` while that is not decided.
    pub fn applies(&self, question: QuestionIndex) -> Option<Applies> {
        self.undecided.applies(question)
    }

    /// The verdict, at the end.
    pub fn verdict(&self, pack: &Pack) -> Option<Verdict> {
        self.score.map(|score| self.worst.max(pack.band(score)))
    }
}
