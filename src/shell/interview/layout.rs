//! Text cut into lines that no terminal wraps again, and pages that fit a screen.

use std::borrow::Cow;

use smp_suitability::diagnostic::escape_untrusted;
use smp_suitability::report::HeadDrawings;
use textwrap::{Options, WrapAlgorithm};

/// Rows and columns of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// Long lines are hard to read, so text is no wider than this on any screen.
const WIDEST: usize = 80;

/// How far further lines of a row are to the right of its first.
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

/// Wraps the lines of a card; spaces at the beginning of one indent all that it is wrapped into.
pub(super) fn card(lines: &[String], width: usize) -> Vec<String> {
    let lines = lines.iter().flat_map(|line| {
        let text = line.trim_start();
        let indent = (line.len() - text.len()).min(width / 2);
        let wrapped = paragraph(text, width - indent).into_iter();
        wrapped.map(move |part| " ".repeat(indent) + &part)
    });
    lines.collect()
}

/// Wraps the text of a menu row that is drawn after a prefix.
pub(super) fn menu_row(text: &str, prefix: usize, size: Size) -> String {
    let width = size.text_width().saturating_sub(prefix).max(1);
    let lines = wrapped(text, width, HANG.min(width / 2));
    lines.join(&format!("\n{}", " ".repeat(prefix)))
}

/// Drawings side by side, each over its label, in as many bands as the width asks for.
///
/// Nothing if their bytes do not say how wide they are, or the width is too small for two.
pub(super) fn drawings(drawings: &HeadDrawings, width: usize) -> Option<Vec<String>> {
    const GAP: usize = 1;
    let rows = drawings.heads.iter().flat_map(|head| &head.rows);
    let labels = drawings.heads.iter().map(|head| &head.label);
    if !rows.clone().chain(labels).all(|text| text.is_ascii()) {
        return None;
    }
    // A column more than the drawing needs, so that two words more fit below it.
    let column = rows.map(String::len).max()? + 1;
    let abreast = (width + GAP) / (column + GAP);
    if abreast < 2 {
        return None;
    }
    let mut lines = paragraph(&drawings.caption, width);
    for band in drawings.heads.chunks(abreast) {
        let labels: Vec<_> = (band.iter())
            .map(|head| wrapped(&head.label, column, 0))
            .collect();
        let tallest = |rows: &mut dyn Iterator<Item = usize>| rows.max().unwrap_or(0);
        let rows = tallest(&mut band.iter().map(|head| head.rows.len()));
        let words = tallest(&mut labels.iter().map(Vec::len));
        let row = |cells: &mut dyn Iterator<Item = Option<&String>>| {
            let cells = cells.map(|cell| {
                let cell = cell.map_or("", String::as_str);
                format!("{cell:^column$}")
            });
            let line = cells.collect::<Vec<_>>().join(&" ".repeat(GAP));
            line.trim_end().to_owned()
        };
        lines.extend(
            (0..rows).map(|number| row(&mut band.iter().map(|head| head.rows.get(number)))),
        );
        lines.extend(
            (0..words).map(|number| row(&mut labels.iter().map(|words| words.get(number)))),
        );
    }
    Some(lines)
}

/// The most rows a page can have so that every page fits in this number of lines; at least one.
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
    let text = escape_untrusted(text);
    let lines = textwrap::wrap(&text, options).into_iter();
    lines.map(Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use smp_suitability::report::HeadDrawing;
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

    fn heads(count: usize, label: &str) -> HeadDrawings {
        let head = HeadDrawing {
            rows: vec!["  ^  ".to_owned(), "#####".to_owned()],
            label: label.to_owned(),
        };
        HeadDrawings {
            caption: "From above".to_owned(),
            heads: vec![head; count],
        }
    }

    #[test]
    fn drawings_stand_side_by_side_over_their_labels() {
        let expected = [
            "From above",
            "  ^      ^",
            "#####  #####",
            " Far    Far",
            "along  along",
            "  ^",
            "#####",
            " Far",
            "along",
        ];
        let set = drawings(&heads(3, "Far along"), 14).unwrap_or_default();
        assert_eq!(set, expected);
        assert_eq!(drawings(&heads(3, "Far"), 12), None, "no room for two");
        assert_eq!(
            drawings(&heads(3, "früh"), 80),
            None,
            "bytes are not columns"
        );
    }

    proptest! {
        #[test]
        fn no_drawing_is_wider_than_the_screen(
            count in 2_usize..12, label in "[a-z ]{0,40}", width in 1_usize..130,
        ) {
            for line in drawings(&heads(count, &label), width).unwrap_or_default() {
                prop_assert!(line.len() <= width, "{line:?}");
            }
        }

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
            }
        }
    }
}
