//! What all elements of a response have: modifiers, and reasons why a value is absent.

use std::fmt;

use crate::diagnostic::{Code, shortened};
use crate::json::{Node, Reader, Value};

/// What an element belongs to, as messages name it.
#[derive(Clone, Copy)]
pub(super) enum ElementContext<'id> {
    Response,
    Item(&'id str),
    Answer(&'id str),
}

impl fmt::Display for ElementContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Response => f.write_str("the response"),
            Self::Item(id) => write!(f, "the item `{}`", shortened(id)),
            Self::Answer(id) => write!(f, "the answer to `{}`", shortened(id)),
        }
    }
}

/// Returns true if a member of an object is this text.
pub(super) fn is_member(node: &Node, name: &str, text: &str) -> bool {
    let member = node.member(name);
    member.is_some_and(|member| member.is_text(|written| written == text))
}

/// Returns true for `[]` and `{}`, which FHIR forbids and servers write for an element without a value.
pub(super) fn is_empty(node: &Node) -> bool {
    matches!(node.value, Value::List([]) | Value::Object([]))
}

/// The extension of an element with a URL.
pub(super) fn extension<'text>(node: &Node<'text>, url: &str) -> Option<&'text Node<'text>> {
    let extensions = node.member("extension").map(Node::items)?;
    (extensions.iter()).find(|extension| is_member(extension, "url", url))
}

/// Why an element has no value, as a code of HL7; `None` if it does not say so.
pub(super) fn absent_reason<'text>(node: &Node<'text>) -> Option<&'text str> {
    let url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    let extension = extension(node, url)?;
    let code = extension.member("valueCode").and_then(Node::text);
    Some(code.unwrap_or("unknown"))
}

/// Returns true if the question was not put to the person, so that there is not even "I'm not sure".
pub(super) fn was_not_asked(reason: &str) -> bool {
    matches!(reason, "not-asked" | "not-applicable" | "not-performed")
}

/// Reports a modifier of an element: it may reverse the meaning, so the response cannot be read.
pub(super) fn refuse_modifier(
    reader: &mut Reader,
    node: &Node,
    key: &str,
    context: ElementContext,
) {
    let Some(modifier) = node.member(key).filter(|node| !is_empty(node)) else {
        return;
    };
    let message = format!("{context} has a modifier, which may change what it means");
    let help = "take the answers from a response without one";
    reader.report_key(Code::WrongResource, modifier, message, help.to_owned());
}
