//! What a treatment takes: sessions, cost, recovery, upkeep.

use super::{Condition, Text};

/// First-match tables of ranges. The last row of each table matches every person.
#[derive(Debug, Clone)]
pub struct Expectations {
    /// The ranges that no row of a table may exceed, where the pack states them.
    pub overall: OverallRanges,
    /// What the main source of each table says, where the pack states it.
    pub main: OverallRanges,
    /// Number, length and spacing of visits.
    pub sessions: Vec<Row<Sessions>>,
    /// Prices, one table per country; the first country is the default.
    pub cost: Vec<CostTable>,
    /// What is known about prices in countries without a table.
    pub elsewhere: Vec<PriceNote>,
    /// How long healing takes.
    pub recovery: Vec<Row<Recovery>>,
    /// The recovery day by day.
    pub timeline: Vec<Day>,
    /// Activities to avoid after a session, and for how long.
    pub limits: Vec<Limit>,
    /// How often the result is renewed.
    pub upkeep: Vec<Row<Upkeep>>,
}

impl Expectations {
    /// The position of a country's table in `cost`.
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
    /// The people it applies to; all people if absent.
    pub when: Option<Condition>,
    /// The ranges to expect.
    pub content: Content,
    /// One sentence that says why.
    pub because: Text,
    /// Sources and claims behind it.
    pub support: Support,
}

/// One stated range for each of the three tables without prices.
#[derive(Debug, Clone, Default)]
pub struct OverallRanges {
    /// For `sessions`.
    pub sessions: Option<Overall<Sessions>>,
    /// For `recovery`.
    pub recovery: Option<Overall<Recovery>>,
    /// For `upkeep`.
    pub upkeep: Option<Overall<Upkeep>>,
}

impl OverallRanges {
    /// The support of every stated range.
    pub fn supports(&self) -> impl Iterator<Item = &Support> {
        let sessions = self.sessions.as_ref().map(|overall| &overall.support);
        let recovery = self.recovery.as_ref().map(|overall| &overall.support);
        let upkeep = self.upkeep.as_ref().map(|overall| &overall.support);
        [sessions, recovery, upkeep].into_iter().flatten()
    }
}

/// A range for a whole table, with its support.
#[derive(Debug, Clone)]
pub struct Overall<Content> {
    /// The ranges that no row may exceed, or those of the main source.
    pub content: Content,
    /// Sources and claims behind it.
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
    /// Lowest number.
    pub min: u32,
    /// Highest number.
    pub max: u32,
}

/// Content of a row: ranges that can be combined.
pub trait Cover: Copy {
    /// Makes the content from the range under each key; `None` if one is missing.
    fn read(range: impl Fn(&'static str) -> Option<Span>) -> Option<Self>;

    /// The smallest ranges that contain both.
    #[must_use]
    fn union(self, other: Self) -> Self;
}

/// Declares the content of the rows of a table: each range is a field, and in files a key of the same name.
macro_rules! ranges {
    ($(#[$about:meta])* $name:ident { $($(#[$says:meta])* $range:ident,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name {
            $($(#[$says])* pub $range: Span,)+
        }

        impl Cover for $name {
            fn read(range: impl Fn(&'static str) -> Option<Span>) -> Option<Self> {
                Some(Self {
                    $($range: range(stringify!($range))?,)+
                })
            }

            fn union(self, other: Self) -> Self {
                Self {
                    $($range: self.$range.union(other.$range),)+
                }
            }
        }
    };
}

impl Span {
    /// The smallest range that contains both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }
}

ranges! {
    /// Visits to the practitioner.
    Sessions {
        /// Number of visits.
        visits,
        /// Hours per visit.
        hours,
        /// Days between two visits.
        gap_days,
    }
}

/// Prices in one country.
#[derive(Debug, Clone)]
pub struct CostTable {
    /// Two capital letters, ISO 3166.
    pub country: Text,
    /// Three capital letters, ISO 4217.
    pub currency: Text,
    /// The published range for any treatment; a page shows it around a narrower one.
    pub overall: Cost,
    /// What the main source of the table says, where the pack states it.
    pub main: Option<Cost>,
    /// What a later touch-up costs there; `None` if no source mentions it.
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
    /// Sources and claims behind it.
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

/// What is known about prices in a country, where it is not enough for a table.
#[derive(Debug, Clone)]
pub struct PriceNote {
    /// Two capital letters, ISO 3166.
    pub country: Text,
    /// What was read, and why it is no price range.
    pub says: Text,
    /// Sources and claims behind it.
    pub support: Support,
}

/// A price range with its support.
#[derive(Debug, Clone)]
pub struct Cost {
    /// Whole units of the table's currency.
    pub amount: Span,
    /// Sources and claims behind it.
    pub support: Support,
}

ranges! {
    /// Price of a whole course, in whole units of the table's currency.
    Price {
        /// From the lowest to the highest published figure.
        amount,
    }
}

ranges! {
    /// Three stages of healing, in days after a session.
    Recovery {
        /// Until redness has gone.
        redness_days,
        /// Until the skin needs no special care.
        care_days,
        /// Until sun, pool and sea are fine again.
        sun_and_water_days,
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
    /// What to avoid.
    pub avoid: Text,
    /// What is allowed again.
    pub may: Text,
    /// Symptoms to watch for and whom to call; may hold placeholders.
    pub watch: Option<Text>,
    /// Sources and claims behind it.
    pub support: Support,
}

/// An activity to avoid after a session.
#[derive(Debug, Clone)]
pub struct Limit {
    /// A few words, such as "Hard exercise".
    pub what: Text,
    /// The shortest and the longest time in days that sources name.
    pub days: Span,
    /// Sources and claims behind it.
    pub support: Support,
}

ranges! {
    /// How often the result is renewed.
    Upkeep {
        /// Months between two touch-ups.
        months,
    }
}
