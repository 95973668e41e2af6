//! Reads `guide.json`.

use super::builtin;
use super::condition::{self, Symbols, Use};
use super::expectations::support;
use super::fields::Fields;
use super::format::{
    CONTACTS, COUNTRY_CONTACTS, ELSEWHERE, GUIDE, ITEM, SECTION, WARNING, WARNING_NOTE, WARNINGS,
};
use super::ids::IdRegistry;
use super::placeholders::{self, Braces};
use super::reader::Reader;
use super::sheets::SheetReader;
use super::tree::Node;
use crate::pack::{
    Contacts, CountryContacts, GuideItem, GuideSection, GuideTopic, Numbers, Rule, Sheets, Warning,
    WarningNote, Warnings,
};

/// The content of the file.
pub(super) struct Guide {
    pub(super) sections: Vec<GuideSection>,
    pub(super) warnings: Option<Warnings>,
    pub(super) contacts: Option<Contacts>,
    pub(super) sheets: Sheets,
    /// What braces mean in the texts of the pack.
    pub(super) braces: Braces,
}

pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
    rules: Option<&[Rule]>,
) -> Option<Guide> {
    let fields = reader.fields(node, &GUIDE)?;
    let contacts = fields.optional("contacts");
    let braces = if contacts.is_some() {
        Braces::Placeholders
    } else {
        Braces::Characters
    };
    let mut ids = IdRegistry::new(&SECTION);
    let mut sections = Vec::new();
    for node in fields.list(reader, "sections") {
        let Some((fields, id)) = ids.entry(reader, node) else {
            continue;
        };
        let title = fields.text(reader, "title");
        let topic = fields.optional("topic");
        let topic = topic.and_then(|node| reader.word(node, &GuideTopic::WORDS));
        let items = fields.filled_list(reader, "items").iter();
        let items = items.filter_map(|node| item(reader, node, symbols, braces));
        let items = items.collect();
        fields.finish(reader);
        sections.push(GuideSection {
            id,
            title,
            topic: topic.unwrap_or(GuideTopic::Results),
            items,
        });
    }
    let warnings = fields.optional("warnings");
    let warnings = warnings.and_then(|node| card(reader, node, symbols, braces));
    let contacts = contacts.and_then(|node| read_contacts(reader, node, symbols));
    let sheets = fields.optional("sheets");
    let context = SheetReader {
        symbols,
        rules,
        braces,
    };
    let sheets = sheets.and_then(|node| context.read(reader, node));
    fields.finish(reader);
    Some(Guide {
        sections,
        warnings,
        contacts,
        sheets: sheets.unwrap_or_default(),
        braces,
    })
}

fn item<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
    braces: Braces,
) -> Option<GuideItem> {
    let fields = reader.fields(node, &ITEM)?;
    let label = fields.optional_text(reader, "label");
    let text = fields.text(reader, "text");
    placeholders::check(reader, fields.required("text"), braces);
    let when = fields.optional("when");
    let when = when.and_then(|node| condition::read(reader, node, symbols, Use::Any));
    let support = support(reader, &fields, symbols);
    fields.finish(reader);
    Some(GuideItem {
        label,
        text,
        when,
        support,
    })
}

fn card<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
    braces: Braces,
) -> Option<Warnings> {
    let fields = reader.fields(node, &WARNINGS)?;
    let title = fields.text(reader, "title");
    let title_after = fields.optional_text(reader, "title_after");
    let mut ids = IdRegistry::new(&WARNING);
    let mut rows = Vec::new();
    for node in fields.filled_list(reader, "rows") {
        let Some((fields, id)) = ids.entry(reader, node) else {
            continue;
        };
        let label = fields.text(reader, "label");
        let text = fields.text(reader, "text");
        for key in ["label", "text"] {
            placeholders::check(reader, fields.required(key), braces);
        }
        let late = fields.mark(reader, "late");
        let support = support(reader, &fields, symbols);
        fields.finish(reader);
        rows.push(Warning {
            id,
            label,
            text,
            late,
            support,
        });
    }
    let mut ids = IdRegistry::new(&WARNING_NOTE);
    let mut notes = Vec::new();
    for node in fields.optional_list(reader, "notes") {
        let Some((fields, id)) = ids.entry(reader, node) else {
            continue;
        };
        let text = fields.text(reader, "text");
        placeholders::check(reader, fields.required("text"), braces);
        let support = support(reader, &fields, symbols);
        fields.finish(reader);
        notes.push(WarningNote { id, text, support });
    }
    fields.finish(reader);
    Some(Warnings {
        title,
        title_after,
        rows,
        notes,
    })
}

fn read_contacts<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
) -> Option<Contacts> {
    let fields = reader.fields(node, &CONTACTS)?;
    let mut ids = IdRegistry::new(&COUNTRY_CONTACTS);
    let mut countries = Vec::new();
    for node in fields.list(reader, "countries") {
        let Some(fields) = reader.fields(node, &COUNTRY_CONTACTS) else {
            continue;
        };
        let country = fields.capitals(reader, "country", 2);
        if let Some((node, code)) = country {
            ids.check_unique(reader, node, code);
        }
        let numbers = numbers(reader, &fields);
        let support = support(reader, &fields, symbols);
        fields.finish(reader);
        countries.extend(country.map(|(_, code)| CountryContacts {
            country: builtin::intern_text(code),
            numbers,
            support,
        }));
    }
    let elsewhere = fields.required("elsewhere");
    let elsewhere = elsewhere.and_then(|node| {
        let fields = reader.fields(node, &ELSEWHERE)?;
        let numbers = numbers(reader, &fields);
        fields.finish(reader);
        Some(numbers)
    });
    fields.finish(reader);
    Some(Contacts {
        countries,
        elsewhere: elsewhere?,
    })
}

fn numbers<'text>(reader: &mut Reader<'text>, fields: &Fields<'_, 'text>) -> Numbers {
    Numbers {
        emergency: fields.text(reader, "emergency"),
        crisis: fields.optional_text(reader, "crisis"),
        health_line: fields.optional_text(reader, "health_line"),
        report: fields.optional_text(reader, "report"),
    }
}
