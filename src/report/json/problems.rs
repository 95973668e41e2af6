//! Problems of a file for a program: the same object for a file and for a record of a batch.

use std::borrow::Cow;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Problems};
use crate::report::sanitize::pretty_json;

/// What is written in the place of a result.
#[derive(Serialize)]
struct RefusedJson<'a> {
    errors: Vec<ProblemJson<'a>>,
}

/// One problem.
#[derive(Serialize)]
pub struct ProblemJson<'a> {
    code: &'static str,
    #[serde(flatten)]
    place: InFile<'a>,
    message: Cow<'a, str>,
    help: Option<&'a str>,
}

/// Where a problem is, as far as that is known.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct InFile<'a> {
    /// The file's name as the user knows it; left out where there is one file only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'a str>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column in characters, from 1; of a row of a table, the cell.
    pub column: Option<usize>,
}

impl<'a> ProblemJson<'a> {
    /// A problem at a place, with its own message or another.
    pub fn new(problem: &'a Diagnostic, place: InFile<'a>, message: Cow<'a, str>) -> Self {
        Self {
            code: problem.code.name(),
            place,
            message,
            help: problem.help.as_deref(),
        }
    }
}

/// The problems of one run: indented, ending in a line break, safe to print.
///
/// # Panics
/// Never: every key is a string and every value plain.
pub fn problems_json(problems: &Problems) -> String {
    let errors = problems.diagnostics().iter().map(|problem| {
        let place = &problem.place;
        let place = InFile {
            file: Some(&place.file),
            line: place.position.map(|(line, _)| line),
            column: place.position.map(|(_, column)| column),
        };
        ProblemJson::new(problem, place, Cow::Borrowed(&problem.message))
    });
    pretty_json(&RefusedJson {
        errors: errors.collect(),
    })
}
