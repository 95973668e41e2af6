//! Reads the elements of a response around its items.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;

use super::check::{self, ElementContext};
use super::element::RESPONSE;
use crate::diagnostic::{Code, nearest, shortened};
use crate::fhir::Names;
use crate::format::validate;
use crate::json::{Node, Reader, Value};
use crate::pack::Answers;

/// Elements that are written again with a new response.
///
/// Not the narrative, as it may show answers that have changed since, and not what follows from the pack.
const KEPT: [&str; 14] = [
    "id",
    "meta",
    "language",
    "contained",
    EXTENSION,
    "identifier",
    "basedOn",
    "partOf",
    "status",
    "subject",
    "encounter",
    "authored",
    "author",
    "source",
];

const EXTENSION: &str = "extension";

/// The questionnaire that a response answers.
#[derive(Clone, Copy)]
pub(super) enum Form<'text> {
    /// That of the pack, in any version, as its items and codes are checked against the pack.
    Ours,
    /// It is not named.
    Unnamed,
    /// Another one, or the same under the name that a server gives it.
    Other(&'text Node<'text>, &'text str),
}

/// Reads the envelope into the answers; `None` if the items cannot be read.
pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    names: &Names,
    answers: &mut Answers,
) -> Option<Form<'text>> {
    if let Some(kind) = node.member("resourceType")
        && !kind.is_text(|kind| kind == "QuestionnaireResponse")
    {
        refuse_kind(reader, kind);
        return None;
    }
    if let Some((version, mark)) = earlier_version(node) {
        let message = format!("the response is in FHIR {version}, and only R4 and later are read");
        let help = "export it as R4; ask a server that has both for `application/fhir+json; fhirVersion=4.0`";
        reader.report_key(Code::WrongResource, mark, message, help.to_owned());
        return None;
    }
    validate(reader, node, &RESPONSE);
    for modifier in ["implicitRules", "modifierExtension"] {
        check::refuse_modifier(reader, node, modifier, ElementContext::Response);
    }
    check_status(reader, node);
    let others = own_keys(reader, node, names, answers);
    keep(reader, node, &others, answers);
    let value = node
        .member("identifier")
        .and_then(|node| node.member("value"));
    let id = value.or(node.member("id"));
    answers.id = (id.and_then(Node::text).filter(|id| !id.trim().is_empty())).map(str::to_owned);
    Some(form(node, names))
}

fn form<'text>(node: &Node<'text>, names: &Names) -> Form<'text> {
    let questionnaire = node.member("questionnaire");
    let Some((node, written)) = questionnaire.and_then(|node| Some((node, node.text()?))) else {
        return Form::Unnamed;
    };
    let url = written.split('|').next().unwrap_or_default();
    if url == names.questionnaire() {
        Form::Ours
    } else {
        Form::Other(node, url)
    }
}

/// The name of an earlier version of FHIR, and the element that only it has.
fn earlier_version<'text>(node: &Node<'text>) -> Option<(&'static str, &'text Node<'text>)> {
    let questionnaire = node.member("questionnaire");
    let reference = questionnaire.filter(|node| matches!(node.value, Value::Object(_)));
    let dstu2 = node.member("group").map(|node| ("DSTU2", node));
    let stu3 = reference
        .or(node.member("context"))
        .or(node.member("parent"));
    dstu2.or(stu3.map(|node| ("STU3", node)))
}

fn refuse_kind(reader: &mut Reader, kind: &Node) {
    let message = match &kind.value {
        Value::Text(kind) => format!("a `{}` holds no answers of one person", shortened(kind)),
        _ => "the kind of resource is not a text".to_owned(),
    };
    let help = "name a file with a `QuestionnaireResponse`, or with a flat answers object";
    reader.report(Code::WrongResource, kind, message, help.to_owned());
}

fn check_status(reader: &mut Reader, node: &Node) {
    let Some(status) = node.member("status") else {
        let mut keys = node.members().iter();
        if keys.any(|(key, _)| nearest(key, &["status"]).is_some()) {
            return; // a misspelled key is one problem, not an unknown and a missing one
        }
        let message = "the response has no `status`";
        let help = "add `\"status\": \"completed\"`, or `\"in-progress\"` if questions are left";
        return reader.report(Code::MissingKey, node, message, help.to_owned());
    };
    if status.is_text(|status| status == "entered-in-error") {
        let message = "the response was entered in error, so it says nothing about anybody";
        let help = "take another response, or correct its `status`";
        reader.report(Code::WrongResource, status, message, help.to_owned());
    }
}

/// Reports a questionnaire that is not that of the pack.
pub(super) fn refuse_questionnaire(reader: &mut Reader, node: &Node, url: &str, names: &Names) {
    let message = format!(
        "the response answers the questionnaire `{}`",
        shortened(url)
    );
    let help = format!(
        "this pack reads answers to `{}`; name another pack with `--rules`",
        names.questionnaire()
    );
    reader.report(Code::WrongResource, node, message, help);
}

/// Reads the caller's own keys from their extensions; returns the other extensions.
fn own_keys<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    names: &Names,
    answers: &mut Answers,
) -> Vec<&'text Node<'text>> {
    let url = names.own_key();
    let extensions = node.member("extension").map(Node::items);
    let (own, others): (Vec<_>, Vec<_>) = (extensions.unwrap_or_default().iter())
        .partition(|extension| check::is_member(extension, "url", &url));
    let mut seen = BTreeMap::new();
    for extension in own {
        let Some((key, value)) = own_key(extension) else {
            let message = "the extension for a key of your own is not of the usual form";
            let help =
                "it holds `key`, which begins with `x_`, and `value`, JSON in a `valueString`";
            reader.report(Code::WrongType, extension, message, help.to_owned());
            continue;
        };
        if let Some(first) = seen.insert(key, extension) {
            let message = format!("the key `{}` stands in two extensions", shortened(key));
            let help = "keep one of the two";
            reader.report_again(Code::DuplicateKey, [first, extension], message, help);
        }
        answers.extras.push((key.to_owned(), value.to_owned()));
    }
    others
}

/// A key of the caller's own with its value as JSON text.
fn own_key<'text>(extension: &Node<'text>) -> Option<(&'text str, &'text str)> {
    let part = |name: &str| {
        let mut parts = extension.member("extension")?.items().iter();
        let part = parts.find(|part| check::is_member(part, "url", name))?;
        part.member("valueString")?.text()
    };
    let key = part("key").filter(|key| *key == "$schema" || key.starts_with("x_"))?;
    let value = part("value")?;
    serde_json::from_str::<IgnoredAny>(value).ok()?;
    Some((key, value))
}

/// Keeps the elements that are written again, as JSON text without space between values.
fn keep<'text>(
    reader: &Reader<'text>,
    node: &Node<'text>,
    extensions: &[&Node<'text>],
    answers: &mut Answers,
) {
    let whole = KEPT
        .into_iter()
        .filter(|name| *name != EXTENSION)
        .filter_map(|name| Some((name, node.member(name)?)))
        .filter(|(_, node)| !check::is_empty(node));
    let parts = extensions.iter().map(|extension| (EXTENSION, *extension));
    let mut kept: Vec<_> = whole.chain(parts).collect();
    kept.sort_by_key(|(_, node)| node.id);
    let texts = reader.json_of(kept.iter().map(|(_, node)| *node));
    let mut entries = Vec::new();
    for ((name, _), text) in kept.into_iter().zip(texts) {
        if name == EXTENSION {
            entries.push(compact(text));
        } else {
            answers.envelope.push((name.to_owned(), compact(text)));
        }
    }
    if !entries.is_empty() {
        let list = format!("[{}]", entries.join(","));
        answers.envelope.push((EXTENSION.to_owned(), list));
    }
}

/// JSON text without the space between its values.
fn compact(json: &str) -> String {
    let mut is_in_text = false;
    let mut is_escaped = false;
    let kept = json.chars().filter(|&letter| {
        let is_space = !is_in_text && letter.is_ascii_whitespace();
        match letter {
            '"' if !is_escaped => is_in_text = !is_in_text,
            _ => {}
        }
        is_escaped = letter == '\\' && !is_escaped;
        !is_space
    });
    kept.collect()
}
