//! `smp rules diff`: what changes from one pack to another, over all sets of answers and for stored ones.

use std::io::{self, Write as _};
use std::path::Path;

use smp_suitability::assess::Table;
use smp_suitability::diagnostic::Problems;
use smp_suitability::load::{self, AnswersInput, MAX_BYTES};
use smp_suitability::pack::{Answers, Pack};
use smp_suitability::report::{self, Stored};
use smp_suitability::space::joint::{Changes, Joint, Side};
use smp_suitability::words::count;

use crate::shell::cli::{Common, DiffArgs, Format, ReadAs};
use crate::shell::clock;
use crate::shell::input;
use crate::shell::output::Output;
use crate::shell::{Failure, Status, files};

/// The word for the built-in pack.
const BUILT_IN: &str = "smp";

/// Compares both packs and reports what changes; differences are no failure.
pub(super) fn run(common: &Common, args: &DiffArgs) -> Result<Status, Failure> {
    let [old, new] = both([pack(&args.old), pack(&args.new)])?;
    let joint = Joint::new(&old, &new).map_err(|error| entangled(&error.question))?;
    let stored = args.answers.as_deref().map(|path| stored(&joint, path));
    let (stored, bad) = stored.transpose()?.unzip();
    let changes = Changes::between(joint).map_err(|error| entangled(&error.question))?;
    let output = Output::new(common);
    match args.format {
        Format::Text => {
            let lines = report::difference(&changes, stored.as_deref(), output.width());
            output.write_lines(&lines)?;
        }
        Format::Json => output.write(&report::difference_json(&changes, stored.as_deref()))?,
    }
    let bad = bad.unwrap_or_default();
    if bad.is_empty() {
        return Ok(Status::Done);
    }
    tell_bad(&bad);
    Ok(Status::Findings)
}

/// Says which lines were passed over, and why.
fn tell_bad(bad: &[Problems]) {
    let mut stderr = io::stderr().lock();
    // No one may be listening, and that is fine.
    for diagnostic in bad.iter().flat_map(Problems::diagnostics) {
        _ = writeln!(stderr, "{diagnostic}\n");
    }
    let lines = count(bad.len(), "line");
    _ = writeln!(
        stderr,
        "{lines} could not be read; the others were compared"
    );
}

fn pack(folder: &Path) -> Result<Pack, Failure> {
    let is_built_in = folder == Path::new(BUILT_IN) && !folder.is_dir();
    let files = files::pack_files(Some(folder).filter(|_| !is_built_in))?;
    Ok(load::pack(&files)?)
}

/// Both packs, or the problems of both at once.
fn both([old, new]: [Result<Pack, Failure>; 2]) -> Result<[Pack; 2], Failure> {
    match (old, new) {
        (Ok(old), Ok(new)) => Ok([old, new]),
        (Err(Failure::Problems(old)), Err(Failure::Problems(new))) => {
            Err(old.followed_by(new.into_diagnostics()).into())
        }
        (Err(failure), _) | (_, Err(failure)) => Err(failure),
    }
}

fn entangled(question: &str) -> Failure {
    Failure::Fixable {
        message: format!(
            "the packs cannot be compared: too many combinations of answers are undecided at `{question}`"
        ),
        help: "compare packs that differ less, one step after the other".to_owned(),
    }
}

/// The records of a file, and what is wrong with those that neither pack can read.
fn stored(joint: &Joint, path: &Path) -> Result<(Vec<Stored>, Vec<Problems>), Failure> {
    let (name, bytes) = input::read(path, ReadAs::default())?;
    if bytes.len() > MAX_BYTES {
        return Err(Failure::Fixable {
            message: format!("`{name}` is larger than 16 MiB"),
            help: "split it into several files, and compare one after the other".to_owned(),
        });
    }
    let day = clock::day(None);
    let tables = Side::BOTH.map(|side| Table::new(joint.pack(side)).on(day));
    let mut stored = Vec::new();
    let mut bad = Vec::new();
    for (line, number) in bytes.split(|&byte| byte == b'\n').zip(1_usize..) {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let name = format!("{name}, line {number}");
        let [old, new] = Side::BOTH.map(|side| {
            let line = load::known_answers(side.of(&tables).pack(), &packs(joint), line);
            let input = AnswersInput {
                file: Some((&name, &line)),
                sets: &[],
            };
            load::answers(side.of(&tables), input)
        });
        let id = |answers: &Answers| answers.id.clone().unwrap_or(format!("line {number}"));
        // Where a question is asked of other people now, one pack may refuse what the other can read.
        let (name, answers) = match (old, new) {
            (Ok(old), Ok(new)) => (id(&new), [old, new]),
            (Ok(old), Err(_)) => {
                let new = joint.view(Side::New, &joint.joined(Side::Old, &old));
                (id(&old), [old, new])
            }
            (Err(_), Ok(new)) => {
                let old = joint.view(Side::Old, &joint.joined(Side::New, &new));
                (id(&new), [old, new])
            }
            (Err(_), Err(problems)) => {
                bad.push(problems);
                continue;
            }
        };
        stored.push(Stored { name, answers });
    }
    Ok((stored, bad))
}

fn packs<'pack>(joint: &Joint<'pack>) -> [&'pack Pack; 2] {
    Side::BOTH.map(|side| joint.pack(side))
}
