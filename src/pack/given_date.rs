//! Dates in the place of options: a day, or a month of which only the last day counts.
//!
//! For example, `2026-08-31` is six whole months before February 28, 2027: a month that has no such day ends
//! with its last one.

use std::fmt;

use chrono::{Datelike as _, Months, NaiveDate};

/// A date that a person gave as an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GivenDate {
    /// The day; of a month, its last.
    day: NaiveDate,
    is_month: bool,
}

impl GivenDate {
    /// Reads exactly `2026-03-14` or `2026-03`; `None` for any other text, and for a day that does not exist.
    pub fn parse(written: &str) -> Option<Self> {
        let is_month = written.len() == 7;
        let day = if is_month {
            let first = NaiveDate::parse_from_str(&format!("{written}-01"), "%Y-%m-%d").ok()?;
            let next = first.checked_add_months(Months::new(1))?;
            next.pred_opt()?
        } else {
            NaiveDate::parse_from_str(written, "%Y-%m-%d").ok()?
        };
        let date = Self { day, is_month };
        (date.to_string() == written).then_some(date)
    }

    /// The whole months that have passed on a day; `None` if the date is later. Of a month that has not ended,
    /// none has passed.
    pub fn months_until(self, on: NaiveDate) -> Option<u32> {
        let months_of = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
        let months = u32::try_from(months_of(on) - months_of(self.day)).ok()?;
        if self.day > on {
            return (self.is_month && months == 0).then_some(0);
        }
        let is_whole = self.day_after(months).is_some_and(|day| day <= on);
        Some(if is_whole { months } else { months - 1 })
    }

    /// The first day on which this number of months has passed.
    pub fn day_after(self, months: u32) -> Option<NaiveDate> {
        self.day.checked_add_months(Months::new(months))
    }
}

/// As it was written.
impl fmt::Display for GivenDate {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let form = if self.is_month { "%Y-%m" } else { "%Y-%m-%d" };
        write!(f, "{}", self.day.format(form))
    }
}
