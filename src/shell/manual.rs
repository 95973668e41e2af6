//! `smp man`: manual pages, made from the command line when the program was tested, and kept in it.

use std::fs;
use std::path::Path;

use smp_suitability::diagnostic::suggest;

use super::cli::{Common, ManArgs};
use super::output::Output;
use super::{Failure, Status};

macro_rules! pages {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("manual/", $name, ".1")))),*]
    };
}

/// The name of each page, and the page.
const PAGES: &[(&str, &str)] = pages! {
    "smp"
    "smp-assess"
    "smp-batch"
    "smp-calendar"
    "smp-completions"
    "smp-explain"
    "smp-fhir"
    "smp-fhir-code-system"
    "smp-fhir-questionnaire"
    "smp-fhir-response"
    "smp-man"
    "smp-rules"
    "smp-rules-check"
    "smp-rules-diff"
    "smp-rules-new"
    "smp-rules-show"
    "smp-rules-test"
    "smp-schema"
    "smp-schema-answers"
    "smp-schema-assessment"
    "smp-schema-pack"
    "smp-sheet"
    "smp-template"
};

pub(super) fn run(common: &Common, args: &ManArgs) -> Result<Status, Failure> {
    match &args.all {
        Some(folder) => write_all(folder)?,
        None => Output::new(common).write(page(&args.command)?)?,
    }
    Ok(Status::Done)
}

fn page(command: &[String]) -> Result<&'static str, Failure> {
    let commands: Vec<_> = PAGES
        .iter()
        .map(|(name, _)| name.replace('-', " "))
        .collect();
    let wanted = format!("smp {}", command.join(" "));
    let found = PAGES
        .iter()
        .zip(&commands)
        .find(|(_, name)| *name == wanted.trim_end());
    found.map(|((_, page), _)| *page).ok_or_else(|| {
        let commands: Vec<_> = commands
            .iter()
            .filter_map(|name| name.strip_prefix("smp "))
            .collect();
        let wanted = command.join(" ");
        Failure::Mendable {
            message: format!("there is no command `{wanted}`"),
            help: suggest("command", &wanted, &commands).unwrap_or_default(),
        }
    })
}

/// Writes every page, readable by all who may read the folder.
fn write_all(folder: &Path) -> Result<(), Failure> {
    let failed = |doing: &str, path: &Path| {
        let doing = format!("{doing} `{}`", path.display());
        move |error| Failure::Io(doing, error)
    };
    fs::create_dir_all(folder).map_err(failed("make the folder", folder))?;
    for (name, page) in PAGES {
        let path = folder.join(format!("{name}.1"));
        fs::write(&path, page).map_err(failed("write", &path))?;
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failing test should panic")]
mod tests {
    use std::fs;
    use std::path::Path;

    use clap::CommandFactory as _;
    use snapbox::{Data, assert_data_eq};

    use super::super::cli::Cli;
    use super::PAGES;

    /// After a change to the command line, `SNAPSHOTS=overwrite cargo test` writes the pages again.
    #[test]
    fn the_pages_are_those_of_the_commands() {
        let folder = tempfile::tempdir().unwrap();
        clap_mangen::generate_to(Cli::command(), folder.path()).unwrap();
        let mut names = Vec::new();
        for entry in fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            let kept = Path::new("src/shell/manual").join(path.file_name().unwrap());
            let page = with_values(&fs::read_to_string(&path).unwrap());
            assert_data_eq!(page, Data::read_from(&kept, None).raw());
            names.push(path.file_stem().unwrap().to_str().unwrap().to_owned());
        }
        names.sort();
        let embedded: Vec<_> = PAGES.iter().map(|(name, _)| *name).collect();
        assert_eq!(embedded, names);
    }

    /// A page whose synopsis names the value of each option, as its list of options does.
    fn with_values(page: &str) -> String {
        let is_named = |line: &&str| line.starts_with(r"\fB\-\-") && line.contains(r"\fR \fI<");
        let mut page = page.to_owned();
        let options: Vec<_> = page.lines().filter(is_named).map(str::to_owned).collect();
        for option in options {
            let end = option.find(r">\fR").unwrap() + r">\fR".len();
            let (with_value, _) = option.split_at(end);
            let (name, _) = with_value.split_once(' ').unwrap();
            page = page.replacen(&format!("[{name}]"), &format!("[{with_value}]"), 1);
            page = page.replacen(&format!("<{name}>"), with_value, 1);
        }
        page
    }
}
