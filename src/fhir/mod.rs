//! A pack in the words of HL7 FHIR R4: its names, its codes, and the shape of its form.
//!
//! What is read in [`crate::load`] and written in [`crate::report`] agrees because both ask here.
//! Nothing here reads or writes a resource.

mod code;
mod form;
mod level;
mod name;

pub use code::{Coded, NONE_OF_THESE, NOT_SURE, code, codes, find_code, verdict_code};
pub use form::{FormItem, FormLayout, TooManyGroups, find_item, group_id, help_id};
pub use level::{Level, MOST_LEVELS};
pub use name::Names;
