//! The result for one person: assessed, put into words, and written where it was asked for.

use std::io::{self, IsTerminal as _, Write as _};

use smp_suitability::answers::Answers;
use smp_suitability::assess::{Table, assess, assess_in};
use smp_suitability::fhir::Form;
use smp_suitability::interview::Asking;
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::report;
use smp_suitability::space::Insight;

use super::cli::{AssessArgs, Common, InterviewArgs, ResultArgs, ResultFormat};
use super::fhir::form;
use super::interview::{ConductOptions, Conducted, conduct, say_farewell};
use super::output::Output;
use super::paint::Paint;
use super::{Failure, Status, files};

/// `smp assess`: the result for one file, without asking.
pub(super) fn of_file(
    common: &Common,
    table: &Table,
    args: &AssessArgs,
) -> Result<Status, Failure> {
    let (name, bytes) = files::read(&args.file)?;
    let input = AnswersInput {
        file: Some((&name, &bytes)),
        sets: &args.result.sets,
    };
    let answers = load::answers(table, input)?;
    deliver(common, table, &answers, &args.result)
}

/// `smp`: the interview, then the result.
pub(super) fn of_interview(
    common: &Common,
    table: &Table,
    args: &InterviewArgs,
) -> Result<Status, Failure> {
    let answers_file = args.answers.as_deref();
    let bytes = answers_file
        .map(files::read_if_there)
        .transpose()?
        .flatten();
    let name = answers_file.map(|path| path.display().to_string());
    let input = AnswersInput {
        file: name.as_deref().zip(bytes.as_deref()),
        sets: &args.result.sets,
    };
    let answers = load::answers(table, input)?;
    let options = ConductOptions {
        plain: args.plain,
        asking: if args.all {
            Asking::Everything
        } else {
            Asking::WhatMatters
        },
        color: paint_of_errors(common).colors(),
        answers_file,
        rules: common.rules.as_deref(),
    };
    // A response stays one, so that the record keeps whose it is.
    let answers_form = (answers.came_as_response())
        .then(|| form(table.pack()))
        .transpose()?;
    let mut save = |answers: &Answers| -> io::Result<()> {
        answers_file.map_or(Ok(()), |path| {
            files::write_private(
                path,
                saved(table, answers_form.as_ref(), answers).as_bytes(),
            )
        })
    };
    if !args.result.sets.is_empty() {
        // What was set by name is not in the file yet, and the person may stop at once.
        save(&answers).map_err(|error| Failure::Io("save the answers".to_owned(), error))?;
    }
    match conduct(table, answers, &options, &mut save)? {
        Conducted::Finished { answers, writable } => {
            let is_text = matches!(args.result.format, ResultFormat::Text);
            let is_seen = Output::new(common).is_seen(is_text);
            let shown = if is_seen { &answers } else { &writable };
            if *shown != answers {
                let note = "The result leaves out the answer that you kept back. \
                            To see it with that answer, show it on the screen.";
                _ = writeln!(io::stderr(), "{note}");
            }
            let delivered = deliver(common, table, shown, &args.result);
            // Nobody should have to answer twice because a disk is full.
            delivered.inspect_err(|_| say_farewell(table, &writable, &options))
        }
        Conducted::Stopped => Ok(Status::Cancelled),
    }
}

/// Answers as the file that they came in.
fn saved(table: &Table, form: Option<&Form>, answers: &Answers) -> String {
    match form {
        Some(form) => report::response(table, form, answers),
        None => report::answers_file(table.pack(), answers),
    }
}

fn paint_of_errors(common: &Common) -> Paint {
    Paint::new(common.color, io::stderr().is_terminal(), |name| {
        std::env::var_os(name)
    })
}

fn deliver(
    common: &Common,
    table: &Table,
    answers: &Answers,
    args: &ResultArgs,
) -> Result<Status, Failure> {
    let assessment = match &args.country {
        Some(country) => assess_in(table, answers, country),
        None => assess(table, answers),
    };
    let insight = Insight::of(table, &assessment);
    let output = Output::new(common);
    let topics = args.topics();
    match args.format {
        ResultFormat::Text if topics.is_empty() => {
            let lines = report::text(&assessment, Some(&insight), output.width());
            output.write_lines(&lines)?;
        }
        ResultFormat::Text => {
            let width = output.width();
            let lines = report::text_of_topics(&assessment, Some(&insight), &topics, width);
            output.write_lines(&lines)?;
        }
        ResultFormat::Markdown if !topics.is_empty() => {
            let page = report::markdown_of_topics(&assessment, Some(&insight), &topics);
            output.write(&page)?;
        }
        ResultFormat::Html => output.write(&report::html(&assessment, Some(&insight)))?,
        ResultFormat::Markdown => {
            output.write(&report::markdown(&assessment, Some(&insight)))?;
        }
        ResultFormat::Json => output.write(&report::json(&assessment, Some(&insight)))?,
        ResultFormat::Fhir => {
            let form = form(table.pack())?;
            let bundle = report::bundle(table, &form, &assessment, Some(&insight));
            output.write(&bundle)?;
        }
    }
    let is_reached = args
        .fail_on
        .is_some_and(|verdict| assessment.verdict >= verdict);
    Ok(if is_reached {
        Status::Findings
    } else {
        Status::Done
    })
}
