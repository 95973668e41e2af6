//! A whole pack as a document that a clinician can read and sign, made from its data only.

mod expectations;
mod laws;
mod print;
mod questions;
mod rules;
mod sheets;

use crate::pack::{Agreement, Numbers, Pack, Placeholder, Text};
use crate::report::content::reference;
use crate::report::explain::{agreement, source_kind};
use crate::report::line::Line;
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;
use crate::report::provenance::provenance;
use crate::report::verdict::verdict_name;
use crate::words::{self, capitalized};

/// The document in lines of at most `width` columns (but at least 20).
pub fn show(pack: &Pack, width: usize) -> Vec<Line> {
    let mut page = Page::new(width.max(20));
    for part in document(pack) {
        print::write_page(&mut page, &part);
    }
    page.into_lines()
}

/// The document in Markdown.
pub fn show_markdown(pack: &Pack) -> String {
    let mut text = String::new();
    for part in document(pack) {
        print::write_markdown(&mut text, &part);
    }
    text
}

/// A block of the document. Its text is unescaped; printing escapes it.
enum DocumentPart {
    Title(String),
    Heading(String),
    Subheading(String),
    Text(CitedText),
    Item(CitedText),
    Numbered(usize, CitedText),
    /// A line to write on.
    Blank(&'static str),
}

/// Strong words, then the text, then the numbers of sources.
#[derive(Default)]
struct CitedText {
    strong: String,
    text: String,
    sources: Vec<usize>,
}

impl CitedText {
    fn unlabeled(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    fn new(strong: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            strong: strong.into(),
            text: text.into(),
            sources: Vec::new(),
        }
    }

    fn citing(self, pack: &Pack, sources: &[Text]) -> Self {
        let mut numbers: Vec<_> = sources
            .iter()
            .filter_map(|id| pack.sources.iter().position(|source| source.id == *id))
            .map(|place| place + 1)
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        Self {
            sources: numbers,
            ..self
        }
    }
}

/// Every part in reading order.
fn document(pack: &Pack) -> Vec<DocumentPart> {
    let sections = [
        head,
        how_it_decides,
        questions::parts,
        rules::parts,
        rules::disputes,
        laws::parts,
        expectations::parts,
        guide,
        warnings,
        contacts,
        sheets::parts,
        claims,
        sources,
        signature,
    ];
    sections.iter().flat_map(|section| section(pack)).collect()
}

fn head(pack: &Pack) -> Vec<DocumentPart> {
    let imprint = format!("Pack {}, version {}.", pack.id, pack.version);
    vec![
        DocumentPart::Title(pack.title.to_string()),
        DocumentPart::Text(CitedText::unlabeled(imprint)),
        DocumentPart::Text(CitedText::new("SHA-256", pack.sha256.as_str())),
        DocumentPart::Text(CitedText::unlabeled(pack.disclaimer.as_str())),
        DocumentPart::Text(CitedText::unlabeled(provenance(pack))),
    ]
}

fn how_it_decides(pack: &Pack) -> Vec<DocumentPart> {
    let base = pack.base;
    let mut parts = vec![
        DocumentPart::Heading("How a result is made".to_owned()),
        DocumentPart::Text(CitedText::unlabeled(format!(
            "The match score starts at {base}. Every rule that applies may add or take points. The result is the worse of two: what the score stands for, and what the rules that apply allow."
        ))),
        DocumentPart::Text(CitedText::unlabeled(
            "“I'm not sure” earns no points and lifts no rule: a rule applies only where the answers make it certain.",
        )),
    ];
    let ends = pack.bands.iter().skip(1).map(|band| Some(band.from));
    for (band, next) in pack.bands.iter().zip(ends.chain([None])) {
        let range = match next {
            Some(next) => format!("Match score from {} to {}:", band.from, next - 1),
            None => format!("Match score from {}:", band.from),
        };
        let verdict = format!("{}.", verdict_name(band.verdict));
        parts.push(DocumentPart::Item(CitedText::new(range, verdict)));
    }
    parts
}

fn guide(pack: &Pack) -> Vec<DocumentPart> {
    let mut parts = Vec::new();
    for section in &pack.guide {
        parts.push(DocumentPart::Heading(section.title.to_string()));
        for item in &section.items {
            let whom = item.when.as_ref();
            let whom = whom.map(|when| format!("Told if {}:", rules::condition(pack, when)));
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

fn warnings(pack: &Pack) -> Vec<DocumentPart> {
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
fn contacts(pack: &Pack) -> Vec<DocumentPart> {
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

fn claims(pack: &Pack) -> Vec<DocumentPart> {
    let mut parts = vec![
        DocumentPart::Heading("What the rules rest on".to_owned()),
        DocumentPart::Text(CitedText::unlabeled(
            "Every rule names the claims behind it by these ids.",
        )),
    ];
    for claim in &pack.claims {
        let says = match claim.agreement {
            Agreement::Agreed => claim.says.to_string(),
            Agreement::Disputed | Agreement::Single | Agreement::Inferred => {
                format!("{} {}", claim.says, agreement(claim.agreement))
            }
        };
        let entry = CitedText::new(claim.id.as_str(), says);
        parts.push(DocumentPart::Item(entry.citing(pack, &claim.sources)));
    }
    parts
}

fn sources(pack: &Pack) -> Vec<DocumentPart> {
    let mut parts = vec![DocumentPart::Heading("Sources".to_owned())];
    let numbered = pack.sources.iter().zip(1..);
    parts.extend(numbered.map(|(source, number)| {
        let listed = line(&reference(source));
        let kind = source_kind(source.kind);
        DocumentPart::Numbered(number, CitedText::unlabeled(format!("{listed} {kind}")))
    }));
    parts
}

fn line(paragraph: &Paragraph) -> String {
    let lines = paragraph.wrapped(usize::MAX);
    lines.iter().map(ToString::to_string).collect()
}

/// Lines to fill in by hand. The document claims no review by itself.
fn signature(pack: &Pack) -> Vec<DocumentPart> {
    let digest: String = pack.sha256.chars().take(12).collect();
    let what = format!(
        "{} {}, version {}, {digest}. This copy was made by a program. It counts as read only if somebody signed it.",
        capitalized("pack"),
        pack.id,
        pack.version
    );
    vec![
        DocumentPart::Heading("Read and agreed".to_owned()),
        DocumentPart::Text(CitedText::unlabeled(what)),
        DocumentPart::Blank("Name and profession"),
        DocumentPart::Blank("Remarks"),
        DocumentPart::Blank("Date and signature"),
    ]
}
