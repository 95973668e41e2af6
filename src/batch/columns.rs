//! A table of answers: its header, and its rows split into cells.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::fast_json::{KnownQuestion, Vocabulary};
use super::record::Record;
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::load::{Cell, CellContent, outdated_question, several_questions, similar_question};
use crate::pack::{Called, Kind, OptionSet, Pack, QuestionIndex, are_same};

/// The columns of a table of answers, each with what it holds.
#[derive(Debug, Clone)]
pub struct Columns {
    columns: Vec<Column>,
    delimiter: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Column {
    Id,
    Question(usize),
    /// A key of the caller's.
    Extra(String),
}

impl Columns {
    /// Reads a header.
    ///
    /// # Errors
    /// Every cell that names nothing known, or the same as an earlier cell. The column of its place is the
    /// number of the cell.
    pub fn read(
        pack: &Pack,
        file: &str,
        line: usize,
        text: &[u8],
        delimiter: u8,
    ) -> Result<Self, Problems> {
        let mut row = Row::default();
        row.split(text, delimiter);
        let mut columns = Vec::new();
        let mut seen = FxHashSet::default();
        let mut problems = Vec::new();
        for (number, cell) in row.cells().enumerate() {
            let text = String::from_utf8_lossy(cell);
            let name = text.trim();
            let called = pack.question_called(name);
            let found = match &called {
                _ if name.starts_with("x_") => Some(Column::Extra(name.to_owned())),
                _ if are_same(name, "id") => Some(Column::Id),
                Called::One(index) => Some(Column::Question(index.position())),
                Called::Several(_) | Called::Nothing => None,
            };
            let mut report = |code, message: String, help| {
                problems.push(Diagnostic {
                    code,
                    message,
                    place: Place {
                        position: Some((line, number + 1)),
                        ..Place::whole(file)
                    },
                    help,
                });
            };
            match found {
                _ if std::str::from_utf8(cell).is_err() => {
                    let (message, help) = NOT_TEXT;
                    report(Code::NotUtf8, message.to_owned(), Some(help.to_owned()));
                }
                Some(column) if !seen.insert(column.clone()) => {
                    let help = "remove one of the two columns".to_owned();
                    let message = format!("the column `{name}` appears twice");
                    report(Code::DuplicateKey, message, Some(help));
                }
                Some(column) => columns.push(column),
                None if name.is_empty() => {
                    let help = "name a question, or remove the column".to_owned();
                    let message = "the column has no name".to_owned();
                    report(Code::UnknownQuestion, message, Some(help));
                }
                None => {
                    // With all its old options, so that a whole table can be rewritten at once.
                    if let Some(outdated) = outdated_question(pack.former(), name) {
                        report(outdated.code, outdated.message, Some(outdated.help));
                        continue;
                    }
                    if let Called::Several(indexes) = called {
                        let (message, help) = several_questions(pack, name, &indexes);
                        report(Code::UnknownQuestion, message, Some(help));
                        continue;
                    }
                    let otherwise =
                        "`smp explain` lists the questions; your own columns begin with `x_`";
                    let help = similar_question(pack, name, otherwise);
                    let message = format!("the column `{name}` is not a question");
                    report(Code::UnknownQuestion, message, Some(help));
                }
            }
        }
        match Problems::from_vec(problems) {
            Some(problems) => Err(problems),
            None => Ok(Self { columns, delimiter }),
        }
    }

    pub(super) fn count(&self) -> usize {
        self.columns.len()
    }

    /// The byte between two cells of a row.
    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Reads a row of the usual form; `None` if only the loader can say what it means.
    pub(super) fn read_row<'row>(
        &self,
        vocabulary: &Vocabulary,
        row: impl Iterator<Item = &'row [u8]>,
        record: &mut Record,
    ) -> Option<()> {
        record.clear();
        for (column, cell) in self.columns.iter().zip(row) {
            let cell = str::from_utf8(cell).ok()?.trim();
            match column {
                _ if cell.is_empty() => {}
                Column::Id => record.set_id(cell)?,
                Column::Extra(name) => {
                    record.add_unique_extra(name, &serde_json::Value::from(cell).to_string());
                }
                Column::Question(place) => {
                    let answer = answer(vocabulary.question(*place)?, cell)?;
                    record.answer(*place, answer)?;
                }
            }
        }
        Some(())
    }

    /// The cells with what each is the answer to.
    pub(super) fn cells<'row>(&'row self, row: &'row [Cow<'row, str>]) -> Vec<Cell<'row>> {
        let cells = self.columns.iter().zip(row).map(|(column, text)| Cell {
            of: match column {
                Column::Id => CellContent::Id,
                Column::Question(place) => CellContent::Question(QuestionIndex::new(*place)),
                Column::Extra(name) => CellContent::Extra(name),
            },
            text: text.trim(),
        });
        cells.collect()
    }

    /// The id in a row, if there is one.
    pub(super) fn id<'row>(&self, row: &'row [Cow<'row, str>]) -> Option<&'row str> {
        let place = self
            .columns
            .iter()
            .position(|column| *column == Column::Id)?;
        row.get(place)
            .map(|id| id.trim())
            .filter(|id| !id.is_empty())
    }
}

/// The options that a cell with text names; `None` if only the loader can say what it means.
fn answer(question: &KnownQuestion, cell: &str) -> Option<OptionSet> {
    match (cell, question.kind) {
        ("unknown", _) => Some(OptionSet::EMPTY),
        ("none", Kind::Many) => Some(OptionSet::NONE_OF_THESE),
        (_, Kind::One) => question.option(cell),
        (_, Kind::Many) => {
            let mut chosen = OptionSet::EMPTY;
            for id in cell.split([';', ',']) {
                let option = question.option(id.trim())?;
                if chosen.intersects(option) {
                    return None;
                }
                chosen = chosen.union(option);
            }
            Some(chosen)
        }
    }
}

/// What is wrong with a cell that is not text, and how to fix it.
pub(super) const NOT_TEXT: (&str, &str) = ("the cell is not UTF-8 text", "save the table as UTF-8");

/// The cells of a row. It is used again for each row, so that most need no memory of their own.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    text: Vec<u8>,
    /// Where each cell ends in the text.
    ends: Vec<usize>,
    count: usize,
}

impl Row {
    /// Splits a row as in RFC 4180: a cell may be in quotes, and a quote in it is then doubled.
    pub(super) fn split(&mut self, text: &[u8], delimiter: u8) {
        let mut reader = csv_core::ReaderBuilder::new()
            .delimiter(delimiter)
            .terminator(csv_core::Terminator::Any(b'\n'))
            .build();
        // Cells are never longer than the row, and no row has more cells than bytes and one.
        self.text.resize(text.len() + 2, 0);
        self.ends.resize(text.len() + 2, 0);
        let (mut read, mut written, mut ended) = (0, 0, 0);
        loop {
            let input = text.get(read..).unwrap_or_default();
            let output = self.text.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(ended..).unwrap_or_default();
            let (result, bytes_read, bytes_written, cells) =
                reader.read_record(input, output, ends);
            (read, written, ended) = (read + bytes_read, written + bytes_written, ended + cells);
            match result {
                csv_core::ReadRecordResult::InputEmpty => {} // an empty input ends the last record
                _ => break,
            }
        }
        self.count = ended;
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let ends = self.ends.iter().take(self.count);
        let starts = [0].iter().chain(&self.ends);
        starts
            .zip(ends)
            .map(|(&start, &end)| self.text.get(start..end).unwrap_or_default())
    }

    /// Checks that all cells are text, and that there are as many as the header has.
    ///
    /// # Errors
    /// The first cell that is not text, else that the row has fewer or more cells.
    pub(super) fn check(&self, expected: usize) -> Result<(), Problems> {
        let problem = |code, message: String, column: usize, help: &str| {
            Problems::from(Diagnostic {
                code,
                message,
                place: Place {
                    position: Some((1, column)),
                    ..Place::whole("")
                },
                help: Some(help.to_owned()),
            })
        };
        let is_text = |cell: &[u8]| std::str::from_utf8(cell).is_ok();
        if let Some(number) = self.cells().position(|cell| !is_text(cell)) {
            let (message, help) = NOT_TEXT;
            return Err(problem(Code::NotUtf8, message.to_owned(), number + 1, help));
        }
        if self.count != expected {
            let cells = |count| match count {
                1 => "1 cell".to_owned(),
                count => format!("{count} cells"),
            };
            let message = format!(
                "the row has {} but the header has {}",
                cells(self.count),
                cells(expected)
            );
            let help = "put a cell that holds a comma or a quote into quotes";
            let column = self.count.min(expected + 1);
            return Err(problem(Code::CellCount, message, column, help));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Columns, Row};
    use crate::assess::Table;
    use crate::batch::fast_json::Vocabulary;
    use crate::batch::record::Record;
    use crate::load;

    #[test]
    fn rows_of_the_usual_form_are_read_and_others_left_to_the_loader() {
        let pack = load::pack(&load::builtin()).expect("the built-in pack is sound");
        let (table, vocabulary) = (Table::new(&pack), Vocabulary::new(&pack));
        let header = b"id,hair_color,skin,x_crm";
        let columns =
            Columns::read(&pack, "leads.csv", 1, header, b',').expect("the header is sound");
        let may_be_fast = |row: [&str; 4]| {
            let cells = row.iter().map(|cell| cell.as_bytes());
            columns
                .read_row(&vocabulary, cells, &mut Record::new(&table))
                .is_some()
        };
        assert!(may_be_fast([
            "1",
            "black",
            "broken_skin; moles",
            "any = thing"
        ]));
        assert!(may_be_fast(["", "", "", ""]));
        assert!(may_be_fast(["1", "unknown", "none", ""]));
        assert!(may_be_fast(["1", " black ", "broken_skin,moles", ""]));
        assert!(!may_be_fast(["1", "none", "", ""]));
        assert!(!may_be_fast(["1", "Black", "", ""]));
        assert!(!may_be_fast(["1", "black", "moles;moles", ""]));
    }

    #[test]
    fn a_row_of_any_length_is_split_into_its_cells() {
        let split: [(&str, &[&str]); 8] = [
            ("a", &["a"]),
            ("\"\"", &[""]),
            (",", &["", ""]),
            (",,,", &["", "", "", ""]),
            ("a,", &["a", ""]),
            ("a,b c,\"d,\"\"e\"\"\"", &["a", "b c", "d,\"e\""]),
            ("\"a\nb\",c", &["a\nb", "c"]),
            ("a,b,c,d,e,f,g", &["a", "b", "c", "d", "e", "f", "g"]),
        ];
        for (text, expected) in split {
            // A row that is used again, and a new one.
            for mut row in [Row::default(), Row::default()] {
                row.split(text.as_bytes(), b',');
                assert_eq!(row.count(), expected.len(), "{text}");
                let cells = row.cells().map(String::from_utf8_lossy);
                assert!(cells.eq(expected.iter().copied()), "{text}");
                row.split(b"1;2;3", b';');
                assert_eq!(row.count(), 3);
            }
        }
    }

    #[test]
    fn a_cell_that_is_not_text_is_named_by_its_place() {
        let mut row = Row::default();
        row.split(b"a,b,\xff", b',');
        let problems = row.check(3).expect_err("a byte is not text");
        let place = problems.diagnostics().first().map(|problem| &problem.place);
        assert_eq!(place.and_then(|place| place.position), Some((1, 3)));
    }

    #[test]
    fn a_row_with_fewer_or_more_cells_than_the_header_is_reported_where_it_differs() {
        let mut row = Row::default();
        row.split(b"a,b,c", b',');
        assert!(row.check(3).is_ok());
        for (expected, column) in [(1, 2), (2, 3), (4, 3), (9, 3)] {
            let problems = row.check(expected).expect_err("the header has others");
            let place = problems.diagnostics().first().map(|problem| &problem.place);
            let position = place.and_then(|place| place.position);
            assert_eq!(position, Some((1, column)), "{expected}");
        }
    }
}
