//! Reads one person's answers from the cells of a row.

use super::answers::{Strictness, inapplicable, pass_over};
use chrono::NaiveDate;

use super::assignment::{AnswerWords, by_ids, is_by_ids, not_an_id, words};
use super::dates::dated_answer;
use super::posted;
use super::value_error::ValueError;
use super::value_map::ValueMap;
use crate::assess::{Applies, Table};
use crate::diagnostic::{Code, Diagnostic, Place, Problems, shortened};
use crate::pack::{Answer, Answers, Called, Kind, OptionSet, Pack, QuestionIndex, Reworded};

/// One cell of a row.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'row> {
    /// What its column is about.
    pub of: CellContent<'row>,
    /// The trimmed text.
    pub text: &'row str,
    /// What it may say besides the words of the pack.
    pub values: Option<&'row ValueMap>,
}

/// The meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellContent<'row> {
    /// The caller's name for the record.
    Id,
    /// The answer to a question.
    Question(QuestionIndex),
    /// Whether this answer to the question is ticked.
    Box(QuestionIndex, Answer),
    /// A key of the caller's own.
    Extra(&'row str),
    /// Something that is not read.
    Ignored,
    /// Nothing: the column has no name.
    Nothing,
}

/// Reads the answers of a row; an empty cell says nothing, and for `many` the word `none` is none of these.
///
/// # Errors
/// Every problem of the row; the place is line 1 and the number of the cell.
pub fn row(table: &Table, cells: &[Cell], strictness: Strictness) -> Result<Answers, Problems> {
    let pack = table.pack();
    let mut row = RowReader::new(pack, strictness, table.day());
    for (number, cell) in cells.iter().enumerate() {
        row.read(number, cell);
    }
    row.tick();
    let (mut answers, mut diagnostics) = (row.answers, row.diagnostics);
    posted::take_form(table, &mut answers);
    let reading = table.read(&answers);
    let mut looked_at: Vec<QuestionIndex> = Vec::new();
    for (number, cell) in cells.iter().enumerate() {
        let index = match cell.of {
            CellContent::Question(index) => index,
            CellContent::Box(index, _) if is_ticked(cell.text) == Some(true) => index,
            _ => continue,
        };
        if looked_at.contains(&index) {
            continue; // several boxes of a question are one answer
        }
        looked_at.push(index);
        if reading.applies(index) == Applies::No
            && answers.known(index).is_some()
            && let Some((message, help)) = inapplicable(pack, index, &answers, strictness)
        {
            diagnostics.push(Diagnostic {
                code: Code::NotApplicable,
                message,
                place: place(number),
                help: Some(help),
            });
        }
    }
    pass_over(pack, &mut answers, &reading);
    if !diagnostics.is_empty() && is_header(pack, cells) {
        diagnostics = vec![second_header()];
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.place.position);
    match Problems::from_vec(diagnostics) {
        Some(problems) => Err(problems),
        None => Ok(answers),
    }
}

/// Returns true if several cells are questions, and so the row is a header.
fn is_header(pack: &Pack, cells: &[Cell]) -> bool {
    let questions = cells.iter().filter(|cell| {
        let called = pack.question_called(cell.text);
        !cell.text.is_empty() && matches!(called, Called::One(_))
    });
    questions.count() >= 2
}

fn second_header() -> Diagnostic {
    Diagnostic {
        code: Code::WrongType,
        message: "this row names questions: a second table seems to begin here".to_owned(),
        place: place(0),
        help: Some("keep one table in a file or on a sheet, with one header".to_owned()),
    }
}

/// Reads the cells of a row, one after the other.
struct RowReader<'pack> {
    pack: &'pack Pack,
    strictness: Strictness,
    /// The day of the assessment.
    on: Option<NaiveDate>,
    answers: Answers,
    diagnostics: Vec<Diagnostic>,
    /// The boxes that are ticked, each with the number of its cell.
    ticked: Vec<(usize, QuestionIndex, Answer)>,
}

impl<'pack> RowReader<'pack> {
    fn new(pack: &'pack Pack, strictness: Strictness, on: Option<NaiveDate>) -> Self {
        Self {
            pack,
            strictness,
            on,
            answers: Answers::blank(pack),
            diagnostics: Vec::new(),
            ticked: Vec::new(),
        }
    }

    fn read(&mut self, number: usize, cell: &Cell) {
        match cell.of {
            _ if cell.text.is_empty() => {}
            CellContent::Id => self.answers.id = Some(cell.text.to_owned()),
            CellContent::Extra(name) => {
                let value = serde_json::Value::from(cell.text).to_string();
                self.answers.extras.push((name.to_owned(), value));
            }
            CellContent::Question(index) => self.question(number, index, cell),
            CellContent::Box(index, answer) => match is_ticked(cell.text) {
                Some(true) => self.ticked.push((number, index, answer)),
                Some(false) => {}
                None => {
                    let id = &self.pack.question(index).id;
                    let message = format!(
                        "`{}` does not say whether this box of `{id}` is ticked",
                        shortened(cell.text)
                    );
                    let help = "write `1` or `0`, `true` or `false`, `Checked` or `Unchecked`";
                    self.report(number, Code::WrongType, message, help);
                }
            },
            CellContent::Ignored => {}
            CellContent::Nothing => {
                let message = format!("`{}` stands below no name", shortened(cell.text));
                let help = "give its column a name in the header, or empty the cell";
                self.report(number, Code::CellCount, message, help);
            }
        }
    }

    fn question(&mut self, number: usize, index: QuestionIndex, cell: &Cell) {
        let question = self.pack.question(index);
        let asked = AnswerWords::of(self.pack, question).with(cell.values);
        let is_own = cell
            .values
            .is_some_and(|values| values.answer(cell.text).is_some());
        let dated = dated_answer(self.pack, question, self.on, cell.text).filter(|_| !is_own);
        let read = match dated {
            Some(Ok(dated)) => return dated.set(&mut self.answers, index),
            Some(Err(error)) => Err(vec![ValueError::from(error)]),
            None => words(asked, cell.text),
        };
        match read {
            Ok(answer) => {
                self.answers.set(index, answer);
                if !is_own && !is_by_ids(question, cell.text) {
                    self.note_words(number, index, answer, cell.text);
                }
            }
            Err(errors) => {
                for error in errors {
                    let code = match error.code {
                        Code::BadSet => Code::WrongType,
                        code => code,
                    };
                    self.report(number, code, error.message, error.help);
                }
            }
        }
    }

    /// Notes a cell that does not name its answer by ids, and reports it where ids are wanted.
    fn note_words(
        &mut self,
        number: usize,
        question: QuestionIndex,
        answer: Answer,
        written: &str,
    ) {
        let reworded = Reworded {
            question,
            written: written.to_owned(),
            answer: Some(answer),
        };
        if self.strictness == Strictness::Exact {
            let error = not_an_id(self.pack, &reworded);
            self.report(number, error.code, error.message, error.help);
        }
        self.answers.reworded.push(reworded);
    }

    /// Takes the ticked boxes of each question together. Where none is ticked the question is open: that can mean
    /// "none of these" as well as "not answered".
    fn tick(&mut self) {
        for (number, index, answer) in std::mem::take(&mut self.ticked) {
            let question = self.pack.question(index);
            let both = match (self.answers.get(index), answer) {
                (None, answer) => Some(answer),
                (Some(Answer::Chosen(others)), Answer::Chosen(option))
                    if question.kind == Kind::Many
                        && others != OptionSet::NONE_OF_THESE
                        && option != OptionSet::NONE_OF_THESE =>
                {
                    Some(Answer::Chosen(others.union(option)))
                }
                (Some(_), _) => None,
            };
            if let Some(answer) = both {
                self.answers.set(index, answer);
            } else {
                let message = format!(
                    "`{}` of `{}` is ticked together with another answer",
                    by_ids(question, answer),
                    question.id
                );
                let help = "tick one of the two";
                self.report(number, Code::ReservedOption, message, help);
            }
        }
    }

    fn report(&mut self, number: usize, code: Code, message: String, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic {
            code,
            message,
            place: place(number),
            help: Some(help.into()),
        });
    }
}

/// Where the cell with a number is, from the beginning of the row.
fn place(number: usize) -> Place {
    Place {
        position: Some((1, number + 1)),
        ..Place::whole("")
    }
}

/// What a box of a form says; `None` for anything else.
fn is_ticked(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "checked" | "x" => Some(true),
        "0" | "false" | "no" | "unchecked" => Some(false),
        _ => None,
    }
}
