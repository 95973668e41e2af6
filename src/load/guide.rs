//! Reads `guide.json`.

use super::comparison;
use super::condition;
use super::fields::Fields;
use super::lookup::Symbols;
use super::placeholders::{self, Braces};
use super::sheets;
use crate::json::Reader;
use crate::pack::{
    Comparison, Contacts, CountryContacts, GuideItem, GuideSection, GuideTopic, Numbers, Rule,
    Sheets, Warning, WarningNote, Warnings,
};

/// The content of the file.
pub(super) struct Guide {
    pub(super) sections: Vec<GuideSection>,
    pub(super) comparison: Option<Comparison>,
    pub(super) warnings: Option<Warnings>,
    pub(super) contacts: Option<Contacts>,
    pub(super) sheets: Sheets,
    /// What braces mean in the texts of the pack.
    pub(super) braces: Braces,
}

pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    symbols: &Symbols,
    rules: Option<&[Rule]>,
) -> Guide {
    let braces = if fields.has("contacts") {
        Braces::Placeholders
    } else {
        Braces::Characters
    };
    let mut texts = GuideReader {
        reader,
        symbols,
        braces,
    };
    Guide {
        sections: fields
            .objects("sections")
            .map(|fields| texts.section(fields))
            .collect(),
        comparison: (fields.object("comparison"))
            .map(|fields| comparison::read(texts.reader, fields, symbols)),
        warnings: fields.object("warnings").map(|card| texts.warnings(card)),
        contacts: (fields.object("contacts")).and_then(|fields| texts.contacts(fields)),
        sheets: sheets::read(
            texts.reader,
            fields.object("sheets"),
            symbols,
            rules,
            braces,
        ),
        braces,
    }
}

struct GuideReader<'read, 'text> {
    reader: &'read mut Reader<'text>,
    symbols: &'read Symbols<'read>,
    braces: Braces,
}

impl<'text> GuideReader<'_, 'text> {
    fn section(&mut self, fields: Fields<'text>) -> GuideSection {
        let topic = fields.word("topic", &GuideTopic::WORDS);
        let items = fields.objects("items");
        GuideSection {
            id: fields.id(),
            title: fields.text("title"),
            topic: topic.unwrap_or(GuideTopic::Results),
            items: items.map(|fields| self.item(fields)).collect(),
        }
    }

    fn item(&mut self, fields: Fields<'text>) -> GuideItem {
        self.check_braces(fields, "text");
        GuideItem {
            label: fields.optional_text("label"),
            text: fields.text("text"),
            when: condition::read_optional(self.reader, fields.member("when"), self.symbols),
            support: self.symbols.support(self.reader, fields),
        }
    }

    fn warnings(&mut self, card: Fields<'text>) -> Warnings {
        let (rows, notes) = (card.objects("rows"), card.objects("notes"));
        Warnings {
            title: card.text("title"),
            title_after: card.optional_text("title_after"),
            rows: rows.map(|fields| self.warning(fields)).collect(),
            notes: notes.map(|fields| self.note(fields)).collect(),
        }
    }

    fn warning(&mut self, fields: Fields<'text>) -> Warning {
        self.check_braces(fields, "label");
        self.check_braces(fields, "text");
        Warning {
            id: fields.id(),
            label: fields.text("label"),
            text: fields.text("text"),
            late: fields.flag("late"),
            support: self.symbols.support(self.reader, fields),
        }
    }

    fn note(&mut self, fields: Fields<'text>) -> WarningNote {
        self.check_braces(fields, "text");
        WarningNote {
            id: fields.id(),
            text: fields.text("text"),
            support: self.symbols.support(self.reader, fields),
        }
    }

    fn contacts(&mut self, fields: Fields<'text>) -> Option<Contacts> {
        let countries = fields.objects("countries").filter_map(|fields| {
            let support = self.symbols.support(self.reader, fields);
            Some(CountryContacts {
                country: fields.capitals("country")?,
                numbers: numbers(fields),
                support,
            })
        });
        Some(Contacts {
            countries: countries.collect(),
            elsewhere: fields.object("elsewhere").map(numbers)?,
        })
    }

    fn check_braces(&mut self, fields: Fields<'text>, key: &'static str) {
        placeholders::check(self.reader, fields.member(key), self.braces);
    }
}

fn numbers(fields: Fields) -> Numbers {
    Numbers {
        emergency: fields.text("emergency"),
        crisis: fields.optional_text("crisis"),
        health_line: fields.optional_text("health_line"),
        report: fields.optional_text("report"),
    }
}
