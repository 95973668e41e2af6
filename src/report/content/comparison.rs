//! The treatment next to its alternatives: the table, and sums over the years.

use super::document::{Block, Document, EntryLine, SectionKind, TableRow};
use crate::assess::Assessment;
use crate::pack::{Alternative, Comparison, CostOverYears, Span, Support, Verdict, best_source};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::verdict_name;
use crate::words::{country, money};

/// Over how many years costs are added up.
const YEARS: [u32; 2] = [5, 10];

/// Every alternative in the same rows.
pub(super) fn add_table(document: &mut Document, assessment: &Assessment) {
    let Some(comparison) = &assessment.pack.comparison else {
        return;
    };
    document.heading(SectionKind::Comparison, "Options side by side");
    document.lead(Paragraph::of(Role::Plain, &comparison.decision));
    let fit = TableRow {
        title: "For you".to_owned(),
        cells: fits(document, assessment, comparison),
    };
    let rows = comparison.rows.iter().map(|row| TableRow {
        title: row.title.to_string(),
        cells: (comparison.alternatives.iter())
            .map(|of| match of.cell(&row.id) {
                Some(cell) => statement(document, assessment, &cell.text, &cell.support),
                None => Paragraph::of(Role::Muted, "No source found."),
            })
            .collect(),
    });
    let rows = [fit].into_iter().chain(rows).collect();
    let columns = comparison.alternatives.iter();
    let columns = columns.map(|of| of.name.to_string()).collect();
    document.push(Block::Table { columns, rows });
}

/// Whether each alternative fits the person, as far as the answers say.
fn fits(
    document: &mut Document,
    assessment: &Assessment,
    comparison: &Comparison,
) -> Vec<Paragraph> {
    let alternatives = comparison.alternatives.iter().zip(&assessment.unfit);
    let fits = alternatives.map(|(of, unfit)| {
        if is_treatment(comparison, of) {
            let result = verdict_name(assessment.verdict);
            return Paragraph::of(Role::Plain, "Your result:").and(Role::Strong, result);
        }
        if unfit.is_empty() {
            return Paragraph::of(
                Role::Plain,
                "We did not check this one against your health. Ask before you start.",
            );
        }
        let mut why = Paragraph::default();
        for unfit in unfit {
            why = why.and(Role::Strong, &unfit.text);
            let sources = best_source(&unfit.support.sources);
            let strength = assessment.pack.cited_strength(&unfit.support);
            why = document.supported(why, assessment.pack, sources, strength);
        }
        why
    });
    fits.collect()
}

/// Returns true for the treatment itself: the first of the alternatives.
pub(in crate::report) fn is_treatment(comparison: &Comparison, of: &Alternative) -> bool {
    (comparison.alternatives.first()).is_some_and(|treatment| treatment.id == of.id)
}

fn statement(
    document: &mut Document,
    assessment: &Assessment,
    text: &str,
    support: &Support,
) -> Paragraph {
    let pack = assessment.pack;
    let statement = Paragraph::of(Role::Plain, text);
    let sources = best_source(&support.sources);
    document.supported(statement, pack, sources, pack.cited_strength(support))
}

/// What the treatment and each alternative costs over the years in the person's country.
pub(super) fn add_costs(document: &mut Document, assessment: &Assessment) {
    let Some(comparison) = &assessment.pack.comparison else {
        return;
    };
    document.heading(SectionKind::YearlyCosts, "Cost over 5 and 10 years");
    let lead = "Sums of published prices, not your own price. Having SMP removed, travel, lost work, sun care, razors and rising prices are left out.";
    document.text(Paragraph::of(Role::Plain, lead));
    for of in &comparison.alternatives {
        let lines = if is_treatment(comparison, of) {
            treatment_costs(assessment, comparison)
        } else {
            vec![alternative_cost(document, assessment, of)]
        };
        document.entry(&of.name, lines);
    }
}

/// The first course, then touch-ups: one less than the intervals that begin within the years, as none is
/// counted at the very end.
///
/// # Example
///
/// A touch-up every 3 years makes 1 in 5 years and 3 in 10.
pub(in crate::report) fn sum_over(years: u32, every: u32, first: Span, touch_up: Span) -> Span {
    let touch_ups = years.div_ceil(every.max(1)).saturating_sub(1);
    Span {
        min: first.min + touch_ups * touch_up.min,
        max: first.max + touch_ups * touch_up.max,
    }
}

fn treatment_costs(assessment: &Assessment, comparison: &Comparison) -> Vec<EntryLine> {
    let plain = |text: &str| vec![Paragraph::of(Role::Plain, text).into()];
    let table = assessment.cost_table();
    let place = country(&table.country);
    if assessment.verdict == Verdict::NotRecommended {
        return plain("Not recommended for you, so we add nothing up.");
    }
    let touch_up = table.touch_up.as_ref().and_then(|of| of.amount);
    let Some(touch_up) = touch_up else {
        let text = format!("No sum possible: we found no price of a later touch-up in {place}.");
        return plain(&text);
    };
    let first = assessment.price.content.amount;
    let lines = comparison.touch_up_years.iter().map(|&every| {
        let often = match every {
            1 => "With a touch-up every year:".to_owned(),
            years => format!("With one every {years} years:"),
        };
        let sums = YEARS.map(|years| (years, sum_over(years, every, first, touch_up)));
        Paragraph::of(Role::Plain, &often)
            .and_all(&sums_in_words(sums, &table.currency))
            .into()
    });
    lines.collect()
}

fn sums_in_words(sums: [(u32, Span); 2], currency: &str) -> Paragraph {
    let sums = sums.map(|(years, sum)| format!("{} in {years} years", money(sum, currency)));
    Paragraph::of(Role::Strong, &sums.join(", "))
}

/// What an alternative costs in the country whose prices are shown.
pub(in crate::report) fn cost_here<'pack>(
    assessment: &Assessment,
    of: &'pack Alternative,
) -> Option<&'pack CostOverYears> {
    let here = &assessment.cost_table().country;
    of.costs.iter().find(|cost| cost.country == *here)
}

fn alternative_cost(
    document: &mut Document,
    assessment: &Assessment,
    of: &Alternative,
) -> EntryLine {
    let Some(cost) = cost_here(assessment, of) else {
        let place = country(&assessment.cost_table().country);
        let text = format!("No figure found for {place}.");
        return Paragraph::of(Role::Plain, &text).into();
    };
    let [five, ten] = YEARS;
    let sums = [(five, cost.five_years), (ten, cost.ten_years)];
    let text = statement(document, assessment, &cost.because, &cost.support);
    sums_in_words(sums, &cost.currency)
        .joined(Role::Plain, ".")
        .and_all(&text)
        .into()
}

#[cfg(test)]
mod tests {
    use super::sum_over;
    use crate::pack::Span;

    /// The sums that the evidence works out by the same rule.
    #[test]
    fn touch_ups_are_added_up_as_the_evidence_does() {
        let (first, touch_up) = (
            Span {
                min: 350,
                max: 5100,
            },
            Span {
                min: 250,
                max: 1000,
            },
        );
        for (years, every, min, max) in [
            (5, 6, 350, 5_100),
            (5, 3, 600, 6_100),
            (5, 1, 1_350, 9_100),
            (10, 6, 600, 6_100),
            (10, 3, 1_100, 8_100),
            (10, 1, 2_600, 14_100),
        ] {
            let sum = sum_over(years, every, first, touch_up);
            assert_eq!(sum, Span { min, max }, "{years} years, every {every}");
        }
    }
}
