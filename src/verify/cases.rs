//! Runs the cases that a pack carries, and counts how often it decides as experts do.

use super::finding::in_one_line;
use crate::assess::{Applies, Assessment, Table, assess};
use crate::case::{Case, ExpectedChange, Expert};
use crate::pack::{Answer, Answers, Pack, Verdict};
use crate::space::{WhatIf, verdicts_in_all_readings, what_if};

/// What a case's result has that it should not have, or lacks; empty if it is as expected.
pub fn failures(table: &Table, case: &Case) -> Vec<String> {
    let assessment = assess(table, &case.answers);
    let expect = &case.expect;
    let mut failures = Vec::new();
    if assessment.verdict != expect.verdict {
        failures.push(format!(
            "the verdict is `{}`, not `{}`",
            assessment.verdict.id(),
            expect.verdict.id()
        ));
    }
    if let Some((low, high)) = expect.score
        && !(low..=high).contains(&assessment.score)
    {
        failures.push(format!(
            "the score is {}, not {low} to {high}",
            assessment.score
        ));
    }
    let fired = |id: &String| (assessment.findings.iter()).any(|finding| finding.rule.id == *id);
    for id in expect.findings.iter().filter(|id| !fired(id)) {
        failures.push(format!("the rule `{id}` did not fire"));
    }
    let others = assessment.findings.iter().map(|finding| &finding.rule.id);
    for id in
        others.filter(|id| expect.only && expect.findings.iter().all(|expected| *id != expected))
    {
        failures.push(format!("the rule `{id}` fired too"));
    }
    let is_cleared = |id: &String| {
        let mut cleared = assessment
            .findings
            .iter()
            .filter(|finding| finding.is_cleared());
        cleared.any(|finding| finding.rule.id == *id)
    };
    for id in expect.cleared.iter().filter(|id| !is_cleared(id)) {
        failures.push(format!("the rule `{id}` is not cleared"));
    }
    let cleared = assessment
        .findings
        .iter()
        .filter(|finding| finding.is_cleared())
        .map(|finding| finding.rule.id.to_string());
    for id in cleared.filter(|id| expect.only && !expect.cleared.contains(id)) {
        failures.push(format!("the rule `{id}` is cleared"));
    }
    for id in expect.absent.iter().filter(|id| fired(id)) {
        failures.push(format!("the rule `{id}` fired"));
    }
    for &question in (expect.open.iter()).filter(|question| !assessment.open.contains(question)) {
        let id = &table.pack().question(question).id;
        failures.push(format!("the question `{id}` is not open"));
    }
    if !expect.what_if.is_empty() {
        let found = what_if(table, &assessment.answers);
        let missing = (expect.what_if.iter()).filter(|expected| {
            let mut found = found.iter();
            !found.any(|found| matches_expected(table.pack(), &assessment.answers, expected, found))
        });
        failures.extend(missing.map(|expected| missing_change(table.pack(), expected)));
    }
    if let Some(expert) = &case.expert {
        failures.extend(unargued(expert, &assessment));
    }
    failures
}

/// Returns true if some changes are exactly those expected.
fn matches_expected(
    pack: &Pack,
    answers: &Answers,
    expected: &ExpectedChange,
    found: &WhatIf,
) -> bool {
    let after = found.applied(pack, answers);
    let questions = pack.numbered_questions().map(|(index, _)| index);
    let mut changes = questions.map(|index| {
        let before = answers.known(index);
        (before, after.known(index), expected.changes.known(index))
    });
    let are_made = changes.all(|(before, after, expected)| match expected {
        Some(expected) => after == Some(expected) && before != after,
        None => before == after,
    });
    are_made
        && expected
            .verdict
            .is_none_or(|verdict| verdict == found.verdict)
}

fn missing_change(pack: &Pack, expected: &ExpectedChange) -> String {
    let to = expected
        .verdict
        .map_or("a better verdict".to_owned(), |verdict| {
            format!("`{}`", verdict.id())
        });
    let changes = in_one_line(pack, &expected.changes);
    format!("{changes} is not among the changes that lead to {to}")
}

/// Returns true if a result says what an expert said. "See a doctor first. You will also need to wait" agrees
/// with an expert who said to wait.
pub fn agrees(expert: &Expert, assessment: &Assessment) -> bool {
    let waits = assessment.also_waits() && expert.accepts(Verdict::Wait);
    expert.accepts(assessment.verdict) || waits
}

/// A result may differ from an expert's view only with a reason, and a reason needs a difference.
pub(super) fn unargued(expert: &Expert, assessment: &Assessment) -> Option<String> {
    let case = &expert.case;
    match (agrees(expert, assessment), &expert.differs) {
        (true, Some(_)) => Some(format!(
            "`differs` argues against the expert of {case}, but the verdicts agree"
        )),
        (false, None) => Some(format!(
            "the expert of {case} says `{}`, and `differs` does not say why the pack does not",
            expert.verdict.id()
        )),
        (true, None) | (false, Some(_)) => None,
    }
}

/// How many cases a pack decides as experts do.
///
/// A case counts twice: as the pack decides it, and in the most favorable of what the pack says about this
/// person: with the questions that the expert leaves open as they are or as in the baseline, and in either
/// reading of each dispute that the pack records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExpertAgreement {
    /// All cases with an expert's view.
    pub all: Share,
    /// Those on which no other expert says otherwise.
    pub undisputed: Share,
}

/// A number of cases, and how many of them agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// The cases.
    pub cases: usize,
    /// Those decided as the expert did, or with a verdict the expert allows.
    pub agree: usize,
    /// Those that agree, or do in another reading or with open answers filled in.
    pub agree_in_a_reading: usize,
}

impl Share {
    fn count(&mut self, agrees: bool, agrees_in_a_reading: bool) {
        self.cases += 1;
        self.agree += usize::from(agrees);
        self.agree_in_a_reading += usize::from(agrees_in_a_reading);
    }
}

/// Counts the agreement with the experts of some cases.
pub fn agreement(table: &Table, cases: &[Case]) -> ExpertAgreement {
    let mut agreement = ExpertAgreement::default();
    for case in cases {
        let Some(expert) = &case.expert else {
            continue;
        };
        let open = assess(table, &case.answers);
        let filled = assess(table, &filled_in(table, &case.answers));
        let agrees = agrees(expert, &open);
        let in_a_reading = [&open, &filled]
            .into_iter()
            .any(|assessment| agrees_in_a_reading(expert, assessment));
        agreement.all.count(agrees, in_a_reading);
        if !expert.disputed {
            agreement.undisputed.count(agrees, in_a_reading);
        }
    }
    agreement
}

/// Returns true if a result says what an expert said, in some combination of the readings of each dispute.
fn agrees_in_a_reading(expert: &Expert, assessment: &Assessment) -> bool {
    let mut verdicts = verdicts_in_all_readings(assessment).into_iter();
    agrees(expert, assessment) || verdicts.any(|verdict| expert.accepts(verdict))
}

/// The same answers with every open question that applies answered as in the baseline.
pub fn filled_in(table: &Table, answers: &Answers) -> Answers {
    let pack = table.pack();
    let mut filled = answers.clone();
    for (index, _) in pack.numbered_questions() {
        let is_open = filled.known(index).is_none();
        if is_open
            && table.read(&filled).applies(index) == Applies::Yes
            && let Some(usual) = pack.baseline.known(index)
        {
            filled.set(index, Answer::Chosen(usual));
        }
    }
    filled
}
