//! Where a pack rests on a source or a claim.

use crate::pack::{CostEntry, Pack, Supported, SupportedPart};

/// Places of one kind, and the names of those found there.
pub(super) struct Places {
    pub(super) kind: String,
    pub(super) names: Vec<String>,
}

/// The places that rest on something, grouped by kind, in the order of the pack.
pub(super) fn places(pack: &Pack, uses: impl Fn(&Supported) -> bool) -> Vec<Places> {
    let mut groups: Vec<Places> = Vec::new();
    for supported in pack.supported().iter().filter(|supported| uses(supported)) {
        let Some((kind, name)) = place(supported.part) else {
            continue;
        };
        match groups.last_mut().filter(|group| group.kind == kind) {
            // A section has several statements, and a dispute has two sides.
            Some(group) if group.names.last() == Some(&name) => {}
            Some(group) => group.names.push(name),
            None => groups.push(Places {
                kind,
                names: vec![name],
            }),
        }
    }
    groups
}

/// The kind of a place and its name; `None` for what a reader cannot look up by name.
fn place(part: SupportedPart) -> Option<(String, String)> {
    let (kind, name) = match part {
        SupportedPart::WholeTable | SupportedPart::Law(_) => return None,
        SupportedPart::Cost(country, entry) => {
            let name = match entry {
                CostEntry::AllPrices => "all prices",
                CostEntry::MainSource => "main source",
                CostEntry::Row(id) => id,
                CostEntry::TouchUp => "touch-up",
            };
            return Some((format!("Cost, {country}"), name.to_owned()));
        }
        SupportedPart::Day(day) => {
            let days = format!("{}–{}", day.from, day.to);
            return Some(("Days of the recovery plan".to_owned(), days));
        }
        SupportedPart::Rule(id) => ("Rules", id),
        SupportedPart::Sessions(id) => ("Sessions", id),
        SupportedPart::PriceNote(country) => ("Cost, notes on other countries", country),
        SupportedPart::Recovery(id) => ("Recovery", id),
        SupportedPart::Limit(what) => ("What to leave alone", what),
        SupportedPart::Upkeep(id) => ("Upkeep", id),
        SupportedPart::Guide(section) => ("Guide", section),
        SupportedPart::WarningSign(id) => ("Warning signs", id),
        SupportedPart::Sheet(id) => ("Sheets", id),
        SupportedPart::Contacts(country) => ("Whom to call", country),
        SupportedPart::Dispute(id) => ("Disputes", id),
    };
    Some((kind.to_owned(), name.to_owned()))
}
