//! Reads one person's answers, from a file, from `--set`, or from both.
//!
//! A file is a flat object of ours, or a FHIR response, which says so in `resourceType`.

use super::assignment::{assignment, refused};
use super::flat::{self, PlacedAnswers};
use super::response;
use crate::assess::{Applies, Reading, Table};
use crate::diagnostic::{Code, Problems, one_of};
use crate::json::{self, Arena, Layer, Reader};
use crate::pack::{Answer, Answers, Condition, Pack, QuestionIndex};

/// Where answers come from. An assignment overrides the file.
#[derive(Debug, Clone, Copy, Default)]
pub struct AnswersInput<'input> {
    /// The file's name as the user knows it, and its bytes.
    pub file: Option<(&'input str, &'input [u8])>,
    /// Assignments such as `hair_length=shaved`.
    pub sets: &'input [String],
}

/// Reads answers to the questions of a pack.
///
/// # Errors
/// Every problem of the file in file order, then every problem with an assignment. An answer to a
/// question that does not apply is one, unless the answer is `null`.
pub fn answers(table: &Table, input: AnswersInput) -> Result<Answers, Problems> {
    let pack = table.pack();
    let mut diagnostics = Vec::new();
    let mut assigned = Vec::new();
    for set in input.sets {
        match assignment(pack, set) {
            Ok((question, answer)) => assigned.push((question, answer, set)),
            Err(problems) => diagnostics.extend(problems.into_diagnostics()),
        }
    }
    let (name, bytes) = input.file.unwrap_or(("", b"{}")); // no file is like an empty one
    let arena = Arena::default();
    let parsed = json::decode(name, bytes).and_then(|text| {
        let tree = json::parse(&arena, name, text, Layer::Own)?;
        Ok((tree, Reader::new(name, text)))
    });
    let (tree, mut reader) =
        parsed.map_err(|problems| problems.followed_by(diagnostics.clone()))?;

    let mut given = if response::is_resource(&tree) {
        response::read(&mut reader, &tree, pack)
    } else {
        flat::read(&mut reader, &tree, pack)
    };
    for &(question, answer, _) in &assigned {
        given.answers.set(question, answer);
        given.places.retain(|(answered, _)| *answered != question);
    }
    let reading = table.read(&given.answers);
    report_inapplicable(&mut reader, pack, &given, &reading);
    for (question, answer, set) in assigned {
        if answer != Answer::NotSure && reading.applies(question) == Applies::No {
            let (message, help) = inapplicable(pack, question);
            let problems = refused(Code::NotApplicable, set, message, help);
            diagnostics.extend(problems.into_diagnostics());
        }
    }
    let mut all = reader.into_diagnostics();
    all.append(&mut diagnostics);
    if let Some(problems) = Problems::from_vec(all) {
        return Err(problems);
    }
    // A `null` for a question that does not apply is no answer.
    for (question, _) in pack.numbered_questions() {
        if reading.applies(question) == Applies::No {
            given.answers.clear(question);
        }
    }
    Ok(given.answers)
}

/// Reports every known answer to a question that does not apply, as these answers read.
pub(super) fn report_inapplicable<'text>(
    reader: &mut Reader<'text>,
    pack: &Pack,
    given: &PlacedAnswers<'text>,
    reading: &Reading,
) {
    for (question, node) in &given.places {
        if given.answers.known(*question).is_some() && reading.applies(*question) == Applies::No {
            let (message, help) = inapplicable(pack, *question);
            reader.report_key(Code::NotApplicable, node, message, help);
        }
    }
}

/// Message and help for an answer to a question that does not apply.
pub(super) fn inapplicable(pack: &Pack, index: QuestionIndex) -> (String, String) {
    let question = pack.question(index);
    let mut parents: Vec<_> = (question.when.iter())
        .flat_map(Condition::requirements)
        .map(|requirement| requirement.question)
        .collect();
    parents.sort_unstable();
    parents.dedup();
    let parents: Vec<_> = (parents.into_iter())
        .map(|parent| pack.question(parent).id.as_str())
        .collect();
    let message = format!("`{}` does not apply to this person", question.id);
    let help = format!(
        "that depends on {}; remove this answer, or correct the other one",
        one_of(&parents)
    );
    (message, help)
}
