//! The columns of a table of answers: what each holds, and how its cells are read.

use std::borrow::Cow;

use super::fast_json::{KnownQuestion, Vocabulary};
use super::record::Record;
use crate::load::{Cell, CellContent, ColumnMap, Strictness, ValueMap};
use crate::pack::{Answer, Answers, Kind, OptionSet, Pack, Question, QuestionIndex, Reworded};

/// The columns of a table of answers, each with what it holds.
#[derive(Debug, Clone)]
pub struct Columns {
    pub(super) all: Vec<Column>,
    pub(super) delimiter: u8,
    /// Header cells that name their question by words.
    pub(super) reworded: Vec<Reworded>,
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) holds: Holds,
    /// What its cells mean besides the words of the pack.
    pub(super) values: Option<ValueMap>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Holds {
    Id,
    Question(usize),
    /// Whether this answer is ticked.
    Box(usize, Answer),
    /// A key of the caller's, carried through to the result.
    Extra(String),
    /// Nothing that is read.
    Ignored,
    /// Nothing: it has no name, and may have no text.
    Nothing,
}

/// What is known about a table besides its header.
#[derive(Debug, Clone, Copy, Default)]
pub struct ColumnOptions<'a> {
    /// Columns that are carried through to the result, or several names with commas between them.
    pub keep: &'a [String],
    /// Columns that are not read, in the same form.
    pub ignore: &'a [String],
    /// What columns and values mean.
    pub map: Option<&'a ColumnMap>,
    /// Whether words are taken in the place of ids.
    pub strictness: Strictness,
}

/// The first rows of a table.
#[derive(Debug, Clone)]
pub struct TableHead<'a> {
    /// The name of the file.
    pub file: &'a str,
    /// At least one: the number of its line, and its text.
    pub rows: Vec<(usize, &'a [u8])>,
    /// The byte between cells.
    pub delimiter: u8,
}

impl Columns {
    /// The names of the columns that are carried through to the results.
    pub fn kept(&self) -> impl Iterator<Item = &str> {
        self.all.iter().filter_map(|column| match &column.holds {
            Holds::Extra(name) => Some(name.as_str()),
            _ => None,
        })
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// The byte between two cells of a row.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Reads a row of the usual form; `None` if only the loader can say what it means.
    pub(super) fn read_row<'row>(
        &self,
        vocabulary: &Vocabulary,
        row: impl Iterator<Item = &'row [u8]>,
        record: &mut Record,
    ) -> Option<()> {
        record.clear();
        for (column, cell) in self.all.iter().zip(row) {
            let cell = str::from_utf8(cell).ok()?.trim();
            match &column.holds {
                _ if cell.is_empty() => {}
                Holds::Question(place) if column.values.is_none() => {
                    let answer = answer(vocabulary.question(*place)?, cell)?;
                    record.answer(*place, answer)?;
                }
                Holds::Id => record.set_id(cell)?,
                Holds::Extra(name) if name != Answers::FORM => {
                    record.add_unique_extra(name, &serde_json::Value::from(cell).to_string());
                }
                Holds::Ignored => {}
                Holds::Question(_) | Holds::Box(..) | Holds::Extra(_) | Holds::Nothing => {
                    return None;
                }
            }
        }
        Some(())
    }

    /// The cells with what each is the answer to.
    pub(super) fn cells<'row>(&'row self, row: &'row [Cow<'row, str>]) -> Vec<Cell<'row>> {
        let cells = self.all.iter().zip(row).map(|(column, text)| Cell {
            of: match &column.holds {
                Holds::Id => CellContent::Id,
                Holds::Question(place) => CellContent::Question(QuestionIndex::new(*place)),
                Holds::Box(place, answer) => CellContent::Box(QuestionIndex::new(*place), *answer),
                Holds::Extra(name) => CellContent::Extra(name),
                Holds::Ignored => CellContent::Ignored,
                Holds::Nothing => CellContent::Nothing,
            },
            text: text.trim(),
            values: column.values.as_ref(),
        });
        cells.collect()
    }

    /// What a row has in the columns that are carried through.
    pub(super) fn own<'row>(
        &'row self,
        row: &'row [Cow<'row, str>],
    ) -> Vec<(&'row str, &'row str)> {
        let columns = self.all.iter().zip(row);
        let own = columns.filter_map(|(column, text)| match &column.holds {
            Holds::Extra(name) => Some((name.as_str(), text.trim())),
            _ => None,
        });
        own.collect()
    }

    /// The questions that no column answers, though everyone is asked: a safety question among them stays open.
    pub fn not_asked<'pack>(&self, pack: &'pack Pack) -> Vec<&'pack Question> {
        let is_asked = |place: usize| {
            self.all.iter().any(|column| match column.holds {
                Holds::Question(asked) | Holds::Box(asked, _) => asked == place,
                _ => false,
            })
        };
        let questions = pack.questions.iter().enumerate();
        let missing = questions.filter(|(place, question)| {
            question.safety && question.when.is_none() && !is_asked(*place)
        });
        missing.map(|(_, question)| question).collect()
    }

    /// The id in a row, if there is one.
    pub(super) fn id<'row>(&self, row: &'row [Cow<'row, str>]) -> Option<&'row str> {
        let mut columns = self.all.iter();
        let place = columns.position(|column| column.holds == Holds::Id)?;
        row.get(place)
            .map(|id| id.trim())
            .filter(|id| !id.is_empty())
    }
}

/// The options that a cell with text names; `None` if only the loader can say what it means.
fn answer(question: &KnownQuestion, cell: &str) -> Option<OptionSet> {
    match (cell, question.kind) {
        ("unknown", _) => Some(OptionSet::EMPTY),
        ("none", Kind::Many) => Some(OptionSet::NONE_OF_THESE),
        (_, Kind::One) => question.option(cell),
        (_, Kind::Many) => {
            let mut chosen = OptionSet::EMPTY;
            for id in cell.split([';', ',']) {
                let option = question.option(id.trim())?;
                if chosen.intersects(option) {
                    return None;
                }
                chosen = chosen.union(option);
            }
            Some(chosen)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Columns;
    use crate::assess::Table;
    use crate::batch::fast_json::Vocabulary;
    use crate::batch::record::Record;
    use crate::load;

    #[test]
    fn rows_of_the_usual_form_are_read_and_others_left_to_the_loader() {
        let pack = load::pack(&load::builtin()).expect("the built-in pack is sound");
        let (table, vocabulary) = (Table::new(&pack), Vocabulary::new(&pack));
        let header = b"id,hair_color,skin,x_crm";
        let columns =
            Columns::read(&pack, "leads.csv", 1, header, b',').expect("the header is sound");
        let may_be_fast = |row: [&str; 4]| {
            let cells = row.iter().map(|cell| cell.as_bytes());
            columns
                .read_row(&vocabulary, cells, &mut Record::new(&table))
                .is_some()
        };
        assert!(may_be_fast([
            "1",
            "black",
            "broken_skin; moles",
            "any = thing"
        ]));
        assert!(may_be_fast(["", "", "", ""]));
        assert!(may_be_fast(["1", "unknown", "none", ""]));
        assert!(may_be_fast(["1", " black ", "broken_skin,moles", ""]));
        assert!(!may_be_fast(["1", "none", "", ""]));
        assert!(!may_be_fast(["1", "Black", "", ""]));
        assert!(!may_be_fast(["1", "black", "moles;moles", ""]));
    }
}
