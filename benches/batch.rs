//! Records in, results out: in parts, and the whole program compared with merely parsing the same file.
//!
//! `cargo bench --bench batch` measures the parts; `cargo bench --bench batch -- ratios [COUNT]` measures
//! the program, after `cargo build --release`. Trust the ratios within one run.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints what it measured, and a failing one should panic"
)]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;

use divan::Bencher;
use divan::counter::ItemsCount;
use serde::Deserialize;
use smp_suitability::assess::{Choices, Reading, Table};
use smp_suitability::batch::{ResultForm, Start, Worker};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::Pack;
use tempfile::TempDir;

#[path = "../tests/it/leads.rs"]
mod leads;
mod process;

use process::{Taken, median, taken};

/// A record of the built-in pack, parsed and not checked.
#[derive(Deserialize)]
#[expect(dead_code, reason = "parsing is all that is measured")]
struct Parsed<'a> {
    id: Option<&'a str>,
    hair_color: Option<&'a str>,
    hair_length: Option<&'a str>,
    hair_loss: Option<&'a str>,
    prior_transplant: Option<&'a str>,
    pulling_now: Option<&'a str>,
    transplant_time: Option<&'a str>,
    transplant_result: Option<&'a str>,
    areata_activity: Option<&'a str>,
    areata_doctor: Option<&'a str>,
    areata_medicine: Option<&'a str>,
    areata_regrowth: Option<&'a str>,
    letter_areata: Option<&'a str>,
    scarring_activity: Option<&'a str>,
    regrowth: Option<&'a str>,
    traction_now: Option<&'a str>,
    earlier_smp: Option<&'a str>,
    smp_now: Option<&'a str>,
    goal: Option<&'a str>,
    look_enough: Option<&'a str>,
    age: Option<&'a str>,
    loss_speed: Option<&'a str>,
    stage: Option<&'a str>,
    diagnosis: Option<&'a str>,
    keep_short: Option<&'a str>,
    area: Option<Vec<&'a str>>,
    hairline_wish: Option<&'a str>,
    scar_cause: Option<&'a str>,
    letter_skull: Option<&'a str>,
    scar_age: Option<&'a str>,
    scar_kind: Option<Vec<&'a str>>,
    letter_scar: Option<&'a str>,
    pregnancy: Option<&'a str>,
    skin: Option<Vec<&'a str>>,
    letter_keloid: Option<&'a str>,
    letter_radiation: Option<&'a str>,
    skin_disease: Option<Vec<&'a str>>,
    psoriasis_now: Option<&'a str>,
    letter_psoriasis: Option<&'a str>,
    eczema_now: Option<&'a str>,
    letter_eczema: Option<&'a str>,
    vitiligo_now: Option<&'a str>,
    letter_vitiligo: Option<&'a str>,
    lichen_now: Option<&'a str>,
    letter_lichen: Option<&'a str>,
    letter_hidradenitis: Option<&'a str>,
    shingles_now: Option<&'a str>,
    letter_skin: Option<&'a str>,
    health: Option<Vec<&'a str>>,
    heart_kind: Option<Vec<&'a str>>,
    letter_heart_valve: Option<&'a str>,
    letter_heart: Option<&'a str>,
    blood_kind: Option<Vec<&'a str>>,
    letter_bleeding: Option<&'a str>,
    letter_methemoglobinemia: Option<&'a str>,
    clot_time: Option<&'a str>,
    letter_clot: Option<&'a str>,
    blood_pressure_now: Option<&'a str>,
    diabetes_now: Option<&'a str>,
    letter_diabetes: Option<&'a str>,
    liver_kidney_kind: Option<Vec<&'a str>>,
    letter_liver: Option<&'a str>,
    letter_kidney: Option<&'a str>,
    transplant_kind: Option<Vec<&'a str>>,
    letter_stem: Option<&'a str>,
    letter_epilepsy: Option<&'a str>,
    health_more: Option<Vec<&'a str>>,
    autoimmune_kind: Option<Vec<&'a str>>,
    lupus_now: Option<&'a str>,
    letter_lupus: Option<&'a str>,
    letter_autoimmune: Option<&'a str>,
    letter_thyroid: Option<&'a str>,
    letter_bowel: Option<&'a str>,
    sarcoid_kind: Option<Vec<&'a str>>,
    letter_sarcoidosis: Option<&'a str>,
    letter_uveitis: Option<&'a str>,
    immunity_kind: Option<Vec<&'a str>>,
    letter_spleen: Option<&'a str>,
    letter_immunity: Option<&'a str>,
    cancer_when: Option<&'a str>,
    cancer_kind: Option<Vec<&'a str>>,
    letter_cancer: Option<&'a str>,
    medicines: Option<Vec<&'a str>>,
    letter_blood_thinner: Option<&'a str>,
    letter_immune: Option<&'a str>,
    isotretinoin_time: Option<&'a str>,
    allergies: Option<Vec<&'a str>>,
    tattoo_reaction: Option<&'a str>,
    letter_numbing: Option<&'a str>,
    contact_how: Option<&'a str>,
    letter_allergy: Option<&'a str>,
    letter_dye: Option<&'a str>,
    recent: Option<Vec<&'a str>>,
    worry: Option<Vec<&'a str>>,
    unseen: Option<&'a str>,
    letter_worry: Option<&'a str>,
    hard_to_keep: Option<Vec<&'a str>>,
    planned_transplant: Option<&'a str>,
    skin_tone: Option<&'a str>,
    scalp_type: Option<&'a str>,
}

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    match words
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["parse", file] => println!("{}", parse_file(Path::new(file))),
        ["ratios", rest @ ..] => {
            let count = rest.first().and_then(|count| count.parse().ok());
            ratios(count.unwrap_or(300_000));
        }
        _ => divan::main(),
    }
}

fn pack() -> Pack {
    load::pack(&load::builtin()).unwrap()
}

fn records(count: usize, bad: u64) -> Vec<u8> {
    let pack = pack();
    let mut leads = leads::Leads::new(&pack, 1, bad);
    let mut text = Vec::new();
    for _ in 0..count {
        leads.write(&mut text);
    }
    text
}

const COUNT: usize = 20_000;

#[divan::bench]
fn merely_parse(bencher: Bencher) {
    let text = records(COUNT, 0);
    bencher
        .counter(ItemsCount::new(COUNT))
        .bench_local(|| parse(&text));
}

#[divan::bench(args = [0, 10])]
fn record_in_record_out(bencher: Bencher, bad: u64) {
    let text = records(COUNT, bad);
    let pack = pack();
    let table = Table::for_many(&pack);
    let mut worker = Worker::new(&table, ResultForm::Compact);
    let mut out = Vec::new();
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
        out.clear();
        for (number, line) in lines(&text).enumerate() {
            let start = Start {
                line: number + 1,
                column: 1,
            };
            worker.json(start, line, &mut out);
        }
    });
}

/// What many people chose: too many for branches to be predicted, and few enough to stay in the cache, as a
/// record does that was read just now.
fn people(table: &Table) -> Vec<Choices> {
    let text = records(1_000, 0);
    lines(&text)
        .map(|line| {
            let input = AnswersInput {
                file: Some(("", line)),
                sets: &[],
            };
            let mut choices = table.choices();
            choices.load(&load::answers(table, input).unwrap());
            choices
        })
        .collect()
}

/// From option indexes to the verdict, the score, the rules that fire and the questions that are open, for
/// a million people.
#[divan::bench(sample_count = 20)]
fn evaluate(bencher: Bencher) {
    let pack = pack();
    let table = Table::for_many(&pack);
    let people = people(&table);
    let mut reading = Reading::default();
    let count = people.len() * 1_000;
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for _ in 0..1_000 {
            for choices in &people {
                table.read_chosen(choices, &mut reading).unwrap();
                black_box(table.outcome(&reading));
                black_box(&reading);
            }
        }
    });
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
}

fn parse(text: &[u8]) -> usize {
    let mut parsed = 0;
    let mut at = 0;
    while let Some(end) = memchr::memchr(b'\n', &text[at..]) {
        let record: Result<Parsed, _> = serde_json::from_slice(&text[at..at + end]);
        parsed += usize::from(black_box(record).is_ok());
        at += end + 1;
    }
    parsed
}

fn parse_file(path: &Path) -> usize {
    parse(&fs::read(path).unwrap())
}

/// What the program is run on, and a place for what it writes.
struct Runs(TempDir);

impl Runs {
    fn input(&self, count: usize, bad: u64) -> PathBuf {
        let path = self.0.path().join(format!("{count}-{bad}.jsonl"));
        fs::write(&path, records(count, bad)).unwrap();
        path
    }

    fn smp(&self, file: &Path, jobs: &str) -> Taken {
        let out = self.0.path().join("out.jsonl");
        _ = fs::remove_file(&out); // what an earlier run left is not this one's work
        let mut command =
            Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("target/release/smp"));
        command.arg("batch").arg(file);
        command.args(["--jobs", jobs, "--output"]).arg(&out);
        taken(&mut command)
    }
}

/// Runs the program and the parser in turn, and prints the medians of their ratios.
fn ratios(count: usize) {
    let runs = Runs(tempfile::tempdir().unwrap());
    let good = runs.input(count, 0);
    let size = fs::metadata(&good).unwrap().len();
    println!("{count} records of {} bytes", size / count as u64);
    let own = std::env::current_exe().unwrap();
    let measured = (0..11).map(|_| {
        let parsed = taken(Command::new(&own).arg("parse").arg(&good));
        let alone = runs.smp(&good, "1");
        let two = runs.smp(&good, "2");
        [
            parsed.user / alone.user,
            parsed.all() / alone.all(),
            alone.wall / two.wall,
            alone.user * 1e9 / count as f64,
        ]
    });
    let names = [
        "speed of one job over merely parsing, user time",
        "the same, user and system time",
        "speed of two jobs over one, wall time",
        "nanoseconds a record, user time (this machine)",
    ];
    print(names, &measured.collect::<Vec<_>>());
    with_bad(&runs, count / 5);
}

/// Bad records cost little more, so it takes many short runs to measure it, each pair next to two of the other
/// kind.
fn with_bad(runs: &Runs, count: usize) {
    let [good, bad] = [0, 10].map(|bad| runs.input(count, bad));
    let measured = (0..40).map(|round| {
        let [outer, inner] = if round % 2 == 0 {
            [&good, &bad]
        } else {
            [&bad, &good]
        };
        let [first, second, third, last] =
            [outer, inner, inner, outer].map(|file| runs.smp(file, "1"));
        let ratios = [
            |taken: &Taken| taken.user,
            Taken::all,
            |taken: &Taken| taken.wall,
        ]
        .map(|of| (of(&second) + of(&third)) / (of(&first) + of(&last)));
        ratios.map(|ratio| if round % 2 == 0 { ratio } else { 1.0 / ratio })
    });
    let names = [
        "time with 1 % bad records over none, user time",
        "the same, user and system time",
        "the same, wall time",
    ];
    println!("{count} records");
    print(names, &measured.collect::<Vec<_>>());
}

/// Prints the median of each figure, with the least and the greatest.
fn print<const COUNT: usize>(names: [&str; COUNT], measured: &[[f64; COUNT]]) {
    for (place, name) in names.into_iter().enumerate() {
        let (middle, least, most) = median(measured.iter().map(|figures| figures[place]).collect());
        println!("{middle:8.2}  {name} ({least:.2} to {most:.2})");
    }
}
