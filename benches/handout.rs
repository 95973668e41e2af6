//! Pages to take along: how many can be made in a second.
//!
//! `cargo bench --bench handout` measures one page, which should take less than two milliseconds.
//! `cargo bench --bench handout -- program [COUNT]` measures the program with two jobs, pages on the
//! disk and all: at least 1,000 pages a second on two cores.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints what it measured, and a failing one should panic"
)]

use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;

use divan::Bencher;
use smp_suitability::assess::{Table, assess};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::report::{html, markdown};
use smp_suitability::space::Insight;

const PERSON: &str = r#"{ "hair_color": "dark_brown", "hair_length": "cropped", "hair_loss": "male_pattern",
    "prior_transplant": "none", "loss_speed": "slow", "area": ["crown"], "stage": "moderate", "age": "from_26_to_64",
    "pregnancy": "no", "skin": ["keloid"], "skin_disease": [], "health": ["diabetes"], "diabetes_now": "in_range" }"#;

#[path = "../tests/it/leads.rs"]
mod leads;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    match words.iter().position(|word| word == "program") {
        Some(place) => {
            let count = words.get(place + 1).and_then(|count| count.parse().ok());
            program(count.unwrap_or(10_000));
        }
        None => divan::main(),
    }
}

/// Has the program make pages, and prints how fast it was and how large they are.
fn program(count: usize) {
    const ROUNDS: usize = 5;
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("leads.jsonl");
    let pack = load::pack(&load::builtin()).unwrap();
    let mut leads = leads::Leads::new(&pack, 1, 0);
    let mut records = Vec::new();
    for _ in 0..count {
        leads.write(&mut records);
    }
    fs::write(&input, records).unwrap();
    for jobs in ["1", "2"] {
        let mut rates = Vec::new();
        let before = children();
        // Old pages stay: a file system is slow for a while after many files went.
        let pages = |round: usize| folder.path().join(format!("pages-{jobs}-{round}"));
        for round in 0..ROUNDS {
            let mut command = Command::new(env!("CARGO_BIN_EXE_smp"));
            command.arg("batch").arg(&input).args(["--jobs", jobs]);
            command
                .arg("--handouts")
                .arg(pages(round))
                .stdout(Stdio::null());
            let begun = Instant::now();
            let output = command.stderr(Stdio::piped()).output().unwrap();
            rates.push(count as f64 / begun.elapsed().as_secs_f64());
            assert!(output.status.success(), "{output:?}");
        }
        let taken = (children() - before) * 1_000.0 / (ROUNDS * count) as f64;
        rates.sort_by(f64::total_cmp);
        println!(
            "{:8.0}  pages a second with {jobs} jobs ({:.0} to {:.0})",
            rates[ROUNDS / 2],
            rates[0],
            rates[ROUNDS - 1]
        );
        println!("{taken:8.2}  milliseconds of processor time a page");
        let sizes = fs::read_dir(pages(0)).unwrap();
        let sizes = sizes.map(|entry| entry.unwrap().metadata().unwrap().len());
        let sizes: Vec<_> = sizes.collect();
        println!(
            "{:8}  bytes in the largest file of {}",
            sizes.iter().max().unwrap(),
            sizes.len()
        );
    }
}

/// Processor time of the children so far in seconds, as Linux counts it: in hundredths.
fn children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    let fields: Vec<f64> = fields
        .split(' ')
        .map(|field| field.parse().unwrap_or(0.0))
        .collect();
    (fields[13] + fields[14]) / 100.0
}

/// Answers read and assessed, and a page made of them, as for each record of a batch.
#[divan::bench]
fn assess_and_make_a_page(bencher: Bencher) {
    let pack = load::pack(&load::builtin()).unwrap();
    let table = Table::for_many(&pack);
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

fn person() -> (smp_suitability::pack::Pack, smp_suitability::pack::Answers) {
    let pack = load::pack(&load::builtin()).unwrap();
    let input = AnswersInput {
        file: Some(("answers.json", PERSON.as_bytes())),
        sets: &[],
    };
    let answers = load::answers(&Table::new(&pack), input).unwrap();
    (pack, answers)
}
