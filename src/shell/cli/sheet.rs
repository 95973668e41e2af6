//! The arguments of `smp sheet`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use smp_suitability::pack::Country;

use super::values::{country, day};

const EXAMPLES: &str = "\
Examples:
  smp sheet letter me.json --output letter.html   then print it from a browser
  smp sheet consult me.json --format text
  smp sheet visit                                 the same for every client
  smp sheet card --country GB";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct SheetArgs {
    /// Which sheet
    #[arg(value_name = "KIND")]
    pub(crate) kind: SheetName,
    /// An answers file, or a FHIR `QuestionnaireResponse`; `-` reads standard input; a letter needs one
    #[arg(value_name = "ANSWERS")]
    pub(crate) file: Option<PathBuf>,
    /// Set an answer, such as `hair_length=shaved`; wins over the file
    #[arg(long = "set", value_name = "ID=OPTION")]
    pub(crate) sets: Vec<String>,
    /// How to print the sheet
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    pub(crate) format: SheetFormat,
    /// Count dates among the answers for this day, and not for today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) on: Option<NaiveDate>,
    /// Give the emergency numbers of this country, such as `US`, `GB` or `CA` [env: `SMP_COUNTRY`]
    #[arg(long, value_name = "CODE", value_parser = country, env = "SMP_COUNTRY", hide_env = true)]
    pub(crate) country: Option<Country>,
}

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SheetName {
    /// A letter to each doctor whose approval the result asks for
    Letter,
    /// What the practitioner looks at and records, and what the front desk says
    Consult,
    /// The two-minute check before every visit
    Visit,
    /// What is normal after a visit, and when to get help
    Card,
}

/// How a sheet is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SheetFormat {
    /// Pages to print
    Html,
    /// For the screen
    Text,
    /// For e-mail and notes
    Markdown,
}
