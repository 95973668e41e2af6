//! What is put to the person, and what comes back.

use crate::pack::NumberRange;
use crate::report::HeadDrawings;

/// One thing to decide: a question, the prompt to continue, or the review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    /// A paragraph above the heading that says which part of the interview comes next.
    pub lead: Option<String>,
    /// Where the person is, such as "Question 4 of about 16".
    pub heading: String,
    /// What is asked.
    pub text: String,
    /// Lines of help between the two, shown with nothing else around; empty for every other screen.
    pub card: Vec<String>,
    /// What just happened on this same screen: why it is asked, or why a reply was not taken.
    ///
    /// Present only if this screen was shown just before.
    pub notice: Option<String>,
    /// A drawing that helps to choose, where there is one and there is room for it.
    pub drawings: Option<HeadDrawings>,
    /// What can be chosen; at least one row.
    pub rows: Vec<MenuRow>,
    /// How many rows may be chosen, and which ones are from the start.
    pub choice: Choice,
    /// A date may be the reply.
    pub takes_date: bool,
}

/// One line that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuRow {
    /// The line in words.
    pub text: String,
    /// What choosing it does.
    pub role: RowRole,
    /// The numbers that mean it, such as ages; not its number in the list.
    pub numbers: Option<NumberRange>,
}

/// What choosing a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowRole {
    /// Answers the question; may go together with other answers where several are allowed.
    Answer,
    /// Answers that no option fits; goes with nothing else.
    NoneOfThese,
    /// Leaves the question open; goes with nothing else.
    NotSure,
    /// Shows why the question is asked.
    Why,
    /// Ends the interview.
    Stop,
}

impl RowRole {
    /// Returns true if the row is an answer, not a command.
    pub fn answers(self) -> bool {
        match self {
            Self::Answer | Self::NoneOfThese | Self::NotSure => true,
            Self::Why | Self::Stop => false,
        }
    }
}

/// How many rows may be chosen. Positions are those of [`Screen::rows`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Exactly one.
    One {
        /// The earlier answer, or the row that most people want.
        marked: Option<usize>,
    },
    /// Any number.
    Many {
        /// The rows of the earlier answer, or of the reply that was not taken.
        marked: Vec<usize>,
    },
}

impl Screen {
    /// The rows that are chosen from the start.
    pub fn marked(&self) -> Vec<usize> {
        match &self.choice {
            Choice::One { marked } => marked.iter().copied().collect(),
            Choice::Many { marked } => marked.clone(),
        }
    }

    /// All numbers that mean one of the rows; `None` if none does.
    pub fn numbers(&self) -> Option<NumberRange> {
        NumberRange::around(self.rows.iter().filter_map(|row| row.numbers))
    }

    /// The row that a number such as an age means.
    pub fn covering(&self, number: i64) -> Option<usize> {
        let covers = |row: &MenuRow| row.numbers.is_some_and(|numbers| numbers.has(number));
        self.rows.iter().position(covers)
    }

    /// The first row with a role.
    pub fn find(&self, role: RowRole) -> Option<usize> {
        self.rows.iter().position(|row| row.role == role)
    }
}

/// What the person does about a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Chooses one row.
    Row(usize),
    /// Chooses several rows together, or none.
    Rows(Vec<usize>),
    /// Gives a date, as it was typed.
    Date(String),
    /// Goes one step back.
    Back,
    /// Asks why this is asked. Where several rows can be chosen, these stay marked.
    Why(Vec<usize>),
    /// Ends the interview.
    Stop,
}

/// Someone to talk to: a person at a terminal, a pipe, or a script.
pub trait Ui {
    /// Why it could not ask or tell.
    type Error;

    /// One sentence about how to go back and how to stop here.
    fn navigation_help(&self) -> &str;

    /// Shows a screen and waits for the reply.
    ///
    /// # Errors
    /// When no reply can be had.
    fn ask(&mut self, screen: &Screen) -> Result<Reply, Self::Error>;

    /// Says one thing that needs no reply; empty text is a blank line.
    ///
    /// # Errors
    /// When it cannot be said.
    fn print_line(&mut self, text: &str) -> Result<(), Self::Error>;

    /// Removes the last texts that were said, since the person went back to the question that they are
    /// about. A user interface that cannot remove anything does nothing.
    ///
    /// # Errors
    /// When the screen cannot be changed.
    fn retract(&mut self, _said: &[String]) -> Result<(), Self::Error> {
        Ok(())
    }
}
