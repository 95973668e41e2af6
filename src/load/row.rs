//! Reads one person's answers from the cells of a row.

use super::answers::inapplicable;
use super::assignment::words;
use crate::assess::{Applies, Table};
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::pack::{Answer, Answers, QuestionIndex};

/// One cell of a row.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'row> {
    /// What its column is about.
    pub of: CellContent<'row>,
    /// The trimmed text.
    pub text: &'row str,
}

/// The meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellContent<'row> {
    /// The caller's name for the record.
    Id,
    /// The answer to a question.
    Question(QuestionIndex),
    /// A key of the caller's own.
    Extra(&'row str),
}

/// Reads the answers of a row; an empty cell says nothing, and for `many` the word `none` is none of these.
///
/// # Errors
/// Every problem of the row; the place is line 1 and the number of the cell.
pub fn row(table: &Table, cells: &[Cell]) -> Result<Answers, Problems> {
    let pack = table.pack();
    let mut answers = Answers::blank(pack);
    let mut diagnostics = Vec::new();
    let place = |number: usize| Place {
        position: Some((1, number + 1)),
        ..Place::whole("")
    };
    for (number, cell) in cells.iter().enumerate() {
        match cell.of {
            _ if cell.text.is_empty() => {}
            CellContent::Id => answers.id = Some(cell.text.to_owned()),
            CellContent::Extra(name) => {
                let value = serde_json::Value::from(cell.text).to_string();
                answers.extras.push((name.to_owned(), value));
            }
            CellContent::Question(index) => {
                match words(pack.question(index), cell.text, pack.former()) {
                    Ok(answer) => answers.set(index, answer),
                    Err(errors) => {
                        diagnostics.extend(errors.into_iter().map(|error| Diagnostic {
                            code: match error.code {
                                Code::BadSet => Code::WrongType,
                                code => code,
                            },
                            message: error.message,
                            place: place(number),
                            help: Some(error.help),
                        }));
                    }
                }
            }
        }
    }
    let reading = table.read(&answers);
    for (number, cell) in cells.iter().enumerate() {
        let CellContent::Question(index) = cell.of else {
            continue;
        };
        if reading.applies(index) == Applies::No {
            if let Some(Answer::Chosen(_)) = answers.get(index) {
                let (message, help) = inapplicable(pack, index);
                diagnostics.push(Diagnostic {
                    code: Code::NotApplicable,
                    message,
                    place: place(number),
                    help: Some(help),
                });
            }
            answers.clear(index);
        }
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.place.position);
    match Problems::from_vec(diagnostics) {
        Some(problems) => Err(problems),
        None => Ok(answers),
    }
}
