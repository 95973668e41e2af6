//! The menu after a result: read more, take it along, change an answer, or finish.

use std::io;
use std::path::Path;

use dialoguer::console::Term;
use smp_suitability::interview::{AfterResult, Next, Ui};
use smp_suitability::report::Line;
use smp_suitability::report::Topic;

use super::ui_error::UiError;
use crate::shell::Failure;
use crate::shell::files;

/// A person who can type a line of text, too.
pub(super) trait Typing: Ui<Error = UiError> {
    /// The line that is typed behind a prompt, without blanks around it.
    fn type_line(&mut self, prompt: &str) -> Result<String, UiError>;
}

/// A result that has been shown, and what the menu needs of it.
pub(crate) trait Shown {
    /// What the menu says and offers.
    fn menu(&self) -> AfterResult;
    /// A topic as it is printed on the terminal.
    fn topic(&self, topic: Topic) -> Vec<Line>;
    /// Prints lines where the result was printed.
    fn print(&self, lines: &[Line]) -> Result<(), Failure>;
    /// The page to take along.
    fn page(&self) -> String;
    /// The letters to doctors; `None` where nothing calls for one.
    fn letter(&self) -> Option<String>;
}

/// How the menu was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// To change an answer.
    ToChange,
    /// To say what matters to the person.
    ToReflect,
    /// With nothing more to do.
    Finished,
}

/// Shows a topic, if there is one to begin with, and offers the menu until the person wants to answer
/// something or is done.
pub(super) fn follow(
    ui: &mut impl Typing,
    shown: &dyn Shown,
    first: Option<Topic>,
) -> Result<Left, UiError> {
    let menu = shown.menu();
    if let Some(topic) = first {
        show_in_pages(ui, shown, &menu, &shown.topic(topic))?;
    }
    loop {
        let reply = ui.ask(&menu.screen())?;
        match menu.next(&reply) {
            Next::ReadMore => read_more(ui, shown, &menu)?,
            Next::Reflect => return Ok(Left::ToReflect),
            Next::SavePage => save(ui, &menu, "smp-result.html", &shown.page())?,
            Next::SaveLetter => {
                let letter = shown.letter().unwrap_or_default();
                save(ui, &menu, "smp-letter.html", &letter)?;
            }
            Next::ChangeAnswer => return Ok(Left::ToChange),
            Next::Finish => return Ok(Left::Finished),
        }
    }
}

fn read_more(ui: &mut impl Typing, shown: &dyn Shown, menu: &AfterResult) -> Result<(), UiError> {
    loop {
        let reply = ui.ask(&menu.topics_screen())?;
        let Some(topic) = AfterResult::topic(&reply) else {
            return Ok(());
        };
        show_in_pages(ui, shown, menu, &shown.topic(topic))?;
    }
}

/// Prints lines, with a menu below each screenful but the last.
fn show_in_pages(
    ui: &mut impl Typing,
    shown: &dyn Shown,
    menu: &AfterResult,
    lines: &[Line],
) -> Result<(), UiError> {
    /// Lines that the menu below a page takes.
    const MENU: usize = 8;
    let rows = usize::from(Term::stdout().size().0);
    let pages: Vec<_> = lines.chunks(rows.saturating_sub(MENU).max(MENU)).collect();
    for (page, lines) in (1..).zip(&pages) {
        // Who left the terminal cannot be asked either.
        shown.print(lines).map_err(|_| UiError::EndOfInput)?;
        if page < pages.len() {
            let reply = ui.ask(&menu.page_screen(page, pages.len()))?;
            if !AfterResult::is_next_page(&reply) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Writes a file under a name that the person types; one that exists is replaced only if they say so.
fn save(
    ui: &mut impl Typing,
    menu: &AfterResult,
    usual: &str,
    content: &str,
) -> Result<(), UiError> {
    loop {
        let typed = ui.type_line(&format!("File name, or Enter for {usual}:"))?;
        let name = if typed.is_empty() { usual } else { &typed };
        let path = Path::new(name);
        if path.exists() && !AfterResult::is_replaced(&ui.ask(&menu.replace_screen(name))?) {
            continue;
        }
        let said = match files::write_private(path, content.as_bytes()) {
            Ok(()) => format!(
                "Saved in {name}. It holds your health answers, so be careful where you keep it."
            ),
            Err(error) => format!("{name} could not be saved: {error}."),
        };
        return ui.print_line(&said);
    }
}

/// Reads one line from a terminal that shows what is typed.
pub(super) fn line_of(input: &mut impl io::BufRead) -> Result<String, UiError> {
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        return Err(UiError::EndOfInput);
    }
    Ok(line.trim().to_owned())
}
