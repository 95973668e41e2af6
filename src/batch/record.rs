//! One record: where it begins, what it says, and what the rules make of it.

use std::ops::Range;

use chrono::NaiveDate;

use crate::assess::{Choices, PublicTime, Table};
use crate::pack::{Answers, OptionSet, QuestionIndex, Verdict};

/// Where a record begins in its file, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The line.
    pub line: usize,
    /// The column in characters; of a row of a table, the cell.
    pub column: usize,
}

impl Start {
    /// The place after a text that begins here, counting lines and characters.
    #[must_use]
    pub fn after(self, text: &[u8]) -> Self {
        let lines = memchr::memchr_iter(b'\n', text).count();
        let last = memchr::memrchr(b'\n', text).map_or(0, |newline| newline + 1);
        let tail = text.get(last..).unwrap_or_default();
        let characters = tail.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
        Self {
            line: self.line + lines,
            column: characters + if lines > 0 { 1 } else { self.column },
        }
    }
}

/// How private answers are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Private {
    /// Named to the person only.
    #[default]
    Withheld,
    /// Named like all others.
    Shown,
}

/// What a record says. It is used again for each record, so that most need no memory of their own.
#[derive(Debug, Clone)]
pub(super) struct Record {
    /// The options chosen at each question.
    pub(super) choices: Choices,
    /// The id, and the caller's own keys and their values, one after the other.
    text: String,
    id: Option<Range<usize>>,
    /// Keys without quotes, values as JSON.
    extras: Vec<(Range<usize>, Range<usize>)>,
    /// Places of the questions whose answers were passed over since they do not apply.
    pub(super) ignored: Vec<usize>,
    /// Questions that were answered, one bit each.
    seen: Vec<u64>,
    /// The options chosen at each question; empty if the pack has no private options, so that a record
    /// of such a pack costs nothing more.
    chosen: Vec<OptionSet>,
}

impl Record {
    /// A record without answers to the questions of a table.
    pub(super) fn new(table: &Table) -> Self {
        let questions = table.pack().questions.len();
        Self {
            choices: table.choices(),
            text: String::new(),
            id: None,
            extras: Vec::new(),
            ignored: Vec::new(),
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
        self.ignored.clear();
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
        self.choices.load(answers);
        for question in 0..self.chosen.len() {
            let known = answers.known(QuestionIndex::new(question));
            self.note(question, known.unwrap_or_default());
        }
        self.id = answers.id.as_deref().map(|id| self.keep(id));
        let ignored = answers.ignored.iter().copied();
        self.ignored.extend(ignored.map(QuestionIndex::position));
        for (key, value) in &answers.extras {
            if key != "$schema" {
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

/// What the rules make of a record, as far as it may be shown.
#[derive(Debug)]
pub(super) struct RecordResult {
    pub(super) verdict: Verdict,
    /// The score, unless it could give away a private answer.
    pub(super) score: Option<i32>,
    /// Places of the rules that fired, in the order of findings.
    pub(super) fired: Vec<usize>,
    /// Those of them that a doctor's approval has turned into cautions.
    pub(super) cleared: Vec<usize>,
    /// Places of the open questions, in the order of asking.
    pub(super) open: Vec<usize>,
    /// How many safety questions are open, including those that are not listed.
    pub(super) open_safety: u32,
    /// The verdicts of findings that are withheld since they are private; `None` if nothing is withheld.
    pub(super) withheld: Option<Vec<Verdict>>,
    /// What dates among the answers come to, as far as it may be shown; `None` if there are none.
    pub(super) time: Option<PublicTime>,
}

impl RecordResult {
    /// The first day on which dates among the answers make the verdict better.
    pub(super) fn better_on(&self) -> Option<NaiveDate> {
        Some(self.time?.better_on?.date)
    }

    /// Returns true if a safety question is open whose answer could still make the verdict worse.
    ///
    /// What the open answers can really lead to would take a search for each record. This takes none, and
    /// errs on the side of caution.
    pub(super) fn is_so_far(&self) -> bool {
        self.open_safety > 0 && !self.verdict.is_worst()
    }
}

/// Stands for withheld findings without a verdict, and for withheld answers that change nothing.
pub(super) const NOTE: &str = "note";

/// The ids that say what is withheld: its verdicts, or a note that there is something.
pub(super) fn withheld_ids(withheld: &[Verdict]) -> impl Iterator<Item = &'static str> {
    let note = withheld.is_empty().then_some(NOTE);
    withheld.iter().map(|verdict| verdict.id()).chain(note)
}
