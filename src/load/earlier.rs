//! Old ids: reads what a questionnaire says about them, and words what is wrong where one is used.

use super::fields::Fields;
use super::format::RETIRED;
use super::ids::{IdRegistry, IdSyntax, MOST_LETTERS};
use super::questions::Questions;
use super::reader::{Reader, shortened};
use super::tree::{Node, Value};
use super::{builtin, ids};
use crate::diagnostic::{Code, homoglyph_note, one_of};
use crate::pack::{Former, Kind, OptionName, Question, Retired, Successors, Text};

/// An old id that a question or one of its options states.
pub(super) struct FormerId<'node, 'text> {
    node: &'node Node<'text>,
    id: &'node str,
    /// The position of the question.
    question: usize,
    /// Whether one of its options states it.
    is_of_option: bool,
}

/// What is wrong with an old id, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// Whether it has successors.
    pub code: Code,
    /// What took its place, in a sentence.
    pub message: String,
    /// How to fix it.
    pub help: String,
}

/// Reads the list `was` of the question at a position, or of one of its options.
pub(super) fn former_ids<'node, 'text>(
    reader: &mut Reader<'text>,
    fields: &Fields<'node, 'text>,
    (question, form): (usize, IdSyntax),
    former_ids: &mut Vec<FormerId<'node, 'text>>,
) -> Vec<Text> {
    let Some(list) = fields.optional("was") else {
        return Vec::new();
    };
    let mut was: Vec<Text> = Vec::new();
    for node in reader.filled_list(list).unwrap_or_default() {
        let Some(id) = reader.text(node) else {
            continue;
        };
        if !form.accepts(id) {
            let message = format!("`{}` is not a good old id", shortened(id));
            let help = form.words().to_owned() + &homoglyph_note(id);
            reader.report(Code::BadId, node, message, help);
            continue;
        }
        reader.check_length(node, id, "id", MOST_LETTERS);
        if was.iter().any(|old| *old == id) {
            let message = format!("the old id `{}` is listed twice", shortened(id));
            reader.report(
                Code::DuplicateId,
                node,
                message,
                "remove one of the two".to_owned(),
            );
            continue;
        }
        was.push(builtin::intern_text(id));
        former_ids.push(FormerId {
            node,
            id,
            question,
            is_of_option: form == IdSyntax::Old,
        });
    }
    was
}

/// Reads the ids that are no longer asked.
pub(super) fn retired<'text>(reader: &mut Reader<'text>, nodes: &[Node<'text>]) -> Vec<Retired> {
    let mut ids = IdRegistry::new(&RETIRED);
    let mut retired = Vec::new();
    for node in nodes {
        if let Some((fields, id)) = ids.entry(reader, node) {
            let because = fields.text(reader, "because");
            fields.finish(reader);
            retired.push(Retired { id, because });
        }
    }
    retired
}

/// Reports old ids that are still in use, and those that are both renamed and retired.
pub(super) fn check<'text>(
    reader: &mut Reader<'text>,
    questions: &Questions,
    former_ids: &[FormerId<'_, 'text>],
    retired: &[Node<'text>],
) {
    for old in former_ids {
        let own = questions.list().get(old.question);
        let in_use = match old.id.split_once('=') {
            Some((question, option)) => answer_in_use(questions, question, option),
            None if old.is_of_option => own.and_then(|own| of_question(own, old.id)),
            None => question_in_use(questions, old.id),
        };
        report_in_use(reader, old.node, old.id, in_use);
    }
    for node in retired {
        let Some(id) = node.member("id") else {
            continue;
        };
        let Value::Text(written) = &id.value else {
            continue;
        };
        let in_use = match written.split_once('=') {
            Some((question, option)) => answer_in_use(questions, question, option),
            None => question_in_use(questions, written),
        };
        let renamed = former_ids
            .iter()
            .find(|old| old.id == *written && (old.id.contains('=') || !old.is_of_option));
        if let (None, Some(renamed)) = (&in_use, renamed) {
            let message = format!(
                "`{}` is both retired and an old id of something else",
                shortened(written)
            );
            let help = "keep one of the two: what has a successor is still asked";
            reader.report_again(Code::DuplicateId, [renamed.node, id], message, help);
        }
        report_in_use(reader, id, written, in_use);
    }
}

/// What has an id now, in words.
fn question_in_use(questions: &Questions, id: &str) -> Option<String> {
    let found = questions.list().iter().find(|question| question.id == id)?;
    Some(ids::called("question", &found.id))
}

fn answer_in_use(questions: &Questions, question: &str, option: &str) -> Option<String> {
    let found = questions.list().iter().find(|found| found.id == question)?;
    of_question(found, option)
}

fn of_question(question: &Question, option: &str) -> Option<String> {
    let is_reserved = option == "unknown" || (option == "none" && question.kind == Kind::Many);
    let is_in_use = is_reserved || question.find_option(option).is_some();
    is_in_use.then(|| format!("an answer to `{}`", shortened(&question.id)))
}

fn report_in_use(reader: &mut Reader, node: &Node, id: &str, in_use: Option<String>) {
    if let Some(what) = in_use {
        let message = format!("the old id `{}` is still that of {what}", shortened(id));
        let help = "take it out, or give the current one another id";
        reader.report(Code::DuplicateId, node, message, help.to_owned());
    }
}

/// Where the id of a question is written.
#[derive(Clone, Copy)]
pub(super) enum At<'node, 'text> {
    /// It is the key of this value.
    Key(&'node Node<'text>),
    /// It is this value.
    Value(&'node Node<'text>),
}

/// Reports an id that questions had before, one problem for each old option where something is known
/// about it; `false` if no question ever had it.
pub(super) fn report<'text>(
    reader: &mut Reader<'text>,
    former: Former,
    id: &str,
    at: At<'_, 'text>,
    options: &[(&str, &Node<'text>)],
) -> bool {
    let Some(outdated) = question(former, id) else {
        return false;
    };
    let known = options
        .iter()
        .map(|(written, node)| (option(former, id, written), *node));
    let mut is_told = !options.is_empty();
    for (known, node) in known {
        match known {
            Some(Outdated {
                code,
                message,
                help,
            }) => reader.report(code, node, message, help),
            None => is_told = false,
        }
    }
    if !is_told {
        let Outdated {
            code,
            message,
            help,
        } = outdated;
        match at {
            At::Key(node) => reader.report_key(code, node, message, help),
            At::Value(node) => reader.report(code, node, message, help),
        }
    }
    true
}

/// The texts in a value: options as answers and conditions name them.
pub(super) fn named<'node, 'text>(
    node: &'node Node<'text>,
) -> Vec<(&'text str, &'node Node<'text>)> {
    let nodes = match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    };
    let texts = nodes.iter().filter_map(|node| match &node.value {
        Value::Text(text) => Some((*text, node)),
        _ => None,
    });
    texts.collect()
}

/// What is wrong with the old id of a question; `None` if no question ever had it.
pub fn question(former: Former, id: &str) -> Option<Outdated> {
    Some(match former.question(id)? {
        Successors::Retired(because) => retired_id(id, because),
        Successors::Now(questions) => {
            let options = former.options_of(id);
            let moves = options.iter().filter_map(|old| {
                Some(match former.option(*old)? {
                    Successors::Now(now) => {
                        format!("`{}` is now {}", old.option, one_of_names(&now))
                    }
                    Successors::Retired(_) => format!("`{}` is no longer asked", old.option),
                })
            });
            let moves: Vec<_> = moves.collect();
            let help = if !moves.is_empty() {
                moves.join("; ")
            } else if let [only] = questions.as_slice() {
                format!("write `{only}`")
            } else {
                "answer those of them that fit".to_owned()
            };
            Outdated {
                code: Code::RenamedId,
                message: format!(
                    "`{}` is an old id: it is now asked as {}",
                    shortened(id),
                    all_of(&questions)
                ),
                help,
            }
        }
    })
}

/// What is wrong with the old id of an option; `None` if no option of this question ever had it.
pub fn option(former: Former, question: &str, option: &str) -> Option<Outdated> {
    let old = OptionName { question, option };
    let now = match former.option(old)? {
        Successors::Retired(because) => return Some(retired_id(&old.to_string(), because)),
        Successors::Now(now) => now,
    };
    let options: Vec<_> = now.iter().map(|now| now.option).collect();
    let stays = now.iter().all(|now| now.question == question);
    let message = if stays {
        format!(
            "`{}` is an old id: `{question}` now has {}",
            shortened(option),
            all_of(&options)
        )
    } else {
        format!("`{old}` is now {}", one_of_names(&now))
    };
    let help = match now.as_slice() {
        [_] if stays => format!("write {}", one_of(&options)),
        [now] => format!("answer `{}` with `{}`", now.question, now.option),
        _ => "choose what fits, or leave it out".to_owned(),
    };
    Some(Outdated {
        code: Code::RenamedId,
        message,
        help,
    })
}

fn retired_id(id: &str, because: &str) -> Outdated {
    Outdated {
        code: Code::RetiredId,
        message: format!("`{}` is an old id: it is no longer asked", shortened(id)),
        help: format!(
            "leave it out; the pack says: {}",
            because.trim_end_matches('.')
        ),
    }
}

fn one_of_names(names: &[OptionName]) -> String {
    let names: Vec<_> = names.iter().map(OptionName::to_string).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    one_of(&names)
}

/// "`a`, `b` and `c`".
fn all_of(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
