//! Options that say what the columns of a table mean, and how a file is to be read.

use std::path::PathBuf;

use clap::Args;
use encoding_rs::Encoding;

use super::values::{delimiter, encoding};
use crate::shell::Failure;

/// What the columns of a table mean.
#[derive(Debug, Args)]
pub(crate) struct ColumnArgs {
    /// Carry these columns of a table through to the results
    #[arg(long, value_name = "COLUMN,COLUMN")]
    pub(crate) keep: Vec<String>,
    /// Leave these columns of a table out
    #[arg(long, value_name = "COLUMN,COLUMN")]
    pub(crate) ignore: Vec<String>,
    /// Take from this file what the columns and values of a table mean
    #[arg(long = "columns", value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,
    /// Print such a file for this table, to be corrected by you
    #[arg(long, conflicts_with_all = ["map", "keep", "ignore", "to", "full", "resume", "folder"])]
    pub(crate) suggest_columns: bool,
}

impl ColumnArgs {
    /// Refuses these options for anything but a table.
    pub(crate) fn check(&self, is_table: bool) -> Result<(), Failure> {
        let is_used = !self.keep.is_empty()
            || !self.ignore.is_empty()
            || self.map.is_some()
            || self.suggest_columns;
        if is_table || !is_used {
            return Ok(());
        }
        Err(Failure::Fixable {
            message: "columns are those of a table, and the input is JSON".to_owned(),
            help: "leave `--keep`, `--ignore` and `--columns` out; in JSON, your own keys begin with `x_`"
                .to_owned(),
        })
    }
}

/// What a table of results looks like.
#[derive(Debug, Args)]
pub(crate) struct TableArgs {
    /// Write a table for programs: ids in the place of words, and columns that stay the same
    #[arg(long)]
    pub(crate) ids: bool,
    /// What separates the cells of a CSV output; otherwise the same as in the input
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    pub(crate) to_delimiter: Option<u8>,
    /// Begin a CSV output with a byte order mark, by which Excel knows UTF-8; otherwise as in the input
    #[arg(long)]
    pub(crate) bom: bool,
}

/// How a file is to be read.
#[derive(Debug, Args)]
pub(crate) struct ReadingArgs {
    /// The encoding of a text file, such as `windows-1252`; otherwise it is UTF-8, or UTF-16 that says so
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<&'static Encoding>,
    /// The sheet of a workbook; otherwise it is the first
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
}

/// How a person has said that a file is to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ReadAs<'a> {
    /// The encoding of a text; otherwise UTF-8, or what its byte order mark says.
    pub(crate) encoding: Option<&'static Encoding>,
    /// The sheet of a workbook; otherwise the first.
    pub(crate) sheet: Option<&'a str>,
}

impl ReadingArgs {
    pub(crate) fn read_as(&self) -> ReadAs<'_> {
        ReadAs {
            encoding: self.encoding,
            sheet: self.sheet.as_deref(),
        }
    }
}
