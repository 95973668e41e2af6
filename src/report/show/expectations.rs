//! What a treatment takes, row by row, and the days of healing.

use super::print::{CitedText, DocumentPart};
use crate::pack::{CostTable, Overall, Pack, Recovery, Row, Sessions, Support};
use crate::report::content::{WATCH, publishers, touch_up_price};
use crate::report::explain::condition_words as condition;
use crate::words::{self, capitalized, country, days_range, lasting, money, range};

pub(super) fn parts(pack: &Pack) -> Vec<DocumentPart> {
    let expectations = &pack.expectations;
    let mut parts = vec![
        DocumentPart::Heading("What to expect".to_owned()),
        DocumentPart::Text(CitedText::unlabeled(
            "In each table the first row that fits counts. Where an answer is unknown, the ranges cover every row that may fit.",
        )),
    ];
    let (overall, main) = (&expectations.overall, &expectations.main);
    parts.extend(ranges_table(
        pack,
        &RangesTable {
            title: "Sessions",
            rows: &expectations.sessions,
            overall: overall.sessions.as_ref(),
            main: main.sessions.as_ref(),
        },
        course,
    ));
    for prices in &expectations.cost {
        parts.extend(prices_table(pack, prices));
    }
    for note in &expectations.elsewhere {
        let entry = CitedText::new(capitalized(country(&note.country)), note.says.as_str());
        parts.push(DocumentPart::Item(
            entry.citing(pack, &note.support.sources),
        ));
    }
    parts.extend(ranges_table(
        pack,
        &RangesTable {
            title: "Recovery",
            rows: &expectations.recovery,
            overall: overall.recovery.as_ref(),
            main: main.recovery.as_ref(),
        },
        healing,
    ));
    parts.extend(ranges_table(
        pack,
        &RangesTable {
            title: "Upkeep",
            rows: &expectations.upkeep,
            overall: overall.upkeep.as_ref(),
            main: main.upkeep.as_ref(),
        },
        |upkeep| words::cadence(*upkeep),
    ));
    parts.extend(days(pack));
    parts.extend(limits(pack));
    parts
}

/// A table of ranges without prices.
struct RangesTable<'pack, Content> {
    title: &'static str,
    rows: &'pack [Row<Content>],
    /// What all sources say together.
    overall: Option<&'pack Overall<Content>>,
    /// What the main source says.
    main: Option<&'pack Overall<Content>>,
}

/// The rows of a table, then what all sources and the main source say of it.
fn ranges_table<Content>(
    pack: &Pack,
    of: &RangesTable<Content>,
    ranges: impl Fn(&Content) -> String,
) -> Vec<DocumentPart> {
    let mut parts = Vec::new();
    table(&mut parts, pack, of.title, of.rows, &ranges);
    parts.extend(all_published(pack, of.overall, &ranges));
    parts.extend(
        of.main
            .map(|main| main_item(pack, &main.support, &ranges(&main.content))),
    );
    parts
}

/// The prices in a country.
fn prices_table(pack: &Pack, prices: &CostTable) -> Vec<DocumentPart> {
    let mut parts = Vec::new();
    let title = format!("Cost in {}", country(&prices.country));
    table(&mut parts, pack, &title, &prices.rows, |price| {
        money(price.amount, &prices.currency)
    });
    let overall = money(prices.overall.amount, &prices.currency);
    let entry = CitedText::new("All published prices:", format!("{overall}."));
    parts.push(DocumentPart::Item(
        entry.citing(pack, &prices.overall.support.sources),
    ));
    if let Some(main) = &prices.main {
        let amount = money(main.amount, &prices.currency);
        parts.push(main_item(pack, &main.support, &amount));
    }
    if let Some(touch_up) = &prices.touch_up {
        let price = touch_up_price(touch_up, &prices.currency);
        let text = format!("{price}. {}", touch_up.because);
        let entry = CitedText::new("Each touch-up:", text);
        parts.push(DocumentPart::Item(
            entry.citing(pack, &touch_up.support.sources),
        ));
    }
    parts
}

fn course(sessions: &Sessions) -> String {
    let [visits, hours] = [
        range(sessions.visits, "visit"),
        range(sessions.hours, "hour"),
    ];
    format!(
        "{visits}, {hours} each, {} apart",
        days_range(sessions.gap_days)
    )
}

fn healing(recovery: &Recovery) -> String {
    format!(
        "redness {}, special care {}, no sun, pool or sea {}",
        lasting(recovery.redness_days),
        days_range(recovery.care_days),
        days_range(recovery.sun_and_water_days)
    )
}

/// The ranges that every row of a table keeps to, where they are stated.
fn all_published<Content>(
    pack: &Pack,
    overall: Option<&Overall<Content>>,
    ranges: impl Fn(&Content) -> String,
) -> Option<DocumentPart> {
    let overall = overall?;
    let ranges = format!("{}.", ranges(&overall.content));
    let entry = CitedText::new("All published:", ranges);
    Some(DocumentPart::Item(
        entry.citing(pack, &overall.support.sources),
    ))
}

/// What the source says that a table is built on.
fn main_item(pack: &Pack, support: &Support, ranges: &str) -> DocumentPart {
    let whose = format!("{} says:", publishers(pack, &support.sources));
    let entry = CitedText::new(whose, format!("{ranges}."));
    DocumentPart::Item(entry.citing(pack, &support.sources))
}

fn table<Content>(
    parts: &mut Vec<DocumentPart>,
    pack: &Pack,
    title: &str,
    rows: &[Row<Content>],
    ranges: impl Fn(&Content) -> String,
) {
    parts.push(DocumentPart::Subheading(title.to_owned()));
    for row in rows {
        let whom = match &row.when {
            Some(when) => format!("If {}:", condition(pack, when)),
            None => "For everyone else:".to_owned(),
        };
        let text = format!("{}. {}", capitalized(&ranges(&row.content)), row.because);
        let entry = CitedText::new(format!("{} ·", row.id), format!("{whom} {text}"));
        parts.push(DocumentPart::Item(entry.citing(pack, &row.support.sources)));
    }
}

fn days(pack: &Pack) -> Vec<DocumentPart> {
    let timeline = &pack.expectations.timeline;
    if timeline.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![DocumentPart::Subheading(
        "After each visit, day by day".to_owned(),
    )];
    parts.extend(timeline.iter().map(|day| {
        let name = if day.from == day.to {
            format!("Day {}:", day.from)
        } else {
            format!("Days {}–{}:", day.from, day.to)
        };
        let mut words = vec![
            day.look.to_string(),
            format!("Avoid: {}", day.avoid),
            format!("Fine: {}", day.may),
        ];
        words.extend(day.watch.iter().map(|watch| format!("{WATCH} {watch}")));
        DocumentPart::Item(CitedText::new(name, words.join(" ")).citing(pack, &day.support.sources))
    }));
    parts
}

fn limits(pack: &Pack) -> Vec<DocumentPart> {
    let limits = &pack.expectations.limits;
    if limits.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![DocumentPart::Subheading("What to leave alone".to_owned())];
    parts.extend(limits.iter().map(|limit| {
        let name = format!("{}:", limit.what);
        let days = format!("for {}.", days_range(limit.days));
        DocumentPart::Item(CitedText::new(name, days).citing(pack, &limit.support.sources))
    }));
    parts
}
