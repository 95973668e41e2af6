//! The parts of the document on a page, and in Markdown.

use std::fmt::Write as _;

use super::{CitedText, DocumentPart};
use crate::report::line::Role;
use crate::report::markdown::{escape, escape_list_marker};
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;

pub(super) fn write_page(page: &mut Page, part: &DocumentPart) {
    match part {
        DocumentPart::Title(text) | DocumentPart::Heading(text) => page.heading(text),
        DocumentPart::Subheading(text) => {
            page.gap();
            page.text(&Paragraph::of(Role::Strong, text));
        }
        DocumentPart::Text(entry) => page.text(&paragraph(entry)),
        DocumentPart::Item(entry) => page.bullet(&paragraph(entry)),
        DocumentPart::Numbered(number, entry) => {
            page.marked(&format!("[{number}] "), &paragraph(entry))
        }
        DocumentPart::Blank(what) => {
            page.gap();
            let line = format!("{what}: ______________________________");
            page.text(&Paragraph::of(Role::Plain, &line));
        }
    }
}

fn paragraph(entry: &CitedText) -> Paragraph {
    let text = Paragraph::of(Role::Strong, &entry.strong).and(Role::Plain, &entry.text);
    if entry.sources.is_empty() {
        return text;
    }
    text.cite(&entry.sources)
}

// A `String` takes everything, so the results of writing to one are passed over.

pub(super) fn write_markdown(document: &mut String, part: &DocumentPart) {
    _ = match part {
        DocumentPart::Title(text) => writeln!(document, "# {}", escape(text)),
        DocumentPart::Heading(text) => writeln!(document, "\n## {}", escape(text)),
        DocumentPart::Subheading(text) => writeln!(document, "\n### {}", escape(text)),
        DocumentPart::Text(entry) => writeln!(document, "\n{}", markdown(entry)),
        DocumentPart::Item(entry) => writeln!(document, "- {}", markdown(entry)),
        DocumentPart::Numbered(number, entry) => {
            writeln!(document, "{number}. {}", markdown(entry))
        }
        DocumentPart::Blank(what) => writeln!(
            document,
            "\n{}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_",
            escape(what)
        ),
    };
}

fn markdown(entry: &CitedText) -> String {
    let mut words = Vec::new();
    if !entry.strong.is_empty() {
        words.push(format!("**{}**", escape(&entry.strong)));
    }
    if !entry.text.is_empty() {
        words.push(escape(&entry.text));
    }
    if !entry.sources.is_empty() {
        let numbers: Vec<_> = entry.sources.iter().map(ToString::to_string).collect();
        words.push(format!("\\[{}\\]", numbers.join(", ")));
    }
    escape_list_marker(&words.join(" "))
}
