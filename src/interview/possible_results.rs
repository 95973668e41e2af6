//! Which results a question could still separate.

use std::collections::BTreeSet;

use super::words;
use crate::assess::{Table, assess};
use crate::pack::{Answers, QuestionIndex, Verdict};
use crate::space;

/// What can still come out, worked out when it is asked for and remembered until the answers change.
#[derive(Debug, Clone, Default)]
pub(super) struct PossibleResults {
    latest: Option<(Answers, StillPossible)>,
}

/// What can still come out for some answers.
#[derive(Debug, Clone)]
struct StillPossible {
    /// Every verdict still possible, best first.
    possible: Vec<Verdict>,
    /// Open questions that can change the verdict.
    decisive: BTreeSet<QuestionIndex>,
    /// Open questions that can change verdict, advice or expectations.
    relevant: BTreeSet<QuestionIndex>,
}

impl PossibleResults {
    /// Says what the answer to a question can still change, however it was answered before.
    pub(super) fn say(
        &mut self,
        table: &Table,
        answers: &Answers,
        question: QuestionIndex,
    ) -> String {
        let still_possible = self.still_possible(table, answers, question);
        if still_possible.decisive.contains(&question) {
            let is_last = still_possible.decisive.len() == 1;
            words::still_possible(&still_possible.possible, is_last)
        } else if still_possible.relevant.contains(&question) {
            words::CHANGES_ADVICE.to_owned()
        } else {
            words::CHANGES_NOTHING.to_owned()
        }
    }

    fn still_possible(
        &mut self,
        table: &Table,
        answers: &Answers,
        question: QuestionIndex,
    ) -> &StillPossible {
        let mut open = answers.clone();
        // Not sure is as open as not answered, so one analysis serves for both.
        for (index, _) in table.pack().numbered_questions() {
            if index == question || open.known(index).is_none() {
                open.clear(index);
            }
        }
        let latest = self.latest.take().filter(|(known, _)| *known == open);
        let (_, still_possible) = self.latest.insert(latest.unwrap_or_else(|| {
            let still_possible = StillPossible::of(table, &open);
            (open, still_possible)
        }));
        still_possible
    }
}

impl StillPossible {
    fn of(table: &Table, answers: &Answers) -> Self {
        let decisive = space::decisive(table, &assess(table, answers));
        let outcomes = space::outcomes(table.pack(), answers);
        let verdicts = outcomes.verdicts.iter();
        Self {
            possible: verdicts.map(|(verdict, _)| *verdict).collect(),
            decisive: decisive.iter().map(|open| open.question).collect(),
            relevant: space::relevant(table, answers),
        }
    }
}
