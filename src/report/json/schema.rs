//! The JSON Schema of an assessment. A test holds it against the types that are printed.

/// The JSON Schema of what [`crate::report::json()`] gives, as text.
///
/// Keys are added over time, so it admits those it does not know.
pub const ASSESSMENT_SCHEMA: &str = include_str!("assessment.schema.json");

/// Types that only describe others, for the test.
#[cfg(test)]
pub(super) mod described {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator};

    use crate::pack::{Change, Since, Strength, Text, Verdict};

    impl JsonSchema for Text {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            String::schema_name()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            String::json_schema(generator)
        }
    }

    /// The id of a verdict.
    #[derive(JsonSchema)]
    #[schemars(inline, extend("enum" = Verdict::ALL.map(Verdict::id)))]
    pub(in crate::report::json) struct VerdictId(
        #[expect(dead_code, reason = "only its schema is used")] String,
    );

    /// How well a statement is supported.
    #[derive(JsonSchema)]
    #[schemars(inline, extend("enum" = Strength::ALL.map(Strength::id)))]
    pub(in crate::report::json) struct StrengthId(
        #[expect(dead_code, reason = "only its schema is used")] String,
    );

    /// An answer: an option, those that were ticked, or `null`.
    #[derive(JsonSchema)]
    #[schemars(inline, untagged)]
    #[expect(dead_code, reason = "only its schema is used")]
    pub(in crate::report::json) enum AnswerValue {
        One(Option<String>),
        Many(Vec<String>),
    }

    /// What a wait may count from.
    pub(in crate::report::json) fn since_ids() -> [&'static str; 4] {
        [Since::Now, Since::Transplant, Since::Treatment, Since::Scar].map(Since::id)
    }

    /// Who or what can make a change.
    pub(in crate::report::json) fn change_ids() -> [&'static str; 4] {
        [Change::Fixed, Change::Choice, Change::Time, Change::Doctor].map(Change::id)
    }
}

#[cfg(test)]
mod tests {
    use schemars::generate::SchemaSettings;
    use snapbox::{assert_data_eq, file};

    use crate::report::json::assessment::AssessmentJson;

    /// After a change to the types, `SNAPSHOTS=overwrite cargo test` writes the schema again.
    #[test]
    fn the_schema_is_that_of_the_types_that_are_printed() {
        let generator = SchemaSettings::draft2020_12()
            .for_serialize()
            .into_generator();
        let schema = generator
            .into_root_schema_for::<AssessmentJson>()
            .to_value();
        assert_data_eq!(
            format!("{schema:#}\n"),
            file!["assessment.schema.json"].raw()
        );
    }
}
