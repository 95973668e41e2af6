//! Results as a workbook of Excel, in memory that does not grow with them.

use std::env;
use std::fmt;
use std::io;
use std::path::Path;

use csv_core::{ReadRecordResult, Reader};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use smp_suitability::batch::{Action, PeopleTable};
use smp_suitability::pack::{Pack, Verdict};

use crate::shell::Failure;
use crate::shell::cli::{BatchArgs, Common};
use crate::shell::output::Output;

/// Rows of a sheet, with the header.
const MAX_ROWS: u32 = 1_048_576;

/// Links on a sheet.
const MAX_LINKS: u32 = 65_530;

/// The name of the column with links to pages.
const PAGE: &str = "Page";

/// A workbook that grows row by row.
pub(super) struct WorkbookSink {
    workbook: Workbook,
    /// The next row.
    row: u32,
    links: u32,
    columns: Vec<String>,
    /// Where the page of a person is, from the workbook.
    pages: Option<String>,
    formats: Formats,
    output: Output,
}

/// How cells look.
struct Formats {
    header: Format,
    text: Format,
    link: Format,
    /// For each verdict.
    verdicts: [Format; 5],
    /// For a good verdict that is only so far.
    so_far: Format,
}

impl fmt::Debug for WorkbookSink {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("WorkbookSink")
    }
}

impl WorkbookSink {
    /// Begins a workbook with a header.
    ///
    /// # Errors
    /// It would be written to a terminal, or there is no place for it or its temporary file.
    pub(super) fn create(
        common: &Common,
        people: &PeopleTable,
        pack: &Pack,
        args: &BatchArgs,
    ) -> Result<Self, Failure> {
        let output = Output::new(common);
        output.check_for_workbook()?;
        let mut columns: Vec<String> = people.columns().into_iter().map(str::to_owned).collect();
        let pages = args
            .handouts
            .folder
            .as_deref()
            .map(|pages| link_to(common.output.as_deref(), pages));
        if pages.is_some() {
            columns.push(PAGE.to_owned());
        }
        let mut sink = Self {
            workbook: Workbook::new(),
            row: 0,
            links: 0,
            columns,
            pages,
            formats: Formats::new(),
            output,
        };
        sink.begin(pack).map_err(|error| Self::failure(&error))?;
        Ok(sink)
    }

    fn begin(&mut self, pack: &Pack) -> Result<(), XlsxError> {
        self.workbook.set_tempdir(env::temp_dir())?;
        // The same input gives the same bytes, so the time is that of the rules.
        let updated = pack.provenance.updated.map(|day| day.to_string());
        let updated = updated.unwrap_or_else(|| "2000-01-01".to_owned());
        let created = ExcelDateTime::parse_from_str(&updated)?;
        let properties = DocProperties::new()
            .set_title(pack.title.as_str())
            .set_creation_datetime(&created);
        self.workbook.set_properties(&properties);
        let sheet = self.workbook.add_worksheet_with_constant_memory();
        sheet.set_name("Results")?;
        sheet.set_freeze_panes(1, 1)?;
        for (number, name) in (0..).zip(&self.columns) {
            sheet.set_column_width(number, width(name))?;
            sheet.write_string_with_format(0, number, name.as_str(), &self.formats.header)?;
        }
        self.row = 1;
        Ok(())
    }

    /// Adds rows, given as a table with commas, each with its page.
    pub(super) fn write(&mut self, rows: &[u8], pages: &[Option<String>]) -> Result<(), Failure> {
        let mut pages = pages.iter();
        let mut reader = Reader::new();
        let mut input = rows;
        let mut text = vec![0; rows.len() + 1];
        let mut ends = vec![0; self.columns.len() + 1];
        let (mut written, mut ended) = (0, 0);
        loop {
            let (result, read, bytes, cells) = reader.read_record(
                input,
                text.get_mut(written..).unwrap_or_default(),
                ends.get_mut(ended..).unwrap_or_default(),
            );
            input = input.get(read..).unwrap_or_default();
            (written, ended) = (written + bytes, ended + cells);
            match result {
                ReadRecordResult::Record => {
                    let starts = [0].iter().chain(&ends);
                    let cells: Vec<_> = (starts.zip(&ends).take(ended))
                        .map(|(&start, &end)| {
                            String::from_utf8_lossy(text.get(start..end).unwrap_or_default())
                        })
                        .collect();
                    let page = pages.next().and_then(Option::as_deref);
                    self.add(&cells, page)?;
                    (written, ended) = (0, 0);
                }
                ReadRecordResult::InputEmpty if !input.is_empty() => {}
                ReadRecordResult::InputEmpty if written == 0 && ended == 0 => return Ok(()),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::End
                | ReadRecordResult::OutputFull
                | ReadRecordResult::OutputEndsFull => return Ok(()),
            }
        }
    }

    fn add<Cell: AsRef<str>>(&mut self, cells: &[Cell], page: Option<&str>) -> Result<(), Failure> {
        if self.row == MAX_ROWS {
            let message = format!("a sheet has at most {MAX_ROWS} rows; nothing was written");
            return Err(too_much(message));
        }
        if page.is_some() && self.links == MAX_LINKS {
            let message = format!("a sheet has at most {MAX_LINKS} links; nothing was written");
            return Err(too_much(message));
        }
        let in_column = |name: &str| {
            let place = self.columns.iter().rposition(|column| column == name);
            place.and_then(|place| cells.get(place)).map(AsRef::as_ref)
        };
        let verdict = in_column("Verdict").and_then(verdict);
        let color = match verdict {
            // Unfinished answers must not look like a clean result.
            Some(_) if in_column("Action") == Some(Action::NotFinished.label()) => {
                Some(&self.formats.so_far)
            }
            Some(verdict) => self.formats.verdicts.get(verdict as usize),
            None => None,
        };
        let color = color.cloned();
        let added = self.add_cells(cells, page, color.as_ref());
        added.map_err(|error| Self::failure(&error))?;
        self.row += 1;
        self.links += u32::from(page.is_some());
        Ok(())
    }

    fn add_cells<Cell: AsRef<str>>(
        &mut self,
        cells: &[Cell],
        page: Option<&str>,
        color: Option<&Format>,
    ) -> Result<(), XlsxError> {
        let row = self.row;
        let sheet = self.workbook.worksheet_from_index(0)?;
        for ((number, name), cell) in (0..).zip(&self.columns).zip(cells) {
            let is_colored = matches!(name.as_str(), "Action" | "Result");
            let format = color.filter(|_| is_colored).unwrap_or(&self.formats.text);
            write_cell(sheet, (row, number), name, cell.as_ref(), format)?;
        }
        if let (Some(folder), Some(page)) = (&self.pages, page) {
            let place = u16::try_from(self.columns.len() - 1).unwrap_or(u16::MAX);
            let link = format!("file:///{folder}{page}");
            let format = Some(&self.formats.link);
            sheet.write_url_with_options(row, place, link.as_str(), page, "", format)?;
        }
        Ok(())
    }

    /// Writes the workbook to its file.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        self.end().map_err(|error| Self::failure(&error))?;
        let workbook = &mut self.workbook;
        let written = (self.output)
            .write_file(|file| workbook.save_to_writer(file).map_err(io::Error::other));
        written.unwrap_or_else(|| {
            let bytes = workbook.save_to_buffer();
            let bytes = bytes.map_err(|error| Self::failure(&error))?;
            self.output.write_bytes(&bytes)
        })
    }

    /// Adds the filters, which need to know how many rows there are.
    fn end(&mut self) -> Result<(), XlsxError> {
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let rows = self.row.saturating_sub(1);
        let sheet = self.workbook.worksheet_from_index(0)?;
        sheet.autofilter(0, 0, rows, last)?;
        Ok(())
    }

    fn failure(error: &XlsxError) -> Failure {
        let error = io::Error::other(error.to_string());
        Failure::Io("make the workbook".to_owned(), error)
    }
}

impl Formats {
    fn new() -> Self {
        let filled = |color: u32| text_format().set_background_color(Color::RGB(color));
        Self {
            header: text_format()
                .set_bold()
                .set_background_color(Color::RGB(0x00E7_E6E6)),
            text: text_format(),
            link: Format::new().set_align(FormatAlign::Top).set_hyperlink(),
            so_far: filled(0x00F2_F2F2),
            verdicts: [
                0x00D5_E8D4,
                0x00FF_F2CC,
                0x00DA_E8FC,
                0x00FF_E0CC,
                0x00F8_CECC,
            ]
            .map(filled),
        }
    }
}

fn text_format() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// Writes a number where the column has numbers, and a text anywhere else, so that nothing is computed.
fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    name: &str,
    cell: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    const NUMBERS: [&str; 5] = [
        "Open safety questions",
        "Match score",
        "Cost from",
        "Cost to",
        "Line",
    ];
    match cell.parse::<f64>() {
        _ if cell.is_empty() => {}
        Ok(number) if NUMBERS.contains(&name) => {
            sheet.write_number_with_format(row, column, number, format)?;
        }
        Ok(_) | Err(_) => {
            sheet.write_string_with_format(row, column, cell, format)?;
        }
    }
    Ok(())
}

/// The width of a column in characters.
fn width(name: &str) -> f64 {
    match name {
        "Reasons" | "Next step" | "Problems" => 50.0,
        "Open questions" => 36.0,
        "Result" | "Letters" | "Action" => 26.0,
        "Open safety questions" | "Match score" | "Settled" | "Line" | "Visits" => 10.0,
        _ => 16.0,
    }
}

fn verdict(cell: &str) -> Option<Verdict> {
    Verdict::ALL
        .into_iter()
        .find(|verdict| verdict.id() == cell)
}

/// The folder of pages as a link from the workbook; an absolute path if they are not in one folder.
fn link_to(output: Option<&Path>, pages: &Path) -> String {
    let beside = output.and_then(Path::parent).unwrap_or(Path::new(""));
    let folder = match pages.strip_prefix(beside) {
        Ok(relative) => relative.to_owned(),
        Err(_) => std::path::absolute(pages).unwrap_or_else(|_| pages.to_owned()),
    };
    // A link is an address, in which these letters mean something else.
    let mut link = folder.display().to_string();
    for (letter, code) in [('%', "%25"), ('#', "%23"), ('?', "%3F"), (' ', "%20")] {
        link = link.replace(letter, code);
    }
    if !link.is_empty() && !link.ends_with('/') {
        link.push('/');
    }
    link
}

fn too_much(message: String) -> Failure {
    Failure::Fixable {
        message,
        help: "write `--to csv`, or split the input into several files".to_owned(),
    }
}
