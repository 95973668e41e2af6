//! An assessment as a FHIR R4 `Bundle`: the response that was assessed, and the guidance that came of it.

use std::fmt::Write as _;

use maud::{Markup, html};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::element::{Reference, printed};
use super::parameter::Parameters;
use super::response::{RawJson, Response, raw_member};
use crate::assess::{Assessment, Finding, Table};
use crate::fhir::{FormLayout, Names};
use crate::pack::Answers;
use crate::report::content::signs;
use crate::report::provenance::provenance;
use crate::report::sanitize::sanitized;
use crate::report::verdict::{Finality, is_over, meaning_so_far, verdict_name};
use crate::space::Insight;
use crate::words::{capitalized, count, house_rule};

/// The bundle: indented, ending in a line break, safe to print.
pub fn bundle(
    table: &Table,
    form: &FormLayout,
    assessment: &Assessment,
    insight: Option<&Insight>,
) -> String {
    let response = BundleEntry::new(Response::new(table, form, &assessment.answers));
    let guidance = Guidance::new(assessment, insight, response.full_url.clone());
    printed(&Bundle {
        resource_type: "Bundle",
        kind: "collection",
        entry: (response, BundleEntry::new(guidance)),
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bundle<'a> {
    resource_type: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    entry: (BundleEntry<Response<'a>>, BundleEntry<Guidance<'a>>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BundleEntry<Resource> {
    full_url: String,
    resource: Resource,
}

impl<Resource: Serialize> BundleEntry<Resource> {
    fn new(resource: Resource) -> Self {
        let text = serde_json::to_vec(&resource).expect("every key is a string");
        Self {
            full_url: urn(&text),
            resource,
        }
    }
}

/// A name made from the content: a UUID of version 8 (RFC 9562), so that the same input has the same name.
fn urn(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    let mut hex = String::new();
    for (place, byte) in digest.iter().take(16).enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            hex.push('-');
        }
        let byte = match place {
            6 => byte & 0x0f | 0x80,
            8 => byte & 0x3f | 0x80,
            _ => *byte,
        };
        _ = write!(hex, "{byte:02x}"); // a `String` takes everything
    }
    format!("urn:uuid:{hex}")
}

/// What the rules say, as a `GuidanceResponse`.
///
/// A `RiskAssessment` would need a patient and a likelihood. No patient is invented here, and a score for fit is
/// not a probability. A `GuidanceResponse` is the output of rules about one person; it may say that more
/// answers are wanted, and holds all that the rules found.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Guidance<'a> {
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
    fn new(assessment: &'a Assessment, insight: Option<&Insight>, response: String) -> Self {
        let pack = assessment.pack;
        let verdict = assessment.verdict;
        let finality = Finality::of(assessment, insight);
        let status = match finality {
            Finality::Settled => "success",
            Finality::Provisional => "data-requested",
        };
        let so_far = if assessment.is_so_far() {
            " so far"
        } else {
            ""
        };
        let headline = format!(
            "{}{so_far}. {}",
            capitalized(verdict_name(verdict)),
            meaning_so_far(assessment, finality)
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
        let signs = signs(assessment).into_iter().map(|sign| match sign.label {
            Some(label) => format!("{label}: {}", sign.text),
            None => sign.text.into_owned(),
        });
        format!("{}. {}", card.title, signs.collect::<Vec<_>>().join(" "))
    });
    let disclaimer = Some(pack.disclaimer.to_string());
    let notes = [Some(headline), card, disclaimer, Some(provenance(pack))]
        .into_iter()
        .flatten();
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

/// The guidance in a few sentences, for programs that show nothing else of a resource.
#[derive(Serialize)]
struct Narrative {
    status: &'static str,
    div: String,
}

impl Narrative {
    fn of(assessment: &Assessment, headline: &str) -> Self {
        let findings = &assessment.findings;
        let open = assessment.open_now().count();
        let is_over = is_over(assessment);
        let div = html! {
            div xmlns="http://www.w3.org/1999/xhtml" {
                p { b { (sanitized(headline)) } }
                @if !findings.is_empty() {
                    ul { @for finding in findings { li { (finding_html(finding)) } } }
                }
                @if open > 0 && !is_over {
                    p {
                        (count(open, "question"))
                        @if open == 1 { " is" } @else { " are" }
                        " still open."
                    }
                }
                p { (sanitized(&assessment.pack.disclaimer)) }
                p { (sanitized(&provenance(assessment.pack))) }
            }
        };
        Self {
            status: "generated",
            div: div.into_string(),
        }
    }
}

fn finding_html(finding: &Finding) -> Markup {
    let rule = finding.rule;
    html! {
        @if finding.is_cleared() { b { "Approved by a doctor." } " " }
        @for (_, text) in finding.variant().texts() { (sanitized(text)) " " }
        @match &rule.policy {
            Some(policy) => (sanitized(&house_rule(policy))),
            None => { "[" (rule.sources.join(", ")) "]" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::urn;

    #[test]
    fn a_name_is_a_uuid_of_the_content() {
        assert_eq!(urn(b"abc"), "urn:uuid:ba7816bf-8f01-8fea-8141-40de5dae2223");
        assert_ne!(urn(b"abd"), urn(b"abc"));
    }
}
