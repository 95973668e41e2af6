//! Checks values against the elements of FHIR.
//!
//! FHIR knows neither `null` nor empty lists, objects and texts.

use std::fmt;

use super::element::Element::{
    self, Boolean, Elsewhere, List, Object, Opaque, Syntax, Text, Words,
};
use super::element::ElementKeys;
use crate::diagnostic::{Code, shortened, suggest};
use crate::json::{Members, Node, Reader, Value, described};

/// What an element belongs to, as messages name it.
#[derive(Clone, Copy)]
pub(super) enum ElementContext<'id> {
    Response,
    Item(&'id str),
    Answer(&'id str),
    /// The code of an answer.
    Coding(&'id str),
}

impl fmt::Display for ElementContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Response => f.write_str("the response"),
            Self::Item(id) => write!(f, "the item `{}`", shortened(id)),
            Self::Answer(id) => write!(f, "the answer to `{}`", shortened(id)),
            Self::Coding(id) => write!(f, "the code of the answer to `{}`", shortened(id)),
        }
    }
}

/// The members of an object; unknown ones, and values of the wrong kind, are reported.
pub(super) fn members<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    known: ElementKeys,
    context: ElementContext,
) -> Option<Members<'text>> {
    let members = object(reader, node, context)?;
    if members.is_empty() {
        let message = format!("an object of {context} is empty");
        let help = "leave it out";
        reader.report(Code::EmptyList, node, message, help.to_owned());
    }
    for (key, node) in members {
        if let Some((_, element)) = known.iter().find(|(name, _)| name == key) {
            check(reader, node, *element, context);
        } else {
            let help = reader.within_limit(node).then(|| {
                let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
                suggest("key", key, &names)
            });
            let message = format!("the key `{}` is not one of {context}", shortened(key));
            reader.report_key(Code::UnknownKey, node, message, help.flatten());
        }
    }
    Some(members)
}

fn check<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    element: Element,
    context: ElementContext,
) {
    match element {
        Elsewhere => {}
        Text => _ = text(reader, node, context),
        Boolean if matches!(node.value, Value::Bool(_)) => {}
        Boolean => {
            let help = "write the word without quotes";
            expected(reader, node, "`true` or `false`", context, help);
        }
        Syntax(what, has_it, example) => {
            let written = text(reader, node, context).filter(|text| !has_it(text));
            if let Some(written) = written {
                let message = format!("`{}` is not {what}, in {context}", shortened(written));
                let help = format!("write it like `{example}`");
                reader.report(Code::WrongType, node, message, help);
            }
        }
        Words(words) => {
            let written = text(reader, node, context).filter(|text| !words.contains(text));
            if let Some(written) = written {
                let message = format!(
                    "`{}` is not a word allowed here, in {context}",
                    shortened(written)
                );
                reader.report(
                    Code::UnknownWord,
                    node,
                    message,
                    suggest("word", written, words),
                );
            }
        }
        Object(known) => _ = members(reader, node, known, context),
        List(element) => {
            for entry in list(reader, node, context).unwrap_or_default() {
                check(reader, entry, *element, context);
            }
        }
        Opaque => _ = object(reader, node, context),
    }
}

/// A text that is not blank.
pub(super) fn text<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    context: ElementContext,
) -> Option<&'text str> {
    match node.value {
        Value::Text(text) if text.trim().is_empty() => {
            let message = format!("a text of {context} is empty");
            let help = "write the text, or leave the key out";
            reader.report(Code::EmptyText, node, message, help.to_owned());
            None
        }
        Value::Text(text) => Some(text),
        _ => {
            expected(
                reader,
                node,
                "a text",
                context,
                "write it in quotes: `\"…\"`",
            );
            None
        }
    }
}

/// Returns true if a member of an object is this text.
pub(super) fn is_member(node: &Node, name: &str, text: &str) -> bool {
    let member = node.member(name);
    member.is_some_and(|member| member.is_text(|written| written == text))
}

/// A list with at least one entry.
pub(super) fn list<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    context: ElementContext,
) -> Option<&'text [Node<'text>]> {
    let Value::List(entries) = node.value else {
        let help = "write it in square brackets: `[…]`";
        expected(reader, node, "a list", context, help);
        return None;
    };
    if entries.is_empty() {
        let message = format!("a list of {context} is empty");
        let help = "leave it out; FHIR has no empty lists";
        reader.report(Code::EmptyList, node, message, help.to_owned());
        return None;
    }
    Some(entries)
}

fn object<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    context: ElementContext,
) -> Option<Members<'text>> {
    if let Value::Object(_) = node.value {
        return reader.members(node);
    }
    expected(
        reader,
        node,
        "an object",
        context,
        "write it in curly brackets: `{ … }`",
    );
    None
}

fn expected(reader: &mut Reader, node: &Node, what: &str, context: ElementContext, help: &str) {
    let message = format!(
        "expected {what} but found {}, in {context}",
        described(node)
    );
    reader.report(Code::WrongType, node, message, help.to_owned());
}

/// Reports a modifier: it may reverse the meaning, so the response cannot be read.
pub(super) fn refuse_modifier(reader: &mut Reader, node: &Node, context: ElementContext) {
    let message = format!("{context} has a modifier, which may change what it means");
    let help = "take the answers from a response without one";
    reader.report_key(Code::WrongResource, node, message, help.to_owned());
}
