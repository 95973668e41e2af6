//! Sheets as lines of text.

use super::form::{FormBlock, FormCell, FormRow, FormSection, Paper};
use crate::report::line::{Line, Role, side_by_side};
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;

/// Columns of the label of an entry.
const LABEL: usize = 20;

/// Fewest underscores that are room to write.
const SHORTEST_BLANK: usize = 8;

/// All sheets one after the other, then the notes.
pub(super) fn lines(sheets: &[Paper], notes: &[String], width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    for sheet in sheets {
        page.heading(&sheet.title);
        for section in &sheet.sections {
            write_section(&mut page, section);
        }
        page.gap();
        page.lead(&Paragraph::of(Role::Muted, &sheet.imprint));
    }
    if !notes.is_empty() {
        page.heading("Before you send it");
    }
    for note in notes {
        page.text(&Paragraph::of(Role::Plain, note));
    }
    page.into_lines()
}

fn write_section(page: &mut Page, section: &FormSection) {
    match &section.title {
        Some(title) => page.heading(title),
        None => page.gap(),
    }
    for block in &section.blocks {
        match block {
            FormBlock::Text(text) => page.text(&Paragraph::of(Role::Plain, text)),
            FormBlock::Bullet(text) => page.bullet(&Paragraph::of(Role::Plain, text)),
            FormBlock::Entry { label, text } => {
                page.entry(label, LABEL, &[Paragraph::of(Role::Plain, text)]);
            }
            FormBlock::Blanks(labels) => write_blanks(page, labels),
            FormBlock::Boxes(labels) => write_boxes(page, labels),
            FormBlock::Table { heads, rows } => write_table(page, heads, rows),
            FormBlock::Lines(count) => {
                for _ in 0..*count {
                    write_blanks(page, &[String::new()]);
                }
            }
        }
    }
}

/// Labels with room to write: in one row if each has enough of it, else one below the other.
fn write_blanks(page: &mut Page, labels: &[String]) {
    let room = page.text_end().saturating_sub(page.indent());
    let words: usize = labels.iter().map(|label| label.chars().count() + 3).sum();
    let each = room.saturating_sub(words) / labels.len().max(1);
    if each < SHORTEST_BLANK && labels.len() > 1 {
        for label in labels {
            write_blanks(page, std::slice::from_ref(label));
        }
        return;
    }
    let mut line = Line::indented(page.indent());
    for (position, label) in labels.iter().enumerate() {
        let apart = if position == 0 { "" } else { "  " };
        let space = if label.is_empty() { "" } else { " " };
        let blank = "_".repeat(each.max(SHORTEST_BLANK.min(room)));
        line = line.with(Role::Plain, &format!("{apart}{label}{space}{blank}"));
    }
    if line.width() <= page.text_end() {
        page.push(line);
        return;
    }
    for label in labels {
        page.text(&Paragraph::of(Role::Plain, label));
        page.push(Line::indented(page.indent()).with(Role::Plain, &"_".repeat(room)));
    }
}

fn write_boxes(page: &mut Page, labels: &[String]) {
    let mark = FormCell::Box.text();
    let boxes = labels.iter().map(|label| format!("{mark} {label}"));
    page.text(&Paragraph::of(
        Role::Plain,
        &boxes.collect::<Vec<_>>().join("  "),
    ));
}

fn write_table(page: &mut Page, heads: &[String], rows: &[FormRow]) {
    if page.is_narrow() {
        for row in rows {
            page.text(&Paragraph::of(Role::Plain, &row.text));
            let cells: Vec<_> = heads
                .iter()
                .zip(&row.cells)
                .map(|(head, cell)| format!("{head} {}", cell.text()))
                .collect();
            page.marked("  ", &Paragraph::of(Role::Plain, &cells.join("  ")));
        }
        return;
    }
    let widths = widths(heads, rows);
    let first = page.text_end().saturating_sub(widths.iter().sum());
    let heads = heads.iter().map(|head| head_lines(head));
    page.extend(in_columns(Vec::new(), first, &widths, heads));
    let start = Line::indented(page.indent());
    for row in rows {
        let text = Paragraph::of(Role::Plain, &row.text).after(&start, first - 1);
        let cells = row
            .cells
            .iter()
            .map(|cell| vec![Line::blank().with(Role::Plain, cell.text())]);
        page.extend(in_columns(text, first, &widths, cells));
    }
}

/// The heading of a column, over several lines if it is long.
fn head_lines(head: &str) -> Vec<Line> {
    const WIDEST: usize = 10;
    Paragraph::of(Role::Strong, head).wrapped(WIDEST)
}

/// Columns that each column of a table takes, with the space before it.
fn widths(heads: &[String], rows: &[FormRow]) -> Vec<usize> {
    let columns = heads.iter().enumerate();
    columns
        .map(|(column, head)| {
            let cells = rows.iter().filter_map(|row| row.cells.get(column));
            let widest = cells.map(|cell| cell.text().len()).max().unwrap_or(0);
            let head = head_lines(head).iter().map(Line::width).max();
            head.unwrap_or(0).max(widest) + 2
        })
        .collect()
}

fn in_columns(
    text: Vec<Line>,
    first: usize,
    widths: &[usize],
    cells: impl Iterator<Item = Vec<Line>>,
) -> Vec<Line> {
    let mut start = first;
    let mut row = text;
    for (width, cell) in widths.iter().zip(cells) {
        row = side_by_side(&row, &cell, start);
        start += width;
    }
    row
}
