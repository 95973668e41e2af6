//! `smp batch`: records in, results out, in the same order and without loss.

mod folder;
mod in_order;
mod pipeline;
mod progress;
mod sink;
mod source;
mod stop;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use smp_suitability::assess::Table;
use smp_suitability::batch::{
    Detail, Private, ResultForm, Tally, csv_header, summary_json, summary_text,
};
use smp_suitability::diagnostic::escape_untrusted;
use smp_suitability::pack::Pack;
use smp_suitability::report::IndexCoverage;

use self::folder::{Folder, Overwrite};
use self::pipeline::{BlockReader, BlockWriter, Work};
use self::progress::Progress;
use self::sink::{ResumePoint, Sink, part_of};
use self::source::{InputOptions, Pace, Source};
use self::stop::Stop;
use super::cli::{BatchArgs, Common, Format, To};
use super::output::Output;
use super::{Failure, Status, files};

/// Assesses every record of the input.
pub(super) fn run(
    common: &Common,
    pack: &'static Pack,
    args: &BatchArgs,
) -> Result<Status, Failure> {
    check_arguments(args)?;
    let table = &match &args.country {
        Some(country) => Table::for_many_in(pack, country),
        None => Table::for_many(pack),
    };
    let to = args.to();
    let output = output(common)?;
    let output = output.as_deref();
    let stop = Stop::install(exit_message(output, args))
        .map_err(|error| Failure::Io("watch for Ctrl-C".to_owned(), error))?;
    let mut source = Source::open(&args.file, options(args), pack, &stop)?;
    let resume_point = find_resume_point(output, pack, args)?;
    let folder = folder(pack, args, &stop)?;
    let mut sink = match to {
        To::Summary => Sink::Nothing,
        To::Jsonl | To::Csv => Sink::open(output, resume_point.bytes)?,
    };
    if to == To::Csv && resume_point.bytes == 0 {
        sink.write(csv_header().as_bytes())?;
    }
    let is_output_seen = output.is_none() && to != To::Summary && io::stdout().is_terminal();
    let mut progress = Progress::new(source.length, is_output_seen);
    let columns = source.columns.take();
    let work = Work {
        table,
        form: form(args),
        private: private(args),
        columns: columns.as_ref(),
        is_strict: args.strict,
        max_bytes: args.max_line as usize,
        handouts: folder.as_ref().map(|folder| (folder, detail(args))),
    };
    stop.begin_block();
    stop.end_block(resume_point.assessed, resume_point.failed);
    let reader = BlockReader {
        source: &mut source,
        stop: &stop,
        skip: resume_point.assessed + resume_point.failed,
    };
    let writer = BlockWriter {
        sink: &mut sink,
        folder: folder.as_ref(),
        progress: &mut progress,
        stop: &stop,
    };
    let worked = match usize::from(args.jobs) {
        // With several workers, others would be past the first bad record already.
        jobs if jobs > 1 && !args.strict => pipeline::run_parallel(work, jobs, reader, writer),
        _ => pipeline::run_single(work, reader, writer),
    };
    progress.end();
    let tally = worked.inspect_err(|failure| {
        folder.iter().for_each(Folder::give_up);
        if !failure.is_broken_pipe() {
            print_counts(&stop);
        }
    })?;
    if stop.is_asked() {
        stop.print_exit_message();
        return Ok(Status::Cancelled);
    }
    let extent = match (args.strict, tally.failed) {
        (true, 1..) => IndexCoverage::Stopped,
        (_, _) => IndexCoverage::Whole,
    };
    let index = folder.map(|folder| folder.finish(extent)).transpose()?;
    finish(common, table, args, sink, extent, &tally)?;
    if let Some(index) = index {
        print_line(&format!(
            "The pages are listed in {}.",
            escape_untrusted(&index.display().to_string())
        ));
    }
    print_counts(&stop);
    Ok(match stop.counts() {
        (_, 0) => Status::Done,
        (_, _) => Status::Findings,
    })
}

/// The file that is written, if it is not standard output; what a link points at, not the link.
fn output(common: &Common) -> Result<Option<PathBuf>, Failure> {
    let named = (common.output.as_deref()).filter(|path| *path != Path::new("-"));
    named
        .map(|path| {
            let failed = |error| Failure::Io(format!("write `{}`", path.display()), error);
            files::followed(path).map_err(failed)
        })
        .transpose()
}

fn options(args: &BatchArgs) -> InputOptions {
    let is_slow = args.full || args.handouts.are_wanted();
    InputOptions {
        from: args.from,
        delimiter: args.delimiter,
        max_bytes: args.max_line as usize,
        first_line: usize::try_from(args.first_line).unwrap_or(usize::MAX),
        pace: if is_slow { Pace::Slow } else { Pace::Quick },
    }
}

/// The folder of pages, if they are wanted; its index is finished also if the work is stopped.
fn folder(pack: &'static Pack, args: &BatchArgs, stop: &Stop) -> Result<Option<Folder>, Failure> {
    let Some(path) = &args.handouts.folder else {
        return Ok(None);
    };
    let overwrite = if args.handouts.force {
        Overwrite::SameNames
    } else {
        Overwrite::Never
    };
    let folder = Folder::open(path, overwrite, pack)?;
    let stopped = folder.clone();
    stop.on_interrupt(move || stopped.stop());
    Ok(Some(folder))
}

fn form(args: &BatchArgs) -> ResultForm {
    match (args.to(), args.full && !args.handouts.are_wanted()) {
        (To::Jsonl, false) => ResultForm::Compact,
        (To::Jsonl, true) => ResultForm::Full,
        (To::Csv, _) => ResultForm::Csv,
        (To::Summary, _) => ResultForm::Counts,
    }
}

fn private(args: &BatchArgs) -> Private {
    if args.private.show_private {
        Private::Shown
    } else {
        Private::Withheld
    }
}

fn detail(args: &BatchArgs) -> Detail {
    if args.full {
        Detail::Full
    } else {
        Detail::Usual
    }
}

fn check_arguments(args: &BatchArgs) -> Result<(), Failure> {
    let (message, help) = if args.full && args.to() != To::Jsonl && !args.handouts.are_wanted() {
        (
            "`--full` is for results as JSON and for pages",
            "leave `--to` out",
        )
    } else if args.resume && args.handouts.are_wanted() {
        (
            "pages cannot be resumed",
            "leave `--resume` out; `--force` makes them all again",
        )
    } else if args.resume && args.to() == To::Summary {
        ("a summary cannot be resumed", "leave `--resume` out")
    } else if args.format == Format::Json && args.to() != To::Summary {
        (
            "`--format` is for a summary",
            "add `--to summary`, or leave it out",
        )
    } else {
        return Ok(());
    };
    Err(Failure::Fixable {
        message: message.to_owned(),
        help: help.to_owned(),
    })
}

/// What an interrupted run left behind, if it is to be resumed.
fn find_resume_point(
    output: Option<&Path>,
    pack: &Pack,
    args: &BatchArgs,
) -> Result<ResumePoint, Failure> {
    let Some(output) = output.filter(|_| args.resume) else {
        return Ok(ResumePoint::default());
    };
    let part = part_of(output);
    let header = (args.to() == To::Csv).then(csv_header);
    let resume_point = sink::find_resume_point(&part, header.as_deref(), &pack.sha256);
    resume_point.map_err(|error| Failure::Io(format!("resume `{}`", part.display()), error))
}

/// Writes a summary, or gives the output its name.
fn finish(
    common: &Common,
    table: &Table,
    args: &BatchArgs,
    sink: Sink,
    extent: IndexCoverage,
    tally: &Tally,
) -> Result<(), Failure> {
    match (args.to(), args.format) {
        (To::Summary, Format::Text) => Output::new(common).write(&summary_text(table, tally)),
        (To::Summary, Format::Json) => Output::new(common).write(&summary_json(table, tally)),
        // A run that ended at a bad record is not whole, and keeps its temporary name.
        (To::Jsonl | To::Csv, _) if extent == IndexCoverage::Stopped => Ok(()),
        (To::Jsonl | To::Csv, _) => sink.finish(),
    }
}

fn exit_message(output: Option<&Path>, args: &BatchArgs) -> String {
    let part = output.filter(|_| args.to() != To::Summary).map(|path| {
        let part = part_of(path).display().to_string();
        escape_untrusted(&part).into_owned()
    });
    match (part, &args.handouts.folder) {
        (Some(part), None) => {
            format!("They are in {part}; the same command with --resume goes on.")
        }
        (Some(part), Some(_)) => format!("They are in {part}. "),
        (None, None) => "Nothing was saved.".to_owned(),
        (None, Some(_)) => String::new(), // the folder adds a sentence
    }
}

/// Prints how many records were read, assessed and failed.
fn print_counts(stop: &Stop) {
    let (assessed, failed) = stop.counts();
    let read = assessed + failed;
    print_line(&format!(
        "{read} records read, {assessed} assessed, {failed} failed"
    ));
}

fn print_line(line: &str) {
    // If standard error is closed, the exit code says the same.
    _ = writeln!(io::stderr(), "{line}");
}
