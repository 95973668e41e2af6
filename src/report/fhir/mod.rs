//! A pack, answers and an assessment as resources of HL7 FHIR R4.
//!
//! The same input gives the same bytes: no moment, no random id. What a resource does not need is left out.
//!
//! - `questionnaire`, `code_system` a pack
//! - `response` the answers of a person
//! - `bundle` a result, with its values in `parameter`
//! - `element` the parts of resources, and how they are printed

mod bundle;
mod code_system;
mod element;
mod parameter;
mod questionnaire;
mod response;

pub use bundle::bundle;
pub use code_system::code_system;
pub use questionnaire::questionnaire;
pub use response::response;
