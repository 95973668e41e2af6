//! What is written in the place of a bad record: each problem with its place in the input, and worded so that
//! no message gives away a private answer.

use std::borrow::Cow;

use serde::Serialize;

use super::escape::write_csv_cell;
use super::record::{Private, Start};
use super::results::empty_result_cells;
use crate::assess::Table;
use crate::diagnostic::{Diagnostic, Problems, escape_untrusted};
use crate::report::{InFile, ProblemJson, sanitized_json};

#[derive(Serialize)]
struct ErrorRecordJson<'a> {
    line: usize,
    id: Option<&'a str>,
    errors: Vec<ProblemJson<'a>>,
}

/// The message with "the record" in the place of "the file": the loader that words it reads single files too.
pub(super) fn for_record(message: &str) -> Cow<'_, str> {
    match message.strip_prefix("the file ") {
        Some(rest) => Cow::Owned(format!("the record {rest}")),
        None => Cow::Borrowed(message),
    }
}

/// Line and column of a problem in the input. The loader counts both from the beginning of the record.
fn place(start: Start, problem: &Diagnostic) -> (usize, usize) {
    match problem.place.position {
        None => (start.line, start.column),
        Some((1, column)) => (start.line, start.column + column - 1),
        Some((line, column)) => (start.line + line - 1, column),
    }
}

/// Writes an error record as one line of JSON.
pub(super) fn write_json(
    start: Start,
    id: Option<&str>,
    problems: &[Diagnostic],
    out: &mut Vec<u8>,
) {
    let errors = problems.iter().map(|problem| {
        let (line, column) = place(start, problem);
        let place = InFile {
            file: None,
            line: Some(line),
            column: Some(column),
        };
        ProblemJson::new(problem, place, for_record(&problem.message))
    });
    let record = ErrorRecordJson {
        line: start.line,
        id,
        errors: errors.collect(),
    };
    let begin = out.len();
    serde_json::to_writer(&mut *out, &record).expect("every key is a string");
    let written = out.get(begin..).map(str::from_utf8);
    let json = written.and_then(Result::ok).expect("JSON is text");
    if let Cow::Owned(sanitized) = sanitized_json(json) {
        out.truncate(begin);
        out.extend_from_slice(sanitized.as_bytes());
    }
    out.push(b'\n');
}

/// Writes an error record as a row of a table.
pub(super) fn write_row(
    start: Start,
    id: Option<&str>,
    problems: &[Diagnostic],
    out: &mut Vec<u8>,
) {
    out.extend_from_slice(start.line.to_string().as_bytes());
    out.push(b',');
    if let Some(id) = id {
        write_csv_cell(id, out);
    }
    out.extend_from_slice(empty_result_cells().as_bytes());
    write_csv_cell(&problem_texts(start, problems), out);
    out.extend_from_slice(b",\n");
}

/// All problems of a record in one text, each with its code, place and help.
pub(super) fn problem_texts(start: Start, problems: &[Diagnostic]) -> String {
    let problems = problems.iter().map(|problem| {
        let (line, column) = place(start, problem);
        let help = problem.help.as_deref().map(|help| format!("; {help}"));
        format!(
            "{} ({line}:{column}): {}{}",
            problem.code.name(),
            escape_untrusted(&for_record(&problem.message)),
            help.unwrap_or_default()
        )
    });
    problems.collect::<Vec<_>>().join(" | ")
}

const REDACTED_MESSAGE: &str = "an answer that may be private cannot be read";
const REDACTED_HELP: &str = "look at this place of the input, or add `--show-private`";

/// The problems as they may be shown: with code and place alone where the words could give away a private
/// answer that is withheld.
pub(super) fn shown<'a>(
    problems: &'a Problems,
    table: &Table,
    private: Private,
) -> Cow<'a, [Diagnostic]> {
    let problems = problems.diagnostics();
    if private == Private::Shown || table.private_options().is_empty() {
        return Cow::Borrowed(problems);
    }
    let redacted = problems.iter().map(|problem| {
        let help = problem.help.as_deref().unwrap_or_default();
        if names_private(table, &problem.message) || names_private(table, help) {
            Diagnostic {
                message: REDACTED_MESSAGE.to_owned(),
                help: Some(REDACTED_HELP.to_owned()),
                ..problem.clone()
            }
        } else {
            problem.clone()
        }
    });
    Cow::Owned(redacted.collect())
}

/// Returns true if a text names a private option, or a question with one: the message quotes what was written
/// as an answer to that question, which may be as private, however it is spelled. A core question is
/// about hair first, so its misspellings are shown unless they come near a private option.
///
/// Ids are quoted, and codes of FHIR are a question and an option with a dot between them.
fn names_private(table: &Table, text: &str) -> bool {
    let is_quoted = |id: &str| text.contains(&format!("`{id}`"));
    let mut questions = table.pack().numbered_questions();
    questions.any(|(index, question)| {
        let is_code = || text.contains(&format!("`{}.", question.id));
        let may_tell = table.may_be_private(index) && !question.core;
        may_tell && (is_quoted(&question.id) || is_code())
            || question.options.iter().any(|option| {
                let texts = [Some(&option.label), option.short.as_ref()];
                let mut texts = texts.into_iter().flatten();
                option.private && (is_quoted(&option.id) || texts.any(|shown| is_quoted(shown)))
            })
    })
}
