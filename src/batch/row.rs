//! One row of a table, split into cells.

use crate::diagnostic::{Code, Diagnostic, Place, Problems};

/// The cells of a row; used again and again.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    text: Vec<u8>,
    /// Where each cell ends in the text.
    ends: Vec<usize>,
    count: usize,
}

impl Row {
    /// Splits a row as RFC 4180 has it: cells may stand in quotes, and a quote in them is doubled.
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
                csv_core::ReadRecordResult::InputEmpty => {} // told once more that there is no more
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

    /// Whether there are as many cells as the header has, all of them text.
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
            let message = "the cell is not UTF-8 text".to_owned();
            let help = "save the table as UTF-8";
            return Err(problem(Code::NotUtf8, message, number + 1, help));
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
        let problems = row.check(3).expect_err("a byte is not text");
        let place = problems.diagnostics().first().map(|problem| &problem.place);
        assert_eq!(place.and_then(|place| place.position), Some((1, 3)));
    }

    #[test]
    fn a_row_with_other_cells_than_the_header_is_told_where_they_end_or_are_too_many() {
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
