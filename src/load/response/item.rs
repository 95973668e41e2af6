//! Reads the items of a response.
//!
//! In an answer to the questionnaire of the pack they must be nested as there. Other forms may hold the same
//! questions in pages and groups of their own, so there an item means the same at any depth.

use std::collections::BTreeMap;

use super::answer::{self, ItemQuestion};
use super::check::{self, ElementContext};
use super::element::ITEM;
use crate::diagnostic::{Code, shortened};
use crate::fhir::{FormItem, Names, find_item};
use crate::format::validate;
use crate::json::{Node, Reader, Value};
use crate::load::earlier::{self, IdPlace};
use crate::load::lookup::similar_question;
use crate::pack::{Answer, Answers, Pack, QuestionIndex};

/// What an item is nested in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within<'id> {
    /// The questionnaire of the pack: an item of it, or its top.
    Ours(Option<&'id str>),
    /// Another questionnaire, or a group that ours does not have.
    Other,
}

/// The items read so far.
pub(super) struct ItemReader<'read, 'text> {
    pack: &'read Pack,
    /// The system of every code of the pack.
    system: String,
    /// The extension that takes an answer back.
    left_out: String,
    answers: &'read mut Answers,
    places: Vec<(QuestionIndex, Node<'text>)>,
    /// The `linkId`s of the questionnaire and of the person's own keys, each with where it was first written.
    seen: BTreeMap<&'text str, &'text Node<'text>>,
    /// The person's own keys, each with the values of its answers.
    extras: Vec<(&'text str, Vec<&'text Node<'text>>)>,
    has_questions: bool,
    has_others: bool,
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
            extras: Vec::new(),
            has_questions: false,
            has_others: false,
        }
    }

    /// Returns true if there are questions of the pack, and none of another questionnaire.
    pub(super) fn are_of_pack(&self) -> bool {
        self.has_questions && !self.has_others
    }

    /// Adds the person's own keys to the answers, and returns the places of the answers.
    pub(super) fn finish(self, reader: &Reader<'text>) -> Vec<(QuestionIndex, Node<'text>)> {
        let values = self.extras.iter().flat_map(|(_, values)| values);
        let mut texts = reader.json_of(values.copied()).into_iter();
        for (key, values) in &self.extras {
            let texts: Vec<_> = texts.by_ref().take(values.len()).collect();
            let json = match texts.as_slice() {
                [only] => (*only).to_owned(),
                several => format!("[{}]", several.join(",")),
            };
            self.answers.extras.push(((*key).to_owned(), json));
        }
        self.places
    }

    /// Reads the items under a key of a response, an item or an answer.
    pub(super) fn items(&mut self, reader: &mut Reader<'text>, node: &Node<'text>, within: Within) {
        let Some(items) = node.member("item") else {
            return;
        };
        for item in reader.list(items).unwrap_or_default() {
            self.item(reader, item, within);
        }
    }

    fn item(&mut self, reader: &mut Reader<'text>, node: &'text Node<'text>, within: Within) {
        let link = node.member("linkId");
        let written = link.and_then(|link| Some((link, link.text()?)));
        let Some((link, id)) = written else {
            return report_nameless(reader, node, link);
        };
        validate(reader, node, &ITEM);
        check::refuse_modifier(reader, node, "modifierExtension", ElementContext::Item(id));
        let answers = node.member("answer").and_then(|node| reader.list(node));
        let answers = answers.unwrap_or_default();
        let found = find_item(self.pack, id);
        if found.is_some() || id.starts_with("x_") {
            self.check_first(reader, link, id);
        }
        let inner = match found {
            Some((item, belongs)) => {
                if let Within::Ours(within) = within
                    && belongs.as_deref() != within
                {
                    report_misplaced(reader, link, id, within, belongs.as_deref());
                }
                match item {
                    FormItem::Question(index) => self.question(reader, node, link, index),
                    FormItem::Group(..) | FormItem::Help(_) => {
                        refuse_answers(reader, node, id);
                    }
                }
                match within {
                    Within::Ours(_) => Within::Ours(Some(id)),
                    Within::Other => Within::Other,
                }
            }
            None if answers.is_empty() => Within::Other,
            None => {
                if id.starts_with("x_") {
                    self.extra(reader, link, id, answers);
                } else {
                    self.has_others = true;
                    self.report_unknown(reader, answers, link, id);
                }
                Within::Other
            }
        };
        for around in answers.iter().chain([node]) {
            self.items(reader, around, inner);
        }
    }

    /// Reports an item of the questionnaire that was there before.
    fn check_first(
        &mut self,
        reader: &mut Reader<'text>,
        link: &'text Node<'text>,
        id: &'text str,
    ) {
        if let Some(first) = self.seen.get(id) {
            let message = format!("the item `{}` appears twice", shortened(id));
            let help = "keep one of the two; several answers belong in one item";
            reader.report_again(Code::DuplicateItem, [first, link], message, help);
        } else {
            self.seen.insert(id, link);
        }
    }

    fn question(
        &mut self,
        reader: &mut Reader<'text>,
        item: &Node<'text>,
        link: &Node<'text>,
        index: QuestionIndex,
    ) {
        self.has_questions = true;
        let asked = ItemQuestion {
            question: self.pack.question(index),
            former: self.pack.former(),
            system: &self.system,
        };
        let answer = match item.member("answer").map(Node::items).unwrap_or_default() {
            [] => check::absent_reason(item)
                .filter(|reason| !check::was_not_asked(reason))
                .map(|_| Answer::NotSure),
            // An answer that was added later counts, even if the extension is still there.
            nodes => answer::read(reader, nodes, asked)
                .filter(|answer| *answer != Answer::NotSure || !self.is_left_out(item)),
        };
        if let Some(answer) = answer {
            self.answers.set(index, answer);
            self.places.push((index, *link));
        }
    }

    /// Returns true if an item says that its question was left unanswered.
    fn is_left_out(&self, node: &Node) -> bool {
        let extension = check::extension(node, &self.left_out);
        let value = extension.and_then(|extension| extension.member("valueBoolean"));
        value.is_some_and(|value| matches!(value.value, Value::Bool(true)))
    }

    /// Keeps the answers to an item of the person's own.
    fn extra(
        &mut self,
        reader: &mut Reader<'text>,
        link: &Node<'text>,
        id: &'text str,
        answers: &'text [Node<'text>],
    ) {
        if self.answers.extras.iter().any(|(key, _)| key == id) {
            let message = format!("the item `{}` is also in an extension", shortened(id));
            let help = "keep one of the two";
            reader.report(Code::DuplicateItem, link, message, help.to_owned());
        }
        let values = answers.iter().flat_map(|answer| {
            let members = answer.members().iter();
            members
                .filter(|(key, _)| key.starts_with("value"))
                .map(|(_, value)| value)
        });
        let values: Vec<_> = values.collect();
        if !values.is_empty() {
            self.extras.push((id, values));
        }
    }

    fn report_unknown(
        &self,
        reader: &mut Reader<'text>,
        answers: &[Node<'text>],
        link: &Node<'text>,
        id: &str,
    ) {
        let start = format!("{id}.");
        let codes = answers.iter().filter_map(|answer| {
            let code = answer.member("valueCoding")?.member("code")?;
            Some((code.text()?.strip_prefix(&start)?, *code))
        });
        let options: Vec<_> = codes.collect();
        let place = IdPlace::Value(link);
        if earlier::report(reader, self.pack.former(), id, place, &options) {
            return;
        }
        let otherwise = "`smp fhir questionnaire` prints the items; your own begin with `x_`";
        let help = (reader.within_limit(link)).then(|| similar_question(self.pack, id, otherwise));
        let message = format!("the item `{}` is not a question", shortened(id));
        reader.report(Code::UnknownQuestion, link, message, help);
    }
}

fn report_nameless(reader: &mut Reader, node: &Node, link: Option<&Node>) {
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

/// Reports answers to an item that is not a question.
fn refuse_answers(reader: &mut Reader, node: &Node, id: &str) {
    if let Some(answer) = node.member("answer").filter(|node| !check::is_empty(node)) {
        let message = format!("the item `{id}` is not a question and takes no answer");
        let help = "answer the questions in it, or leave it out";
        reader.report_key(Code::WrongType, answer, message, help.to_owned());
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
    let message = format!("the item `{id}` is {}", place(within));
    let help = format!("in the questionnaire it is {}", place(belongs));
    reader.report(Code::MisplacedItem, link, message, help);
}
