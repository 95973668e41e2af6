//! What each answer to each question leaves possible.

use super::bits::{self, Bits, Words};
use crate::pack::{Clause, Kind, OptionSet, Pack, Question};

/// Boxes of a `many` question that are looked up at once: whatever is ticked of them has its own row.
const BOXES: usize = 6;

/// The ways to tick so many boxes.
const WAYS: usize = 1 << BOXES;

/// What the answers to every question leave possible: rows of bits, one for each clause.
///
/// Answers come without any order, so nothing here branches on them: it would be guessed wrongly.
#[derive(Debug, Clone)]
pub(super) struct Columns<Row> {
    /// Questions that concern everybody, by their shape: the loops over them are alike all the way.
    pub(super) ones: Vec<Column>,
    pub(super) few: Vec<Column>,
    pub(super) many: Vec<Column>,
    /// All these, one bit for each question by its place.
    pub(super) concerning_everybody: Vec<u64>,
    /// All others: those whose conditions depend on questions before them in this list or on no question
    /// of it, and so on.
    pub(super) others: Vec<Vec<Column>>,
    rows: Vec<Row>,
    /// Rows of the clauses of which one must hold if a question is to apply.
    whens: Vec<Row>,
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
    pub(super) shape: Shape,
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

impl<Row: Words> Columns<Row> {
    pub(super) fn new(pack: &Pack, whens: &[Option<Bits>], clauses: &[&Clause]) -> Self {
        let mut columns = Self {
            ones: Vec::new(),
            few: Vec::new(),
            many: Vec::new(),
            concerning_everybody: vec![0; bits::words_for(pack.questions.len())],
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
                shape,
            };
            columns.add(question, &Asked::new(asked, clauses.len()));
            let (Some(bits), Some(when)) = (when, &question.when) else {
                match shape {
                    Shape::One => columns.ones.push(column),
                    Shape::Few => columns.few.push(column),
                    Shape::Many => columns.many.push(column),
                }
                bits::set(&mut columns.concerning_everybody, place);
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
                columns.others.push(Vec::new());
            }
            if let Some(others) = columns.others.get_mut(level) {
                others.push(column);
            }
        }
        columns
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
                let each: Vec<Row> = each.collect();
                let (first, others) = each.split_at(each.len().min(BOXES));
                self.rows.extend(every_way(first, &asked.blank()));
                self.rows.push(asked.row(OptionSet::NONE_OF_THESE));
                self.rows.push(asked.row(OptionSet::EMPTY));
                let others = others.chunks(BOXES);
                self.rows
                    .extend(others.flat_map(|boxes| every_way(boxes, &asked.blank())));
            }
        }
    }

    /// Whether one of the clauses can hold that must if a question of `others` is to apply.
    #[inline]
    pub(super) fn meets(&self, column: Column, holding: &impl Words) -> bool {
        let when = self.whens.get(column.when as usize);
        when.is_some_and(|when| holding.meets(when.as_ref()))
    }

    /// Keeps the clauses that an answer leaves; of those that are possible, all if it is open.
    ///
    /// The shape is given by itself, so that it need not be looked at for one question after the other.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "words in a call are words in memory, which costs twice the time"
    )]
    pub(super) fn keep(
        &self,
        shape: Shape,
        column: Column,
        chosen: OptionSet,
        is_open: bool,
        (certain, possible): (&mut Row, &mut impl Words),
    ) {
        let mut ticked = chosen.ticked();
        let first_boxes = way(ticked);
        let size = column.size as usize;
        match shape {
            Shape::One => {
                let number = chosen.first().min(size);
                if let Some(row) = self.row(column, number) {
                    certain.keep(row.as_ref());
                    possible.keep_unless(row.as_ref(), is_open);
                }
            }
            Shape::Few => {
                let nothing = size + usize::from(chosen.is_empty());
                let number = if ticked == 0 { nothing } else { first_boxes };
                if let Some(row) = self.row(column, number) {
                    certain.keep(row.as_ref());
                    possible.keep_unless(row.as_ref(), is_open);
                }
            }
            Shape::Many => {
                let nothing = WAYS + usize::from(chosen.is_empty());
                let number = if ticked == 0 { nothing } else { first_boxes };
                let mut left = certain.emptied();
                if let Some(row) = self.row(column, number) {
                    left.add(row.as_ref());
                }
                for further in 0..size {
                    ticked >>= BOXES;
                    let number = WAYS + 2 + further * WAYS + way(ticked);
                    if let Some(row) = self.row(column, number) {
                        left.add(row.as_ref());
                    }
                }
                certain.keep(left.as_ref());
                possible.keep_unless(left.as_ref(), is_open);
            }
        }
    }

    #[inline]
    fn row(&self, column: Column, number: usize) -> Option<&Row> {
        self.rows.get(column.first as usize + number)
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
fn every_way<Row: Words>(boxes: &[Row], blank: &Row) -> Vec<Row> {
    let mut rows = vec![blank.clone()];
    for row in boxes {
        for way in 0..rows.len() {
            let mut with = row.clone();
            if let Some(without) = rows.get(way) {
                with.add(without.as_ref());
            }
            rows.push(with);
        }
    }
    rows
}

/// The clauses that ask one question.
struct Asked {
    /// Each by its bit, with the options that fulfil it.
    clauses: Vec<(usize, OptionSet)>,
    /// Clauses of the pack.
    count: usize,
}

impl Asked {
    fn new(clauses: Vec<(usize, OptionSet)>, count: usize) -> Self {
        Self { clauses, count }
    }

    fn blank<Row: Words>(&self) -> Row {
        Row::of(self.count, std::iter::empty())
    }

    /// The clauses that an answer leaves: those that it fulfils, and all that do not ask the question.
    fn row<Row: Words>(&self, answer: OptionSet) -> Row {
        let mut row = Row::full(self.count);
        for &(bit, options) in &self.clauses {
            if !options.meets(answer) {
                bits::clear(row.as_mut(), bit);
            }
        }
        row
    }
}
