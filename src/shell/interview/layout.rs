//! Text cut into lines that no terminal wraps again, and pages that fit a screen.

use std::borrow::Cow;

use smp_suitability::diagnostic::visible;
use textwrap::{Options, WrapAlgorithm};

/// Rows and columns of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// Long lines are hard to read, so text is no wider than this on any screen.
const WIDEST: usize = 80;

/// Further lines of an item stand so far to the right of its first.
const HANG: usize = 2;

impl From<(u16, u16)> for Size {
    fn from((rows, columns): (u16, u16)) -> Self {
        Self {
            rows: usize::from(rows),
            columns: usize::from(columns),
        }
    }
}

impl Size {
    /// Columns to write text in: the last one stays free, so that the terminal never wraps.
    pub(super) fn text_width(self) -> usize {
        self.columns.min(WIDEST).saturating_sub(1)
    }
}

/// Wraps a paragraph by words.
pub(super) fn paragraph(text: &str, width: usize) -> Vec<String> {
    wrapped(text, width, 0)
}

/// Wraps a paragraph by words, further lines indented.
pub(super) fn hanging(text: &str, width: usize, indent: usize) -> Vec<String> {
    wrapped(text, width, indent)
}

/// Wraps the text of a menu row that is drawn after a prefix.
///
/// No line has more bytes than the screen has columns: dialoguer takes bytes for columns when it
/// counts the lines to wipe.
pub(super) fn menu_row(text: &str, prefix: usize, size: Size) -> String {
    let widest = size.text_width().saturating_sub(prefix).max(1);
    let fits = |lines: &[String]| lines.iter().all(|line| line.len() <= size.columns);
    let mut lines = Vec::new();
    for width in (1..=widest).rev() {
        lines = wrapped(text, width, HANG.min(width / 2));
        for line in lines.iter_mut().skip(1) {
            line.insert_str(0, &" ".repeat(prefix));
        }
        if fits(&lines) {
            break;
        }
    }
    lines.join("\n")
}

/// The most rows a page can have so that every page fits in so many lines; at least one.
pub(super) fn page_length(items: &[String], lines: usize) -> usize {
    let heights: Vec<_> = items.iter().map(|item| item.lines().count()).collect();
    let fits = |length: &usize| {
        let mut pages = heights.chunks(*length);
        pages.all(|page| page.iter().sum::<usize>() <= lines)
    };
    (1..=items.len().max(1)).rev().find(fits).unwrap_or(1)
}

fn wrapped(text: &str, width: usize, indent: usize) -> Vec<String> {
    let indent = " ".repeat(indent);
    let options = Options::new(width.max(1))
        .subsequent_indent(&indent)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let text = visible(text);
    let lines = textwrap::wrap(&text, options).into_iter();
    lines.map(Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr as _;

    use super::*;

    #[test]
    fn a_menu_row_hangs_under_its_text() {
        let size = Size {
            rows: 24,
            columns: 40,
        };
        assert_eq!(
            menu_row(
                "I used to smoke but I stopped more than one month ago",
                2,
                size
            ),
            "I used to smoke but I stopped more\n    than one month ago"
        );
    }

    #[test]
    fn a_page_holds_what_fits() {
        let items = ["a", "b\nb", "c", "d\nd\nd"].map(str::to_owned);
        assert_eq!(page_length(&items, 7), 4);
        assert_eq!(page_length(&items, 6), 3);
        assert_eq!(page_length(&items, 4), 3);
        assert_eq!(page_length(&items, 3), 1);
        assert_eq!(page_length(&items, 1), 1, "never less than one");
    }

    proptest! {
        #[test]
        fn no_menu_row_is_wider_than_the_screen(
            text in "[a-zα-ω日本é ]{0,120}",
            columns in 30_usize..130,
            prefix in prop_oneof![Just(2_usize), Just(6)],
        ) {
            let row = menu_row(&text, prefix, Size { rows: 24, columns });
            for (number, line) in row.lines().enumerate() {
                let drawn = if number == 0 { prefix } else { 0 };
                prop_assert!(line.width() + drawn < columns, "{line:?}");
                prop_assert!(line.len() <= columns, "{line:?}");
            }
        }
    }
}
