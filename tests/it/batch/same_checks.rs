//! What batch makes of a record is what a single file gives: the same checks, the same result.

use proptest::prelude::*;
use proptest::sample::Index;
use smp_suitability::assess::Table;
use smp_suitability::batch::{Private, ResultForm, Worker};
use smp_suitability::load;
use smp_suitability::pack::{Pack, Verdict};
use smp_suitability::report::answers_file;

use crate::fuzzed::record::check;
use crate::leads::Leads;
use crate::random::{self, Dice};

/// Pieces that are worth putting into a record.
const PIECES: [&[u8]; 34] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\",
    b"\n",
    b" \t\r",
    b"null",
    b"true",
    b"-1",
    b"0",
    b"1.5",
    b"1e999",
    b"\"none\"",
    b"\"q0\":null,",
    b"\"q1\":[],",
    b"\"id\": \"\",",
    b"\"id\":\" \xc2\xa0\",",
    b"\"id\":\"a\",",
    b"\"x_a\":1,",
    b"\"x_a\":\"\\u00e9\",",
    b"\"x_b\":{\"c\":[1]},",
    b"\"$schema\":1,",
    b"\"o1\",",
    b"[[],[]]",
    b"\\ud800",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\0",
    b"\x1b[31m\x7f",
    "é日\u{202e}".as_bytes(),
];

/// A record of random answers, without line breaks.
pub(super) fn record(dice: &mut Dice, pack: &Pack, table: &Table) -> Vec<u8> {
    let mut answers = random::answers(dice, pack);
    let reading = table.read(&answers);
    for (index, _) in pack.numbered_questions() {
        // Most answers belong there, so that most records are good.
        if reading.applies(index) == smp_suitability::assess::Applies::No && dice.below(20) > 0 {
            answers.clear(index);
        }
    }
    answers.id = (dice.below(2) == 0).then(|| "a b".to_owned());
    answers_file(pack, &answers).replace('\n', " ").into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn records_and_damaged_records_are_read_as_a_single_file_is(
        seed in any::<u64>(),
        mutations in proptest::collection::vec((any::<Index>(), 0_usize..6, any::<Index>()), 8)
    ) {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let table = Table::new(&pack);
        let mut worker = Worker::new(&table, ResultForm::Compact).with_private(Private::Shown);
        for _ in 0..4 {
            check(&table, &mut worker, &record(&mut dice, &pack, &table));
        }
        for (at, length, piece) in mutations {
            let mut text = record(&mut dice, &pack, &table);
            let start = at.index(text.len() + 1);
            let end = (start + length).min(text.len());
            text.splice(start..end, piece.get::<&[u8]>(&PIECES).iter().copied());
            check(&table, &mut worker, &text);
        }
    }

    #[test]
    fn records_of_the_built_in_pack_are_read_as_a_single_file_is(seed in any::<u64>()) {
        // One pack for all cases would be quicker, but a worker that remembers must begin somewhere.
        let pack = load::pack(&load::builtin()).unwrap();
        let table = Table::new(&pack);
        let mut worker = Worker::new(&table, ResultForm::Compact).with_private(Private::Shown);
        let mut leads = Leads::new(&pack, seed, 300);
        for _ in 0..3 {
            let mut text = Vec::new();
            leads.write(&mut text);
            check(&table, &mut worker, &text);
        }
    }
}

#[test]
fn verdicts_are_numbered_from_best_to_worst() {
    let numbers = Verdict::ALL.map(|verdict| verdict as usize);
    assert_eq!(numbers, [0, 1, 2, 3, 4]);
}
