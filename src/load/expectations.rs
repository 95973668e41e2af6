//! Reads `expectations.json`.

use super::builtin;
use super::condition::{self, Symbols, Use};
use super::fields::Fields;
use super::format::{
    COST, COUNTRY, DAY, EXPECTATIONS, LIMIT, OVERALL, PRICE_NOTE, PRICE_ROW, RECOVERY,
    RECOVERY_OVERALL, RECOVERY_ROW, SESSIONS, SESSIONS_OVERALL, SESSIONS_ROW, TOUCH_UP, UPKEEP,
    UPKEEP_OVERALL, UPKEEP_ROW,
};
use super::ids::{IdRegistry, called};
use super::placeholders::{self, Braces};
use super::reader::Reader;
use super::shape::Object;
use super::tree::Node;
use crate::diagnostic::Code;
use crate::pack::{
    Cost, CostTable, Day, Expectations, Limit, Overall, OverallRanges, Price, PriceNote, Recovery,
    Row, Sessions, Span, Support, TouchUp, Upkeep,
};

/// Largest number in a range.
pub(super) const MOST: i32 = 10_000_000;

pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
    braces: Braces,
) -> Option<Expectations> {
    let fields = reader.fields(node, &EXPECTATIONS)?;
    let sessions = table(
        reader,
        &fields,
        ("sessions", &SESSIONS),
        |reader, fields| {
            let object = &SESSIONS_OVERALL;
            let ranges = stated_ranges(reader, &fields, object, symbols, sessions_content);
            let rows = rows(reader, &fields, &SESSIONS_ROW, symbols, sessions_content);
            fields.finish(reader);
            (rows, ranges)
        },
    );
    let cost = table(reader, &fields, ("cost", &COST), |reader, fields| {
        let mut ids = IdRegistry::new(&COUNTRY);
        let list = fields.filled_list(reader, "countries").iter();
        let tables = list
            .filter_map(|node| country(reader, node, &mut ids, symbols))
            .collect();
        let list = fields.optional_list(reader, "elsewhere").iter();
        let notes = list
            .filter_map(|node| price_note(reader, node, &mut ids, symbols))
            .collect();
        fields.finish(reader);
        (tables, notes)
    });
    let recovery = table(
        reader,
        &fields,
        ("recovery", &RECOVERY),
        |reader, fields| {
            let object = &RECOVERY_OVERALL;
            let ranges = stated_ranges(reader, &fields, object, symbols, recovery_content);
            let rows = rows(reader, &fields, &RECOVERY_ROW, symbols, recovery_content);
            let list = fields.filled_list(reader, "timeline").iter();
            let days = list
                .filter_map(|node| day(reader, node, symbols, braces))
                .collect();
            let list = fields.optional_list(reader, "limits").iter();
            let limits = list
                .filter_map(|node| limit(reader, node, symbols))
                .collect();
            fields.finish(reader);
            (rows, ranges, days, limits)
        },
    );
    let upkeep = table(reader, &fields, ("upkeep", &UPKEEP), |reader, fields| {
        let ranges = stated_ranges(reader, &fields, &UPKEEP_OVERALL, symbols, upkeep_content);
        let rows = rows(reader, &fields, &UPKEEP_ROW, symbols, upkeep_content);
        fields.finish(reader);
        (rows, ranges)
    });
    fields.finish(reader);
    let (cost, elsewhere) = cost?;
    let (sessions, of_sessions) = sessions?;
    let (recovery, of_recovery, timeline, limits) = recovery?;
    let (upkeep, of_upkeep) = upkeep?;
    Some(Expectations {
        overall: OverallRanges {
            sessions: of_sessions.overall,
            recovery: of_recovery.overall,
            upkeep: of_upkeep.overall,
        },
        main: OverallRanges {
            sessions: of_sessions.main,
            recovery: of_recovery.main,
            upkeep: of_upkeep.main,
        },
        sessions,
        cost,
        elsewhere,
        recovery,
        timeline,
        limits,
        upkeep,
    })
}

fn sessions_content<'text>(
    reader: &mut Reader<'text>,
    fields: &Fields<'_, 'text>,
) -> Option<Sessions> {
    let visits = span(reader, fields, "visits");
    let hours = span(reader, fields, "hours");
    let gap_days = span(reader, fields, "gap_days");
    Some(Sessions {
        visits: visits?,
        hours: hours?,
        gap_days: gap_days?,
    })
}

fn recovery_content<'text>(
    reader: &mut Reader<'text>,
    fields: &Fields<'_, 'text>,
) -> Option<Recovery> {
    let redness_days = span(reader, fields, "redness_days");
    let care_days = span(reader, fields, "care_days");
    let sun_and_water_days = span(reader, fields, "sun_and_water_days");
    Some(Recovery {
        redness_days: redness_days?,
        care_days: care_days?,
        sun_and_water_days: sun_and_water_days?,
    })
}

fn upkeep_content<'text>(reader: &mut Reader<'text>, fields: &Fields<'_, 'text>) -> Option<Upkeep> {
    let months = span(reader, fields, "months")?;
    Some(Upkeep { months })
}

/// What is stated over the rows of a table.
struct StatedRanges<Content> {
    /// The ranges that every row keeps to.
    overall: Option<Overall<Content>>,
    /// What the source says that the table is built on.
    main: Option<Overall<Content>>,
}

fn stated_ranges<'text, Content>(
    reader: &mut Reader<'text>,
    fields: &Fields<'_, 'text>,
    object: &'static Object,
    symbols: &Symbols,
    content: impl Fn(&mut Reader<'text>, &Fields<'_, 'text>) -> Option<Content>,
) -> StatedRanges<Content> {
    let mut read = |key| {
        let fields = reader.fields(fields.optional(key)?, object)?;
        let content = content(reader, &fields);
        let support = support(reader, &fields, symbols);
        fields.finish(reader);
        Some(Overall {
            content: content?,
            support,
        })
    };
    StatedRanges {
        overall: read("overall"),
        main: read("main"),
    }
}

/// One of the four tables, an object under its key.
fn table<'node, 'text, Content>(
    reader: &mut Reader<'text>,
    fields: &Fields<'node, 'text>,
    (key, object): (&'static str, &'static Object),
    read: impl FnOnce(&mut Reader<'text>, Fields<'node, 'text>) -> Content,
) -> Option<Content> {
    let node = fields.required(key)?;
    let fields = reader.fields(node, object)?;
    Some(read(reader, fields))
}

/// The rows of a table, of which the last is for everybody.
fn rows<'node, 'text, Content>(
    reader: &mut Reader<'text>,
    fields: &Fields<'node, 'text>,
    object: &'static Object,
    symbols: &Symbols,
    content: impl Fn(&mut Reader<'text>, &Fields<'_, 'text>) -> Option<Content>,
) -> Vec<Row<Content>> {
    let list = fields.required("rows");
    let Some((list, nodes)) = list.and_then(|list| Some((list, reader.list(list)?))) else {
        return Vec::new();
    };
    let mut ids = IdRegistry::new(object);
    let mut rows = Vec::new();
    let mut everybody: Option<String> = None;
    let mut is_whole = true;
    for node in nodes {
        let Some((fields, id)) = ids.entry(reader, node) else {
            is_whole = false;
            continue;
        };
        let condition = fields.optional("when");
        let when = condition.and_then(|node| condition::read(reader, node, symbols, Use::Any));
        let content = content(reader, &fields);
        let because = fields.text(reader, "because");
        let support = support(reader, &fields, symbols);
        let all_known = fields.finish(reader);
        if let Some(everybody) = &everybody {
            let message = format!(
                "{} is never used: {everybody} before it is for everybody",
                called("row", &id)
            );
            let help = "move the row for everybody to the end, or give it a `when`";
            reader.report(Code::UnreachableRow, node, message, help.to_owned());
        } else if condition.is_none() && all_known {
            // With a key that is not known, the row may have a `when` that is misspelled.
            everybody = Some(called("row", &id));
        } else if condition.is_none() {
            is_whole = false;
        }
        rows.extend(content.map(|content| Row {
            id,
            when,
            content,
            because,
            support,
        }));
    }
    if everybody.is_none() && is_whole {
        let help = "let the last row have no `when`";
        let message = "no row of this table is for everybody";
        reader.report(Code::NoRowForEverybody, list, message, help.to_owned());
    }
    rows
}

fn country<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    ids: &mut IdRegistry<'node, 'text>,
    symbols: &Symbols,
) -> Option<CostTable> {
    let fields = reader.fields(node, &COUNTRY)?;
    let country = fields.capitals(reader, "country", 2);
    if let Some((node, code)) = country {
        ids.check_unique(reader, node, code);
    }
    let currency = fields.capitals(reader, "currency", 3);
    let mut cost = |node| {
        let fields = reader.fields(node, &OVERALL)?;
        let amount = span(reader, &fields, "amount");
        let support = support(reader, &fields, symbols);
        fields.finish(reader);
        Some(Cost {
            amount: amount?,
            support,
        })
    };
    let overall = fields.required("overall").and_then(&mut cost);
    let main = fields.optional("main").and_then(&mut cost);
    let later = fields.optional("touch_up");
    let touch_up = later.and_then(|node| self::touch_up(reader, node, symbols));
    let rows = rows(reader, &fields, &PRICE_ROW, symbols, |reader, fields| {
        let amount = span(reader, fields, "amount");
        Some(Price { amount: amount? })
    });
    fields.finish(reader);
    Some(CostTable {
        country: builtin::intern_text(country?.1),
        currency: builtin::intern_text(currency?.1),
        overall: overall?,
        main,
        touch_up,
        rows,
    })
}

fn touch_up<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
) -> Option<TouchUp> {
    let fields = reader.fields(node, &TOUCH_UP)?;
    let amount = fields.nullable(reader, "amount", pair);
    let because = fields.text(reader, "because");
    let support = support(reader, &fields, symbols);
    fields.finish(reader);
    Some(TouchUp {
        amount,
        because,
        support,
    })
}

fn price_note<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    ids: &mut IdRegistry<'node, 'text>,
    symbols: &Symbols,
) -> Option<PriceNote> {
    let fields = reader.fields(node, &PRICE_NOTE)?;
    let country = fields.capitals(reader, "country", 2);
    if let Some((node, code)) = country {
        ids.check_unique(reader, node, code);
    }
    let says = fields.text(reader, "says");
    let support = support(reader, &fields, symbols);
    fields.finish(reader);
    let (_, country) = country?;
    Some(PriceNote {
        country: builtin::intern_text(country),
        says,
        support,
    })
}

fn day<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
    braces: Braces,
) -> Option<Day> {
    let fields = reader.fields(node, &DAY)?;
    let number = |reader: &mut Reader<'text>, key| {
        let node = fields.required(key);
        node.and_then(|node| reader.integer(node, 0, MOST))
    };
    let (from, to) = (number(reader, "from"), number(reader, "to"));
    let day = Day {
        from: from.unwrap_or(0).unsigned_abs(),
        to: to.unwrap_or(0).unsigned_abs(),
        look: fields.text(reader, "look"),
        avoid: fields.text(reader, "avoid"),
        may: fields.text(reader, "may"),
        watch: fields.optional_text(reader, "watch"),
        support: support(reader, &fields, symbols),
    };
    placeholders::check(reader, fields.optional("watch"), braces);
    fields.finish(reader);
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        let message = format!("the last day, {to}, is before the first, {from}");
        let help = "`from` is the first day and `to` the last";
        reader.report(Code::BadRange, node, message, help.to_owned());
    }
    Some(day)
}

fn limit<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
) -> Option<Limit> {
    let fields = reader.fields(node, &LIMIT)?;
    let what = fields.text(reader, "what");
    let days = span(reader, &fields, "days");
    let support = support(reader, &fields, symbols);
    fields.finish(reader);
    Some(Limit {
        what,
        days: days?,
        support,
    })
}

/// The sources and claims of a statement; only their presence if the list of sources is unreadable.
pub(super) fn support<'text>(
    reader: &mut Reader<'text>,
    fields: &Fields<'_, 'text>,
    symbols: &Symbols,
) -> Support {
    if let Some(library) = symbols.library {
        return library.support(reader, fields);
    }
    // Nothing can be cited wrongly from a list that could not be read.
    for key in ["sources", "claims"] {
        for node in fields.filled_list(reader, key) {
            reader.text(node);
        }
    }
    Support::default()
}

/// A range: two whole numbers, the lower one first.
fn span<'text>(
    reader: &mut Reader<'text>,
    fields: &Fields<'_, 'text>,
    key: &'static str,
) -> Option<Span> {
    pair(reader, fields.required(key)?)
}

fn pair<'text>(reader: &mut Reader<'text>, node: &Node<'text>) -> Option<Span> {
    let help = "write the lowest and the highest number, such as `[2, 4]`";
    let [min, max] = (reader.pair(node, help)?).map(|node| reader.integer(node, 0, MOST));
    let (min, max) = (min?, max?);
    if max < min {
        let message = format!("the range goes from {min} down to {max}");
        let help = "write the lower number first";
        reader.report(Code::BadRange, node, message, help.to_owned());
    }
    Some(Span {
        min: min.unsigned_abs(),
        max: max.unsigned_abs(),
    })
}
