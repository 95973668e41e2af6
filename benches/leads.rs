//! Writes records to measure with: `cargo bench --bench leads -- COUNT [BAD_AMONG_1000 [SEED]] > leads.jsonl`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failing benchmark should panic"
)]

use std::io::{self, Write as _};

use smp_suitability::load;

#[path = "../tests/it/leads.rs"]
mod leads;

fn main() {
    let numbers = std::env::args()
        .skip(1)
        .filter_map(|word| word.parse().ok());
    let numbers: Vec<u64> = numbers.collect();
    let number = |place: usize, otherwise| numbers.get(place).copied().unwrap_or(otherwise);
    let pack = load::pack(&load::builtin()).unwrap();
    let mut leads = leads::Leads::new(&pack, number(2, 1), number(1, 0));
    let mut out = Vec::new();
    let mut stdout = io::stdout().lock();
    for _ in 0..number(0, 0) {
        leads.write(&mut out);
        if out.len() > 1 << 16 {
            stdout.write_all(&out).unwrap();
            out.clear();
        }
    }
    stdout.write_all(&out).unwrap();
}
