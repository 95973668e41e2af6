//! The command line of `smp rules`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::values::day;
use super::{Format, NewArgs};

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    #[command(subcommand)]
    pub(crate) command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Prove every property and every law of a pack over every set of answers
    Check(CheckArgs),
    /// Run the pack's own cases, and tell what they reach
    Test(TestArgs),
    /// Tell what changes from one pack to another, over every possible set of answers
    Diff(DiffArgs),
    /// Print a pack as a document that a clinician can read and sign
    Show(ShowArgs),
    /// Begin a pack of your own, over the built-in one
    New(NewArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    pub(crate) pack: PackArgs,
    /// How to print the document
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: DocumentFormat,
}

/// How a document is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocumentFormat {
    /// For a terminal or a printer
    Text,
    /// For an editor or a website
    Markdown,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The folder of the old pack; `smp` is the built-in one
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) old: PathBuf,
    /// The folder of the new pack; `smp` is the built-in one
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) new: PathBuf,
    /// Also tell which answers of this file change, one answers object on each line
    #[arg(long, value_name = "FILE.jsonl")]
    pub(crate) answers: Option<PathBuf>,
    /// How to print the differences
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct TestArgs {
    #[command(flatten)]
    pub(crate) pack: PackArgs,
    /// Change every rule in every single step, and list the changes that no case notices
    #[arg(long)]
    pub(crate) mutate: bool,
    /// Print a case to complete for everything not reached, and with `--mutate` not noticed
    #[arg(long)]
    pub(crate) suggest: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PackArgs {
    /// The pack's folder; without it, the one of `--rules`, or the built-in pack
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) pack: PackArgs,
    /// Warn if the pack's `review_by` is before this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<NaiveDate>,
    /// Also check what a patient decision aid must have, item by item, with the place of each
    #[arg(long)]
    pub(crate) decision_aid: bool,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
}
