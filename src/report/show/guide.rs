//! What the pack says to people besides questions and rules: the guide, the card of warning signs, whom to call,
//! and sheets of paper.

use super::print::{CitedText, DocumentPart};
use crate::pack::{Letter, Numbers, Pack, Placeholder, SheetLine, Side, Support, Text};
use crate::report::content::chance_words;
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

/// Options side by side, alternative by alternative, with the ids of what each cell rests on.
pub(super) fn comparison(pack: &Pack) -> Vec<DocumentPart> {
    let Some(comparison) = &pack.comparison else {
        return Vec::new();
    };
    let mut parts = vec![
        DocumentPart::Heading("Options side by side".to_owned()),
        DocumentPart::Text(CitedText::unlabeled(comparison.decision.as_str())),
    ];
    let item = |label: String, text: &str, support: &Support| {
        let entry = CitedText::new(label, text);
        DocumentPart::Item(entry.citing(pack, &support.sources))
    };
    for of in &comparison.alternatives {
        parts.push(DocumentPart::Text(CitedText::new(of.name.as_str(), "")));
        for row in &comparison.rows {
            let label = format!("{}:", row.title);
            parts.extend((of.cell(&row.id)).map(|cell| item(label, &cell.text, &cell.support)));
        }
        for unfit in &of.unfit {
            let label = format!("Does not fit if {}:", condition(pack, &unfit.when));
            parts.push(item(label, &unfit.text, &unfit.support));
        }
        for speaks in &of.speaks {
            let side = match speaks.side {
                Side::For => "for it",
                Side::Against => "against it",
                Side::Unknown => "not known",
            };
            let label = format!("`{}`, {side}:", speaks.value);
            parts.push(item(label, &speaks.text, &speaks.support));
        }
        for cost in &of.costs {
            let [five, ten] =
                [cost.five_years, cost.ten_years].map(|sum| words::money(sum, &cost.currency));
            let label = format!("Cost, {}:", words::country(&cost.country));
            let text = format!("{five} in 5 years, {ten} in 10 years. {}", cost.because);
            parts.push(item(label, &text, &cost.support));
        }
    }
    for chance in &comparison.chances {
        let name = comparison.alternative(&chance.alternative);
        let label = format!("{}:", name.map_or("", |of| of.name.as_str()));
        let people = capitalized(&chance.people);
        let note = chance.note.as_ref().map(|note| format!(" {note}"));
        let text = format!(
            "{people}. {}{}",
            chance_words(comparison, chance),
            note.unwrap_or_default()
        );
        parts.push(item(label, &text, &chance.support));
    }
    for check in &comparison.readiness {
        let ask = &pack.question(check.question).ask;
        let label = format!("{ask} Not yet:");
        let entry = CitedText::new(label, check.step.as_str());
        parts.push(DocumentPart::Item(entry));
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
