//! What a person waits for: whole commands, beside a program that does nothing.
//!
//! `cargo bench --bench startup`, after `cargo build --release`. The bound for `smp assess` on a full
//! answers file is 3 milliseconds of processor time above the empty program.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints what it measured, and a failing one should panic"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

mod process;

use process::{median, taken};

/// A person of whom everything that applies is known.
const FULL: &str = r#"{ "id": "full", "hair_color": "dark_brown", "hair_length": "cropped", "hair_loss": "male_pattern",
    "prior_transplant": "fut", "transplant_time": "over_12_months", "loss_speed": "slow", "area": ["crown", "scar"],
    "scar_age": "over_12_months", "scar_kind": ["flat"], "age": "from_26_to_64", "pregnancy": "no", "skin": [],
    "skin_disease": ["psoriasis"], "psoriasis_now": "clear", "letter_psoriasis": "approved", 
    "health": ["diabetes"], "diabetes_now": "in_range", "letter_diabetes": "approved", "medicines": [],
    "allergies": [], "recent": [], "worry": [], "stage": "moderate",
    "hard_to_keep": [], "planned_transplant": "no", "skin_tone": "medium", "scalp_type": "normal",
    "goal": "hide_scar" }"#;

fn main() {
    const ROUNDS: usize = 200;
    let folder = tempfile::tempdir().unwrap();
    let full = folder.path().join("full.json");
    fs::write(&full, FULL).unwrap();
    let empty = empty_program(folder.path());
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/release/smp");
    let full = full.to_str().unwrap();
    let commands: [&[&str]; 7] = [
        &["--version"],
        &["template"],
        &["assess", full],
        &["assess", full, "--format", "json"],
        &["assess", full, "--format", "markdown"],
        &["assess", full, "--format", "html"],
        &["calendar", full, "--start", "2027-03-31"],
    ];
    let mut above: Vec<[Vec<f64>; 2]> = vec![Default::default(); commands.len()];
    for _ in 0..ROUNDS {
        for (words, above) in commands.iter().zip(&mut above) {
            let nothing = taken(&mut Command::new(&empty));
            let smp = taken(Command::new(&program).args(*words));
            above[0].push((smp.all() - nothing.all()) * 1e3);
            above[1].push((smp.wall - nothing.wall) * 1e3);
        }
    }
    println!("milliseconds above an empty program, medians of {ROUNDS} pairs");
    println!("processor      wall");
    for (words, above) in commands.iter().zip(above) {
        let [processor, wall] = above.map(|times| median(times).0);
        let words: Vec<_> = words
            .iter()
            .map(|word| word.rsplit('/').next().unwrap())
            .collect();
        println!("{processor:9.2} {wall:9.2}  smp {}", words.join(" "));
    }
}

/// A Rust program whose `main` is empty, built as `smp` is.
fn empty_program(folder: &Path) -> PathBuf {
    let source = folder.join("empty.rs");
    let program = folder.join("empty");
    fs::write(&source, "fn main() {}\n").unwrap();
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let status = Command::new(rustc)
        .args(["-C", "opt-level=3", "-C", "strip=symbols", "-o"])
        .args([&program, &source])
        .status();
    assert!(status.unwrap().success(), "the empty program is built");
    program
}
