//! A whole pack as a document that a clinician can read and sign, made from its data only.
//!
//! - `rules` questions, rules, disputes, and the laws that are proved about the pack
//! - `expectations` the tables, and the days of healing
//! - `guide` the guide, warning signs, contacts and sheets
//! - `print` the blocks of the document as text and as Markdown

mod expectations;
mod guide;
mod print;
mod rules;

use self::print::{CitedText, DocumentPart};
use crate::pack::{Agreement, FOR_PEOPLE, Pack, decision_aid};
use crate::report::content::reference;
use crate::report::explain::{agreement, source_kind};
use crate::report::line::Line;
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;
use crate::report::provenance::{background, provenance};
use crate::report::verdict::verdict_name;
use crate::words::capitalized;

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

/// Every part in reading order.
fn document(pack: &Pack) -> Vec<DocumentPart> {
    let sections = [
        head,
        how_it_decides,
        rules::questions,
        rules::rules,
        rules::disputes,
        rules::laws,
        expectations::parts,
        guide::guide,
        guide::comparison,
        guide::warnings,
        guide::contacts,
        guide::sheets,
        standard,
        claims,
        sources,
        signature,
    ];
    sections.iter().flat_map(|section| section(pack)).collect()
}

fn head(pack: &Pack) -> Vec<DocumentPart> {
    let imprint = format!("Pack {}, version {}.", pack.id, pack.version);
    let background = background(pack).into_iter();
    let background = background
        .map(|(label, text)| DocumentPart::Item(CitedText::new(format!("{label}:"), text)));
    let head = [
        DocumentPart::Title(pack.title.to_string()),
        DocumentPart::Text(CitedText::unlabeled(imprint)),
        DocumentPart::Text(CitedText::new("SHA-256", pack.sha256.as_str())),
        DocumentPart::Text(CitedText::unlabeled(pack.disclaimer.as_str())),
        DocumentPart::Text(CitedText::unlabeled(provenance(pack))),
    ];
    head.into_iter().chain(background).collect()
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

/// Which items of the standard for decision aids the pack meets.
fn standard(pack: &Pack) -> Vec<DocumentPart> {
    if pack.comparison.is_none() {
        return Vec::new();
    }
    let mut parts = vec![
        DocumentPart::Heading("What a decision aid must have".to_owned()),
        DocumentPart::Text(CitedText::unlabeled(
            "The items of the International Patient Decision Aid Standards (IPDAS), version 4, that a program can check. Four more are about tests and do not apply.",
        )),
    ];
    for item in decision_aid(pack) {
        let state = if item.gaps.is_empty() {
            "met"
        } else {
            "not met"
        };
        let text = format!("{}: {state}.", item.asks);
        parts.push(DocumentPart::Item(CitedText::new(item.number, text)));
    }
    parts.push(DocumentPart::Text(CitedText::unlabeled(
        "What only people can do. A program cannot know if it was done:",
    )));
    let tasks = FOR_PEOPLE.iter().map(|task| format!("{task}."));
    parts.extend(tasks.map(|task| DocumentPart::Item(CitedText::unlabeled(task))));
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
        "{} {}, version {}, {digest}. This copy was made by a program. It counts as read only if someone signed it.",
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
