//! What to expect, in the report for a program.

use std::borrow::Cow;

use serde::Serialize;

use crate::assess::{Assessment, Estimate};
use crate::pack::{Day, Row, Span, Text};
use crate::report::content::{day_sources, missing_prices, watch};

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ExpectationsJson<'a> {
    sessions: SessionsJson<'a>,
    cost: CostJson<'a>,
    recovery: RecoveryJson<'a>,
    upkeep: UpkeepJson<'a>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SessionsJson<'a> {
    visits: [u32; 2],
    hours: [u32; 2],
    gap_days: [u32; 2],
    #[serde(flatten)]
    reason: ReasonJson<'a>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CostJson<'a> {
    amount: [u32; 2],
    currency: &'a str,
    country: &'a str,
    #[serde(flatten)]
    reason: ReasonJson<'a>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RecoveryJson<'a> {
    redness_days: [u32; 2],
    care_days: [u32; 2],
    sun_and_water_days: [u32; 2],
    timeline: Vec<DayJson<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct UpkeepJson<'a> {
    months: [u32; 2],
    #[serde(flatten)]
    reason: ReasonJson<'a>,
}

/// Why a range is what it is; several rows are told one after the other.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ReasonJson<'a> {
    because: String,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DayJson<'a> {
    from: u32,
    to: u32,
    look: &'a str,
    avoid: &'a str,
    may: &'a str,
    watch: Option<Cow<'a, str>>,
    sources: Vec<Text>,
}

impl<'a> ExpectationsJson<'a> {
    pub(super) fn new(assessment: &'a Assessment) -> Self {
        let sessions = assessment.sessions.content;
        let recovery = assessment.recovery.content;
        let table = assessment.cost_table();
        Self {
            sessions: SessionsJson {
                visits: ends(sessions.visits),
                hours: ends(sessions.hours),
                gap_days: ends(sessions.gap_days),
                reason: ReasonJson::new(&assessment.sessions),
            },
            cost: CostJson {
                amount: ends(assessment.price.content.amount),
                currency: &table.currency,
                country: &table.country,
                reason: ReasonJson::of_prices(assessment),
            },
            recovery: RecoveryJson {
                redness_days: ends(recovery.redness_days),
                care_days: ends(recovery.care_days),
                sun_and_water_days: ends(recovery.sun_and_water_days),
                timeline: (assessment.pack.expectations.timeline.iter())
                    .map(|day| DayJson::new(assessment, day))
                    .collect(),
            },
            upkeep: UpkeepJson {
                months: ends(assessment.upkeep.content.months),
                reason: ReasonJson::new(&assessment.upkeep),
            },
        }
    }
}

fn ends(span: Span) -> [u32; 2] {
    [span.min, span.max]
}

impl<'a> ReasonJson<'a> {
    fn new<Content>(estimate: &Estimate<'a, Content>) -> Self {
        let rows: &[&'a Row<Content>] = &estimate.rows;
        let mut because: Vec<&str> = Vec::new();
        let mut sources: Vec<&str> = Vec::new();
        for &row in rows {
            add_new(&mut because, &row.because);
            for source in &row.support.sources {
                add_new(&mut sources, source);
            }
        }
        Self {
            because: because.join(" "),
            sources,
        }
    }

    /// The reason for a price; says first if the country asked for has no prices.
    fn of_prices(assessment: &'a Assessment) -> Self {
        let mut reason = Self::new(&assessment.price);
        let prices = &assessment.prices;
        if let Some(note) = prices.note {
            reason.because = format!("{} {}", note.says, reason.because);
            for source in &note.support.sources {
                add_new(&mut reason.sources, source);
            }
        }
        if let Some(missing) = missing_prices(assessment) {
            reason.because = format!("{missing} {}", reason.because);
        }
        reason
    }
}

impl<'a> DayJson<'a> {
    fn new(assessment: &Assessment, day: &'a Day) -> Self {
        Self {
            from: day.from,
            to: day.to,
            look: &day.look,
            avoid: &day.avoid,
            may: &day.may,
            watch: watch(assessment, day),
            sources: day_sources(assessment, day),
        }
    }
}

fn add_new<'a>(list: &mut Vec<&'a str>, item: &'a str) {
    if !list.contains(&item) {
        list.push(item);
    }
}
