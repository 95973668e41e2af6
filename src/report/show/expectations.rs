//! What a treatment takes, row by row, and the days of healing.

use super::rules::condition;
use super::{Entry, Part};
use crate::pack::{Pack, Row};
use crate::words::{self, capitalized, country, days_range, money, range};

pub(super) fn parts(pack: &Pack) -> Vec<Part> {
    let expectations = &pack.expectations;
    let mut parts = vec![
        Part::Heading("What to expect".to_owned()),
        Part::Text(Entry::plain(
            "In each table the first row that fits counts. Where an answer is unknown, the ranges cover every row that may fit.",
        )),
    ];
    table(
        &mut parts,
        pack,
        "Sessions",
        &expectations.sessions,
        |sessions| {
            let [visits, hours] = [
                range(sessions.visits, "visit"),
                range(sessions.hours, "hour"),
            ];
            format!(
                "{visits}, {hours} each, {} apart",
                days_range(sessions.gap_days)
            )
        },
    );
    for prices in &expectations.cost {
        let title = format!("Cost in {}", country(&prices.country));
        table(&mut parts, pack, &title, &prices.rows, |price| {
            money(price.amount, &prices.currency)
        });
        let overall = money(prices.overall.amount, &prices.currency);
        let entry = Entry::new("All published prices:", format!("{overall}."));
        parts.push(Part::Item(
            entry.citing(pack, &prices.overall.support.sources),
        ));
    }
    for note in &expectations.elsewhere {
        let entry = Entry::new(capitalized(country(&note.country)), note.says.as_str());
        parts.push(Part::Item(entry.citing(pack, &note.support.sources)));
    }
    table(
        &mut parts,
        pack,
        "Recovery",
        &expectations.recovery,
        |recovery| {
            format!(
                "redness {}, special care {}, no sun, pool or sea {}",
                days_range(recovery.redness_days),
                days_range(recovery.care_days),
                days_range(recovery.sun_and_water_days)
            )
        },
    );
    table(&mut parts, pack, "Upkeep", &expectations.upkeep, |upkeep| {
        words::cadence(*upkeep)
    });
    parts.extend(days(pack));
    parts
}

fn table<Content>(
    parts: &mut Vec<Part>,
    pack: &Pack,
    title: &str,
    rows: &[Row<Content>],
    ranges: impl Fn(&Content) -> String,
) {
    parts.push(Part::Subheading(title.to_owned()));
    for row in rows {
        let whom = match &row.when {
            Some(when) => format!("If {}:", condition(pack, when)),
            None => "For everybody else:".to_owned(),
        };
        let text = format!("{}. {}", capitalized(&ranges(&row.content)), row.because);
        let entry = Entry::new(format!("{} ·", row.id), format!("{whom} {text}"));
        parts.push(Part::Item(entry.citing(pack, &row.support.sources)));
    }
}

fn days(pack: &Pack) -> Vec<Part> {
    let timeline = &pack.expectations.timeline;
    if timeline.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![Part::Subheading(
        "After each session, day by day".to_owned(),
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
        words.extend(day.watch.iter().map(|watch| format!("Watch for: {watch}")));
        Part::Item(Entry::new(name, words.join(" ")).citing(pack, &day.support.sources))
    }));
    parts
}
