//! The codes of a pack as a FHIR R4 `CodeSystem`: questions, their answers, and verdicts.

use serde::Serialize;

use super::element::{Coding, printed};
use super::questionnaire::{Contact, date, machine_name, publisher};
use crate::fhir::{Coded, Names, code, codes, verdict_code};
use crate::pack::{Pack, Question, Verdict};
use crate::report::verdict::{verdict_meaning, verdict_name};
use crate::words::capitalized;

/// The code system: indented, ending in a line break, safe to print.
pub fn code_system(pack: &Pack) -> String {
    let names = Names::of(pack);
    let questions = pack.questions.iter().map(Concept::of_question);
    let verdicts = Verdict::ALL.into_iter().map(Concept::of_verdict);
    let concepts: Vec<_> = questions.chain(verdicts).collect();
    let count = concepts.iter().map(|concept| 1 + concept.inner.len()).sum();
    printed(&CodeSystem {
        resource_type: "CodeSystem",
        url: names.code_system(),
        version: &pack.version,
        name: format!("{}Codes", machine_name(&pack.id)),
        title: format!("{}: codes", pack.title),
        status: "draft",
        date: date(pack),
        publisher: publisher(pack),
        contact: pack.clinic.iter().map(Contact::of).collect(),
        description: "Questions, each with its answers, and verdicts.",
        case_sensitive: true,
        hierarchy_meaning: "grouped-by",
        content: "complete",
        count,
        property: [
            CodeSystemProperty {
                code: NOT_SELECTABLE,
                uri: Some("http://hl7.org/fhir/concept-properties#notSelectable"),
                description: "A question, which is no answer.",
                kind: "boolean",
            },
            CodeSystemProperty {
                code: ABSENT,
                uri: None,
                description: "Why an answer is absent, in a code of HL7.",
                kind: "Coding",
            },
        ],
        concept: concepts,
    })
}

const NOT_SELECTABLE: &str = "notSelectable";
const ABSENT: &str = "absentReason";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CodeSystem<'a> {
    resource_type: &'static str,
    url: String,
    version: &'a str,
    name: String,
    title: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contact: Vec<Contact<'a>>,
    description: &'static str,
    case_sensitive: bool,
    hierarchy_meaning: &'static str,
    content: &'static str,
    count: usize,
    property: [CodeSystemProperty; 2],
    concept: Vec<Concept>,
}

#[derive(Serialize)]
struct CodeSystemProperty {
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<&'static str>,
    description: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct Concept {
    code: String,
    display: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    property: Vec<ConceptProperty>,
    #[serde(rename = "concept", skip_serializing_if = "Vec::is_empty")]
    inner: Vec<Concept>,
}

#[derive(Serialize)]
struct ConceptProperty {
    code: &'static str,
    #[serde(flatten)]
    value: PropertyValue,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum PropertyValue {
    ValueBoolean(bool),
    ValueCoding(Coding),
}

impl Concept {
    fn of_question(question: &Question) -> Self {
        Self {
            code: question.id.to_string(),
            display: question.ask.to_string(),
            definition: Some(question.why.to_string()),
            property: vec![ConceptProperty {
                code: NOT_SELECTABLE,
                value: PropertyValue::ValueBoolean(true),
            }],
            inner: codes(question)
                .map(|coded| Self::of_answer(question, coded))
                .collect(),
        }
    }

    fn of_answer(question: &Question, coded: Coded) -> Self {
        let definition = match coded {
            Coded::Option(_) => None,
            Coded::NoneOfThese => Some("Known: none of the other answers fits."),
            Coded::NotSure => Some("Asked, and not known."),
        };
        let absent = || ConceptProperty {
            code: ABSENT,
            value: PropertyValue::ValueCoding(Coding {
                system: "http://terminology.hl7.org/CodeSystem/data-absent-reason".to_owned(),
                code: "asked-unknown".to_owned(),
                display: Some("Asked But Unknown".to_owned()),
            }),
        };
        Self {
            code: code(question, coded),
            display: coded.words(question).to_owned(),
            definition: definition.map(str::to_owned),
            property: (coded == Coded::NotSure).then(absent).into_iter().collect(),
            inner: Vec::new(),
        }
    }

    fn of_verdict(verdict: Verdict) -> Self {
        Self {
            code: verdict_code(verdict),
            display: capitalized(verdict_name(verdict)),
            definition: Some(verdict_meaning(verdict).to_owned()),
            property: Vec::new(),
            inner: Vec::new(),
        }
    }
}
