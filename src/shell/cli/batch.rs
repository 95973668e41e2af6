//! The command line of `smp batch`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use smp_suitability::load::Strictness;
use smp_suitability::pack::Country;

use super::columns::{ColumnArgs, ReadingArgs, TableArgs};
use super::pages::HandoutArgs;
use super::values::{country, day, delimiter};
use super::{Format, strictness};

#[derive(Debug, Args)]
pub(crate) struct BatchArgs {
    /// JSON Lines, other JSON, a CSV table or an .xlsx workbook with a header; `-` reads standard input
    pub(crate) file: PathBuf,
    /// What the input is; otherwise the file's name or its first bytes tell
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<From>,
    /// What to write [default: jsonl, or summary with pages]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<To>,
    #[command(flatten)]
    pub(crate) table: TableArgs,
    /// Write everything about each person; slow, since each is looked at from all sides
    #[arg(long)]
    pub(crate) full: bool,
    #[command(flatten)]
    pub(crate) handouts: HandoutArgs,
    #[command(flatten)]
    pub(crate) private: PrivateArgs,
    /// Count dates among the answers for this day, and not for today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) on: Option<NaiveDate>,
    /// Give the prices and emergency numbers of this country, such as `US`, `GB` or `CA` [env: `SMP_COUNTRY`]
    #[arg(long, value_name = "CODE", value_parser = country, env = "SMP_COUNTRY", hide_env = true)]
    pub(crate) country: Option<Country>,
    /// Print the summary for people or for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
    /// Number of parallel jobs; the result is the same [env: `SMP_JOBS`]
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=256), env = "SMP_JOBS", hide_env = true)]
    pub(crate) jobs: u16,
    /// Go on after the last whole record of FILE.part, with the same input and options
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,
    /// Stop at the first bad record; refuse words in the place of ids, and answers to questions that do not apply
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) columns: ColumnArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    /// What separates the cells of a CSV input, such as `;` or `tab`
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    pub(crate) delimiter: Option<u8>,
    /// The number of the input's first line, where the input is a part of a larger one
    #[arg(long, value_name = "LINE", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=1_000_000_000_000))]
    pub(crate) first_line: u64,
    /// Most bytes that a record may have, up to 16 MiB
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 20, value_parser = clap::value_parser!(u32).range(1..=16 << 20))]
    pub(crate) max_line: u32,
}

/// How results treat private answers.
#[derive(Debug, Args)]
pub(crate) struct PrivateArgs {
    /// Show private answers, and what follows from them, in results and in the index of pages
    #[arg(long)]
    pub(crate) show_private: bool,
}

impl BatchArgs {
    pub(crate) fn strictness(&self) -> Strictness {
        strictness(self.strict)
    }

    /// What to write: where pages are written they are the result, so the rest is a summary.
    pub(crate) fn to(&self) -> To {
        let otherwise = if self.handouts.are_wanted() {
            To::Summary
        } else {
            To::Jsonl
        };
        self.to.unwrap_or(otherwise)
    }
}

/// What the input of `smp batch` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum From {
    /// An object on each line
    Jsonl,
    /// A table with a header
    Csv,
    /// A list of objects, or objects one after the other
    Json,
}

/// What `smp batch` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    /// A result on each line
    Jsonl,
    /// A row for each result
    Csv,
    /// The same as a workbook of Excel
    Xlsx,
    /// Counts over all results
    Summary,
}
