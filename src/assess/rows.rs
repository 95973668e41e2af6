//! The rows of the expectation tables, compiled: which of them count for a person.

use super::bits::Bits;
use super::clauses::Clauses;
use super::reading::Reading;
use crate::pack::{Expectations, Row};

/// The conditions of every row, table by table.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    pub(super) sessions: Vec<Option<Bits>>,
    pub(super) cost: Vec<Vec<Option<Bits>>>,
    pub(super) recovery: Vec<Option<Bits>>,
    pub(super) upkeep: Vec<Option<Bits>>,
    /// The clauses of the sessions, first cost and recovery tables, if all are in the first word.
    pub(super) first_country: Option<u64>,
}

impl Rows {
    pub(super) fn new<'pack>(
        expectations: &'pack Expectations,
        clauses: &mut Clauses<'pack>,
    ) -> Self {
        let mut rows = Self {
            sessions: compiled(&expectations.sessions, clauses),
            cost: (expectations.cost.iter())
                .map(|table| compiled(&table.rows, clauses))
                .collect(),
            recovery: compiled(&expectations.recovery, clauses),
            upkeep: compiled(&expectations.upkeep, clauses),
            first_country: None,
        };
        let first = [&rows.sessions, &rows.recovery]
            .into_iter()
            .chain(rows.cost.first());
        let first = first.flatten().flatten().flat_map(|bits| bits.each());
        rows.first_country = first
            .map(|bit| 1_u64.checked_shl(u32::try_from(bit).ok()?))
            .try_fold(0, |all, bit| Some(all | bit?));
        rows
    }

    /// The conditions of all rows that have one.
    pub(super) fn conditions(&self) -> impl Iterator<Item = Bits> {
        let tables = [&self.sessions, &self.recovery, &self.upkeep];
        let tables = tables.into_iter().chain(&self.cost);
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
    let mut is_over = false;
    let rows = rows.iter().enumerate();
    rows.map_while(move |(place, when)| {
        if is_over {
            return None;
        }
        let (counts, is_last) = when.map_or((true, true), |when| {
            (reading.is_possible(when), reading.is_certain(when))
        });
        is_over = is_last;
        Some(counts.then_some(place))
    })
    .flatten()
}
