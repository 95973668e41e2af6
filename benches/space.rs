//! The answer space: the whole of it, one person in it, and a large pack.
//!
//! `cargo bench --bench space`. Trust the ratios within one run; another machine gives other seconds.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failing benchmark should panic"
)]

use divan::Bencher;
use smp_suitability::assess::{Table, assess};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::{Answers, Pack};
use smp_suitability::space::{self, Insight};

#[path = "../tests/it/generated.rs"]
mod generated;

/// A person of whom twelve answers are known.
const TWELVE: &str = r#"{ "hair_color": "dark_brown", "hair_length": "medium", "hair_loss": "male_pattern",
    "prior_transplant": "none", "loss_speed": "slow", "area": ["crown"], "age": "from_26_to_64",
    "pregnancy": "no", "skin": ["moles"], "skin_disease": [], "health": ["diabetes"], "diabetes_now": "in_range" }"#;

fn main() {
    divan::main();
}

fn pack() -> Pack {
    load::pack(&load::builtin()).unwrap()
}

#[divan::bench]
fn load_the_built_in_pack(bencher: Bencher) {
    let files = load::builtin();
    bencher.bench(|| load::pack(&files));
}

#[divan::bench]
fn assess_one_person(bencher: Bencher) {
    let pack = pack();
    let table = Table::new(&pack);
    let answers = twelve(&table);
    bencher.bench(|| assess(&table, &answers));
}

#[divan::bench]
fn whole_space_of_the_built_in_pack(bencher: Bencher) {
    let pack = pack();
    let blank = Answers::blank(&pack);
    bencher.bench(|| space::outcomes(&pack, &blank));
}

#[divan::bench]
fn everything_about_a_person_without_answers(bencher: Bencher) {
    let pack = pack();
    let table = Table::new(&pack);
    let assessment = assess(&table, &Answers::blank(&pack));
    bencher.bench(|| Insight::of(&table, &assessment));
}

#[divan::bench]
fn everything_about_a_person_with_twelve_answers(bencher: Bencher) {
    let pack = pack();
    let table = Table::new(&pack);
    let assessment = assess(&table, &twelve(&table));
    bencher.bench(|| Insight::of(&table, &assessment));
}

#[divan::bench]
fn whole_space_of_50_questions_and_200_rules(bencher: Bencher) {
    let pack = generated::pack(50, 200, 1);
    let blank = Answers::blank(&pack);
    bencher.bench(|| space::outcomes(&pack, &blank));
}

#[divan::bench(sample_count = 3)]
fn refuse_a_pack_too_entangled(bencher: Bencher) {
    let pack = generated::pack(50, 200, 20);
    bencher.bench(|| space::tractable(&pack).unwrap_err());
}

fn twelve(table: &Table) -> Answers {
    let input = AnswersInput {
        file: Some(("twelve.json", TWELVE.as_bytes())),
        sets: &[],
    };
    load::answers(table, input).unwrap()
}
