//! The arguments of `smp form`.

use clap::{Args, ValueHint};
use smp_suitability::pack::Country;
use smp_suitability::report::FormAddress;

use super::values::{address, country};

const EXAMPLES: &str = "\
Examples:
  smp form > form.html                             open it in a browser, or mail it
  smp --rules my-clinic form  > form.html          with your own questions, name and logo
  smp form --action https://forms.example.org/f/17 > form.html
  smp assess my-answers.json                       the result for a saved file";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct FormArgs {
    /// Let people send their answers to this address, an `https:` URL that takes a posted form
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, value_parser = address)]
    pub(crate) action: Option<FormAddress>,
    /// Leave out the script that saves answers as a file, so that the page runs none at all
    #[arg(long)]
    pub(crate) no_save: bool,
    /// Give the emergency numbers of this country, such as `US`, `GB` or `CA` [env: `SMP_COUNTRY`]
    #[arg(long, value_name = "CODE", value_parser = country, env = "SMP_COUNTRY", hide_env = true)]
    pub(crate) country: Option<Country>,
}
