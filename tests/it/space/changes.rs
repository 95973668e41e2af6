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

/// A person with a dozen passing problems, none of which may be left out.
const MANY_PROBLEMS: &str = r#"{
  "hair_color": "black", "hair_length": "shaved", "hair_loss": "male_pattern", "prior_transplant": "none",
  "loss_speed": "stable", "area": ["crown"], "age": "from_26_to_64", "pregnancy": "no",
  "earlier_smp": "smp", "smp_now": "low_line",
  "skin": ["changing_spot", "rough_spots", "mole_removal", "broken_skin"], "skin_disease": ["psoriasis", "eczema"],
  "psoriasis_now": "active", "letter_psoriasis": "not_yet", "eczema_now": "active", "letter_eczema": "not_yet",
  "health": ["diabetes", "blood_pressure"], "blood_pressure_now": "too_high", "diabetes_now": "out_of_range",
  "letter_diabetes": "not_yet", "health_more": ["autoimmune"], "autoimmune_kind": ["lupus"], "lupus_now": "active", "letter_lupus": "not_yet",
  "medicines": ["isotretinoin"], "isotretinoin_time": "under_6_months", "allergies": [],
  "recent": ["surgery", "cosmetic", "pigment_laser"], "worry": []
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
