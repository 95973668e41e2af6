//! A pack as a FHIR R4 `Questionnaire`.

use serde::Serialize;

use super::element::{CodeableConcept, Coding, Extension, ExtensionValue, printed};
use crate::fhir::{Coded, FormLayout, Level, Names, codes, group_id, help_id};
use crate::pack::{Clinic, Kind, Pack, Question};
use crate::report::provenance::provenance;
use crate::words::all_of;

/// The questionnaire: indented, ending in a line break, safe to print.
///
/// It is a draft, since no program can know whether a clinic has taken it into use.
pub fn questionnaire(form: &FormLayout) -> String {
    let pack = form.pack();
    let names = &Names::of(pack);
    let items = pack.numbered_questions().map(|(index, question)| {
        let levels = form.levels(index);
        QuestionnaireItem::of_question(names, pack, question, levels)
    });
    printed(&QuestionnaireResource {
        resource_type: "Questionnaire",
        url: names.questionnaire(),
        version: &pack.version,
        name: machine_name(&pack.id),
        title: &pack.title,
        status: "draft",
        subject_type: ["Patient"],
        date: date(pack),
        publisher: publisher(pack),
        contact: pack.clinic.iter().map(Contact::of).collect(),
        description: format!("{} {}", pack.disclaimer, provenance(pack)),
        item: items.collect(),
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QuestionnaireResource<'a> {
    resource_type: &'static str,
    url: String,
    version: &'a str,
    name: String,
    title: &'a str,
    status: &'static str,
    subject_type: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contact: Vec<Contact<'a>>,
    description: String,
    item: Vec<QuestionnaireItem<'a>>,
}

/// The day on which the pack was last changed.
pub(super) fn date(pack: &Pack) -> Option<String> {
    let updated = pack.provenance.updated;
    updated.map(|day| day.to_string())
}

/// The clinic whose pack it is; without one, those who wrote the rules.
///
/// `approvalDate` and `lastReviewDate` stay out: on which day a doctor reviewed the rules is not known, and
/// R4 has no field for who did. The description names the doctors.
pub(super) fn publisher(pack: &Pack) -> Option<String> {
    if let Some(clinic) = &pack.clinic {
        return Some(clinic.name.to_string());
    }
    let authors = &pack.provenance.authors;
    (!authors.is_empty()).then(|| all_of(authors))
}

/// How to reach the clinic: one line, which may hold anything.
#[derive(Serialize)]
pub(super) struct Contact<'a> {
    telecom: [Telecom<'a>; 1],
}

#[derive(Serialize)]
struct Telecom<'a> {
    system: &'static str,
    value: &'a str,
}

impl<'a> Contact<'a> {
    pub(super) fn of(clinic: &'a Clinic) -> Self {
        let telecom = Telecom {
            system: "other",
            value: &clinic.contact,
        };
        Self { telecom: [telecom] }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QuestionnaireItem<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    extension: Vec<Extension>,
    link_id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    code: Vec<Coding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    enable_when: Vec<EnableWhen<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enable_behavior: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    repeats: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    answer_option: Vec<AnswerOption>,
    #[serde(rename = "item", skip_serializing_if = "Vec::is_empty")]
    inner: Vec<QuestionnaireItem<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EnableWhen<'a> {
    question: &'a str,
    operator: &'static str,
    answer_coding: Coding,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AnswerOption {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    extension: Vec<Extension>,
    value_coding: Coding,
}

impl<'a> QuestionnaireItem<'a> {
    fn bare(link_id: String, kind: &'static str) -> Self {
        Self {
            extension: Vec::new(),
            link_id,
            code: Vec::new(),
            text: None,
            kind,
            enable_when: Vec::new(),
            enable_behavior: None,
            repeats: false,
            answer_option: Vec::new(),
            inner: Vec::new(),
        }
    }

    /// A question with the groups around it.
    fn of_question(
        names: &Names,
        pack: &'a Pack,
        question: &'a Question,
        levels: &[Level],
    ) -> Self {
        let (control, words) = match question.kind {
            Kind::One => ("radio-button", "Radio Button"),
            Kind::Many => ("check-box", "Check-box"),
        };
        let down = ExtensionValue::Code("vertical");
        let mut item = Self {
            extension: vec![
                control_extension(control, words),
                Extension::of_hl7("questionnaire-choiceOrientation", down),
            ],
            code: vec![Coding::of_question(names, question)],
            text: Some(&question.ask),
            repeats: question.kind == Kind::Many,
            answer_option: codes(question)
                .map(|coded| AnswerOption::new(names, question, coded))
                .collect(),
            inner: vec![Self::of_help(question)],
            ..Self::bare(question.id.to_string(), "choice")
        };
        let Some((own, around)) = levels.split_last() else {
            return item;
        };
        item.enable(names, pack, own);
        for (number, level) in around.iter().enumerate().rev() {
            let mut group = Self::bare(group_id(question, number + 1), "group");
            group.enable(names, pack, level);
            group.inner.push(item);
            item = group;
        }
        item
    }

    /// Why a question is asked.
    fn of_help(question: &'a Question) -> Self {
        Self {
            extension: vec![control_extension("help", "Help-Button")],
            text: Some(&question.why),
            ..Self::bare(help_id(question), "display")
        }
    }

    fn enable(&mut self, names: &Names, pack: &'a Pack, level: &Level) {
        let answers = level.codes(pack);
        self.enable_when = answers
            .map(|(question, code)| EnableWhen {
                question: &question.id,
                operator: "=",
                answer_coding: Coding {
                    system: names.code_system(),
                    code,
                    display: None,
                },
            })
            .collect();
        self.enable_behavior = Some("any");
    }
}

impl AnswerOption {
    fn new(names: &Names, question: &Question, coded: Coded) -> Self {
        let stands_alone = match coded {
            Coded::Option(_) => false,
            Coded::NoneOfThese | Coded::NotSure => question.kind == Kind::Many,
        };
        let yes = ExtensionValue::Boolean(true);
        let exclusive =
            stands_alone.then(|| Extension::of_hl7("questionnaire-optionExclusive", yes));
        Self {
            extension: exclusive.into_iter().collect(),
            value_coding: Coding::of_answer(names, question, coded),
        }
    }
}

fn control_extension(code: &str, display: &str) -> Extension {
    let coding = Coding {
        system: "http://hl7.org/fhir/questionnaire-item-control".to_owned(),
        code: code.to_owned(),
        display: Some(display.to_owned()),
    };
    let concept = CodeableConcept { coding: [coding] };
    Extension::of_hl7(
        "questionnaire-itemControl",
        ExtensionValue::Concept(concept),
    )
}

/// A name as a program may use it: `my-clinic` becomes `MyClinic`.
pub(super) fn machine_name(id: &str) -> String {
    let words = id.split(['-', '_']);
    let name: String = words.map(crate::words::capitalized).collect();
    name.chars().take(255).collect()
}
