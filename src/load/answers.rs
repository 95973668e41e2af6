//! Reads one person's answers, from a file, from `--set`, or from both.
//!
//! A file is a flat object of ours, or a FHIR response, which says so in `resourceType`.

use serde::de::IgnoredAny;

use super::assignment::{assignment, not_an_id, refused};
use super::flat::{self, PlacedAnswers, WordsPlace};
use super::posted::{self, is_one_field_a_line, is_posted};
use super::response;
use crate::assess::{Applies, Reading, Table};
use crate::diagnostic::{Code, Diagnostic, Place, Problems, one_of};
use crate::json::{self, Arena, Layer, Reader};
use crate::pack::{Answer, Answers, Condition, OptionSet, Pack, QuestionIndex, Rule};

/// Where answers come from. An assignment overrides the file.
#[derive(Debug, Clone, Copy, Default)]
pub struct AnswersInput<'input> {
    /// The file's name as the user knows it, and its bytes.
    pub file: Option<(&'input str, &'input [u8])>,
    /// Assignments such as `hair_length=shaved`.
    pub sets: &'input [String],
}

/// What is taken for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    /// Words of the pack in the place of ids are read, and answers to questions that do not apply are passed
    /// over. [`Answers::reworded`] and [`Answers::ignored`] list both.
    #[default]
    Lenient,
    /// Both are problems.
    Exact,
}

/// Reads answers to the questions of a pack, leniently: see [`answers_with`].
///
/// # Errors
/// As in [`answers_with`].
pub fn answers(table: &Table, input: AnswersInput) -> Result<Answers, Problems> {
    answers_with(table, input, Strictness::Lenient)
}

/// Reads answers to the questions of a pack.
///
/// # Errors
/// Every problem of the file in file order, then every problem with an assignment. A known answer to a
/// question that does not apply is one if it would stop the treatment, or if exact answers are wanted.
pub fn answers_with(
    table: &Table,
    input: AnswersInput,
    strictness: Strictness,
) -> Result<Answers, Problems> {
    let pack = table.pack();
    let mut diagnostics = Vec::new();
    let mut assigned = Vec::new();
    for set in input.sets {
        match assignment(pack, set, table.day()) {
            Ok(read) => assigned.push(read),
            Err(problems) => diagnostics.extend(problems.into_diagnostics()),
        }
    }
    let (name, bytes) = input.file.unwrap_or(("", b"{}")); // no file is like an empty one
    let arena = Arena::default();
    let decoded = json::decode(name, bytes);
    let is_fields = |text: &[u8]| is_posted(text) || is_one_field_a_line(text);
    let posted = decoded
        .as_ref()
        .ok()
        .filter(|text| is_fields(text.as_bytes()));
    let posted = posted.map(|text| posted::as_json(pack, text));
    let parsed = decoded.and_then(|text| {
        let text = posted.as_deref().unwrap_or(text);
        response::check_not_xml(name, text)?;
        let tree = json::parse(&arena, name, text, Layer::Own)?;
        Ok((tree, Reader::new(name, text)))
    });
    if parsed.is_err()
        && let Some(problems) = input.file.and_then(|(name, bytes)| of_many(name, bytes))
    {
        return Err(problems.followed_by(diagnostics));
    }
    let (tree, mut reader) =
        parsed.map_err(|problems| problems.followed_by(diagnostics.clone()))?;

    let mut given = if response::is_resource(&tree) {
        response::read(&mut reader, &tree, pack)
    } else {
        flat::read(&mut reader, &tree, pack, table.day())
    };
    posted::take_form(table, &mut given.answers);
    (given.places).retain(|(question, _)| given.answers.get(*question).is_some());
    for assigned in &assigned {
        let question = assigned.question;
        match assigned.date {
            Some(dated) => dated.set(&mut given.answers, question),
            None => given.answers.set(question, assigned.answer),
        }
        given.places.retain(|(answered, _)| *answered != question);
    }
    let reading = table.read(&given.answers);
    report_inapplicable(&mut reader, pack, &given, &reading, strictness);
    take_words(&mut reader, pack, &mut given, strictness);
    for assigned in assigned {
        let (question, set) = (assigned.question, assigned.set);
        let mut refuse = |code, message, help: String| {
            diagnostics.extend(refused(code, set, message, help).into_diagnostics());
        };
        if assigned.answer != Answer::NotSure
            && reading.applies(question) == Applies::No
            && let Some((message, help)) = inapplicable(pack, question, &given.answers, strictness)
        {
            refuse(Code::NotApplicable, message, help);
        }
        for reworded in assigned.reworded {
            if strictness == Strictness::Exact {
                let error = not_an_id(pack, &reworded);
                refuse(error.code, error.message, error.help);
            }
            given.answers.reworded.push(reworded);
        }
    }
    let mut all = reader.into_diagnostics();
    if posted.is_some() {
        // They are about the JSON that was made of it.
        for diagnostic in &mut all {
            diagnostic.place.position = Some((1, 1));
        }
    }
    all.append(&mut diagnostics);
    if let Some(problems) = Problems::from_vec(all) {
        return Err(problems);
    }
    pass_over(pack, &mut given.answers, &reading);
    Ok(given.answers)
}

/// What is wrong with a file that holds several people: lines of JSON, or a table. A record of a batch,
/// whose file has no name, is a part of one.
fn of_many(name: &str, bytes: &[u8]) -> Option<Problems> {
    if name.is_empty() {
        return None;
    }
    let is_json = |text: &[u8]| serde_json::from_slice::<IgnoredAny>(text).is_ok();
    let text = bytes.trim_ascii_start();
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let mut lines = text.split(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default().trim_ascii();
    let has_others = lines.any(|line| !line.trim_ascii().is_empty());
    let what = match text.first()? {
        b'{' if has_others && is_json(first) => "lines of JSON",
        b'{' | b'[' | b'<' => return None,
        _ if has_others && is_posted(first) => "lines of posted forms",
        _ if has_others && first.iter().any(|byte| matches!(byte, b',' | b';' | b'\t')) => {
            "a table"
        }
        _ => return None,
    };
    Some(Problems::from(Diagnostic {
        code: Code::WrongType,
        message: format!("the file is {what}, so it may hold several people"),
        place: Place::whole(name),
        help: Some("`smp batch` gives a result for each of them".to_owned()),
    }))
}

/// Takes back the answers to questions that do not apply, and notes them. A `null` for one is no answer.
pub(super) fn pass_over(pack: &Pack, answers: &mut Answers, reading: &Reading) {
    for (question, _) in pack.numbered_questions() {
        if reading.applies(question) == Applies::No {
            if answers.known(question).is_some() {
                answers.ignored.push(question);
            }
            answers.clear(question);
        }
    }
}

/// Notes the words that were read in the place of ids, or reports them where ids are wanted.
fn take_words<'text>(
    reader: &mut Reader<'text>,
    pack: &Pack,
    given: &mut PlacedAnswers<'text>,
    strictness: Strictness,
) {
    for (reworded, place) in given.reworded.drain(..) {
        if strictness == Strictness::Exact {
            let error = not_an_id(pack, &reworded);
            match place {
                WordsPlace::Key(node) => {
                    reader.report_key(error.code, &node, error.message, error.help);
                }
                WordsPlace::Value(node) => {
                    reader.report(error.code, &node, error.message, error.help);
                }
            }
        }
        given.answers.reworded.push(reworded);
    }
}

/// Reports the known answers to questions that do not apply, as these answers read.
pub(super) fn report_inapplicable<'text>(
    reader: &mut Reader<'text>,
    pack: &Pack,
    given: &PlacedAnswers<'text>,
    reading: &Reading,
    strictness: Strictness,
) {
    for (question, node) in &given.places {
        if given.answers.known(*question).is_some()
            && reading.applies(*question) == Applies::No
            && let Some((message, help)) = inapplicable(pack, *question, &given.answers, strictness)
        {
            reader.report_key(Code::NotApplicable, node, message, help);
        }
    }
}

/// Message and help for a known answer to a question that does not apply; `None` if it is passed over.
///
/// An answer that a stop names is never passed over: either it or the other answer is wrong.
pub(super) fn inapplicable(
    pack: &Pack,
    index: QuestionIndex,
    answers: &Answers,
    strictness: Strictness,
) -> Option<(String, String)> {
    let chosen = answers.known(index).unwrap_or_default();
    if strictness == Strictness::Lenient && !is_of_a_stop(pack, index, chosen) {
        return None;
    }
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
    let stops = if is_of_a_stop(pack, index, chosen) {
        ", and this answer would stop the treatment"
    } else {
        ""
    };
    let message = format!("`{}` does not apply to this person{stops}", question.id);
    let help = format!(
        "that depends on {}; remove this answer, or correct the other one",
        one_of(&parents)
    );
    Some((message, help))
}

/// Returns true if the condition of a stop names one of these options.
fn is_of_a_stop(pack: &Pack, question: QuestionIndex, chosen: OptionSet) -> bool {
    let stops = pack.rules.iter().flat_map(Rule::variants);
    let stops = stops.filter(|variant| variant.gate().is_stop());
    let mut requirements = stops.flat_map(|variant| variant.when().requirements());
    requirements
        .any(|required| required.question == question && required.options.intersects(chosen))
}
