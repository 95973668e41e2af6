//! Reads one person's answers, from a file, from `--set`, or from both.
//!
//! A file is a flat object of ours, or a FHIR response, which says so in `resourceType`.

use super::assignment::{assignment, refused};
use super::condition;
use super::reader::{Reader, shortened};
use super::response;
use super::tree::{Arena, Node, Value};
use super::{earlier, file};
use crate::answers::{Answer, Answers};
use crate::assess::{Applies, Reading, Table};
use crate::diagnostic::{Code, Problems, homoglyph_note, nearest, one_of};
use crate::pack::{Condition, Former, Kind, OptionSet, Pack, Question, QuestionIndex};

/// Where answers come from. What is set by name wins over the file.
#[derive(Debug, Clone, Copy, Default)]
pub struct AnswersInput<'input> {
    /// The file's name as the user knows it, and its bytes.
    pub file: Option<(&'input str, &'input [u8])>,
    /// Assignments such as `hair_length=shaved`.
    pub sets: &'input [String],
}

/// Where the answer to a question stands in a file.
pub(super) type AnswerPlace<'node, 'text> = (QuestionIndex, &'node Node<'text>);

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
    let (name, bytes) = input.file.unwrap_or(("", b"{}")); // no file says as much as an empty one
    let arena = Arena::default();
    let parsed = file::text(name, bytes).and_then(|text| {
        let tree = file::tree(&arena, name, text, 0)?;
        Ok((tree, Reader::new(name, text)))
    });
    let (tree, mut reader) =
        parsed.map_err(|problems| problems.followed_by(diagnostics.clone()))?;

    let (mut answers, mut places) = if response::is_resource(&tree) {
        response::read(&mut reader, &tree, pack)
    } else {
        read(&mut reader, &tree, pack)
    };
    for &(question, answer, _) in &assigned {
        answers.set(question, answer);
        places.retain(|(answered, _)| *answered != question);
    }
    let reading = table.read(&answers);
    report_inapplicable(&mut reader, pack, (&answers, &reading), &places);
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
    // A `null` where nothing is asked says nothing.
    for (question, _) in pack.numbered_questions() {
        if reading.applies(question) == Applies::No {
            answers.clear(question);
        }
    }
    Ok(answers)
}

/// Reports every known answer to a question that does not apply, as these answers read.
pub(super) fn report_inapplicable<'text>(
    reader: &mut Reader<'text>,
    pack: &Pack,
    (answers, reading): (&Answers, &Reading),
    places: &[AnswerPlace<'_, 'text>],
) {
    for (question, node) in places {
        if answers.known(*question).is_some() && reading.applies(*question) == Applies::No {
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

/// Reads an answers object; the places of the answers are kept for problems found later.
pub(super) fn read<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    pack: &Pack,
) -> (Answers, Vec<AnswerPlace<'node, 'text>>) {
    let mut answers = Answers::blank(pack);
    let members = reader.members(node).unwrap_or_default();
    let mut places = Vec::with_capacity(members.len());
    let mut extras = Vec::new();
    let mut next = 0;
    for (key, node) in members {
        if *key == "id" {
            answers.id = reader.text(node).map(str::to_owned);
        } else if *key == "$schema" || key.starts_with("x_") {
            extras.push((key, node));
        } else if let Some((index, question)) = pack.find_question_from(next, key) {
            next = index.position() + 1;
            if let Some(answer) = answer(reader, node, question, pack.former()) {
                answers.set(index, answer);
                places.push((index, node));
            }
        } else {
            let (at, options) = (earlier::At::Key(node), earlier::named(node));
            if earlier::report(reader, pack.former(), key, at, &options) {
                continue;
            }
            let help = reader.within_limit(node).then(|| {
                let otherwise = "`smp explain` lists the questions; your own keys begin with `x_`";
                similar_question(pack, key, otherwise)
            });
            let message = format!("`{}` is not a question", shortened(key));
            reader.report_key(Code::UnknownQuestion, node, message, help);
        }
    }
    let texts = reader.json_of(extras.iter().map(|(_, node)| *node));
    let keys = extras.iter().map(|(key, _)| key.to_string());
    answers.extras = keys.zip(texts.into_iter().map(str::to_owned)).collect();
    (answers, places)
}

/// A help line about a question that the pack does not have: what was meant, or else where to look.
pub(crate) fn similar_question(pack: &Pack, written: &str, otherwise: &str) -> String {
    let ids: Vec<_> = (pack.questions.iter())
        .map(|question| question.id.as_str())
        .collect();
    let similar = nearest(written, &ids).map(|id| format!("a similar question exists: `{id}`"));
    similar.unwrap_or_else(|| otherwise.to_owned()) + &homoglyph_note(written)
}

/// The value of one answer.
pub(super) fn answer<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    question: &Question,
    former: Former,
) -> Option<Answer> {
    let (what, help) = match (&node.value, question.kind) {
        (Value::Null, _) => return Some(Answer::NotSure),
        (Value::Text(_), Kind::One) => {
            return condition::option(reader, node, question, former).map(Answer::Chosen);
        }
        (Value::List(items), Kind::Many) => {
            return ticked(reader, items, question, former).map(Answer::Chosen);
        }
        (_, Kind::One) => (
            "takes one option, as a text",
            "write `\"option\"`, or `null` for \"I'm not sure\"",
        ),
        (_, Kind::Many) => (
            "takes a list of options",
            "write `[\"option\"]`, `[]` for none of these, or `null` for \"I'm not sure\"",
        ),
    };
    let message = format!("`{}` {what}", question.id);
    reader.report(Code::WrongType, node, message, help.to_owned());
    None
}

/// The options in a list of answers; nothing if one of them is wrong.
fn ticked<'text>(
    reader: &mut Reader<'text>,
    items: &[Node<'text>],
    question: &Question,
    former: Former,
) -> Option<OptionSet> {
    if items.is_empty() {
        return Some(OptionSet::NONE_OF_THESE);
    }
    let mut chosen = OptionSet::EMPTY;
    let mut is_sound = true;
    for item in items {
        let Some(option) = condition::option(reader, item, question, former) else {
            is_sound = false;
            continue;
        };
        if option == OptionSet::NONE_OF_THESE {
            let help = "write `[]` for none of these";
            let message = "`none` cannot stand in a list of answers";
            reader.report(Code::ReservedOption, item, message, help.to_owned());
            is_sound = false;
        } else if chosen.meets(option) {
            condition::repeated(reader, item);
        }
        chosen = chosen.union(option);
    }
    is_sound.then_some(chosen)
}
