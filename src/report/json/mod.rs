//! What a program reads: results, differences and problems as JSON, and the answers of a person.
//!
//! Each format is a contract with its own types: keys are added over time, none changes.
//!
//! - `answers` the answers of a person, as `load` reads them
//! - `assessment` a result, with `expectations` and `insight` as parts of it
//! - `difference` what changes from one pack to another
//! - `problems` what is wrong with a file
//! - `schema` the JSON Schema of a result

mod answers;
mod assessment;
mod comparison;
mod difference;
mod expectations;
mod insight;
mod problems;
mod schema;

pub use self::answers::{answer_value, answers_file, answers_object};
pub use self::assessment::{json, json_line};
pub use self::difference::difference_json;
pub use self::problems::{InFile, ProblemJson, problems_json};
pub use self::schema::ASSESSMENT_SCHEMA;
