//! Says which items of the standard for decision aids a pack meets, with the place of each.

use std::fmt::Write as _;

use serde::Serialize;

use crate::diagnostic::{Place, escape_untrusted};
use crate::load::{self, PackFiles, PathStep};
use crate::pack::{AidItem, AidItemKind, AidPlace, FOR_PEOPLE, Pack, decision_aid};

/// Which items a pack meets.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionAidCheck {
    met: usize,
    items: Vec<ItemReport>,
    /// What only people can do, and no one has done.
    not_done: [&'static str; FOR_PEOPLE.len()],
}

#[derive(Debug, Clone, Serialize)]
struct ItemReport {
    number: &'static str,
    /// `qualifying` or `certifying`.
    kind: &'static str,
    asks: &'static str,
    met: bool,
    place: String,
    missing: Vec<GapReport>,
}

#[derive(Debug, Clone, Serialize)]
struct GapReport {
    what: String,
    place: String,
}

impl DecisionAidCheck {
    /// Checks every item.
    pub fn new(pack: &Pack, files: &PackFiles) -> Self {
        let items = decision_aid(pack).into_iter();
        let items: Vec<_> = items.map(|item| ItemReport::new(&item, files)).collect();
        Self {
            met: items.iter().filter(|item| item.met).count(),
            items,
            not_done: FOR_PEOPLE,
        }
    }

    /// Returns true if every item is met.
    pub fn holds(&self) -> bool {
        self.met == self.items.len()
    }

    /// A line for each item with its place, and two for each thing that is missing.
    pub fn text(&self) -> String {
        let total = self.items.len();
        let mut text = format!(
            "decision aid (IPDAS 4): {} of {total} items met\n",
            self.met
        );
        for item in &self.items {
            let state = if item.met { "met" } else { "not met" };
            let ItemReport {
                number,
                kind,
                asks,
                place,
                ..
            } = item;
            _ = writeln!(
                text,
                "{state:>9}  {number} {kind}: {asks}\n           --> {place}"
            );
            for gap in &item.missing {
                let what = escape_untrusted(&gap.what);
                _ = writeln!(
                    text,
                    "           missing: {what}\n           --> {}",
                    gap.place
                );
            }
        }
        text.push_str("four certifying items are about tests and do not apply\n");
        text.push_str("what only people can do:\n");
        for task in self.not_done {
            _ = writeln!(text, " not done  {task}");
        }
        text
    }
}

impl ItemReport {
    fn new(item: &AidItem, files: &PackFiles) -> Self {
        let missing = item.gaps.iter().map(|gap| GapReport {
            what: gap.missing.clone(),
            place: place(files, gap.place).to_string(),
        });
        Self {
            number: item.number,
            kind: match item.kind {
                AidItemKind::Qualifying => "qualifying",
                AidItemKind::Certifying => "certifying",
            },
            asks: item.asks,
            met: item.gaps.is_empty(),
            place: place(files, item.place).to_string(),
            missing: missing.collect(),
        }
    }
}

fn place(files: &PackFiles, place: AidPlace) -> Place {
    const GUIDE: &str = "guide.json";
    const COMPARISON: PathStep = PathStep::Key("comparison");
    const ALTERNATIVES: PathStep = PathStep::Key("alternatives");
    let guide = |path: &[PathStep]| load::place(files, GUIDE, path);
    match place {
        AidPlace::Header(key) => load::place(files, "pack.json", &[PathStep::Key(key)]),
        AidPlace::Sections => guide(&[PathStep::Key("sections")]),
        AidPlace::Comparison(None) => guide(&[COMPARISON]),
        AidPlace::Comparison(Some(key)) => guide(&[COMPARISON, PathStep::Key(key)]),
        AidPlace::Alternative(id) => guide(&[COMPARISON, ALTERNATIVES, PathStep::Entry(id)]),
        AidPlace::Entry(of, key, id) => guide(&[
            COMPARISON,
            ALTERNATIVES,
            PathStep::Entry(of),
            PathStep::Key(key),
            PathStep::Entry(id),
        ]),
        AidPlace::Position(of, key, position) => guide(&[
            COMPARISON,
            ALTERNATIVES,
            PathStep::Entry(of),
            PathStep::Key(key),
            PathStep::Position(position),
        ]),
        AidPlace::Chance(id) => guide(&[COMPARISON, PathStep::Key("chances"), PathStep::Entry(id)]),
    }
}
