//! The canonical URLs of a pack's FHIR resources.

use crate::pack::{Pack, Text};

/// The URL prefix for packs without `canonical`.
///
/// The project owns no web address, and `.invalid` is a domain that never leads anywhere (RFC 2606).
/// HL7's own validator takes names under `example.org` for examples that must not be used.
const UNOWNED: &str = "https://smp-suitability.invalid/fhir";

/// The canonical URLs of a pack. They stay the same from version to version.
#[derive(Debug, Clone)]
pub struct Names {
    base: Text,
    pack: Text,
    version: Text,
}

impl Names {
    /// Falls back to a URL without an owner if the pack has no `canonical`.
    pub fn of(pack: &Pack) -> Self {
        Self {
            base: pack.canonical.clone().unwrap_or(UNOWNED.into()),
            pack: pack.id.clone(),
            version: pack.version.clone(),
        }
    }

    /// The URL of the questionnaire, without a version.
    pub fn questionnaire(&self) -> String {
        format!("{}/Questionnaire/{}", self.base, self.pack)
    }

    /// The URL of the questionnaire with its version after `|`, as a response refers to it.
    pub fn questionnaire_version(&self) -> String {
        format!("{}|{}", self.questionnaire(), self.version)
    }

    /// The code system of questions, options and verdicts.
    pub fn code_system(&self) -> String {
        format!("{}/CodeSystem/{}", self.base, self.pack)
    }

    /// The URL of the rules in a guidance response.
    pub fn rules(&self) -> String {
        format!("{}/rules/{}", self.base, self.pack)
    }

    /// The extension that holds one of the caller's own keys; the same for every pack.
    pub fn own_key(&self) -> String {
        format!("{UNOWNED}/StructureDefinition/own-key")
    }

    /// The extension of an item whose question was left unanswered. Such an item has an answer only
    /// because a follow-up question is answered.
    pub fn left_out(&self) -> String {
        format!("{UNOWNED}/StructureDefinition/left-out")
    }
}
