//! Former ids of questions and options: reads them, and explains what to write instead.

use super::builtin::intern_text;
use super::fields::{Fields, text};
use super::questions::Questions;
use crate::diagnostic::{Code, all_of, one_of, shortened};
use crate::format::IdSyntax;
use crate::json::{Node, Reader, Value};
use crate::pack::{Former, Kind, OptionName, Question, Retired, Successors, Text};

/// A former id that a question or one of its options states under `was`.
pub(super) struct FormerId<'text> {
    node: &'text Node<'text>,
    id: &'text str,
    owner: Owner,
}

/// What has a former id, with the position of the question.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Question(usize),
    OptionOf(usize),
}

impl Owner {
    fn syntax(self) -> IdSyntax {
        match self {
            Self::Question(_) => IdSyntax::Question,
            Self::OptionOf(_) => IdSyntax::Old,
        }
    }
}

/// What is wrong with an old id, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// [`Code::RenamedId`] if it has successors, else [`Code::RetiredId`].
    pub code: Code,
    /// What took its place, in a sentence.
    pub message: String,
    /// How to fix it.
    pub help: String,
}

/// Reads the list `was` of a question or an option, and appends its ids to those of the questionnaire.
pub(super) fn former_ids<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    owner: Owner,
    all: &mut Vec<FormerId<'text>>,
) -> Vec<Text> {
    let mut was: Vec<Text> = Vec::new();
    for node in fields.items("was") {
        let Some(id) = text(node).filter(|id| owner.syntax().accepts(id)) else {
            continue;
        };
        if was.iter().any(|old| *old == id) {
            let message = format!("the old id `{}` is listed twice", shortened(id));
            let help = "remove one of the two";
            reader.report(Code::DuplicateId, node, message, help.to_owned());
            continue;
        }
        was.push(intern_text(id));
        all.push(FormerId { node, id, owner });
    }
    was
}

/// Reads the ids that are no longer asked.
pub(super) fn retired(fields: Fields) -> Vec<Retired> {
    let retired = fields.objects("retired").map(|fields| Retired {
        id: fields.id(),
        because: fields.text("because"),
    });
    retired.collect()
}

/// Reports old ids that are still in use, and those that are both renamed and retired.
pub(super) fn check<'text>(
    reader: &mut Reader<'text>,
    questions: &Questions,
    former_ids: &[FormerId<'text>],
    retired: &[Node<'text>],
) {
    for old in former_ids {
        let in_use = match (old.id.split_once('='), old.owner) {
            (Some((question, option)), _) => answer_in_use(questions, question, option),
            (None, Owner::OptionOf(position)) => {
                (questions.list().get(position)).and_then(|question| of_question(question, old.id))
            }
            (None, Owner::Question(_)) => question_in_use(questions, old.id),
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
        let renamed = former_ids.iter().find(|old| {
            let is_of_question = matches!(old.owner, Owner::Question(_));
            old.id == *written && (old.id.contains('=') || is_of_question)
        });
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

/// What has the id now, as a message names it.
fn question_in_use(questions: &Questions, id: &str) -> Option<String> {
    let found = questions.list().iter().find(|question| question.id == id)?;
    Some(called("question", &found.id))
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
pub(super) enum IdPlace<'node, 'text> {
    /// It is the key of this value.
    Key(&'node Node<'text>),
    /// It is this value.
    Value(&'node Node<'text>),
}

impl IdPlace<'_, '_> {
    pub(super) fn report(
        self,
        reader: &mut Reader,
        code: Code,
        message: String,
        help: impl Into<Option<String>>,
    ) {
        match self {
            Self::Key(node) => reader.report_key(code, node, message, help),
            Self::Value(node) => reader.report(code, node, message, help),
        }
    }
}

/// Reports a former id of a question: one problem for each of the options if all of them are former ids,
/// else one for the question. Returns false if no question had the id.
pub(super) fn report<'text>(
    reader: &mut Reader<'text>,
    former: Former,
    id: &str,
    place: IdPlace<'_, 'text>,
    options: &[(&str, Node<'text>)],
) -> bool {
    let Some(outdated) = question(former, id) else {
        return false;
    };
    let mut are_outdated = !options.is_empty();
    for (written, node) in options {
        match option(former, id, written) {
            Some(outdated) => {
                reader.report(outdated.code, node, outdated.message, outdated.help);
            }
            None => are_outdated = false,
        }
    }
    if !are_outdated {
        place.report(reader, outdated.code, outdated.message, outdated.help);
    }
    true
}

/// The texts in a value: options as answers and conditions name them.
pub(super) fn named<'text>(node: &Node<'text>) -> Vec<(&'text str, Node<'text>)> {
    let nodes = match node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    };
    let texts = nodes.iter().filter_map(|node| Some((node.text()?, *node)));
    texts.collect()
}

/// What is wrong with the old id of a question; `None` if no question ever had it.
pub fn question(former: Former, id: &str) -> Option<Outdated> {
    Some(match former.question(id)? {
        Successors::Retired(because) => retired_id(id, because),
        Successors::Now(questions) => {
            let options = former.options_of(id);
            let moves: Vec<_> = (options.iter())
                .filter_map(|old| {
                    Some(match former.option(*old)? {
                        Successors::Now(now) => {
                            format!("`{}` is now {}", old.option, one_of_names(&now))
                        }
                        Successors::Retired(_) => format!("`{}` is no longer asked", old.option),
                    })
                })
                .collect();
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
    let shown: Vec<_> = names.iter().map(OptionName::to_string).collect();
    let quoted: Vec<_> = shown.iter().map(String::as_str).collect();
    one_of(&quoted)
}

/// How a message names something that may have no readable id: "the rule `x`" or "this rule".
pub(super) fn called(what: &str, id: &str) -> String {
    if id.is_empty() {
        format!("this {what}")
    } else {
        format!("the {what} `{}`", shortened(id))
    }
}
