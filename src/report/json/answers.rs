//! Answers as the file that `load::answers` reads.

use serde_json::Value;

use crate::pack::{Answer, Answers, Kind, Pack, Question, QuestionIndex};
use crate::report::sanitize::sanitized_json;

/// The answers as one JSON object, a key on each line, ending in a line break.
///
/// Questions that were never answered are left out; "I'm not sure" is `null`, and a date is as it was given. Safe
/// to print.
pub fn answers_file(pack: &Pack, answers: &Answers) -> String {
    let mut lines = Vec::new();
    if let Some(id) = &answers.id {
        lines.push(("id".to_owned(), Value::from(id.as_str()).to_string()));
    }
    lines.extend(answers.extras.iter().cloned());
    for (index, question) in pack.numbered_questions() {
        if let Some(value) = given_value(question, answers, index) {
            lines.push((question.id.to_string(), value.to_string()));
        }
    }
    let members: Vec<_> = lines
        .iter()
        .map(|(key, value)| format!("  {}: {value}", Value::from(key.as_str())))
        .collect();
    if members.is_empty() {
        return "{}\n".to_owned();
    }
    sanitized_json(&format!("{{\n{}\n}}\n", members.join(",\n"))).into_owned()
}

/// The answers as one JSON object on one line, without record id and extra keys.
pub fn answers_object(pack: &Pack, answers: &Answers) -> String {
    let members: Vec<_> = pack
        .numbered_questions()
        .filter_map(|(index, question)| {
            let value = given_value(question, answers, index)?;
            Some(format!("{}: {value}", Value::from(question.id.as_str())))
        })
        .collect();
    if members.is_empty() {
        return "{}".to_owned();
    }
    format!("{{ {} }}", members.join(", "))
}

/// What was answered to a question: the date that was given, else as [`answer_value`].
pub(super) fn given_value(
    question: &Question,
    answers: &Answers,
    index: QuestionIndex,
) -> Option<Value> {
    match answers.date(index) {
        Some(date) => Some(Value::from(date.to_string())),
        None => Some(answer_value(question, answers.get(index)?)),
    }
}

/// One answer as JSON: an option id, a list of them, or `null` for "I'm not sure".
pub fn answer_value(question: &Question, answer: Answer) -> Value {
    let Some(chosen) = answer.chosen() else {
        return Value::Null;
    };
    let mut ids = chosen
        .positions()
        .map(|position| Value::from(question.option(position).id.as_str()));
    match question.kind {
        Kind::One => ids.next().unwrap_or(Value::Null),
        Kind::Many => ids.collect(),
    }
}
