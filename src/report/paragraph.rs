//! Running text with roles, wrapped by words.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::line::{Line, Role};
use super::plain::{is_printable_ascii, plain};

/// Running text in several roles, to be wrapped by words.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    words: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    role: Role,
    text: String,
    /// Columns that the text takes.
    width: usize,
    /// Spaces after it, none or one, unless the line ends there.
    space: usize,
}

impl Paragraph {
    /// A paragraph in one role.
    pub fn of(role: Role, text: &str) -> Self {
        Self::default().and(role, text)
    }

    /// Whether there are no words in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// This paragraph with more words after a space.
    #[must_use]
    pub fn and(mut self, role: Role, text: &str) -> Self {
        let text = plain(text);
        let words = text.split_whitespace();
        self.words
            .extend(words.map(|word| Word::new(role, word, 1)));
        self
    }

    /// This paragraph with more text straight after it, without a space.
    #[must_use]
    pub fn joined(mut self, role: Role, text: &str) -> Self {
        if let Some(last) = self.words.last_mut() {
            last.space = 0;
        }
        self.and(role, text)
    }

    /// This paragraph with another after a space.
    #[must_use]
    pub fn and_all(mut self, other: &Self) -> Self {
        self.words.extend(other.words.iter().cloned());
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
        let words = self.words.iter();
        words.map(|word| word.width + word.space).sum()
    }

    /// The whole paragraph on one line, however long.
    pub(super) fn line(&self) -> Line {
        let mut line = Line::blank();
        push(&mut line, &self.words);
        line
    }

    /// The paragraph in lines of at most so many columns; a word longer than that is broken.
    pub fn wrapped(&self, width: usize) -> Vec<Line> {
        self.after(&Line::blank(), width)
    }

    /// The same, starting on the line of `head`; later lines are indented by the width of `head`.
    pub fn after(&self, head: &Line, width: usize) -> Vec<Line> {
        let indent = head.width();
        let room = width.saturating_sub(indent).max(MIN_ROOM);
        let broken: Vec<_>;
        let words = if self.words.iter().all(|word| word.width <= room) {
            &self.words
        } else {
            broken = (self.words.iter())
                .flat_map(|word| word.broken(room))
                .collect();
            &broken
        };
        let rows = wrap_first_fit(words, &[columns(room)]);
        let rows = rows.into_iter().enumerate().map(|(row, words)| {
            let mut line = match row {
                0 => head.clone(),
                _ => Line::indented(indent),
            };
            push(&mut line, words);
            line
        });
        rows.collect()
    }
}

/// Sets words on a line, those of one role in one piece.
fn push(line: &mut Line, words: &[Word]) {
    let next = words.iter().skip(1).map(Some).chain([None]);
    for (word, next) in words.iter().zip(next) {
        line.push(word.role, &word.text);
        let Some(next) = next else { return };
        if word.space == 0 {
            continue;
        }
        let role = if next.role == word.role {
            word.role
        } else {
            Role::Plain
        };
        line.push(role, " ");
    }
}

/// Ascending numbers in brackets, three or more in a row as one range.
fn runs(numbers: &[usize]) -> Vec<String> {
    let runs = numbers.chunk_by(|number, next| number + 1 == *next);
    let marks = runs.flat_map(|run| match run {
        [first, _, .., last] => vec![format!("[{first}–{last}]")],
        few => few.iter().map(|number| format!("[{number}]")).collect(),
    });
    marks.collect()
}

/// Narrower than this nothing can be set; the text is wider than asked for instead.
const MIN_ROOM: usize = 8;

impl Word {
    fn new(role: Role, text: &str, space: usize) -> Self {
        Self {
            role,
            text: text.to_owned(),
            width: width(text),
            space,
        }
    }

    /// The word in parts of at most so many columns, cut after a mark that ends a part of an address.
    fn broken(&self, room: usize) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut rest = self.text.as_str();
        while rest.width() > room {
            let fitting = prefix(rest, room);
            let after_mark = fitting
                .rfind(['/', '-', '_', '?', '&', '='])
                .map(|mark| mark + 1);
            let cut = after_mark.filter(|&cut| cut * 2 > fitting.len());
            let (part, after) = rest.split_at(cut.unwrap_or(fitting.len()));
            parts.push(Self::new(self.role, part, 0));
            rest = after;
        }
        parts.push(Self::new(self.role, rest, self.space));
        parts
    }
}

/// The longest start of a text that takes at most so many columns, but at least one letter.
fn prefix(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find_map(|(position, letter)| {
        used += letter.width().unwrap_or(0);
        (used > columns && position > 0).then_some(position)
    });
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

impl Fragment for Word {
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

/// Columns that a text takes in a terminal.
pub(super) fn width(text: &str) -> usize {
    if is_printable_ascii(text) {
        text.len()
    } else {
        text.width()
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
        let lines = paragraph.after(&Line::blank().with(Role::Plain, head), width);
        let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
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
        let roles = lines.iter().flat_map(Line::pieces).map(|piece| piece.role);
        assert_eq!(roles.collect::<Vec<_>>(), [Role::Strong, Role::Plain]);
    }

    #[test]
    fn no_paragraph_carries_a_raw_escape() {
        check(&text("a\u{1b}b"), "", 20, &["a\\u{1b}b"]);
    }
}
