//! What the answer space knows, for a program.

#[cfg(test)]
use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::answers::answer_value;
#[cfg(test)]
use super::schema::described::{AnswerValue, VerdictId, change_ids};
use crate::assess::Assessment;
use crate::pack::{Answer, Answers, Pack, QuestionIndex, Text, Verdict};
use crate::space::{AnswerChange, DecidedBy, Insight, OtherReading, Slip, WhatIf};

/// The keys after `answers`; absent without an insight.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct InsightJson<'a> {
    possible: PossibleJson,
    what_if: Vec<WhatIfJson<'a>>,
    decided_by: Option<DecidedByJson<'a>>,
    slips: Vec<SlipJson<'a>>,
    disputes: Vec<DisputeJson<'a>>,
}

/// Every verdict still possible, best first, and the lowest and highest score.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct PossibleJson {
    #[cfg_attr(test, schemars(with = "Vec<VerdictId>"))]
    verdicts: Vec<&'static str>,
    score: [i32; 2],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct WhatIfJson<'a> {
    changes: Vec<ChangeJson<'a>>,
    #[cfg_attr(test, schemars(with = "VerdictId"))]
    verdict: &'static str,
    score: i32,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ChangeJson<'a> {
    question: &'a str,
    option: &'a str,
    given: bool,
    #[cfg_attr(test, schemars(extend("enum" = change_ids())))]
    by: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DecidedByJson<'a> {
    safety_held: bool,
    #[cfg_attr(test, schemars(with = "BTreeMap<String, AnswerValue>"))]
    answers: DecidingJson<'a>,
}

/// The deciding answers, in the order of asking.
struct DecidingJson<'a> {
    assessment: &'a Assessment<'a>,
    questions: Vec<QuestionIndex>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SlipJson<'a> {
    question: &'a str,
    given: &'a str,
    meant: &'a str,
    #[cfg_attr(test, schemars(with = "VerdictId"))]
    verdict: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DisputeJson<'a> {
    dispute: &'a str,
    #[cfg_attr(test, schemars(with = "VerdictId"))]
    verdict: &'static str,
    score: i32,
    readings: &'a [Text; 2],
    sources: &'a [Vec<Text>; 2],
}

/// What an open question can do to the verdict, and whether it can do nothing at all.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct MattersJson {
    matters: bool,
    leads_to: Vec<LeadJson>,
    idle: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LeadJson {
    #[cfg_attr(test, schemars(with = "AnswerValue"))]
    answer: Value,
    #[cfg_attr(test, schemars(with = "VerdictId"))]
    verdict: &'static str,
}

impl<'a> InsightJson<'a> {
    pub(super) fn new(assessment: &'a Assessment, insight: &Insight) -> Self {
        let pack = assessment.pack;
        let what_if = insight.what_if.iter();
        let slips = insight.slips.iter();
        let disputes = insight.disputes.iter();
        Self {
            possible: PossibleJson::new(insight),
            what_if: what_if
                .map(|what_if| WhatIfJson::new(pack, &assessment.answers, what_if))
                .collect(),
            decided_by: (insight.decided_by.as_ref())
                .map(|decided| DecidedByJson::new(assessment, decided)),
            slips: slips.map(|slip| SlipJson::new(pack, slip)).collect(),
            disputes: disputes
                .filter_map(|reading| DisputeJson::new(pack, reading))
                .collect(),
        }
    }
}

impl PossibleJson {
    pub(in crate::report) fn new(insight: &Insight) -> Self {
        let (lowest, highest) = insight.scores;
        let verdicts = insight.possible.iter();
        Self {
            verdicts: verdicts.copied().map(Verdict::id).collect(),
            score: [lowest, highest],
        }
    }
}

impl<'a> WhatIfJson<'a> {
    fn new(pack: &'a Pack, answers: &Answers, what_if: &WhatIf) -> Self {
        let changes = what_if.changes.iter();
        Self {
            changes: changes
                .map(|&change| ChangeJson::new(pack, answers, change))
                .collect(),
            verdict: what_if.verdict.id(),
            score: what_if.score,
        }
    }
}

impl<'a> ChangeJson<'a> {
    fn new(pack: &'a Pack, answers: &Answers, change: AnswerChange) -> Self {
        let question = pack.question(change.question);
        Self {
            question: &question.id,
            option: &question.option(change.option).id,
            given: change.given,
            by: change.by(pack, answers).id(),
        }
    }
}

impl<'a> DecidedByJson<'a> {
    fn new(assessment: &'a Assessment, decided: &DecidedBy) -> Self {
        Self {
            safety_held: decided.safety_held,
            answers: DecidingJson {
                assessment,
                questions: decided.answers.clone(),
            },
        }
    }
}

impl Serialize for DecidingJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.questions.iter().filter_map(|&index| {
            let question = self.assessment.pack.question(index);
            let answer = self.assessment.answers.get(index)?;
            Some((&question.id, answer_value(question, answer)))
        }))
    }
}

impl<'a> SlipJson<'a> {
    fn new(pack: &'a Pack, slip: &Slip) -> Self {
        let question = pack.question(slip.question);
        Self {
            question: &question.id,
            given: &question.option(slip.given).id,
            meant: &question.option(slip.meant).id,
            verdict: slip.verdict.id(),
        }
    }
}

impl<'a> DisputeJson<'a> {
    fn new(pack: &'a Pack, reading: &OtherReading) -> Option<Self> {
        let dispute = pack.disputes.get(reading.dispute)?;
        Some(Self {
            dispute: &dispute.id,
            verdict: reading.verdict.id(),
            score: reading.score,
            readings: &dispute.readings,
            sources: &dispute.sources,
        })
    }
}

impl MattersJson {
    pub(super) fn new(pack: &Pack, insight: &Insight, question: QuestionIndex) -> Self {
        let found = insight.open.iter().find(|open| open.question == question);
        let leads_to = found.iter().flat_map(|open| &open.leads_to);
        let asked = pack.question(question);
        Self {
            matters: found.is_some(),
            leads_to: leads_to
                .map(|&(answer, verdict)| LeadJson {
                    answer: answer_value(asked, Answer::Chosen(answer)),
                    verdict: verdict.id(),
                })
                .collect(),
            idle: insight.idle.contains(&question),
        }
    }
}
