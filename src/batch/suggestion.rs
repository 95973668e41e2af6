//! Writes the file of `smp batch --columns` from a table, for the person to correct.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use super::column_names::Named;
use super::columns::TableHead;
use super::head_rows::{cells, header_rows, is_second_header};
use super::row::Row;
use crate::diagnostic::nearest;
use crate::load::words_in_cell;
use crate::pack::{Answer, GivenDate, OptionSet, Pack, Question, QuestionIndex};
use crate::report::sanitized_json;

/// Different values of a column that are looked at. A column with more holds no choices.
const MAX_VALUES: usize = 200;

/// Looks at the columns of a table and at their values, row by row.
#[derive(Debug)]
pub struct ColumnSuggestion<'pack> {
    pack: &'pack Pack,
    delimiter: u8,
    row: Row,
    columns: Vec<SeenColumn>,
}

#[derive(Debug)]
struct SeenColumn {
    name: String,
    /// What it holds by its name, or by the text below it.
    named: Named,
    /// Different values.
    values: BTreeSet<String>,
    has_more: bool,
}

#[derive(Serialize)]
struct FileJson<'a> {
    #[serde(serialize_with = "in_order")]
    columns: Vec<(&'a str, MeaningJson)>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum MeaningJson {
    Word(String),
    Box {
        question: String,
        option: String,
    },
    Question {
        question: String,
        #[serde(serialize_with = "in_order", skip_serializing_if = "Vec::is_empty")]
        values: Vec<(String, String)>,
    },
}

fn in_order<Key: Serialize, Item: Serialize, S: Serializer>(
    members: &[(Key, Item)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(members.iter().map(|(key, value)| (key, value)))
}

impl<'pack> ColumnSuggestion<'pack> {
    /// Looks at the header, and says how many rows it takes.
    pub fn new(pack: &'pack Pack, head: &TableHead) -> (Self, usize) {
        let rows: Vec<_> = (head.rows.iter())
            .map(|(_, text)| cells(text, head.delimiter))
            .collect();
        let names = rows.first().map(Vec::as_slice).unwrap_or_default();
        let texts = rows.get(1).map(Vec::as_slice).unwrap_or_default();
        let has_texts = is_second_header(pack, names, texts);
        let used = header_rows(&rows, has_texts);
        let columns = names.iter().enumerate().map(|(number, name)| {
            let name = name.clone().unwrap_or_default();
            let text = texts.get(number).cloned().flatten().filter(|_| has_texts);
            SeenColumn {
                named: match (Named::of(pack, &name), text) {
                    (Named::Nothing, Some(text)) => Named::of(pack, &text),
                    (by_name, _) => by_name,
                },
                name,
                values: BTreeSet::new(),
                has_more: false,
            }
        });
        let suggestion = Self {
            pack,
            delimiter: head.delimiter,
            row: Row::default(),
            columns: columns.collect(),
        };
        (suggestion, used)
    }

    /// Looks at a row.
    pub fn row(&mut self, text: &[u8]) {
        self.row.split(text, self.delimiter);
        for (column, cell) in self.columns.iter_mut().zip(self.row.cells()) {
            let text = String::from_utf8_lossy(cell);
            let text = text.trim();
            if text.is_empty() || column.values.contains(text) {
                continue;
            }
            if column.values.len() < MAX_VALUES {
                column.values.insert(text.to_owned());
            } else {
                column.has_more = true;
            }
        }
    }

    /// The file, and how many of its values begin with a `?` and are left for the person to decide.
    pub fn finish(&self) -> (String, usize) {
        let columns = self.columns.iter().filter(|column| !column.name.is_empty());
        let columns: Vec<_> = columns
            .map(|column| (column.name.as_str(), self.meaning(column)))
            .collect();
        let undecided = columns.iter().map(|(_, meaning)| meaning.undecided()).sum();
        let json = serde_json::to_string_pretty(&FileJson { columns });
        let json = json.expect("every key is a string");
        (format!("{}\n", sanitized_json(&json)), undecided)
    }

    fn meaning(&self, column: &SeenColumn) -> MeaningJson {
        match column.named {
            Named::Id => MeaningJson::Word("id".to_owned()),
            Named::Extra => MeaningJson::Word("keep".to_owned()),
            Named::Question(index) => self.question(column, index, ""),
            Named::Box(index, answer) => {
                let question = self.pack.question(index);
                MeaningJson::Box {
                    question: question.id.to_string(),
                    option: crate::load::by_ids(question, answer),
                }
            }
            Named::Several(_) | Named::Nothing => match self.likely(column) {
                Some(index) => self.question(column, index, "?"),
                None => MeaningJson::Word("?".to_owned()),
            },
        }
    }

    /// A question, with those values that are not words of the pack.
    fn question(&self, column: &SeenColumn, index: QuestionIndex, mark: &str) -> MeaningJson {
        let question = self.pack.question(index);
        let unknown = column.values.iter();
        let unknown = unknown.filter(|value| !is_answer(self.pack, question, value));
        MeaningJson::Question {
            question: format!("{mark}{}", question.id),
            values: unknown
                .map(|value| {
                    (
                        value.clone(),
                        format!("?{}", similar_option(question, value)),
                    )
                })
                .collect(),
        }
    }

    /// The question that a column may answer, if no other column does: the only one of which at least half of its values are answers, else
    /// one with a similar id.
    fn likely(&self, column: &SeenColumn) -> Option<QuestionIndex> {
        let is_free = |index: QuestionIndex| {
            let mut columns = self.columns.iter();
            columns.all(|column| column.named != Named::Question(index))
        };
        let free = || {
            let questions = self.pack.numbered_questions();
            questions.filter(|(index, _)| is_free(*index))
        };
        let by_values: Vec<_> = free()
            .filter(|(_, question)| {
                let values = column.values.iter();
                let named = values.filter(|value| is_telling_answer(self.pack, question, value));
                !column.has_more && !column.values.is_empty() && {
                    2 * named.count() >= column.values.len()
                }
            })
            .map(|(index, _)| index)
            .collect();
        if let [only] = by_values.as_slice() {
            return Some(*only);
        }
        let names = free().flat_map(|(index, question)| {
            let names = [
                Some(&question.id),
                Some(&question.ask),
                question.name.as_ref(),
            ];
            let names = names.into_iter().flatten();
            names.map(move |name| (name.as_str(), index))
        });
        let names: Vec<_> = names.collect();
        let texts: Vec<_> = names.iter().map(|(name, _)| *name).collect();
        let near = nearest(&column.name, &texts)?;
        names
            .iter()
            .find_map(|(name, index)| (*name == near).then_some(*index))
    }
}

impl MeaningJson {
    fn undecided(&self) -> usize {
        let is_open = |text: &str| usize::from(text.starts_with('?'));
        match self {
            Self::Word(word) => is_open(word),
            Self::Box { .. } => 0,
            Self::Question { question, values } => {
                is_open(question)
                    + values
                        .iter()
                        .map(|(_, value)| is_open(value))
                        .sum::<usize>()
            }
        }
    }
}

fn is_answer(pack: &Pack, question: &Question, value: &str) -> bool {
    words_in_cell(pack, question, value).is_some()
        || question.since.is_some() && GivenDate::parse(value).is_some()
}

/// Returns true for an answer that tells something of the question: not "unknown", "none" or "yes", which many
/// questions have.
fn is_telling_answer(pack: &Pack, question: &Question, value: &str) -> bool {
    match words_in_cell(pack, question, value) {
        Some(Answer::Chosen(options)) => options != OptionSet::NONE_OF_THESE,
        Some(Answer::NotSure) | None => false,
    }
}

fn similar_option(question: &Question, value: &str) -> String {
    let ids: Vec<_> = (question.options.iter())
        .map(|option| option.id.as_str())
        .collect();
    nearest(value, &ids).unwrap_or_default().to_owned()
}
