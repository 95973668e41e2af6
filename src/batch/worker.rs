//! Turns records into results, one after the other: the fast path if it can, else the loader.

use std::borrow::Cow;
use std::mem::swap;

use super::columns::Columns;
use super::error_record;
use super::escape::{write_members, write_number};
use super::fast_json::{Vocabulary, read_json};
use super::people::{PeopleTable, PeopleWriter};
use super::record::{Private, Record, RecordResult, Start};
use super::results::{AssessedRecord, CompactWriter, CsvWriter};
use super::row::Row;
use super::summary::Tally;
use crate::assess::{PublicPart, Reading, Table, assess};
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::load::{self, AnswersInput, Strictness};
use crate::pack::{Answers, Variant, Verdict};
use crate::report;
use crate::space::Insight;

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultForm {
    /// One line of JSON with what matters most.
    Compact,
    /// One line of JSON with everything that an assessment holds.
    Full,
    /// A row of a table.
    Csv,
    /// A row of a table for people; see [`Worker::of_people`].
    People,
    /// Results are counted and not written.
    Counts,
}

/// Which kind of line was written for a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordStatus {
    /// Its result was written.
    Assessed,
    /// An error record was written in its place.
    Failed,
}

/// Turns records into results. Its buffers are used again, so most records need no memory of their own.
#[derive(Debug)]
pub struct Worker<'table> {
    table: &'table Table<'table>,
    vocabulary: Vocabulary,
    writer: Writer,
    tally: Tally,
    record: Record,
    row: Row,
    reading: Reading,
    result: RecordResult,
    /// For each variant of a rule, in the order of findings: true if it is a gate that an approval has lifted.
    is_cleared: Vec<bool>,
    private: Private,
    strictness: Strictness,
    public: PublicPart,
}

#[derive(Debug)]
enum Writer {
    Compact(CompactWriter),
    /// A record with private answers is written in the compact form, which has no reasons.
    Full(CompactWriter),
    Csv(CsvWriter),
    People(PeopleWriter),
    Counts,
}

impl<'table> Worker<'table> {
    /// Prepares for a pack. Private answers are withheld.
    pub fn new(table: &'table Table<'table>, form: ResultForm) -> Self {
        let pack = table.pack();
        Self {
            table,
            vocabulary: Vocabulary::new(pack),
            writer: match form {
                ResultForm::Compact => Writer::Compact(CompactWriter::new(table)),
                ResultForm::Full => Writer::Full(CompactWriter::new(table)),
                ResultForm::Csv => Writer::Csv(CsvWriter::new(table)),
                ResultForm::People => {
                    Writer::People(PeopleWriter::new(table, &PeopleTable::default()))
                }
                ResultForm::Counts => Writer::Counts,
            },
            tally: Tally::new(table),
            record: Record::new(table),
            row: Row::default(),
            reading: Reading::default(),
            result: RecordResult {
                verdict: Verdict::Suitable,
                score: None,
                fired: Vec::new(),
                cleared: Vec::new(),
                open: Vec::new(),
                open_safety: 0,
                withheld: None,
                time: None,
            },
            is_cleared: table.rules().map(Variant::is_cleared).collect(),
            private: Private::Withheld,
            strictness: Strictness::Lenient,
            public: PublicPart::default(),
        }
    }

    /// Prepares for a pack and rows of a table for people.
    pub fn of_people(table: &'table Table<'table>, people: &PeopleTable) -> Self {
        Self {
            writer: Writer::People(PeopleWriter::new(table, people)),
            ..Self::new(table, ResultForm::Counts)
        }
    }

    /// The same with private answers withheld or shown.
    #[must_use]
    pub fn with_private(mut self, private: Private) -> Self {
        self.private = private;
        self.tally.private = private;
        self
    }

    /// The same with words and inapplicable answers taken or refused.
    #[must_use]
    pub fn with_strictness(mut self, strictness: Strictness) -> Self {
        self.strictness = strictness;
        self
    }

    /// What was counted so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Writes the result of a record of JSON, or an error record.
    pub fn json(&mut self, start: Start, text: &[u8], out: &mut Vec<u8>) -> RecordStatus {
        let may_be_fast = !matches!(self.writer, Writer::Full(_));
        if may_be_fast
            && read_json(&self.vocabulary, text, &mut self.record).is_some()
            && self.evaluate()
        {
            self.write(start, out);
            return RecordStatus::Assessed;
        }
        let input = AnswersInput {
            file: Some(("", text)),
            sets: &[],
        };
        match load::answers_with(self.table, input, self.strictness) {
            Ok(answers) => self.slow_path(start, &answers, out),
            Err(problems) => {
                let id = load::record_id(text);
                self.write_error_record(start, (id.as_deref(), &[]), &problems, out)
            }
        }
    }

    /// Writes the result of a row of a table, or an error record.
    pub fn row(
        &mut self,
        start: Start,
        columns: &Columns,
        text: &[u8],
        out: &mut Vec<u8>,
    ) -> RecordStatus {
        let mut row = std::mem::take(&mut self.row);
        row.split(text, columns.delimiter());
        let status = self.split_row(start, columns, &row, out);
        self.row = row;
        status
    }

    fn split_row(
        &mut self,
        start: Start,
        columns: &Columns,
        row: &Row,
        out: &mut Vec<u8>,
    ) -> RecordStatus {
        let may_be_fast = row.count() <= columns.count() && !matches!(self.writer, Writer::Full(_));
        if may_be_fast
            && (columns.read_row(&self.vocabulary, row.cells(), &mut self.record)).is_some()
            && self.evaluate()
        {
            self.write(start, out);
            return RecordStatus::Assessed;
        }
        let cells: Vec<Cow<str>> = row.cells().map(String::from_utf8_lossy).collect();
        let read = row
            .check(columns.count(), columns.delimiter())
            .and_then(|()| load::row(self.table, &columns.cells(&cells), self.strictness));
        match read {
            Ok(answers) => self.slow_path(start, &answers, out),
            Err(problems) => {
                let own = columns.own(&cells);
                self.write_error_record(start, (columns.id(&cells), &own), &problems, out)
            }
        }
    }

    /// Writes an error record for input that is not even a record.
    pub fn write_error_record_at(
        &mut self,
        start: Start,
        code: Code,
        message: String,
        help: &str,
        out: &mut Vec<u8>,
    ) -> RecordStatus {
        let problems = Problems::from(Diagnostic {
            code,
            message,
            place: Place::whole(""),
            help: Some(help.to_owned()),
        });
        self.write_error_record(start, (None, &[]), &problems, out)
    }

    /// Writes the result of answers that the loader has read.
    fn slow_path(&mut self, start: Start, answers: &Answers, out: &mut Vec<u8>) -> RecordStatus {
        self.record.load(answers);
        self.tally.count_remarks(answers);
        let is_applicable = self.evaluate();
        assert!(
            is_applicable,
            "the loader refuses answers to questions that do not apply"
        );
        let RecordResult {
            verdict, withheld, ..
        } = &self.result;
        self.result.time = (self.table).time(answers, (*verdict, withheld.as_deref()));
        if let (Writer::Full(_), None) = (&self.writer, &self.result.withheld) {
            self.write_full(start, answers, out);
            self.count();
        } else {
            self.write(start, out);
        }
        RecordStatus::Assessed
    }

    fn write(&mut self, start: Start, out: &mut Vec<u8>) {
        let assessed = AssessedRecord {
            start,
            record: &self.record,
            table: self.table,
            reading: &self.reading,
            result: &self.result,
        };
        match &mut self.writer {
            Writer::Compact(compact) | Writer::Full(compact) => compact.write(&assessed, out),
            Writer::Csv(csv) => csv.write(&assessed, out),
            Writer::People(people) => people.write(&assessed, out),
            Writer::Counts => {}
        }
        self.count();
    }

    fn write_full(&self, start: Start, answers: &Answers, out: &mut Vec<u8>) {
        let assessment = assess(self.table, answers);
        let insight = Insight::of(self.table, &assessment);
        let json = report::json_line(&assessment, Some(&insight));
        out.extend_from_slice(b"{\"line\":");
        write_number(start.line, out);
        out.push(b',');
        let members = json
            .strip_prefix('{')
            .and_then(|json| json.strip_suffix('}'));
        out.extend_from_slice(members.unwrap_or_default().as_bytes());
        write_members(self.record.extras(), out);
        out.extend_from_slice(b"}\n");
    }

    fn count(&mut self) {
        self.tally.assessed += 1;
        if let Writer::Counts = self.writer {
            self.tally.count(&self.result);
        }
    }

    fn write_error_record(
        &mut self,
        start: Start,
        (id, own): (Option<&str>, &[(&str, &str)]),
        problems: &Problems,
        out: &mut Vec<u8>,
    ) -> RecordStatus {
        let problems = &*error_record::shown(problems, self.table, self.private);
        match &self.writer {
            Writer::Compact(_) | Writer::Full(_) => {
                error_record::write_json(start, id, problems, out);
            }
            Writer::Csv(_) => error_record::write_row(start, id, problems, out),
            Writer::People(people) => people.write_problems(start, (id, own), problems, out),
            Writer::Counts => {}
        }
        self.tally.failed += 1;
        for problem in problems {
            self.tally.count_problem(problem.code);
        }
        RecordStatus::Failed
    }

    /// Applies the rules to the record. Returns false if it answers a question that does not apply.
    fn evaluate(&mut self) -> bool {
        let choices = &self.record.choices;
        let read = self.table.read_chosen(choices, &mut self.reading);
        if read.is_none() {
            return false;
        }
        let RecordResult {
            verdict,
            score,
            fired,
            cleared,
            open,
            open_safety,
            withheld,
            time,
        } = &mut self.result;
        *time = None;
        *open_safety = self.table.open_safety(&self.reading);
        // `for_each` takes two thirds of the time of `extend` for the places of bits.
        fired.clear();
        (self.table.fired_places(&self.reading)).for_each(|place| fired.push(place));
        let (worst, sum) = self.table.outcome(&self.reading);
        (*verdict, *score, *withheld) = (worst, Some(sum), None);
        // The writers see no more than this, so they cannot write what is withheld.
        if let (Private::Withheld, chosen @ [_, ..]) = (self.private, self.record.chosen())
            && (self.table).find_public_part(chosen, choices, fired, &mut self.public)
        {
            swap(fired, &mut self.public.fired);
            swap(open, &mut self.public.open);
            swap(&mut self.reading, &mut self.public.reading);
            (*score, *withheld) = (self.public.score, Some(self.public.withheld.clone()));
        } else {
            open.clear();
            (self.table.open_places(&self.reading)).for_each(|place| open.push(place));
        }
        cleared.clear();
        cleared.extend(
            fired
                .iter()
                .filter(|&&place| self.is_cleared.get(place) == Some(&true)),
        );
        true
    }
}
