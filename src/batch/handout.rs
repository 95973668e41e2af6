//! A page for each record, to be given to the person.
//!
//! Records are read here with care, by the loader of a single file, so a page is the page of that file.
//! What a page is called, and that no two are called the same, is settled by [`super::page_name`] and the shell.

use std::borrow::Cow;

use super::columns::Columns;
use super::error_record::for_record;
use super::page_name::page_names;
use super::record_result::{Private, Start};
use super::redact::redacted;
use super::row::Row;
use crate::answers::Answers;
use crate::assess::{Table, assess};
use crate::diagnostic::Problems;
use crate::load::{self, AnswersInput};
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

/// What is kept of a record beside its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// What the index says of the record.
    pub entry: IndexEntry,
    /// Where the record begins.
    pub start: Start,
}

impl Handout {
    /// What is kept of something that is not even a record.
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

    /// Whether there is a page.
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
    row: Row,
}

impl<'table> HandoutMaker<'table> {
    /// Prepares for a pack. The index withholds private answers; a page is for the person and names all.
    pub fn new(table: &'table Table<'table>, detail: Detail) -> Self {
        Self {
            table,
            detail,
            private: Private::Withheld,
            row: Row::default(),
        }
    }

    /// The same with private answers withheld from the index, or shown.
    #[must_use]
    pub fn with_private(mut self, private: Private) -> Self {
        self.private = private;
        self
    }

    /// The page for one record of JSON, if it can be read.
    pub fn json(&self, start: Start, text: &[u8]) -> (Handout, Option<String>) {
        let input = AnswersInput {
            file: Some(("", text)),
            sets: &[],
        };
        match load::answers(self.table, input) {
            Ok(answers) => self.made(start, &answers),
            Err(problems) => (self.refused(start, load::record_id(text), &problems), None),
        }
    }

    /// The page for one row of a table, if it can be read.
    pub fn row(
        &mut self,
        start: Start,
        (columns, delimiter): (&Columns, u8),
        text: &[u8],
    ) -> (Handout, Option<String>) {
        self.row.split(text, delimiter);
        let cells: Vec<_> = self.row.cells().map(String::from_utf8_lossy).collect();
        let read = (self.row.check(columns.count()))
            .and_then(|()| load::row(self.table, &columns.cells(&cells)));
        match read {
            Ok(answers) => self.made(start, &answers),
            Err(problems) => {
                let id = columns.id(&cells).map(str::to_owned);
                (self.refused(start, id, &problems), None)
            }
        }
    }

    fn made(&self, start: Start, answers: &Answers) -> (Handout, Option<String>) {
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
    fn refused(&self, start: Start, id: Option<String>, problems: &Problems) -> Handout {
        let problems = problems.diagnostics();
        let problems = match self.private {
            Private::Withheld => redacted(self.table, problems),
            Private::Shown => Cow::Borrowed(problems),
        };
        let first = problems.first();
        let first = first.map(|problem| for_record(&problem.message).into_owned());
        let mut handout = Handout::of_problem(start, first.unwrap_or_default());
        handout.entry.id = id;
        handout
    }
}
