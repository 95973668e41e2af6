//! What can be printed on a sheet: words, and room to write.

/// One page.
#[derive(Debug)]
pub(super) struct Paper {
    pub(super) title: String,
    pub(super) sections: Vec<FormSection>,
    /// Where it comes from, in small letters at its end.
    pub(super) imprint: String,
}

impl Paper {
    /// About how much room it takes, in letters: a line to write on counts as one of words.
    pub(super) fn length(&self) -> usize {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.map(FormBlock::length).sum::<usize>() + self.imprint.len()
    }
}

/// Blocks below a heading, or without one.
#[derive(Debug, Default)]
pub(super) struct FormSection {
    pub(super) title: Option<String>,
    pub(super) blocks: Vec<FormBlock>,
}

/// A piece of a page. Its words are as the pack has them; printing makes them safe.
#[derive(Debug)]
pub(super) enum FormBlock {
    Text(String),
    Bullet(String),
    /// A label and what belongs to it.
    Entry {
        label: String,
        text: String,
    },
    /// Labels in a row, each with room to write after it.
    Blanks(Vec<String>),
    /// Labels in a row, each with a box before it.
    Boxes(Vec<String>),
    /// A row for each question, with a cell below each heading.
    Table {
        heads: Vec<String>,
        rows: Vec<FormRow>,
    },
    /// Empty lines to write on.
    Lines(usize),
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct FormRow {
    pub(super) text: String,
    pub(super) cells: Vec<FormCell>,
}

/// A cell to fill in by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormCell {
    Box,
    /// Room for a day.
    Date,
    /// Room for a few words.
    Blank,
}

impl FormCell {
    /// As it is written in text.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Box => "[ ]",
            Self::Date => "__/__/____",
            Self::Blank => "________",
        }
    }
}

impl FormRow {
    /// A row of `count` boxes.
    pub(super) fn boxes(text: String, count: usize) -> Self {
        Self {
            text,
            cells: vec![FormCell::Box; count],
        }
    }
}

impl FormBlock {
    fn length(&self) -> usize {
        const LINE: usize = 100;
        let lines = |letters: usize| letters.div_ceil(LINE).max(1) * LINE;
        match self {
            Self::Text(text) | Self::Bullet(text) => lines(text.len()),
            Self::Entry { text, .. } => lines(text.len() + text.len() / 3),
            Self::Blanks(_) => 2 * LINE,
            Self::Boxes(labels) => lines(labels.iter().map(|label| label.len() + 8).sum()),
            Self::Table { heads, rows } => {
                // Columns to fill in leave less room for words.
                let share = 10 + 2 * heads.len();
                let rows = rows.iter().map(|row| {
                    let is_blank = row.cells.contains(&FormCell::Blank);
                    let height = if is_blank { LINE } else { 0 };
                    lines(row.text.len() * share / 10) + height
                });
                rows.sum::<usize>() + 2 * LINE
            }
            Self::Lines(count) => count * 2 * LINE,
        }
    }

    pub(super) fn table(heads: &[&str], rows: Vec<FormRow>) -> Self {
        Self::Table {
            heads: heads.iter().map(|head| (*head).to_owned()).collect(),
            rows,
        }
    }
}

impl FormSection {
    pub(super) fn untitled() -> Self {
        Self::default()
    }

    pub(super) fn titled(title: &str) -> Self {
        Self {
            title: Some(title.to_owned()),
            blocks: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, block: FormBlock) {
        self.blocks.push(block);
    }

    pub(super) fn texts(&mut self, texts: impl IntoIterator<Item = String>) {
        self.blocks.extend(texts.into_iter().map(FormBlock::Text));
    }

    pub(super) fn bullets(&mut self, texts: impl IntoIterator<Item = String>) {
        self.blocks.extend(texts.into_iter().map(FormBlock::Bullet));
    }

    pub(super) fn blanks(&mut self, labels: &[impl AsRef<str>]) {
        let labels = labels.iter().map(|label| label.as_ref().to_owned());
        self.push(FormBlock::Blanks(labels.collect()));
    }

    pub(super) fn boxes(&mut self, labels: &[impl AsRef<str>]) {
        let labels = labels.iter().map(|label| label.as_ref().to_owned());
        self.push(FormBlock::Boxes(labels.collect()));
    }

    pub(super) fn entry(&mut self, label: &str, text: &str) {
        self.push(FormBlock::Entry {
            label: label.to_owned(),
            text: text.to_owned(),
        });
    }
}
