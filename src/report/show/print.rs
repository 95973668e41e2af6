//! The parts of the document on a page, and in Markdown.

use std::fmt::Write as _;

use super::{Entry, Part};
use crate::report::line::Role;
use crate::report::markdown::{escaped, unlike_a_list};
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;

pub(super) fn set(page: &mut Page, part: &Part) {
    match part {
        Part::Title(text) | Part::Heading(text) => page.heading(text),
        Part::Subheading(text) => {
            page.gap();
            page.text(&Paragraph::of(Role::Strong, text));
        }
        Part::Text(entry) => page.text(&paragraph(entry)),
        Part::Item(entry) => page.bullet(&paragraph(entry)),
        Part::Numbered(number, entry) => page.marked(&format!("[{number}] "), &paragraph(entry)),
        Part::Blank(what) => {
            page.gap();
            let line = format!("{what}: ______________________________");
            page.text(&Paragraph::of(Role::Plain, &line));
        }
    }
}

fn paragraph(entry: &Entry) -> Paragraph {
    let text = Paragraph::of(Role::Strong, &entry.strong).and(Role::Plain, &entry.text);
    if entry.sources.is_empty() {
        return text;
    }
    text.cite(&entry.sources)
}

// A `String` takes everything, so the results of writing to one are passed over.

pub(super) fn write_markdown(document: &mut String, part: &Part) {
    _ = match part {
        Part::Title(text) => writeln!(document, "# {}", escaped(text)),
        Part::Heading(text) => writeln!(document, "\n## {}", escaped(text)),
        Part::Subheading(text) => writeln!(document, "\n### {}", escaped(text)),
        Part::Text(entry) => writeln!(document, "\n{}", markdown(entry)),
        Part::Item(entry) => writeln!(document, "- {}", markdown(entry)),
        Part::Numbered(number, entry) => writeln!(document, "{number}. {}", markdown(entry)),
        Part::Blank(what) => writeln!(
            document,
            "\n{}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_",
            escaped(what)
        ),
    };
}

fn markdown(entry: &Entry) -> String {
    let mut words = Vec::new();
    if !entry.strong.is_empty() {
        words.push(format!("**{}**", escaped(&entry.strong)));
    }
    if !entry.text.is_empty() {
        words.push(escaped(&entry.text));
    }
    if !entry.sources.is_empty() {
        let numbers: Vec<_> = entry.sources.iter().map(ToString::to_string).collect();
        words.push(format!("\\[{}\\]", numbers.join(", ")));
    }
    unlike_a_list(&words.join(" "))
}
