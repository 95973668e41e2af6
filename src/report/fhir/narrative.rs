//! The guidance as a few words to read, for programs that show nothing else of a resource.

use maud::{Markup, html};
use serde::Serialize;

use crate::assess::{Assessment, Finding};
use crate::report::insight::is_over;
use crate::report::provenance::provenance;
use crate::report::sanitize::sanitized;
use crate::words::count;

#[derive(Serialize)]
pub(super) struct Narrative {
    status: &'static str,
    div: String,
}

impl Narrative {
    pub(super) fn of(assessment: &Assessment, headline: &str) -> Self {
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
        "[" (rule.sources.join(", ")) "]"
    }
}
