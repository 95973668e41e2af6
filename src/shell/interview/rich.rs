//! Menus on dialoguer.
//!
//! Every text is wrapped before dialoguer sees it, because dialoguer counts lines, not rows of a
//! terminal; the answer is reported by the interview's own line of record.

use std::io;

use dialoguer::console::Term;
use dialoguer::{MultiSelect, Select};
use smp_suitability::interview::{Choice, Reply, Role, Screen, Ui};

use super::Silence;
use super::layout::{self, Size};
use super::mode;
use super::plain::Plain;
use super::stop::Unseen;
use super::theme::{BOX_WIDTH, Look, MARKER_WIDTH, MenuTheme};
use super::window;

/// Room for the page number that dialoguer writes behind the last line of a prompt.
const PAGE_NUMBER_WIDTH: usize = 14;

const CHOOSE_HINT: &str = "Up/Down to move, Enter to choose, Esc to go back";
const MARK_HINT: &str = "Up/Down to move, Space to mark, Enter when done, Esc to go back";

/// A notice moves out of the menu if it would leave fewer lines than this for the rows.
const FEWEST_LINES: usize = 6;

/// A person at a terminal with a cursor.
pub(super) struct Rich {
    terminal: Term,
    look: Look,
    unseen: Unseen,
}

impl Rich {
    pub(super) fn new(color: bool) -> Self {
        Self {
            terminal: Term::stderr(),
            look: Look::new(color),
            unseen: Unseen::begin(),
        }
    }

    /// Measured anew for every question, since windows change.
    fn size(&self) -> Size {
        Size::from(self.terminal.size())
    }

    fn select(
        &self,
        menu: &Menu,
        screen: &Screen,
        marked: Option<usize>,
    ) -> dialoguer::Result<Reply> {
        let theme = MenuTheme::new(&self.look, &menu.rows);
        let last = screen.rows.len().saturating_sub(1);
        let chosen = Select::with_theme(&theme)
            .with_prompt(&menu.prompt)
            .items(menu.texts())
            .default(marked.unwrap_or(0).min(last))
            .max_length(menu.page_length)
            .report(false)
            .interact_on_opt(&self.terminal)?;
        Ok(chosen.map_or(Reply::Back, Reply::Row))
    }

    fn multi_select(
        &self,
        menu: &Menu,
        screen: &Screen,
        marked: &[usize],
    ) -> dialoguer::Result<Reply> {
        let theme = MenuTheme::new(&self.look, &menu.rows);
        let rows = menu.texts().enumerate();
        let chosen = MultiSelect::with_theme(&theme)
            .with_prompt(&menu.prompt)
            .items_checked(rows.map(|(row, text)| (text, marked.contains(&row))))
            .max_length(menu.page_length)
            .report(false)
            .interact_on_opt(&self.terminal)?;
        let reply = chosen.map(|marked| entered(screen, marked, theme.active()));
        Ok(reply.unwrap_or(Reply::Back))
    }
}

/// What Enter means when several rows can be marked and the marker stands on a row.
///
/// On a row that is no option Enter chooses that row, as it does in every other menu.
fn entered(screen: &Screen, mut marked: Vec<usize>, active: Option<usize>) -> Reply {
    let role = active.and_then(|active| screen.rows.get(active).map(|row| (active, row.role)));
    match role {
        Some((_, Role::Stop)) => Reply::Stop,
        Some((why, Role::Why)) => {
            marked.retain(|row| *row != why);
            Reply::Why(marked)
        }
        Some((row, Role::NoneOfThese | Role::NotSure)) if !marked.contains(&row) => {
            marked.push(row);
            Reply::Rows(marked)
        }
        Some((_, Role::NoneOfThese | Role::NotSure | Role::Answer)) | None => Reply::Rows(marked),
    }
}

impl Ui for Rich {
    type Error = Silence;

    fn way_around(&self) -> &'static str {
        "Esc goes back one question. Ctrl-C stops at any time."
    }

    fn ask(&mut self, screen: &Screen) -> Result<Reply, Silence> {
        let size = self.size();
        if mode::is_small(size) {
            // The window shrank; a menu would not fit.
            return self.unseen.lifted(|| {
                let input = io::stdin().lock();
                Plain::new(input, io::stderr(), size.columns, true).ask(screen)
            });
        }
        let mut menu = Menu::fitting(screen, screen.notice.as_deref(), size, &self.look);
        if !screen.card.is_empty() {
            self.terminal.clear_screen()?; // help is to be seen, and nothing else
            if menu.is_crowded {
                for line in layout::card(&screen.card, size.text_width()) {
                    self.terminal.write_line(&line)?;
                }
                self.tell(&screen.text)?;
                let rest = Screen {
                    text: String::new(),
                    card: Vec::new(),
                    ..screen.clone()
                };
                menu = Menu::fitting(&rest, rest.notice.as_deref(), size, &self.look);
            }
        }
        if let Some(notice) = &screen.notice
            && menu.is_crowded
        {
            self.tell(notice)?;
            menu = Menu::fitting(screen, None, size, &self.look);
        }
        let reply = window::open(&self.terminal, || match &screen.choice {
            Choice::One { marked } => self.select(&menu, screen, *marked),
            Choice::Many { marked } => self.multi_select(&menu, screen, marked),
        });
        let Some(reply) = reply else {
            return self.ask(screen);
        };
        match reply {
            Ok(reply) => Ok(reply),
            Err(dialoguer::Error::IO(error)) if error.kind() == io::ErrorKind::Interrupted => {
                self.unseen.wait_for_handler()
            }
            Err(dialoguer::Error::IO(error)) => Err(error.into()),
        }
    }

    fn tell(&mut self, text: &str) -> Result<(), Silence> {
        for line in layout::paragraph(text, self.size().text_width()) {
            self.terminal.write_line(&line)?;
        }
        Ok(())
    }
}

/// A screen cut to the size of the terminal.
struct Menu {
    prompt: String,
    /// Rows, wrapped, and whether each has a box to mark.
    rows: Vec<(String, bool)>,
    page_length: usize,
    /// The prompt leaves little room for the rows.
    is_crowded: bool,
}

impl Menu {
    /// With the drawing of the screen, unless it would push rows to another page.
    fn fitting(screen: &Screen, notice: Option<&str>, size: Size, look: &Look) -> Self {
        let sketch = screen.sketch.as_ref();
        let drawing = sketch.and_then(|sketch| layout::sketch(sketch, size.text_width()));
        if let Some(drawing) = drawing {
            let menu = Self::new(screen, (notice, &drawing), size, look);
            if menu.page_length >= screen.rows.len() {
                return menu;
            }
        }
        Self::new(screen, (notice, &[]), size, look)
    }

    fn new(
        screen: &Screen,
        (notice, drawing): (Option<&str>, &[String]),
        size: Size,
        look: &Look,
    ) -> Self {
        let (hint, prefix) = match &screen.choice {
            Choice::One { .. } => (CHOOSE_HINT, MARKER_WIDTH),
            Choice::Many { .. } => (MARK_HINT, MARKER_WIDTH + BOX_WIDTH),
        };
        let width = size.text_width();
        let mut prompt = vec![String::new()];
        let heading = layout::paragraph(&screen.heading, width);
        let text = layout::paragraph(&screen.text, width);
        if screen.card.is_empty() {
            prompt.extend(heading);
            prompt.extend(text.iter().map(|line| look.strong(line)));
        } else {
            prompt.extend(heading.iter().map(|line| look.strong(line)));
            prompt.extend(layout::card(&screen.card, width));
            prompt.extend(text);
        }
        prompt.extend(drawing.iter().cloned());
        prompt.extend((notice.into_iter()).flat_map(|notice| layout::paragraph(notice, width)));
        prompt.extend(layout::paragraph(hint, width));

        let rows = screen.rows.iter();
        let rows: Vec<_> = rows
            .map(|row| layout::menu_row(&row.text, prefix, size))
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
        let has_box = screen.rows.iter().map(|row| row.role.answers());
        Self {
            prompt: prompt.join("\n"),
            rows: rows.into_iter().zip(has_box).collect(),
            page_length,
            is_crowded: free < FEWEST_LINES,
        }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|(text, _)| text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use smp_suitability::answers::Answers;
    use smp_suitability::assess::Table;
    use smp_suitability::interview::{Asking, Conversation, Outcome, Row};
    use smp_suitability::load;

    use super::*;

    /// Lines that a menu takes at most, with the one that the cursor waits in.
    fn height(menu: &Menu) -> usize {
        let rows: Vec<_> = menu.texts().map(|row| row.lines().count()).collect();
        let pages = rows.chunks(menu.page_length).map(|page| page.iter().sum());
        let tallest: usize = pages.max().unwrap_or(0);
        menu.prompt.split('\n').count() + tallest + 1
    }

    /// Every question of the built-in pack, as somebody meets them who is sure of nothing.
    #[test]
    fn every_screen_of_the_built_in_pack_fits_every_terminal() {
        let pack = load::pack(&load::builtin()).expect("the built-in pack is sound");
        let table = Table::new(&pack);
        let look = Look::new(false);
        let mut conversation = Conversation::new(&table, Answers::blank(&pack), Asking::Everything);
        loop {
            let screen = conversation.screen();
            conversation.take(Reply::Why(Vec::new()));
            let notice = conversation.screen().notice;
            for (rows, columns) in [(12, 30), (24, 40), (24, 80), (30, 80), (40, 120)] {
                let size = Size { rows, columns };
                let mut menu = Menu::fitting(&screen, notice.as_deref(), size, &look);
                if menu.is_crowded {
                    menu = Menu::fitting(&screen, None, size, &look);
                }
                let last = menu.prompt.split('\n').next_back().unwrap_or_default();
                assert!(height(&menu) <= rows, "{size:?} {}", screen.text);
                let has_pages = menu.page_length < screen.rows.len();
                assert!(!has_pages || last.len() + PAGE_NUMBER_WIDTH < columns);
            }
            let unsure = screen.find(Role::NotSure);
            // At the crossroads the second row goes on; at the review the first one ends.
            let row = unsure.unwrap_or(usize::from(screen.heading != "Your answers"));
            if conversation.take(Reply::Row(row)).outcome == Outcome::Finished {
                break;
            }
        }
    }

    #[test]
    fn enter_on_a_row_that_is_no_option_chooses_that_row() {
        let row = |text: &str, role| Row {
            text: text.to_owned(),
            role,
        };
        let screen = Screen {
            heading: String::new(),
            text: String::new(),
            card: Vec::new(),
            notice: None,
            sketch: None,
            rows: vec![
                row("a", Role::Answer),
                row("none", Role::NoneOfThese),
                row("why", Role::Why),
                row("stop", Role::Stop),
            ],
            choice: Choice::Many { marked: Vec::new() },
        };
        let entered = |marked: &[usize], active| entered(&screen, marked.to_vec(), Some(active));
        assert_eq!(entered(&[], 0), Reply::Rows(vec![]));
        assert_eq!(entered(&[0], 0), Reply::Rows(vec![0]));
        assert_eq!(entered(&[], 1), Reply::Rows(vec![1]));
        assert_eq!(entered(&[0], 1), Reply::Rows(vec![0, 1]), "to be refused");
        assert_eq!(entered(&[0, 2], 2), Reply::Why(vec![0]));
        assert_eq!(entered(&[0], 3), Reply::Stop);
    }
}
