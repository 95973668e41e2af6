//! One record, read: the options chosen, and what passes through.

use std::ops::Range;

use crate::answers::Answers;
use crate::assess::{Choices, Table};
use crate::pack::{OptionSet, QuestionIndex};

/// What a record says. It is used again and again, so that no record asks for memory.
#[derive(Debug, Clone)]
pub(super) struct Record {
    /// The options chosen at each question.
    pub(super) choices: Choices,
    /// The id, and the caller's own keys and their values, one after the other.
    text: String,
    id: Option<Range<usize>>,
    /// Keys without quotes, values as JSON.
    extras: Vec<(Range<usize>, Range<usize>)>,
    /// Questions that were answered, one bit each.
    seen: Vec<u64>,
    /// The options chosen at each question; empty if the pack has no private options, so that a record
    /// of such a pack costs nothing more.
    chosen: Vec<OptionSet>,
}

impl Record {
    /// Nothing is said yet, to the questions of a table.
    pub(super) fn new(table: &Table) -> Self {
        let questions = table.pack().questions.len();
        Self {
            choices: table.choices(),
            text: String::new(),
            id: None,
            extras: Vec::new(),
            seen: vec![0; questions.div_ceil(64)],
            chosen: vec![OptionSet::EMPTY; table.private_options().len()],
        }
    }

    #[inline]
    pub(super) fn clear(&mut self) {
        self.choices.clear();
        self.seen.fill(0);
        self.chosen.fill(OptionSet::EMPTY);
        self.text.clear();
        self.id = None;
        self.extras.clear();
    }

    /// Notes the answer to a question; `None` if it was answered before.
    #[inline]
    pub(super) fn answer(&mut self, question: usize, chosen: OptionSet) -> Option<()> {
        let seen = self.seen.get_mut(question / 64)?;
        let bit = 1 << (question % 64);
        if *seen & bit != 0 {
            return None;
        }
        *seen |= bit;
        self.choices.choose(question, chosen);
        self.note(question, chosen);
        Some(())
    }

    #[inline]
    fn note(&mut self, question: usize, chosen: OptionSet) {
        if let Some(noted) = self.chosen.get_mut(question) {
            *noted = chosen;
        }
    }

    /// The options chosen at each question; empty if the pack has no private options.
    pub(super) fn chosen(&self) -> &[OptionSet] {
        &self.chosen
    }

    /// Notes the id; `None` if there was one before.
    pub(super) fn set_id(&mut self, id: &str) -> Option<()> {
        let id = self.keep(id);
        self.id.replace(id).is_none().then_some(())
    }

    /// Notes a key of the caller's and its value; `None` if it was noted before, or if there are more
    /// keys than can be compared with one another in a short time.
    pub(super) fn add_extra(&mut self, key: &str, value: &str) -> Option<()> {
        const MAX_COMPARED: usize = 64;
        let is_new =
            self.extras.len() < MAX_COMPARED && self.extras().all(|(other, _)| other != key);
        is_new.then(|| self.add_unique_extra(key, value))
    }

    /// The same for a key that is known not to be noted yet.
    pub(super) fn add_unique_extra(&mut self, key: &str, value: &str) {
        let extra = (self.keep(key), self.keep(value));
        self.extras.push(extra);
    }

    /// Takes over checked answers.
    pub(super) fn load(&mut self, answers: &Answers) {
        self.clear();
        self.choices.take(answers);
        for question in 0..self.chosen.len() {
            let known = answers.known(QuestionIndex::new(question));
            self.note(question, known.unwrap_or_default());
        }
        self.id = answers.id.as_deref().map(|id| self.keep(id));
        for (key, value) in &answers.extras {
            if key.starts_with("x_") {
                self.add_unique_extra(key, value);
            }
        }
    }

    fn keep(&mut self, part: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(part);
        start..self.text.len()
    }

    pub(super) fn id(&self) -> Option<&str> {
        self.id.clone().map(|place| self.part(place))
    }

    /// The caller's own keys, each with its value as JSON text.
    pub(super) fn extras(&self) -> impl Iterator<Item = (&str, &str)> {
        let extras = self.extras.iter().cloned();
        extras.map(|(key, value)| (self.part(key), self.part(value)))
    }

    fn part(&self, place: Range<usize>) -> &str {
        self.text.get(place).expect("places are of whole texts")
    }
}
