//! Checks the structure of a file against its description and reports every problem with it.
//!
//! After this, a reader takes what has the right shape and treats all else as absent. Not checked here is
//! what depends on other values: ids that are defined elsewhere, and combinations of keys.

use rustc_hash::FxHashMap;

use super::checks;
use super::expression;
use super::id_syntax::{IdSyntax, MOST_ID_LETTERS};
use super::shape::{Key, Object, Shape, TextSyntax, WordTable};
use crate::diagnostic::{Code, homoglyph_note, nearest, shortened};
use crate::json::{Members, Node, Reader, Value};

/// The key of a condition.
const WHEN: &str = "when";

/// The ids of a list of entries, each with the value where it occurs first.
type FirstValues<'text> = FxHashMap<&'text str, &'text Node<'text>>;

/// Reports every structural problem of an object and the values in it.
pub(crate) fn validate<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    object: &'static Object,
) {
    let Some(members) = reader.members(node) else {
        return;
    };
    for key in object.keys {
        let Some(value) = node.member(key.name) else {
            continue;
        };
        match key.shape {
            Shape::Entries(entry) | Shape::FilledEntries(entry) => {
                let mut seen = FirstValues::default();
                if let Some(other) = key.distinct_from.and_then(|other| node.member(other)) {
                    for (id, node) in other.items().iter().filter_map(|node| id_of(node, entry)) {
                        seen.entry(id).or_insert(node);
                    }
                }
                entries(reader, value, key, entry, seen);
            }
            Shape::Id(syntax) => id(reader, value, syntax, object),
            shape => check(reader, value, shape),
        }
    }
    check_keys(reader, node, members, object);
}

fn check<'text>(reader: &mut Reader<'text>, node: &Node<'text>, shape: Shape) {
    match shape {
        Shape::Text => _ = reader.short_text(node),
        Shape::Image => checks::image(reader, node),
        Shape::Color => checks::color(reader, node),
        Shape::UrlBase => checks::url_base(reader, node),
        Shape::FormerId(syntax) => former_id(reader, node, syntax),
        Shape::Named => _ = reader.text(node),
        Shape::Capitals(letters) => capitals(reader, node, letters),
        Shape::Day => checks::day(reader, node),
        Shape::Syntax(syntax) => text_syntax(reader, node, syntax),
        Shape::Word(words) => word(reader, node, words),
        Shape::Boolean => _ = reader.boolean(node),
        Shape::Integer(least, most) => _ = reader.integer(node, least, most),
        Shape::Range(least, most, help) => range(reader, node, [least, most], help),
        Shape::OrNull(shape) => {
            if !matches!(node.value, Value::Null) {
                check(reader, node, *shape);
            }
        }
        Shape::Object(object) => validate(reader, node, object),
        Shape::Opaque => _ = reader.members(node),
        Shape::List(shape) => {
            let items = reader.list(node);
            check_all(reader, items.unwrap_or_default(), *shape);
        }
        Shape::Filled(shape) => {
            let items = reader.filled_list(node);
            check_all(reader, items.unwrap_or_default(), *shape);
        }
        Shape::Pair(shape, help) => {
            for entry in reader.pair(node, help).into_iter().flatten() {
                check(reader, entry, *shape);
            }
        }
        Shape::Id(_) | Shape::Entries(_) | Shape::FilledEntries(_) => {
            unreachable!("an id or a list of entries is the value of a key")
        }
        Shape::Condition | Shape::Options | Shape::Answers | Shape::Baseline | Shape::Elsewhere => {
        }
    }
}

fn check_all<'text>(reader: &mut Reader<'text>, nodes: &[Node<'text>], shape: Shape) {
    for node in nodes {
        check(reader, node, shape);
    }
}

fn id<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    syntax: IdSyntax,
    object: &'static Object,
) {
    let Some(id) = reader.text(node) else { return };
    if !syntax.accepts(id) {
        let message = format!("`{}` is not a good {} id", shortened(id), object.name);
        let help = syntax.help().to_owned() + &homoglyph_note(id);
        reader.report(Code::BadId, node, message, help);
    }
    reader.check_length(node, id, "id", MOST_ID_LETTERS);
}

fn former_id<'text>(reader: &mut Reader<'text>, node: &Node<'text>, syntax: IdSyntax) {
    let Some(id) = reader.text(node) else { return };
    if syntax.accepts(id) {
        reader.check_length(node, id, "id", MOST_ID_LETTERS);
    } else {
        let message = format!("`{}` is not a good old id", shortened(id));
        let help = syntax.help().to_owned() + &homoglyph_note(id);
        reader.report(Code::BadId, node, message, help);
    }
}

fn text_syntax<'text>(reader: &mut Reader<'text>, node: &Node<'text>, syntax: &TextSyntax) {
    let Some(text) = reader.text(node) else {
        return;
    };
    if !(syntax.accepts)(text) {
        let message = format!("`{}` is not {}", shortened(text), syntax.name);
        let help = format!("write it like `{}`", syntax.example);
        reader.report(Code::WrongType, node, message, help);
    }
}

fn capitals<'text>(reader: &mut Reader<'text>, node: &Node<'text>, letters: usize) {
    let Some(code) = reader.text(node) else {
        return;
    };
    if !are_capitals(code, letters) {
        let written = shortened(code);
        let message = format!("`{written}` is not a code of {letters} capital letters");
        let help = "use the ISO code, such as `US` and `USD`";
        reader.report(Code::UnknownWord, node, message, help.to_owned());
    }
}

/// Returns true for a code of this many capital letters.
pub(crate) fn are_capitals(code: &str, letters: usize) -> bool {
    code.len() == letters && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn word<'text>(reader: &mut Reader<'text>, node: &Node<'text>, words: &dyn WordTable) {
    let Some(written) = reader.text(node).filter(|word| !words.has(word)) else {
        return;
    };
    let message = format!("`{}` is not a word allowed here", shortened(written));
    let help = reader.suggestion(node, "word", written, words.words());
    reader.report(Code::UnknownWord, node, message, help);
}

fn range<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    [least, most]: [i32; 2],
    help: &str,
) {
    let Some(ends) = reader.pair(node, help) else {
        return;
    };
    if let [Some(min), Some(max)] = ends.map(|node| reader.integer(node, least, most))
        && max < min
    {
        let message = format!("the range goes from {min} down to {max}");
        let help = "write the lower number first";
        reader.report(Code::BadRange, node, message, help.to_owned());
    }
}

/// Checks a list of objects whose ids must be unique, and not among those seen.
fn entries<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    key: &Key,
    object: &'static Object,
    mut seen: FirstValues<'text>,
) {
    let items = match key.shape {
        Shape::FilledEntries(_) => reader.filled_list(node),
        _ => reader.list(node),
    }
    .unwrap_or_default();
    let most = key.limit.map_or(usize::MAX, |limit| limit.most);
    if let Some(limit) = key.limit
        && items.len() > most
    {
        let message = (limit.message)(items.len(), most);
        reader.report(limit.code, node, message, (limit.help)(most));
    }
    for item in items.iter().take(most) {
        validate(reader, item, object);
        let Some((id, node)) = id_of(item, object) else {
            continue;
        };
        let first = *seen.entry(id).or_insert(node);
        if first.id != node.id {
            let (what, written) = (object.name, shortened(id));
            let message = format!("the {what} id `{written}` is given twice");
            let help = "give one of the two another id";
            reader.report_again(Code::DuplicateId, [first, node], message, help);
        }
    }
}

/// The id of an entry as far as it can be compared, with its value.
fn id_of<'text>(
    node: &Node<'text>,
    object: &'static Object,
) -> Option<(&'text str, &'text Node<'text>)> {
    let key = object.id_key()?;
    let value = node.member(key.name)?;
    let id = value.text().filter(|id| !is_blank(id))?;
    let is_comparable = match key.shape {
        Shape::Capitals(letters) => are_capitals(id, letters),
        _ => true,
    };
    is_comparable.then_some((id, value))
}

/// Reports every unknown and every missing key.
///
/// A misspelled key is one problem, not an unknown and a missing one.
fn check_keys<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    members: Members<'text>,
    object: &'static Object,
) {
    if are_in_order(members, object) {
        return; // the usual case, found quickly
    }
    let mut missing = object.lacking(members);
    for (key, value) in members {
        match object.key(key) {
            Some(known) if known.is_extending && !reader.has_base() => {
                let message = format!("the key `{key}` is not known here");
                let help = format!("only a pack that extends another has `{key}`");
                reader.report_key(Code::UnknownKey, value, message, help);
                continue;
            }
            Some(_) => continue,
            None => {}
        }
        let meant = (reader.within_limit(value))
            .then(|| nearest(key, &missing))
            .flatten();
        let message = format!("the key `{}` is not known here", shortened(key));
        let help = if let Some(help) = condition_help(key, value, object) {
            missing.retain(|missing| *missing != WHEN);
            Some(help)
        } else if let Some(meant) = meant {
            Some(format!("a similar key is missing: `{meant}`"))
        } else {
            let keys = object.keys.iter();
            let known = keys.filter(|key| !key.is_extending || reader.has_base());
            let known = known.map(|key| key.name);
            reader.suggestion(value, "key", key, known)
        };
        missing.retain(|missing| Some(*missing) != meant);
        reader.report_key(Code::UnknownKey, value, message, help);
    }
    for key in missing {
        if !reader.within_limit(node) {
            reader.count_suppressed();
            continue;
        }
        let message = format!("the key `{key}` is missing");
        let mut help = format!("add `\"{key}\": …` to this object");
        let other = object.key(key).and_then(|key| key.replaced_by);
        if let Some(other) = other.filter(|_| reader.has_base()) {
            help = format!("{help}, or `\"{other}\": …` if it is your own rule");
        }
        reader.report(Code::MissingKey, node, message, help);
    }
}

/// For a key such as `all` next to where a condition belongs: the condition as the format writes it.
fn condition_help(key: &str, value: &Node, object: &Object) -> Option<String> {
    let when = object.key(WHEN)?;
    if !expression::is_operator(key) || !matches!(when.shape, Shape::Condition) {
        return None;
    }
    let member = (key, *value);
    let node = Node {
        value: Value::Object(std::slice::from_ref(&member)),
        ..*value
    };
    let help = expression::help(&node, &|_| None);
    Some(format!(
        "a condition belongs under the key `{WHEN}`: {help}"
    ))
}

/// Returns true if the keys are in the order of the format, with none unknown and none missing.
fn are_in_order(members: Members, object: &'static Object) -> bool {
    let mut members = members.iter().map(|(name, _)| *name);
    let mut next = members.next();
    for key in object.keys.iter().filter(|key| !key.is_extending) {
        if next == Some(key.name) {
            next = members.next();
        } else if key.is_required {
            return false;
        }
    }
    next.is_none()
}

/// Returns true for a text without any letter.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// The meaning of a word of a table.
pub(crate) fn find_word<Meaning: Copy>(
    words: &[(&str, Meaning)],
    written: &str,
) -> Option<Meaning> {
    let found = words.iter().find(|(word, _)| *word == written);
    found.map(|(_, meaning)| *meaning)
}
