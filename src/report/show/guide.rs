//! What the pack says to people besides questions and rules: the guide, the card of warning signs, whom to call,
//! and sheets of paper.

use super::print::{CitedText, DocumentPart};
use crate::pack::{Letter, Numbers, Pack, Placeholder, SheetLine, Text};
use crate::report::explain::condition_words as condition;
use crate::report::verdict::verdict_name;
use crate::words::{self, capitalized};

pub(super) fn guide(pack: &Pack) -> Vec<DocumentPart> {
    let mut parts = Vec::new();
    for section in &pack.guide {
        parts.push(DocumentPart::Heading(section.title.to_string()));
        for item in &section.items {
            let whom = item
                .when
                .as_ref()
                .map(|when| format!("Told if {}:", condition(pack, when)));
            let label = item.label.iter().map(|label| format!("{label}:"));
            let lead: Vec<_> = label.chain(whom).collect();
            let entry = CitedText::new(lead.join(" "), item.text.as_str());
            parts.push(DocumentPart::Item(
                entry.citing(pack, &item.support.sources),
            ));
        }
    }
    parts
}

pub(super) fn warnings(pack: &Pack) -> Vec<DocumentPart> {
    let Some(warnings) = &pack.warnings else {
        return Vec::new();
    };
    let mut parts = vec![DocumentPart::Heading(warnings.title.to_string())];
    if let Some(after) = &warnings.title_after {
        let says = "the heading for a person who is advised against SMP.";
        parts.push(DocumentPart::Text(CitedText::new(
            after.as_str(),
            format!("is {says}"),
        )));
    }
    parts.extend(warnings.rows.iter().map(|row| {
        let entry = CitedText::new(format!("{}:", row.label), row.text.as_str());
        DocumentPart::Item(entry.citing(pack, &row.support.sources))
    }));
    parts.extend(warnings.notes.iter().map(|note| {
        let entry = CitedText::unlabeled(note.text.as_str());
        DocumentPart::Item(entry.citing(pack, &note.support.sources))
    }));
    parts
}

/// The value of each placeholder, country by country.
pub(super) fn contacts(pack: &Pack) -> Vec<DocumentPart> {
    let Some(contacts) = &pack.contacts else {
        return Vec::new();
    };
    let values = |numbers: &Numbers| {
        let values = Placeholder::ALL.into_iter().filter_map(|placeholder| {
            let value = numbers.value(placeholder)?;
            Some(format!("{{{}}} is “{value}”", placeholder.name()))
        });
        format!("{}.", values.collect::<Vec<_>>().join("; "))
    };
    let mut parts = vec![
        DocumentPart::Heading("Whom to call".to_owned()),
        DocumentPart::Text(CitedText::unlabeled(
            "A word in braces is filled in for the country of the reader. A text whose word has no value there is left out.",
        )),
    ];
    parts.extend(contacts.countries.iter().map(|country| {
        let name = format!("{}:", capitalized(words::country(&country.country)));
        let entry = CitedText::new(name, values(&country.numbers));
        DocumentPart::Item(entry.citing(pack, &country.support.sources))
    }));
    let elsewhere = CitedText::new("Any other country:", values(&contacts.elsewhere));
    parts.push(DocumentPart::Item(elsewhere));
    parts
}

pub(super) fn sheets(pack: &Pack) -> Vec<DocumentPart> {
    let mut parts = Vec::new();
    if let Some(letter) = &pack.sheets.letter {
        add_letter(&mut parts, pack, letter);
    }
    if let Some(consult) = &pack.sheets.consult {
        parts.push(DocumentPart::Heading(consult.title.to_string()));
        parts.extend(consult.look.iter().map(|look| item(&look.text)));
        parts.push(DocumentPart::Text(CitedText::unlabeled(
            consult.differs.as_str(),
        )));
        parts.extend(consult.agreed.iter().map(|entry| item(&entry.text)));
        parts.extend(lines(pack, &consult.said));
        parts.extend(consult.record.iter().map(|entry| item(&entry.text)));
    }
    if let Some(visit) = &pack.sheets.visit {
        parts.push(DocumentPart::Heading(visit.title.to_string()));
        parts.push(DocumentPart::Text(CitedText::unlabeled(
            visit.lead.as_str(),
        )));
        parts.extend(lines(pack, &visit.questions));
        parts.extend(lines(pack, &visit.closing));
    }
    if !pack.sheets.front_desk.is_empty() {
        parts.push(DocumentPart::Heading("What the front desk says".to_owned()));
    }
    for script in &pack.sheets.front_desk {
        let whom = script.when.as_ref().map_or(String::new(), |when| {
            format!(", if {}", condition(pack, when))
        });
        let verdict = capitalized(verdict_name(script.verdict));
        let says: Vec<_> = script.says.iter().map(Text::as_str).collect();
        let entry = CitedText::new(format!("{verdict}{whom}:"), says.join(" "));
        parts.push(DocumentPart::Item(entry));
    }
    if !pack.sheets.messages.is_empty() {
        parts.push(DocumentPart::Heading("What the studio writes".to_owned()));
    }
    for message in &pack.sheets.messages {
        let entry = CitedText::new(format!("{}:", message.when), message.text.as_str());
        parts.push(DocumentPart::Item(
            entry.citing(pack, &message.support.sources),
        ));
    }
    parts
}

fn add_letter(parts: &mut Vec<DocumentPart>, pack: &Pack, letter: &Letter) {
    parts.push(DocumentPart::Heading("Letter to a doctor".to_owned()));
    parts.push(DocumentPart::Text(CitedText::unlabeled(
        letter.title.as_str(),
    )));
    parts.extend(lines(pack, &letter.intro));
    parts.extend(lines(pack, &letter.about));
    for ask in &letter.asks {
        let studio = ask
            .studio
            .as_ref()
            .map_or(String::new(), |studio| format!(" For the studio: {studio}"));
        let entry = CitedText::new(format!("To {}:", ask.to), format!("{}{studio}", ask.text));
        parts.push(DocumentPart::Item(entry));
    }
    parts.extend(lines(pack, &letter.rows));
    parts.push(item(&letter.open));
    parts.extend(lines(pack, &letter.closing));
    parts.extend(lines(pack, &letter.tips));
}

fn lines<'a>(pack: &'a Pack, lines: &'a [SheetLine]) -> impl Iterator<Item = DocumentPart> + 'a {
    lines.iter().map(|line| {
        let entry = CitedText::unlabeled(line.text.as_str());
        DocumentPart::Item(entry.citing(pack, &line.support.sources))
    })
}

fn item(text: &Text) -> DocumentPart {
    DocumentPart::Item(CitedText::unlabeled(text.as_str()))
}
