//! Pages to take along: how many can be made in a second.
//!
//! `cargo bench --bench handout`. One page should take less than two milliseconds.
#![allow(clippy::unwrap_used, reason = "a failing benchmark should panic")]

use divan::Bencher;
use smp_suitability::assess::{Table, assess};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::report::{html, markdown};
use smp_suitability::space::Insight;

const PERSON: &str = r#"{ "hair_color": "dark_brown", "hair_length": "cropped", "hair_loss": "male_pattern",
    "prior_transplant": "never_had", "loss_speed": "slow", "area": ["crown"], "stage": "moderate", "age": "over_25",
    "pregnancy": "no", "skin": ["keloid"], "skin_disease": [], "heart_blood": [], "health": ["diabetes_steady"] }"#;

fn main() {
    divan::main();
}

/// Answers read and assessed, and a page made of them, as for each record of a batch.
#[divan::bench]
fn assess_and_make_a_page(bencher: Bencher) {
    let pack = load::pack(&load::builtin()).unwrap();
    let table = Table::new(&pack);
    let input = AnswersInput {
        file: Some(("answers.json", PERSON.as_bytes())),
        sets: &[],
    };
    bencher.bench(|| {
        html(
            &assess(&table, &load::answers(&table, input).unwrap()),
            None,
        )
    });
}

#[divan::bench]
fn page_with_insight(bencher: Bencher) {
    let (pack, answers) = person();
    let table = Table::new(&pack);
    let assessment = assess(&table, &answers);
    let insight = Insight::of(&table, &assessment);
    bencher.bench(|| html(&assessment, Some(&insight)));
}

#[divan::bench]
fn markdown_with_insight(bencher: Bencher) {
    let (pack, answers) = person();
    let table = Table::new(&pack);
    let assessment = assess(&table, &answers);
    let insight = Insight::of(&table, &assessment);
    bencher.bench(|| markdown(&assessment, Some(&insight)));
}

fn person() -> (
    smp_suitability::pack::Pack,
    smp_suitability::answers::Answers,
) {
    let pack = load::pack(&load::builtin()).unwrap();
    let input = AnswersInput {
        file: Some(("answers.json", PERSON.as_bytes())),
        sets: &[],
    };
    let answers = load::answers(&Table::new(&pack), input).unwrap();
    (pack, answers)
}
