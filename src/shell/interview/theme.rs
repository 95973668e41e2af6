//! How the rows of a menu look: a marker on the active one, boxes where several can be marked.

use std::cell::Cell;
use std::env;
use std::fmt;

use dialoguer::console::Style;
use dialoguer::theme::Theme;

/// Columns in front of the text of a row.
pub(super) const MARKER_WIDTH: usize = 2;
pub(super) const BOX_WIDTH: usize = 4;

/// The look of one menu. Meaning never hangs on color: the marker says the same.
pub(super) struct MenuTheme<'a> {
    look: &'a Look,
    /// The rows as they are drawn, and whether each has a box.
    rows: &'a [(String, bool)],
    active: Cell<Option<usize>>,
}

/// Glyphs and colors, chosen once.
pub(super) struct Look {
    marker: &'static str,
    color: bool,
}

impl Look {
    pub(super) fn new(color: bool) -> Self {
        let variable = |name| env::var(name).ok();
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(variable);
        Self {
            marker: if is_utf8(&locale) { "❯" } else { ">" },
            color,
        }
    }

    /// The question itself.
    pub(super) fn strong(&self, text: &str) -> String {
        let style = Style::new().bold().force_styling(self.color);
        style.apply_to(text).to_string()
    }

    fn accent(&self, text: &str) -> String {
        let style = Style::new().magenta().bold().force_styling(self.color);
        style.apply_to(text).to_string()
    }
}

/// Whether the first variable that is set names UTF-8.
fn is_utf8(locale: &[Option<String>]) -> bool {
    let mut set = locale.iter().flatten().filter(|value| !value.is_empty());
    set.next().is_some_and(|value| {
        let value = value.to_ascii_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    })
}

impl<'a> MenuTheme<'a> {
    pub(super) fn new(look: &'a Look, rows: &'a [(String, bool)]) -> Self {
        Self {
            look,
            rows,
            active: Cell::new(None),
        }
    }

    /// The row that the marker was on when the menu was drawn last.
    pub(super) fn active(&self) -> Option<usize> {
        self.active.get()
    }

    fn row(&self, f: &mut dyn fmt::Write, tick: &str, text: &str, active: bool) -> fmt::Result {
        let marker = if active { self.look.marker } else { " " };
        let row = format!("{marker} {tick}{text}");
        if !active {
            return f.write_str(&row);
        }
        for (number, line) in row.split('\n').enumerate() {
            if number > 0 {
                f.write_char('\n')?;
            }
            f.write_str(&self.look.accent(line))?;
        }
        Ok(())
    }
}

impl Theme for MenuTheme<'_> {
    fn format_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        f.write_str(prompt)
    }

    fn format_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        active: bool,
    ) -> fmt::Result {
        self.row(f, "", text, active)
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        let position = self.rows.iter().position(|(row, _)| row == text);
        if active {
            self.active.set(position);
        }
        let has_box = position
            .and_then(|position| self.rows.get(position))
            .is_none_or(|(_, has_box)| *has_box);
        let tick = match (checked, has_box) {
            (true, _) => "[x] ",
            (false, true) => "[ ] ",
            (false, false) => "    ",
        };
        self.row(f, tick, text, active)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_that_is_set_decides() {
        let locale = |values: [&str; 3]| is_utf8(&values.map(|value| Some(value.to_owned())));
        assert!(locale(["", "", "en_US.UTF-8"]));
        assert!(locale(["C.utf8", "C", "C"]));
        assert!(!locale(["C", "", "en_US.UTF-8"]));
        assert!(!is_utf8(&[None, None, None]));
    }
}
