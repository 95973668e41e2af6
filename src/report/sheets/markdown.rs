//! Sheets as Markdown.

use super::form::{FormBlock, FormCell, FormSection, Paper};
use crate::report::markdown::{escape, escape_list_marker};

/// Room to write; the underscores are escaped, or they would be taken for a rule or for emphasis.
const BLANK: &str = r"\_\_\_\_\_\_\_\_";

/// All sheets with a rule between them, then the notes.
pub(super) fn file(sheets: &[Paper], notes: &[String]) -> String {
    let mut pages: Vec<String> = sheets.iter().map(page).collect();
    if !notes.is_empty() {
        let notes = notes.iter().map(|note| paragraph(note));
        pages.push(notes.collect::<Vec<_>>().join("\n\n"));
    }
    pages.join("\n\n---\n\n") + "\n"
}

fn page(sheet: &Paper) -> String {
    let mut blocks = vec![format!("# {}", escape(&sheet.title))];
    for section in &sheet.sections {
        write_section(&mut blocks, section);
    }
    blocks.push(paragraph(&sheet.imprint));
    blocks.join("\n\n")
}

fn write_section(blocks: &mut Vec<String>, section: &FormSection) {
    if let Some(title) = &section.title {
        blocks.push(format!("## {}", escape(title)));
    }
    let is_item =
        |block: &FormBlock| matches!(block, FormBlock::Bullet(_) | FormBlock::Entry { .. });
    let groups = section
        .blocks
        .chunk_by(|one, next| is_item(one) && is_item(next));
    for group in groups {
        let lines: Vec<_> = group.iter().map(block_text).collect();
        blocks.push(lines.join("\n"));
    }
}

fn block_text(block: &FormBlock) -> String {
    match block {
        FormBlock::Text(text) => paragraph(text),
        FormBlock::Bullet(text) => format!("- {}", paragraph(text)),
        FormBlock::Entry { label, text } => format!("- **{}:** {}", escape(label), escape(text)),
        FormBlock::Blanks(labels) => {
            let blanks = labels
                .iter()
                .map(|label| format!("{} {BLANK}", escape(label)));
            escape_list_marker(&blanks.collect::<Vec<_>>().join(" "))
        }
        FormBlock::Boxes(labels) => labels
            .iter()
            .map(|label| format!("{} {}", cell(FormCell::Box), escape(label)))
            .collect::<Vec<_>>()
            .join(" "),
        FormBlock::Table { heads, rows } => rows
            .iter()
            .map(|row| {
                let cells = heads
                    .iter()
                    .zip(&row.cells)
                    .map(|(head, one)| format!("{} {}", escape(head), cell(*one)))
                    .collect::<Vec<_>>()
                    .join(", ");
                format!("- {} ({cells})", paragraph(&row.text))
            })
            .collect::<Vec<_>>()
            .join("\n"),
        FormBlock::Lines(count) => vec![BLANK; *count].join("\n\n"),
    }
}

fn cell(cell: FormCell) -> String {
    escape(cell.text())
}

fn paragraph(text: &str) -> String {
    escape_list_marker(&escape(text))
}
