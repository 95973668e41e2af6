//! Coverage of a pack by its cases: rules, options, verdicts and rows of expectations.

use std::collections::BTreeSet;

use crate::assess::{Estimate, Table, assess, assess_in};
use crate::case::Case;
use crate::pack::{
    Condition, Country, Expectations, OptionSet, Pack, QuestionIndex, Row, Rule, Variant, Verdict,
};

/// Something that a case can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoverageItem {
    /// A rule fires, by its place in the pack.
    Rule(usize),
    /// A rule fires and is cleared.
    Cleared(usize),
    /// A question is answered with an option, or with none of them.
    Option(QuestionIndex, OptionSet),
    /// The result is this verdict.
    Verdict(Verdict),
    /// A row alone counts, by the number of its table and its place there: sessions, each cost table, recovery, upkeep.
    Row(usize, usize),
}

/// How many items of one kind are reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryCoverage {
    /// The kind in words, for example "rules".
    pub what: &'static str,
    /// How many there are.
    pub all: usize,
    /// Those that no case reaches.
    pub missing: Vec<CoverageItem>,
}

/// What the cases of a pack reach, kind by kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage(pub Vec<CategoryCoverage>);

/// Follows every case and notes what it reaches.
pub fn coverage(table: &Table, cases: &[Case]) -> Coverage {
    let pack = table.pack();
    let mut reached = BTreeSet::new();
    for case in cases {
        reach(table, case, &mut reached);
    }
    let rules = (0..pack.rules.len()).map(CoverageItem::Rule);
    let clearable = pack
        .rules
        .iter()
        .enumerate()
        .filter(|(_, rule)| rule.cleared_by.is_some())
        .map(|(place, _)| CoverageItem::Cleared(place));
    let options = pack
        .questions_before_result()
        .flat_map(|(index, question)| {
            let options = (0..question.options.len()).map(OptionSet::single);
            options.map(move |option| CoverageItem::Option(index, option))
        });
    let verdicts = verdicts(pack).into_iter().map(CoverageItem::Verdict);
    let all_tables = tables(&pack.expectations);
    let rows = all_tables
        .iter()
        .enumerate()
        .flat_map(|(number, (_, rows))| {
            (0..rows.len()).map(move |place| CoverageItem::Row(number, place))
        });
    let category = |what, items: Vec<CoverageItem>| CategoryCoverage {
        what,
        all: items.len(),
        missing: items
            .into_iter()
            .filter(|item| !reached.contains(item))
            .collect(),
    };
    Coverage(vec![
        category("rules", rules.collect()),
        category("approvals", clearable.collect()),
        category("options", options.collect()),
        category("verdicts", verdicts.collect()),
        category("rows of expectations", rows.collect()),
    ])
}

fn reach(table: &Table, case: &Case, reached: &mut BTreeSet<CoverageItem>) {
    let pack = table.pack();
    let assessment = assess(table, &case.answers);
    reached.insert(CoverageItem::Verdict(assessment.verdict));
    for finding in &assessment.findings {
        let place = pack
            .rules
            .iter()
            .position(|rule| rule.id == finding.rule.id);
        reached.extend(place.map(CoverageItem::Rule));
        reached.extend(
            place
                .filter(|_| finding.is_cleared())
                .map(CoverageItem::Cleared),
        );
    }
    for (index, _) in pack.numbered_questions() {
        let chosen = assessment.answers.known(index).unwrap_or_default();
        let options = chosen.positions().map(OptionSet::single);
        reached.extend(options.map(|option| CoverageItem::Option(index, option)));
    }
    let rows = deciding_rows(table, case)
        .into_iter()
        .enumerate()
        .filter_map(|(number, place)| Some(CoverageItem::Row(number, place?)));
    reached.extend(rows);
}

/// The row of each table that counts; none where an unknown answer leaves several possible.
fn deciding_rows(table: &Table, case: &Case) -> Vec<Option<usize>> {
    let expectations = &table.pack().expectations;
    let assessment = assess(table, &case.answers);
    let mut deciding = vec![only(&assessment.sessions, &expectations.sessions)];
    for prices in &expectations.cost {
        let country = Country::parse(&prices.country);
        let there = country.map(|country| assess_in(table, &case.answers, &country).price);
        deciding.push(there.and_then(|price| only(&price, &prices.rows)));
    }
    deciding.push(only(&assessment.recovery, &expectations.recovery));
    deciding.push(only(&assessment.upkeep, &expectations.upkeep));
    deciding
}

fn only<Content>(estimate: &Estimate<Content>, rows: &[Row<Content>]) -> Option<usize> {
    let [only] = estimate.rows.as_slice() else {
        return None;
    };
    rows.iter().position(|row| row.id == only.id)
}

/// The verdicts that a pack can give at all: those of its bands and gates.
fn verdicts(pack: &Pack) -> BTreeSet<Verdict> {
    let bands = pack.bands.iter().map(|band| band.verdict);
    let variants = pack.rules.iter().flat_map(Rule::variants);
    let gates = variants.filter_map(Variant::verdict);
    bands.chain(gates).collect()
}

/// Every table of expectations with its name and the ids and conditions of its rows.
pub(super) fn tables(expectations: &Expectations) -> Vec<(String, Vec<RowHead<'_>>)> {
    let mut tables = vec![("sessions".to_owned(), heads(&expectations.sessions))];
    for table in &expectations.cost {
        tables.push((format!("cost in {}", table.country), heads(&table.rows)));
    }
    tables.push(("recovery".to_owned(), heads(&expectations.recovery)));
    tables.push(("upkeep".to_owned(), heads(&expectations.upkeep)));
    tables
}

/// A row without its content.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowHead<'pack> {
    pub(super) id: &'pack str,
    /// The condition under which it matches; `None` if it always does.
    pub(super) when: Option<&'pack Condition>,
}

pub(super) fn heads<Content>(rows: &[Row<Content>]) -> Vec<RowHead<'_>> {
    let heads = rows.iter().map(|row| RowHead {
        id: row.id.as_str(),
        when: row.when.as_ref(),
    });
    heads.collect()
}

impl CoverageItem {
    /// The item in words, for example "rule `keloid`".
    pub fn name(self, pack: &Pack) -> String {
        match self {
            Self::Rule(place) => {
                let rule = pack.rules.get(place);
                format!("rule `{}`", rule.map_or("", |rule| &rule.id))
            }
            Self::Cleared(place) => {
                let rule = pack.rules.get(place);
                format!("rule `{}`, cleared", rule.map_or("", |rule| &rule.id))
            }
            Self::Option(index, option) => {
                let question = pack.question(index);
                let ids: Vec<_> = option
                    .positions()
                    .map(|position| question.option(position))
                    .map(|option| option.id.as_str())
                    .collect();
                format!("option `{}` = `{}`", question.id, ids.join("`, `"))
            }
            Self::Verdict(verdict) => format!("verdict `{}`", verdict.id()),
            Self::Row(number, place) => {
                let tables = tables(&pack.expectations);
                let table = tables.get(number);
                let row = table.and_then(|(_, rows)| rows.get(place));
                let name = table.map_or("", |(name, _)| name);
                format!("row `{}` of {name}", row.map_or("", |row| row.id))
            }
        }
    }
}
