//! `smp completions`: a short script for a shell, which asks `smp complete` what can be written at the cursor.
//!
//! The answer is a line that says what it is (`words`, `files` or `folders`), and a line for each word:
//! the word, a tab, and what it means. So a script knows nothing that could grow old.

mod cursor;
mod ids;
mod offer;
mod word;

use std::path::{Path, PathBuf};

use clap::CommandFactory as _;
use smp_suitability::load;
use smp_suitability::pack::Pack;

use self::cursor::Cursor;
use super::cli::{Cli, Common, CompleteArgs, CompletionsArgs, Shell};
use super::output::Output;
use super::{Failure, Status, files};

/// Prints the script for a shell.
pub(super) fn script(common: &Common, args: &CompletionsArgs) -> Result<Status, Failure> {
    let script = match args.shell {
        Shell::Bash => include_str!("completion/smp.bash"),
        Shell::Zsh => include_str!("completion/smp.zsh"),
        Shell::Fish => include_str!("completion/smp.fish"),
        Shell::Powershell => include_str!("completion/smp.ps1"),
        Shell::Elvish => include_str!("completion/smp.elv"),
    };
    Output::new(common).write(script)?;
    Ok(Status::Done)
}

/// Prints what can be written at the cursor.
pub(super) fn answer(common: &Common, args: &CompleteArgs) -> Result<Status, Failure> {
    let mut command = Cli::command();
    command.build();
    let (before, current) = args.words.split_at(args.at.min(args.words.len()));
    let current = current.first().map_or("", String::as_str);
    let cursor = Cursor::after(&command, before);
    let folder = cursor.rules.map(home).or_else(|| common.rules.clone());
    let offer = offer::at(&cursor, current, &|| pack(folder.as_deref()));
    Output::new(common).write(&offer.printed())?;
    Ok(Status::Done)
}

/// The pack whose ids are wanted; a broken one has none to offer.
fn pack(folder: Option<&Path>) -> Option<Pack> {
    load::pack(&files::pack_files(folder).ok()?).ok()
}

/// A path as the shell would read it: it has not replaced the `~` of a word that it completes.
fn home(path: &str) -> PathBuf {
    let in_home = path.strip_prefix("~/").zip(std::env::var_os("HOME"));
    in_home.map_or_else(
        || path.into(),
        |(path, home)| PathBuf::from(home).join(path),
    )
}
