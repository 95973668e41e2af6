//! What a treatment takes: sessions, cost, recovery, upkeep.

use super::{Condition, Text};

/// Tables of rows; in each the first row that matches counts, and one row is for everybody.
#[derive(Debug, Clone)]
pub struct Expectations {
    /// The ranges that every row of a table keeps to, where they are stated.
    pub overall: OverallRanges,
    /// What the source says that a table is built on, where it is told apart.
    pub main: OverallRanges,
    /// Visits to the practitioner.
    pub sessions: Vec<Row<Sessions>>,
    /// Prices, one table for each country; the first country is the default.
    pub cost: Vec<CostTable>,
    /// What was read about prices in countries that have no table.
    pub elsewhere: Vec<PriceNote>,
    /// Days of healing.
    pub recovery: Vec<Row<Recovery>>,
    /// The recovery day by day.
    pub timeline: Vec<Day>,
    /// What to leave alone after a session, and for how long.
    pub limits: Vec<Limit>,
    /// How often it is renewed.
    pub upkeep: Vec<Row<Upkeep>>,
}

impl Expectations {
    /// The place of a country's cost table.
    pub fn place_of(&self, country: &Country) -> Option<usize> {
        let mut tables = self.cost.iter();
        tables.position(|table| table.country == country.code())
    }
}

/// One row of a table.
#[derive(Debug, Clone)]
pub struct Row<Content> {
    /// Names the row within its table.
    pub id: Text,
    /// Whom it is for; everybody if absent.
    pub when: Option<Condition>,
    /// The ranges it promises to be usual.
    pub content: Content,
    /// One sentence that says why.
    pub because: Text,
    /// What it rests on.
    pub support: Support,
}

/// Ranges over the tables that are not about cost.
#[derive(Debug, Clone, Default)]
pub struct OverallRanges {
    /// Of any visits.
    pub sessions: Option<Overall<Sessions>>,
    /// Of any healing.
    pub recovery: Option<Overall<Recovery>>,
    /// Of any upkeep.
    pub upkeep: Option<Overall<Upkeep>>,
}

impl OverallRanges {
    /// What each of them rests on.
    pub fn supports(&self) -> impl Iterator<Item = &Support> {
        let sessions = self.sessions.as_ref().map(|overall| &overall.support);
        let recovery = self.recovery.as_ref().map(|overall| &overall.support);
        let upkeep = self.upkeep.as_ref().map(|overall| &overall.support);
        [sessions, recovery, upkeep].into_iter().flatten()
    }
}

/// Ranges over a table.
#[derive(Debug, Clone)]
pub struct Overall<Content> {
    /// The ranges.
    pub content: Content,
    /// What they rest on.
    pub support: Support,
}

/// Sources and claims behind a statement.
#[derive(Debug, Clone, Default)]
pub struct Support {
    /// Ids of sources, at least one.
    pub sources: Vec<Text>,
    /// Ids of claims, at least one.
    pub claims: Vec<Text>,
}

/// A range of whole numbers, both ends included, the first at most the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The lower end.
    pub min: u32,
    /// The upper end.
    pub max: u32,
}

/// Content of a row that can be widened.
pub trait Cover: Copy {
    /// The smallest ranges that cover both.
    #[must_use]
    fn union(self, other: Self) -> Self;
}

impl Cover for Span {
    fn union(self, other: Self) -> Self {
        Self {
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }
}

/// Visits to the practitioner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sessions {
    /// How many.
    pub visits: Span,
    /// Hours each.
    pub hours: Span,
    /// Days between two visits.
    pub gap_days: Span,
}

impl Cover for Sessions {
    fn union(self, other: Self) -> Self {
        Self {
            visits: self.visits.union(other.visits),
            hours: self.hours.union(other.hours),
            gap_days: self.gap_days.union(other.gap_days),
        }
    }
}

/// Prices in one country.
#[derive(Debug, Clone)]
pub struct CostTable {
    /// Two capital letters, ISO 3166.
    pub country: Text,
    /// Three capital letters, ISO 4217.
    pub currency: Text,
    /// The published range for any treatment, shown around a narrower one.
    pub overall: Cost,
    /// What the source says that the table is built on, where it is told apart.
    pub main: Option<Cost>,
    /// What a later touch-up costs there; `None` if nothing was read about it.
    pub touch_up: Option<TouchUp>,
    /// Rows by area and extent.
    pub rows: Vec<Row<Price>>,
}

/// What a later touch-up costs in a country.
#[derive(Debug, Clone)]
pub struct TouchUp {
    /// Whole units of the table's currency for one touch-up; `None` where no price is published.
    pub amount: Option<Span>,
    /// Who says so, or what is known instead of a price.
    pub because: Text,
    /// What it rests on.
    pub support: Support,
}

/// A country: two capital letters, as in ISO 3166.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country(String);

impl Country {
    /// The country of a code in either case; `None` if it is not two letters. `UK` means `GB`.
    pub fn parse(code: &str) -> Option<Self> {
        let letters = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        let code = code.to_ascii_uppercase();
        letters.then(|| match code.as_str() {
            "UK" => Self("GB".to_owned()),
            _ => Self(code),
        })
    }

    /// Its two letters.
    pub fn code(&self) -> &str {
        &self.0
    }
}

/// What was read about prices in a country, where it does not make a table.
#[derive(Debug, Clone)]
pub struct PriceNote {
    /// Two capital letters, ISO 3166.
    pub country: Text,
    /// What was read, and why it is no price range.
    pub says: Text,
    /// What it rests on.
    pub support: Support,
}

/// A price range with its support.
#[derive(Debug, Clone)]
pub struct Cost {
    /// Whole units of the table's currency.
    pub amount: Span,
    /// What it rests on.
    pub support: Support,
}

/// Price of a whole course, in whole units of the table's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// From the lowest to the highest published figure.
    pub amount: Span,
}

impl Cover for Price {
    fn union(self, other: Self) -> Self {
        Self {
            amount: self.amount.union(other.amount),
        }
    }
}

/// The three horizons of healing, in days after a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recovery {
    /// Until redness has gone.
    pub redness_days: Span,
    /// Until the skin needs no special care.
    pub care_days: Span,
    /// Until sun, pool and sea are fine again.
    pub sun_and_water_days: Span,
}

impl Cover for Recovery {
    fn union(self, other: Self) -> Self {
        Self {
            redness_days: self.redness_days.union(other.redness_days),
            care_days: self.care_days.union(other.care_days),
            sun_and_water_days: self.sun_and_water_days.union(other.sun_and_water_days),
        }
    }
}

/// Some days of the recovery plan.
#[derive(Debug, Clone)]
pub struct Day {
    /// First day, 0 being the day of the session.
    pub from: u32,
    /// Last day, included.
    pub to: u32,
    /// How the skin looks.
    pub look: Text,
    /// What to leave alone.
    pub avoid: Text,
    /// What is fine.
    pub may: Text,
    /// What to look out for, and whom to call then; may hold placeholders.
    pub watch: Option<Text>,
    /// What it rests on.
    pub support: Support,
}

/// Something to leave alone after a session.
#[derive(Debug, Clone)]
pub struct Limit {
    /// What, in a few words, such as "Hard exercise".
    pub what: Text,
    /// For how many days: the shortest and the longest time that sources name.
    pub days: Span,
    /// What it rests on.
    pub support: Support,
}

/// How often the result is renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upkeep {
    /// Months between two touch-ups.
    pub months: Span,
}

impl Cover for Upkeep {
    fn union(self, other: Self) -> Self {
        Self {
            months: self.months.union(other.months),
        }
    }
}
