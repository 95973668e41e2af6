//! The steps that most callers need: a pack, answers, an assessment, what could change it, a report.
//!
//! Adds nothing to the modules below; the program itself calls those.

use std::borrow::Cow;
use std::cell::OnceCell;

use chrono::NaiveDate;

use crate::assess::{Assessment, Table, assess};
use crate::diagnostic::Problems;
use crate::load::{self, AnswersInput, PACK_FILES, PackFiles};
use crate::pack::{Answers, Pack};
use crate::report;
use crate::space::{self, Insight, TooEntangled};

/// The pack that is built into the program: scalp micropigmentation.
///
/// # Errors
/// Never: the tests of this crate load it. It returns a result like [`own_pack`], so that one can replace the other.
pub fn builtin_pack() -> Result<Pack, Problems> {
    load::pack(&load::builtin())
}

/// A pack of your own. `read` is given the name of each file of a pack, such as `pack.json`, and returns its
/// content, or `None` if there is no such file. `folder` is put before the names in messages.
///
/// # Errors
/// Every problem of the files, in file order.
///
/// ```
/// let missing = smp_suitability::own_pack("our-clinic", |_| None);
/// let problems = missing.unwrap_err().to_string();
/// assert!(problems.contains("no file `pack.json`"), "{problems}");
/// ```
pub fn own_pack(
    folder: &str,
    mut read: impl FnMut(&str) -> Option<Vec<u8>>,
) -> Result<Pack, Problems> {
    let files = PACK_FILES.into_iter().filter_map(|name| {
        let bytes = read(name)?;
        Some((name, Cow::Owned(bytes)))
    });
    load::pack(&PackFiles {
        folder: folder.to_owned(),
        files: files.collect(),
    })
}

/// A pack made ready to assess people.
#[derive(Debug)]
pub struct Engine<'pack> {
    table: Table<'pack>,
    /// Known once it was asked for: it takes about a tenth of a second.
    tractable: OnceCell<Result<(), TooEntangled>>,
}

impl<'pack> Engine<'pack> {
    /// Compiles a pack; takes a few milliseconds.
    pub fn new(pack: &'pack Pack) -> Self {
        Self {
            table: Table::new(pack),
            tractable: OnceCell::new(),
        }
    }

    /// The same for assessments on a day: answers may be dates, such as `2026-03`.
    #[must_use]
    pub fn on(self, day: NaiveDate) -> Self {
        Self {
            table: self.table.on(day),
            ..self
        }
    }

    /// No answers yet.
    pub fn answers(&self) -> AnswersDraft<'_, 'pack> {
        AnswersDraft {
            table: &self.table,
            file: None,
            sets: Vec::new(),
        }
    }

    /// What the rules make of one person's answers. The same answers always give the same assessment.
    pub fn assess(&self, answers: &Answers) -> Assessment<'pack> {
        assess(&self.table, answers)
    }

    /// What could still change an assessment, over all answers that the person could give.
    ///
    /// The first call for a pack checks that its answer space can be searched, which takes about a tenth of a
    /// second; each call takes about a hundredth.
    ///
    /// # Errors
    /// If the questions of the pack depend on one another so much that the search would not end.
    pub fn explore(&self, assessment: &Assessment) -> Result<Insight, TooEntangled> {
        let tractable = self
            .tractable
            .get_or_init(|| space::tractable(self.table.pack()));
        tractable.clone()?;
        Ok(Insight::of(&self.table, assessment))
    }
}

/// Answers that are being collected; [`Self::check`] reads them.
#[derive(Debug, Clone)]
pub struct AnswersDraft<'table, 'pack> {
    table: &'table Table<'pack>,
    file: Option<String>,
    sets: Vec<String>,
}

impl AnswersDraft<'_, '_> {
    /// Answers a question with options, all by their ids. No option at all means "none of these". The last
    /// answer to a question counts.
    #[must_use]
    pub fn set<Option: AsRef<str>>(
        mut self,
        question: &str,
        options: impl IntoIterator<Item = Option>,
    ) -> Self {
        let options = options.into_iter();
        let mut words: Vec<_> = options.map(|option| option.as_ref().to_owned()).collect();
        if words.is_empty() {
            words.push("none".to_owned());
        }
        self.sets.push(format!("{question}={}", words.join(",")));
        self
    }

    /// Takes the answers of a JSON object, such as `{ "hair_color": "black", "skin": [] }`, or of a FHIR
    /// response. What [`Self::set`] says wins over it.
    #[must_use]
    pub fn json(mut self, text: &str) -> Self {
        self.file = Some(text.to_owned());
        self
    }

    /// Reads the answers.
    ///
    /// # Errors
    /// Every question or option that the pack does not have, and every answer to a question that does not
    /// apply but would stop the treatment. Other answers that do not apply are passed over and listed in
    /// [`Answers::ignored`].
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let pack = smp_suitability::builtin_pack()?;
    /// let engine = smp_suitability::Engine::new(&pack);
    /// let problems = engine.answers().set("hair_colour", ["black"]).check().unwrap_err();
    /// assert!(problems.to_string().contains("`hair_color`"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn check(self) -> Result<Answers, Problems> {
        let file = self.file.as_deref();
        let input = AnswersInput {
            file: file.map(|text| ("answers", text.as_bytes())),
            sets: &self.sets,
        };
        load::answers(self.table, input)
    }
}

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// The first screen, in lines of at most this many columns.
    Text {
        /// At least 40 columns are useful.
        width: usize,
    },
    /// Everything, for e-mail and notes.
    Markdown,
    /// Everything, as one page that loads nothing.
    Html,
    /// Everything, for a program; `smp schema assessment` describes it.
    Json,
}

/// Writes a result. Without an insight it says nothing about what could change.
pub fn render(assessment: &Assessment, insight: Option<&Insight>, format: Format) -> String {
    match format {
        Format::Text { width } => {
            let mut text = String::new();
            for line in report::text(assessment, insight, width) {
                text.push_str(&line.to_string());
                text.push('\n');
            }
            text
        }
        Format::Markdown => report::markdown(assessment, insight),
        Format::Html => report::html(assessment, insight),
        Format::Json => report::json(assessment, insight),
    }
}
