//! Reads `questionnaire.json`.

use std::collections::BTreeMap;

use super::condition::{self, Use};
use super::earlier::{self, FormerId, Owner, called};
use super::fields::{Fields, text};
use super::lookup::Symbols;
use super::numbers;
use super::placeholders::{self, Braces};
use super::questions::Questions;
use crate::diagnostic::{Code, shortened};
use crate::format::{CHANGES, DATE_UNITS, KINDS};
use crate::json::{Node, Reader};
use crate::pack::{Change, HelpCard, Kind, Picture, Question, QuestionOption, Rule, Text};

/// The questions, and what is checked when the rules are known.
#[derive(Default)]
pub(super) struct QuestionnaireFile<'text> {
    pub(super) questions: Questions,
    former_ids: Vec<FormerId<'text>>,
    /// The position and the place of each question of kind `one` without a reference.
    without_reference: Vec<(usize, Node<'text>)>,
}

pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
) -> QuestionnaireFile<'text> {
    let mut read = QuestionnaireFile::default();
    for fields in fields.objects("questions") {
        read.question(reader, fields);
    }
    if fields.ids_are_whole("questions") && !fields.items("questions").is_empty() {
        read.questions.set_whole();
    }
    read.questions.set_retired(earlier::retired(fields));
    let retired = fields.items("retired");
    earlier::check(reader, &read.questions, &read.former_ids, retired);
    read.conditions(reader, fields);
    read
}

impl<'text> QuestionnaireFile<'text> {
    fn question(&mut self, reader: &mut Reader<'text>, fields: Fields<'text>) {
        let id = fields.id();
        let kind = fields.word("kind", &KINDS);
        let position = self.questions.list().len();
        let was = earlier::former_ids(
            reader,
            fields,
            Owner::Question(position),
            &mut self.former_ids,
        );
        let mut options = Vec::new();
        for fields in fields.objects("options") {
            let owner = Owner::OptionOf(position);
            let was = earlier::former_ids(reader, fields, owner, &mut self.former_ids);
            options.push(option(reader, fields, kind, was));
        }
        numbers::check(reader, fields, kind);
        let options_are_whole = are_whole(fields, kind, &options);
        let offered = OfferedOptions {
            question: &id,
            options: options_are_whole.then_some(options.as_slice()),
        };
        let reference = fields.member("reference");
        let reference_option = reference.and_then(|node| offered.position(reader, node));
        let pairs = fields.items("confusable").iter();
        let confusable = pairs
            .filter_map(|node| offered.pair(reader, node))
            .collect();
        let is_private = fields.flag("private");
        for option in &mut options {
            option.private |= is_private;
        }
        if reference.is_none() && kind == Some(Kind::One) && fields.are_known() {
            self.without_reference.push((position, *fields.node()));
        }
        let question = Question {
            id,
            name: fields.optional_text("name"),
            kind: kind.unwrap_or(Kind::One),
            core: fields.flag("core"),
            safety: fields.flag("safety"),
            ordered: fields.flag("ordered"),
            change: fields.word("change", &CHANGES).unwrap_or(Change::Fixed),
            ask: fields.text("ask"),
            why: fields.text("why"),
            when: None,
            reference: reference_option,
            confusable,
            undecided: fields.optional_text("undecided"),
            since: fields.word("since", &DATE_UNITS),
            neutral: fields.optional_text("neutral"),
            was,
            options,
        };
        let is_sound = kind.is_some() && options_are_whole;
        self.questions.push(question, is_sound);
    }

    /// Reads the conditions after all questions, so that a later question is not an unknown one.
    fn conditions(&mut self, reader: &mut Reader<'text>, fields: Fields<'text>) {
        for (position, fields) in fields.objects("questions").enumerate() {
            let Some(node) = fields.member("when") else {
                continue;
            };
            let symbols = Symbols {
                questions: Some(&self.questions),
                library: None,
                header: None,
            };
            let when = condition::read(reader, node, &symbols, Use::Before(position));
            if let Some(question) = self.questions.list_mut().get_mut(position) {
                question.when = when;
            }
        }
    }

    /// Reports scoring questions without a reference option.
    pub(super) fn require_references(&self, reader: &mut Reader<'text>, rules: &[Rule]) {
        let mut scoring = BTreeMap::new();
        for rule in rules {
            let other = rule.disputed.as_ref().and_then(|other| other.points);
            if rule.points.or(other).is_some() {
                for requirement in rule.when.requirements() {
                    let position = requirement.question.position();
                    scoring.entry(position).or_insert(rule.id.as_str());
                }
            }
        }
        for (position, node) in &self.without_reference {
            let question = self.questions.list().get(*position);
            if let (Some(rule), Some(question)) = (scoring.get(position), question) {
                let message = format!(
                    "`{}` takes part in the points of {} but has no reference option",
                    question.id,
                    called("rule", rule)
                );
                let help = "add `\"reference\"` with the option that is worth nothing";
                reader.report(Code::MissingReference, node, message, help.to_owned());
            }
        }
    }
}

fn option<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    kind: Option<Kind>,
    was: Vec<Text>,
) -> QuestionOption {
    let id = fields.id();
    if let Some((message, help)) = reserved(&id, kind) {
        reader.report(
            Code::ReservedOption,
            fields.node(),
            message,
            help.to_owned(),
        );
    }
    if let (Some(ends), Some(Kind::Many)) = (fields.member("ends"), kind) {
        let message = "the interview cannot end at a question where several options can be ticked";
        let help = "ask for it in a question of kind `one`, or take `ends` out";
        reader.report_key(Code::EndsOnMany, ends, message, help.to_owned());
    }
    QuestionOption {
        id,
        label: fields.text("label"),
        short: fields.optional_text("short"),
        numbers: numbers::of_option(fields),
        change: fields.word("change", &CHANGES),
        when_better: fields.optional_text("when_better"),
        picture: fields.word("picture", &Picture::WORDS),
        neutral: fields.optional_text("neutral"),
        private: fields.flag("private"),
        help: fields.object("help").map(|fields| HelpCard {
            title: fields.text("title"),
            lines: fields.texts("lines"),
        }),
        ends: fields.optional_text("ends"),
        was,
    }
}

/// Checks the placeholders in help cards, once it is known if the pack has contacts.
pub(super) fn check_help<'text>(reader: &mut Reader<'text>, fields: Fields<'text>, braces: Braces) {
    let questions = fields.objects("questions");
    let options = questions.flat_map(|question| question.objects("options"));
    for card in options.filter_map(|option| option.object("help")) {
        for line in card.items("lines") {
            placeholders::check(reader, Some(line), braces);
        }
    }
}

/// Returns true if every option of a question could be read and may stay.
fn are_whole(fields: Fields, kind: Option<Kind>, options: &[QuestionOption]) -> bool {
    let listed = fields.member("options").map(Node::items);
    listed.unwrap_or_default().len() == fields.items("options").len()
        && !options.is_empty()
        && fields.ids_are_whole("options")
        && options
            .iter()
            .all(|option| reserved(&option.id, kind).is_none())
}

/// The options that a question offers, unless they could not be read.
#[derive(Clone, Copy)]
struct OfferedOptions<'read> {
    question: &'read str,
    options: Option<&'read [QuestionOption]>,
}

impl OfferedOptions<'_> {
    fn pair<'text>(self, reader: &mut Reader<'text>, node: &Node<'text>) -> Option<(usize, usize)> {
        let [one, other] = node.items() else {
            return None;
        };
        let one = self.position(reader, one);
        let other = self.position(reader, other);
        let (one, other) = (one?, other?);
        if one == other {
            let help = "name two options that people mix up";
            let message = "the option is paired with itself";
            reader.report(Code::BadPair, node, message, help.to_owned());
        }
        Some((one, other))
    }

    /// The position of an option; one that does not exist is reported if the options could be read.
    fn position<'text>(self, reader: &mut Reader<'text>, node: &Node<'text>) -> Option<usize> {
        let written = text(node)?;
        let options = self.options?;
        let found = options.iter().position(|option| option.id == written);
        if found.is_none() {
            let ids = options.iter().map(|option| option.id.as_str());
            let message = format!("`{}` is not an option of this question", shortened(written));
            let help = reader.help_for_unknown_option(node, self.question, written, ids);
            reader.report(Code::UnknownOption, node, message, help);
        }
        found
    }
}

/// Message and help for an id that already means another answer to a question of this kind.
fn reserved(id: &str, kind: Option<Kind>) -> Option<(String, &'static str)> {
    match (id, kind) {
        ("unknown", _) => Some((
            "`unknown` cannot be the id of an option".to_owned(),
            "it means \"I'm not sure\"; choose another id",
        )),
        ("none", Some(Kind::Many)) => Some((
            "`none` cannot be the id of an option in a question of kind `many`".to_owned(),
            "there it means \"none of these\", which the program adds by itself; remove the option, or choose another id",
        )),
        _ => None,
    }
}
