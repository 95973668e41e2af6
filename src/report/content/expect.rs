//! What to expect: sessions, cost, recovery and upkeep, and the recovery day by day.

use std::borrow::Cow;

use super::document::{Document, EntryLine, SectionKind};
use crate::assess::{Assessment, Estimate};
use crate::pack::{
    Cost, CostTable, Cover, Day, Overall, Pack, Sessions, Text, TouchUp, Upkeep, best_source,
};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::topic::Topic;
use crate::report::verdict::is_over;
use crate::words::{self, all_of, capitalized, days_range, lasting, money, range};

pub(super) fn add(document: &mut Document, assessment: &Assessment) {
    let title = if assessment.is_stopped() {
        "If this changes: visits, cost and upkeep"
    } else {
        Topic::Costs.title()
    };
    document.heading(SectionKind::Expectations, title);
    if let Some(widened) = widened(assessment) {
        document.text(Paragraph::of(Role::Plain, &widened));
    }
    add_sessions(document, assessment);
    add_cost(document, assessment);
    add_recovery(document, assessment);
    add_upkeep(document, assessment);
}

/// Says which ranges are wide because an answer is open, if any is.
fn widened(assessment: &Assessment) -> Option<String> {
    let parts = [
        ("visits", assessment.sessions.rows.len()),
        ("cost", assessment.price.rows.len()),
        ("healing", assessment.recovery.rows.len()),
        ("upkeep", assessment.upkeep.rows.len()),
    ];
    let wide: Vec<_> = parts
        .iter()
        .filter(|(_, rows)| *rows > 1)
        .map(|(name, _)| *name)
        .collect();
    (!wide.is_empty() && !is_over(assessment)).then(|| {
        format!(
            "Some questions are still open, so the ranges are wide for {}.",
            all_of(&wide)
        )
    })
}

fn add_sessions(document: &mut Document, assessment: &Assessment) {
    let facts = sessions(assessment);
    let (facts, because) = supported(document, assessment.pack, facts, &assessment.sessions);
    let course = words::course(assessment.sessions.content).map(|course| {
        let course = format!("{}.", capitalized(&course));
        Paragraph::of(Role::Plain, &course)
    });
    let overall = assessment.pack.expectations.overall.sessions.as_ref();
    let own = assessment.sessions.content;
    let published = published(
        document,
        &own,
        overall,
        |Sessions { visits, hours, .. }| {
            format!(
                "{}, {} each",
                range(*visits, "visit"),
                range(*hours, "hour")
            )
        },
    );
    let entry = [Some(facts), course, published, because];
    document.entry("Visits", entry_lines(entry));
}

/// "All published: 1–5 visits, 1–8 hours each", where that says more than the range for the person.
fn published<Content>(
    document: &mut Document,
    own: &Content,
    overall: Option<&Overall<Content>>,
    words: impl Fn(&Content) -> String,
) -> Option<Paragraph> {
    let overall = overall.filter(|overall| words(&overall.content) != words(own))?;
    let says = format!("All published: {}", words(&overall.content));
    let numbers = document.cite(&overall.support.sources);
    Some(Paragraph::of(Role::Plain, &says).cite(&numbers))
}

/// "2–4 visits · 1–5 hours each · 7–30 days apart".
pub(in crate::report) fn sessions(assessment: &Assessment) -> Paragraph {
    let sessions = assessment.sessions.content;
    let mut facts = vec![
        range(sessions.visits, "visit"),
        format!("{} each", range(sessions.hours, "hour")),
    ];
    if sessions.visits.max > 1 {
        facts.push(format!("{} apart", days_range(sessions.gap_days)));
    }
    Paragraph::of(Role::Strong, &facts.join(" · "))
}

fn add_cost(document: &mut Document, assessment: &Assessment) {
    let table = assessment.cost_table();
    let amount = assessment.price.content.amount;
    let (price, because) = supported(
        document,
        assessment.pack,
        cost(assessment),
        &assessment.price,
    );
    let mut entry = vec![EntryLine::from(price)];
    if let Some(missing) = missing_prices(assessment) {
        entry.push(Paragraph::of(Role::Plain, &missing).into());
    }
    if let Some(note) = assessment.prices.note {
        let numbers = document.cite(&note.support.sources);
        entry.push(Paragraph::of(Role::Plain, &note.says).cite(&numbers).into());
    }
    if let Some((main, of)) = other_main_price(assessment) {
        let sources = &main.support.sources;
        let whose = publishers(assessment.pack, sources);
        let mut says = format!("{whose} says: {}", money(main.amount, &of.currency));
        if of.country != table.country {
            says = format!("{says} in {}", words::country(&of.country));
        }
        let numbers = document.cite(sources);
        entry.push(Paragraph::of(Role::Plain, &says).cite(&numbers).into());
    }
    let overall = table.overall.amount;
    if amount != overall {
        let published = format!("All published prices: {}", money(overall, &table.currency));
        let numbers = document.cite(&table.overall.support.sources);
        entry.push(Paragraph::of(Role::Plain, &published).cite(&numbers).into());
        entry.push(EntryLine::Range {
            part: amount,
            whole: overall,
        });
    }
    entry.extend(because.map(EntryLine::from));
    document.entry("Cost", entry);
}

/// The price of the main source, where it is not the one for the person: in the country used, or else in the
/// pack's first one.
pub(super) fn other_main_price<'a>(
    assessment: &'a Assessment,
) -> Option<(&'a Cost, &'a CostTable)> {
    let table = assessment.cost_table();
    let tables = [Some(table), assessment.pack.expectations.cost.first()];
    tables
        .into_iter()
        .flatten()
        .find_map(|table| Some((table.main.as_ref()?, table)))
        .filter(|(main, of)| {
            main.amount != assessment.price.content.amount || of.country != table.country
        })
}

/// The upkeep of the main source, where it is not the one for the person.
pub(in crate::report) fn other_main_upkeep<'a>(
    assessment: &'a Assessment,
) -> Option<&'a Overall<Upkeep>> {
    let main = assessment.pack.expectations.main.upkeep.as_ref();
    main.filter(|main| main.content != assessment.upkeep.content)
}

/// "$1,200–$4,000 in the United States".
pub(in crate::report) fn cost(assessment: &Assessment) -> Paragraph {
    let table = assessment.cost_table();
    let price = money(assessment.price.content.amount, &table.currency);
    let place = format!("in {}", words::country(&table.country));
    Paragraph::of(Role::Strong, &price).and(Role::Plain, &place)
}

/// Who published these sources: "AEDIT".
pub(in crate::report) fn publishers<Id: AsRef<str>>(pack: &Pack, sources: &[Id]) -> String {
    let found = sources
        .iter()
        .filter_map(|id| pack.find_source(id.as_ref()));
    let mut names: Vec<&str> = found.map(|source| source.publisher.as_ref()).collect();
    names.dedup();
    all_of(&names)
}

/// Says that the country asked for has no prices, if so.
pub(in crate::report) fn missing_prices(assessment: &Assessment) -> Option<String> {
    let prices = &assessment.prices;
    let missing = prices.missing.as_ref()?;
    Some(words::no_prices(missing.code(), &prices.table.country))
}

fn add_recovery(document: &mut Document, assessment: &Assessment) {
    let [redness, care, sun_and_water] = recovery(assessment);
    let (sun_and_water, because) = supported(
        document,
        assessment.pack,
        sun_and_water,
        &assessment.recovery,
    );
    let entry = [Some(redness), Some(care), Some(sun_and_water), because];
    document.entry("Healing", entry_lines(entry));
}

/// How long redness, care, and staying away from sun and water last.
pub(in crate::report) fn recovery(assessment: &Assessment) -> [Paragraph; 3] {
    let recovery = assessment.recovery.content;
    let horizons = [
        ("Redness:", lasting(recovery.redness_days)),
        ("Gentle care:", days_range(recovery.care_days)),
        (
            "No sun, pool or sea:",
            days_range(recovery.sun_and_water_days),
        ),
    ];
    horizons.map(|(what, days)| Paragraph::of(Role::Plain, what).and(Role::Strong, &days))
}

fn add_upkeep(document: &mut Document, assessment: &Assessment) {
    let (cadence, because) = supported(
        document,
        assessment.pack,
        upkeep(assessment),
        &assessment.upkeep,
    );
    let expectations = &assessment.pack.expectations;
    let own = assessment.upkeep.content;
    let main = other_main_upkeep(assessment).map(|main| {
        let sources = &main.support.sources;
        let whose = publishers(assessment.pack, sources);
        let says = format!("{whose} says: {}", words::cadence(main.content));
        let numbers = document.cite(sources);
        Paragraph::of(Role::Plain, &says).cite(&numbers)
    });
    let overall = expectations.overall.upkeep.as_ref();
    let published = published(document, &own, overall, |upkeep: &Upkeep| {
        words::cadence(*upkeep)
    });
    let table = assessment.cost_table();
    let price = table.touch_up.as_ref().map(|touch_up| {
        let price = touch_up_price(touch_up, &table.currency);
        let place = format!("in {}.", words::country(&table.country));
        let numbers = document.cite(&touch_up.support.sources);
        let each = Paragraph::of(Role::Plain, "Each touch-up:");
        let priced = each.and(Role::Strong, &price).and(Role::Plain, &place);
        priced.and(Role::Plain, &touch_up.because).cite(&numbers)
    });
    let entry = [Some(cadence), main, published, because, price];
    document.entry("Upkeep", entry_lines(entry));
}

/// "$250–$1,000", or that there is no figure.
pub(in crate::report) fn touch_up_price(touch_up: &TouchUp, currency: &str) -> String {
    let amount = touch_up.amount;
    amount.map_or("no price found".to_owned(), |amount| {
        money(amount, currency)
    })
}

/// "Once a year to once every 6 years".
pub(in crate::report) fn upkeep(assessment: &Assessment) -> Paragraph {
    let cadence = capitalized(&words::cadence(assessment.upkeep.content));
    Paragraph::of(Role::Strong, &cadence)
}

fn entry_lines(text: impl IntoIterator<Item = Option<Paragraph>>) -> Vec<EntryLine> {
    text.into_iter().flatten().map(EntryLine::from).collect()
}

/// The facts and the reason for them; where several rows count, no single reason, only the sources.
fn supported<Content: Cover>(
    document: &mut Document,
    pack: &Pack,
    facts: Paragraph,
    estimate: &Estimate<Content>,
) -> (Paragraph, Option<Paragraph>) {
    let sources: Vec<_> = estimate
        .rows
        .iter()
        .flat_map(|row| pack.sources_of_figures(&row.support.sources, &row.support.claims))
        .collect();
    match estimate.rows.as_slice() {
        [row] => {
            let because = Paragraph::of(Role::Plain, &row.because);
            let strength = pack.strength(&row.support.claims);
            let because = document.supported(because, pack, &sources, strength);
            (facts, Some(because))
        }
        _ => (facts.cite(&document.cite(&sources)), None),
    }
}

/// The recovery day by day.
pub(super) fn add_timeline(document: &mut Document, assessment: &Assessment) {
    let timeline = &assessment.pack.expectations.timeline;
    if timeline.is_empty() {
        return;
    }
    document.heading(SectionKind::Timeline, "After each visit, day by day");
    // What the days before say is not said again.
    let mut said = Cow::Borrowed("");
    for day in timeline {
        let sources = with_numbers(assessment, day, best_source(&day.support.sources));
        let numbers = document.cite(&sources);
        let parts = [
            ("", day.look.as_str()),
            ("Take care:", &day.avoid),
            ("Fine:", &day.may),
        ];
        let mut entry: Vec<_> = parts
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(mark, text)| Paragraph::of(Role::Strong, mark).and(Role::Plain, text))
            .collect();
        // The numbers come before the signs, which a long page leaves to the card on paper.
        if let Some(last) = entry.pop() {
            entry.push(last.cite(&numbers));
        }
        let mut entry = entry_lines(entry.into_iter().map(Some));
        let watch = watch(assessment, day);
        entry.extend(watch.as_deref().map(|watch| {
            let signs = match watch.strip_prefix(&*said) {
                _ if said.contains(watch) => "The same signs.".to_owned(),
                Some(new) if !said.is_empty() => format!("The same signs.{new}"),
                _ => watch.to_owned(),
            };
            let watch = Paragraph::of(Role::Strong, WATCH).and(Role::Plain, &signs);
            match assessment.pack.warnings {
                Some(_) => EntryLine::Watch(watch),
                None => EntryLine::Words(watch),
            }
        }));
        said = watch.unwrap_or_default();
        document.entry(&day_label(day), entry);
    }
}

/// The label of the signs that call for help.
pub(in crate::report) const WATCH: &str = "When to get help:";

/// The signs that call for help on some days, and whom to call in the person's country.
pub(in crate::report) fn watch<'a>(assessment: &Assessment, day: &'a Day) -> Option<Cow<'a, str>> {
    assessment.contacts.fill(day.watch.as_ref()?)
}

/// The sources of some days, and those of a number that they give.
pub(in crate::report) fn day_sources(assessment: &Assessment, day: &Day) -> Vec<Text> {
    with_numbers(assessment, day, &day.support.sources)
}

fn with_numbers(assessment: &Assessment, day: &Day, sources: &[Text]) -> Vec<Text> {
    let watch = day.watch.as_deref().unwrap_or_default();
    assessment.contacts.cited(sources, &[watch])
}

fn day_label(day: &Day) -> String {
    match (day.from, day.to) {
        (0, 0) => "Same day".to_owned(),
        (from, to) if from == to => format!("Day {from}"),
        (from, to) => format!("Days {from}–{to}"),
    }
}
