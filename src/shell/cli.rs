//! The command line: every command, option and word that can be written.

mod batch;
mod columns;
mod environment;
mod fhir;
mod form;
mod help;
mod own;
mod pages;
mod reading;
mod rules;
mod sheet;
mod values;

use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};
use encoding_rs::Encoding;
use smp_suitability::load::Strictness;
use smp_suitability::pack::{Country, Verdict};
use smp_suitability::report::Topic;

use super::paint::When;

pub(crate) use self::batch::{BatchArgs, From, To};
pub(crate) use self::columns::ReadAs;
pub(crate) use self::fhir::{FhirArgs, FhirCommand, ResponseArgs};
pub(crate) use self::form::FormArgs;
pub(crate) use self::help::{CompleteArgs, CompletionsArgs, ManArgs, Shell};
pub(crate) use self::own::{NewArgs, SchemaArgs, SchemaCommand};
pub(crate) use self::rules::{
    CheckArgs, DiffArgs, DocumentFormat, RulesArgs, RulesCommand, ShowArgs, TestArgs,
};
pub(crate) use self::sheet::{SheetArgs, SheetFormat, SheetName};
use self::values::{country, day, encoding, line, switch, verdict};

const AFTER_HELP: &str = "\
Examples:
  smp                              answer questions, then read the result
  smp --answers me.json            the same, saving each answer; go on later
  smp template > me.json           a blank answers file to fill in
  smp assess me.json               the result for a file, without questions
  smp assess me.json --format json | jq .verdict
  smp batch leads.csv --output results.jsonl
  smp batch leads.csv --handouts pages
  smp calendar me.json --start 2027-03-31 --output plan.ics
  smp sheet letter me.json --output letter.html
  smp form > form.html             the questions as a web page, without a server
  smp fhir questionnaire           the questions for a record system
  smp explain hair_length          what a question, rule, source or code means
  smp explain methotrexate         the options with a word, and the rules about them
  smp man assess | man -l -        the manual page of a command

Exit codes: 0 done, 1 done with findings, 2 could not run, 130 stopped.";

/// Tells you whether scalp micropigmentation (SMP) suits you, why, and what to expect.
///
/// SMP is a cosmetic tattoo that looks like short hair. Run `smp` to answer questions in the
/// terminal. It is information for a talk with a practitioner, not a diagnosis.
#[derive(Debug, Parser)]
#[command(name = "smp", version, after_help = AFTER_HELP, subcommand_negates_reqs = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) interview: InterviewArgs,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Options that mean the same everywhere.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Use the rule pack in this folder instead of the built-in one [env: `SMP_RULES`]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath, env = "SMP_RULES", hide_env = true)]
    pub(crate) rules: Option<PathBuf>,
    /// Color the output [env: `SMP_COLOR`]
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        env = "SMP_COLOR",
        hide_env = true
    )]
    pub(crate) color: When,
    /// Write the result to this file, readable by you only, instead of the screen
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Options of the interview, which runs when no command is named.
#[derive(Debug, Args)]
pub(crate) struct InterviewArgs {
    /// Take answers from this file, ask for the rest, and save each answer to it
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    /// Ask in numbered lines, for screen readers, simple terminals and pipes [env: `SMP_PLAIN`]
    #[arg(long, action = ArgAction::SetTrue, value_parser = switch, env = "SMP_PLAIN", hide_env = true)]
    pub(crate) plain: bool,
    /// Ask every question, even if no answer to it could change the result
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) result: ResultArgs,
}

/// Options of every command that gives a result for a person.
#[derive(Debug, Args)]
pub(crate) struct ResultArgs {
    /// Set an answer, such as `hair_length=shaved`; wins over the file
    #[arg(long = "set", value_name = "ID=OPTION")]
    pub(crate) sets: Vec<String>,
    /// How to print the result
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ResultFormat,
    /// Print these topics of the result instead of the first screen, as text or Markdown
    #[arg(long, value_name = "TOPIC", value_delimiter = ',')]
    pub(crate) show: Vec<ShownTopics>,
    /// Count dates among the answers for this day, and not for today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) on: Option<NaiveDate>,
    /// Give the prices and emergency numbers of this country, such as `US`, `GB` or `CA` [env: `SMP_COUNTRY`]
    #[arg(long, value_name = "CODE", value_parser = country, env = "SMP_COUNTRY", hide_env = true)]
    pub(crate) country: Option<Country>,
    /// Exit with 1 if the verdict is this one or a worse one
    #[arg(long, value_name = "VERDICT", value_parser = verdict())]
    pub(crate) fail_on: Option<Verdict>,
}

/// What to do instead of asking.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Give the result for one answers file, without asking anything
    Assess(AssessArgs),
    /// Give the result for every record of a file, or of a stream
    Batch(BatchArgs),
    /// Make a calendar of the sessions and the recovery, or of the end of a wait
    Calendar(CalendarArgs),
    /// Print a sheet of paper, such as a letter to a doctor or the check before a visit
    Sheet(SheetArgs),
    /// Print the questions as a web page to fill in, without a server
    Form(FormArgs),
    /// Print a blank answers file, or a blank table for several people
    Template(TemplateArgs),
    /// Explain a question, rule, source, claim, message code, or a word of a question
    Explain(ExplainArgs),
    /// Print a JSON Schema, for editors and other programs
    Schema(SchemaArgs),
    /// Print questions, codes or answers for programs that speak HL7 FHIR
    Fhir(FhirArgs),
    /// Work on a rule pack
    Rules(RulesArgs),
    /// Print a script that sets up Tab completion for your shell
    Completions(CompletionsArgs),
    /// Print the manual page of a command
    Man(ManArgs),
    /// Print what can be written at the cursor, for a shell
    #[command(hide = true)]
    Complete(CompleteArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AssessArgs {
    /// An answers file, or a FHIR `QuestionnaireResponse`; `-` reads standard input
    pub(crate) file: PathBuf,
    /// Refuse words in the place of ids, and answers to questions that do not apply
    #[arg(long)]
    pub(crate) strict: bool,
    /// The encoding of the file, such as `windows-1252`; otherwise it is UTF-8, or UTF-16 that says so
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<&'static Encoding>,
    #[command(flatten)]
    pub(crate) result: ResultArgs,
}

impl AssessArgs {
    pub(crate) fn read_as(&self) -> ReadAs<'_> {
        ReadAs {
            encoding: self.encoding,
            sheet: None,
        }
    }

    pub(crate) fn strictness(&self) -> Strictness {
        strictness(self.strict)
    }
}

fn strictness(is_strict: bool) -> Strictness {
    if is_strict {
        Strictness::Exact
    } else {
        Strictness::Lenient
    }
}

#[derive(Debug, Args)]
pub(crate) struct TemplateArgs {
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub(crate) to: TemplateFormat,
}

/// What `smp template` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TemplateFormat {
    /// An answers file for one person; the options are listed on standard error
    Json,
    /// The header of a table
    Csv,
    /// A workbook with lists to choose from
    Xlsx,
}

#[derive(Debug, Args)]
pub(crate) struct CalendarArgs {
    /// A JSON file with answers; `-` reads standard input
    pub(crate) file: PathBuf,
    /// The day of the first session, or the day from which a wait counts
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) start: NaiveDate,
    /// Whose plan it is, such as `lead-0042`, so that a later file replaces the events of an earlier one; wins over the `id` in the file
    #[arg(long, value_name = "ID", value_parser = line)]
    pub(crate) id: Option<String>,
    /// The version of the plan: of two files, calendar programs keep the one with the higher number
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=i64::from(i32::MAX)))]
    pub(crate) sequence: u32,
    /// Set an answer, such as `hair_length=shaved`; wins over the file
    #[arg(long = "set", value_name = "ID=OPTION")]
    pub(crate) sets: Vec<String>,
    /// Count dates among the answers for this day, and not for today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) on: Option<NaiveDate>,
    /// Give the emergency numbers of this country, such as `US`, `GB` or `CA` [env: `SMP_COUNTRY`]
    #[arg(long, value_name = "CODE", value_parser = country, env = "SMP_COUNTRY", hide_env = true)]
    pub(crate) country: Option<Country>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// An id or code, or a word from a question or an option; without it, everything that can be explained is listed
    #[arg(value_name = "WORD")]
    pub(crate) id: Option<String>,
}

/// How a result for one person is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ResultFormat {
    /// For people, on the screen
    Text,
    /// A page to print or to open in a browser
    Html,
    /// For e-mail and notes
    Markdown,
    /// For programs
    Json,
    /// For programs that speak HL7 FHIR R4
    Fhir,
}

/// What `--show` takes: the id of a topic, or `all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShownTopics {
    /// One topic.
    One(Topic),
    /// All of them.
    All,
}

impl ValueEnum for ShownTopics {
    fn value_variants<'a>() -> &'a [Self] {
        static VALUES: LazyLock<Vec<ShownTopics>> = LazyLock::new(|| {
            let mut values = Topic::ALL.map(ShownTopics::One).to_vec();
            // The help lists certainty after all other topics, a page has the sources last.
            values.sort_by_key(|value| *value == ShownTopics::One(Topic::Certainty));
            values.push(ShownTopics::All);
            values
        });
        &VALUES
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::One(topic) => PossibleValue::new(topic.id()).help(topic.summary()),
            Self::All => PossibleValue::new("all").help("All of it"),
        })
    }
}

impl ShownTopics {
    fn topics(&self) -> &[Topic] {
        match self {
            Self::One(topic) => std::slice::from_ref(topic),
            Self::All => &Topic::ALL,
        }
    }
}

impl ResultArgs {
    /// What is wrong with options that do not go together.
    fn conflict(&self) -> Option<&'static str> {
        let is_read = matches!(self.format, ResultFormat::Text | ResultFormat::Markdown);
        (!is_read && !self.show.is_empty()).then_some(
            "`--show` goes with `--format text` or `--format markdown`; every other format has all topics",
        )
    }

    /// The topics asked for, each once.
    pub(crate) fn topics(&self) -> Vec<Topic> {
        let mut topics: Vec<Topic> = Vec::new();
        for topic in self.show.iter().flat_map(ShownTopics::topics) {
            if !topics.contains(topic) {
                topics.push(*topic);
            }
        }
        topics
    }
}

/// How anything else is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}
