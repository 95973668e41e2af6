//! Reads the command line, and refuses what does not belong together.

use std::ffi::OsString;
use std::{io, process};

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _};
use smp_suitability::diagnostic::escape_untrusted;

use super::{Cli, Command, ResultArgs, environment};
use crate::shell::message;

impl Cli {
    /// Reads the command line; a usage error ends the process with exit code 2.
    pub(crate) fn read() -> Self {
        let arguments: Vec<OsString> = std::env::args_os().collect();
        let mut command = Self::command();
        let matches = environment::matches(&mut command, &arguments).unwrap_or_else(|error| {
            // Said again about what is safe to show: a file name among the arguments may hold anything.
            let shown = arguments.iter().map(|argument| {
                let argument = argument.to_string_lossy();
                escape_untrusted(&argument).into_owned()
            });
            let again = environment::without(Self::command()).try_get_matches_from(shown);
            say_and_exit(&again.err().unwrap_or_else(|| {
                // What was refused as it is would be taken as it is shown.
                let told = error.to_string();
                let lines: Vec<_> = told.lines().map(escape_untrusted).collect();
                let told = lines.join("\n");
                command.error(error.kind(), told.trim_start_matches("error: "))
            }))
        });
        if let Some(option) = misplaced_option(&matches) {
            let message = format!(
                "`{option}` belongs to the interview; with a command, write it after the command if it takes it"
            );
            say_and_exit(&command.error(ErrorKind::ArgumentConflict, message));
        }
        let cli = Self::from_arg_matches(&matches).unwrap_or_else(|error| say_and_exit(&error));
        if let Some(message) = cli.result_args().conflict() {
            say_and_exit(&command.error(ErrorKind::ArgumentConflict, message));
        }
        cli
    }

    /// The options of the result that is asked for; those of the interview where it is none of a person.
    fn result_args(&self) -> &ResultArgs {
        match &self.command {
            Some(Command::Assess(args)) => &args.result,
            _ => &self.interview.result,
        }
    }
}

/// Ends the process after a usage error, or after help that was asked for and that could be printed.
fn say_and_exit(error: &clap::Error) -> ! {
    if error.use_stderr() {
        // clap wraps help, and no errors.
        message::say(error.to_string().trim_end());
        process::exit(error.exit_code());
    }
    let printed = error.print();
    let is_lost = printed.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe);
    process::exit(if is_lost { 2 } else { error.exit_code() })
}

/// An option of the interview that was written before a command.
fn misplaced_option(matches: &ArgMatches) -> Option<&'static str> {
    matches.subcommand_name()?;
    let options = [
        ("answers", "--answers"),
        ("plain", "--plain"),
        ("all", "--all"),
        ("sets", "--set"),
        ("format", "--format"),
        ("show", "--show"),
        ("on", "--on"),
        ("country", "--country"),
        ("fail_on", "--fail-on"),
    ];
    let mut written = options
        .into_iter()
        .filter(|(id, _)| matches.value_source(id) == Some(ValueSource::CommandLine));
    written.next().map(|(_, option)| option)
}
