//! One person's answers as a FHIR R4 `QuestionnaireResponse`.

use serde::Serialize;
use serde_json::value::RawValue;

use super::element::{Coding, Extension, ExtensionValue, printed};
use crate::assess::{Applies, Table};
use crate::fhir::{Coded, FormLayout, Names, group_id};
use crate::pack::{Answer, Answers, Condition, OptionSet, Pack, Question, QuestionIndex};

/// The response: indented, ending in a line break, safe to print.
///
/// It answers exactly what the questionnaire enables. Where a follow-up is answered and its parent is not,
/// the parent is written as "I'm not sure", which means the same, and an extension says that it was left out.
/// So everything is read back as it was.
pub fn response(table: &Table, form: &FormLayout, answers: &Answers) -> String {
    printed(&Response::new(table, form, answers))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Response<'a> {
    resource_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<RawJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<RawJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<RawJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contained: Option<RawJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    extension: Vec<ExtensionOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<Identifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    based_on: Option<RawJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<RawJson>,
    questionnaire: String,
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<RawJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encounter: Option<RawJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authored: Option<RawJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<RawJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<RawJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    item: Vec<ResponseItem<'a>>,
}

/// Something that the input said, as it came.
pub(super) type RawJson = Box<RawValue>;

/// What the input said under a name.
pub(super) fn raw_member(answers: &Answers, name: &str) -> Option<RawJson> {
    let text = answers.of_envelope(name)?;
    let raw = RawValue::from_string(text.to_owned());
    Some(raw.expect("what is kept was read as JSON"))
}

#[derive(Serialize)]
#[serde(untagged)]
enum ExtensionOut {
    Ours(Extension),
    Given(RawJson),
}

/// What the record is called.
#[derive(Serialize)]
#[serde(untagged)]
enum Identifier {
    Given(RawJson),
    Ours { value: String },
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResponseItem<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    extension: Vec<Extension>,
    link_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    answer: Vec<ItemAnswer>,
    #[serde(rename = "item", skip_serializing_if = "Vec::is_empty")]
    inner: Vec<ResponseItem<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ItemAnswer {
    value_coding: Coding,
}

impl<'a> Response<'a> {
    pub(super) fn new(table: &Table<'a>, form: &FormLayout<'a>, answers: &Answers) -> Self {
        let pack = table.pack();
        let names = Names::of(pack);
        let written = answered(table, answers);
        let items = pack.numbered_questions().filter_map(|(index, question)| {
            let answer = written.get(index)?;
            let groups = form.levels(index).len().saturating_sub(1);
            let mut item = ResponseItem::new(&names, question, answer);
            if answers.get(index).is_none() {
                let is_left_out = ExtensionValue::Boolean(true);
                item.extension
                    .push(Extension::new(names.left_out(), is_left_out));
            }
            Some(item.within(question, groups))
        });
        let raw_member = |name| raw_member(answers, name);
        Self {
            resource_type: "QuestionnaireResponse",
            id: raw_member("id"),
            meta: raw_member("meta"),
            language: raw_member("language"),
            contained: raw_member("contained"),
            extension: extensions(&names, answers),
            identifier: identifier(answers),
            based_on: raw_member("basedOn"),
            part_of: raw_member("partOf"),
            questionnaire: names.questionnaire_version(),
            status: status(table, answers, &written),
            subject: raw_member("subject"),
            encounter: raw_member("encounter"),
            authored: raw_member("authored"),
            author: raw_member("author"),
            source: raw_member("source"),
            item: items.collect(),
        }
    }
}

/// The answers to write: none to a question that does not apply, and one to every question whose answer
/// decides that another one is enabled.
fn answered(table: &Table, answers: &Answers) -> Answers {
    let pack = table.pack();
    let reading = table.read(answers);
    let mut written = answers.clone();
    for (index, question) in reversed(pack) {
        if reading.applies(index) == Applies::No {
            written.clear(index);
        }
        if written.get(index).is_none() {
            continue;
        }
        let requirements = question.when.iter().flat_map(Condition::requirements);
        for parent in requirements.map(|requirement| requirement.question) {
            if written.get(parent).is_none() && reading.applies(parent) != Applies::No {
                written.set(parent, Answer::NotSure);
            }
        }
    }
    written
}

/// Every question from the last to the first, so that a follow-up comes before its parents.
fn reversed(pack: &Pack) -> impl Iterator<Item = (QuestionIndex, &Question)> {
    let mut questions: Vec<_> = pack.numbered_questions().collect();
    questions.reverse();
    questions.into_iter()
}

/// What the input said, but answers that were in progress may be complete by now.
fn status(table: &Table, answers: &Answers, written: &Answers) -> String {
    let said = answers
        .of_envelope("status")
        .and_then(|status| serde_json::from_str::<String>(status).ok());
    if let Some(said) = said.filter(|said| said != "in-progress") {
        return said;
    }
    let reading = table.read(written);
    let mut questions = table.pack().numbered_questions();
    let is_complete = questions
        .all(|(index, _)| written.get(index).is_some() || reading.applies(index) == Applies::No);
    let status = if is_complete {
        "completed"
    } else {
        "in-progress"
    };
    status.to_owned()
}

/// The record's name, unless the id of the resource says the same.
fn identifier(answers: &Answers) -> Option<Identifier> {
    if let Some(identifier) = raw_member(answers, "identifier") {
        return Some(Identifier::Given(identifier));
    }
    let id = answers.id.as_ref()?;
    let resource_id = answers
        .of_envelope("id")
        .and_then(|text| serde_json::from_str::<String>(text).ok());
    (resource_id.as_ref() != Some(id)).then(|| Identifier::Ours { value: id.clone() })
}

/// The caller's own keys, each in an extension, and the extensions that came with the input.
fn extensions(names: &Names, answers: &Answers) -> Vec<ExtensionOut> {
    let ours = answers.extras.iter().map(|(key, value)| {
        let part =
            |name: &str, text: &str| Extension::new(name, ExtensionValue::Text(text.to_owned()));
        ExtensionOut::Ours(Extension {
            parts: vec![part("key", key), part("value", value)],
            url: names.own_key(),
            value: None,
        })
    });
    let raw_member = (answers.of_envelope("extension"))
        .map(serde_json::from_str::<Vec<RawJson>>)
        .map(|list| list.expect("what is kept was read as a list"))
        .into_iter()
        .flatten()
        .map(ExtensionOut::Given);
    ours.chain(raw_member).collect()
}

impl<'a> ResponseItem<'a> {
    /// An answered question.
    fn new(names: &Names, question: &'a Question, answer: Answer) -> Self {
        let answers = coded(answer).into_iter().map(|coded| ItemAnswer {
            value_coding: Coding::of_answer(names, question, coded),
        });
        Self {
            extension: Vec::new(),
            link_id: question.id.to_string(),
            text: Some(&question.ask),
            answer: answers.collect(),
            inner: Vec::new(),
        }
    }

    /// The same with the groups around it.
    fn within(self, question: &Question, groups: usize) -> Self {
        (1..=groups).rev().fold(self, |item, number| Self {
            extension: Vec::new(),
            link_id: group_id(question, number),
            text: None,
            answer: Vec::new(),
            inner: vec![item],
        })
    }
}

/// The codes of an answer, in the order of the options.
fn coded(answer: Answer) -> Vec<Coded> {
    match answer {
        Answer::NotSure => vec![Coded::NotSure],
        Answer::Chosen(OptionSet::NONE_OF_THESE) => vec![Coded::NoneOfThese],
        Answer::Chosen(options) => options.positions().map(Coded::Option).collect(),
    }
}
