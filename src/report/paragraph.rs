//! Running text with roles, wrapped by words.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::line::{Line, Role};
use super::sanitize::{is_printable_ascii, sanitized, width};

/// Running text in several roles, to be wrapped by words.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    /// All words with one space between them, or none.
    text: String,
    /// In the order of the text; none is empty.
    ranges: Vec<StyledRange>,
}

/// Words in one role by their place in the text; a single one where lines are broken.
#[derive(Debug, Clone, Copy)]
struct StyledRange {
    role: Role,
    start: usize,
    end: usize,
    /// Columns that it takes.
    width: usize,
    /// Spaces after it, none or one, unless the line ends there.
    space: usize,
}

impl Paragraph {
    /// A paragraph in one role.
    pub fn of(role: Role, text: &str) -> Self {
        Self::default().and(role, text)
    }

    /// A strong label with a colon, and its text: "crown: The top of the head".
    pub fn labeled(label: &str, text: &str) -> Self {
        Self::of(Role::Strong, &format!("{label}:")).and(Role::Plain, text)
    }

    /// Returns true if it has no words.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// This paragraph with more words after a space.
    #[must_use]
    pub fn and(mut self, role: Role, text: &str) -> Self {
        let text = sanitized(text);
        if is_printable_ascii(&text) && is_evenly_spaced(&text) {
            self.push(role, &text, text.len(), 1); // nearly all text, found quickly
        } else {
            let words: Vec<_> = text.split_whitespace().collect();
            let text = words.join(" ");
            self.push(role, &text, width(&text), 1);
        }
        self
    }

    fn push(&mut self, role: Role, text: &str, width: usize, space: usize) {
        if text.is_empty() {
            return;
        }
        if self.ranges.last().is_some_and(|last| last.space == 1) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.ranges.push(StyledRange {
            role,
            start,
            end: self.text.len(),
            width,
            space,
        });
    }

    /// This paragraph with more text straight after it, without a space.
    #[must_use]
    pub fn joined(mut self, role: Role, text: &str) -> Self {
        if let Some(last) = self.ranges.last_mut() {
            last.space = 0;
        }
        self.and(role, text)
    }

    /// This paragraph with another after a space.
    #[must_use]
    pub fn and_all(mut self, other: &Self) -> Self {
        for range in &other.ranges {
            self.push(range.role, other.text(*range), range.width, range.space);
        }
        self
    }

    /// This paragraph with the numbers of sources after a space: `[1][4–7]`.
    ///
    /// A few stay together on a line; many may be spread over several.
    #[must_use]
    pub fn cite(self, numbers: &[usize]) -> Self {
        const TOGETHER: usize = 16;
        let runs = runs(numbers);
        let all = runs.concat();
        if all.width() <= TOGETHER {
            return self.and(Role::Cite, &all);
        }
        let mut runs = runs.iter();
        let first = runs.next().map_or("", String::as_str);
        let first = self.and(Role::Cite, first);
        runs.fold(first, |paragraph, run| paragraph.joined(Role::Cite, run))
    }

    /// Columns that the words take on one line, however long.
    pub(super) fn length(&self) -> usize {
        self.ranges
            .iter()
            .map(|range| range.width + range.space)
            .sum()
    }

    /// The whole paragraph on one line, however long.
    pub(super) fn line(&self) -> Line {
        let mut line = Line::blank();
        self.write(&mut line, &self.ranges);
        line
    }

    /// The paragraph in lines of at most `width` columns; a longer word is broken.
    pub fn wrapped(&self, width: usize) -> Vec<Line> {
        self.after(&Line::blank(), width)
    }

    /// The same, starting on the line of `head`; later lines are indented by the width of `head`.
    pub fn after(&self, head: &Line, width: usize) -> Vec<Line> {
        let indent = head.width();
        let room = width.saturating_sub(indent).max(MIN_ROOM);
        let mut words = self.words();
        if words.iter().any(|word| word.width > room) {
            words = (words.into_iter())
                .flat_map(|word| self.split_word(word, room))
                .collect();
        }
        wrap_first_fit(&words, &[columns(room)])
            .into_iter()
            .enumerate()
            .map(|(row, words)| {
                let mut line = match row {
                    0 => head.clone(),
                    _ => Line::indented(indent),
                };
                self.write(&mut line, words);
                line
            })
            .collect()
    }

    fn text(&self, range: StyledRange) -> &str {
        self.slice(range.start, range.end)
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        let slice = self.text.get(start..end);
        slice.expect("ranges begin and end between letters of the text")
    }

    /// The words, each by itself.
    fn words(&self) -> Vec<StyledRange> {
        const USUAL_WORD: usize = 4; // with the space after it; more room than needed does no harm
        let mut words = Vec::with_capacity(self.text.len() / USUAL_WORD + 1);
        for range in &self.ranges {
            let mut start = range.start;
            for word in self.text(*range).split(' ') {
                let end = start + word.len();
                let is_last = end == range.end;
                words.push(StyledRange {
                    role: range.role,
                    start,
                    end,
                    width: width(word),
                    space: if is_last { range.space } else { 1 },
                });
                start = end + 1;
            }
        }
        words
    }

    /// Appends ranges that follow each other to a line, those of one role as one segment.
    fn write(&self, line: &mut Line, ranges: &[StyledRange]) {
        let mut after = None;
        for same in ranges.chunk_by(|range, next| range.role == next.role) {
            let (Some(first), Some(last)) = (same.first(), same.last()) else {
                continue;
            };
            if after == Some(1) {
                line.push(Role::Plain, " ");
            }
            line.push(first.role, self.slice(first.start, last.end));
            after = Some(last.space);
        }
    }

    /// A word in parts of at most `room` columns, cut after a mark that ends a part of an address.
    fn split_word(&self, word: StyledRange, room: usize) -> Vec<StyledRange> {
        let mut parts = Vec::new();
        let mut rest = StyledRange { space: 0, ..word };
        while rest.width > room {
            let fitting = prefix(self.text(rest), room);
            let after_mark = fitting
                .rfind(['/', '-', '_', '?', '&', '='])
                .map(|mark| mark + 1);
            let cut = after_mark.filter(|&cut| cut * 2 > fitting.len());
            let cut = rest.start + cut.unwrap_or(fitting.len());
            let part = self.subrange(rest, rest.start, cut);
            parts.push(part);
            // Measured whole only near the end, or a long word would be measured again for each part.
            let left = rest.width.saturating_sub(part.width);
            rest = if left > room && cut < rest.end {
                StyledRange {
                    start: cut,
                    width: left,
                    ..rest
                }
            } else {
                self.subrange(rest, cut, rest.end)
            };
        }
        parts.push(StyledRange {
            space: word.space,
            ..rest
        });
        parts
    }

    /// A part of a word.
    fn subrange(&self, word: StyledRange, start: usize, end: usize) -> StyledRange {
        StyledRange {
            start,
            end,
            width: width(self.slice(start, end)),
            ..word
        }
    }
}

/// Returns true if a text has one space between words and none around them.
fn is_evenly_spaced(text: &str) -> bool {
    let mut words = text.as_bytes().split(|byte| *byte == b' ');
    words.all(|word| !word.is_empty())
}

/// Ascending numbers in brackets, three or more in a row as one range.
fn runs(numbers: &[usize]) -> Vec<String> {
    let runs = numbers.chunk_by(|number, next| number + 1 == *next);
    runs.flat_map(|run| match run {
        [first, _, .., last] => vec![format!("[{first}–{last}]")],
        few => few.iter().map(|number| format!("[{number}]")).collect(),
    })
    .collect()
}

/// Fewest columns for text; in a narrower place the text is wider than asked for.
const MIN_ROOM: usize = 8;

/// The longest prefix of a text that takes at most `columns` columns, but at least one letter.
fn prefix(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find_map(|(position, letter)| {
        used += letter.width().unwrap_or(0);
        (used > columns && position > 0).then_some(position)
    });
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

impl Fragment for StyledRange {
    fn width(&self) -> f64 {
        columns(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        columns(self.space)
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn columns(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::Paragraph;
    use crate::report::line::{Line, Role};

    #[track_caller]
    fn check(paragraph: &Paragraph, head: &str, width: usize, expected: &[&str]) {
        let lines: Vec<_> = paragraph
            .after(&Line::blank().with(Role::Plain, head), width)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(lines, expected);
    }

    fn text(text: &str) -> Paragraph {
        Paragraph::of(Role::Plain, text)
    }

    #[test]
    fn words_are_wrapped_under_the_head() {
        check(
            &text("Dots look like cut hair"),
            "1. ",
            13,
            &["1. Dots look", "   like cut", "   hair"],
        );
    }

    #[test]
    fn wide_characters_count_as_two_columns() {
        check(
            &text("日本語日本語日本語"),
            "",
            10,
            &["日本語日本", "語日本語"],
        );
    }

    #[test]
    fn an_address_longer_than_the_line_is_broken_where_a_part_ends() {
        check(
            &text("see https://example.org/x"),
            "",
            12,
            &["see https://", "example.org/", "x"],
        );
    }

    #[test]
    fn citations_stand_close_together() {
        let cited = text("Dots blend.")
            .cite(&[1, 12])
            .and(Role::Plain, "So ask.");
        check(&cited, "", 40, &["Dots blend. [1][12] So ask."]);
    }

    #[test]
    fn words_of_one_role_are_one_piece() {
        let text = Paragraph::of(Role::Strong, "4 visits each").and(Role::Plain, "at most");
        let lines = text.wrapped(40);
        let roles = lines
            .iter()
            .flat_map(Line::segments)
            .map(|segment| segment.role);
        assert_eq!(roles.collect::<Vec<_>>(), [Role::Strong, Role::Plain]);
    }

    #[test]
    fn no_paragraph_carries_a_raw_escape() {
        check(&text("a\u{1b}b"), "", 20, &["a\\u{1b}b"]);
    }
}
