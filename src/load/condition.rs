//! Reads conditions: objects of question ids and option ids, or lists of these objects.

use super::earlier::IdPlace;
use super::lookup::{self, Symbols};
use super::questions::{QuestionLookup, Questions};
use crate::diagnostic::{Code, shortened};
use crate::format::expression::{self, Choices};
use crate::json::{Node, Reader, Value};
use crate::pack::{Clause, Condition, Kind, OptionSet, Question, QuestionIndex, Requirement};

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
    let nodes = match node.value {
        Value::List([]) => {
            report_empty(reader, node);
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

/// Reads a condition that may be left out.
pub(super) fn read_optional<'text>(
    reader: &mut Reader<'text>,
    node: Option<&Node<'text>>,
    symbols: &Symbols,
) -> Option<Condition> {
    read(reader, node?, symbols, Use::Any)
}

fn report_empty(reader: &mut Reader, node: &Node) {
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
    if matches!(node.value, Value::Text(_)) {
        let help = expression::help(node, &|id| choices(questions, id));
        reader.expected(node, "an object", &help);
        return None;
    }
    let members = reader.members(node)?;
    let is_question = |id: &str| choices(questions, id).is_some();
    let mut keys = members.iter();
    if let Some((key, operator)) =
        keys.find(|(key, _)| expression::is_operator(key) && !is_question(key))
    {
        let message = format!("`{}` joins no conditions in this format", shortened(key));
        let help = expression::help(node, &|id| choices(questions, id));
        reader.report_key(Code::UnknownKey, operator, message, help);
        return None;
    }
    if members.is_empty() {
        report_empty(reader, node);
    }
    let mut requirements = Vec::new();
    for (id, node) in members {
        let listed = reader.filled_list(node).unwrap_or_default();
        let Some(questions) = questions else { continue };
        let found = lookup::question(reader, questions, id, IdPlace::Key(node));
        let Some((index, question)) = found else {
            continue;
        };
        check_use(reader, node, index, question, usage);
        let mut options = OptionSet::EMPTY;
        for node in listed {
            let option = lookup::option(reader, node, question, questions.former());
            let Some(option) = option else { continue };
            if options.intersects(option) {
                lookup::repeated_option(reader, node);
            }
            if usage == Use::Points {
                check_reference(reader, node, question, option);
            }
            options = options.union(option);
        }
        requirements.push(Requirement {
            question: index,
            options,
        });
    }
    requirements.sort_by_key(|requirement| requirement.question);
    (!requirements.is_empty()).then_some(Clause { requirements })
}

/// The options of a question that could be read.
fn choices<'pack>(questions: Option<&'pack Questions>, id: &str) -> Option<Choices<'pack>> {
    match questions?.find(id) {
        QuestionLookup::Question(_, question) => Some(Choices {
            is_one: question.kind == Kind::One,
            options: (question.options.iter())
                .map(|option| option.id.as_str())
                .collect(),
        }),
        QuestionLookup::Unreadable | QuestionLookup::Nothing => None,
    }
}

/// Reports a question that may not be named here.
fn check_use(
    reader: &mut Reader,
    node: &Node,
    index: QuestionIndex,
    question: &Question,
    usage: Use,
) {
    let id = shortened(&question.id);
    let (code, message, help) = match usage {
        Use::Before(own) if index.position() == own => (
            Code::LaterQuestion,
            format!("`{id}` depends on itself"),
            "a question may only depend on questions before it",
        ),
        Use::Before(own) if index.position() > own => (
            Code::LaterQuestion,
            format!("`{id}` is asked after the question that depends on it"),
            "a question may only depend on questions before it",
        ),
        Use::Points if question.kind == Kind::Many => (
            Code::PointsOnMany,
            format!("a rule with points names `{id}`, where several options can be ticked"),
            "use a verdict or advice for it",
        ),
        Use::Approval if question.kind == Kind::Many => (
            Code::ClearanceMismatch,
            format!("approval names `{id}`, where several options can be ticked"),
            "ask for the approval in a question of kind `one`",
        ),
        Use::Any | Use::Before(_) | Use::Points | Use::Approval => return,
    };
    reader.report_key(code, node, message, help.to_owned());
}

/// Reports the reference option in a rule with points: it is worth nothing by definition.
fn check_reference(reader: &mut Reader, node: &Node, question: &Question, option: OptionSet) {
    let reference = question.reference;
    if reference.is_some_and(|reference| option.contains(reference)) {
        let id = &question.id;
        let message = format!("a rule with points names the reference option of `{id}`");
        let help = format!("choose another reference for `{id}`, or take the option out");
        reader.report(Code::ReferenceScores, node, message, help);
    }
}
