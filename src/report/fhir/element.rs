//! The small parts that FHIR resources are made of, with their keys in the order of the specification.

use serde::Serialize;

use crate::fhir::{Coded, Names, code};
use crate::pack::Question;

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
