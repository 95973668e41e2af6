//! The cells of a row of a table.

use crate::diagnostic::{Code, Diagnostic, Place, Problems};

/// What is wrong with a cell that is not text, and how to fix it.
pub(super) const NOT_TEXT: (&str, &str) = ("the cell is not UTF-8 text", "save the table as UTF-8");

/// The cells of a row. It is used again for each row, so that most need no memory of their own.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    text: Vec<u8>,
    /// Where each cell ends in the text.
    ends: Vec<usize>,
    count: usize,
    /// Splits rows at the byte that is given with it. It is made once: that takes longer than to split a row.
    reader: Option<(u8, Box<csv_core::Reader>)>,
}

impl Row {
    /// Splits a row as in RFC 4180: a cell may be in quotes, and a quote in it is then doubled.
    pub(super) fn split(&mut self, text: &[u8], delimiter: u8) {
        if self
            .reader
            .as_ref()
            .is_none_or(|(made_for, _)| *made_for != delimiter)
        {
            let reader = csv_core::ReaderBuilder::new()
                .delimiter(delimiter)
                .terminator(csv_core::Terminator::Any(b'\n'))
                .build();
            self.reader = Some((delimiter, Box::new(reader)));
        }
        let Some((_, reader)) = &mut self.reader else {
            return; // it was made just now
        };
        reader.reset();
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

    /// Checks that all cells are text, and that none stands to the right of those that the header names.
    ///
    /// # Errors
    /// The first cell that is not text, else that the row has more cells.
    pub(super) fn check(&self, expected: usize, delimiter: u8) -> Result<(), Problems> {
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
        // A short row ends in empty cells, and what hangs over counts only if something is in it.
        let is_filled = |cell: &[u8]| !cell.trim_ascii().is_empty();
        if self.cells().skip(expected).any(is_filled) {
            let message = format!(
                "the row has {} cells but the header has {expected}",
                self.count
            );
            let delimiter = match delimiter {
                b'\t' => "a tab".to_owned(),
                byte => format!("`{}`", char::from(byte)),
            };
            let help = format!("put a cell that holds {delimiter} or a quote into quotes");
            return Err(problem(Code::CellCount, message, expected + 1, &help));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Row;

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
        let problems = row.check(3, b',').expect_err("a byte is not text");
        let place = problems.diagnostics().first().map(|problem| &problem.place);
        assert_eq!(place.and_then(|place| place.position), Some((1, 3)));
    }

    #[test]
    fn a_row_with_more_cells_than_the_header_is_reported_where_they_begin() {
        let mut row = Row::default();
        row.split(b"a,b,c,, ", b',');
        for expected in [3, 4, 5, 9] {
            assert!(row.check(expected, b',').is_ok(), "{expected}");
        }
        for (expected, column) in [(1, 2), (2, 3)] {
            let problems = row.check(expected, b';').expect_err("the header has fewer");
            let problem = problems
                .diagnostics()
                .first()
                .expect("at least one problem");
            assert_eq!(problem.place.position, Some((1, column)), "{expected}");
            assert!(
                problem
                    .help
                    .as_deref()
                    .is_some_and(|help| help.contains("`;`"))
            );
        }
    }
}
