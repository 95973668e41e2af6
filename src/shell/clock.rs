//! The day of an assessment: the one that was asked for, or today.

use chrono::{Local, NaiveDate};

/// The day for which dates among answers are counted.
pub(super) fn day(asked: Option<NaiveDate>) -> NaiveDate {
    asked.unwrap_or_else(|| Local::now().date_naive())
}
