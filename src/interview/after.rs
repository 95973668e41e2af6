//! What follows a result: reading more, taking it along, changing an answer, or finishing.

use super::screen::{Choice, MenuRow, Reply, RowRole, Screen};
use crate::assess::Assessment;
use crate::report::{Topic, first_step, headline};
use crate::space::Insight;

/// The menu after a result. Its heading repeats the verdict and the first step, since the result itself may
/// have left the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterResult {
    /// The verdict in words.
    pub verdict: String,
    /// The first thing to do.
    pub first_step: Option<String>,
    /// Says if a doctor's letter is needed.
    pub letter: LetterNeed,
    /// Says if there are questions about what matters to the person.
    pub reflection: Reflection,
}

/// Questions that no rule reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reflection {
    /// The pack has some.
    Offered,
    /// It has none.
    Missing,
}

/// The need for a letter to a doctor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterNeed {
    /// It does.
    Needed,
    /// Nothing in the answers does.
    NotNeeded,
}

/// What the person wants next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// To choose what to read more about.
    ReadMore,
    /// To say what matters, and see what speaks for each option.
    Reflect,
    /// A page to take along.
    SavePage,
    /// A letter to a doctor, as a file.
    SaveLetter,
    /// To look over the answers and change one.
    ChangeAnswer,
    /// Nothing more.
    Finish,
}

impl Next {
    fn words(self) -> &'static str {
        match self {
            Self::ReadMore => "Read more about this result",
            Self::Reflect => "Compare your options by what matters to you",
            Self::SavePage => "Save a page to print or share",
            Self::SaveLetter => "Save a letter for your doctor",
            Self::ChangeAnswer => "Change an answer",
            Self::Finish => "Finish",
        }
    }
}

impl AfterResult {
    /// The menu after the result of an assessment.
    pub fn of(assessment: &Assessment, insight: Option<&Insight>, letter: LetterNeed) -> Self {
        Self {
            verdict: headline(assessment, insight),
            first_step: first_step(assessment, insight),
            letter,
            reflection: match &assessment.pack.comparison {
                Some(comparison) if comparison.questions().next().is_some() => Reflection::Offered,
                Some(_) | None => Reflection::Missing,
            },
        }
    }

    /// What can be chosen, in the order of the rows.
    fn choices(&self) -> Vec<Next> {
        let mut choices = vec![Next::ReadMore];
        if self.reflection == Reflection::Offered {
            choices.push(Next::Reflect);
        }
        choices.push(Next::SavePage);
        if self.letter == LetterNeed::Needed {
            choices.push(Next::SaveLetter);
        }
        choices.extend([Next::ChangeAnswer, Next::Finish]);
        choices
    }

    /// The menu.
    pub fn screen(&self) -> Screen {
        let text = match &self.first_step {
            Some(step) => format!("First step: {step}"),
            None => "What would you like to do next?".to_owned(),
        };
        let choices = self.choices();
        let rows = choices.iter().map(|next| next.words().to_owned());
        menu(self.verdict.clone(), text, rows)
    }

    /// What a reply to [`Self::screen`] means. Going back, or stopping, finishes: the result has been seen.
    pub fn next(&self, reply: &Reply) -> Next {
        let chosen = match reply {
            Reply::Row(row) => self.choices().get(*row).copied(),
            Reply::Rows(_) | Reply::Date(_) | Reply::Back | Reply::Why(_) | Reply::Stop => None,
        };
        chosen.unwrap_or(Next::Finish)
    }

    /// The menu of topics.
    pub fn topics_screen(&self) -> Screen {
        let topics = Topic::ALL.iter().map(|topic| topic.title().to_owned());
        let rows = topics.chain([BACK.to_owned()]);
        menu(
            self.verdict.clone(),
            "What would you like to read about?".to_owned(),
            rows,
        )
    }

    /// The topic that a reply to [`Self::topics_screen`] asks for; `None` to go back.
    pub fn topic(reply: &Reply) -> Option<Topic> {
        match reply {
            Reply::Row(row) => Topic::ALL.get(*row).copied(),
            Reply::Rows(_) | Reply::Date(_) | Reply::Back | Reply::Why(_) | Reply::Stop => None,
        }
    }

    /// What to do below a page of a topic that has more pages, counted from 1.
    pub fn page_screen(&self, page: usize, pages: usize) -> Screen {
        let rows = [
            format!("Next page ({} of {pages})", page + 1),
            BACK.to_owned(),
        ];
        menu(self.verdict.clone(), String::new(), rows)
    }

    /// Returns true if a reply to [`Self::page_screen`] asks for the next page.
    pub fn is_next_page(reply: &Reply) -> bool {
        *reply == Reply::Row(0)
    }

    /// What to do about a file that exists already.
    pub fn replace_screen(&self, file: &str) -> Screen {
        let rows = ["Use another name", "Replace it"].map(str::to_owned);
        menu(
            self.verdict.clone(),
            format!("{file} exists already."),
            rows,
        )
    }

    /// Returns true if a reply to [`Self::replace_screen`] says to replace the file.
    pub fn is_replaced(reply: &Reply) -> bool {
        *reply == Reply::Row(1)
    }
}

const BACK: &str = "Back";

/// A screen of rows of which one is chosen; the cursor rests on the first.
fn menu(heading: String, text: String, rows: impl IntoIterator<Item = String>) -> Screen {
    let rows = rows.into_iter().map(|text| MenuRow {
        text,
        role: RowRole::Answer,
        numbers: None,
    });
    Screen {
        lead: None,
        heading,
        text,
        card: Vec::new(),
        notice: None,
        drawings: None,
        rows: rows.collect(),
        choice: Choice::One { marked: None },
        takes_date: false,
    }
}
