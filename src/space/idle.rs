//! Open questions whose answer, "I'm not sure" included, can change nothing.

use std::collections::BTreeSet;

use super::plan::Plan;
use super::relevance::{asked_for, verdict_relevant};
use super::scope::Goal;
use super::sweep::Sweep;
use crate::answers::Answers;
use crate::assess::{Applies, Table};
use crate::pack::QuestionIndex;

/// Those of some open questions whose answer can change neither verdict nor advice nor expectations.
///
/// For the verdict this is exact. For advice and expectations it is on the safe side: a question counts
/// as soon as something undecided asks it.
pub fn idle(
    table: &Table,
    answers: &Answers,
    open: impl Iterator<Item = QuestionIndex>,
) -> BTreeSet<QuestionIndex> {
    planned_idle(
        &mut Plan::new(table.pack(), Goal::Verdicts).given(answers),
        table,
        answers,
        open,
    )
}

/// The same with a plan that watches verdicts; afterwards "I'm not sure" is among its answers.
pub(super) fn planned_idle(
    plan: &mut Plan,
    table: &Table,
    answers: &Answers,
    open: impl Iterator<Item = QuestionIndex>,
) -> BTreeSet<QuestionIndex> {
    let reading = table.read(answers);
    let asked_for = asked_for(table, answers);
    // The others do not apply, or something undecided asks them; neither needs a sweep.
    let is_doubtful = |question: &QuestionIndex| {
        reading.applies(*question) != Applies::No && !asked_for.contains(question)
    };
    let mut doubtful: BTreeSet<_> = open.filter(is_doubtful).collect();
    if !doubtful.is_empty() {
        // A question that stays open fires nothing, which can differ from what each of its options does.
        plan.with_unsure = true;
        let sweep = Sweep::new(plan, answers, None);
        let relevant = verdict_relevant(plan, &sweep);
        doubtful.retain(|question| !relevant.contains(question));
    }
    doubtful
}
