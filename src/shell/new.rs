//! `smp rules new`: a clinic's own pack to begin with.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use smp_suitability::assess::Table;
use smp_suitability::load::{self, PackFiles};
use smp_suitability::pack::Clinic;
use smp_suitability::report::{self, NewPackOptions};
use smp_suitability::verify;

use super::cli::{Common, NewArgs};
use super::interview::quoted;
use super::output::Output;
use super::{Failure, Status, files};

pub(super) fn run(common: &Common, args: &NewArgs) -> Result<Status, Failure> {
    let base = load::pack(&load::builtin())?;
    let options = NewPackOptions {
        clinic: Clinic {
            name: args.name.clone().into(),
            contact: args.contact.clone().into(),
            logo: None,
            accent: None,
        },
        country: args.country.clone(),
        currency: args.currency.clone(),
        price: args.price,
    };
    let written = report::new_pack(&base, &options).map_err(|missing| Failure::Fixable {
        message: missing.message,
        help: missing.help,
    })?;
    check(&args.folder, &written)?;
    write(&args.folder, &written)?;
    Output::new(common).write(&summary(&args.folder, &written))?;
    Ok(Status::Done)
}

/// Nothing is written that could not be read again.
fn check(folder: &Path, written: &[(&'static str, String)]) -> Result<(), Failure> {
    let files = PackFiles {
        folder: folder.display().to_string(),
        files: (written.iter())
            .map(|(name, text)| (*name, Cow::Owned(text.clone().into_bytes())))
            .collect(),
    };
    let pack = load::pack(&files)?;
    verify::score(&pack, &files.folder)?;
    load::cases(&Table::new(&pack), &files)?;
    Ok(())
}

fn write(folder: &Path, written: &[(&'static str, String)]) -> Result<(), Failure> {
    let shown = folder.display();
    let failed = |doing: &str| {
        let doing = format!("{doing} `{shown}`");
        move |error| Failure::Io(doing, error)
    };
    if folder.exists() {
        let mut entries = fs::read_dir(folder).map_err(failed("use the folder"))?;
        if entries.next().is_some() {
            return Err(Failure::Fixable {
                message: format!("the folder `{shown}` is not empty"),
                help: "name a new folder; nothing is ever overwritten".to_owned(),
            });
        }
    }
    let made: Vec<_> = folder.ancestors().take_while(|at| !at.exists()).collect();
    // The header comes last: a folder without it cannot be taken for a complete pack.
    let files: Vec<_> = written.iter().rev().cloned().collect();
    let made_and_filled =
        fs::create_dir_all(folder).and_then(|()| files::write_new(folder, &files));
    made_and_filled.map_err(|error| {
        // The first failure is reported, and may be why this fails too.
        for folder in made {
            _ = fs::remove_dir(folder);
        }
        failed("write to the folder")(error)
    })
}

fn summary(folder: &Path, written: &[(&'static str, String)]) -> String {
    let folder = quoted(folder);
    let mut summary = format!("Written to {folder}:\n");
    for (name, _) in written {
        let what = match *name {
            "pack.json" => "name, contact line and version: fill these in",
            "expectations.json" => "prices: put yours in, with your reason and source",
            "questionnaire.json" => "questions that you change, add or remove; none yet",
            "suitability.json" => "rules that you change, add or remove; none yet",
            "cases.json" => "cases of your own; one to begin with",
            _ => "where your prices come from",
        };
        _ = writeln!(summary, "  {name:<20}{what}"); // a `String` takes everything
    }
    _ = write!(
        summary,
        "Everything else comes from the built-in pack.\n\
         Next: smp rules check {folder}\n      smp rules test {folder}\n      smp --rules {folder}\n"
    );
    summary
}
