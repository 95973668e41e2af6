//! The HL7 FHIR R4 names, codes and item structure of a pack.
//!
//! Shared by [`crate::load`], which reads responses, and [`crate::report`], which writes resources.
//! Nothing here reads or writes a resource.

mod code;
mod form;
mod level;
mod name;

pub use code::{Coded, code, codes, find_code, verdict_code};
pub use form::{FormItem, FormLayout, TooManyGroups, find_item, group_id, help_id};
pub use level::{Level, MOST_LEVELS};
pub use name::Names;
