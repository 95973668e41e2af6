//! A pack, answers and an assessment as resources of HL7 FHIR R4.
//!
//! The same input gives the same bytes: no moment, no random id. What a resource does not need is left out.

mod bundle;
mod code_system;
mod element;
mod guidance;
mod narrative;
mod parameter;
mod questionnaire;
mod response;

use serde::Serialize;

pub use bundle::bundle;
pub use code_system::code_system;
pub use questionnaire::questionnaire;
pub use response::response;

use super::plain_json;

fn printed(resource: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(resource);
    let json = json.expect("every key is a string and every value plain");
    format!("{}\n", plain_json(&json))
}
