//! Reads answers from a flat object: `{ "question": "option", … }`.

use super::earlier::{self, IdPlace};
use super::lookup::{self, similar_question};
use crate::diagnostic::{Code, shortened};
use crate::json::{Node, Reader, Value};
use crate::pack::{Answer, Answers, Former, Kind, OptionSet, Pack, Question, QuestionIndex};

/// Answers with the places of those read from a file, for problems that are found later.
pub(super) struct PlacedAnswers<'text> {
    pub(super) answers: Answers,
    /// The question of each answer, and the value at whose key a problem with it is reported.
    pub(super) places: Vec<(QuestionIndex, Node<'text>)>,
}

/// Reads an answers object.
pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    pack: &Pack,
) -> PlacedAnswers<'text> {
    let mut answers = Answers::blank(pack);
    let members = reader.members(node).unwrap_or_default();
    let mut places = Vec::with_capacity(members.len());
    let mut extras = Vec::new();
    let mut next = 0;
    for (key, node) in members {
        if *key == "id" {
            answers.id = reader.text(node).map(str::to_owned);
        } else if *key == "$schema" || key.starts_with("x_") {
            extras.push((key, node));
        } else if let Some((index, question)) = pack.find_question_from(next, key) {
            next = index.position() + 1;
            if let Some(answer) = answer(reader, node, question, pack.former()) {
                answers.set(index, answer);
                places.push((index, *node));
            }
        } else {
            let (place, options) = (IdPlace::Key(node), earlier::named(node));
            if earlier::report(reader, pack.former(), key, place, &options) {
                continue;
            }
            let help = reader.within_limit(node).then(|| {
                let otherwise = "`smp explain` lists the questions; your own keys begin with `x_`";
                similar_question(pack, key, otherwise)
            });
            let message = format!("`{}` is not a question", shortened(key));
            reader.report_key(Code::UnknownQuestion, node, message, help);
        }
    }
    let texts = reader.json_of(extras.iter().map(|(_, node)| *node));
    let keys = extras.iter().map(|(key, _)| key.to_string());
    answers.extras = keys.zip(texts.into_iter().map(str::to_owned)).collect();
    PlacedAnswers { answers, places }
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
        (Value::Text(_), Kind::One) => {
            return lookup::option(reader, node, question, former).map(Answer::Chosen);
        }
        (Value::List(items), Kind::Many) => {
            return ticked(reader, items, question, former).map(Answer::Chosen);
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
        let Some(option) = lookup::option(reader, item, question, former) else {
            is_sound = false;
            continue;
        };
        if option == OptionSet::NONE_OF_THESE {
            let help = "write `[]` for none of these";
            let message = "`none` cannot stand in a list of answers";
            reader.report(Code::ReservedOption, item, message, help.to_owned());
            is_sound = false;
        } else if chosen.intersects(option) {
            lookup::repeated_option(reader, item);
        }
        chosen = chosen.union(option);
    }
    is_sound.then_some(chosen)
}
