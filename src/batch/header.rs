//! Reads the header of a table: which column holds what.

use rustc_hash::FxHashSet;

use super::column_names::{NameList, Named, in_shell};
use super::columns::{Column, ColumnOptions, Columns, Holds, TableHead};
use super::head_rows::{cells, header_rows, is_second_header, title_rows};
use super::row::NOT_TEXT;
use crate::diagnostic::{Code, Diagnostic, Place, Problems, nearest, shortened};
use crate::load::{
    ColumnMap, ColumnMeaning, Strictness, outdated_question, several_questions, similar_question,
};
use crate::pack::{Called, Pack, QuestionIndex, Reworded};

impl Columns {
    /// Reads a header of one row.
    ///
    /// # Errors
    /// As in [`Self::of_table`].
    pub fn read(
        pack: &Pack,
        file: &str,
        line: usize,
        text: &[u8],
        delimiter: u8,
    ) -> Result<Self, Problems> {
        let head = TableHead {
            file,
            rows: vec![(line, text)],
            delimiter,
        };
        Self::of_table(pack, &head, &ColumnOptions::default()).map(|(columns, _)| columns)
    }

    /// Reads the header of a table, and says how many rows it takes: survey tools write a second one with the
    /// texts of the questions.
    ///
    /// # Errors
    /// Every cell that names nothing known, or the same as an earlier cell. The column of its place is the
    /// number of the cell.
    pub fn of_table(
        pack: &Pack,
        head: &TableHead,
        options: &ColumnOptions,
    ) -> Result<(Self, usize), Problems> {
        read(pack, head, options)
    }
}

/// Reads a header, and says how many rows it takes.
fn read(
    pack: &Pack,
    head: &TableHead,
    options: &ColumnOptions,
) -> Result<(Columns, usize), Problems> {
    let rows: Vec<Vec<Option<String>>> = (head.rows.iter())
        .map(|(_, text)| cells(text, head.delimiter))
        .collect();
    let names = rows.first().map(Vec::as_slice).unwrap_or_default();
    let texts = rows.get(1).map(Vec::as_slice).unwrap_or_default();
    let has_texts = is_second_header(pack, names, texts);
    let line = head.rows.first().map_or(1, |(line, _)| *line);
    let mut reader = HeaderReader {
        pack,
        file: head.file,
        line,
        options,
        keep: NameList::new(options.keep, names),
        ignore: NameList::new(options.ignore, names),
        seen: FxHashSet::default(),
        unknown: Vec::new(),
        problems: Vec::new(),
        reworded: Vec::new(),
    };
    if let Some(title) = title_rows(pack, &rows, has_texts) {
        let (line, _) = head.rows.get(title).copied().unwrap_or((1, b""));
        return Err(reader.of_title(line));
    }
    let last = names.iter().rposition(|name| name.as_deref() != Some(""));
    let columns = names.iter().enumerate().map(|(number, name)| {
        let text = has_texts.then(|| texts.get(number)).flatten();
        let holds = match name {
            Some(name) if last.is_some_and(|last| number <= last) => {
                reader.column(number, name, text.and_then(Option::as_deref))
            }
            Some(_) => Some((Holds::Nothing, None)),
            None => reader.not_text(number),
        };
        let (holds, values) = holds.unwrap_or((Holds::Ignored, None)); // it was reported
        Column { holds, values }
    });
    let columns: Vec<Column> = columns.collect();
    reader.report_unknown();
    reader.report_missing_names(names);
    let reworded = std::mem::take(&mut reader.reworded);
    match Problems::from_vec(reader.problems) {
        Some(problems) => Err(problems),
        None => Ok((
            Columns {
                all: columns,
                delimiter: head.delimiter,
                reworded,
            },
            header_rows(&rows, has_texts),
        )),
    }
}

struct HeaderReader<'a> {
    pack: &'a Pack,
    file: &'a str,
    line: usize,
    options: &'a ColumnOptions<'a>,
    keep: NameList,
    ignore: NameList,
    seen: FxHashSet<Holds>,
    /// The numbers and names of columns that are not known, and not like anything known.
    unknown: Vec<(usize, String)>,
    problems: Vec<Diagnostic>,
    reworded: Vec<Reworded>,
}

/// What a column holds, and what its values mean.
type Found = (Holds, Option<crate::load::ValueMap>);

impl HeaderReader<'_> {
    /// What a column holds; `None` if it was reported, or is to be reported with others.
    fn column(&mut self, number: usize, name: &str, text: Option<&str>) -> Option<Found> {
        if name.is_empty() {
            let help = "name a question, or remove the column";
            let message = "the column has no name".to_owned();
            self.report(number, Code::UnknownQuestion, message, help);
            return None;
        }
        let found = self.found(number, name, text)?;
        let is_answered_otherwise = match &found.0 {
            Holds::Ignored | Holds::Nothing => return Some(found),
            Holds::Box(place, _) => self.seen.contains(&Holds::Question(*place)),
            Holds::Question(place) => {
                let mut seen = self.seen.iter();
                seen.any(|holds| matches!(holds, Holds::Box(boxed, _) if boxed == place))
            }
            Holds::Id | Holds::Extra(_) => false,
        };
        if is_answered_otherwise || !self.seen.insert(found.0.clone()) {
            let name = shortened(name);
            let message = match found.0 {
                Holds::Id => format!("`{name}` is a second column with the id"),
                _ if is_answered_otherwise => {
                    format!("the column `{name}` and another one answer the same question")
                }
                _ => format!("the column `{name}` appears twice"),
            };
            self.report(
                number,
                Code::DuplicateKey,
                message,
                "remove one of the two columns",
            );
            return None;
        }
        Some(found)
    }

    fn found(&mut self, number: usize, name: &str, text: Option<&str>) -> Option<Found> {
        let named = Named::of(self.pack, name);
        let is_left_out = self.keep.has(name) || self.ignore.has(name);
        let meaning = self.options.map.and_then(|map| map.meaning(name));
        let is_left_out_by_map =
            matches!(meaning, Some(ColumnMeaning::Keep | ColumnMeaning::Ignore));
        if let Named::Question(index) = named
            && (is_left_out || is_left_out_by_map)
        {
            let id = &self.pack.question(index).id;
            let message = format!("the column `{}` is the question `{id}`", shortened(name));
            let help = "it is read as such, and can be neither kept aside nor ignored; \
                        give the column another name if it holds something else";
            self.report(number, Code::BadSet, message, help);
            return None;
        }
        if let Some(meaning) = meaning {
            return Some(match meaning.clone() {
                ColumnMeaning::Id => (Holds::Id, None),
                ColumnMeaning::Keep => return self.kept(number, name),
                ColumnMeaning::Ignore => (Holds::Ignored, None),
                ColumnMeaning::Question(index, values) => (
                    Holds::Question(index.position()),
                    (!values.is_empty()).then_some(values),
                ),
                ColumnMeaning::Box(index, answer) => (Holds::Box(index.position(), answer), None),
            });
        }
        if self.ignore.has(name) {
            return Some((Holds::Ignored, None));
        }
        if self.keep.has(name) {
            return self.kept(number, name);
        }
        self.by_name(number, name, text, named)
    }

    /// A column that is carried through under its own name.
    fn kept(&mut self, number: usize, name: &str) -> Option<Found> {
        if !super::results::is_own_name(name) {
            return Some((Holds::Extra(name.to_owned()), None));
        }
        let message = format!("results have a value of their own called `{name}`");
        let help = "give the column another name, such as one that begins with `x_`";
        self.report(number, Code::DuplicateKey, message, help);
        None
    }

    /// What a column holds by its name, or by the text below it.
    fn by_name(
        &mut self,
        number: usize,
        name: &str,
        text: Option<&str>,
        named: Named,
    ) -> Option<Found> {
        match named {
            Named::Extra => return Some((Holds::Extra(name.to_owned()), None)),
            Named::Id => return Some((Holds::Id, None)),
            Named::Question(index) => {
                self.note_words(number, index, name);
                return Some((Holds::Question(index.position()), None));
            }
            Named::Box(index, answer) => {
                return Some((Holds::Box(index.position(), answer), None));
            }
            Named::Several(indexes) => {
                let (message, help) = several_questions(self.pack, name, &indexes);
                self.report(number, Code::UnknownQuestion, message, &help);
                return None;
            }
            Named::Nothing => {}
        }
        // With all its old options, so that a whole table can be rewritten at once.
        if let Some(outdated) = outdated_question(self.pack.former(), name) {
            let help = format!("{}; or add `--ignore {}`", outdated.help, in_shell(name));
            self.report(number, outdated.code, outdated.message, &help);
            return None;
        }
        if let Some(text) = text
            && let Called::One(index) = self.pack.question_called(text)
        {
            self.note_words(number, index, text);
            return Some((Holds::Question(index.position()), None));
        }
        self.unknown_column(number, name);
        None
    }

    /// Reports a column whose name is like that of a question; others are reported together.
    fn unknown_column(&mut self, number: usize, name: &str) {
        let help = similar_question(self.pack, name, "");
        if help.is_empty() {
            self.unknown.push((number, name.to_owned()));
            return;
        }
        let message = format!("the column `{}` is not a question", shortened(name));
        let quoted = in_shell(name);
        let help = format!("{help}; or add `--keep {quoted}` or `--ignore {quoted}`");
        self.report(number, Code::UnknownQuestion, message, &help);
    }

    /// Notes a cell that does not name its question by the id, and reports it where ids are wanted.
    fn note_words(&mut self, number: usize, question: QuestionIndex, written: &str) {
        let id = self.pack.question(question).id.clone();
        if id == written {
            return;
        }
        if self.options.strictness == Strictness::Exact {
            let message = format!("`{}` is not an id", shortened(written));
            self.report(number, Code::NotAnId, message, &format!("write `{id}`"));
        }
        self.reworded.push(Reworded {
            question,
            written: written.to_owned(),
            answer: None,
        });
    }

    fn not_text(&mut self, number: usize) -> Option<Found> {
        let (message, help) = NOT_TEXT;
        self.report(number, Code::NotUtf8, message.to_owned(), help);
        None
    }

    /// Reports the unknown columns together, with the option that takes all of them.
    fn report_unknown(&mut self) {
        let unknown = std::mem::take(&mut self.unknown);
        let Some((first, _)) = unknown.first() else {
            return;
        };
        let names: Vec<_> = unknown.iter().map(|(_, name)| name.as_str()).collect();
        let shown: Vec<_> = (names.iter())
            .map(|name| format!("`{}`", shortened(name)))
            .collect();
        let message = match shown.as_slice() {
            [only] => format!("the column {only} is not a question"),
            _ => format!(
                "{} columns are not questions: {}",
                shown.len(),
                shown.join(", ")
            ),
        };
        let listed = names.join(",");
        let listed = in_shell(&listed);
        let help = format!(
            "if one of them answers a question, `--suggest-columns` writes a file where you can say so; \
             for the others add `--keep {listed}` to carry them through to the results, or `--ignore` \
             to leave them out"
        );
        self.report(*first, Code::UnknownQuestion, message, &help);
    }

    /// Reports names of `--keep`, `--ignore` and `--columns` that the table does not have.
    fn report_missing_names(&mut self, header: &[Option<String>]) {
        let header: Vec<_> = header.iter().flatten().map(String::as_str).collect();
        let mut missing = Vec::new();
        for (option, named) in [("--keep", &self.keep), ("--ignore", &self.ignore)] {
            for (name, _) in named.names.iter().filter(|(_, is_there)| !is_there) {
                missing.push((option, name.clone()));
            }
        }
        let mapped = self.options.map.into_iter().flat_map(ColumnMap::names);
        for name in mapped.filter(|name| !header.contains(name)) {
            missing.push(("--columns", name.to_owned()));
        }
        for (option, name) in missing {
            let message = format!(
                "`{option}` names `{}`, which is no column",
                shortened(&name)
            );
            let help = match nearest(&name, &header) {
                Some(near) => format!("a similar column exists: `{}`", shortened(near)),
                None => "names of columns are written as in the header".to_owned(),
            };
            self.report(0, Code::UnknownQuestion, message, &help);
        }
    }

    fn of_title(&mut self, line: usize) -> Problems {
        Problems::from(Diagnostic {
            code: Code::UnknownQuestion,
            message: format!("the header seems to be in line {line}"),
            place: self.place(0),
            help: Some(format!("remove the lines above line {line}")),
        })
    }

    fn place(&self, number: usize) -> Place {
        Place {
            position: Some((self.line, number + 1)),
            ..Place::whole(self.file)
        }
    }

    fn report(&mut self, number: usize, code: Code, message: String, help: &str) {
        let place = self.place(number);
        self.problems.push(Diagnostic {
            code,
            message,
            place,
            help: Some(help.to_owned()),
        });
    }
}
