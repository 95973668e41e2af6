//! What the pack prints on sheets of paper.

use super::rules::condition;
use super::{Entry, Part};
use crate::pack::{Letter, Pack, SheetLine, Text};
use crate::report::verdict::verdict_name;
use crate::words::capitalized;

pub(super) fn parts(pack: &Pack) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(letter) = &pack.sheets.letter {
        set_letter(&mut parts, pack, letter);
    }
    if let Some(consult) = &pack.sheets.consult {
        parts.push(Part::Heading(consult.title.to_string()));
        parts.extend(consult.look.iter().map(|look| item(&look.text)));
        parts.push(Part::Text(Entry::plain(consult.differs.as_str())));
        parts.extend(consult.agreed.iter().map(|entry| item(&entry.text)));
        parts.extend(lines(pack, &consult.said));
        parts.extend(consult.record.iter().map(|entry| item(&entry.text)));
    }
    if let Some(visit) = &pack.sheets.visit {
        parts.push(Part::Heading(visit.title.to_string()));
        parts.push(Part::Text(Entry::plain(visit.lead.as_str())));
        parts.extend(lines(pack, &visit.questions));
        parts.extend(lines(pack, &visit.closing));
    }
    if !pack.sheets.front_desk.is_empty() {
        parts.push(Part::Heading("What the front desk says".to_owned()));
    }
    for script in &pack.sheets.front_desk {
        let whom = script.when.as_ref();
        let whom = whom.map_or(String::new(), |when| {
            format!(", if {}", condition(pack, when))
        });
        let verdict = capitalized(verdict_name(script.verdict));
        let says: Vec<_> = script.says.iter().map(Text::as_str).collect();
        let entry = Entry::new(format!("{verdict}{whom}:"), says.join(" "));
        parts.push(Part::Item(entry));
    }
    if !pack.sheets.messages.is_empty() {
        parts.push(Part::Heading("What the studio writes".to_owned()));
    }
    for message in &pack.sheets.messages {
        let entry = Entry::new(format!("{}:", message.when), message.text.as_str());
        parts.push(Part::Item(entry.citing(pack, &message.support.sources)));
    }
    parts
}

fn set_letter(parts: &mut Vec<Part>, pack: &Pack, letter: &Letter) {
    parts.push(Part::Heading("Letter to a doctor".to_owned()));
    parts.push(Part::Text(Entry::plain(letter.title.as_str())));
    parts.extend(lines(pack, &letter.intro));
    parts.extend(lines(pack, &letter.about));
    for ask in &letter.asks {
        let studio = ask.studio.as_ref();
        let studio = studio.map_or(String::new(), |studio| format!(" For the studio: {studio}"));
        let entry = Entry::new(format!("To {}:", ask.to), format!("{}{studio}", ask.text));
        parts.push(Part::Item(entry));
    }
    parts.extend(lines(pack, &letter.rows));
    parts.push(item(&letter.open));
    parts.extend(lines(pack, &letter.closing));
    parts.extend(lines(pack, &letter.tips));
}

fn lines<'a>(pack: &'a Pack, lines: &'a [SheetLine]) -> impl Iterator<Item = Part> + 'a {
    lines.iter().map(|line| {
        let entry = Entry::plain(line.text.as_str());
        Part::Item(entry.citing(pack, &line.support.sources))
    })
}

fn item(text: &Text) -> Part {
    Part::Item(Entry::plain(text.as_str()))
}
