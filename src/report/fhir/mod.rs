//! A pack, answers and an assessment as resources of HL7 FHIR R4.
//!
//! The same input gives the same bytes: no moment, no random id. What a resource does not need is left out.

mod bundle;
mod code_system;
mod element;
mod guidance;
mod layout;
mod narrative;
mod parameter;
mod questionnaire;
mod response;

use serde::Serialize;

pub use bundle::bundle;
pub use code_system::code_system;
pub use questionnaire::questionnaire;
pub use response::response;

use self::layout::indented;
use super::sanitize::sanitized_json;

/// A resource: indented, ending in a line break, safe to print.
///
/// It is laid out as text, so that what an input said and is given back looks like all the rest.
fn printed(resource: &impl Serialize) -> String {
    let json = serde_json::to_string(resource);
    let json = json.expect("every key is a string and every value plain");
    sanitized_json(&indented(&json)).into_owned()
}
