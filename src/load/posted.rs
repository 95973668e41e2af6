//! Answers that a browser posts: the fields of a form as `hair_color=black&skin=moles&skin=dark_marks`.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::assess::Table;
use crate::pack::{Answers, Kind, Pack, Question};

/// Returns true if a text is one posted form: names and values, and nothing that such a form would escape.
pub fn is_posted(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    let is_kept = |byte: &u8| byte.is_ascii_alphanumeric() || b"*-._+%&=".contains(byte);
    let begins_with_name = text.first().is_some_and(u8::is_ascii_alphabetic);
    begins_with_name && text.contains(&b'=') && text.iter().all(is_kept)
}

/// Returns true if each line has one field, and not all the same: the fields of one person, as some form services mail
/// them.
pub fn is_one_field_a_line(text: &[u8]) -> bool {
    let lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    let name = |line: &[u8]| line.split(|byte| *byte == b'=').next().map(<[u8]>::to_vec);
    let names: BTreeSet<_> = lines.iter().map(|line| name(line)).collect();
    names.len() > 1
        && lines
            .iter()
            .all(|line| is_posted(line) && !line.contains(&b'&'))
}

/// The same answers as JSON of ours. A field without a value says nothing.
///
/// Form services add fields of their own: where the fields name the form, those are kept under keys of the caller's.
pub(super) fn as_json(pack: &Pack, text: &str) -> String {
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    let pairs = text.split(['&', '\n']).map(str::trim);
    for (name, value) in pairs.filter_map(|field| field.split_once('=')) {
        let (name, value) = (decoded(name), decoded(value));
        let name = name.strip_suffix("[]").unwrap_or(&name); // as some servers want the names of several boxes
        if value.trim().is_empty() {
            continue;
        }
        match fields.iter_mut().find(|(other, _)| other == name) {
            Some((_, values)) => values.push(value),
            None => fields.push((name.to_owned(), vec![value])),
        }
    }
    let is_of_form = fields.iter().any(|(name, _)| name == Answers::FORM);
    let mut members = Map::new();
    for (mut name, values) in fields {
        let question = pack.find_question(&name).map(|(_, question)| question);
        let value = match (question, values.as_slice()) {
            (Some(question), values) if question.kind == Kind::Many => ticked(question, values),
            (_, [only]) => Value::from(only.as_str()),
            (_, values) => Value::from(values),
        };
        let is_known = question.is_some() || name == "id" || name.starts_with("x_");
        let is_of_others = is_of_form && !is_known && pack.former().question(&name).is_none();
        while is_of_others && (!name.starts_with("x_") || members.contains_key(&name)) {
            name.insert_str(0, "x_");
        }
        members.insert(name, value);
    }
    Value::from(members).to_string()
}

/// The boxes of a question. A box "unknown" is ticked for an answer that the person keeps back: then nothing is known
/// of the others either.
fn ticked(question: &Question, values: &[String]) -> Value {
    let is_shared = |value: &String| {
        let option = question
            .find_option(value)
            .map(|position| question.option(position));
        option.is_some_and(|option| option.help.is_some())
    };
    let is_unknown = |value: &&String| *value == "unknown";
    match values {
        [only] if only == "none" => Value::Array(Vec::new()),
        values
            if values.iter().any(|value| is_unknown(&value)) && !values.iter().any(is_shared) =>
        {
            Value::Null
        }
        values => values
            .iter()
            .filter(|value| !is_unknown(value))
            .cloned()
            .collect(),
    }
}

/// A name or a value as it was before it was sent.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut left = text.as_bytes();
    while let Some((&byte, rest)) = left.split_first() {
        let escaped = match (byte, rest) {
            (b'%', &[high, low, ..]) => hex(high).zip(hex(low)),
            _ => None,
        };
        left = rest;
        match (byte, escaped) {
            (_, Some((high, low))) => {
                bytes.push(16 * high + low);
                left = rest.get(2..).unwrap_or_default();
            }
            (b'+', None) => bytes.push(b' '),
            (byte, None) => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    let digit = char::from(digit).to_digit(16)?;
    u8::try_from(digit).ok()
}

/// Where answers come from a form, takes back those to questions that it does not show, and notes a form of another
/// pack or version.
pub(super) fn take_form(table: &Table, answers: &mut Answers) {
    let form = answers.extras.iter().find(|(key, _)| key == Answers::FORM);
    let Some((_, form)) = form else {
        return;
    };
    let form: Option<String> = serde_json::from_str(form).ok();
    answers.other_form = form.filter(|form| *form != table.pack().release());
    table.keep_shown(answers);
}

#[cfg(test)]
mod tests {
    use super::{decoded, is_one_field_a_line, is_posted};

    #[test]
    fn names_and_values_are_read_as_browsers_write_them() {
        for (sent, read) in [
            ("a+b", "a b"),
            ("J%C3%B6rg%20%26+Co%2b", "Jörg & Co+"),
            ("100%", "100%"),
            ("%4", "%4"),
            ("%zz%41", "%zzA"),
            ("%ff", "\u{fffd}"),
        ] {
            assert_eq!(decoded(sent), read);
        }
    }

    #[test]
    fn only_names_and_values_are_a_posted_form() {
        for text in [
            "a=b",
            "hair_color=black&skin=moles&skin=none\r\n",
            "a=",
            "x_form=smp+0.4.0",
        ] {
            assert!(is_posted(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "a",
            "=b",
            "a=b\nc=d",
            "a=b c",
            "id,a=b",
            "{\"a\":1}",
            "a=ö",
            "id;a=b",
        ] {
            assert!(!is_posted(text.as_bytes()), "{text}");
        }
        for (text, is_one) in [
            ("x_form=smp+1\r\nhair_color=black\r\n", true),
            ("hair_color=black\nhair_color=gray\n", false),
            ("hair_color=black\nskin=none&age=34\n", false),
            ("hair_color=black\n", false),
        ] {
            assert_eq!(is_one_field_a_line(text.as_bytes()), is_one, "{text}");
        }
    }
}
