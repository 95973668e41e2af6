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
    /// Where the id stands in the text, without its quotes.
    id: Option<Range<usize>>,
    /// Where the caller's own keys, without their quotes, and their values stand in the text.
    extras: Vec<(Range<usize>, Range<usize>)>,
    /// The text, where it is not that of the record itself.
    own_text: Option<String>,
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
            id: None,
            extras: Vec::new(),
            own_text: None,
            seen: vec![0; questions.div_ceil(64)],
            chosen: vec![OptionSet::EMPTY; table.private_options().len()],
        }
    }

    /// Forgets everything.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.choices.clear();
        self.seen.fill(0);
        self.chosen.fill(OptionSet::EMPTY);
        self.id = None;
        self.extras.clear();
        self.own_text = None;
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

    /// Notes where the id stands; `None` if there was one before.
    pub(super) fn set_id(&mut self, place: Range<usize>) -> Option<()> {
        self.id.replace(place).is_none().then_some(())
    }

    /// Notes where a key of the caller's stands, and its value; `None` if it stands there twice, or if
    /// there are so many keys that comparing each with all others would take long.
    pub(super) fn add_extra(
        &mut self,
        text: &[u8],
        key: Range<usize>,
        value: Range<usize>,
    ) -> Option<()> {
        const MOST: usize = 64;
        let mut others = self.extras.iter();
        let is_new = others.len() < MOST
            && others.all(|(other, _)| text.get(other.clone()) != text.get(key.clone()));
        is_new.then(|| self.extras.push((key, value)))
    }

    /// Takes over checked answers.
    pub(super) fn take(&mut self, answers: &Answers) {
        self.clear();
        self.choices.take(answers);
        for question in 0..self.chosen.len() {
            let known = answers.known(QuestionIndex::new(question));
            self.note(question, known.unwrap_or_default());
        }
        let extras = answers
            .extras
            .iter()
            .filter(|(key, _)| key.starts_with("x_"));
        let extras = extras.map(|(key, value)| (key.as_str(), value.as_str()));
        self.keep(answers.id.as_deref(), extras);
    }

    /// Notes an id and the caller's own keys with texts as values.
    pub(super) fn pass_through(&mut self, id: Option<&str>, extras: &[(&str, &str)]) {
        let quoted: Vec<_> = (extras.iter())
            .map(|(_, text)| serde_json::Value::from(*text).to_string())
            .collect();
        let keys = extras.iter().map(|(key, _)| *key);
        self.keep(id, keys.zip(quoted.iter().map(String::as_str)));
    }

    fn keep<'a>(&mut self, id: Option<&str>, extras: impl Iterator<Item = (&'a str, &'a str)>) {
        let mut text = String::new();
        let mut add = |part: &str| {
            let start = text.len();
            text.push_str(part);
            start..text.len()
        };
        self.id = id.map(&mut add);
        self.extras.clear();
        self.extras
            .extend(extras.map(|(key, value)| (add(key), add(value))));
        self.own_text = Some(text);
    }

    /// The id.
    pub(super) fn id<'a>(&'a self, text: &'a [u8]) -> Option<&'a str> {
        self.id.clone().map(|place| self.text(text, place))
    }

    /// The caller's own keys, each with its value as JSON text.
    pub(super) fn extras<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = (&'a str, &'a str)> {
        let extras = self.extras.iter().cloned();
        extras.map(|(key, value)| (self.text(text, key), self.text(text, value)))
    }

    fn text<'a>(&'a self, text: &'a [u8], place: Range<usize>) -> &'a str {
        let text = self.own_text.as_ref().map_or(text, String::as_bytes);
        let part = text.get(place).unwrap_or_default();
        std::str::from_utf8(part).unwrap_or_default()
    }
}
