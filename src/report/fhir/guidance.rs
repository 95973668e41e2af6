//! What the rules say, as a FHIR R4 `GuidanceResponse`.
//!
//! A `RiskAssessment` would need a patient, and a likelihood. No patient is invented here, and a score for
//! fit is not a probability. A `GuidanceResponse` is the output of rules about one person; it may say that
//! more answers are wanted, and holds all that the rules found.

use serde::Serialize;

use super::element::Reference;
use super::narrative::Narrative;
use super::parameter::Parameters;
use super::response::{RawJson, raw_member};
use crate::answers::Answers;
use crate::assess::Assessment;
use crate::fhir::Names;
use crate::report::content::signs;
use crate::report::is_settled;
use crate::report::provenance::provenance;
use crate::report::verdict::{meaning_so_far, verdict_name};
use crate::space::Insight;
use crate::words::capitalized;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Guidance<'a> {
    resource_type: &'static str,
    text: Narrative,
    contained: [Parameters<'a>; 1],
    module_uri: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<RawJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encounter: Option<RawJson>,
    note: Vec<GuidanceNote>,
    output_parameters: Reference,
}

#[derive(Serialize)]
struct GuidanceNote {
    text: String,
}

impl<'a> Guidance<'a> {
    /// The guidance on a response with this name.
    pub(super) fn new(
        assessment: &'a Assessment,
        insight: Option<&Insight>,
        response: String,
    ) -> Self {
        let pack = assessment.pack;
        let verdict = assessment.verdict;
        let settled = is_settled(assessment, insight);
        let status = if settled { "success" } else { "data-requested" };
        let headline = format!(
            "{}. {}",
            capitalized(verdict_name(verdict)),
            meaning_so_far(assessment, settled)
        );
        let parameters = Parameters::new(assessment, insight, response);
        Self {
            resource_type: "GuidanceResponse",
            text: Narrative::of(assessment, &headline),
            output_parameters: Reference {
                reference: format!("#{}", parameters.id()),
            },
            contained: [parameters],
            module_uri: Names::of(pack).rules(),
            status,
            subject: outside_reference(&assessment.answers, "subject"),
            encounter: outside_reference(&assessment.answers, "encounter"),
            note: notes(assessment, headline),
        }
    }
}

/// What a reader should see: the result, when to get help, what the result is not, and who reviewed the rules.
fn notes(assessment: &Assessment, headline: String) -> Vec<GuidanceNote> {
    let pack = assessment.pack;
    let card = pack.warnings.as_ref().map(|card| {
        let signs = signs(assessment).into_iter();
        let signs = signs.map(|sign| match sign.label {
            Some(label) => format!("{label}: {}", sign.text),
            None => sign.text.into_owned(),
        });
        format!("{}. {}", card.title, signs.collect::<Vec<_>>().join(" "))
    });
    let disclaimer = Some(pack.disclaimer.to_string());
    let notes = [Some(headline), card, disclaimer, Some(provenance(pack))];
    let notes = notes.into_iter().flatten();
    notes.map(|text| GuidanceNote { text }).collect()
}

/// A reference of the input, unless it leads into the response, where nothing else can follow it.
fn outside_reference(answers: &Answers, name: &str) -> Option<RawJson> {
    let raw_member = raw_member(answers, name)?;
    let reference: serde_json::Value = serde_json::from_str(raw_member.get()).ok()?;
    let target = reference
        .get("reference")
        .and_then(|target| target.as_str());
    let is_within = target.is_some_and(|target| target.starts_with('#'));
    (!is_within).then_some(raw_member)
}
