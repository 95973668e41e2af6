//! Everything that the answer space says about one person.

use std::collections::BTreeSet;

use super::outcomes::possible;
use super::plan::Plan;
use super::readings::{OtherReading, Slip, disputes, slips};
use super::reasons::{DecidedBy, forced_by};
use super::relevance::{OpenQuestion, planned_idle, swept_decisive};
use super::scope::Goal;
use super::sweep::Sweep;
use super::what_if::{WhatIf, what_if};
use crate::assess::{Assessment, Table};
use crate::pack::{QuestionIndex, Verdict};

/// What follows from one person's answers in addition to the assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insight {
    /// Every verdict that is still possible, best first; one if the verdict is settled.
    pub possible: Vec<Verdict>,
    /// The lowest and the highest score still possible.
    pub scores: (i32, i32),
    /// Open questions that can still change the verdict, the most decisive first.
    pub open: Vec<OpenQuestion>,
    /// Open questions of which no answer can change verdict, advice or expectations.
    pub idle: BTreeSet<QuestionIndex>,
    /// Every smallest set of changes that leads to a better verdict, fewest changes first.
    pub what_if: Vec<WhatIf>,
    /// A smallest set of answers that forces the verdict; none while it is not settled.
    pub decided_by: Option<DecidedBy>,
    /// Every single mix-up that would change the verdict, in the order of asking.
    pub slips: Vec<Slip>,
    /// The disputes whose other reading gives another verdict, in pack order.
    pub disputes: Vec<OtherReading>,
}

impl Insight {
    /// Works out everything about a person; one sweep serves several parts.
    pub fn of(table: &Table, assessment: &Assessment) -> Self {
        let answers = &assessment.answers;
        let whole = Plan::new(table.pack(), Goal::Verdicts);
        let plan = &mut whole.clone().given(answers);
        let sweep = Sweep::new(plan, answers, None);
        let (possible, scores) = possible(plan.pack, &sweep);
        Self {
            open: swept_decisive(plan, &sweep, table, assessment),
            decided_by: forced_by(whole, &possible, table, answers),
            possible,
            scores,
            idle: planned_idle(plan, table, answers, assessment.open.iter().copied()),
            what_if: what_if(table, answers),
            slips: slips(table, answers),
            disputes: disputes(assessment),
        }
    }

    /// Returns true if no answer that is still unknown could change the verdict.
    pub fn settled(&self) -> bool {
        self.possible.len() <= 1
    }
}
