//! Sheets of paper: a letter to a doctor, the consult sheet, the check before a visit, the card of warning signs.
//!
//! What they say is data of the pack. Here is which of it belongs on a sheet for one person, and in which
//! order; text, Markdown and HTML write it.
//!
//! - `person` the person a sheet is about, and what of their answers others may see
//! - `letter`, `consult` the sheets that depend on answers; the others are here
//! - `form` what can be printed on a sheet; `text`, `markdown` and `html` write it

mod consult;
mod form;
mod html;
mod letter;
mod markdown;
mod person;
mod text;

pub(super) use consult::messages;
pub use person::Filled;

use self::form::{FormBlock, FormRow, FormSection, Paper};
use self::person::{Person, filled_lines};
use super::content::signs;
use super::line::Line;
use super::provenance::provenance;
use crate::assess::{Assessment, Table};
use crate::pack::{Pack, VisitCheck};

/// A kind of sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// A page for each doctor whose approval the result asks for.
    Letter,
    /// What the practitioner looks at and records, and what the front desk says.
    Consult,
    /// The check before every visit.
    Visit,
    /// What is normal after a visit, and when to get help.
    Card,
}

impl SheetKind {
    /// Where `guide.json` holds its texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Letter => "sheets.letter",
            Self::Consult => "sheets.consult",
            Self::Visit => "sheets.visit",
            Self::Card => "warnings",
        }
    }
}

/// Sheets ready to be printed.
#[derive(Debug)]
pub struct PrintedSheets<'a> {
    pack: &'a Pack,
    pages: Vec<Paper>,
    /// What the person who prints them should know. It is not on the paper.
    notes: Vec<String>,
}

/// The sheets of a kind for a person; `None` if the pack has no texts for them.
///
/// There may be no page among them: no letter is printed that no result asks for.
pub fn sheets<'a>(
    kind: SheetKind,
    table: &'a Table<'a>,
    assessment: &'a Assessment<'a>,
    filled: Filled,
) -> Option<PrintedSheets<'a>> {
    let pack = assessment.pack;
    let person = Person {
        assessment,
        public: table.public_part_of(&assessment.answers),
        table,
        filled,
    };
    let mut notes = Vec::new();
    let pages = match kind {
        SheetKind::Letter => {
            let letter = pack.sheets.letter.as_ref()?;
            notes = filled_lines(assessment, &letter.tips);
            letter::pages(&person, letter)
        }
        SheetKind::Consult => {
            let consult = pack.sheets.consult.as_ref()?;
            let mut pages = vec![consult::page(&person, consult)];
            pages.extend(consult::front_desk_page(&person));
            pages
        }
        SheetKind::Visit => vec![visit(assessment, pack.sheets.visit.as_ref()?)],
        SheetKind::Card => vec![card(assessment)?],
    };
    Some(PrintedSheets { pack, pages, notes })
}

impl PrintedSheets<'_> {
    /// Returns true if there is no page to print.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// An HTML file, one page for each sheet.
    pub fn html(&self) -> String {
        html::file(self.pack, &self.pages, &self.notes)
    }

    /// Lines of at most `width` columns (but at least 20).
    pub fn text(&self, width: usize) -> Vec<Line> {
        text::lines(&self.pages, &self.notes, width.max(20))
    }

    /// `CommonMark`.
    pub fn markdown(&self) -> String {
        markdown::file(&self.pages, &self.notes)
    }
}

fn visit(assessment: &Assessment, check: &VisitCheck) -> Paper {
    let mut head = FormSection::untitled();
    head.blanks(&["Name", "Date"]);
    head.push(FormBlock::Text(check.lead.to_string()));
    let questions = filled_lines(assessment, &check.questions);
    let rows = (1..)
        .zip(questions)
        .map(|(number, question)| FormRow::boxes(format!("{number}. {question}"), 2));
    head.push(FormBlock::table(&["No", "Yes"], rows.collect()));
    let mut end = FormSection::untitled();
    end.texts(filled_lines(assessment, &check.closing));
    end.blanks(&["Client", "Practitioner"]);
    Paper {
        title: check.title.to_string(),
        sections: vec![head, end],
        imprint: provenance(assessment.pack),
    }
}

fn card(assessment: &Assessment) -> Option<Paper> {
    let warnings = assessment.pack.warnings.as_ref()?;
    let mut rows = FormSection::untitled();
    let mut notes = FormSection::untitled();
    for sign in signs(assessment) {
        match &sign.label {
            Some(label) => rows.entry(label, &sign.text),
            None => notes.push(FormBlock::Text(sign.text.to_string())),
        }
    }
    Some(Paper {
        title: warnings.title.to_string(),
        sections: vec![rows, notes],
        imprint: provenance(assessment.pack),
    })
}
