//! The canonical URLs of what a pack is in FHIR.

use crate::pack::{Pack, Text};

/// Where names begin if a pack does not say so.
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
    /// The names of a pack.
    pub fn of(pack: &Pack) -> Self {
        Self {
            base: pack.canonical.clone().unwrap_or(UNOWNED.into()),
            pack: pack.id.clone(),
            version: pack.version.clone(),
        }
    }

    /// The questionnaire, without its version.
    pub fn questionnaire(&self) -> String {
        format!("{}/Questionnaire/{}", self.base, self.pack)
    }

    /// The questionnaire with its version, as a response names it.
    pub fn questionnaire_version(&self) -> String {
        format!("{}|{}", self.questionnaire(), self.version)
    }

    /// The system of the codes of questions, options and verdicts.
    pub fn code_system(&self) -> String {
        format!("{}/CodeSystem/{}", self.base, self.pack)
    }

    /// The rules that were asked for guidance.
    pub fn rules(&self) -> String {
        format!("{}/rules/{}", self.base, self.pack)
    }

    /// The extension that keeps a key of the caller's own, whatever the pack.
    pub fn own_key(&self) -> String {
        format!("{UNOWNED}/StructureDefinition/own-key")
    }

    /// The extension of an item that says: nobody answered this question. An answer stands there only
    /// because a follow-up is answered.
    pub fn left_out(&self) -> String {
        format!("{UNOWNED}/StructureDefinition/left-out")
    }
}
