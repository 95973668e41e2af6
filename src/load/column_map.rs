//! Reads what the columns of another program's table mean: the file of `smp batch --columns`.
//!
//! ```json
//! { "columns": {
//!     "Timestamp": "ignore",
//!     "Email": "keep",
//!     "Patient no.": "id",
//!     "Color now": { "question": "hair_color", "values": { "Brunette": "dark_brown" } },
//!     "Moles?": { "question": "skin", "option": "moles" } } }
//! ```

use super::assignment::{AnswerWords, words};
use super::lookup::{several_questions, similar_question};
use super::value_map::ValueMap;
use crate::diagnostic::{Code, Problems, nearest, shortened};
use crate::json::{self, Arena, Layer, Node, Reader, Value};
use crate::pack::{Answer, Called, Pack, QuestionIndex};

/// What columns of a table mean, by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMap {
    columns: Vec<(String, ColumnMeaning)>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnMeaning {
    /// The caller's name for each record.
    Id,
    /// Something that is carried through to the result.
    Keep,
    /// Something that is not read.
    Ignore,
    /// Answers to a question, in the words of the pack or in these.
    Question(QuestionIndex, ValueMap),
    /// Whether an answer to a question is ticked.
    Box(QuestionIndex, Answer),
}

impl ColumnMap {
    /// What a column with this name holds, if the file says so.
    pub fn meaning(&self, name: &str) -> Option<&ColumnMeaning> {
        let mut columns = self.columns.iter();
        columns.find_map(|(column, meaning)| (column == name).then_some(meaning))
    }

    /// The names of all columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }
}

/// Reads the file.
///
/// # Errors
/// Every problem of the file, in its order.
pub fn column_map(pack: &Pack, file: &str, bytes: &[u8]) -> Result<ColumnMap, Problems> {
    let arena = Arena::default();
    let text = json::decode(file, bytes)?;
    let tree = json::parse(&arena, file, text, Layer::Own)?;
    let mut reader = Reader::new(file, text);
    let mut map = ColumnMap::default();
    if let Some(columns) = tree.member("columns") {
        for (name, node) in reader.members(columns).unwrap_or_default() {
            let meaning = meaning(&mut reader, pack, node);
            map.columns
                .extend(meaning.map(|meaning| (name.trim().to_owned(), meaning)));
        }
    } else {
        let help = "`smp batch FILE --suggest-columns` writes such a file";
        let message = "the file does not say what `columns` mean".to_owned();
        reader.report(Code::MissingKey, &tree, message, help.to_owned());
    }
    check_keys(&mut reader, &tree, &["columns", "$schema"]);
    match Problems::from_vec(reader.into_diagnostics()) {
        Some(problems) => Err(problems),
        None => Ok(map),
    }
}

/// Reports keys that mean nothing.
fn check_keys<'text>(reader: &mut Reader<'text>, node: &Node<'text>, known: &[&str]) {
    for (key, node) in node.members() {
        if !known.contains(key) {
            let message = format!("`{}` is not a key here", shortened(key));
            let help = format!("the keys are `{}`", known.join("`, `"));
            reader.report_key(Code::UnknownKey, node, message, help);
        }
    }
}

/// What a column means; `None` if it was reported.
fn meaning<'text>(
    reader: &mut Reader<'text>,
    pack: &Pack,
    node: &Node<'text>,
) -> Option<ColumnMeaning> {
    if let Value::Text(word) = node.value {
        return match word {
            "id" => Some(ColumnMeaning::Id),
            "keep" => Some(ColumnMeaning::Keep),
            "ignore" => Some(ColumnMeaning::Ignore),
            _ => {
                let question = question(reader, pack, node)?;
                Some(ColumnMeaning::Question(question, ValueMap::default()))
            }
        };
    }
    if node.members().is_empty() {
        let help = "write `\"keep\"`, `\"ignore\"`, `\"id\"`, or `{ \"question\": … }`".to_owned();
        let message = "this is not what a column can mean".to_owned();
        reader.report(Code::WrongType, node, message, help);
        return None;
    }
    check_keys(reader, node, &["question", "option", "values"]);
    let Some(asked) = node.member("question") else {
        let message = "`question` is missing".to_owned();
        let help = "add the id of the question that the column answers".to_owned();
        reader.report(Code::MissingKey, node, message, help);
        return None;
    };
    let question = question(reader, pack, asked)?;
    if let Some(option) = node.member("option") {
        let answer = answer(reader, pack, question, option)?;
        return Some(ColumnMeaning::Box(question, answer));
    }
    let mut values = ValueMap::default();
    if let Some(node) = node.member("values") {
        for (written, node) in reader.members(node).unwrap_or_default() {
            let answer = answer(reader, pack, question, node);
            if let Some(answer) = answer {
                values.add(written, answer);
            }
        }
    }
    Some(ColumnMeaning::Question(question, values))
}

/// The question that a text names; `None` if it was reported.
fn question<'text>(
    reader: &mut Reader<'text>,
    pack: &Pack,
    node: &Node<'text>,
) -> Option<QuestionIndex> {
    let written = decided(
        reader,
        node,
        "`keep`, `ignore`, `id`, or the id of a question",
    )?;
    let (message, help) = match pack.question_called(written) {
        Called::One(index) => return Some(index),
        Called::Several(indexes) => several_questions(pack, written, &indexes),
        Called::Nothing => {
            let help = match nearest(written, &["keep", "ignore", "id"]) {
                Some(word) => format!("a similar word exists: `{word}`"),
                None => similar_question(pack, written, "`smp explain` lists the questions"),
            };
            (format!("`{}` is not a question", shortened(written)), help)
        }
    };
    reader.report(Code::UnknownQuestion, node, message, help);
    None
}

/// The answer that a text names; `None` if it was reported.
fn answer<'text>(
    reader: &mut Reader<'text>,
    pack: &Pack,
    question: QuestionIndex,
    node: &Node<'text>,
) -> Option<Answer> {
    let written = decided(reader, node, "the id of an option, or `unknown`")?;
    let asked = AnswerWords::of(pack, pack.question(question));
    match words(asked, written) {
        Ok(answer) => Some(answer),
        Err(errors) => {
            for error in errors {
                let code = match error.code {
                    Code::BadSet => Code::WrongType,
                    code => code,
                };
                reader.report(code, node, error.message, error.help);
            }
            None
        }
    }
}

/// A text that no question mark begins: that is how `--suggest-columns` marks what is left to decide.
fn decided<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    choice: &str,
) -> Option<&'text str> {
    let written = reader.text(node)?;
    let Some(guess) = written.strip_prefix('?') else {
        return Some(written);
    };
    let message = format!("`{}` is not decided yet", shortened(written));
    let help = match guess {
        "" => format!("write {choice}"),
        guess => format!(
            "take the `?` away if `{}` is right, or write {choice}",
            shortened(guess)
        ),
    };
    reader.report(Code::UnknownWord, node, message, help);
    None
}
