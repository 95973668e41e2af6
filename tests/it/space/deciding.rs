//! The fewest answers that force the verdict.

use proptest::prelude::*;

use super::person;
use crate::fuzzed::deciding::assert_deciding;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_smaller_set_of_answers_decides_the_verdict(seed in any::<u64>()) {
        person(seed, assert_deciding);
    }
}
