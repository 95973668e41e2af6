//! Where a pack rests on a source or a claim.

use crate::pack::{Pack, Row, Support};

/// The places whose support fulfills a test, as a kind of place with the names found there.
pub(super) fn places(pack: &Pack, uses: impl Fn(&Support) -> bool) -> Vec<(String, Vec<String>)> {
    let rules = pack.rules.iter().filter(|rule| {
        uses(&Support {
            sources: rule.sources.clone(),
            claims: rule.claims.clone(),
        })
    });
    let expectations = &pack.expectations;
    let mut places = vec![
        (
            "Rules".to_owned(),
            rules.map(|rule| rule.id.to_string()).collect(),
        ),
        ("Sessions".to_owned(), rows(&expectations.sessions, &uses)),
    ];
    for table in &expectations.cost {
        let mut names = rows(&table.rows, &uses);
        let main = table.main.iter();
        let main = main.filter(|main| uses(&main.support));
        names.splice(0..0, main.map(|_| "main source".to_owned()));
        if uses(&table.overall.support) {
            names.insert(0, "all prices".to_owned());
        }
        let touch_up = table.touch_up.iter();
        let touch_up = touch_up.filter(|touch_up| uses(&touch_up.support));
        names.extend(touch_up.map(|_| "touch-up".to_owned()));
        places.push((format!("Cost, {}", table.country), names));
    }
    let notes = expectations.elsewhere.iter();
    let notes = notes.filter(|note| uses(&note.support));
    places.push((
        "Cost, notes on other countries".to_owned(),
        notes.map(|note| note.country.to_string()).collect(),
    ));
    places.push(("Recovery".to_owned(), rows(&expectations.recovery, &uses)));
    let days = expectations
        .timeline
        .iter()
        .filter(|day| uses(&day.support));
    places.push((
        "Days of the recovery plan".to_owned(),
        days.map(|day| format!("{}–{}", day.from, day.to)).collect(),
    ));
    let limits = expectations.limits.iter();
    let limits = limits.filter(|limit| uses(&limit.support));
    places.push((
        "What to leave alone".to_owned(),
        limits.map(|limit| limit.what.to_string()).collect(),
    ));
    places.push(("Upkeep".to_owned(), rows(&expectations.upkeep, &uses)));
    let sections = pack.guide.iter().filter(|section| {
        let mut items = section.items.iter();
        items.any(|item| uses(&item.support))
    });
    places.push((
        "Guide".to_owned(),
        sections.map(|section| section.id.to_string()).collect(),
    ));
    let warnings = pack.warnings.as_ref();
    let rows = warnings.map(|warnings| warnings.rows.as_slice());
    let rows = rows.unwrap_or_default().iter();
    let notes = warnings.map(|warnings| warnings.notes.as_slice());
    let notes = notes.unwrap_or_default().iter();
    let rows = rows.filter(|row| uses(&row.support)).map(|row| &row.id);
    let notes = notes.filter(|note| uses(&note.support));
    let signs = rows.chain(notes.map(|note| &note.id));
    places.push((
        "Warning signs".to_owned(),
        signs.map(ToString::to_string).collect(),
    ));
    let lines = pack.sheets.supports();
    let lines = lines.filter(|(_, support)| uses(support));
    places.push((
        "Sheets".to_owned(),
        lines.map(|(id, _)| id.to_string()).collect(),
    ));
    let contacts = pack.contacts.as_ref();
    let countries = contacts.map(|contacts| contacts.countries.as_slice());
    let countries = countries.unwrap_or_default().iter();
    let countries = countries.filter(|country| uses(&country.support));
    places.push((
        "Whom to call".to_owned(),
        countries
            .map(|country| country.country.to_string())
            .collect(),
    ));
    let disputes = pack.disputes.iter().filter(|dispute| {
        let mut sides = dispute.sources.iter();
        sides.any(|sources| {
            uses(&Support {
                sources: sources.clone(),
                claims: Vec::new(),
            })
        })
    });
    places.push((
        "Disputes".to_owned(),
        disputes.map(|dispute| dispute.id.to_string()).collect(),
    ));
    places.retain(|(_, names): &(_, Vec<_>)| !names.is_empty());
    places
}

fn rows<Content>(rows: &[Row<Content>], uses: impl Fn(&Support) -> bool) -> Vec<String> {
    let found = rows.iter().filter(|row| uses(&row.support));
    found.map(|row| row.id.to_string()).collect()
}
