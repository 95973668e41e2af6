//! The small parts that FHIR resources are made of, with their keys in the order of the specification, and how
//! a resource is printed.

use serde::Serialize;

use crate::fhir::{Coded, Names, code};
use crate::pack::Question;
use crate::report::sanitize::sanitized_json;

/// A code with its meaning in words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Coding {
    pub(super) system: String,
    pub(super) code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) display: Option<String>,
}

impl Coding {
    /// A question itself.
    pub(super) fn of_question(names: &Names, question: &Question) -> Self {
        Self {
            system: names.code_system(),
            code: question.id.to_string(),
            display: Some(question.ask.to_string()),
        }
    }

    /// An answer to a question.
    pub(super) fn of_answer(names: &Names, question: &Question, coded: Coded) -> Self {
        Self {
            system: names.code_system(),
            code: code(question, coded),
            display: Some(coded.words(question).to_owned()),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct CodeableConcept {
    pub(super) coding: [Coding; 1],
}

/// An extension that HL7 defines, or one of ours.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Extension {
    #[serde(rename = "extension", skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<Extension>,
    pub(super) url: String,
    #[serde(flatten)]
    pub(super) value: Option<ExtensionValue>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) enum ExtensionValue {
    #[serde(rename = "valueBoolean")]
    Boolean(bool),
    #[serde(rename = "valueCode")]
    Code(&'static str),
    #[serde(rename = "valueString")]
    Text(String),
    #[serde(rename = "valueCodeableConcept")]
    Concept(CodeableConcept),
}

impl Extension {
    pub(super) fn new(url: impl Into<String>, value: ExtensionValue) -> Self {
        Self {
            parts: Vec::new(),
            url: url.into(),
            value: Some(value),
        }
    }

    /// One that HL7 defines.
    pub(super) fn of_hl7(name: &str, value: ExtensionValue) -> Self {
        let url = format!("http://hl7.org/fhir/StructureDefinition/{name}");
        Self::new(url, value)
    }
}

/// Whom or what something is about.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Reference {
    pub(super) reference: String,
}

/// What texts begin and end with.
const QUOTE: char = '\u{22}';

/// JSON without space between its values, with an entry on each line.
fn indented(json: &str) -> String {
    let mut text = String::with_capacity(2 * json.len());
    let mut depth = 0_usize;
    let mut is_in_text = false;
    let mut is_escaped = false;
    let mut before = ' ';
    for letter in json.chars() {
        let is_empty = matches!((before, letter), ('{', '}') | ('[', ']'));
        match letter {
            _ if is_in_text => {}
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                if !is_empty {
                    break_line(&mut text, depth);
                }
            }
            _ if matches!(before, '{' | '[') => break_line(&mut text, depth),
            _ => {}
        }
        text.push(letter);
        before = letter;
        match letter {
            QUOTE if !is_escaped => {
                is_in_text = !is_in_text;
                before = ' '; // a bracket within a text opens nothing
            }
            _ if is_in_text => before = ' ',
            '{' | '[' => depth += 1,
            ',' => break_line(&mut text, depth),
            ':' => text.push(' '),
            _ => {}
        }
        is_escaped = is_in_text && letter == '\\' && !is_escaped;
    }
    text.push('\n');
    text
}

fn break_line(text: &mut String, depth: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n("  ", depth));
}

/// A resource: indented, ending in a line break, safe to print.
///
/// It is laid out as text, so that what an input said and is given back looks like all the rest.
pub(super) fn printed(resource: &impl Serialize) -> String {
    let json =
        serde_json::to_string(resource).expect("every key is a string and every value plain");
    sanitized_json(&indented(&json)).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::indented;

    #[test]
    fn text_is_laid_out_as_serde_json_lays_it_out() {
        let value = json!({ "a": [1, { "b": "x, {y}: [\\\"" }, [], {}], "c": {}, "d": [[null]], "e": "\\" });
        let expected = format!("{value:#}\n");
        assert_eq!(indented(&value.to_string()), expected);
        let again: Value = serde_json::from_str(&expected).expect("it is JSON");
        assert_eq!(again, value);
    }
}
