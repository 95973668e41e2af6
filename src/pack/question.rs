//! Questions and their options.

use std::borrow::Cow;
use std::fmt;

use super::{CallList, Condition, OptionSet, Picture, Text};

/// One multiple-choice question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Lowercase letter, then lowercase letters, digits and `_`; unique in the pack.
    pub id: Text,
    /// A few words for what it asks about, for lists of answers, where the id alone reads badly.
    pub name: Option<Text>,
    /// How many options can be chosen: one, or any number.
    pub kind: Kind,
    /// One of the few questions that the product exists to ask.
    pub core: bool,
    /// Can stop the treatment, so it is asked straight after the core questions.
    pub safety: bool,
    /// The options have an order, from less to more.
    pub ordered: bool,
    /// Who can change the answer, unless an option says otherwise.
    pub change: Change,
    /// The question in words.
    pub ask: Text,
    /// Why it is asked, in words.
    pub why: Text,
    /// Whom it applies to; all users if absent.
    pub when: Option<Condition>,
    /// Position of the option worth no points; an unknown answer counts as this one.
    pub reference: Option<usize>,
    /// Pairs of options that people mix up, by position.
    pub confusable: Vec<(usize, usize)>,
    /// The only answer below the options, in its own words, such as "I haven't decided". It means "none of
    /// these" where any number may be chosen, else "I'm not sure".
    pub undecided: Option<Text>,
    /// The numbers of its options are the time since a date, in this unit: a date is an answer, and a number is
    /// none.
    pub since: Option<DateUnit>,
    /// Why it may leave every result unchanged, where it does.
    pub neutral: Option<Text>,
    /// Ids that it had before. Another question may have had the same, if it was split.
    pub was: Vec<Text>,
    /// At least one option, at most [`Question::MAX_OPTIONS`].
    pub options: Vec<QuestionOption>,
}

impl Question {
    /// Most options a question may have.
    pub const MAX_OPTIONS: usize = OptionSet::MAX_OPTIONS;

    /// A few words for what it asks about: its name, or its id as words.
    pub fn name(&self) -> Cow<'_, str> {
        let name = self.name.as_deref().map(Cow::Borrowed);
        name.unwrap_or_else(|| Cow::Owned(self.id.replace('_', " ")))
    }

    /// The option at a position of this question.
    pub fn option(&self, position: usize) -> &QuestionOption {
        self.options
            .get(position)
            .expect("an option position comes from this question")
    }

    /// The position of the option with this id.
    pub fn find_option(&self, id: &str) -> Option<usize> {
        self.options.iter().position(|option| option.id == id)
    }

    /// The position of the option that a whole number means; no two options cover the same.
    pub fn option_covering(&self, number: i64) -> Option<usize> {
        if self.since.is_some() {
            return None;
        }
        self.position_covering(number)
    }

    /// The position of the option that a date means this number of months later; `None` if no option covers them, or if
    /// the question takes no date.
    pub fn option_after(&self, months: u32) -> Option<usize> {
        self.since?;
        self.position_covering(months.into())
    }

    fn position_covering(&self, number: i64) -> Option<usize> {
        let covers = |option: &QuestionOption| option.numbers.is_some_and(|all| all.has(number));
        self.options.iter().position(covers)
    }

    /// All whole numbers that answer the question; `None` if none does.
    pub fn numbers(&self) -> Option<NumberRange> {
        if self.since.is_some() {
            return None;
        }
        self.covered()
    }

    /// The months since a date that the options cover together; `None` if the question takes no date.
    pub fn months(&self) -> Option<NumberRange> {
        self.since?;
        self.covered()
    }

    fn covered(&self) -> Option<NumberRange> {
        NumberRange::around(self.options.iter().filter_map(|option| option.numbers))
    }

    /// What is said when one of these answers ends the questions; `None` if none does.
    pub fn end(&self, chosen: OptionSet) -> Option<&str> {
        let mut options = chosen.positions().map(|position| self.option(position));
        options.find_map(|option| option.ends.as_deref())
    }

    /// Who can change the answer that an option gives.
    pub fn change_of(&self, position: usize) -> Change {
        self.option(position).change.unwrap_or(self.change)
    }
}

/// How many options may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Exactly one.
    One,
    /// Any number; none of them is an answer too.
    Many,
}

/// What the numbers of options count, where they are the time since a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateUnit {
    /// Whole months that have passed.
    Months,
}

/// One answer that can be chosen.
#[derive(Debug, Clone)]
pub struct QuestionOption {
    /// Lowercase letter, then lowercase letters, digits and `_`; unique in its question.
    pub id: Text,
    /// The option in words, as offered.
    pub label: Text,
    /// The option as a noun phrase for reasons, such as "dark brown hair".
    pub short: Option<Text>,
    /// The whole numbers that mean this answer, such as ages or months since a date. Those of all options of a
    /// question follow each other without a gap.
    pub numbers: Option<NumberRange>,
    /// Who can change this answer, where it differs from the question's.
    pub change: Option<Change>,
    /// What has happened once this is the answer, or, for a box, once it no longer is: "When the scar is a
    /// year old".
    pub when_better: Option<Text>,
    /// What it shows where a head is drawn.
    pub picture: Option<Picture>,
    /// Why it may leave every result unchanged, where it does.
    pub neutral: Option<Text>,
    /// Named to the person alone: what others get says what to do, and not that this is why.
    pub private: bool,
    /// What is shown as soon as it is chosen, where that cannot wait.
    pub help: Option<HelpCard>,
    /// What is said when the answer ends the interview, where it does.
    pub ends: Option<Text>,
    /// Ids that it had before: `option` in this question, `question=option` in another one.
    pub was: Vec<Text>,
}

/// Whole numbers that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberRange {
    /// The least; `None` if there is none.
    pub from: Option<i32>,
    /// The greatest; `None` if there is none.
    pub to: Option<i32>,
}

impl NumberRange {
    /// Returns true if a number is one of them.
    pub fn has(self, number: i64) -> bool {
        self.from.is_none_or(|from| number >= from.into())
            && self.to.is_none_or(|to| number <= to.into())
    }

    /// From the least to the greatest number of several ranges; `None` without any.
    pub fn around(ranges: impl Iterator<Item = Self>) -> Option<Self> {
        ranges.reduce(|one, other| Self {
            from: one.from.zip(other.from).map(|(one, other)| one.min(other)),
            to: one.to.zip(other.to).map(|(one, other)| one.max(other)),
        })
    }
}

/// Such as "18 to 25", "up to 17" and "65 or more".
impl fmt::Display for NumberRange {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (Some(from), Some(to)) => write!(f, "{from} to {to}"),
            (Some(from), None) => write!(f, "{from} or more"),
            (None, Some(to)) => write!(f, "up to {to}"),
            (None, None) => f.write_str("any"),
        }
    }
}

/// A card for a person who needs help more than a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpCard {
    /// The line above the others.
    pub title: Text,
    /// At least one line; spaces at the beginning indent it. Lines may hold placeholders.
    pub lines: Vec<Text>,
}

impl HelpCard {
    /// The lines with the numbers of a country; without a line whose number is not known there.
    pub fn lines_for<'card>(
        &'card self,
        contacts: CallList<'card>,
    ) -> impl Iterator<Item = Cow<'card, str>> {
        self.lines
            .iter()
            .filter_map(move |line| contacts.fill(line))
    }
}

impl QuestionOption {
    /// The shortest words for the option.
    pub fn brief(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }
}

/// Who or what can change an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// No one.
    Fixed,
    /// The person decides.
    Choice,
    /// It changes as time goes by.
    Time,
    /// A doctor can help to change it.
    Doctor,
}

impl Change {
    /// The word for it in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Choice => "choice",
            Self::Time => "time",
            Self::Doctor => "doctor",
        }
    }
}
