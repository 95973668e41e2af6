//! `smp compare`: two answers files side by side.

use std::path::Path;

use smp_suitability::answers::Answers;
use smp_suitability::assess::{Table, assess, assess_in};
use smp_suitability::diagnostic::Problems;
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::report::{self, Side};
use smp_suitability::space::Insight;

use super::cli::{Common, CompareArgs, Format};
use super::output::Output;
use super::{Failure, Status, files};

/// Prints both, or every problem of both files at once.
pub(super) fn run(common: &Common, table: &Table, args: &CompareArgs) -> Result<Status, Failure> {
    let paths = [args.one.as_path(), args.other.as_path()];
    if paths == [Path::new("-"); 2] {
        return Err(Failure::Mendable {
            message: "both files are standard input, which can be read only once".to_owned(),
            help: "name a file in the place of one `-`".to_owned(),
        });
    }
    let [one, other] = both(paths.map(|path| answers(table, path)))?;
    let names = names([&one, &other], paths);
    let [one, other] = [one, other].map(|answers| {
        let assessment = match &args.country {
            Some(country) => assess_in(table, &answers, country),
            None => assess(table, &answers),
        };
        let insight = Insight::of(table, &assessment);
        (assessment, insight)
    });
    let [name, other_name] = &names;
    let sides = [(name, &one), (other_name, &other)].map(|(name, (assessment, insight))| Side {
        name,
        assessment,
        insight,
    });
    let output = Output::new(common);
    match args.format {
        Format::Text => output.write_lines(&report::compare(&sides, output.width()))?,
        Format::Json => output.write(&report::compare_json(&sides))?,
    }
    Ok(Status::Done)
}

fn answers(table: &Table, path: &Path) -> Result<Answers, Failure> {
    let (name, bytes) = files::read(path)?;
    let input = AnswersInput {
        file: Some((&name, &bytes)),
        sets: &[],
    };
    Ok(load::answers(table, input)?)
}

/// Both, or the problems of both at once.
fn both<Item>(read: [Result<Item, Failure>; 2]) -> Result<[Item; 2], Failure> {
    match read {
        [Ok(one), Ok(other)] => Ok([one, other]),
        [Err(Failure::Problems(one)), Err(Failure::Problems(other))] => {
            let both: Problems = one.followed_by(other.into_diagnostics());
            Err(both.into())
        }
        [Err(failure), _] | [_, Err(failure)] => Err(failure),
    }
}

/// What the files call the people, if that tells them apart; else the names of the files.
fn names([one, other]: [&Answers; 2], paths: [&Path; 2]) -> [String; 2] {
    let [path, other_path] = paths.map(|path| path.display().to_string());
    let shown = |answers: &Answers, path: String| answers.id.clone().unwrap_or(path);
    if one.id == other.id {
        return [path, other_path];
    }
    [shown(one, path), shown(other, other_path)]
}
