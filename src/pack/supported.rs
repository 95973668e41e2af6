//! A walk over everything in a pack that rests on sources and claims.

use super::{Comparison, CostTable, Day, Pack, Row, Support, Text};

/// Something in a pack that rests on sources and claims.
#[derive(Debug, Clone, Copy)]
pub struct Supported<'pack> {
    /// What it is.
    pub part: SupportedPart<'pack>,
    /// Ids of its sources.
    pub sources: &'pack [Text],
    /// Ids of its claims; a dispute has none.
    pub claims: &'pack [Text],
}

/// A part of a pack that rests on sources, named by its id or its country.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum SupportedPart<'pack> {
    /// A rule.
    Rule(&'pack str),
    /// What is published or said by the main source over a whole table of sessions, recovery or upkeep.
    WholeTable,
    /// A row of the table of sessions.
    Sessions(&'pack str),
    /// An entry of a country's cost table.
    Cost(&'pack str, CostEntry<'pack>),
    /// A note on prices in a country that has no table.
    PriceNote(&'pack str),
    /// A row of the table of recovery.
    Recovery(&'pack str),
    /// Some days of the recovery plan.
    Day(&'pack Day),
    /// Something to leave alone after a session.
    Limit(&'pack str),
    /// A row of the table of upkeep.
    Upkeep(&'pack str),
    /// A statement in this section of the guide.
    Guide(&'pack str),
    /// Something about this alternative in the comparison.
    Alternative(&'pack str),
    /// A row or a note of the card of warning signs.
    WarningSign(&'pack str),
    /// A line or a message of the sheets.
    Sheet(&'pack str),
    /// Whom to call in a country.
    Contacts(&'pack str),
    /// One side of a dispute.
    Dispute(&'pack str),
    /// A law.
    Law(&'pack str),
}

/// An entry of a cost table.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum CostEntry<'pack> {
    /// The range of all published prices.
    AllPrices,
    /// The range of the main source.
    MainSource,
    /// A row.
    Row(&'pack str),
    /// The price of a touch-up.
    TouchUp,
}

impl Pack {
    /// Everything that rests on sources, in reading order. Claims are not among it: they are what it rests on.
    pub fn supported(&self) -> Vec<Supported<'_>> {
        let mut found = Found::default();
        for rule in &self.rules {
            let part = SupportedPart::Rule(&rule.id);
            found.add_lists(part, &rule.sources, &rule.claims);
        }
        found.add_expectations(self);
        for section in &self.guide {
            for item in &section.items {
                found.add(SupportedPart::Guide(&section.id), &item.support);
            }
        }
        if let Some(comparison) = &self.comparison {
            found.add_comparison(comparison);
        }
        if let Some(warnings) = &self.warnings {
            for row in &warnings.rows {
                found.add(SupportedPart::WarningSign(&row.id), &row.support);
            }
            for note in &warnings.notes {
                found.add(SupportedPart::WarningSign(&note.id), &note.support);
            }
        }
        for (id, support) in self.sheets.supports() {
            found.add(SupportedPart::Sheet(id), support);
        }
        for country in self
            .contacts
            .iter()
            .flat_map(|contacts| &contacts.countries)
        {
            found.add(SupportedPart::Contacts(&country.country), &country.support);
        }
        for dispute in &self.disputes {
            for sources in &dispute.sources {
                found.add_lists(SupportedPart::Dispute(&dispute.id), sources, &[]);
            }
        }
        for law in &self.laws {
            found.add(SupportedPart::Law(&law.id), &law.support);
        }
        found.0
    }
}

/// What the walk has found so far.
#[derive(Default)]
struct Found<'pack>(Vec<Supported<'pack>>);

impl<'pack> Found<'pack> {
    fn add(&mut self, part: SupportedPart<'pack>, support: &'pack Support) {
        self.add_lists(part, &support.sources, &support.claims);
    }

    fn add_lists(
        &mut self,
        part: SupportedPart<'pack>,
        sources: &'pack [Text],
        claims: &'pack [Text],
    ) {
        self.0.push(Supported {
            part,
            sources,
            claims,
        });
    }

    fn add_rows<Content>(
        &mut self,
        part: impl Fn(&'pack str) -> SupportedPart<'pack>,
        rows: &'pack [Row<Content>],
    ) {
        for row in rows {
            self.add(part(&row.id), &row.support);
        }
    }

    fn add_expectations(&mut self, pack: &'pack Pack) {
        let expectations = &pack.expectations;
        let overall = expectations.overall.supports();
        for support in overall.chain(expectations.main.supports()) {
            self.add(SupportedPart::WholeTable, support);
        }
        self.add_rows(SupportedPart::Sessions, &expectations.sessions);
        for table in &expectations.cost {
            self.add_cost(table);
        }
        for note in &expectations.elsewhere {
            self.add(SupportedPart::PriceNote(&note.country), &note.support);
        }
        self.add_rows(SupportedPart::Recovery, &expectations.recovery);
        for day in &expectations.timeline {
            self.add(SupportedPart::Day(day), &day.support);
        }
        for limit in &expectations.limits {
            self.add(SupportedPart::Limit(&limit.what), &limit.support);
        }
        self.add_rows(SupportedPart::Upkeep, &expectations.upkeep);
    }

    fn add_comparison(&mut self, comparison: &'pack Comparison) {
        for alternative in &comparison.alternatives {
            let part = SupportedPart::Alternative(&alternative.id);
            let cells = alternative.cells.iter().map(|cell| &cell.support);
            let unfit = alternative.unfit.iter().map(|unfit| &unfit.support);
            let speaks = alternative.speaks.iter().map(|speaks| &speaks.support);
            let costs = alternative.costs.iter().map(|cost| &cost.support);
            for support in cells.chain(unfit).chain(speaks).chain(costs) {
                self.add(part, support);
            }
        }
        for chance in &comparison.chances {
            let part = SupportedPart::Alternative(&chance.alternative);
            self.add(part, &chance.support);
        }
    }

    fn add_cost(&mut self, table: &'pack CostTable) {
        let part = |entry| SupportedPart::Cost(&table.country, entry);
        self.add(part(CostEntry::AllPrices), &table.overall.support);
        if let Some(main) = &table.main {
            self.add(part(CostEntry::MainSource), &main.support);
        }
        self.add_rows(|id| part(CostEntry::Row(id)), &table.rows);
        if let Some(touch_up) = &table.touch_up {
            self.add(part(CostEntry::TouchUp), &touch_up.support);
        }
    }
}
