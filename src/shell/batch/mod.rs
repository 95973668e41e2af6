//! `smp batch`: records in, results out, in the same order and without loss.

mod columns;
mod folder;
mod in_order;
mod pipeline;
mod progress;
mod sink;
mod source;
mod stop;
mod workbook;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use smp_suitability::assess::Table;
use smp_suitability::batch::{
    CellSafety, ColumnOptions, Columns, Detail, PeopleTable, Private, ResultForm, Tally,
    csv_header, records, summary_json, summary_text,
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
use self::workbook::WorkbookSink;
use super::cli::{BatchArgs, Common, Format, To};
use super::clock;
use super::output::Output;
use super::{Failure, Status, files};

/// Assesses every record of the input.
pub(super) fn run(
    common: &Common,
    pack: &'static Pack,
    args: &BatchArgs,
) -> Result<Status, Failure> {
    check_arguments(common, args)?;
    let table = match &args.country {
        Some(country) => Table::for_many_in(pack, country),
        None => Table::for_many(pack),
    };
    let table = &table.on(clock::day(args.on));
    let to = args.to();
    let output = output(common)?;
    let output = output.as_deref();
    let stop = Stop::install(exit_message(output, args))
        .map_err(|error| Failure::Io("watch for Ctrl-C".to_owned(), error))?;
    let mut source = Source::open(&args.file, options(args), &stop)?;
    if args.columns.suggest_columns {
        return columns::suggest(common, pack, args, source, &stop);
    }
    let map = columns::column_map(pack, args)?;
    let columns = source.head(&stop, |head| {
        let options = ColumnOptions {
            keep: &args.columns.keep,
            ignore: &args.columns.ignore,
            map: map.as_ref(),
            strictness: args.strictness(),
        };
        Ok(Columns::of_table(pack, head, &options)?)
    })?;
    args.columns.check(columns.is_some())?;
    let resume_point = find_resume_point(output, pack, args)?;
    let folder = folder(pack, args, &stop)?;
    let people = people(args, &source, columns.as_ref());
    let mut sink = sink(common, pack, args, (output, resume_point.bytes), &people)?;
    if to == To::Csv && resume_point.bytes == 0 {
        sink.write(&table_begin(args, &people, source.has_mark), &[])?;
    }
    let is_output_seen = output.is_none() && to != To::Summary && io::stdout().is_terminal();
    let mut progress = Progress::new(source.length, is_output_seen);
    let work = Work {
        table,
        form: form(args),
        people: &people,
        private: private(args),
        columns: columns.as_ref(),
        strictness: args.strictness(),
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
    let mut tally = worked.inspect_err(|failure| {
        folder.iter().for_each(Folder::give_up);
        if !failure.is_broken_pipe() {
            print_counts(&stop);
        }
    })?;
    if stop.is_asked() {
        stop.print_exit_message();
        return Ok(Status::Cancelled);
    }
    if let Some(columns) = &columns {
        tally.remarks.count_header(columns);
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
    print_remarks(&tally.remarks.text(table, private(args)));
    if form(args) == ResultForm::People && tally.failed > 0 {
        print_line("The column Problems says what is wrong with each record that failed.");
    }
    if let (Some(columns), ResultForm::People) = (&columns, form(args)) {
        columns::print_not_asked(&columns.not_asked(pack));
    }
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

fn options(args: &BatchArgs) -> InputOptions<'_> {
    let is_slow = args.full || args.handouts.are_wanted();
    InputOptions {
        read_as: args.reading.read_as(),
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
        (To::Csv, _) if args.table.ids => ResultForm::Csv,
        (To::Csv | To::Xlsx, _) => ResultForm::People,
        (To::Summary, _) => ResultForm::Counts,
    }
}

/// Opens the output; a file keeps the bytes that an interrupted run has written.
fn sink(
    common: &Common,
    pack: &Pack,
    args: &BatchArgs,
    (output, kept): (Option<&Path>, u64),
    people: &PeopleTable,
) -> Result<Sink, Failure> {
    Ok(match args.to() {
        To::Summary => Sink::Nothing,
        To::Jsonl | To::Csv => Sink::open(output, kept)?,
        To::Xlsx => Sink::Workbook(Box::new(WorkbookSink::create(common, people, pack, args)?)),
    })
}

/// What a CSV table begins with: a byte order mark where it is wanted, and the header.
fn table_begin(args: &BatchArgs, people: &PeopleTable, has_mark: bool) -> Vec<u8> {
    let is_marked = args.table.bom || has_mark && !args.table.ids;
    let mark = if is_marked { "\u{feff}" } else { "" };
    let header = if args.table.ids {
        csv_header().into_bytes()
    } else {
        people.header()
    };
    [mark.as_bytes(), &header].concat()
}

/// The table for people that is written.
fn people(args: &BatchArgs, source: &Source, columns: Option<&Columns>) -> PeopleTable {
    let kept = columns.into_iter().flat_map(Columns::kept);
    let of_input = columns.map(Columns::delimiter).filter(|_| !source.is_sheet);
    let delimiter = args.table.to_delimiter.or(of_input).unwrap_or(b',');
    PeopleTable {
        own: kept.map(str::to_owned).collect(),
        delimiter: if args.to() == To::Xlsx {
            b','
        } else {
            delimiter
        },
        cells: if args.to() == To::Xlsx {
            CellSafety::Plain
        } else {
            CellSafety::Guarded
        },
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

fn check_arguments(common: &Common, args: &BatchArgs) -> Result<(), Failure> {
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
    } else if args.resume && (args.to() == To::Xlsx || args.to() == To::Csv && !args.table.ids) {
        (
            "a table for people cannot be resumed",
            "write JSON Lines, or CSV with `--ids`, or leave `--resume` out",
        )
    } else if args.to() != To::Xlsx && is_workbook(common) {
        (
            "a file that ends in .xlsx is a workbook",
            "add `--to xlsx`, or name another file",
        )
    } else if args.table.ids && args.to() != To::Csv {
        (
            "`--ids` is for a table of results",
            "add `--to csv`, or leave it out",
        )
    } else if (args.table.bom || args.table.to_delimiter.is_some()) && args.to() != To::Csv {
        (
            "`--bom` and `--to-delimiter` are for a table of results",
            "add `--to csv`, or leave them out",
        )
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

/// Returns true if the output has the name of a workbook.
fn is_workbook(common: &Common) -> bool {
    let extension = common.output.as_deref().and_then(Path::extension);
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"))
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
        (To::Jsonl | To::Csv | To::Xlsx, _) if extent == IndexCoverage::Stopped => Ok(()),
        (To::Jsonl | To::Csv | To::Xlsx, _) => sink.finish(),
    }
}

fn exit_message(output: Option<&Path>, args: &BatchArgs) -> String {
    let is_part = matches!(args.to(), To::Jsonl | To::Csv);
    let part = output.filter(|_| is_part).map(|path| {
        let part = part_of(path).display().to_string();
        escape_untrusted(&part).into_owned()
    });
    match (part, &args.handouts.folder) {
        (Some(part), None) => {
            if args.to() == To::Csv && !args.table.ids {
                return format!("They are in {part}.");
            }
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
        "{} read, {assessed} assessed, {failed} failed",
        records(read)
    ));
}

fn print_remarks(text: &str) {
    for line in text.lines() {
        print_line(&escape_untrusted(line));
    }
}

fn print_line(line: &str) {
    // If standard error is closed, the exit code says the same.
    _ = writeln!(io::stderr(), "{line}");
}
