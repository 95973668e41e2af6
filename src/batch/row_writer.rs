//! Writes a row of a table for people, cell by cell.

use super::escape::{write_csv_cell, write_csv_json_cell, write_number, write_plain_cell};

/// What guards a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellSafety {
    /// A `'` stands before what a spreadsheet would compute.
    Guarded,
    /// Nothing, since each cell is stored as a text or a number.
    Plain,
}

/// Writes the cells of a row.
pub(super) struct RowWriter {
    delimiter: u8,
    cells: CellSafety,
    row: Vec<u8>,
    is_first: bool,
}

impl RowWriter {
    pub(super) fn new(delimiter: u8, cells: CellSafety) -> Self {
        Self {
            delimiter,
            cells,
            row: Vec::new(),
            is_first: true,
        }
    }

    fn next(&mut self) {
        if !std::mem::take(&mut self.is_first) {
            self.row.push(self.delimiter);
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.next();
        match self.cells {
            _ if text.is_empty() => {}
            CellSafety::Guarded => write_csv_cell(text, &mut self.row),
            CellSafety::Plain => write_plain_cell(text, &mut self.row),
        }
    }

    pub(super) fn json(&mut self, json: &str) {
        self.next();
        match self.cells {
            CellSafety::Guarded => write_csv_json_cell(json, &mut self.row),
            CellSafety::Plain => write_plain_cell(json, &mut self.row),
        }
    }

    pub(super) fn number(&mut self, number: impl itoa::Integer) {
        self.next();
        write_number(number, &mut self.row);
    }

    pub(super) fn empty(&mut self) {
        self.next();
    }

    pub(super) fn end(mut self) -> Vec<u8> {
        self.row.push(b'\n');
        self.row
    }
}
