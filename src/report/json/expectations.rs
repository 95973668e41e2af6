//! What to expect, in the report for a program.

use std::borrow::Cow;

use serde::Serialize;

use crate::assess::{Assessment, Estimate};
use crate::pack::{Cost, Day, Overall, Recovery, Row, Sessions, Span, Text, TouchUp, Upkeep};
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
    #[serde(flatten)]
    ranges: VisitsJson,
    #[serde(flatten)]
    reason: ReasonJson<'a>,
    #[serde(flatten)]
    around: AroundJson<'a, VisitsJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CostJson<'a> {
    amount: [u32; 2],
    currency: &'a str,
    country: &'a str,
    #[serde(flatten)]
    reason: ReasonJson<'a>,
    #[serde(flatten)]
    around: AroundJson<'a, AmountJson>,
    /// A later touch-up in this country and currency; `null` if nothing was read about it.
    touch_up: Option<TouchUpJson<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RecoveryJson<'a> {
    #[serde(flatten)]
    ranges: HealingJson,
    timeline: Vec<DayJson<'a>>,
    #[serde(flatten)]
    reason: ReasonJson<'a>,
    #[serde(flatten)]
    around: AroundJson<'a, HealingJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct UpkeepJson<'a> {
    #[serde(flatten)]
    ranges: MonthsJson,
    #[serde(flatten)]
    reason: ReasonJson<'a>,
    #[serde(flatten)]
    around: AroundJson<'a, MonthsJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct VisitsJson {
    visits: [u32; 2],
    hours: [u32; 2],
    gap_days: [u32; 2],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct AmountJson {
    amount: [u32; 2],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(clippy::struct_field_names, reason = "the fields are keys of the JSON")]
struct HealingJson {
    redness_days: [u32; 2],
    care_days: [u32; 2],
    sun_and_water_days: [u32; 2],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct MonthsJson {
    months: [u32; 2],
}

/// What is published beyond the ranges for the person; each `null` where the pack does not state it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct AroundJson<'a, Ranges> {
    /// The ranges that cover every published figure.
    all_published: Option<StatedJson<'a, Ranges>>,
    /// What the source says that the pack is built on.
    main_source: Option<StatedJson<'a, Ranges>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct StatedJson<'a, Ranges> {
    #[serde(flatten)]
    ranges: Ranges,
    sources: &'a [Text],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TouchUpJson<'a> {
    /// The price of one touch-up; `null` where none is published.
    amount: Option<[u32; 2]>,
    because: &'a str,
    sources: &'a [Text],
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
        let expectations = &assessment.pack.expectations;
        let (overall, main) = (&expectations.overall, &expectations.main);
        let table = assessment.cost_table();
        Self {
            sessions: SessionsJson {
                ranges: VisitsJson::new(assessment.sessions.content),
                reason: ReasonJson::new(&assessment.sessions),
                around: AroundJson::new(
                    overall.sessions.as_ref(),
                    main.sessions.as_ref(),
                    VisitsJson::new,
                ),
            },
            cost: CostJson {
                amount: ends(assessment.price.content.amount),
                currency: &table.currency,
                country: &table.country,
                reason: ReasonJson::of_prices(assessment),
                around: AroundJson {
                    all_published: Some(StatedJson::of_cost(&table.overall)),
                    main_source: table.main.as_ref().map(StatedJson::of_cost),
                },
                touch_up: table.touch_up.as_ref().map(TouchUpJson::new),
            },
            recovery: RecoveryJson {
                ranges: HealingJson::new(assessment.recovery.content),
                timeline: (assessment.pack.expectations.timeline.iter())
                    .map(|day| DayJson::new(assessment, day))
                    .collect(),
                reason: ReasonJson::new(&assessment.recovery),
                around: AroundJson::new(
                    overall.recovery.as_ref(),
                    main.recovery.as_ref(),
                    HealingJson::new,
                ),
            },
            upkeep: UpkeepJson {
                ranges: MonthsJson::new(assessment.upkeep.content),
                reason: ReasonJson::new(&assessment.upkeep),
                around: AroundJson::new(
                    overall.upkeep.as_ref(),
                    main.upkeep.as_ref(),
                    MonthsJson::new,
                ),
            },
        }
    }
}

fn ends(span: Span) -> [u32; 2] {
    [span.min, span.max]
}

impl VisitsJson {
    fn new(sessions: Sessions) -> Self {
        Self {
            visits: ends(sessions.visits),
            hours: ends(sessions.hours),
            gap_days: ends(sessions.gap_days),
        }
    }
}

impl HealingJson {
    fn new(recovery: Recovery) -> Self {
        Self {
            redness_days: ends(recovery.redness_days),
            care_days: ends(recovery.care_days),
            sun_and_water_days: ends(recovery.sun_and_water_days),
        }
    }
}

impl MonthsJson {
    fn new(upkeep: Upkeep) -> Self {
        Self {
            months: ends(upkeep.months),
        }
    }
}

impl<'a, Ranges> AroundJson<'a, Ranges> {
    fn new<Content: Copy>(
        overall: Option<&'a Overall<Content>>,
        main: Option<&'a Overall<Content>>,
        ranges: impl Fn(Content) -> Ranges,
    ) -> Self {
        let stated = |stated: &'a Overall<Content>| StatedJson {
            ranges: ranges(stated.content),
            sources: &stated.support.sources,
        };
        Self {
            all_published: overall.map(stated),
            main_source: main.map(stated),
        }
    }
}

impl<'a> StatedJson<'a, AmountJson> {
    fn of_cost(cost: &'a Cost) -> Self {
        Self {
            ranges: AmountJson {
                amount: ends(cost.amount),
            },
            sources: &cost.support.sources,
        }
    }
}

impl<'a> TouchUpJson<'a> {
    fn new(touch_up: &'a TouchUp) -> Self {
        Self {
            amount: touch_up.amount.map(ends),
            because: &touch_up.because,
            sources: &touch_up.support.sources,
        }
    }
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
