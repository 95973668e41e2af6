//! Holds values against the elements that they stand for.
//!
//! FHIR knows neither `null` nor empty lists, objects and texts.

use std::fmt;

use super::element::Element::{self, Boolean, Elsewhere, Form, List, Object, Opaque, Text, Words};
use super::element::Members;
use crate::diagnostic::{Code, suggest};
use crate::load::fields::Members as Found;
use crate::load::reader::{Reader, shortened};
use crate::load::tree::{Node, Value};
use crate::load::values::described;

/// What an element belongs to, as a message names it.
#[derive(Clone, Copy)]
pub(super) enum Whose<'id> {
    Response,
    Item(&'id str),
    Answer(&'id str),
    /// The code of an answer.
    Coding(&'id str),
}

impl fmt::Display for Whose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Response => f.write_str("the response"),
            Self::Item(id) => write!(f, "the item `{}`", shortened(id)),
            Self::Answer(id) => write!(f, "the answer to `{}`", shortened(id)),
            Self::Coding(id) => write!(f, "the code of the answer to `{}`", shortened(id)),
        }
    }
}

/// The members of an object; every one that is not known, or not what it should be, is reported.
pub(super) fn members<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    known: Members,
    whose: Whose,
) -> Option<Found<'node, 'text>> {
    let members = object(reader, node, whose)?;
    if members.is_empty() {
        let message = format!("an object of {whose} is empty");
        let help = "leave it out";
        reader.report(Code::EmptyList, node, message, help.to_owned());
    }
    for (key, node) in members {
        if let Some((_, element)) = known.iter().find(|(name, _)| name == key) {
            check(reader, node, *element, whose);
        } else {
            let help = reader.may_show(node).then(|| {
                let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
                suggest("key", key, &names)
            });
            let message = format!("the key `{}` is not one of {whose}", shortened(key));
            reader.report_key(Code::UnknownKey, node, message, help.flatten());
        }
    }
    Some(members)
}

fn check<'text>(reader: &mut Reader<'text>, node: &Node<'text>, element: Element, whose: Whose) {
    match element {
        Elsewhere => {}
        Text => _ = text(reader, node, whose),
        Boolean if matches!(node.value, Value::Bool(_)) => {}
        Boolean => {
            let help = "write the word without quotes";
            expected(reader, node, "`true` or `false`", whose, help);
        }
        Form(what, has_it, example) => {
            let written = text(reader, node, whose).filter(|text| !has_it(text));
            if let Some(written) = written {
                let message = format!("`{}` is not {what}, in {whose}", shortened(written));
                let help = format!("write it like `{example}`");
                reader.report(Code::WrongType, node, message, help);
            }
        }
        Words(words) => {
            let written = text(reader, node, whose).filter(|text| !words.contains(text));
            if let Some(written) = written {
                let message = format!(
                    "`{}` is not a word allowed here, in {whose}",
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
        Object(known) => _ = members(reader, node, known, whose),
        List(element) => {
            for entry in list(reader, node, whose).unwrap_or_default() {
                check(reader, entry, *element, whose);
            }
        }
        Opaque => _ = object(reader, node, whose),
    }
}

/// A text that is not blank.
pub(super) fn text<'node>(
    reader: &mut Reader,
    node: &'node Node,
    whose: Whose,
) -> Option<&'node str> {
    match &node.value {
        Value::Text(text) if text.trim().is_empty() => {
            let message = format!("a text of {whose} is empty");
            let help = "write the text, or leave the key out";
            reader.report(Code::EmptyText, node, message, help.to_owned());
            None
        }
        Value::Text(text) => Some(text),
        _ => {
            expected(reader, node, "a text", whose, "write it in quotes: `\"…\"`");
            None
        }
    }
}

/// A text as it is written; nothing is said about anything else.
pub(super) fn written<'node>(node: &'node Node) -> Option<&'node str> {
    match &node.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// Whether a member of an object is this text.
pub(super) fn is_member(node: &Node, name: &str, text: &str) -> bool {
    let member = node.member(name);
    member.is_some_and(|member| member.is_text(|written| written == text))
}

/// A list with at least one entry.
pub(super) fn list<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    whose: Whose,
) -> Option<&'node [Node<'text>]> {
    let Value::List(entries) = &node.value else {
        let help = "write it in square brackets: `[…]`";
        expected(reader, node, "a list", whose, help);
        return None;
    };
    if entries.is_empty() {
        let message = format!("a list of {whose} is empty");
        let help = "leave it out; FHIR has no empty lists";
        reader.report(Code::EmptyList, node, message, help.to_owned());
        return None;
    }
    Some(entries)
}

fn object<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    whose: Whose,
) -> Option<Found<'node, 'text>> {
    if let Value::Object(_) = node.value {
        return reader.members(node);
    }
    expected(
        reader,
        node,
        "an object",
        whose,
        "write it in curly brackets: `{ … }`",
    );
    None
}

fn expected(reader: &mut Reader, node: &Node, what: &str, whose: Whose, help: &str) {
    let message = format!("expected {what} but found {}, in {whose}", described(node));
    reader.report(Code::WrongType, node, message, help.to_owned());
}

/// Reports a modifier: it may turn the meaning round, so nothing can be read past it.
pub(super) fn refuse_modifier(reader: &mut Reader, node: &Node, whose: Whose) {
    let message = format!("{whose} has a modifier, which may change what it means");
    let help = "take the answers from a response without one";
    reader.report_key(Code::WrongResource, node, message, help.to_owned());
}
