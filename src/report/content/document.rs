//! A report as sections and blocks, before it is written as text, Markdown or HTML.

use std::borrow::Cow;

use crate::pack::{Pack, Span, Strength, Text, Verdict};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::topic::Topic;

/// The sections of a report, and the sources cited so far.
#[derive(Debug, Default)]
pub(in crate::report) struct Document {
    sections: Vec<Section>,
    topic: Option<Topic>,
    cited: Vec<Text>,
}

/// One section of a report.
#[derive(Debug)]
pub(in crate::report) struct Section {
    /// Its place in the report; HTML makes it a class.
    pub(in crate::report) kind: SectionKind,
    /// The topic that it belongs to; `None` on the first screen.
    pub(in crate::report) topic: Option<Topic>,
    /// Its heading, if it has one.
    pub(in crate::report) title: Option<String>,
    /// The heading of the right column, if there is one.
    pub(in crate::report) aside: Option<&'static str>,
    /// What it says.
    pub(in crate::report) blocks: Vec<Block>,
}

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum SectionKind {
    Help,
    Headline,
    Reasons,
    Steps,
    Changes,
    Disclaimer,
    Notes,
    Open,
    Firmness,
    Expectations,
    Warnings,
    Timeline,
    Guide,
    Background,
    Comparison,
    YearlyCosts,
    Chances,
    Matters,
    Sources,
    Imprint,
    ReadMore,
}

/// A paragraph, list item or other block of a section.
#[derive(Debug)]
pub(in crate::report) enum Block {
    /// The page title.
    Title(String),
    /// The verdict, and where nothing stops the person the match score.
    Verdict {
        verdict: Verdict,
        name: String,
        score: Option<i32>,
    },
    /// A finding or a line of the sum: what it does, why, and in a word or two how strong the evidence is.
    Reason {
        role: Role,
        mark: String,
        text: Paragraph,
        based_on: Option<Cow<'static, str>>,
    },
    /// Text at the edge of headings.
    Lead(Paragraph),
    /// Running text.
    Text(Paragraph),
    /// An item of a list in no order.
    Bullet(Paragraph),
    /// What a list leaves out, and for a reader at a terminal where to find it.
    More { text: String, command: &'static str },
    /// Options of the command line that show or keep the rest; for a reader at a terminal.
    Command(String),
    /// An item of a list in order.
    Step(Paragraph),
    /// What belongs to a label.
    Entry { label: String, text: Vec<EntryLine> },
    /// Alternatives in the same rows.
    Table {
        columns: Vec<String>,
        /// With a cell for each column.
        rows: Vec<TableRow>,
    },
    /// Of how many of 100 people something is true, and what.
    People { count: u32, text: Paragraph },
    /// A source, where it can be found, and its place among those of the pack; sources come in the order of
    /// their numbers.
    Source {
        text: Paragraph,
        address: Option<String>,
        place: Option<usize>,
    },
}

/// A row of a table.
#[derive(Debug)]
pub(in crate::report) struct TableRow {
    pub(in crate::report) title: String,
    pub(in crate::report) cells: Vec<Paragraph>,
}

/// A line of an entry.
#[derive(Debug)]
pub(in crate::report) enum EntryLine {
    /// Words.
    Words(Paragraph),
    /// When to get help, where the card of warning signs says the same and more.
    Watch(Paragraph),
    /// Where a range lies within a wider one; the words above say the same.
    Range { part: Span, whole: Span },
}

impl From<Paragraph> for EntryLine {
    fn from(words: Paragraph) -> Self {
        Self::Words(words)
    }
}

impl Section {
    /// About how many letters there are to read.
    pub(in crate::report) fn length(&self) -> usize {
        self.blocks.iter().map(Block::length).sum()
    }
}

impl Block {
    fn length(&self) -> usize {
        match self {
            Self::Title(text) | Self::More { text, .. } => text.len(),
            Self::Command(_) => 0,
            Self::Verdict { name, .. } => name.len(),
            Self::Lead(text)
            | Self::Text(text)
            | Self::Bullet(text)
            | Self::Step(text)
            | Self::Reason { text, .. }
            | Self::People { text, .. }
            | Self::Source { text, .. } => text.length(),
            Self::Table { rows, .. } => {
                let cells = rows.iter().flat_map(|row| &row.cells);
                cells.map(Paragraph::length).sum()
            }
            Self::Entry { text, .. } => text.iter().map(EntryLine::length).sum(),
        }
    }
}

impl EntryLine {
    fn length(&self) -> usize {
        match self {
            Self::Words(text) => text.length(),
            // On paper the signs are those of the card.
            Self::Watch(_) | Self::Range { .. } => 0,
        }
    }
}

impl Document {
    pub(in crate::report) fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Puts all sections that begin from now on under a topic.
    pub(super) fn open_topic(&mut self, topic: Option<Topic>) {
        self.topic = topic;
    }

    /// Begins a section with a heading.
    pub(super) fn heading(&mut self, kind: SectionKind, title: &str) {
        self.begin(kind, Some(title.to_owned()));
    }

    /// Begins a section without one.
    pub(super) fn untitled(&mut self, kind: SectionKind) {
        self.begin(kind, None);
    }

    /// Puts a heading above the right column of the section begun last.
    pub(super) fn head_aside(&mut self, aside: &'static str) {
        self.last().aside = Some(aside);
    }

    fn begin(&mut self, kind: SectionKind, title: Option<String>) {
        self.sections.push(Section {
            kind,
            topic: self.topic,
            title,
            aside: None,
            blocks: Vec::new(),
        });
    }

    /// Keeps the sections that fulfill a condition; the numbers of sources stay.
    pub(super) fn retain(&mut self, is_kept: impl FnMut(&Section) -> bool) {
        self.sections.retain(is_kept);
    }

    fn last(&mut self) -> &mut Section {
        let last = self.sections.last_mut();
        last.expect("every section begins with its heading or as untitled")
    }

    /// Adds to the section begun last.
    pub(super) fn push(&mut self, block: Block) {
        self.last().blocks.push(block);
    }

    pub(super) fn lead(&mut self, paragraph: Paragraph) {
        self.push(Block::Lead(paragraph));
    }

    pub(super) fn text(&mut self, paragraph: Paragraph) {
        self.push(Block::Text(paragraph));
    }

    pub(super) fn bullet(&mut self, paragraph: Paragraph) {
        self.push(Block::Bullet(paragraph));
    }

    pub(super) fn step(&mut self, paragraph: Paragraph) {
        self.push(Block::Step(paragraph));
    }

    pub(super) fn entry(&mut self, label: &str, text: Vec<EntryLine>) {
        let label = label.to_owned();
        self.push(Block::Entry { label, text });
    }

    /// The numbers of sources, in order of first citation in this report, from 1.
    pub(super) fn cite(&mut self, sources: &[Text]) -> Vec<usize> {
        let mut numbers: Vec<_> = sources.iter().map(|source| self.number(source)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// A statement with the numbers of its sources, and in a word or two how strong the best of them is.
    pub(super) fn supported(
        &mut self,
        statement: Paragraph,
        pack: &Pack,
        sources: &[Text],
        strength: Option<Strength>,
    ) -> Paragraph {
        let cited = statement.cite(&self.cite(sources));
        match strength {
            Some(strength) => cited.and(Role::Muted, &strength.words(pack)),
            None => cited,
        }
    }

    fn number(&mut self, source: &Text) -> usize {
        let known = self.cited.iter().position(|cited| cited == source);
        let position = known.unwrap_or_else(|| {
            self.cited.push(Text::clone(source));
            self.cited.len() - 1
        });
        position + 1
    }

    /// Every source cited so far, in the order of its number.
    pub(super) fn cited(&self) -> &[Text] {
        &self.cited
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Text};

    fn ids(ids: &[&'static str]) -> Vec<Text> {
        ids.iter().map(|&id| id.into()).collect()
    }

    #[test]
    fn sources_are_numbered_by_first_citation() {
        let mut document = Document::default();
        assert_eq!(document.cite(&ids(&["b", "a"])), [1, 2]);
        assert_eq!(document.cite(&ids(&["c", "b", "b"])), [1, 3]);
        assert_eq!(document.cited(), ids(&["b", "a", "c"]));
    }
}
