//! A page for each record, to be given to the person, and the name of its file.
//!
//! The loader of a single file reads the records here, so a page is the page of that file.

use super::columns::Columns;
use super::error_record::{self, for_record};
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

/// Bytes of the longest base of a name. With all that may follow it, a name has less than the 255 bytes that
/// file systems allow.
const MAX_BASE: usize = 80;

/// Names that mean a device on Windows, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Names for the page of a record, to be tried in turn until one is free.
///
/// They hold lowercase letters, digits, `-` and `_` only, so that two of them are the same on every
/// system or on none. A name with the place of the record in the input is unique, unless an id looks like it.
fn page_names(id: Option<&str>, start: Start) -> impl Iterator<Item = String> {
    let base = id.map(base_name).filter(|base| !base.is_empty());
    let line = match &base {
        None => format!("line-{}", start.line),
        Some(base) => format!("{base}-line-{}", start.line),
    };
    // Several entries of a list may be on one line.
    let column = format!("{line}-column-{}", start.column);
    let numbered = column.clone();
    let further = (2_u64..).map(move |number| format!("{numbered}-{number}"));
    let names = base.into_iter().chain([line, column]).chain(further);
    names.map(|name| name + ".html")
}

/// The id with `-` in the place of everything that could steer a path or a shell.
fn base_name(id: &str) -> String {
    let mut safe = String::new();
    for letter in id.chars() {
        let letter = letter.to_ascii_lowercase();
        if matches!(letter, 'a'..='z' | '0'..='9' | '_') {
            safe.push(letter);
        } else if !safe.is_empty() && !safe.ends_with('-') {
            safe.push('-');
        }
        if safe.len() == MAX_BASE {
            break;
        }
    }
    safe.truncate(safe.trim_end_matches('-').len());
    if is_reserved(&safe) {
        safe.push('_');
    }
    safe
}

/// Returns true if a name means something else: a device of Windows, or a page of the index.
fn is_reserved(name: &str) -> bool {
    let digits = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit());
    let device = DEVICES.iter().find_map(|device| name.strip_prefix(device));
    let index = name.strip_prefix("index");
    device.is_some_and(|rest| rest.len() <= 1 && digits(rest))
        || index.is_some_and(|rest| digits(rest.strip_prefix('-').unwrap_or(rest)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const START: Start = Start {
        line: 17,
        column: 5,
    };

    #[track_caller]
    fn check(id: &str, expected: &[&str]) {
        let names: Vec<_> = page_names(Some(id), START).take(expected.len()).collect();
        assert_eq!(names, expected, "{id:?}");
    }

    #[test]
    fn a_plain_id_is_the_name() {
        check("lead-0042", &["lead-0042.html"]);
        check("Anna Müller", &["anna-m-ller.html"]);
        check("a_b", &["a_b.html"]);
    }

    #[test]
    fn further_names_say_where_the_record_stands() {
        let expected = [
            "alex.html",
            "alex-line-17.html",
            "alex-line-17-column-5.html",
            "alex-line-17-column-5-2.html",
            "alex-line-17-column-5-3.html",
        ];
        check("alex", &expected);
        check("ALEX", &expected);
    }

    #[test]
    fn a_record_without_an_id_is_called_by_its_line() {
        let expected = ["line-17.html", "line-17-column-5.html"];
        for id in ["", "  ", "..", "日本", "/", "\u{0}"] {
            check(id, &expected);
        }
        assert_eq!(page_names(None, START).next().as_deref(), Some(expected[0]));
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        check("../../etc/passwd", &["etc-passwd.html"]);
        check("C:\\Windows\\system.ini", &["c-windows-system-ini.html"]);
        check(".bashrc", &["bashrc.html"]);
        check("-rf *", &["rf.html"]);
        check("a\u{0}b", &["a-b.html"]);
    }

    #[test]
    fn names_that_mean_something_else_are_changed() {
        for (id, expected) in [
            ("CON", "con_.html"),
            ("nul", "nul_.html"),
            ("com1", "com1_.html"),
            ("LPT0", "lpt0_.html"),
            ("index", "index_.html"),
            ("Index-2", "index-2_.html"),
            ("comb", "comb.html"),
            ("com10", "com10.html"),
            ("indexes", "indexes.html"),
        ] {
            check(id, &[expected]);
        }
    }

    #[test]
    fn a_long_id_is_cut() {
        let long = "x".repeat(300);
        check(&long, &[&format!("{}.html", "x".repeat(MAX_BASE))]);
        let names = page_names(Some(&long), START);
        assert!(names.take(9).all(|name| name.len() < 255));
    }

    proptest! {
        #[test]
        fn every_name_is_a_plain_file_name(id in any::<String>(), line in 1_usize.., column in 1_usize..) {
            let start = Start { line, column };
            for name in page_names(Some(&id), start).take(5) {
                let stem = name.strip_suffix(".html").unwrap_or_default();
                let is_plain = |letter| matches!(letter, 'a'..='z' | '0'..='9' | '_' | '-');
                prop_assert!(!stem.is_empty() && stem.chars().all(is_plain), "{name}");
                prop_assert!(!stem.starts_with('-') && !is_reserved(stem), "{name}");
                prop_assert!(name.len() < 200, "{name}");
            }
        }
    }
}
