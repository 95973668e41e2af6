//! Environment variables for options.
//!
//! An option wins over its variable, and a variable that is set to nothing is not set. Variables name
//! what belongs to a place or a person: the rules of a clinic, its country, how a person reads. There
//! is none for what belongs to one run, such as a file to write or the form of a result: a variable
//! set long ago would surprise the reader of that result.

use std::env;
use std::ffi::{OsStr, OsString};

use clap::builder::Resettable;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, Error, Id};
use smp_suitability::diagnostic::escape_untrusted;

/// Reads arguments, and after them the variables that are set.
///
/// # Errors
/// What is wrong with the arguments; if nothing is, what is wrong with a variable, by its name.
pub(super) fn matches(command: &mut Command, arguments: &[OsString]) -> Result<ArgMatches, Error> {
    if !is_any_set(command) {
        return command.try_get_matches_from_mut(arguments);
    }
    let read = |command: Command| command.try_get_matches_from(arguments);
    let matches = read(without(command.clone()))?;
    let mut names = Vec::new();
    collect(command, &matches, &mut names);
    if names.is_empty() {
        return Ok(matches);
    }
    read(keeping(command.clone(), &names)).map_err(|error| {
        let mut each = names.iter();
        let blamed = each.find_map(|name| {
            let alone = keeping(command.clone(), std::slice::from_ref(name));
            Some(told(read(alone).err()?, command, name))
        });
        blamed.unwrap_or(error)
    })
}

/// Returns true if a variable for one of the options is set, which is rare.
fn is_any_set(command: &Command) -> bool {
    let mut names = command.get_arguments().filter_map(Arg::get_env);
    names.any(|name| env::var_os(name).is_some()) || command.get_subcommands().any(is_any_set)
}

/// The command as if no variable were set.
pub(super) fn without(command: Command) -> Command {
    keeping(command, &[])
}

fn keeping(command: Command, names: &[OsString]) -> Command {
    let command = command.mut_args(|arg| {
        let is_kept = (arg.get_env()).is_none_or(|own| names.iter().any(|name| name == own));
        if is_kept {
            arg
        } else {
            arg.env(Resettable::Reset)
        }
    });
    command.mut_subcommands(|subcommand| keeping(subcommand, names))
}

/// The names of the variables that are set for an option that is not on the command line.
fn collect(command: &Command, matches: &ArgMatches, names: &mut Vec<OsString>) {
    for arg in command.get_arguments() {
        let Some(name) = arg.get_env() else {
            continue;
        };
        let is_set = env::var_os(name).is_some_and(|value| !value.is_empty());
        if is_set && !names.iter().any(|known| known == name) && !is_written(matches, arg.get_id())
        {
            names.push(name.to_owned());
        }
    }
    for subcommand in command.get_subcommands() {
        collect(subcommand, matches, names);
    }
}

/// Returns true if an option is on the command line, before or after a command.
fn is_written(matches: &ArgMatches, option: &Id) -> bool {
    let mut present = matches.ids().filter(|id| *id == option);
    let is_here =
        present.any(|id| matches.value_source(id.as_str()) == Some(ValueSource::CommandLine));
    is_here
        || matches
            .subcommand()
            .is_some_and(|(_, within)| is_written(within, option))
}

/// The error in words that name the variable and not an option that is not on the command line.
fn told(mut error: Error, command: &Command, name: &OsStr) -> Error {
    let name = name.to_string_lossy();
    if error.kind() == ErrorKind::InvalidUtf8 {
        let message = format!("the environment variable `{name}` is not valid UTF-8");
        return command.clone().error(ErrorKind::InvalidUtf8, message);
    }
    let value = env::var_os(&*name).unwrap_or_default();
    let value = escape_untrusted(&value.to_string_lossy()).into_owned();
    let named = format!("{name} in the environment");
    error.insert(ContextKind::InvalidValue, ContextValue::String(value));
    error.insert(ContextKind::InvalidArg, ContextValue::String(named));
    error
}
