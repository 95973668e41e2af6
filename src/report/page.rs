//! A page of text being written: its measures, and the lines so far.

use super::line::{Line, Role, side_by_side};
use super::paragraph::Paragraph;

/// A page of a given width.
#[derive(Debug)]
pub(super) struct Page {
    width: usize,
    lines: Vec<Line>,
}

impl Page {
    /// Widest line of running text, in columns.
    const READABLE: usize = 72;
    /// Below this, tables are stacked.
    const NARROW: usize = 64;
    /// How wide the column at the right edge of a table of reasons is: "medical group".
    pub(super) const ASIDE: usize = 13;
    /// Columns between a label and what it belongs to, at least.
    const GAP: usize = 1;

    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            lines: Vec::new(),
        }
    }

    pub(super) fn into_lines(self) -> Vec<Line> {
        self.lines
    }

    /// Returns true if it has no line yet.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns true if the page has room for one column of text only.
    pub(super) fn is_narrow(&self) -> bool {
        self.width < Self::NARROW
    }

    /// Where headings start.
    pub(super) fn edge(&self) -> usize {
        if self.is_narrow() { 0 } else { 2 }
    }

    /// Where text starts.
    pub(super) fn indent(&self) -> usize {
        self.edge() + 2
    }

    /// The right edge of running text.
    pub(super) fn text_end(&self) -> usize {
        self.width.min(self.indent() + Self::READABLE)
    }

    pub(super) fn push(&mut self, line: Line) {
        self.lines.push(line);
    }

    pub(super) fn extend(&mut self, lines: Vec<Line>) {
        self.lines.extend(lines);
    }

    /// An empty line, unless the page starts here.
    pub(super) fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.push(Line::blank());
        }
    }

    /// An empty line and a heading.
    pub(super) fn heading(&mut self, title: &str) {
        self.gap();
        let head = Line::indented(self.edge());
        let title = Paragraph::of(Role::Title, title);
        self.extend(title.after(&head, self.text_end()));
    }

    /// The same, with a heading at the right edge above a narrow column.
    pub(super) fn heading_with_aside(&mut self, title: &str, aside: Option<&str>) {
        let room = self.text_end() - self.edge();
        match aside {
            Some(aside) if !self.is_narrow() && title.len() + aside.len() + 2 <= room => {
                self.gap();
                let column = self.text_end() - aside.len();
                let line = Line::indented(self.edge()).with(Role::Title, title);
                self.push(line.padded_to(column).with(Role::Muted, aside));
            }
            _ => self.heading(title),
        }
    }

    /// Text at the left edge of headings.
    pub(super) fn lead(&mut self, paragraph: &Paragraph) {
        let head = Line::indented(self.edge());
        self.extend(paragraph.after(&head, self.text_end()));
    }

    /// Running text.
    pub(super) fn text(&mut self, paragraph: &Paragraph) {
        self.marked("", paragraph);
    }

    /// Running text behind a bullet.
    pub(super) fn bullet(&mut self, paragraph: &Paragraph) {
        self.marked("• ", paragraph);
    }

    /// Running text after a mark: `1. `.
    pub(super) fn marked(&mut self, mark: &str, paragraph: &Paragraph) {
        let head = Line::indented(self.indent()).with(Role::Plain, mark);
        self.extend(paragraph.after(&head, self.text_end()));
    }

    /// A heading, and below it texts with their labels.
    pub(super) fn list<'a, Words: AsRef<str> + 'a>(
        &mut self,
        title: &str,
        entries: impl IntoIterator<Item = (&'a str, &'a Words)>,
    ) {
        self.heading(title);
        for (label, text) in entries {
            self.bullet(&Paragraph::labeled(label, text.as_ref()));
        }
    }

    /// Text with a label: in a second column next to it, or below it on a narrow page.
    pub(super) fn entry(&mut self, label: &str, column: usize, text: &[Paragraph]) {
        let edge = Line::indented(self.indent());
        let end = self.text_end();
        let label = Paragraph::of(Role::Strong, label);
        if self.is_narrow() {
            self.extend(label.after(&edge, end));
            let indent = Line::indented(self.indent() + 2);
            for paragraph in text {
                self.extend(paragraph.after(&indent, end));
            }
            return;
        }
        let start = self.indent() + column;
        let label = label.after(&edge, start - Self::GAP);
        let room = end.saturating_sub(start);
        let text: Vec<_> = text.iter().flat_map(|text| text.wrapped(room)).collect();
        self.extend(side_by_side(&label, &text, start));
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn lines_stay_readable_on_a_wide_screen() {
        let page = Page::new(200);
        assert_eq!(page.text_end() - page.indent(), 72);
    }
}
