//! The blocks of the document, written on a page or in Markdown.

use std::fmt::Write as _;

use crate::pack::{Pack, Text};
use crate::report::line::Role;
use crate::report::markdown::{escape, escape_list_marker};
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;

/// A block of the document. Its text is unescaped; printing escapes it.
pub(super) enum DocumentPart {
    Title(String),
    Heading(String),
    Subheading(String),
    Text(CitedText),
    Item(CitedText),
    Numbered(usize, CitedText),
    /// A line to write on.
    Blank(&'static str),
}

/// Strong words, then the text, then the numbers of sources.
#[derive(Default)]
pub(super) struct CitedText {
    strong: String,
    text: String,
    sources: Vec<usize>,
}

impl CitedText {
    pub(super) fn unlabeled(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub(super) fn new(strong: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            strong: strong.into(),
            text: text.into(),
            sources: Vec::new(),
        }
    }

    pub(super) fn citing(self, pack: &Pack, sources: &[Text]) -> Self {
        let mut numbers: Vec<_> = sources
            .iter()
            .filter_map(|id| pack.sources.iter().position(|source| source.id == *id))
            .map(|place| place + 1)
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        Self {
            sources: numbers,
            ..self
        }
    }
}

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
            page.marked(&format!("[{number}] "), &paragraph(entry));
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
