//! Reads answers from a flat object: `{ "question": "option", … }`.

use chrono::NaiveDate;

use super::assignment::{is_by_ids, several_answers};
use super::dates;
use super::earlier::{self, IdPlace};
use super::lookup::{self, expected_options, several_questions, similar_question, unknown_option};
use super::value_error::says_nothing;
use crate::diagnostic::{Code, shortened};
use crate::json::{Node, Reader, Value};
use crate::pack::{
    Answer, Answers, Called, Former, Kind, OptionSet, Pack, Question, QuestionIndex, Reworded,
    whole_number,
};

/// Answers with the places of those read from a file, for problems that are found later.
pub(super) struct PlacedAnswers<'text> {
    pub(super) answers: Answers,
    /// The question of each answer, and the value at whose key a problem with it is reported.
    pub(super) places: Vec<(QuestionIndex, Node<'text>)>,
    /// What was read in other words than ids.
    pub(super) reworded: Vec<(Reworded, WordsPlace<'text>)>,
}

/// Where words are written.
#[derive(Clone, Copy)]
pub(super) enum WordsPlace<'text> {
    /// They are the key of this value.
    Key(Node<'text>),
    /// They are this value.
    Value(Node<'text>),
}

/// Reads an answers object. Without the day of the assessment, dates are refused.
pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    pack: &Pack,
    on: Option<NaiveDate>,
) -> PlacedAnswers<'text> {
    let mut answers = Answers::blank(pack);
    if node.is_list() {
        let message = "expected the answers of one person but found a list";
        let help =
            "write them as an object: `{ … }`; a file that is a list of people is for `smp batch`";
        reader.report(Code::WrongType, node, message, help.to_owned());
        return PlacedAnswers {
            answers,
            places: Vec::new(),
            reworded: Vec::new(),
        };
    }
    let members = reader.members(node).unwrap_or_default();
    let mut places = Vec::with_capacity(members.len());
    let mut named: Vec<(QuestionIndex, &str)> = Vec::with_capacity(members.len());
    let mut extras = Vec::new();
    let mut reworded = Vec::new();
    let mut next = 0;
    for (key, node) in members {
        if *key == "id" {
            answers.id = reader.text(node).map(str::to_owned);
        } else if *key == "$schema" || key.starts_with("x_") {
            extras.push((key, node));
        } else if let Some(index) = question(reader, node, key, pack, next) {
            next = index.position() + 1;
            // The same key twice was reported with the text.
            let earlier = named.iter().find(|(other, _)| *other == index);
            let is_other_key = earlier.is_some_and(|(_, other)| other != key);
            named.push((index, *key));
            if is_other_key {
                let message = format!("`{}` is answered twice", pack.question(index).id);
                let help = "remove one of the two answers".to_owned();
                reader.report_key(Code::DuplicateKey, node, message, help);
            } else if let Some(read) = dates::of_node(node, (pack, pack.question(index)), on) {
                match read {
                    Ok(dated) => {
                        dated.set(&mut answers, index);
                        places.push((index, *node));
                        note_key(&mut reworded, (*key, node), index, pack);
                    }
                    Err(error) => reader.report(error.code, node, error.message, error.help),
                }
            } else if let Some(answer) = answer(reader, node, pack.question(index), pack.former()) {
                answers.set(index, answer);
                places.push((index, *node));
                note_words(&mut reworded, (*key, node), (index, answer), pack);
            }
        }
    }
    let texts = reader.json_of(extras.iter().map(|(_, node)| *node));
    let keys = extras.iter().map(|(key, _)| key.to_string());
    answers.extras = keys.zip(texts.into_iter().map(str::to_owned)).collect();
    PlacedAnswers {
        answers,
        places,
        reworded,
    }
}

/// Notes a key that is not the id of its question, and each text of its value that is not the id of an option.
fn note_words<'text>(
    all: &mut Vec<(Reworded, WordsPlace<'text>)>,
    (key, node): (&str, &Node<'text>),
    (index, answer): (QuestionIndex, Answer),
    pack: &Pack,
) {
    let question = pack.question(index);
    note_key(all, (key, node), index, pack);
    let is_list = matches!(node.value, Value::List(_));
    for (written, place) in earlier::named(node) {
        if !is_by_ids(question, written) {
            let answer = match question.answer_called(written, pack.former()) {
                Called::One(answer) if is_list => answer,
                _ => answer,
            };
            let reworded = Reworded {
                question: index,
                written: written.to_owned(),
                answer: Some(answer),
            };
            all.push((reworded, WordsPlace::Value(place)));
        }
    }
}

/// Notes a key that is not the id of its question.
fn note_key<'text>(
    all: &mut Vec<(Reworded, WordsPlace<'text>)>,
    (key, node): (&str, &Node<'text>),
    index: QuestionIndex,
    pack: &Pack,
) {
    if pack.question(index).id != key {
        let reworded = Reworded {
            question: index,
            written: key.to_owned(),
            answer: None,
        };
        all.push((reworded, WordsPlace::Key(*node)));
    }
}

/// The question that a key names, looked for first from a place on; `None` if it was reported.
fn question<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    key: &str,
    pack: &Pack,
    next: usize,
) -> Option<QuestionIndex> {
    if let Some((index, _)) = pack.find_question_from(next, key) {
        return Some(index);
    }
    // A file with too many problems to show is refused, so what its further keys name does not matter.
    let called = (reader.within_limit(node)).then(|| pack.question_called(key));
    let (message, help) = match called {
        Some(Called::One(index)) => return Some(index),
        Some(Called::Several(indexes)) => {
            let (message, help) = several_questions(pack, key, &indexes);
            (message, Some(help))
        }
        Some(Called::Nothing) | None => {
            let (place, options) = (IdPlace::Key(node), earlier::named(node));
            if earlier::report(reader, pack.former(), key, place, &options) {
                return None;
            }
            let help = called.is_some().then(|| {
                let otherwise = "`smp explain` lists the questions; your own keys begin with `x_`";
                similar_question(pack, key, otherwise)
            });
            (format!("`{}` is not a question", shortened(key)), help)
        }
    };
    reader.report_key(Code::UnknownQuestion, node, message, help);
    None
}

/// Reads one answer; `None` if it was reported.
pub(super) fn answer<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    question: &Question,
    former: Former,
) -> Option<Answer> {
    let (what, help) = match (&node.value, question.kind) {
        (Value::Null, _) => return Some(Answer::NotSure),
        (Value::Text(_) | Value::Integer(_) | Value::Number | Value::Bool(_), Kind::One) => {
            return called(reader, node, question, former);
        }
        (Value::List(items), Kind::Many) => {
            return ticked(reader, items, question, former).map(Answer::Chosen);
        }
        (Value::Integer(_) | Value::Number | Value::Bool(_), Kind::Many) => {
            lookup::refuse_value(reader, node, question);
            return None;
        }
        (_, Kind::One) => (
            "takes one option, as a text",
            "write `\"option\"`, or `null` for \"I'm not sure\"",
        ),
        (_, Kind::Many) => (
            "takes a list of options",
            "write `[\"option\"]`, `[]` for none of these, or `null` for \"I'm not sure\"",
        ),
    };
    let message = format!("`{}` {what}", question.id);
    reader.report(Code::WrongType, node, message, help.to_owned());
    None
}

/// The answer that a text or a number names; `None` if it was reported.
pub(super) fn called<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    question: &Question,
    former: Former,
) -> Option<Answer> {
    let number = match node.value {
        Value::Integer(number) if question.numbers().is_some() => Some(number.to_string()),
        Value::Integer(_) | Value::Number | Value::Bool(_) => {
            lookup::refuse_value(reader, node, question);
            return None;
        }
        _ => None,
    };
    let written = match &number {
        Some(number) => number,
        None => reader.text(node)?,
    };
    match question.answer_called(written, former) {
        Called::One(answer) => Some(answer),
        Called::Several(answers) => {
            let error = several_answers(question, written, &answers);
            reader.report(error.code, node, error.message, error.help);
            None
        }
        Called::Nothing if says_nothing(written) => {
            let help = "write `null` for \"I'm not sure\", or leave the question out".to_owned();
            let message = unknown_option(question, written);
            reader.report(Code::UnknownOption, node, message, help);
            None
        }
        Called::Nothing if whole_number(written).is_some() || number.is_some() => {
            let message = unknown_option(question, written);
            let help = expected_options(question, written);
            reader.report(Code::UnknownOption, node, message, help);
            None
        }
        Called::Nothing => lookup::option(reader, node, question, former).map(Answer::Chosen),
    }
}

/// The options in a list of answers; `None` if one of them is wrong.
fn ticked<'text>(
    reader: &mut Reader<'text>,
    items: &[Node<'text>],
    question: &Question,
    former: Former,
) -> Option<OptionSet> {
    if items.is_empty() {
        return Some(OptionSet::NONE_OF_THESE);
    }
    let mut chosen = OptionSet::EMPTY;
    let mut is_sound = true;
    for item in items {
        let option = match called(reader, item, question, former) {
            None => {
                is_sound = false;
                continue;
            }
            Some(Answer::Chosen(option)) if option != OptionSet::NONE_OF_THESE => option,
            Some(_) => {
                let written = reader.text(item).map(shortened).unwrap_or_default();
                let help = "take it out if another answer is true; else write `[]` for none of these, or `null` for \"I'm not sure\"";
                let message = format!(
                    "`{written}` cannot be in the list of answers to `{}`",
                    question.id
                );
                reader.report(Code::ReservedOption, item, message, help.to_owned());
                is_sound = false;
                continue;
            }
        };
        if chosen.intersects(option) {
            lookup::repeated_option(reader, item);
        }
        chosen = chosen.union(option);
    }
    is_sound.then_some(chosen)
}
