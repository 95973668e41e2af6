//! A person's choices, as the rows of the table that it chooses.

use std::sync::Arc;

use super::bits;
use crate::pack::{Answers, Kind, OptionSet, Question, QuestionIndex};

/// A person's choices, for one table. Reused for many people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// For each slot of the table the number of the row that is chosen.
    rows: Vec<u32>,
    places: Arc<Places>,
}

/// Where answers count.
#[derive(Debug, PartialEq, Eq)]
struct Places {
    /// For each slot the number of the row where nothing is chosen.
    nothing: Vec<u32>,
    /// For each question where its answers count.
    questions: Vec<Place>,
    /// How many boxes are looked up at once.
    boxes: u32,
}

/// Where the answers to a question count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The slot, or the first of neighboring ones.
    pub(super) slot: usize,
    /// How many rows further the next answer is.
    pub(super) stride: u32,
    pub(super) shape: Shape,
}

/// How an answer is counted. The rows are in the order of [`QuestionClauses::parts`](super::question_clauses::QuestionClauses::parts).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One option of some.
    One,
    /// So many boxes, all of which are looked up at once.
    Few(u32),
    /// More boxes.
    Many,
}

impl Shape {
    pub(super) fn of(question: &Question, boxes: u32) -> Self {
        match (question.kind, u32::try_from(question.options.len())) {
            (Kind::One, _) => Self::One,
            (Kind::Many, Ok(count)) if count <= boxes => Self::Few(count),
            (Kind::Many, _) => Self::Many,
        }
    }
}

impl Choices {
    /// For slots of which each has this row where nothing is chosen.
    pub(super) fn new(nothing: Vec<u32>, questions: Vec<Place>, boxes: u32) -> Self {
        Self {
            rows: nothing.clone(),
            places: Arc::new(Places {
                nothing,
                questions,
                boxes,
            }),
        }
    }

    /// For each slot the row that is chosen.
    pub(super) fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The slot where the answer to a question counts, or the first of neighboring ones.
    pub(super) fn slot(&self, question: QuestionIndex) -> Option<usize> {
        let place = self.places.questions.get(question.position());
        place.map(|place| place.slot)
    }

    /// Forgets everything.
    #[inline]
    pub fn clear(&mut self) {
        self.rows.copy_from_slice(&self.places.nothing);
    }

    /// The choices of another person, for the same table.
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.rows.copy_from_slice(&other.rows);
    }

    /// Notes what is chosen at a question, by its place in the order of asking, that had no answer so far.
    #[inline]
    pub fn choose(&mut self, question: usize, chosen: OptionSet) {
        self.each_row(question, chosen, |row, rows| *row += rows);
    }

    /// Takes back what was chosen at a question, and leaves it without an answer.
    pub(super) fn take_back(&mut self, question: usize, chosen: OptionSet) {
        self.each_row(question, chosen, |row, rows| *row -= rows);
    }

    /// Does something with each slot where an answer counts, and with how many rows further it is there.
    #[inline]
    fn each_row(&mut self, question: usize, chosen: OptionSet, act: impl Fn(&mut u32, u32)) {
        if chosen.is_empty() {
            return;
        }
        let Some(&Place {
            slot,
            stride,
            shape,
        }) = self.places.questions.get(question)
        else {
            return;
        };
        let (boxes, ticked) = (self.places.boxes, chosen.bits());
        let combination = match shape {
            Shape::One => position(chosen.first()) + 1,
            Shape::Few(boxes) if ticked == 0 => 1 << boxes,
            Shape::Few(boxes) => combination(ticked, boxes),
            Shape::Many if ticked == 0 => 1 << boxes,
            Shape::Many => {
                // The boxes after the first ones, so many in each slot.
                let (mut slot, mut further) = (slot + 1, ticked >> boxes);
                while further != 0 {
                    if let Some(row) = self.rows.get_mut(slot) {
                        act(row, combination(further, boxes));
                    }
                    further >>= boxes;
                    slot += 1;
                }
                match combination(ticked, boxes) {
                    0 => (1 << boxes) + 1,
                    combination => combination,
                }
            }
        };
        if let Some(row) = self.rows.get_mut(slot) {
            act(row, combination * stride);
        }
    }

    /// Chooses all that is known.
    pub fn load(&mut self, answers: &Answers) {
        self.load_except(answers, &[]);
    }

    /// The same without the questions of which a bit is set.
    pub(super) fn load_except(&mut self, answers: &Answers, passed_over: &[u64]) {
        self.clear();
        for question in 0..self.places.questions.len() {
            if !bits::is_set(passed_over, question) {
                let chosen = answers.known(QuestionIndex::new(question));
                self.choose(question, chosen.unwrap_or_default());
            }
        }
    }
}

/// The number of the combination of ticked boxes among the next ones, of which there are at most sixteen.
#[inline]
fn combination(ticked: u64, boxes: u32) -> u32 {
    let [low, high, ..] = ticked.to_le_bytes();
    u32::from(u16::from_le_bytes([low, high])) & ((1 << boxes) - 1)
}

#[inline]
fn position(option: usize) -> u32 {
    u32::try_from(option).unwrap_or(u32::MAX)
}
