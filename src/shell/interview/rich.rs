//! Menus that are redrawn at each key.
//!
//! Keys come from the [`Keyboard`], [`Menu`] says what they do, dialoguer's `Theme` how rows look, and
//! its console writes. Every text is wrapped before it is drawn, so lines can be counted and removed.
//! The answer is shown by the interview's own line of record.

use std::io;

use dialoguer::console::{Term, measure_text_width};
use smp_suitability::interview::{Choice, Reply, Screen, Ui};

use super::after::{self, Typing};
use super::keyboard::Keyboard;
use super::layout::{self, Size};
use super::menu::Menu;
use super::mode;
use super::plain::Plain;
use super::stop::MenuTerminal;
use super::theme::{BOX_WIDTH, MARKER_WIDTH, MenuTheme, RowBox};
use super::ui_error::UiError;

/// Room for the page number behind the hint.
const PAGE_NUMBER_WIDTH: usize = 14;

const CHOOSE_HINT: &str = "Up/Down to move, Enter to choose, Esc to go back";
const MARK_HINT: &str = "Up/Down to move, Space to mark, Enter when done, Esc to go back";

/// A notice moves out of the menu if it would leave fewer lines than this for the rows.
const FEWEST_LINES: usize = 6;

/// A person at a terminal with a cursor.
pub(super) struct Rich {
    terminal: Term,
    theme: MenuTheme,
    settings: MenuTerminal,
    keyboard: Keyboard,
    /// Where the cursor was in the last menu.
    cursor: Option<usize>,
    /// The texts above the menu that nothing else was written between.
    shown: Vec<ShownText>,
}

/// How much of the screen a menu takes.
#[derive(Debug, Clone, Copy)]
struct Drawing {
    lines: usize,
    columns: usize,
}

/// A text on the screen.
struct ShownText {
    text: String,
    /// How many lines it takes.
    lines: usize,
    /// The width of the screen when it was written.
    columns: usize,
}

impl Rich {
    pub(super) fn new(color: bool) -> Self {
        Self {
            terminal: Term::stderr(),
            theme: MenuTheme::new(color),
            settings: MenuTerminal::begin(),
            keyboard: Keyboard::default(),
            cursor: None,
            shown: Vec::new(),
        }
    }

    /// Measured for every drawing, since windows change.
    fn size(&self) -> Size {
        Size::from(self.terminal.size())
    }

    /// Shows a menu until it is replied to; nothing if the window has become too small for it.
    fn open(&mut self, screen: &Screen, menu: &mut Menu) -> Result<Option<Reply>, UiError> {
        loop {
            let size = self.size();
            if mode::is_small(size) {
                return Ok(None);
            }
            let laid_out = self.fit(screen, size)?;
            let mut drawn = self.draw(&laid_out, screen, menu, 0)?;
            loop {
                let reply = menu.press(self.keyboard.read()?, laid_out.page_length);
                let is_resized = self.size() != size;
                if reply.is_some() || is_resized {
                    // Lines that a narrower window has wrapped again cannot be counted.
                    let can_erase = self.size().columns >= drawn.columns;
                    self.erase(if can_erase { drawn.lines } else { 0 })?;
                }
                match reply {
                    Some(reply) => return Ok(Some(reply)),
                    None if is_resized => break,
                    None => drawn = self.draw(&laid_out, screen, menu, drawn.lines)?,
                }
            }
        }
    }

    /// Lays a screen out for a window; what has no room in the menu is written above it.
    fn fit(&mut self, screen: &Screen, size: Size) -> Result<MenuLayout, UiError> {
        let laid_out = MenuLayout::fitting(screen, size, &self.theme);
        if !screen.card.is_empty() {
            self.clear()?; // help is to be seen, and nothing else
        }
        if !laid_out.is_crowded {
            return Ok(laid_out);
        }
        let mut rest = screen.clone();
        if !rest.card.is_empty() {
            for line in layout::card(&rest.card, size.text_width()) {
                self.terminal.write_line(&self.theme.letters(&line))?;
            }
            let text = std::mem::take(&mut rest.text);
            self.print_line(&text)?;
            rest.card.clear();
        }
        let above = [rest.lead.take(), rest.notice.take()];
        for text in above.into_iter().flatten() {
            self.print_line(&text)?;
        }
        Ok(MenuLayout::fitting(&rest, size, &self.theme))
    }

    /// Writes a menu over an earlier drawing of this many lines.
    fn draw(
        &self,
        laid_out: &MenuLayout,
        screen: &Screen,
        menu: &Menu,
        drawn: usize,
    ) -> io::Result<Drawing> {
        let page = menu.active() / laid_out.page_length;
        let mut lines = laid_out.prompt.clone();
        let pages = laid_out.rows.len().div_ceil(laid_out.page_length);
        if let Some(hint) = lines.last_mut()
            && pages > 1
        {
            let number = format!("[Page {}/{pages}]", page + 1);
            let gap = if hint.is_empty() { "" } else { "  " };
            *hint = format!("{hint}{gap}{number}");
        }
        let rows = laid_out
            .rows
            .iter()
            .zip(&screen.rows)
            .enumerate()
            .skip(page * laid_out.page_length)
            .take(laid_out.page_length);
        lines.extend(rows.map(|(number, (text, row))| {
            let row_box = match &screen.choice {
                Choice::One { .. } => RowBox::None,
                Choice::Many { .. } if row.role.answers() => RowBox::Box {
                    is_marked: menu.is_marked(number),
                },
                Choice::Many { .. } => RowBox::Blank,
            };
            self.theme.row(text, row_box, number == menu.active())
        }));
        let text = lines.join("\n") + "\n";
        // In one piece, so that nothing is seen half drawn.
        let frame = format!("{HIDE_CURSOR}{}{text}", erasing(drawn));
        self.terminal.write_str(&frame)?;
        let lines = text.lines();
        Ok(Drawing {
            lines: lines.clone().count(),
            columns: lines.map(measure_text_width).max().unwrap_or(0),
        })
    }

    /// Removes the last lines of the screen, and shows the cursor.
    fn erase(&self, lines: usize) -> io::Result<()> {
        let sequence = format!("{}{SHOW_CURSOR}", erasing(lines));
        self.terminal.write_str(&sequence)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.shown.clear();
        self.terminal.clear_screen()
    }
}

const HIDE_CURSOR: &str = "\x1b[?25l";
const SHOW_CURSOR: &str = "\x1b[?25h";

/// What removes the last lines of the screen when it is written.
fn erasing(lines: usize) -> String {
    if lines == 0 {
        String::new()
    } else {
        format!("\r\x1b[{lines}A\x1b[J")
    }
}

impl Typing for Rich {
    fn type_line(&mut self, prompt: &str) -> Result<String, UiError> {
        self.terminal.write_str(&format!("{prompt} "))?;
        self.settings
            .lifted(|| after::line_of(&mut io::stdin().lock()))
    }
}

impl Ui for Rich {
    type Error = UiError;

    fn navigation_help(&self) -> &'static str {
        "Esc goes back one question. Ctrl-C quits at any time."
    }

    fn ask(&mut self, screen: &Screen) -> Result<Reply, UiError> {
        // A notice is about the reply to this same screen, so the cursor stays where it was.
        let cursor = self.cursor.take().filter(|_| screen.notice.is_some());
        let mut menu = Menu::new(screen, cursor);
        self.keyboard.drain()?;
        let reply = self.open(screen, &mut menu)?;
        self.cursor = Some(menu.active());
        if let Some(reply) = reply {
            return Ok(reply);
        }
        self.shown.clear();
        let columns = self.size().columns;
        self.settings.lifted(|| {
            let input = io::stdin().lock();
            Plain::new(input, io::stderr(), columns, true).ask(screen)
        })
    }

    fn print_line(&mut self, text: &str) -> Result<(), UiError> {
        let size = self.size();
        let lines = layout::paragraph(&self.theme.letters(text), size.text_width());
        for line in &lines {
            self.terminal.write_line(line)?;
        }
        self.shown.push(ShownText {
            text: text.to_owned(),
            lines: lines.len(),
            columns: size.columns,
        });
        Ok(())
    }

    fn retract(&mut self, said: &[String]) -> Result<(), UiError> {
        let is_said = |texts: &[ShownText]| texts.iter().map(|shown| &shown.text).eq(said);
        let Some(first) = self.shown.windows(said.len()).rposition(is_said) else {
            return Ok(());
        };
        // What was written after it is about a screen that the person has left.
        let gone: Vec<_> = self.shown.drain(first..).collect();
        let columns = self.size().columns;
        if gone.iter().all(|shown| shown.columns == columns) {
            self.erase(gone.iter().map(|shown| shown.lines).sum())?;
        }
        Ok(())
    }
}

/// A screen cut to the size of the terminal.
struct MenuLayout {
    /// The lines above the rows.
    prompt: Vec<String>,
    /// The rows, wrapped.
    rows: Vec<String>,
    page_length: usize,
    /// The prompt leaves little room for the rows.
    is_crowded: bool,
}

impl MenuLayout {
    /// With the drawing of the screen, unless it would push rows to another page.
    fn fitting(screen: &Screen, size: Size, theme: &MenuTheme) -> Self {
        let drawings = screen.drawings.as_ref();
        let drawing = drawings.and_then(|drawings| layout::drawings(drawings, size.text_width()));
        if let Some(drawing) = drawing {
            let laid_out = Self::new(screen, &drawing, size, theme);
            if laid_out.page_length >= screen.rows.len() {
                return laid_out;
            }
        }
        Self::new(screen, &[], size, theme)
    }

    fn new(screen: &Screen, drawing: &[String], size: Size, theme: &MenuTheme) -> Self {
        let (hint, prefix) = match &screen.choice {
            Choice::One { .. } => (CHOOSE_HINT, MARKER_WIDTH),
            Choice::Many { .. } => (MARK_HINT, MARKER_WIDTH + BOX_WIDTH),
        };
        let width = size.text_width();
        let paragraph = |text: &str| layout::paragraph(&theme.letters(text), width);
        let mut prompt = vec![String::new()];
        if let Some(lead) = &screen.lead {
            prompt.extend(paragraph(lead));
            prompt.push(String::new());
        }
        let heading = paragraph(&screen.heading);
        let text = paragraph(&screen.text);
        if screen.card.is_empty() {
            prompt.extend(heading);
            prompt.extend(text.iter().map(|line| theme.strong(line)));
        } else {
            prompt.extend(heading.iter().map(|line| theme.strong(line)));
            let card = layout::card(&screen.card, width).into_iter();
            prompt.extend(card.map(|line| theme.letters(&line).into_owned()));
            prompt.extend(text);
        }
        prompt.extend(drawing.iter().cloned());
        prompt.extend(screen.notice.iter().flat_map(|notice| paragraph(notice)));
        prompt.extend(paragraph(hint));

        let rows: Vec<_> = screen
            .rows
            .iter()
            .map(|row| layout::menu_row(&theme.letters(&row.text), prefix, size))
            .collect();
        // The cursor waits in the line below the last row.
        let free = |prompt: &[String]| size.rows.saturating_sub(prompt.len() + 1);
        let has_pages = layout::page_length(&rows, free(&prompt)) < rows.len();
        let has_room = (prompt.last()).is_some_and(|last| last.len() + PAGE_NUMBER_WIDTH <= width);
        if has_pages && !has_room {
            prompt.push(String::new());
        }
        let free = free(&prompt);
        let page_length = layout::page_length(&rows, free);
        Self {
            prompt,
            rows,
            page_length,
            is_crowded: free < FEWEST_LINES,
        }
    }
}

#[cfg(test)]
mod tests {
    use smp_suitability::assess::Table;
    use smp_suitability::interview::{Conversation, Progress, QuestionScope, RowRole};
    use smp_suitability::load;
    use smp_suitability::pack::Answers;

    use super::*;

    /// Lines that a menu takes at most, with the one that the cursor waits in.
    fn height(laid_out: &MenuLayout) -> usize {
        let rows: Vec<_> = laid_out
            .rows
            .iter()
            .map(|row| row.lines().count())
            .collect();
        let pages = rows
            .chunks(laid_out.page_length)
            .map(|page| page.iter().sum());
        let tallest: usize = pages.max().unwrap_or(0);
        laid_out.prompt.len() + tallest + 1
    }

    /// Every question of the built-in pack, as a person meets them who is sure of nothing.
    #[test]
    fn every_screen_of_the_built_in_pack_fits_every_terminal() {
        let pack = load::pack(&load::builtin()).expect("the built-in pack is sound");
        let table = Table::new(&pack);
        let theme = MenuTheme::new(false);
        let mut conversation =
            Conversation::new(&table, Answers::blank(&pack), QuestionScope::Everything);
        loop {
            conversation.take(Reply::Why(Vec::new()));
            let screen = conversation.screen();
            for (rows, columns) in [(12, 30), (24, 40), (24, 80), (30, 80), (40, 120)] {
                let size = Size { rows, columns };
                let mut laid_out = MenuLayout::fitting(&screen, size, &theme);
                if laid_out.is_crowded {
                    let rest = Screen {
                        lead: None,
                        notice: None,
                        ..screen.clone()
                    };
                    laid_out = MenuLayout::fitting(&rest, size, &theme);
                }
                assert!(height(&laid_out) <= rows, "{size:?} {}", screen.text);
                let last = laid_out.prompt.last().map_or(0, String::len);
                let has_pages = laid_out.page_length < screen.rows.len();
                assert!(!has_pages || last + PAGE_NUMBER_WIDTH < columns);
            }
            let unsure = screen.find(RowRole::NotSure);
            // At the crossroads the second row continues; at the review the first one ends.
            let row = unsure.unwrap_or(usize::from(screen.heading != "Your answers"));
            if conversation.take(Reply::Row(row)).outcome == Progress::Finished {
                break;
            }
        }
    }
}
