//! The table against a naive reading of the conditions.

use proptest::prelude::*;
use smp_suitability::assess::{Applies, Table, assess};

use crate::fuzzed::table::assert_naive;
use crate::random::{self, Dice};

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_table_says_what_the_conditions_say(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let table = Table::new(&pack);
        let answers = random::answers(&mut dice, &pack);
        assert_naive(&table, &answers);
    }

    #[test]
    fn what_fires_for_certain_fires_however_the_rest_is_answered(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let table = Table::new(&pack);
        let mut answers = random::answers(&mut dice, &pack);
        // An answer to a question that may turn out not to apply can be taken back.
        for (index, _) in pack.numbered_questions() {
            if table.read(&answers).applies(index) == Applies::Maybe {
                answers.clear(index);
            }
        }
        let unknown = assess(&table, &answers);
        for complete in random::completions(&table, &answers) {
            let known = assess(&table, &complete);
            for finding in unknown.findings.iter().filter(|finding| finding.rule.unless.is_none()) {
                prop_assert!(known.findings.iter().any(|other| other.rule.id == finding.rule.id));
            }
            prop_assert!(known.open.is_empty());
        }
    }
}
