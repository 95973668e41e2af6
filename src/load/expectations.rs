//! Reads `expectations.json`.

use super::condition;
use super::earlier::called;
use super::fields::Fields;
use super::lookup::Symbols;
use super::placeholders::{self, Braces};
use crate::diagnostic::Code;
use crate::json::Reader;
use crate::pack::{
    Cost, CostTable, Cover, Day, Expectations, Limit, Overall, OverallRanges, PriceNote, Row, Span,
    TouchUp,
};

/// Reads the tables; `None` if one of them is not an object.
pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    symbols: &Symbols,
    braces: Braces,
) -> Option<Expectations> {
    let mut tables = TableReader { reader, symbols };
    let sessions = fields.object("sessions").map(|table| tables.table(table));
    let prices =
        (fields.object("cost")).map(|cost| (tables.countries(cost), tables.price_notes(cost)));
    let healing = fields.object("recovery").map(|recovery| {
        let days = tables.timeline(recovery, braces);
        (tables.table(recovery), days, tables.limits(recovery))
    });
    let upkeep = fields.object("upkeep").map(|table| tables.table(table));
    let (cost, elsewhere) = prices?;
    let (recovery, timeline, limits) = healing?;
    let (sessions, upkeep) = (sessions?, upkeep?);
    Some(Expectations {
        overall: OverallRanges {
            sessions: sessions.stated.overall,
            recovery: recovery.stated.overall,
            upkeep: upkeep.stated.overall,
        },
        main: OverallRanges {
            sessions: sessions.stated.main,
            recovery: recovery.stated.main,
            upkeep: upkeep.stated.main,
        },
        sessions: sessions.rows,
        cost,
        elsewhere,
        recovery: recovery.rows,
        timeline,
        limits,
        upkeep: upkeep.rows,
    })
}

/// A table with the ranges stated for it as a whole.
struct ReadTable<Content> {
    rows: Vec<Row<Content>>,
    stated: StatedRanges<Content>,
}

/// The ranges stated for a whole table.
struct StatedRanges<Content> {
    /// No row may exceed them.
    overall: Option<Overall<Content>>,
    /// What the main source of the table says.
    main: Option<Overall<Content>>,
}

/// Reads tables of one kind: rows with a condition and ranges, of which the first that matches counts.
struct TableReader<'read, 'text> {
    reader: &'read mut Reader<'text>,
    symbols: &'read Symbols<'read>,
}

impl<'text> TableReader<'_, 'text> {
    fn table<Content: Cover>(&mut self, table: Fields<'text>) -> ReadTable<Content> {
        ReadTable {
            rows: self.rows(table),
            stated: StatedRanges {
                overall: self.stated(table, "overall"),
                main: self.stated(table, "main"),
            },
        }
    }

    fn stated<Content: Cover>(
        &mut self,
        table: Fields<'text>,
        key: &'static str,
    ) -> Option<Overall<Content>> {
        let fields = table.object(key)?;
        let support = self.symbols.support(self.reader, fields);
        Some(Overall {
            content: ranges(fields)?,
            support,
        })
    }

    /// The rows of a table; the last one must have no condition, and no other.
    fn rows<Content: Cover>(&mut self, table: Fields<'text>) -> Vec<Row<Content>> {
        let mut rows = Vec::new();
        let mut unconditional: Option<String> = None;
        let mut is_whole = true;
        for node in table.items("rows") {
            let Some(fields) = table.entry("rows", node) else {
                is_whole = false;
                continue;
            };
            let id = fields.id();
            if let Some(before) = &unconditional {
                let row = called("row", &id);
                let message = format!("{row} is never used: {before} before it is for everyone");
                let help = "move the row for everyone to the end, or give it a `when`";
                self.reader
                    .report(Code::UnreachableRow, node, message, help.to_owned());
            } else if !fields.has("when") && fields.are_known() {
                unconditional = Some(called("row", &id));
            } else if !fields.has("when") {
                is_whole = false; // an unknown key may be a misspelled `when`
            }
            let when = condition::read_optional(self.reader, fields.member("when"), self.symbols);
            let support = self.symbols.support(self.reader, fields);
            rows.extend(ranges(fields).map(|content| Row {
                id,
                when,
                content,
                because: fields.text("because"),
                support,
            }));
        }
        if unconditional.is_none() && is_whole {
            self.report_no_last_row(table);
        }
        rows
    }

    fn report_no_last_row(&mut self, table: Fields<'text>) {
        let list = table.member("rows");
        if let Some(list) = list.filter(|list| list.is_list()) {
            let help = "let the last row have no `when`";
            let message = "no row of this table is for everyone";
            self.reader
                .report(Code::NoRowForEverybody, list, message, help.to_owned());
        }
    }

    fn countries(&mut self, cost: Fields<'text>) -> Vec<CostTable> {
        let countries = cost.objects("countries");
        countries
            .filter_map(|fields| self.country(fields))
            .collect()
    }

    fn country(&mut self, fields: Fields<'text>) -> Option<CostTable> {
        let overall = self.cost(fields, "overall");
        let main = self.cost(fields, "main");
        let touch_up = fields.object("touch_up").map(|fields| TouchUp {
            amount: span(fields, "amount"),
            because: fields.text("because"),
            support: self.symbols.support(self.reader, fields),
        });
        let rows = self.rows(fields);
        Some(CostTable {
            country: fields.capitals("country")?,
            currency: fields.capitals("currency")?,
            overall: overall?,
            main,
            touch_up,
            rows,
        })
    }

    fn cost(&mut self, country: Fields<'text>, key: &'static str) -> Option<Cost> {
        let fields = country.object(key)?;
        let support = self.symbols.support(self.reader, fields);
        Some(Cost {
            amount: span(fields, "amount")?,
            support,
        })
    }

    fn price_notes(&mut self, cost: Fields<'text>) -> Vec<PriceNote> {
        let notes = cost.objects("elsewhere").filter_map(|fields| {
            let support = self.symbols.support(self.reader, fields);
            Some(PriceNote {
                country: fields.capitals("country")?,
                says: fields.text("says"),
                support,
            })
        });
        notes.collect()
    }

    fn timeline(&mut self, recovery: Fields<'text>, braces: Braces) -> Vec<Day> {
        let days = recovery.objects("timeline");
        days.map(|fields| self.day(fields, braces)).collect()
    }

    fn day(&mut self, fields: Fields<'text>, braces: Braces) -> Day {
        let (from, to) = (fields.integer("from"), fields.integer("to"));
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            let message = format!("the last day, {to}, is before the first, {from}");
            let help = "`from` is the first day and `to` the last";
            self.reader
                .report(Code::BadRange, fields.node(), message, help.to_owned());
        }
        placeholders::check(self.reader, fields.member("watch"), braces);
        Day {
            from: from.unwrap_or(0).unsigned_abs(),
            to: to.unwrap_or(0).unsigned_abs(),
            look: fields.text("look"),
            avoid: fields.text("avoid"),
            may: fields.text("may"),
            watch: fields.optional_text("watch"),
            support: self.symbols.support(self.reader, fields),
        }
    }

    fn limits(&mut self, recovery: Fields<'text>) -> Vec<Limit> {
        let limits = recovery.objects("limits").filter_map(|fields| {
            let support = self.symbols.support(self.reader, fields);
            Some(Limit {
                what: fields.text("what"),
                days: span(fields, "days")?,
                support,
            })
        });
        limits.collect()
    }
}

/// The ranges of a row, each under the key of its name.
fn ranges<Content: Cover>(fields: Fields) -> Option<Content> {
    Content::read(|key| span(fields, key))
}

fn span(fields: Fields, key: &'static str) -> Option<Span> {
    let (min, max) = fields.range(key)?;
    Some(Span {
        min: min.unsigned_abs(),
        max: max.unsigned_abs(),
    })
}
