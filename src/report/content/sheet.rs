//! What a report says, part by part, before it is set as text, Markdown or HTML.

use crate::pack::{Pack, Span, Strength, Text, Verdict};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;

/// A report in parts, and the sources it cited so far.
#[derive(Debug, Default)]
pub(in crate::report) struct Sheet {
    parts: Vec<Part>,
    cited: Vec<Text>,
}

/// A part of a report.
#[derive(Debug)]
pub(in crate::report) struct Part {
    /// What it is about.
    pub(in crate::report) topic: Topic,
    /// Its heading, if it has one.
    pub(in crate::report) title: Option<String>,
    /// What it says.
    pub(in crate::report) blocks: Vec<Block>,
}

/// What a part is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Topic {
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
    Sources,
    Imprint,
    Recap,
}

/// A piece of a part.
#[derive(Debug)]
pub(in crate::report) enum Block {
    /// What stands above all else.
    Title(String),
    /// The verdict beside the score of fit; the score again where it may be drawn as a bar.
    Verdict {
        verdict: Verdict,
        name: String,
        fit: String,
        bar: Option<i32>,
    },
    /// A finding: what it does, the answers it rests on, and why.
    Reason {
        role: Role,
        mark: String,
        label: String,
        because: Paragraph,
    },
    /// Text at the edge of headings.
    Lead(Paragraph),
    /// Running text.
    Text(Paragraph),
    /// An item of a list in no order.
    Bullet(Paragraph),
    /// What a list leaves out, and for a reader at a terminal where to find it.
    More { text: String, command: &'static str },
    /// An item of a list in order.
    Step(Paragraph),
    /// What belongs to a label.
    Entry { label: String, text: Vec<Passage> },
    /// A source, and its place among those of the pack; they stand in the order of their numbers.
    Source {
        text: Paragraph,
        place: Option<usize>,
    },
}

/// A line of an entry.
#[derive(Debug)]
pub(in crate::report) enum Passage {
    /// Words.
    Words(Paragraph),
    /// When to get help, where the card of warning signs says the same and more.
    Watch(Paragraph),
    /// Where a range lies within a wider one; the words above say the same.
    Within { part: Span, whole: Span },
}

impl From<Paragraph> for Passage {
    fn from(words: Paragraph) -> Self {
        Self::Words(words)
    }
}

impl Part {
    /// About how many letters there are to read.
    pub(in crate::report) fn length(&self) -> usize {
        self.blocks.iter().map(Block::length).sum()
    }
}

impl Block {
    fn length(&self) -> usize {
        match self {
            Self::Title(text) | Self::More { text, .. } => text.len(),
            Self::Verdict { name, fit, .. } => name.len() + fit.len(),
            Self::Reason { label, because, .. } => label.len() + because.length(),
            Self::Lead(text)
            | Self::Text(text)
            | Self::Bullet(text)
            | Self::Step(text)
            | Self::Source { text, .. } => text.length(),
            Self::Entry { text, .. } => text.iter().map(Passage::length).sum(),
        }
    }
}

impl Part {
    /// About how many letters there are to read beside those of the card of warning signs.
    pub(in crate::report) fn length_of_watch(&self) -> usize {
        let entries = self.blocks.iter().filter_map(|block| match block {
            Block::Entry { text, .. } => Some(text),
            _ => None,
        });
        let watch = entries.flatten().filter_map(|passage| match passage {
            Passage::Watch(text) => Some(text.length()),
            Passage::Words(_) | Passage::Within { .. } => None,
        });
        watch.sum()
    }
}

impl Passage {
    fn length(&self) -> usize {
        match self {
            Self::Words(text) | Self::Watch(text) => text.length(),
            Self::Within { .. } => 0,
        }
    }
}

impl Sheet {
    /// Every part, in order.
    pub(in crate::report) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Begins a part with a heading.
    pub(super) fn heading(&mut self, topic: Topic, title: &str) {
        self.begin(topic, Some(title.to_owned()));
    }

    /// Begins a part without one.
    pub(super) fn untitled(&mut self, topic: Topic) {
        self.begin(topic, None);
    }

    fn begin(&mut self, topic: Topic, title: Option<String>) {
        self.parts.push(Part {
            topic,
            title,
            blocks: Vec::new(),
        });
    }

    /// Adds to the part begun last.
    pub(super) fn push(&mut self, block: Block) {
        let last = self.parts.last_mut();
        let last = last.expect("every part begins with its heading or as untitled");
        last.blocks.push(block);
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

    pub(super) fn entry(&mut self, label: &str, text: Vec<Passage>) {
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
        (sources, strength): (&[Text], Option<Strength>),
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
    use super::{Sheet, Text};

    fn ids(ids: &[&'static str]) -> Vec<Text> {
        ids.iter().map(|&id| id.into()).collect()
    }

    #[test]
    fn sources_are_numbered_by_first_citation() {
        let mut sheet = Sheet::default();
        assert_eq!(sheet.cite(&ids(&["b", "a"])), [1, 2]);
        assert_eq!(sheet.cite(&ids(&["c", "b", "b"])), [1, 3]);
        assert_eq!(sheet.cited(), ids(&["b", "a", "c"]));
    }
}
