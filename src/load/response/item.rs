//! Reads the items of a response, which must be nested as in the questionnaire.

use std::collections::BTreeMap;

use super::answer::{self, ItemQuestion};
use super::check::{self, ElementContext};
use super::element::ITEM;
use crate::diagnostic::{Code, shortened};
use crate::fhir::{FormItem, Names, find_item};
use crate::json::{Node, Reader, Value};
use crate::load::earlier::{self, IdPlace};
use crate::load::lookup::similar_question;
use crate::pack::{Answer, Answers, Pack, QuestionIndex};

/// The items read so far.
pub(super) struct ItemReader<'read, 'text> {
    pack: &'read Pack,
    /// The system of every code of the pack.
    system: String,
    /// The extension that takes an answer back.
    left_out: String,
    answers: &'read mut Answers,
    places: Vec<(QuestionIndex, Node<'text>)>,
    /// The `linkId`s, each with where it was first written.
    seen: BTreeMap<&'text str, &'text Node<'text>>,
}

impl<'read, 'text> ItemReader<'read, 'text> {
    pub(super) fn new(pack: &'read Pack, names: &Names, answers: &'read mut Answers) -> Self {
        Self {
            pack,
            system: names.code_system(),
            left_out: names.left_out(),
            answers,
            places: Vec::new(),
            seen: BTreeMap::new(),
        }
    }

    /// The places of the answers.
    pub(super) fn into_places(self) -> Vec<(QuestionIndex, Node<'text>)> {
        self.places
    }

    /// Reads items at the top level, in a group, or under an answer.
    pub(super) fn items(
        &mut self,
        reader: &mut Reader<'text>,
        items: &'text [Node<'text>],
        within: Option<&str>,
    ) {
        for item in items {
            self.item(reader, item, within);
        }
    }

    fn item(&mut self, reader: &mut Reader<'text>, node: &'text Node<'text>, within: Option<&str>) {
        let link = node.member("linkId");
        let written = link.and_then(|link| Some((link, link.text()?)));
        let Some((link, id)) = written else {
            return Self::report_nameless(reader, node, link);
        };
        let context = ElementContext::Item(id);
        if check::members(reader, node, ITEM, context).is_none() {
            return;
        }
        if let Some(modifier) = node.member("modifierExtension") {
            check::refuse_modifier(reader, modifier, context);
        }
        if let Some(first) = self.seen.get(id) {
            let message = format!("the item `{}` appears twice", shortened(id));
            let help = "keep one of the two; several answers stand in one item";
            reader.report_again(Code::DuplicateItem, [first, link], message, help);
        } else {
            self.seen.insert(id, link);
        }
        let Some((place, belongs)) = find_item(self.pack, id) else {
            return self.report_unknown(reader, node, link, id);
        };
        if belongs.as_deref() != within {
            report_misplaced(reader, link, id, within, belongs.as_deref());
        }
        let answer = node.member("answer");
        match (place, answer) {
            (FormItem::Question(index), Some(_)) => {
                self.question(reader, node, link, index);
            }
            (FormItem::Group(..) | FormItem::Help(_), Some(answer)) => {
                let message = format!("the item `{id}` is not a question and takes no answer");
                let help = "answer the questions in it, or leave it out";
                reader.report_key(Code::WrongType, answer, message, help.to_owned());
            }
            (_, None) => {}
        }
        if let Some(inner) = node.member("item") {
            let items = check::list(reader, inner, context);
            self.items(reader, items.unwrap_or_default(), Some(id));
        }
    }

    fn question(
        &mut self,
        reader: &mut Reader<'text>,
        item: &Node<'text>,
        link: &Node<'text>,
        index: QuestionIndex,
    ) {
        let question = self.pack.question(index);
        let asked = ItemQuestion {
            question,
            former: self.pack.former(),
            system: &self.system,
        };
        let answers = (item.member("answer"))
            .and_then(|node| check::list(reader, node, ElementContext::Item(&question.id)));
        let Some(nodes) = answers else {
            return;
        };
        // An answer that was added later counts, even if the extension is still there.
        if let Some(answer) = answer::read(reader, nodes, asked)
            && !(answer == Answer::NotSure && self.is_left_out(item))
        {
            self.answers.set(index, answer);
            self.places.push((index, *link));
        }
        for inner in nodes.iter().filter_map(|answer| answer.member("item")) {
            let items = check::list(reader, inner, ElementContext::Answer(&question.id));
            self.items(reader, items.unwrap_or_default(), Some(&question.id));
        }
    }

    /// Returns true if an item says that its question was left unanswered.
    fn is_left_out(&self, node: &Node) -> bool {
        let extensions = node.member("extension").map(Node::items);
        let mut extensions = extensions.unwrap_or_default().iter();
        extensions.any(|extension| {
            let value = extension.member("valueBoolean");
            check::is_member(extension, "url", &self.left_out)
                && value.is_some_and(|value| matches!(value.value, Value::Bool(true)))
        })
    }

    fn report_nameless(reader: &mut Reader<'text>, node: &Node<'text>, link: Option<&Node<'text>>) {
        let help = "write the `linkId` of the item in the questionnaire, in quotes";
        match (&node.value, link) {
            (Value::Object(_), Some(link)) => {
                let message = "the `linkId` of the item is not a text";
                reader.report(Code::WrongType, link, message, help.to_owned());
            }
            (Value::Object(_), None) => {
                let message = "the item has no `linkId`";
                reader.report(Code::MissingKey, node, message, help.to_owned());
            }
            _ => {
                let message = "the item is not an object";
                reader.report(Code::WrongType, node, message, help.to_owned());
            }
        }
    }

    fn report_unknown(
        &self,
        reader: &mut Reader<'text>,
        item: &Node<'text>,
        link: &Node<'text>,
        id: &str,
    ) {
        let start = format!("{id}.");
        let answers = item.member("answer").map(Node::items).unwrap_or_default();
        let codes = answers.iter().filter_map(|answer| {
            let code = answer.member("valueCoding")?.member("code")?;
            Some((code.text()?.strip_prefix(&start)?, *code))
        });
        let options: Vec<_> = codes.collect();
        let place = IdPlace::Value(link);
        if earlier::report(reader, self.pack.former(), id, place, &options) {
            return;
        }
        let otherwise = "`smp fhir questionnaire` prints the items";
        let help = (reader.within_limit(link)).then(|| similar_question(self.pack, id, otherwise));
        let message = format!("the item `{}` is not a question", shortened(id));
        reader.report(Code::UnknownQuestion, link, message, help);
    }
}

fn report_misplaced(
    reader: &mut Reader,
    link: &Node,
    id: &str,
    within: Option<&str>,
    belongs: Option<&str>,
) {
    let place = |id: Option<&str>| match id {
        Some(id) => format!("in the item `{}`", shortened(id)),
        None => "at the top".to_owned(),
    };
    let message = format!("the item `{id}` stands {}", place(within));
    let help = format!("in the questionnaire it stands {}", place(belongs));
    reader.report(Code::MisplacedItem, link, message, help);
}
