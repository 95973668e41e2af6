//! Text to checked values, every problem at once.
//!
//! Opens no file: it is given names and bytes. The tree of a file is not visible outside, and returned
//! values uphold their types' invariants.
//!
//! A file is parsed ([`crate::json`]), merged into the file that it extends (`extends`, `merge`, `entries`)
//! and validated ([`crate::format`]). Then it is read, section by section, and what is left to report is
//! about the relations of values:
//!
//! - `pack` reads the files in the order of what they refer to: `sources`, `questionnaire`, `header`,
//!   `rules`, `guide` with `sheets`, `expectations`, `laws`; `cases` are read when they are run
//! - `fields` are the values of a validated object
//! - `lookup` finds questions and options by id, `earlier` explains former ids, `condition` reads conditions
//! - `answers` reads the answers of one person from a `flat` object, a FHIR `response` or `assignment`s;
//!   `row` reads them from the cells of a table, `posted` from what a browser sends
//! - `path` finds the place of a value again, for problems that are found after loading

mod answers;
mod assignment;
mod builtin;
mod cases;
mod column_map;
mod comparison;
mod condition;
mod dates;
mod earlier;
mod entries;
mod expectations;
mod extends;
mod fields;
mod files;
mod flat;
mod folder;
mod guide;
mod header;
mod known;
mod laws;
mod lookup;
mod merge;
mod numbers;
mod pack;
mod path;
mod placeholders;
mod posted;
mod questionnaire;
mod questions;
mod record_id;
mod response;
mod row;
mod rules;
mod sheets;
mod sources;
mod value_error;
mod value_map;

pub use answers::{AnswersInput, Strictness, answers, answers_with};
pub(crate) use assignment::{by_ids, words_in_cell};
pub use builtin::builtin;
pub use cases::{cases, cases_left_out, has_cases};
pub use column_map::{ColumnMap, ColumnMeaning, column_map};
pub use dates::{DateError, DatedAnswer, dated_answer};
pub use earlier::{Outdated, option as outdated_option, question as outdated_question};
pub use files::PackFiles;
pub use folder::{UnreadFiles, unread_files};
pub use known::known_answers;
pub(crate) use lookup::{several_questions, similar_question};
pub use pack::pack;
pub use path::{PathStep, is_of_base, place};
pub use posted::{is_one_field_a_line, is_posted};
pub use record_id::record_id;
pub use response::responses_in_bundle;
pub use row::{Cell, CellContent, row};
pub use value_map::ValueMap;

pub use crate::format::{
    BASE_PACK, CASES_FILE, PACK_FILES, PackKind, answers_schema, file_schema, pack_schema,
};
pub use crate::json::MAX_BYTES;
