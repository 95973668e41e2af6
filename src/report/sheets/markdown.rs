//! Sheets as Markdown.

use super::form::{Block, FormCell, Paper, Part};
use crate::report::markdown::{escaped, unlike_a_list};

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
    let mut blocks = vec![format!("# {}", escaped(&sheet.title))];
    for part in &sheet.parts {
        set_part(&mut blocks, part);
    }
    blocks.push(paragraph(&sheet.imprint));
    blocks.join("\n\n")
}

fn set_part(blocks: &mut Vec<String>, part: &Part) {
    if let Some(title) = &part.title {
        blocks.push(format!("## {}", escaped(title)));
    }
    let is_item = |block: &Block| matches!(block, Block::Bullet(_) | Block::Entry { .. });
    let groups = part
        .blocks
        .chunk_by(|one, next| is_item(one) && is_item(next));
    for group in groups {
        let set: Vec<_> = group.iter().map(block).collect();
        blocks.push(set.join("\n"));
    }
}

fn block(block: &Block) -> String {
    match block {
        Block::Text(text) => paragraph(text),
        Block::Bullet(text) => format!("- {}", paragraph(text)),
        Block::Entry { label, text } => format!("- **{}:** {}", escaped(label), escaped(text)),
        Block::Blanks(labels) => {
            let blanks = labels.iter();
            let blanks = blanks.map(|label| format!("{} {BLANK}", escaped(label)));
            unlike_a_list(&blanks.collect::<Vec<_>>().join(" "))
        }
        Block::Boxes(labels) => {
            let boxes = labels.iter();
            let boxes = boxes.map(|label| format!("{} {}", cell(FormCell::Box), escaped(label)));
            boxes.collect::<Vec<_>>().join(" ")
        }
        Block::Table { heads, rows } => {
            let rows = rows.iter().map(|row| {
                let cells = heads.iter().zip(&row.cells);
                let cells = cells.map(|(head, one)| format!("{} {}", escaped(head), cell(*one)));
                let cells = cells.collect::<Vec<_>>().join(", ");
                format!("- {} ({cells})", paragraph(&row.text))
            });
            rows.collect::<Vec<_>>().join("\n")
        }
        Block::Lines(count) => vec![BLANK; *count].join("\n\n"),
    }
}

fn cell(cell: FormCell) -> String {
    escaped(cell.text())
}

fn paragraph(text: &str) -> String {
    unlike_a_list(&escaped(text))
}
