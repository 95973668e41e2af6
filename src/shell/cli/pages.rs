//! The command line of `smp batch` where it makes pages.

use std::path::PathBuf;

use clap::{Args, ValueHint};

#[derive(Debug, Args)]
pub(crate) struct HandoutArgs {
    /// Make a page for each person in this folder, and an index to look through
    #[arg(long = "handouts", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) folder: Option<PathBuf>,
    /// Use a folder for pages that is not empty, and overwrite pages of the same name
    #[arg(long, requires = "folder")]
    pub(crate) force: bool,
}

impl HandoutArgs {
    /// Returns true if pages are wanted.
    pub(crate) fn are_wanted(&self) -> bool {
        self.folder.is_some()
    }
}
