//! Sheets as one HTML file: black on white, a US Letter page each, no script, nothing loaded.

use maud::{DOCTYPE, Markup, html};

use super::form::{FormBlock, FormCell, FormRow, FormSection, Paper};
use crate::pack::Pack;
use crate::report::html::{Style, clinic, page_head};
use crate::report::sanitize::sanitized;

const STYLE: &str = include_str!("sheet.css");

/// All sheets; the notes are on the screen only.
pub(super) fn file(pack: &Pack, sheets: &[Paper], notes: &[String]) -> String {
    let style = Style::alone(STYLE);
    let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
    let file = html! {
        (DOCTYPE)
        html lang="en" {
            (page_head(&style, &sanitized(title)))
            body {
                @if !notes.is_empty() {
                    aside { @for note in notes { p { (sanitized(note)) } } }
                }
                @for sheet in sheets { (page(pack, sheet)) }
            }
        }
    };
    file.into_string() + "\n"
}

/// The class of a page by how much is on it, so that it fits on one sheet of US Letter.
///
/// The measures were found by printing pages, letters with ten questions among them.
fn size(sheet: &Paper) -> Option<&'static str> {
    const LITTLE: usize = 2_600;
    const USUAL: usize = 4_300;
    const MUCH: usize = 5_600;
    match sheet.length() {
        0..LITTLE => Some("large"),
        LITTLE..USUAL => None,
        USUAL..MUCH => Some("close"),
        MUCH.. => Some("closest"),
    }
}

fn page(pack: &Pack, sheet: &Paper) -> Markup {
    html! {
        article class=[size(sheet)] {
            @if pack.clinic.is_some() { header { (clinic(pack)) } }
            h1 { (sanitized(&sheet.title)) }
            @for section in &sheet.sections { (section_html(section)) }
            footer { p { (sanitized(&sheet.imprint)) } }
        }
    }
}

fn section_html(section: &FormSection) -> Markup {
    let kind = |block: &FormBlock| std::mem::discriminant(block);
    let groups = section.blocks.chunk_by(|one, next| kind(one) == kind(next));
    html! {
        section {
            @if let Some(title) = &section.title { h2 { (sanitized(title)) } }
            @for group in groups {
                @match group.first() {
                    Some(FormBlock::Bullet(_)) => ul { @for block in group { (block_html(block)) } },
                    Some(FormBlock::Entry { .. }) => dl { @for block in group { (block_html(block)) } },
                    _ => { @for block in group { (block_html(block)) } },
                }
            }
        }
    }
}

fn block_html(block: &FormBlock) -> Markup {
    html! {
        @match block {
            FormBlock::Text(text) => p { (sanitized(text)) },
            FormBlock::Bullet(text) => li { (sanitized(text)) },
            FormBlock::Entry { label, text } => { dt { (sanitized(label)) } dd { (sanitized(text)) } },
            FormBlock::Blanks(labels) => div.blanks {
                @for label in labels { span { (sanitized(label)) " " span.blank {} } }
            },
            FormBlock::Boxes(labels) => div.boxes {
                @for label in labels { span { (cell(FormCell::Box)) " " (sanitized(label)) } " " }
            },
            FormBlock::Table { heads, rows } => (table(heads, rows)),
            FormBlock::Lines(count) => { @for _ in 0..*count { div.line {} } },
        }
    }
}

fn table(heads: &[String], rows: &[FormRow]) -> Markup {
    html! {
        table {
            thead {
                tr {
                    td {}
                    @for head in heads { th scope="col" { (sanitized(head)) } }
                }
            }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (sanitized(&row.text)) }
                        @for one in &row.cells { td { (cell(*one)) } }
                    }
                }
            }
        }
    }
}

fn cell(cell: FormCell) -> Markup {
    html! {
        @match cell {
            FormCell::Box => span.box {},
            FormCell::Date => span.date { "/" span {} "/" },
            FormCell::Blank => span.cell {},
        }
    }
}
