//! An assessment as a FHIR R4 `Bundle`: the response that was assessed, and the guidance that came of it.

use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::guidance::Guidance;
use super::printed;
use super::response::Response;
use crate::assess::{Assessment, Table};
use crate::fhir::FormLayout;
use crate::space::Insight;

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

#[cfg(test)]
mod tests {
    use super::urn;

    #[test]
    fn a_name_is_a_uuid_of_the_content() {
        assert_eq!(urn(b"abc"), "urn:uuid:ba7816bf-8f01-8fea-8141-40de5dae2223");
        assert_ne!(urn(b"abd"), urn(b"abc"));
    }
}
