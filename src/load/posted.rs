//! Answers that a browser posts: the fields of a form as `hair_color=black&skin=moles&skin=dark_marks`.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::assess::Table;
use crate::pack::{Answers, Kind, Pack, Question};

/// The key in which a form names its pack and version.
pub(crate) const FORM: &str = "x_form";

/// Returns true if a text is one posted form: names and values, and nothing that such a form would escape.
pub fn is_posted(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    let is_kept = |byte: &u8| byte.is_ascii_alphanumeric() || b"*-._+%&=".contains(byte);
    let begins_with_name = text.first().is_some_and(u8::is_ascii_alphabetic);
    begins_with_name && text.contains(&b'=') && text.iter().all(is_kept)
}

/// The same answers as JSON of ours. A field without a value says nothing.
pub(super) fn as_json(pack: &Pack, text: &str) -> String {
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    for (name, value) in text
        .trim()
        .split('&')
        .filter_map(|field| field.split_once('='))
    {
        let (name, value) = (decoded(name), decoded(value));
        if value.trim().is_empty() {
            continue;
        }
        match fields.iter_mut().find(|(other, _)| *other == name) {
            Some((_, values)) => values.push(value),
            None => fields.push((name, vec![value])),
        }
    }
    let members = fields.into_iter().map(|(name, values)| {
        let question = pack.find_question(&name).map(|(_, question)| question);
        let value = match (question, values.as_slice()) {
            (Some(question), values) if question.kind == Kind::Many => ticked(question, values),
            (_, [only]) => Value::from(only.as_str()),
            (_, values) => Value::from(values),
        };
        (name, value)
    });
    Value::from(members.collect::<Map<_, _>>()).to_string()
}

/// The boxes of a question. A box "unknown" is ticked for an answer that the person keeps back: then nothing is known
/// of the others either.
fn ticked(question: &Question, values: &[String]) -> Value {
    let is_told = |value: &String| {
        let option = question
            .find_option(value)
            .map(|position| question.option(position));
        option.is_some_and(|option| option.help.is_some())
    };
    let is_unknown = |value: &&String| *value == "unknown";
    match values {
        [only] if only == "none" => Value::Array(Vec::new()),
        values if values.iter().any(|value| is_unknown(&value)) && !values.iter().any(is_told) => {
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
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

/// Where answers come from a form, takes back those to questions that it does not show, and notes a form of another
/// pack or version.
pub(super) fn take_form(table: &Table, answers: &mut Answers) {
    let form = answers.extras.iter().find(|(key, _)| key == FORM);
    let Some((_, form)) = form else {
        return;
    };
    let form: Option<String> = serde_json::from_str(form).ok();
    answers.other_form = form.filter(|form| *form != table.pack().release());
    table.keep_shown(answers);
}
