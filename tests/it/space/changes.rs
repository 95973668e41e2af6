//! Every smallest set of changes that leads to a better verdict.

use proptest::prelude::*;
use smp_suitability::assess::{Table, assess};
use smp_suitability::space;

use super::person;
use crate::fuzzed::changes::{assert_changes, changed};
use crate::report::assessed;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_smallest_set_of_changes_is_found_and_no_other(seed in any::<u64>()) {
        person(seed, assert_changes);
    }
}

/// Somebody with a dozen passing problems, none of which may be left out.
const MANY_PROBLEMS: &str = r#"{
  "hair_color": "black", "hair_length": "shaved", "hair_loss": "male_pattern", "prior_transplant": "never_had",
  "loss_speed": "stable", "area": ["crown"], "age": "over_25", "pregnancy": "no",
  "skin": ["changing_mole", "rash", "infection", "sunburn"], "skin_disease": ["psoriasis", "eczema"],
  "psoriasis_now": "active", "letter_psoriasis": "not_yet", "eczema_now": "active", "letter_eczema": "not_yet",
  "heart_blood": [], "health": ["diabetes", "lupus", "fever"], "diabetes_now": "out_of_range",
  "letter_diabetes": "not_yet", "lupus_now": "active", "letter_lupus": "not_yet",
  "medicines": ["isotretinoin", "retinoid_cream", "pain_relief"], "cancer_treatment": "no", "allergies": [],
  "recent": ["surgery", "botox", "filler", "laser_peel", "pigment_laser"], "worry": "some"
}"#;

#[test]
fn of_many_problems_none_may_be_left_out() {
    assessed(MANY_PROBLEMS, |assessment| {
        let table = Table::new(assessment.pack);
        let answers = &assessment.answers;
        let found = space::what_if(&table, answers);
        assert!(found.iter().any(|what_if| what_if.changes.len() > 2));
        for what_if in found {
            for left_out in &what_if.changes {
                let mut changes = what_if.changes.clone();
                changes.retain(|change| change != left_out);
                let after = changed(assessment.pack, answers, &changes).unwrap();
                assert_eq!(assess(&table, &after).verdict, assessment.verdict);
            }
        }
    });
}
