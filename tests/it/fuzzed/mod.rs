//! What holds of every input, whatever its bytes: the targets of `fuzz/`, which `cargo test` runs as well.
//!
//! Each target takes any bytes and panics if something does not hold. Coverage-guided fuzzing looks for
//! such bytes, and [`crate::corpus`] runs what was found so far through the same functions.

mod answers;
pub(crate) mod changes;
mod columns;
mod cut;
pub(crate) mod deciding;
mod markup;
mod pack;
pub(crate) mod record;
mod response;
mod sheet;
pub(crate) mod shown;
pub(crate) mod sweep;
pub(crate) mod table;
mod workbook;
mod writers;

use std::sync::LazyLock;

use chrono::NaiveDate;
use smp_suitability::assess::Table;
use smp_suitability::load;
use smp_suitability::pack::Pack;

/// Runs any bytes through one part of the program.
pub(crate) type Target = fn(&[u8]);

/// Every target with its name.
pub(crate) const TARGETS: [(&str, Target); 11] = [
    ("answers", answers::target),
    ("columns", columns::target),
    ("cut", cut::target),
    ("pack", pack::target),
    ("record", record::target),
    ("response", response::target),
    ("sheet", sheet::target),
    ("sweep", sweep::target),
    ("table", table::target),
    ("workbook", workbook::target),
    ("writers", writers::target),
];

/// The built-in pack, compiled once; dates are counted for the same day each time.
pub(crate) fn builtin() -> &'static Table<'static> {
    static PACK: LazyLock<Pack> =
        LazyLock::new(|| load::pack(&load::builtin()).expect("the built-in pack is sound"));
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        let day = NaiveDate::from_ymd_opt(2026, 11, 30).expect("the day exists");
        Table::new(&PACK).on(day)
    });
    &TABLE
}
