//! What the answers to every question leave possible: rows of bits, one bit for each clause.
//!
//! Each slot holds rows of which the answers choose one. Small questions share a slot, which then has a
//! row for every combination of their answers, numbered as digits of a mixed-radix number: a person is
//! read with fewer lookups.
//!
//! ```text
//! question A: unknown, a0, a1 (3 rows, stride 1)    question B: unknown, b0 (2 rows, stride 3)
//! A = a1, B = b0                                    row 2 · 1 + 1 · 3 = 5 of the slot's 6 rows
//! ```

use std::cmp::Reverse;

use super::answer_mask::AnswerMask;
use super::bits::Bitset;
use super::choices::{Choices, Place, Shape};
use super::inapplicable::InapplicableMask;
use super::question_clauses::QuestionClauses;
use crate::pack::{Clause, Pack};

/// The rows of every slot.
#[derive(Debug, Clone)]
pub(super) struct Slots<Row, Open, Questions> {
    /// The slots before this one hold whole answers.
    whole: usize,
    /// So many questions come next whose answers have two parts, each in a slot.
    pairs: usize,
    /// How many slots each further question takes, whose answers have more parts.
    parts: Vec<usize>,
    /// The rows of all slots.
    rows: Vec<CacheAligned<AnswerMask<Row, Open, Questions>>>,
    /// For each row the clauses that can hold, those of rules as well.
    possible: Vec<Row>,
}

/// Alone in what a processor fetches at once, if it is short.
#[derive(Debug, Clone)]
#[repr(align(64))]
struct CacheAligned<Content>(Content);

/// How large slots are: rows take time to make, and save time for each person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// Boxes of a `many` question that are looked up at once: each combination of them has a row. At most
    /// sixteen.
    boxes: u32,
    /// Questions share a slot while it has no more rows than this.
    rows: usize,
}

impl Sizes {
    /// To read few people.
    pub(super) const SMALL: Self = Self { boxes: 3, rows: 1 };
    /// To read many people.
    pub(super) const LARGE: Self = Self {
        boxes: 10,
        rows: 512,
    };
}

/// The rows of one slot, before they have a place.
type UnplacedRows<Row, Questions> = Vec<AnswerMask<Row, Row, Questions>>;

impl<Row: Bitset, Open: Bitset, Questions: Bitset> Slots<Row, Open, Questions> {
    /// The slots of a pack, and the choice of nothing. What the answers of a row close by themselves is
    /// closed in it.
    pub(super) fn new(
        pack: &Pack,
        asked: &[QuestionClauses],
        closed: &[InapplicableMask<Row>],
        sizes: Sizes,
    ) -> (Self, Choices) {
        let mut wholes: Vec<UnplacedRows<Row, Questions>> = Vec::new();
        let mut split = Vec::new();
        let mut places = Vec::new();
        let questions = pack.questions.iter().zip(asked).enumerate();
        let mut questions: Vec<_> = questions
            .map(|(number, (question, asked))| {
                let shape = Shape::of(question, sizes.boxes);
                let parts = asked.parts(question, sizes.boxes as usize);
                (number, shape, parts)
            })
            .collect();
        questions.sort_by_key(|(_, _, parts)| Reverse(parts.iter().map(Vec::len).sum::<usize>()));
        for (number, shape, mut parts) in questions {
            if parts.len() > 1 {
                split.push((number, shape, parts));
            } else if let Some(rows) = parts.pop() {
                let (slot, stride) = shared(&mut wholes, rows, sizes.rows);
                let place = Place {
                    slot,
                    stride: to_u32(stride),
                    shape,
                };
                places.push((number, place));
            }
        }
        let rows = wholes.iter_mut().flatten();
        rows.for_each(|row| InapplicableMask::keep_possible(closed, &mut row.possible));
        split.sort_by_key(|(_, _, parts)| parts.len());
        let of_split = split.iter().flat_map(|(_, _, parts)| parts);
        let count = wholes.iter().chain(of_split).map(Vec::len).sum();
        let mut slots = Self {
            whole: wholes.len(),
            pairs: 0,
            parts: Vec::new(),
            rows: Vec::with_capacity(count),
            possible: Vec::with_capacity(count),
        };
        let mut nothing: Vec<_> = wholes.into_iter().map(|rows| slots.add(rows)).collect();
        for (number, shape, parts) in split {
            let place = Place {
                slot: nothing.len(),
                stride: 1,
                shape,
            };
            places.push((number, place));
            match parts.len() {
                2 => slots.pairs += 1,
                more => slots.parts.push(more),
            }
            nothing.extend(parts.into_iter().map(|rows| slots.add(rows)));
        }
        places.sort_by_key(|(number, _)| *number);
        let places = places.into_iter().map(|(_, place)| place).collect();
        (slots, Choices::new(nothing, places, sizes.boxes))
    }

    /// Adds the rows of a slot, and gives the number of the first.
    fn add(&mut self, rows: UnplacedRows<Row, Questions>) -> u32 {
        let first = to_u32(self.rows.len());
        for row in rows {
            let mut open = Open::full(row.possible.as_ref().len() * 64);
            open.and_assign(row.possible.as_ref());
            self.rows.push(CacheAligned(AnswerMask {
                certain: row.certain,
                possible: open,
                unanswered: row.unanswered,
            }));
            self.possible.push(row.possible);
        }
        first
    }

    /// Returns true if rows close a question if these clauses, those of its condition, cannot hold: they do if all
    /// ask questions of one slot that concern every person, so that nothing else makes them impossible.
    pub(super) fn closes(&self, nothing: &Choices, pack: &Pack, clauses: &[&Clause]) -> bool {
        let requirements = clauses.iter().flat_map(|clause| &clause.requirements);
        let mut slots = requirements.map(|requirement| {
            let question = requirement.question;
            let concerns_everybody = pack.question(question).when.is_none();
            let slot = nothing.slot(question);
            slot.filter(|slot| concerns_everybody && *slot < self.whole)
        });
        let first = slots.next().flatten();
        first.is_some() && slots.all(|slot| slot == first)
    }

    /// What all answers leave of what there is before any.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "words in a call are words in memory, which costs twice the time"
    )]
    pub(super) fn left(
        &self,
        choices: &Choices,
        full: &AnswerMask<Row, Open, Questions>,
    ) -> AnswerMask<Row, Open, Questions> {
        let mut left = full.clone();
        let add = |row: &mut CacheAligned<AnswerMask<_, _, _>>, other: &CacheAligned<_>| {
            row.0.or_assign(&other.0);
        };
        self.chosen(&self.rows, choices, add, |row| left.and_assign(&row.0));
        left
    }

    /// The clauses that all answers leave possible, if unanswered questions concern the person.
    pub(super) fn keep_possible(&self, choices: &Choices, possible: &mut Row) {
        let add = |row: &mut Row, other: &Row| row.or_assign(other.as_ref());
        self.chosen(&self.possible, choices, add, |row| {
            possible.and_assign(row.as_ref());
        });
    }

    /// Does something with the row of each answer.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "words in a call are words in memory, which costs twice the time"
    )]
    fn chosen<Kept: Clone>(
        &self,
        rows: &[Kept],
        choices: &Choices,
        add: impl Fn(&mut Kept, &Kept),
        mut act: impl FnMut(&Kept),
    ) {
        let row = |number: u32| rows.get(number as usize);
        let (wholes, split) = choices.rows().split_at(self.whole);
        let (pairs, mut parts) = split.split_at(2 * self.pairs);
        for &number in wholes {
            let Some(row) = row(number) else { break };
            act(row);
        }
        let (pairs, _) = pairs.as_chunks();
        for &[first, second] in pairs {
            let (Some(first), Some(second)) = (row(first), row(second)) else {
                break;
            };
            let mut whole = first.clone();
            add(&mut whole, second);
            act(&whole);
        }
        for &count in &self.parts {
            let (own, others) = parts.split_at(count);
            parts = others;
            let mut own = own.iter().filter_map(|&number| row(number));
            if let Some(mut whole) = own.next().cloned() {
                own.for_each(|part| add(&mut whole, part));
                act(&whole);
            }
        }
    }
}

/// Finds a slot for the rows of a question, the fullest that has room or a new one. The second number is
/// how many rows of it share an answer to the question.
fn shared<Row: Bitset, Questions: Bitset>(
    slots: &mut Vec<UnplacedRows<Row, Questions>>,
    rows: UnplacedRows<Row, Questions>,
    most: usize,
) -> (usize, usize) {
    let with_room = slots
        .iter_mut()
        .enumerate()
        .filter(|(_, slot)| slot.len() * rows.len() <= most);
    if let Some((number, slot)) = with_room.max_by_key(|(_, slot)| slot.len()) {
        let stride = slot.len();
        *slot = combined(slot, &rows);
        return (number, stride);
    }
    slots.push(rows);
    (slots.len() - 1, 1)
}

/// A row for every combination of two.
fn combined<Row: Bitset, Questions: Bitset>(
    inner: &UnplacedRows<Row, Questions>,
    outer: &UnplacedRows<Row, Questions>,
) -> UnplacedRows<Row, Questions> {
    let mut rows = Vec::with_capacity(inner.len() * outer.len());
    for outer in outer {
        rows.extend(inner.iter().cloned());
        rows.iter_mut()
            .rev()
            .take(inner.len())
            .for_each(|row| row.and_assign(outer));
    }
    rows
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).expect("a pack that fits into memory has fewer rows")
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rows = UnplacedRows<Vec<u64>, Vec<u64>>;

    fn rows(count: usize) -> Rows {
        vec![AnswerMask::full(300, 70); count]
    }

    #[test]
    fn questions_share_a_slot_while_it_has_room() {
        let mut slots: Vec<Rows> = Vec::new();
        let placed = [8, 9, 8, 7].map(|count| shared(&mut slots, rows(count), 64));
        assert_eq!(placed, [(0, 1), (1, 1), (0, 8), (1, 9)]);
        assert_eq!(slots.iter().map(Vec::len).collect::<Vec<_>>(), [64, 63]);
    }

    #[test]
    fn a_row_is_as_wide_as_the_pack_has_clauses() {
        let mut slots: Slots<Vec<u64>, Vec<u64>, Vec<u64>> = Slots {
            whole: 1,
            pairs: 0,
            parts: Vec::new(),
            rows: Vec::new(),
            possible: Vec::new(),
        };
        assert_eq!(slots.add(rows(3)), 0);
        assert_eq!(slots.add(rows(1)), 3);
        for (CacheAligned(added), row) in slots.rows.iter().zip(rows(4)) {
            assert_eq!(added.possible, row.possible);
        }
    }
}
