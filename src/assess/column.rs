//! What each answer to each question leaves possible.

use super::bits::{self, Bits, Words};
use super::left::Left;
use crate::pack::{Clause, Kind, OptionSet, Pack, Question};

/// Boxes of a `many` question that are looked up at once: whatever is ticked of them has its own row.
const BOXES: usize = 6;

/// The ways to tick so many boxes.
const WAYS: usize = 1 << BOXES;

/// What the answers to every question leave possible: rows of bits, one for each clause.
///
/// Answers come without any order, so nothing here branches on them: it would be guessed wrongly.
#[derive(Debug, Clone)]
pub(super) struct Columns<Row, Open, Questions> {
    /// Questions that concern everybody.
    pub(super) everybody: Shapes,
    /// All others: those whose conditions depend on questions before them in this list or on no question
    /// of it, and so on.
    pub(super) others: Vec<Shapes>,
    rows: Vec<Left<Row, Open, Questions>>,
    /// Rows of the clauses of which one must hold if a question is to apply.
    whens: Vec<Row>,
}

/// Questions by their shape: the loops over them are alike all the way.
#[derive(Debug, Clone, Default)]
pub(super) struct Shapes {
    pub(super) ones: Vec<Column>,
    pub(super) few: Vec<Column>,
    pub(super) many: Vec<Column>,
}

/// Where the rows of one question are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// The place of the question in the order of asking.
    pub(super) place: u32,
    /// The row of the clauses of which one must hold if the question is to apply; for everybody, none.
    when: u32,
    /// Where its rows begin. Of a `one` question, one for each option, and one for no answer. Of a `many`
    /// question, one for each way to tick its first boxes, one for "none of these", one for no answer, and
    /// then one for each way to tick further boxes.
    first: u32,
    /// How many options; how many ways to tick all boxes; how many times six boxes beside the first six.
    size: u32,
}

/// How the rows of a question are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A `one` question.
    One,
    /// A `many` question, all boxes of which are looked up at once.
    Few,
    /// A `many` question with more boxes.
    Many,
}

impl<Row: Words, Open: Words, Questions: Words> Columns<Row, Open, Questions> {
    pub(super) fn new(pack: &Pack, whens: &[Option<Bits>], clauses: &[&Clause]) -> Self {
        let mut columns = Self {
            everybody: Shapes::default(),
            others: Vec::new(),
            rows: Vec::new(),
            whens: Vec::new(),
        };
        let mut asked = vec![Vec::new(); pack.questions.len()];
        for (bit, clause) in clauses.iter().enumerate() {
            for requirement in &clause.requirements {
                if let Some(asked) = asked.get_mut(requirement.question.position()) {
                    asked.push((bit, requirement.options));
                }
            }
        }
        let mut levels = vec![0; pack.questions.len()];
        for (((index, question), when), asked) in pack.numbered_questions().zip(whens).zip(asked) {
            let place = index.position();
            let (shape, size) = Shape::of(question);
            let column = Column {
                place: short(place),
                when: short(columns.whens.len()),
                first: short(columns.rows.len()),
                size: short(size),
            };
            let asked = Asked {
                place,
                clauses: asked,
                extent: (clauses.len(), pack.questions.len()),
            };
            columns.add(question, &asked);
            let (Some(bits), Some(when)) = (when, &question.when) else {
                columns.everybody.push(shape, column);
                continue;
            };
            columns.whens.push(Row::of(clauses.len(), bits.each()));
            let parents = when.requirements().map(|parent| parent.question.position());
            let above = parents.filter_map(|parent| levels.get(parent)).max();
            let level = above.copied().unwrap_or(0);
            if let Some(own) = levels.get_mut(place) {
                *own = level + 1;
            }
            if columns.others.len() <= level {
                columns.others.push(Shapes::default());
            }
            if let Some(others) = columns.others.get_mut(level) {
                others.push(shape, column);
            }
        }
        columns
    }

    /// Places of the questions that concern everybody.
    pub(super) fn concerning_everybody(&self) -> impl Iterator<Item = usize> {
        let Shapes { ones, few, many } = &self.everybody;
        [ones, few, many]
            .into_iter()
            .flatten()
            .map(|column| column.place as usize)
    }

    fn add(&mut self, question: &Question, asked: &Asked) {
        let options = (0..question.options.len()).map(OptionSet::single);
        let each = options.map(|option| asked.row(option));
        match question.kind {
            Kind::One => {
                self.rows.extend(each);
                self.rows.push(asked.row(OptionSet::EMPTY));
            }
            Kind::Many => {
                let each: Vec<_> = each.collect();
                let (first, others) = each.split_at(each.len().min(BOXES));
                self.rows.extend(every_way(first));
                self.rows.push(asked.row(OptionSet::NONE_OF_THESE));
                self.rows.push(asked.row(OptionSet::EMPTY));
                let others = others.chunks(BOXES);
                self.rows.extend(others.flat_map(every_way));
            }
        }
    }

    /// Whether one of the clauses can hold that must if a question of `others` is to apply.
    #[inline]
    pub(super) fn meets(&self, column: Column, holding: &impl Words) -> bool {
        let when = self.whens.get(column.when as usize);
        when.is_some_and(|when| holding.meets(when.as_ref()))
    }

    /// Uses the row of an answer.
    ///
    /// The shape is given by itself, so that it need not be looked at for one question after the other.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "words in a call are words in memory, which costs twice the time"
    )]
    pub(super) fn row(
        &self,
        shape: Shape,
        column: Column,
        chosen: OptionSet,
        mut act: impl FnMut(&Left<Row, Open, Questions>),
    ) {
        let first = column.first as usize;
        let size = column.size as usize;
        let mut ticked = chosen.ticked();
        let nothing = usize::from(chosen.is_empty());
        match shape {
            Shape::One => {
                let number = chosen.first().min(size);
                self.rows.get(first + number).into_iter().for_each(act);
            }
            Shape::Few => {
                let number = if ticked == 0 {
                    size + nothing
                } else {
                    way(ticked)
                };
                self.rows.get(first + number).into_iter().for_each(act);
            }
            Shape::Many => {
                let number = if ticked == 0 {
                    WAYS + nothing
                } else {
                    way(ticked)
                };
                let Some(mut left) = self.rows.get(first + number).cloned() else {
                    return;
                };
                for further in 0..size {
                    ticked >>= BOXES;
                    let number = WAYS + 2 + further * WAYS + way(ticked);
                    if let Some(row) = self.rows.get(first + number) {
                        left.add(row);
                    }
                }
                act(&left);
            }
        }
    }
}

impl Shapes {
    fn push(&mut self, shape: Shape, column: Column) {
        match shape {
            Shape::One => self.ones.push(column),
            Shape::Few => self.few.push(column),
            Shape::Many => self.many.push(column),
        }
    }

    /// Does something for each.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "words in a call are words in memory, which costs twice the time"
    )]
    pub(super) fn each(&self, mut act: impl FnMut(Shape, Column)) {
        for &column in &self.ones {
            act(Shape::One, column);
        }
        for &column in &self.few {
            act(Shape::Few, column);
        }
        for &column in &self.many {
            act(Shape::Many, column);
        }
    }
}

impl Shape {
    /// The shape of a question, and its size.
    fn of(question: &Question) -> (Self, usize) {
        let options = question.options.len();
        match question.kind {
            Kind::One => (Self::One, options),
            Kind::Many if options <= BOXES => (Self::Few, 1 << options),
            Kind::Many => (Self::Many, (options - 1) / BOXES),
        }
    }
}

/// How the next six boxes are ticked, as a number below [`WAYS`].
#[inline]
fn way(ticked: u64) -> usize {
    let [low, ..] = ticked.to_le_bytes();
    usize::from(low) % WAYS
}

fn short(number: usize) -> u32 {
    u32::try_from(number).expect("a pack that fits into memory has fewer rows")
}

/// For every way to tick some boxes, what any of those ticked leaves; nothing without any.
fn every_way<Row: Words, Open: Words, Questions: Words>(
    boxes: &[Left<Row, Open, Questions>],
) -> Vec<Left<Row, Open, Questions>> {
    let mut rows: Vec<_> = boxes.iter().take(1).map(Left::emptied).collect();
    for row in boxes {
        for way in 0..rows.len() {
            let mut with = row.clone();
            if let Some(without) = rows.get(way) {
                with.add(without);
            }
            rows.push(with);
        }
    }
    rows
}

/// The clauses that ask one question.
struct Asked {
    /// The place of the question.
    place: usize,
    /// Each by its bit, with the options that fulfil it.
    clauses: Vec<(usize, OptionSet)>,
    /// Clauses and questions of the pack.
    extent: (usize, usize),
}

impl Asked {
    /// What an answer leaves: the clauses that it fulfils, and all that do not ask the question.
    fn row<Row: Words, Open: Words, Questions: Words>(
        &self,
        answer: OptionSet,
    ) -> Left<Row, Open, Questions> {
        let (clauses, questions) = self.extent;
        let mut row = Left::<Row, Open, Questions>::full(clauses, questions);
        let missed = self.clauses.iter();
        let missed = missed.filter(|(_, options)| !options.meets(answer));
        missed.for_each(|&(bit, _)| bits::clear(row.certain.as_mut(), bit));
        if !answer.is_empty() {
            row.possible.keep(row.certain.as_ref());
            bits::clear(row.unanswered.as_mut(), self.place);
        }
        row
    }
}
