//! What a decision aid must have, item by item: the qualifying and certifying items of the International
//! Patient Decision Aid Standards (IPDAS), version 4, that a program can check.
//!
//! Four more certifying items are about tests, so they do not apply. Whether the content is right, and what the
//! aid does for people, only people can find out: [`FOR_PEOPLE`] lists it.

use super::{Alternative, Cell, Condition, GuideTopic, Pack, Requirement, Support};

/// One item of the standard.
#[derive(Debug, Clone)]
pub struct AidItem<'pack> {
    /// Its number in the standard.
    pub number: &'static str,
    /// Which part of the standard it is from.
    pub kind: AidItemKind,
    /// What it asks for.
    pub asks: &'static str,
    /// Where the pack has it.
    pub place: AidPlace<'pack>,
    /// What is missing, and where; nothing if it is met.
    pub gaps: Vec<AidGap<'pack>>,
}

/// A part of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AidItemKind {
    /// Without it, it is no decision aid.
    Qualifying,
    /// Without it, it may mislead.
    Certifying,
}

/// Something that an item asks for and the pack lacks.
#[derive(Debug, Clone)]
pub struct AidGap<'pack> {
    /// Where it belongs.
    pub place: AidPlace<'pack>,
    /// What is missing.
    pub missing: String,
}

/// A place in the files of a pack.
#[derive(Debug, Clone, Copy)]
pub enum AidPlace<'pack> {
    /// A key of `pack.json`.
    Header(&'static str),
    /// The sections of the guide.
    Sections,
    /// The comparison, or a key of it.
    Comparison(Option<&'static str>),
    /// An alternative.
    Alternative(&'pack str),
    /// An entry of a list of an alternative: the alternative, the key of the list and the id.
    Entry(&'pack str, &'static str, &'pack str),
    /// A position in a list of an alternative.
    Position(&'pack str, &'static str, usize),
    /// A count of people.
    Chance(&'pack str),
}

/// What only people can do. No one has done it for the built-in pack.
pub const FOR_PEOPLE: [&str; 5] = [
    "People who face the decision took part in making it",
    "People who face the decision tried it out",
    "Doctors and practitioners who took no part reviewed it",
    "It was tested whether people know more after it",
    "It was tested whether their choice fits what matters to them",
];

/// The row that says how well an alternative works.
const WORKS: &str = "works";
/// The row that says what harm it may do.
const HARMS: &str = "harms";
/// The row that says what it is like to live with.
const LIVING: &str = "living";
/// The alternative with the most words has at most this many times as many as the one with the fewest. Our own
/// measure: the standard asks for equal detail and names none.
const MOST_WORDS: usize = 2;

/// Every item, in the order of the standard.
pub fn decision_aid(pack: &Pack) -> Vec<AidItem<'_>> {
    let items = ITEMS
        .iter()
        .map(|&(number, kind, asks, place, check)| AidItem {
            number,
            kind,
            asks,
            place,
            gaps: check(pack),
        });
    items.collect()
}

/// Number, kind, what it asks for, where a pack has it, and what checks it.
type Item = (
    &'static str,
    AidItemKind,
    &'static str,
    AidPlace<'static>,
    fn(&Pack) -> Vec<AidGap<'_>>,
);

const ITEMS: [Item; 12] = {
    use AidItemKind::{Certifying, Qualifying};
    use AidPlace::{Comparison, Header, Sections};
    const OPTIONS: AidPlace<'static> = Comparison(Some("alternatives"));
    const DECISION: AidPlace<'static> = Comparison(Some("decision"));
    [
        (
            "1.1.1",
            Qualifying,
            "It describes the condition",
            Sections,
            condition,
        ),
        (
            "1.1.2",
            Qualifying,
            "It states the decision",
            DECISION,
            decision,
        ),
        (
            "1.1.3",
            Qualifying,
            "It lists the options, doing nothing among them",
            OPTIONS,
            options,
        ),
        (
            "1.1.4",
            Qualifying,
            "It describes what is good about each option",
            OPTIONS,
            |pack| without_row(pack, WORKS),
        ),
        (
            "1.1.5",
            Qualifying,
            "It describes what is bad about each option",
            OPTIONS,
            |pack| without_row(pack, HARMS),
        ),
        (
            "1.2.1",
            Qualifying,
            "It describes what each option is like to live with",
            OPTIONS,
            |pack| without_row(pack, LIVING),
        ),
        (
            "2.1.1",
            Certifying,
            "It shows good and bad sides in equal detail",
            OPTIONS,
            equal_detail,
        ),
        (
            "2.2.1",
            Certifying,
            "It cites the evidence",
            OPTIONS,
            citations,
        ),
        (
            "2.2.2",
            Certifying,
            "It says when it was made",
            Header("updated"),
            |pack| said(pack.provenance.updated.is_some(), "updated"),
        ),
        (
            "2.2.3",
            Certifying,
            "It says when it will be checked again",
            Header("review_by"),
            |pack| said(pack.provenance.review_by.is_some(), "review_by"),
        ),
        (
            "2.2.4",
            Certifying,
            "It says how sure the evidence is",
            OPTIONS,
            uncertainty,
        ),
        (
            "2.3.1",
            Certifying,
            "It says who paid for it",
            Header("funding"),
            |pack| said(pack.provenance.funding.is_some(), "funding"),
        ),
    ]
};

/// What is missing if a key of `pack.json` is not there.
fn said(is_there: bool, key: &'static str) -> Vec<AidGap<'static>> {
    let what = format!("`{key}` is not there");
    let gap = (!is_there).then(|| missing(AidPlace::Header(key), what));
    gap.into_iter().collect()
}

fn alternatives(pack: &Pack) -> &[Alternative] {
    let comparison = pack.comparison.as_ref();
    comparison.map_or(&[], |comparison| &comparison.alternatives)
}

fn missing(place: AidPlace<'_>, missing: impl Into<String>) -> AidGap<'_> {
    AidGap {
        place,
        missing: missing.into(),
    }
}

/// A section about the condition that says something for each option of the questions that it asks.
fn condition(pack: &Pack) -> Vec<AidGap<'_>> {
    let sections = pack.guide.iter();
    let about = sections.filter(|section| section.topic == GuideTopic::Condition);
    let items: Vec<_> = about.flat_map(|section| &section.items).collect();
    if items.is_empty() {
        let what = "no section has the topic `condition`";
        return vec![missing(AidPlace::Sections, what)];
    }
    let conditions = items.iter().filter_map(|item| item.when.as_ref());
    let named: Vec<Requirement> = conditions.flat_map(Condition::requirements).collect();
    let mut gaps = Vec::new();
    for (index, question) in pack.numbered_questions() {
        let of_this: Vec<_> = (named.iter())
            .filter(|requirement| requirement.question == index)
            .collect();
        if of_this.is_empty() {
            continue;
        }
        for (position, option) in question.options.iter().enumerate() {
            let mut naming = of_this.iter();
            if !naming.any(|requirement| requirement.options.contains(position)) {
                let what = format!("nothing is said for `{}` of `{}`", option.id, question.id);
                gaps.push(missing(AidPlace::Sections, what));
            }
        }
    }
    gaps
}

fn decision(pack: &Pack) -> Vec<AidGap<'_>> {
    match pack.comparison {
        Some(_) => Vec::new(),
        None => vec![missing(
            AidPlace::Comparison(None),
            "`comparison` is not there",
        )],
    }
}

fn options(pack: &Pack) -> Vec<AidGap<'_>> {
    const FEWEST: usize = 3;
    let place = AidPlace::Comparison(Some("alternatives"));
    let all = alternatives(pack);
    let mut gaps = Vec::new();
    if !all.iter().any(|of| of.id == Alternative::NOTHING) {
        gaps.push(missing(place, "no alternative has the id `nothing`"));
    }
    if all.len() < FEWEST {
        let what = format!("{} alternatives are fewer than {FEWEST}", all.len());
        gaps.push(missing(place, what));
    }
    gaps
}

/// Alternatives whose cell of a row is not there, or says nothing.
fn without_row<'pack>(pack: &'pack Pack, row: &'static str) -> Vec<AidGap<'pack>> {
    let all = alternatives(pack);
    if all.is_empty() {
        return decision(pack);
    }
    let without = all.iter().filter(|of| of.cell(row).is_none());
    let gap = |of: &'pack Alternative| {
        missing(
            AidPlace::Alternative(&of.id),
            format!("`{}` has no cell `{row}`", of.id),
        )
    };
    without.map(gap).collect()
}

/// Every alternative has a cell in every row, and about as many words as every other.
fn equal_detail(pack: &Pack) -> Vec<AidGap<'_>> {
    let Some(comparison) = &pack.comparison else {
        return decision(pack);
    };
    let mut gaps = Vec::new();
    for of in &comparison.alternatives {
        for row in &comparison.rows {
            if of.cell(&row.id).is_none() {
                let what = format!("`{}` has no cell `{}`", of.id, row.id);
                gaps.push(missing(AidPlace::Alternative(&of.id), what));
            }
        }
    }
    let words = |of: &Alternative| {
        let cells = of.cells.iter();
        let words: usize = cells.map(|cell| cell.text.split_whitespace().count()).sum();
        words
    };
    let fewest = comparison.alternatives.iter().map(words).min();
    for of in &comparison.alternatives {
        let (count, fewest) = (words(of), fewest.unwrap_or(0));
        if count > fewest * MOST_WORDS {
            let what = format!(
                "`{}` has {count} words, more than {MOST_WORDS} times the {fewest} of another",
                of.id
            );
            gaps.push(missing(AidPlace::Alternative(&of.id), what));
        }
    }
    gaps
}

/// Every statement of the comparison with its place and what it rests on, but those that say that nothing was
/// found.
fn statements(pack: &Pack) -> Vec<(AidPlace<'_>, &Support)> {
    let mut all = Vec::new();
    for of in alternatives(pack) {
        let cells = of.cells.iter().filter(|cell| !Cell::is_gap(cell));
        all.extend(cells.map(|cell| {
            let place = AidPlace::Entry(&of.id, "cells", &cell.row);
            (place, &cell.support)
        }));
        all.extend(of.unfit.iter().map(|unfit| {
            let place = AidPlace::Entry(&of.id, "unfit", &unfit.id);
            (place, &unfit.support)
        }));
        let speaks = of
            .speaks
            .iter()
            .filter(|speaks| !super::is_gap(&speaks.text));
        all.extend(speaks.map(|speaks| {
            let place = AidPlace::Entry(&of.id, "speaks", &speaks.value);
            (place, &speaks.support)
        }));
        all.extend(of.costs.iter().enumerate().map(|(position, cost)| {
            let place = AidPlace::Position(&of.id, "costs", position);
            (place, &cost.support)
        }));
    }
    let chances = pack.comparison.iter().flat_map(|of| &of.chances);
    all.extend(chances.map(|chance| (AidPlace::Chance(&chance.id), &chance.support)));
    all
}

fn citations(pack: &Pack) -> Vec<AidGap<'_>> {
    if pack.comparison.is_none() {
        return decision(pack);
    }
    let all = statements(pack).into_iter();
    let gaps = all.filter_map(|(place, support)| {
        let lacks = match (support.sources.is_empty(), support.claims.is_empty()) {
            (true, true) => "no source and no claim",
            (true, false) => "no source",
            (false, true) => "no claim",
            (false, false) => return None,
        };
        Some(missing(place, format!("the statement names {lacks}")))
    });
    gaps.collect()
}

fn uncertainty(pack: &Pack) -> Vec<AidGap<'_>> {
    if pack.comparison.is_none() {
        return decision(pack);
    }
    let all = statements(pack).into_iter();
    let unknown = all.filter(|(_, support)| pack.strength(&support.claims).is_none());
    let gap = |(place, _)| missing(place, "no claim says how strong the evidence is");
    unknown.map(gap).collect()
}
