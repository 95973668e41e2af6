//! How menus look: a marker on the active row, boxes where several rows can be marked.

use std::borrow::Cow;
use std::env;
use std::fmt;

use dialoguer::console::Style;
use dialoguer::theme::Theme;

use crate::shell::paint;

/// Columns in front of the text of a row.
pub(super) const MARKER_WIDTH: usize = 2;
pub(super) const BOX_WIDTH: usize = 4;

/// Letters and colors, chosen once. Meaning never depends on color: the marker says the same.
pub(super) struct MenuTheme {
    is_utf8: bool,
    color: bool,
}

/// What is in front of the text of a row, apart from the marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowBox {
    /// Nothing: one row of the menu can be chosen.
    None,
    /// A box to mark.
    Box {
        /// True if it is marked.
        is_marked: bool,
    },
    /// Room for a box: the row is a command among rows with boxes.
    Blank,
}

impl MenuTheme {
    pub(super) fn new(color: bool) -> Self {
        Self {
            is_utf8: paint::is_utf8(&|name| env::var_os(name)),
            color,
        }
    }

    /// A text in the letters that the terminal knows.
    pub(super) fn letters<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.is_utf8 {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(paint::ascii(text))
        }
    }

    /// The question itself.
    pub(super) fn strong(&self, text: &str) -> String {
        let style = Style::new().bold().force_styling(self.color);
        style.apply_to(text).to_string()
    }

    /// A row as it is drawn; its text may have several lines.
    pub(super) fn row(&self, text: &str, row_box: RowBox, active: bool) -> String {
        let mut row = String::new();
        let written = match row_box {
            RowBox::None => self.format_select_prompt_item(&mut row, text, active),
            RowBox::Box { is_marked } => {
                self.format_multi_select_prompt_item(&mut row, text, is_marked, active)
            }
            RowBox::Blank => self.write_row(&mut row, "    ", text, active),
        };
        written.expect("a `String` takes everything");
        row
    }

    fn write_row(
        &self,
        f: &mut dyn fmt::Write,
        tick: &str,
        text: &str,
        active: bool,
    ) -> fmt::Result {
        if !active {
            return write!(f, "  {tick}{text}");
        }
        let marker = if self.is_utf8 { "❯" } else { ">" };
        let accent = Style::new().magenta().bold().force_styling(self.color);
        let row = format!("{marker} {tick}{text}");
        for (number, line) in row.split('\n').enumerate() {
            if number > 0 {
                f.write_char('\n')?;
            }
            write!(f, "{}", accent.apply_to(line))?;
        }
        Ok(())
    }
}

impl Theme for MenuTheme {
    fn format_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        active: bool,
    ) -> fmt::Result {
        self.write_row(f, "", text, active)
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        let tick = if checked { "[x] " } else { "[ ] " };
        self.write_row(f, tick, text, active)
    }
}
