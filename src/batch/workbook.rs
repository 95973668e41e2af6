//! A sheet of an Excel workbook as the text of a table, so that its rows are read like those of any other.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use calamine::{Data, DataRef, Reader as _, SheetVisible, Xlsx, XlsxError};

use crate::diagnostic::{
    Code, Diagnostic, Place, Problems, escape_untrusted, nearest, one_of, shortened,
};
use crate::words::letters;

/// Most bytes that the parts of a workbook may have together once they are decompressed.
pub const MAX_WORKBOOK_BYTES: u64 = 256 * 1024 * 1024;

/// Bytes that are decompressed at once to be counted.
const PIECE: usize = 64 * 1024;

/// What separates the cells of the table.
pub const WORKBOOK_DELIMITER: u8 = b',';

/// The cells of a sheet as a table with commas: row 5 of the sheet is line 5. Without a name it is the first
/// sheet that is not hidden.
///
/// A formula counts by the value that is stored with it. Days are written as `2027-03-01`, and a line break in a
/// cell as a space.
///
/// # Errors
/// The file is no workbook that can be read, is too large, has no such sheet, or the sheet holds something that
/// is no table: merged cells, or a formula without a value.
pub fn workbook_as_table(
    file: &str,
    bytes: &[u8],
    sheet: Option<&str>,
) -> Result<Vec<u8>, Problems> {
    let workbook = Workbook {
        file,
        max_bytes: MAX_WORKBOOK_BYTES,
    };
    workbook.check_size(bytes)?;
    let mut xlsx: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| workbook.unreadable(&error))?;
    let name = workbook.sheet(&xlsx, sheet)?;
    let merged = xlsx.worksheet_merge_cells(&name);
    let merged = merged.and_then(Result::ok).unwrap_or_default();
    if let Some(cells) = merged.first() {
        let message = format!(
            "the cells {} to {} of the sheet `{}` are merged",
            cell_name(cells.start),
            cell_name(cells.end),
            shortened(&name)
        );
        let help = "take them apart, so that each row is a person and each column a question";
        return Err(workbook.problem(Code::Syntax, message, help));
    }
    workbook.table(&mut xlsx, &name)
}

struct Workbook<'a> {
    file: &'a str,
    /// Most bytes that its parts may have together.
    max_bytes: u64,
}

impl Workbook<'_> {
    /// Decompresses everything once and counts, since what a workbook says of its size can be wrong.
    fn check_size(&self, bytes: &[u8]) -> Result<(), Problems> {
        let unreadable = |error: &dyn std::fmt::Display| {
            let message = format!(
                "the workbook cannot be read: {}",
                shortened(&escape_untrusted(&error.to_string()))
            );
            self.problem(
                Code::Syntax,
                message,
                "open it in a spreadsheet program and save it again",
            )
        };
        let mut archive =
            zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
        let mut left = self.max_bytes;
        let mut piece = vec![0; PIECE];
        for place in 0..archive.len() {
            let mut part = archive
                .by_index(place)
                .map_err(|error| unreadable(&error))?;
            loop {
                let read = part.read(&mut piece).map_err(|error| unreadable(&error))?;
                if read == 0 {
                    break;
                }
                left = left
                    .checked_sub(read as u64)
                    .ok_or_else(|| self.too_large())?;
            }
        }
        Ok(())
    }

    /// The name of the sheet to read.
    fn sheet(&self, xlsx: &Xlsx<Cursor<&[u8]>>, wanted: Option<&str>) -> Result<String, Problems> {
        let sheets = xlsx.sheets_metadata();
        let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let Some(wanted) = wanted else {
            let mut sheets = sheets.iter();
            let first = sheets.find(|sheet| sheet.visible == SheetVisible::Visible);
            return first.map(|sheet| sheet.name.clone()).ok_or_else(|| {
                let message = "the workbook has no sheet".to_owned();
                self.problem(Code::EmptyFile, message, "save it with a table in it")
            });
        };
        if names.contains(&wanted) {
            return Ok(wanted.to_owned());
        }
        let message = format!("the workbook has no sheet `{}`", shortened(wanted));
        let help = match nearest(wanted, &names) {
            Some(name) => format!("a similar sheet exists: `{}`", shortened(name)),
            None => format!("its sheets are {}", one_of(&names).replace(" or ", " and ")),
        };
        Err(self.problem(Code::UnknownWord, message, &help))
    }

    fn table(&self, xlsx: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, Problems> {
        let unreadable = |error: XlsxError| self.unreadable(&error);
        let mut without_value: BTreeSet<(u32, u32)> = BTreeSet::new();
        let mut cells = xlsx.worksheet_cells_reader(name).map_err(unreadable)?;
        while let Some(cell) = cells.next_formula().map_err(unreadable)? {
            if !cell.get_value().is_empty() {
                without_value.insert(self.within_sheet(cell.get_position())?);
            }
        }
        drop(cells);
        let mut table = TableText::default();
        let mut cells = xlsx.worksheet_cells_reader(name).map_err(unreadable)?;
        while let Some(cell) = cells.next_cell().map_err(unreadable)? {
            let (place, value) = (self.within_sheet(cell.get_position())?, cell.get_value());
            if matches!(value, DataRef::Empty) {
                continue;
            }
            without_value.remove(&place);
            if !table.add(place, &text(value)) {
                let message = format!("the cell {} is out of order", cell_name(place));
                return Err(self.problem(Code::Syntax, message, SAVE_AGAIN));
            }
            if table.text.len() as u64 > self.max_bytes {
                return Err(self.too_large());
            }
        }
        if let Some(first) = without_value.first() {
            let others = match without_value.len() - 1 {
                0 => String::new(),
                1 => " and one other cell".to_owned(),
                others => format!(" and {others} other cells"),
            };
            let message = format!(
                "{}{others} of the sheet `{}` hold a formula without its value",
                cell_name(*first),
                shortened(name)
            );
            let help = "open the workbook in a spreadsheet program and save it, so that the values are in it";
            return Err(self.problem(Code::EmptyText, message, help));
        }
        Ok(table.text)
    }

    /// A place by row and column from 0. An empty line for each row before it must not fill the memory.
    fn within_sheet(&self, (row, column): (u32, u32)) -> Result<(u32, u32), Problems> {
        if row < SHEET_ROWS && column < SHEET_COLUMNS {
            return Ok((row, column));
        }
        let message = "a cell lies outside of its sheet".to_owned();
        Err(self.problem(Code::Syntax, message, SAVE_AGAIN))
    }

    fn too_large(&self) -> Problems {
        let most = self.max_bytes / 1024 / 1024;
        let message = format!("the workbook holds more than {most} MiB");
        let help = "save the sheet as CSV: a table in text may have any length";
        self.problem(Code::TooLarge, message, help)
    }

    fn unreadable(&self, error: &XlsxError) -> Problems {
        let message = match error {
            XlsxError::Password => "the workbook is locked with a password".to_owned(),
            error => format!(
                "the workbook cannot be read: {}",
                shortened(&escape_untrusted(&error.to_string()))
            ),
        };
        let help = "open it in a spreadsheet program, and save it as a workbook without a password or as CSV";
        self.problem(Code::Syntax, message, help)
    }

    fn problem(&self, code: Code, message: String, help: &str) -> Problems {
        Problems::from(Diagnostic {
            code,
            message,
            place: Place::whole(self.file),
            help: Some(help.to_owned()),
        })
    }
}

/// Rows and columns of a sheet in Excel.
const SHEET_ROWS: u32 = 1_048_576;
const SHEET_COLUMNS: u32 = 16_384;

const SAVE_AGAIN: &str = "open the workbook in a spreadsheet program and save it again";

/// The text of a table that grows cell by cell.
#[derive(Default)]
struct TableText {
    text: Vec<u8>,
    row: u32,
    column: u32,
}

impl TableText {
    /// Adds a cell; `false` if it should have come before the last one.
    fn add(&mut self, (row, column): (u32, u32), cell: &str) -> bool {
        if row < self.row || row == self.row && column < self.column {
            return false;
        }
        while self.row < row {
            self.text.push(b'\n');
            (self.row, self.column) = (self.row + 1, 0);
        }
        while self.column < column {
            self.text.push(WORKBOOK_DELIMITER);
            self.column += 1;
        }
        self.text.push(b'"');
        for byte in cell.bytes() {
            match byte {
                b'"' => self.text.extend_from_slice(b"\"\""),
                b'\n' | b'\r' => self.text.push(b' '),
                byte => self.text.push(byte),
            }
        }
        self.text.push(b'"');
        true
    }
}

/// A cell in words: what it means, not how it is stored.
fn text(value: &DataRef) -> String {
    match value {
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            match (hour, minute, second) {
                (0, 0, 0) => date,
                (hour, minute, 0) => format!("{date} {hour:02}:{minute:02}"),
                (hour, minute, second) => format!("{date} {hour:02}:{minute:02}:{second:02}"),
            }
        }
        DataRef::Bool(is_true) => is_true.to_string(),
        value => Data::from(value.clone()).to_string(),
    }
}

/// The name of a cell by row and column from 0: `C2`.
fn cell_name((row, column): (u32, u32)) -> String {
    let letters = letters(column as usize).to_uppercase();
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::{Workbook, cell_name};

    #[test]
    fn a_workbook_that_unpacks_to_more_than_it_may_is_refused_while_it_is_read() {
        const MAX: usize = 1 << 20;
        let workbook = Workbook {
            file: "a.xlsx",
            max_bytes: MAX as u64,
        };
        for (length, is_sound) in [(MAX, true), (MAX + 1, false), (3 * MAX, false)] {
            let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for part in ["a", "b"] {
                let half = vec![
                    b' ';
                    if part == "a" {
                        length / 2
                    } else {
                        length - length / 2
                    }
                ];
                let packed = zip::write::SimpleFileOptions::default();
                archive.start_file(part, packed).expect("a name is new");
                archive.write_all(&half).expect("memory can be written");
            }
            let bytes = archive
                .finish()
                .expect("memory can be written")
                .into_inner();
            assert!(bytes.len() < MAX / 10);
            let checked = workbook
                .check_size(&bytes)
                .map_err(|problems| problems.to_string());
            assert_eq!(checked.is_ok(), is_sound, "{length}");
            if let Err(told) = checked {
                assert!(
                    told.contains("the workbook holds more than 1 MiB"),
                    "{told}"
                );
            }
        }
    }

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        for (cell, name) in [
            ((0, 0), "A1"),
            ((1, 2), "C2"),
            ((9, 25), "Z10"),
            ((0, 26), "AA1"),
            ((1_048_575, 16_383), "XFD1048576"),
        ] {
            assert_eq!(cell_name(cell), name);
        }
    }
}
