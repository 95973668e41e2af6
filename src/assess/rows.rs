//! The rows of the expectation tables, compiled: which of them count for a person.

use super::bits::Bits;
use super::clauses::Clauses;
use super::reading::Reading;
use crate::pack::{Country, Expectations, Row, RowMatch, could_be_first};

/// The conditions of every row, table by table.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    pub(super) sessions: Vec<Option<Bits>>,
    pub(super) cost: Vec<Vec<Option<Bits>>>,
    pub(super) recovery: Vec<Option<Bits>>,
    pub(super) upkeep: Vec<Option<Bits>>,
    /// The place of the cost table that counts unless another country is asked for.
    pub(super) country: usize,
    /// The clauses of the sessions, recovery and that cost table, if all are in the first two words.
    pub(super) of_country: Option<[u64; 2]>,
}

impl Rows {
    pub(super) fn new<'pack>(
        expectations: &'pack Expectations,
        country: Option<&Country>,
        clauses: &mut Clauses<'pack>,
    ) -> Self {
        let mut rows = Self {
            sessions: compiled(&expectations.sessions, clauses),
            cost: (expectations.cost.iter())
                .map(|table| compiled(&table.rows, clauses))
                .collect(),
            recovery: compiled(&expectations.recovery, clauses),
            upkeep: compiled(&expectations.upkeep, clauses),
            country: country
                .and_then(|country| expectations.place_of(country))
                .unwrap_or(0),
            of_country: None,
        };
        let counting = [&rows.sessions, &rows.recovery]
            .into_iter()
            .chain(rows.cost.get(rows.country))
            .flatten()
            .flatten()
            .flat_map(|bits| bits.each());
        let mut words = [0; 2];
        let are_few = counting.fold(true, |are_few, bit| match words.get_mut(bit / 64) {
            Some(word) => {
                *word |= 1 << (bit % 64);
                are_few
            }
            None => false,
        });
        rows.of_country = are_few.then_some(words);
        rows
    }

    /// The conditions of all rows that have one.
    pub(super) fn conditions(&self) -> impl Iterator<Item = Bits> {
        let tables = [&self.sessions, &self.recovery, &self.upkeep]
            .into_iter()
            .chain(&self.cost);
        tables.flatten().copied().flatten()
    }
}

fn compiled<'pack, Content>(
    rows: &'pack [Row<Content>],
    clauses: &mut Clauses<'pack>,
) -> Vec<Option<Bits>> {
    let conditions = rows.iter().map(|row| row.when.as_ref());
    conditions.map(|when| clauses.add_any(when)).collect()
}

/// Places of the rows that could be the first to match: up to the first that certainly does.
pub(super) fn counting(rows: &[Option<Bits>], reading: &Reading) -> impl Iterator<Item = usize> {
    let rows = rows.iter().enumerate().map(|(place, when)| {
        let matches = when.map_or(RowMatch::decided(true), |when| RowMatch {
            is_possible: reading.is_possible(when),
            is_certain: reading.is_certain(when),
        });
        (place, matches)
    });
    could_be_first(rows)
}
