//! The format of every file of a pack, stated once.
//!
//! An `Object` lists the keys of an object and the `Shape` of each value; `files` names the object of
//! each file. From these descriptions follow:
//!
//! - `validate`, which reports every structural problem of a file
//! - `schema`, the JSON Schemas that `smp schema` prints
//! - `expression`, which shows how the format writes a condition that was written in another way
//! - the merge of a pack into the pack that it extends, and the readers in [`crate::load`]
//!
//! The order of keys is that of messages about missing ones. The first key of an entry identifies it.

mod cases;
mod checks;
mod comparison;
mod digest;
mod expectations;
pub(crate) mod expression;
mod files;
mod guide;
mod header;
mod id_syntax;
mod questionnaire;
mod rules;
mod schema;
mod shape;
mod sources;
mod validate;
mod words;

pub(crate) use checks::parse_day;
pub use digest::PACK_FILES;
pub(crate) use digest::digest;
pub use files::{BASE_PACK, CASES_FILE};
pub(crate) use files::{BEFORE, EXTENDS, REMOVE, content_of};
pub(crate) use header::{HEADER, OF_ONE_VERSION};
pub(crate) use id_syntax::IdSyntax;
pub(crate) use questionnaire::{OPTION, QUESTION, QUESTIONNAIRE};
pub use schema::{PackKind, answers_schema, file_schema, pack_schema};
pub(crate) use shape::{Key, Object, Shape, TextSyntax, may};
pub(crate) use validate::{are_capitals, find_word, is_blank, validate};
pub(crate) use words::{
    AGREEMENTS, ALL_ELSE, CHANGES, DATE_UNITS, GATES, KINDS, SCORE_TRENDS, SINCE, SOURCE_KINDS,
    STRENGTHS, VERDICT_TRENDS, VERDICTS,
};
