//! Lines of a report: segments of text with roles. The shell gives the roles their colors.

use std::fmt;

use super::sanitize::{sanitized, width};
use crate::pack::Verdict;

/// What a segment of text is, so that the shell can paint it. The words never need the color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Plain,
    /// A heading.
    Title,
    /// The words of a verdict.
    Verdict(Verdict),
    /// Something that speaks for the treatment.
    Plus,
    /// Something that speaks against it, or calls for care.
    Minus,
    /// Something that stops it.
    Stop,
    /// The full part of a bar.
    Bar,
    /// The empty part of a bar.
    BarRest,
    /// Less important text; still meant to be read.
    Muted,
    /// The number of a source, or where it can be found.
    Cite,
    /// Emphasized text.
    Strong,
}

/// A part of a line in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What the text is.
    pub role: Role,
    text: String,
}

impl Segment {
    /// The text: one line, without any character that controls a terminal.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// One line, without its line break. All text that goes into it is sanitized.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    segments: Vec<Segment>,
}

impl Line {
    /// An empty line.
    pub fn blank() -> Self {
        Self::default()
    }

    /// A line of `columns` spaces.
    pub fn indented(columns: usize) -> Self {
        Self::blank().padded_to(columns)
    }

    /// This line with a text after it.
    #[must_use]
    pub fn with(mut self, role: Role, text: &str) -> Self {
        self.push(role, &sanitized(text));
        self
    }

    /// This line with spaces after it up to `width` columns.
    #[must_use]
    pub fn padded_to(mut self, width: usize) -> Self {
        let missing = width.saturating_sub(self.width());
        self.push(Role::Plain, &" ".repeat(missing));
        self
    }

    /// This line with another after it.
    #[must_use]
    pub fn followed_by(mut self, other: &Self) -> Self {
        for segment in &other.segments {
            self.push(segment.role, &segment.text);
        }
        self
    }

    /// From left to right; none is empty.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Columns that the line takes in a terminal.
    pub fn width(&self) -> usize {
        self.segments
            .iter()
            .map(|segment| width(&segment.text))
            .sum()
    }

    pub(super) fn push(&mut self, role: Role, text: &str) {
        match self.segments.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.role == role => last.text.push_str(text),
            _ => self.segments.push(Segment {
                role,
                text: text.to_owned(),
            }),
        }
    }

    fn trim_end(&mut self) {
        while let Some(last) = self.segments.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                return;
            }
            self.segments.pop();
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.segments
            .iter()
            .try_for_each(|segment| formatter.write_str(&segment.text))
    }
}

/// Two cells of a table side by side, the right one starting at a column.
pub fn side_by_side(left: &[Line], right: &[Line], column: usize) -> Vec<Line> {
    let blank = Line::blank();
    let rows = 0..left.len().max(right.len());
    rows.map(|row| {
        let right = right.get(row).unwrap_or(&blank);
        let left = left.get(row).unwrap_or(&blank).clone();
        let mut line = left.padded_to(column).followed_by(right);
        line.trim_end();
        line
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{Line, Role, side_by_side};

    #[test]
    fn lines_have_no_space_at_the_end() {
        let left = [Line::blank().with(Role::Plain, "long hair")];
        let lines = side_by_side(&left, &[], 20);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines.first().map(Line::width), Some(9));
    }

    #[test]
    fn no_line_carries_a_raw_escape() {
        let line = Line::blank().with(Role::Plain, "\u{1b}[2J");
        assert_eq!(line.to_string(), "\\u{1b}[2J");
    }
}
