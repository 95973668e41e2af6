//! Reads the answers of one item.

use super::check::{self, ElementContext, absent_reason};
use super::element::{ANSWER, CODING};
use crate::diagnostic::{Code, nearest, one_of, shortened};
use crate::fhir::{code, codes, find_code};
use crate::format::validate;
use crate::json::{Node, Reader, Value};
use crate::load::fields::text;
use crate::load::{earlier, flat};
use crate::pack::{Answer, Former, Kind, OptionSet, Question};

/// The question that an item answers.
#[derive(Clone, Copy)]
pub(super) struct ItemQuestion<'pack> {
    pub(super) question: &'pack Question,
    pub(super) former: Former<'pack>,
    /// The system of the codes of its answers.
    pub(super) system: &'pack str,
}

/// One answer of an item.
struct ItemAnswer<'node, 'text> {
    /// The text or value that says it.
    node: &'node Node<'text>,
    /// What messages call it.
    written: String,
    answer: Answer,
}

impl<'node, 'text> ItemAnswer<'node, 'text> {
    fn new(node: &'node Node<'text>, written: &str, answer: Answer) -> Self {
        let written = shortened(written).into_owned();
        Self {
            node,
            written,
            answer,
        }
    }

    /// Reads an answer in the words of the pack; `None` if it was reported.
    fn called(
        reader: &mut Reader<'text>,
        node: &'node Node<'text>,
        asked: ItemQuestion,
    ) -> Option<Self> {
        let answer = flat::called(reader, node, asked.question, asked.former)?;
        let number = match node.value {
            Value::Integer(number) => Some(number.to_string()),
            _ => None,
        };
        let written = number.as_deref().or(node.text()).unwrap_or_default();
        Some(Self::new(node, written, answer))
    }
}

/// Reads the answers of an item; `None` if one of them was reported, or if they say that it was not asked.
pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    nodes: &[Node<'text>],
    asked: ItemQuestion,
) -> Option<Answer> {
    let question = asked.question;
    if let ([node], Some(reason)) = (nodes, nodes.first().and_then(absence))
        && check::was_not_asked(reason)
    {
        validate(reader, node, &ANSWER);
        return None;
    }
    let mut is_sound = true;
    let mut options = OptionSet::EMPTY;
    let mut is_sure = true;
    for (number, node) in nodes.iter().enumerate() {
        let Some(read) = one(reader, node, asked) else {
            is_sound = false;
            continue;
        };
        let is_beside_others = nodes.len() > 1 && question.kind == Kind::Many;
        if number == 1 && question.kind == Kind::One {
            let message = format!("`{}` takes one answer but has {}", question.id, nodes.len());
            let help = "keep the one that fits best";
            reader.report(Code::WrongType, node, message, help.to_owned());
            is_sound = false;
        }
        let option = match read.answer {
            Answer::Chosen(OptionSet::NONE_OF_THESE) | Answer::NotSure if is_beside_others => {
                let (written, id) = (&read.written, &question.id);
                let message =
                    format!("`{written}` cannot be combined with other answers to `{id}`");
                let help = "keep it alone, or remove it";
                reader.report(Code::ReservedOption, read.node, message, help.to_owned());
                is_sound = false;
                continue;
            }
            Answer::Chosen(option) => option,
            Answer::NotSure => {
                is_sure = false;
                continue;
            }
        };
        if options.intersects(option) {
            let (written, id) = (&read.written, &question.id);
            let message = format!("the answer `{written}` to `{id}` is given twice");
            let help = "remove one of the two";
            reader.report(Code::RepeatedOption, read.node, message, help.to_owned());
        }
        options = options.union(option);
    }
    let answer = if is_sure {
        Answer::Chosen(options)
    } else {
        Answer::NotSure
    };
    is_sound.then_some(answer)
}

/// Why an answer has no value, from an extension of the answer or of its value.
fn absence<'text>(node: &Node<'text>) -> Option<&'text str> {
    let mut values = (node.members().iter())
        .filter(|(key, _)| key.trim_start_matches('_').starts_with("value"))
        .map(|(_, value)| value);
    let says_something = |value: &Node| {
        let parts = ["code", "display"].map(|part| value.member(part).is_some());
        value.members().is_empty() || parts.contains(&true)
    };
    if values.clone().any(says_something) {
        return None;
    }
    absent_reason(node).or_else(|| values.find_map(absent_reason))
}

/// Reads one answer; `None` if it was reported.
fn one<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    asked: ItemQuestion,
) -> Option<ItemAnswer<'node, 'text>> {
    let id = asked.question.id.as_str();
    let value = (node.members().iter()).find(|(key, _)| key.starts_with("value"));
    if let Some((key, value)) = value
        && ANSWER.key(key).is_none()
    {
        let message = format!("the answer to `{id}` is a `{}`", shortened(key));
        let help = format!(
            "write a `valueCoding` with the system `{}`, or a `valueString` with the words of the answer",
            asked.system
        );
        reader.report_key(Code::WrongType, value, message, help);
        return None;
    }
    validate(reader, node, &ANSWER);
    if !matches!(node.value, Value::Object(_)) {
        return None;
    }
    check::refuse_modifier(
        reader,
        node,
        "modifierExtension",
        ElementContext::Answer(id),
    );
    if let Some(reason) = absence(node) {
        return Some(ItemAnswer::new(node, reason, Answer::NotSure));
    }
    match value {
        Some(("valueCoding", coding)) => coded(reader, coding, asked),
        Some((_, value)) => ItemAnswer::called(reader, value, asked),
        None => {
            let message = format!("the answer to `{id}` has no `valueCoding`");
            let help = "write one, or leave the answer out";
            reader.report(Code::MissingKey, node, message, help.to_owned());
            None
        }
    }
}

/// Reads an answer that is a code, or the words for one; `None` if it was reported.
fn coded<'node, 'text>(
    reader: &mut Reader<'text>,
    coding: &'node Node<'text>,
    asked: ItemQuestion,
) -> Option<ItemAnswer<'node, 'text>> {
    let ItemQuestion {
        question, system, ..
    } = asked;
    let id = &question.id;
    validate(reader, coding, &CODING);
    if let Some(node) = coding.member("system") {
        let written = text(node)?;
        // In another system the same code means something else, so it is not checked.
        if written != system {
            let message = format!(
                "`{}` is not the code system of the answer to `{id}`",
                shortened(written)
            );
            let help = format!("write `\"system\": \"{system}\"`");
            reader.report(Code::UnknownSystem, node, message, help);
            return None;
        }
    }
    match ["code", "display"].map(|key| coding.member(key)) {
        [Some(node), _] => {
            let written = text(node)?;
            if let Some(coded) = find_code(question, written) {
                return Some(ItemAnswer::new(node, written, coded.answer()));
            }
            refuse_code(reader, node, written, asked);
        }
        [None, Some(node)] => {
            text(node)?;
            return ItemAnswer::called(reader, node, asked);
        }
        [None, None] if matches!(coding.value, Value::Object(_)) => {
            let message = format!("the code of the answer to `{id}` has no `code`");
            let help = expected_codes(reader, coding, question, "");
            reader.report(Code::MissingKey, coding, message, help);
        }
        [None, None] => {}
    }
    None
}

/// Reports a code that the question does not have, or has no longer.
fn refuse_code<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    written: &str,
    asked: ItemQuestion,
) {
    let id = asked.question.id.as_str();
    let own = (written.strip_prefix(id)).and_then(|own| own.strip_prefix('.'));
    if let Some(outdated) = own.and_then(|own| earlier::option(asked.former, id, own)) {
        return reader.report(outdated.code, node, outdated.message, outdated.help);
    }
    let message = format!(
        "`{}` is not a code of an answer to `{id}`",
        shortened(written)
    );
    let help = expected_codes(reader, node, asked.question, written);
    reader.report(Code::UnknownOption, node, message, help);
}

/// The code that was meant, or every code of the question.
fn expected_codes(
    reader: &Reader,
    node: &Node,
    question: &Question,
    written: &str,
) -> Option<String> {
    let every = || codes(question).map(|coded| code(question, coded)).collect();
    let allowed: Vec<String> = reader.within_limit(node).then(every)?;
    // All codes have the same prefix, so similarity counts after it; the id of an option alone may be meant.
    let start = format!("{}.", question.id);
    let ends: Vec<_> = allowed
        .iter()
        .filter_map(|code| code.strip_prefix(&start))
        .collect();
    if let Some(end) = nearest(written.strip_prefix(&start).unwrap_or(written), &ends) {
        return Some(format!("a similar code exists: `{start}{end}`"));
    }
    let allowed: Vec<_> = allowed.iter().map(String::as_str).collect();
    Some(format!("expected {}", one_of(&allowed)))
}
