//! Sets of answers whose expectations change.

use super::pairing::Side;
use super::query::{ComparisonQuery, Rows};
use super::questions::Joint;
use super::sweep::{Found, JointSweep};
use crate::pack::{Condition, CostTable, Cover, Row};
use crate::space::TooEntangled;

/// A table of expectations that is not alike in both packs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeChange {
    /// Which table.
    pub table: RangeTable,
    /// The answers with which it says something else.
    pub found: Found,
}

/// A table of expectations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RangeTable {
    /// Visits.
    Sessions,
    /// Prices in a country that both packs have.
    Cost(String),
    /// Healing.
    Recovery,
    /// Renewal.
    Upkeep,
}

pub(super) fn range_changes(joint: &Joint) -> Result<Vec<RangeChange>, TooEntangled> {
    let [old, new] = Side::BOTH.map(|side| &joint.pack(side).expectations);
    let mut changes = Vec::new();
    let mut note = |table, found: Option<Found>| {
        changes.extend(found.map(|found| RangeChange { table, found }));
    };
    let sessions = changed(joint, [&old.sessions, &new.sessions])?;
    note(RangeTable::Sessions, sessions);
    for before in &old.cost {
        let twin = new
            .cost
            .iter()
            .find(|after| after.country == before.country);
        if let Some(after) = twin {
            let prices = prices(joint, before, after)?;
            note(RangeTable::Cost(before.country.to_string()), prices);
        }
    }
    note(
        RangeTable::Recovery,
        changed(joint, [&old.recovery, &new.recovery])?,
    );
    note(
        RangeTable::Upkeep,
        changed(joint, [&old.upkeep, &new.upkeep])?,
    );
    Ok(changes)
}

/// In another currency, every price is another.
fn prices(
    joint: &Joint,
    before: &CostTable,
    after: &CostTable,
) -> Result<Option<Found>, TooEntangled> {
    if before.currency == after.currency {
        return changed(joint, [&before.rows, &after.rows]);
    }
    let mut sweep = JointSweep::new(joint, &ComparisonQuery::new())?;
    Ok(Some(sweep.found(|_, _| true)))
}

/// The answers for which two tables give other ranges; `None` if the tables are alike.
fn changed<Content: Cover + PartialEq>(
    joint: &Joint,
    tables: [&[Row<Content>]; 2],
) -> Result<Option<Found>, TooEntangled> {
    let whens = Side::BOTH.map(|side| -> Vec<Option<Condition>> {
        let whens = side.of(&tables).iter().map(|row| row.when.as_ref());
        whens
            .map(|when| Some(joint.condition(side, when?)))
            .collect()
    });
    let [old, new] = &whens;
    let [old_rows, new_rows] = tables;
    let same_ranges = old_rows.len() == new_rows.len()
        && (old_rows.iter().zip(new_rows)).all(|(old, new)| old.content == new.content);
    let mut asked = old.iter().flatten();
    if old == new && same_ranges && asked.all(|when| joint.asks_the_same(when)) {
        return Ok(None);
    }
    let mut query = ComparisonQuery::new();
    query.tables = vec![Rows(whens)];
    let mut sweep = JointSweep::new(joint, &query)?;
    Ok(Some(sweep.found(|state, _| {
        state
            .tables()
            .any(|[old, new]| hull(old_rows, &old) != hull(new_rows, &new))
    })))
}

fn hull<Content: Cover>(rows: &[Row<Content>], counting: &[usize]) -> Option<Content> {
    let counting = counting.iter().filter_map(|&row| rows.get(row));
    counting.map(|row| row.content).reduce(Cover::union)
}
