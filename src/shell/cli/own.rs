//! The arguments of `smp rules new` and `smp schema`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};
use smp_suitability::load::{BASE_PACK, CASES_FILE, PACK_FILES};
use smp_suitability::pack::{Country, Span};

use super::values::{country, line};

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// The folder to make; it must be new or empty
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) folder: PathBuf,
    /// The pack that yours builds on
    #[arg(long, value_name = "PACK", default_value = BASE_PACK, value_parser = [BASE_PACK])]
    pub(crate) extends: String,
    /// The name of your clinic
    #[arg(long, default_value = "Name of your clinic", value_parser = line)]
    pub(crate) name: String,
    /// How people can reach it, in one line
    #[arg(
        long,
        value_name = "LINE",
        default_value = "Phone, email or website of your clinic",
        value_parser = line
    )]
    pub(crate) contact: String,
    /// Where it is, such as `US`; its prices come first [env: `SMP_COUNTRY`]
    #[arg(long, value_name = "CODE", default_value = "US", value_parser = country, env = "SMP_COUNTRY", hide_env = true)]
    pub(crate) country: Country,
    /// The currency of your prices, such as `EUR`
    #[arg(long, value_name = "CODE", value_parser = parse_currency)]
    pub(crate) currency: Option<String>,
    /// Your lowest and highest price for a whole course, such as `1500-4000`
    #[arg(long, value_name = "LOW-HIGH", value_parser = parse_price)]
    pub(crate) price: Option<Span>,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    #[command(subcommand)]
    pub(crate) command: SchemaCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SchemaCommand {
    /// Of the files of a rule pack, or of one of them
    Pack {
        /// One of the files; without it, an object with all of them by name
        #[arg(value_parser = FILE_NAMES)]
        file: Option<String>,
        /// Of a pack that extends another
        #[arg(long)]
        extending: bool,
    },
    /// Of an answers file
    Answers {
        /// For the questions of any pack, not of the one in use
        #[arg(long)]
        any_pack: bool,
    },
    /// Of a result in JSON
    Assessment,
}

const FILE_NAMES: [&str; 7] = {
    let [header, questions, rules, expectations, guide, sources] = PACK_FILES;
    [
        header,
        questions,
        rules,
        expectations,
        guide,
        sources,
        CASES_FILE,
    ]
};

fn parse_currency(code: &str) -> Result<String, String> {
    let letters = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    let code = letters.then(|| code.to_ascii_uppercase());
    code.ok_or_else(|| "expected three letters, such as `USD` or `EUR`".to_owned())
}

fn parse_price(range: &str) -> Result<Span, String> {
    let ends = range.split_once('-');
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let ends = ends.and_then(|(low, high)| Some((number(low)?, number(high)?)));
    match ends {
        Some((min, max)) if min <= max => Ok(Span { min, max }),
        Some(_) => Err("write the lower price first".to_owned()),
        None => Err("expected two whole numbers, such as `1500-4000`".to_owned()),
    }
}
