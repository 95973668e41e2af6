//! A page for each record, to be given to the person, and the name of its file.
//!
//! The loader of a single file reads the records here, so a page is the page of that file.

use super::columns::Columns;
use super::error_record::{self, for_record};
use super::page_name::page_names;
use super::record::{Private, Start};
use super::row::Row;
use crate::assess::{Table, assess};
use crate::diagnostic::Problems;
use crate::load::{self, AnswersInput, Strictness};
use crate::pack::Answers;
use crate::report::{self, IndexEntry, IndexOutcome};
use crate::space::Insight;

/// How much pages say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What the assessment says.
    Usual,
    /// And what the answer space knows about the person, as for a single file; slow.
    Full,
}

/// What is kept of a record in addition to its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// What the index says of the record.
    pub entry: IndexEntry,
    /// Where the record begins.
    pub start: Start,
}

impl Handout {
    /// For input that is not even a record.
    pub fn of_problem(start: Start, problem: String) -> Self {
        Self {
            entry: IndexEntry {
                id: None,
                line: start.line,
                outcome: IndexOutcome::Problem(problem),
            },
            start,
        }
    }

    /// Returns true if there is a page.
    pub fn has_page(&self) -> bool {
        match self.entry.outcome {
            IndexOutcome::Page { .. } => true,
            IndexOutcome::Problem(_) => false,
        }
    }

    /// Names for the file of the page, to be tried in turn until one is free.
    pub fn names(&self) -> impl Iterator<Item = String> {
        page_names(self.entry.id.as_deref(), self.start)
    }
}

/// Makes pages, one after the other.
#[derive(Debug)]
pub struct HandoutMaker<'table> {
    table: &'table Table<'table>,
    detail: Detail,
    private: Private,
    strictness: Strictness,
    row: Row,
}

impl<'table> HandoutMaker<'table> {
    /// Prepares for a pack. The index withholds private answers; a page is for the person and names all.
    pub fn new(table: &'table Table<'table>, detail: Detail) -> Self {
        Self {
            table,
            detail,
            private: Private::Withheld,
            strictness: Strictness::Lenient,
            row: Row::default(),
        }
    }

    /// The same with private answers withheld from the index, or shown.
    #[must_use]
    pub fn with_private(mut self, private: Private) -> Self {
        self.private = private;
        self
    }

    /// The same with words and inapplicable answers taken or refused.
    #[must_use]
    pub fn with_strictness(mut self, strictness: Strictness) -> Self {
        self.strictness = strictness;
        self
    }

    /// The page for one record of JSON, if it can be read.
    pub fn json(&self, start: Start, text: &[u8]) -> (Handout, Option<String>) {
        let input = AnswersInput {
            file: Some(("", text)),
            sets: &[],
        };
        match load::answers_with(self.table, input, self.strictness) {
            Ok(answers) => self.page(start, &answers),
            Err(problems) => (self.problem(start, load::record_id(text), &problems), None),
        }
    }

    /// The page for one row of a table, if it can be read.
    pub fn row(
        &mut self,
        start: Start,
        columns: &Columns,
        text: &[u8],
    ) -> (Handout, Option<String>) {
        self.row.split(text, columns.delimiter());
        let cells: Vec<_> = self.row.cells().map(String::from_utf8_lossy).collect();
        let read = (self.row.check(columns.count(), columns.delimiter()))
            .and_then(|()| load::row(self.table, &columns.cells(&cells), self.strictness));
        match read {
            Ok(answers) => self.page(start, &answers),
            Err(problems) => {
                let id = columns.id(&cells).map(str::to_owned);
                (self.problem(start, id, &problems), None)
            }
        }
    }

    fn page(&self, start: Start, answers: &Answers) -> (Handout, Option<String>) {
        let assessment = assess(self.table, answers);
        let insight = match self.detail {
            Detail::Usual => None,
            Detail::Full => Some(Insight::of(self.table, &assessment)),
        };
        let public = match self.private {
            Private::Withheld => self.table.public_part_of(answers),
            Private::Shown => None,
        };
        let entry = match public {
            Some(public) => IndexEntry::withholding(&assessment, &public, start.line),
            None => IndexEntry::of(&assessment, insight.as_ref(), start.line),
        };
        let handout = Handout { entry, start };
        let page = report::html(&assessment, insight.as_ref());
        (handout, Some(page))
    }

    /// What is kept of a record that could not be read: its first problem.
    fn problem(&self, start: Start, id: Option<String>, problems: &Problems) -> Handout {
        let problems = error_record::shown(problems, self.table, self.private);
        let first = problems
            .first()
            .map(|problem| for_record(&problem.message).into_owned());
        let mut handout = Handout::of_problem(start, first.unwrap_or_default());
        handout.entry.id = id;
        handout
    }
}
