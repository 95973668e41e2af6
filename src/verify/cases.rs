//! Runs the cases that a pack carries.

use super::experts::unargued;
use super::in_one_line;
use crate::answers::Answers;
use crate::assess::{Table, assess};
use crate::case::{Case, ExpectedChange};
use crate::pack::Pack;
use crate::space::{WhatIf, what_if};

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
        .filter(|finding| finding.is_cleared());
    let cleared = cleared.map(|finding| finding.rule.id.to_string());
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
    let to = expected.verdict;
    let to = to.map_or("a better verdict".to_owned(), |verdict| {
        format!("`{}`", verdict.id())
    });
    let changes = in_one_line(pack, &expected.changes);
    format!("{changes} is not among the changes that lead to {to}")
}
