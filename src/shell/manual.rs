//! `smp man`: manual pages, made from the command line by `clap_mangen` when they are asked for.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use smp_suitability::diagnostic::suggest;

use super::cli::{Cli, Common, ManArgs};
use super::output::Output;
use super::{Failure, Status};

pub(super) fn run(common: &Common, args: &ManArgs) -> Result<Status, Failure> {
    let mut commands = Vec::new();
    let mut cli = Cli::command().disable_help_subcommand(true);
    cli.build();
    add_visible(&cli, &mut commands);
    match &args.all {
        Some(folder) => write_all(&commands, folder)?,
        None => Output::new(common).write(&page(find(&commands, &args.command)?)?)?,
    }
    Ok(Status::Done)
}

/// Adds a command and all below it that `--help` names.
fn add_visible<'a>(command: &'a Command, commands: &mut Vec<&'a Command>) {
    commands.push(command);
    for below in command
        .get_subcommands()
        .filter(|below| !below.is_hide_set())
    {
        add_visible(below, commands);
    }
}

/// The name of a command's page, such as `smp-rules-check`.
fn page_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

fn find<'a>(commands: &[&'a Command], words: &[String]) -> Result<&'a Command, Failure> {
    let wanted = [&["smp".to_owned()], words].concat().join("-");
    let found = commands.iter().find(|command| page_name(command) == wanted);
    found.copied().ok_or_else(|| {
        let names: Vec<_> = commands
            .iter()
            .filter_map(|command| page_name(command).strip_prefix("smp-"))
            .map(|name| name.replace('-', " "))
            .collect();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        let wanted = words.join(" ");
        Failure::Fixable {
            message: format!("there is no command `{wanted}`"),
            help: suggest("command", &wanted, &names).unwrap_or_default(),
        }
    })
}

/// Writes every page, readable by all who may read the folder.
fn write_all(commands: &[&Command], folder: &Path) -> Result<(), Failure> {
    let failed = |doing: &str, path: &Path| {
        let doing = format!("{doing} `{}`", path.display());
        move |error| Failure::Io(doing, error)
    };
    fs::create_dir_all(folder).map_err(failed("make the folder", folder))?;
    for command in commands {
        let path = folder.join(format!("{}.1", page_name(command)));
        fs::write(&path, page(command)?).map_err(failed("write", &path))?;
    }
    Ok(())
}

fn page(command: &Command) -> Result<String, Failure> {
    let failed = |error| Failure::Io("make the manual page".to_owned(), error);
    let mut page = Vec::new();
    Man::new(command.clone())
        .render(&mut page)
        .map_err(failed)?;
    let page = String::from_utf8(page).map_err(|error| failed(io::Error::other(error)))?;
    Ok(with_values(&page))
}

/// The page with the value of each option in its synopsis, as in its list of options: `clap_mangen` leaves
/// it out there, so that `--format` would look like a switch.
fn with_values(page: &str) -> String {
    const END: &str = r">\fR";
    let is_named = |line: &&str| line.starts_with(r"\fB\-\-") && line.contains(r"\fR \fI<");
    let mut with_values = page.to_owned();
    for option in page.lines().filter(is_named) {
        let with_value = option
            .find(END)
            .and_then(|end| option.get(..end + END.len()));
        let parts = with_value.and_then(|option| Some((option, option.split_once(' ')?.0)));
        if let Some((with_value, name)) = parts {
            with_values = with_values.replacen(&format!("[{name}]"), &format!("[{with_value}]"), 1);
            with_values = with_values.replacen(&format!("<{name}>"), with_value, 1);
        }
    }
    with_values
}
