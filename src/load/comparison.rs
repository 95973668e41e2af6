//! Reads `comparison` of `guide.json`.

use super::condition::{self, Use};
use super::earlier::IdPlace;
use super::fields::Fields;
use super::lookup::{self, Symbols};
use crate::diagnostic::{Code, one_of, shortened};
use crate::json::Reader;
use crate::pack::{
    Alternative, Cell, Chance, ChanceKind, Comparison, ComparisonRow, CostOverYears, OptionSet,
    Question, QuestionIndex, ReadinessCheck, Side, Span, Speaks, Text, Unfit,
};

pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    symbols: &Symbols,
) -> Comparison {
    let mut comparison = ComparisonReader { reader, symbols };
    let matters = comparison.question(fields, "matters");
    let rows: Vec<_> = fields.objects("rows").map(row).collect();
    let row_ids: Vec<_> = rows.iter().map(|row| row.id.as_str()).collect();
    let alternatives: Vec<_> = (fields.objects("alternatives"))
        .map(|fields| comparison.alternative(fields, &row_ids, matters.map(|(_, of)| of)))
        .collect();
    let ids: Vec<_> = (alternatives.iter())
        .map(|alternative| alternative.id.as_str())
        .collect();
    let chances: Vec<_> = (fields.objects("chances"))
        .filter_map(|fields| comparison.chance(fields, &ids))
        .collect();
    let chance_ids: Vec<_> = chances.iter().map(|chance| chance.id.as_str()).collect();
    for fields in fields.objects("chances") {
        comparison.require(fields, "compared_with", "count of people", &chance_ids);
    }
    Comparison {
        decision: fields.text("decision"),
        matters: matters.map(|(index, _)| index),
        touch_up_years: (fields.integers("touch_up_years").into_iter())
            .map(i32::unsigned_abs)
            .collect(),
        readiness: (fields.objects("readiness"))
            .filter_map(|fields| comparison.readiness(fields))
            .collect(),
        rows,
        alternatives,
        chances,
    }
}

fn row(fields: Fields) -> ComparisonRow {
    ComparisonRow {
        id: fields.id(),
        title: fields.text("title"),
    }
}

struct ComparisonReader<'read, 'text> {
    reader: &'read mut Reader<'text>,
    symbols: &'read Symbols<'read>,
}

impl<'read, 'text> ComparisonReader<'read, 'text> {
    fn alternative(
        &mut self,
        fields: Fields<'text>,
        rows: &[&str],
        matters: Option<&Question>,
    ) -> Alternative {
        let cells = fields.objects("cells").map(|fields| {
            self.require(fields, "row", "row", rows);
            Cell {
                row: fields.text("row"),
                text: fields.text("text"),
                support: self.symbols.support(self.reader, fields),
            }
        });
        let cells = cells.collect();
        let unfit = fields.objects("unfit").filter_map(|fields| {
            let when = fields.member("when")?;
            Some(Unfit {
                id: fields.id(),
                when: condition::read(self.reader, when, self.symbols, Use::Any)?,
                text: fields.text("text"),
                support: self.symbols.support(self.reader, fields),
            })
        });
        let unfit = unfit.collect();
        let speaks = fields.objects("speaks").filter_map(|fields| {
            let value = fields.member("value")?;
            lookup::option(
                self.reader,
                value,
                matters?,
                self.symbols.questions?.former(),
            )?;
            Some(Speaks {
                value: fields.text("value"),
                side: fields.word("side", &Side::WORDS)?,
                text: fields.text("text"),
                support: self.symbols.support(self.reader, fields),
            })
        });
        let speaks = speaks.collect();
        Alternative {
            id: fields.id(),
            name: fields.text("name"),
            cells,
            unfit,
            speaks,
            costs: (fields.objects("costs"))
                .filter_map(|fields| self.cost(fields))
                .collect(),
        }
    }

    fn cost(&mut self, fields: Fields<'text>) -> Option<CostOverYears> {
        Some(CostOverYears {
            country: fields.capitals("country")?,
            currency: fields.capitals("currency")?,
            five_years: span(fields, "five_years")?,
            ten_years: span(fields, "ten_years")?,
            because: fields.text("because"),
            support: self.symbols.support(self.reader, fields),
        })
    }

    fn chance(&mut self, fields: Fields<'text>, alternatives: &[&str]) -> Option<Chance> {
        self.require(fields, "alternative", "alternative", alternatives);
        let [count, of] = ["count", "of"].map(|key| fields.integer(key).map(i32::unsigned_abs));
        let (count, of) = (count?, of?);
        if count > of {
            let node = fields.member("count")?;
            let message = format!("{count} of {of} people is more than all of them");
            let help = "write to how many it happened in `count`, and how many there were in `of`";
            (self.reader).report(Code::BadNumber, node, message, help.to_owned());
        }
        Some(Chance {
            id: fields.id(),
            alternative: fields.text("alternative"),
            kind: fields.word("kind", &ChanceKind::WORDS)?,
            what: fields.text("what"),
            count,
            of,
            people: fields.text("people"),
            note: fields.optional_text("note"),
            compared_with: fields.optional_text("compared_with"),
            support: self.symbols.support(self.reader, fields),
        })
    }

    fn readiness(&mut self, fields: Fields<'text>) -> Option<ReadinessCheck> {
        let (question, of) = self.question(fields, "question")?;
        let node = fields.member("not_yet")?;
        let not_yet: OptionSet =
            lookup::option(self.reader, node, of, self.symbols.questions?.former())?;
        Some(ReadinessCheck {
            question,
            not_yet,
            step: fields.text("step"),
        })
    }

    fn question(
        &mut self,
        fields: Fields<'text>,
        key: &'static str,
    ) -> Option<(QuestionIndex, &'read Question)> {
        let node = fields.member(key)?;
        let id = self.reader.text(node)?;
        lookup::question(
            self.reader,
            self.symbols.questions?,
            id,
            IdPlace::Value(node),
        )
    }

    /// Reports an id that is none of these.
    fn require(&mut self, fields: Fields<'text>, key: &'static str, what: &str, ids: &[&str]) {
        let Some(node) = fields.member(key) else {
            return;
        };
        let id: Text = fields.text(key);
        if id.is_empty() || ids.contains(&id.as_str()) {
            return;
        }
        let message = format!("`{}` is not the id of a {what}", shortened(&id));
        let help = format!("write {}", one_of(ids));
        self.reader.report(Code::UnlistedId, node, message, help);
    }
}

fn span(fields: Fields, key: &'static str) -> Option<Span> {
    let (min, max) = fields.range(key)?;
    Some(Span {
        min: min.unsigned_abs(),
        max: max.unsigned_abs(),
    })
}
