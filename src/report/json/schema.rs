//! The JSON Schema of an assessment, from the types that are printed.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::AssessmentJson;
use crate::pack::{Change, Since, Verdict};

/// The JSON Schema of what [`crate::report::json()`] gives.
///
/// Keys are added over time, so it admits those it does not know.
pub fn assessment_schema() -> Value {
    let generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    generator
        .into_root_schema_for::<AssessmentJson>()
        .to_value()
}

/// The id of a verdict.
#[derive(JsonSchema)]
#[schemars(inline, extend("enum" = Verdict::ALL.map(Verdict::id)))]
pub(super) struct VerdictId(#[expect(dead_code, reason = "only its schema is used")] String);

/// An answer: an option, those that were ticked, or `null`.
#[derive(JsonSchema)]
#[schemars(inline, untagged)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) enum AnswerValue {
    One(Option<String>),
    Many(Vec<String>),
}

/// What a wait may count from.
pub(super) fn since_ids() -> [&'static str; 4] {
    [Since::Now, Since::Transplant, Since::Treatment, Since::Scar].map(Since::id)
}

/// Who or what can make a change.
pub(super) fn change_ids() -> [&'static str; 4] {
    [Change::Fixed, Change::Choice, Change::Time, Change::Doctor].map(Change::id)
}
