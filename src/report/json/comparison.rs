//! The comparison with alternatives as JSON.

use serde::Serialize;

use crate::assess::Assessment;
use crate::pack::{
    Alternative, Chance, ChanceKind, Comparison, CostOverYears, Side, Span, Strength, Support,
    Text, Unfit, Verdict,
};
use crate::report::content;

/// The treatment next to its alternatives, and what speaks for each for this person.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ComparisonJson<'a> {
    decision: &'a str,
    /// The treatment first.
    alternatives: Vec<AlternativeJson<'a>>,
    /// What the treatment costs with its touch-ups. Empty next to `not_recommended`, and without a price for
    /// touch-ups.
    with_touch_ups: Vec<TouchUpsJson>,
    chances: Vec<ChanceJson<'a>>,
    /// The questions about being ready to decide that were answered.
    readiness: Vec<ReadinessJson<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct AlternativeJson<'a> {
    id: &'a str,
    name: &'a str,
    /// Why it does not fit the person; empty where it may.
    unfit: Vec<UnfitJson<'a>>,
    cells: Vec<CellJson<'a>>,
    /// What speaks for and against it on the points that the person marked.
    speaks: Vec<SpeaksJson<'a>>,
    /// What it costs in the country whose prices are shown; `null` for the treatment, and where no figure was
    /// found.
    cost: Option<CostJson<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct UnfitJson<'a> {
    id: &'a str,
    because: &'a str,
    sources: &'a [Text],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CellJson<'a> {
    row: &'a str,
    text: &'a str,
    /// Empty where nothing was found.
    sources: &'a [Text],
    claims: &'a [Text],
    strength: Option<&'static str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SpeaksJson<'a> {
    value: &'a str,
    /// `for`, `against` or `unknown`.
    side: &'static str,
    text: &'a str,
    sources: &'a [Text],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CostJson<'a> {
    country: &'a str,
    currency: &'a str,
    /// The lowest and the highest sum, in whole units.
    five_years: [u32; 2],
    ten_years: [u32; 2],
    because: &'a str,
    sources: &'a [Text],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(clippy::struct_field_names, reason = "they are the keys of the JSON")]
struct TouchUpsJson {
    /// After how many years a touch-up is due.
    every_years: u32,
    five_years: [u32; 2],
    ten_years: [u32; 2],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ChanceJson<'a> {
    id: &'a str,
    alternative: &'a str,
    /// `harm` or `benefit`.
    kind: &'static str,
    what: &'a str,
    count: u32,
    of: u32,
    people: &'a str,
    /// The same of 100 people, as the picture shows it.
    of_hundred: u32,
    compared_with: Option<&'a str>,
    note: Option<&'a str>,
    sources: &'a [Text],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ReadinessJson<'a> {
    question: &'a str,
    ready: bool,
    /// What to do first; `null` if ready.
    step: Option<&'a str>,
}

impl<'a> ComparisonJson<'a> {
    /// `None` if the pack compares nothing.
    pub(super) fn new(assessment: &'a Assessment) -> Option<Self> {
        let comparison = assessment.pack.comparison.as_ref()?;
        let alternatives = comparison.alternatives.iter().zip(&assessment.unfit);
        Some(Self {
            decision: &comparison.decision,
            alternatives: alternatives
                .map(|(of, unfit)| AlternativeJson::new(assessment, comparison, of, unfit))
                .collect(),
            with_touch_ups: with_touch_ups(assessment, comparison),
            chances: comparison.chances.iter().map(ChanceJson::new).collect(),
            readiness: (comparison.readiness.iter())
                .filter_map(|check| {
                    let chosen = assessment.answers.known(check.question)?;
                    let ready = chosen != check.not_yet;
                    Some(ReadinessJson {
                        question: &assessment.pack.question(check.question).id,
                        ready,
                        step: (!ready).then_some(check.step.as_str()),
                    })
                })
                .collect(),
        })
    }
}

impl<'a> AlternativeJson<'a> {
    fn new(
        assessment: &'a Assessment,
        comparison: &'a Comparison,
        of: &'a Alternative,
        unfit: &[&'a Unfit],
    ) -> Self {
        let marked = content::marked(assessment, comparison);
        let speaks = marked.iter().filter_map(|option| {
            let speaks = of.speaks.iter().find(|speaks| speaks.value == option.id)?;
            Some(SpeaksJson {
                value: &speaks.value,
                side: word(&Side::WORDS, &speaks.side),
                text: &speaks.text,
                sources: &speaks.support.sources,
            })
        });
        Self {
            id: &of.id,
            name: &of.name,
            speaks: speaks.collect(),
            unfit: (unfit.iter())
                .map(|unfit| UnfitJson {
                    id: &unfit.id,
                    because: &unfit.text,
                    sources: &unfit.support.sources,
                })
                .collect(),
            cells: (of.cells.iter())
                .map(|cell| CellJson {
                    row: &cell.row,
                    text: &cell.text,
                    sources: &cell.support.sources,
                    claims: &cell.support.claims,
                    strength: strength(assessment, &cell.support),
                })
                .collect(),
            cost: content::cost_here(assessment, of).map(CostJson::new),
        }
    }
}

fn strength(assessment: &Assessment, support: &Support) -> Option<&'static str> {
    let strength = assessment.pack.cited_strength(support);
    strength.map(Strength::id)
}

impl<'a> CostJson<'a> {
    fn new(cost: &'a CostOverYears) -> Self {
        Self {
            country: &cost.country,
            currency: &cost.currency,
            five_years: ends(cost.five_years),
            ten_years: ends(cost.ten_years),
            because: &cost.because,
            sources: &cost.support.sources,
        }
    }
}

impl<'a> ChanceJson<'a> {
    fn new(chance: &'a Chance) -> Self {
        Self {
            id: &chance.id,
            alternative: &chance.alternative,
            kind: word(&ChanceKind::WORDS, &chance.kind),
            what: &chance.what,
            count: chance.count,
            of: chance.of,
            people: &chance.people,
            of_hundred: chance.of_hundred(),
            compared_with: chance.compared_with.as_deref(),
            note: chance.note.as_deref(),
            sources: &chance.support.sources,
        }
    }
}

fn with_touch_ups(assessment: &Assessment, comparison: &Comparison) -> Vec<TouchUpsJson> {
    let table = assessment.cost_table();
    let touch_up = table.touch_up.as_ref().and_then(|of| of.amount);
    let Some(touch_up) = touch_up.filter(|_| assessment.verdict != Verdict::NotRecommended) else {
        return Vec::new();
    };
    let first = assessment.price.content.amount;
    let years = comparison.touch_up_years.iter();
    years
        .map(|&every| {
            let sum = |years| ends(content::sum_over(years, every, first, touch_up));
            TouchUpsJson {
                every_years: every,
                five_years: sum(5),
                ten_years: sum(10),
            }
        })
        .collect()
}

fn ends(span: Span) -> [u32; 2] {
    [span.min, span.max]
}

/// The word for a value in files.
fn word<Meaning: PartialEq>(words: &[(&'static str, Meaning)], meaning: &Meaning) -> &'static str {
    let found = words.iter().find(|(_, other)| other == meaning);
    found.map_or("", |(word, _)| word)
}
