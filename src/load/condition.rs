//! Reads conditions: objects of question ids and option ids, or lists of such objects.

use super::earlier;
use super::header::Header;
use super::questions::{Named, Questions};
use super::reader::{Reader, shortened};
use super::sources::Library;
use super::tree::{Node, Value};
use crate::diagnostic::Code;
use crate::pack::{
    Clause, Condition, Former, Kind, OptionSet, Question, QuestionIndex, Requirement,
};

/// What other files define; `None` where the file could not be parsed, so nothing can be said.
pub(super) struct Symbols<'pack> {
    pub(super) questions: Option<&'pack Questions>,
    pub(super) library: Option<&'pack Library>,
    pub(super) header: Option<&'pack Header>,
}

/// Which options a condition may name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Any of any question.
    Any,
    /// Those of questions asked before this one.
    Before(usize),
    /// Those that may give points: of questions of kind `one`, and not the reference.
    Points,
    /// Those that may clear a gate: of questions of kind `one`.
    Approval,
}

/// Reads a condition. `None` if nothing of it could be read.
pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
    usage: Use,
) -> Option<Condition> {
    let nodes = match &node.value {
        Value::List([]) => {
            names_nothing(reader, node);
            return None;
        }
        Value::List(nodes) => nodes,
        _ => std::slice::from_ref(node),
    };
    let clauses: Vec<_> = nodes
        .iter()
        .filter_map(|node| clause(reader, node, symbols.questions, usage))
        .collect();
    (!clauses.is_empty()).then_some(Condition { clauses })
}

fn names_nothing(reader: &mut Reader, node: &Node) {
    let help = "name a question and its options: `{ \"question\": [\"option\"] }`";
    let message = "the condition names no question";
    reader.report(Code::EmptyList, node, message, help.to_owned());
}

fn clause<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    questions: Option<&Questions>,
    usage: Use,
) -> Option<Clause> {
    let members = reader.members(node)?;
    if members.is_empty() {
        names_nothing(reader, node);
    }
    let mut requirements = Vec::new();
    for (id, node) in members {
        let listed = reader.filled_list(node).unwrap_or_default();
        let Some(questions) = questions else { continue };
        match questions.find(id) {
            Named::Question(position, question) => {
                check_use(reader, node, position, question, usage);
                requirements.push(Requirement {
                    question: QuestionIndex::new(position),
                    options: options(reader, listed, (question, questions.former()), usage),
                });
            }
            Named::Unreadable => {}
            Named::Nothing => {
                let (at, options) = (earlier::At::Key(node), earlier::named(node));
                if earlier::report(reader, questions.former(), id, at, &options) {
                    continue;
                }
                let message = format!("`{}` is not a question", shortened(id));
                let help = reader.help_for_unknown_id(node, "question", id, questions.ids());
                reader.report_key(Code::UnknownQuestion, node, message, help);
            }
        }
    }
    requirements.sort_by_key(|requirement| requirement.question);
    (!requirements.is_empty()).then_some(Clause { requirements })
}

/// Reports a question that may not be named here.
fn check_use(reader: &mut Reader, node: &Node, position: usize, question: &Question, usage: Use) {
    let id = shortened(&question.id);
    match usage {
        Use::Before(own) if position >= own => {
            let message = if position == own {
                format!("`{id}` depends on itself")
            } else {
                format!("`{id}` is asked after the question that depends on it")
            };
            let help = "a question may only depend on questions before it";
            reader.report_key(Code::LaterQuestion, node, message, help.to_owned());
        }
        Use::Points if question.kind == Kind::Many => {
            let message =
                format!("a rule with points names `{id}`, where several options can be ticked");
            let help = "use a verdict or advice for it";
            reader.report_key(Code::PointsOnMany, node, message, help.to_owned());
        }
        Use::Approval if question.kind == Kind::Many => {
            let message = format!("approval names `{id}`, where several options can be ticked");
            let help = "ask for the approval in a question of kind `one`";
            reader.report_key(Code::ClearanceMismatch, node, message, help.to_owned());
        }
        Use::Any | Use::Before(_) | Use::Points | Use::Approval => {}
    }
}

/// The options of a question that a condition lists.
fn options<'text>(
    reader: &mut Reader<'text>,
    listed: &[Node<'text>],
    (question, former): (&Question, Former),
    usage: Use,
) -> OptionSet {
    let mut options = OptionSet::EMPTY;
    for node in listed {
        let Some(option) = option(reader, node, question, former) else {
            continue;
        };
        if options.meets(option) {
            repeated(reader, node);
        }
        let reference = question.reference;
        if usage == Use::Points && reference.is_some_and(|reference| option.contains(reference)) {
            let id = &question.id;
            let message = format!("a rule with points names the reference option of `{id}`");
            let help = format!("choose another reference for `{id}`, or take the option out");
            reader.report(Code::ReferenceScores, node, message, help);
        }
        options = options.union(option);
    }
    options
}

/// Reports an option that is listed a second time.
pub(super) fn repeated<'text>(reader: &mut Reader<'text>, node: &Node<'text>) {
    let written = reader.text(node).map(shortened).unwrap_or_default();
    let message = format!("the option `{written}` is listed twice");
    let help = "remove one of the two";
    reader.report(Code::RepeatedOption, node, message, help.to_owned());
}

/// Reads one option id of a question, or for `many` the reserved word `none`.
pub(super) fn option<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    question: &Question,
    former: Former,
) -> Option<OptionSet> {
    let id = reader.text(node)?;
    if id == "none" && question.kind == Kind::Many {
        return Some(OptionSet::NONE_OF_THESE);
    }
    let found = question
        .find_option(id)
        .filter(|&position| position < Question::MAX_OPTIONS);
    if found.is_none() {
        if let Some(outdated) = earlier::option(former, &question.id, id) {
            reader.report(outdated.code, node, outdated.message, outdated.help);
            return None;
        }
        let message = unknown_option(question, id);
        let ids = question.options.iter().map(|option| option.id.as_str());
        let help = reader.help_for_unknown_option(node, &question.id, id, ids);
        reader.report(Code::UnknownOption, node, message, help);
    }
    found.map(OptionSet::single)
}

/// The message for an option that a question does not have.
pub(super) fn unknown_option(question: &Question, written: &str) -> String {
    let written = shortened(written);
    format!("`{written}` is not an option of `{}`", question.id)
}
