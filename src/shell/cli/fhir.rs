//! The command line of `smp fhir`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct FhirArgs {
    #[command(subcommand)]
    pub(crate) command: FhirCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum FhirCommand {
    /// Print the questions as a `Questionnaire`
    Questionnaire,
    /// Print the codes of questions, answers and verdicts as a `CodeSystem`
    CodeSystem,
    /// Print answers as a `QuestionnaireResponse`
    Response(ResponseArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ResponseArgs {
    /// An answers file, or a FHIR `QuestionnaireResponse`; `-` reads standard input
    pub(crate) file: PathBuf,
    /// Set an answer, such as `hair_length=shaved`; wins over the file
    #[arg(long = "set", value_name = "ID=OPTION")]
    pub(crate) sets: Vec<String>,
}
