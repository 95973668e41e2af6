//! One person's answers, checked against a pack.

use chrono::NaiveDate;

use super::GivenDate;
use super::condition::{OptionSet, QuestionIndex};

/// What one person said. Questions not in it were never answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// The caller's name for the record.
    pub id: Option<String>,
    /// Keys that are kept and never read, such as `x_crm`, each with its value as JSON text.
    pub extras: Vec<(String, String)>,
    /// What the FHIR response that the answers came in says apart from them, such as its `subject`: names and
    /// values as JSON text, to be given back where a response is written. Empty for any other file.
    pub envelope: Vec<(String, String)>,
    /// What was read in other words than ids.
    pub reworded: Vec<Reworded>,
    /// Questions that were answered but do not apply to the person, in the order of asking. Their answers were
    /// passed over.
    pub ignored: Vec<QuestionIndex>,
    /// The form that they were given on, if it was made from another pack or version, such as `smp 1.1.0`.
    pub other_form: Option<String>,
    given: Vec<Option<Answer>>,
    /// The dates that some of them were given as, with the day for which each was counted.
    dates: Vec<(QuestionIndex, GivenDate, NaiveDate)>,
}

/// What was said to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answer {
    /// "I'm not sure": asked and unknown.
    NotSure,
    /// Never empty: one option, several, or "none of these".
    Chosen(OptionSet),
}

/// Words that were read as a question or as an answer to it, though they are not its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reworded {
    /// The question.
    pub question: QuestionIndex,
    /// The words as they were written.
    pub written: String,
    /// The answer that they were read as; `None` if they name the question.
    pub answer: Option<Answer>,
}

impl Answer {
    /// The options chosen, if the answer is known.
    pub fn chosen(self) -> Option<OptionSet> {
        match self {
            Self::NotSure => None,
            Self::Chosen(options) => Some(options),
        }
    }
}

impl Answers {
    /// The key in which a form names its pack and version.
    pub const FORM: &str = "x_form";

    /// Makes them answers that no longer come from a form, as more are given elsewhere.
    pub fn leave_form(&mut self) {
        self.extras.retain(|(key, _)| key != Self::FORM);
        self.other_form = None;
    }

    /// No answer to any of `questions` questions.
    pub(crate) fn of_length(questions: usize) -> Self {
        Self {
            id: None,
            extras: Vec::new(),
            envelope: Vec::new(),
            reworded: Vec::new(),
            ignored: Vec::new(),
            other_form: None,
            given: vec![None; questions],
            dates: Vec::new(),
        }
    }

    /// What was said to a question, if anything.
    pub fn get(&self, question: QuestionIndex) -> Option<Answer> {
        self.given.get(question.position()).copied().flatten()
    }

    /// The options chosen at a question; `None` if the answer is unknown for any reason.
    pub fn known(&self, question: QuestionIndex) -> Option<OptionSet> {
        self.get(question).and_then(Answer::chosen)
    }

    /// Puts an answer in the place of any earlier one.
    pub fn set(&mut self, question: QuestionIndex, answer: Answer) {
        self.dates.retain(|(dated, ..)| *dated != question);
        if let Some(given) = self.given.get_mut(question.position()) {
            *given = Some(answer);
        }
    }

    /// Takes an answer back.
    pub fn clear(&mut self, question: QuestionIndex) {
        self.dates.retain(|(dated, ..)| *dated != question);
        if let Some(given) = self.given.get_mut(question.position()) {
            *given = None;
        }
    }

    /// Puts an answer in the place of any earlier one, and keeps the date that means it on a day.
    pub fn set_date(
        &mut self,
        question: QuestionIndex,
        answer: Answer,
        (date, on): (GivenDate, NaiveDate),
    ) {
        self.set(question, answer);
        self.dates.push((question, date, on));
        self.dates.sort_by_key(|(question, ..)| *question);
    }

    /// The date that was given as the answer to a question.
    pub fn date(&self, question: QuestionIndex) -> Option<GivenDate> {
        let mut dates = self.dates();
        dates.find_map(|(dated, date)| (dated == question).then_some(date))
    }

    /// The questions that were answered with dates.
    pub fn dates(&self) -> impl Iterator<Item = (QuestionIndex, GivenDate)> {
        self.dates
            .iter()
            .map(|(question, date, _)| (*question, *date))
    }

    /// The day for which the dates among them were counted; `None` if there are none.
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.dates.iter().map(|(.., on)| *on).max()
    }

    /// Returns true if they came in a FHIR response.
    pub fn came_as_response(&self) -> bool {
        !self.envelope.is_empty()
    }

    /// What the response that they came in says under a name, as JSON text.
    pub fn of_envelope(&self, name: &str) -> Option<&str> {
        let found = self.envelope.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns true if no question was answered.
    pub fn is_blank(&self) -> bool {
        self.given.iter().all(Option::is_none)
    }
}
