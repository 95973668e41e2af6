//! Reads `questionnaire.json`.

use std::collections::BTreeMap;

use super::builtin;
use super::condition::{self, Symbols, Use};
use super::earlier::{self, FormerId};
use super::fields::Fields;
use super::format::{HELP_CARD, OPTION, QUESTION, QUESTIONNAIRE};
use super::ids::{IdRegistry, IdSyntax, called};
use super::questions::Questions;
use super::reader::{Reader, shortened};
use super::tree::Node;
use crate::diagnostic::Code;
use crate::pack::{Change, HelpCard, Kind, Picture, Question, QuestionOption, Rule};

/// The questions, and where a reference could be added.
#[derive(Default)]
pub(super) struct Questionnaire<'node, 'text> {
    pub(super) questions: Questions,
    /// Every old id that a question or option states.
    former_ids: Vec<FormerId<'node, 'text>>,
    /// The place of each question of kind `one` that has no reference.
    without_reference: Vec<(usize, &'node Node<'text>)>,
}

pub(super) static CHANGES: [(&str, Change); 4] = [
    ("fixed", Change::Fixed),
    ("choice", Change::Choice),
    ("time", Change::Time),
    ("doctor", Change::Doctor),
];

pub(super) static KINDS: [(&str, Kind); 2] = [("one", Kind::One), ("many", Kind::Many)];

/// Questions of a pack. Nobody answers so many.
const MOST_QUESTIONS: usize = 500;

pub(super) fn read<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
) -> Questionnaire<'node, 'text> {
    let mut read = Questionnaire::default();
    let Some(fields) = reader.fields(node, &QUESTIONNAIRE) else {
        return read;
    };
    let nodes = fields.filled_list(reader, "questions");
    let nodes = reader.up_to(fields.required("questions"), nodes, MOST_QUESTIONS);
    let retired_nodes = fields.optional_list(reader, "retired");
    let mut ids = IdRegistry::new(&QUESTION);
    let mut conditions = Vec::new();
    for node in nodes {
        conditions.extend(question(reader, node, &mut ids, &mut read));
    }
    fields.finish(reader);
    if ids.is_whole() && !nodes.is_empty() {
        read.questions.set_whole();
    }
    let retired = earlier::retired(reader, retired_nodes);
    read.questions.set_retired(retired);
    earlier::check(reader, &read.questions, &read.former_ids, retired_nodes);
    // Only now is every id known, so that a later question is told from an unknown one.
    for (position, node) in conditions {
        let symbols = Symbols {
            questions: Some(&read.questions),
            library: None,
            header: None,
        };
        let when = condition::read(reader, node, &symbols, Use::Before(position));
        if let Some(question) = read.questions.list_mut().get_mut(position) {
            question.when = when;
        }
    }
    read
}

impl<'text> Questionnaire<'_, 'text> {
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

/// Reads one question; its position and condition are for later.
fn question<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    ids: &mut IdRegistry<'node, 'text>,
    read: &mut Questionnaire<'node, 'text>,
) -> Option<(usize, &'node Node<'text>)> {
    let (fields, id) = ids.entry(reader, node)?;
    let name = fields.optional_text(reader, "name");
    let kind = fields.word(reader, "kind", &KINDS);
    let core = fields.mark(reader, "core");
    let safety = fields.mark(reader, "safety");
    let ordered = fields.mark(reader, "ordered");
    let private = fields.mark(reader, "private");
    let change = fields.word(reader, "change", &CHANGES);
    let ask = fields.text(reader, "ask");
    let why = fields.text(reader, "why");
    let when = fields.optional("when");
    let reference = fields.optional("reference");
    let confusable = fields.optional_list(reader, "confusable");
    let undecided = fields.optional_text(reader, "undecided");
    let neutral = fields.optional_text(reader, "neutral");
    let position = read.questions.list().len();
    let was = earlier::former_ids(
        reader,
        &fields,
        (position, IdSyntax::Question),
        &mut read.former_ids,
    );
    let (mut options, options_are_whole) =
        options(reader, &fields, kind, (position, &mut read.former_ids));
    for option in &mut options {
        option.private |= private;
    }
    let known = Choices {
        question: &id,
        options: options_are_whole.then_some(options.as_slice()),
    };
    let reference_option = reference.and_then(|node| option_position(reader, node, known));
    let confusable = confusable.iter();
    let confusable = confusable.filter_map(|node| confusable_pair(reader, node, known));
    let confusable = confusable.collect();
    let question = Question {
        id,
        name,
        kind: kind.unwrap_or(Kind::One),
        core,
        safety,
        ordered,
        change: change.unwrap_or(Change::Fixed),
        ask,
        why,
        when: None,
        reference: reference_option,
        confusable,
        undecided,
        neutral,
        was,
        options,
    };
    let all_known = fields.finish(reader);
    if reference.is_none() && kind == Some(Kind::One) && all_known {
        read.without_reference.push((position, node));
    }
    let is_sound = kind.is_some() && options_are_whole;
    read.questions.push(question, is_sound);
    when.map(|when| (position, when))
}

/// The options that a question offers, unless they could not be read.
#[derive(Clone, Copy)]
struct Choices<'read> {
    question: &'read str,
    options: Option<&'read [QuestionOption]>,
}

fn confusable_pair<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    known: Choices,
) -> Option<(usize, usize)> {
    let help = "write pairs of options, such as `[[\"fut\", \"fue\"]]`";
    let [one, other] = reader.pair(node, help)?;
    let one = option_position(reader, one, known);
    let other = option_position(reader, other, known);
    let (one, other) = (one?, other?);
    if one == other {
        let help = "name two options that people mix up";
        let message = "the option is paired with itself";
        reader.report(Code::BadPair, node, message, help.to_owned());
    }
    Some((one, other))
}

/// The options of a question, and whether every id could be read.
fn options<'node, 'text>(
    reader: &mut Reader<'text>,
    fields: &Fields<'node, 'text>,
    kind: Option<Kind>,
    (question, former_ids): (usize, &mut Vec<FormerId<'node, 'text>>),
) -> (Vec<QuestionOption>, bool) {
    let mut is_whole = true;
    let list = fields.required("options");
    let nodes = list.and_then(|list| reader.filled_list(list));
    let mut nodes = nodes.unwrap_or_default();
    if let Some(list) = list
        && let Some(first) = nodes.get(..Question::MAX_OPTIONS)
        && nodes.len() > first.len()
    {
        let message = format!(
            "the question has {} options, at most {} are allowed",
            nodes.len(),
            first.len()
        );
        let help = "split the question, or merge options";
        reader.report(Code::TooManyOptions, list, message, help.to_owned());
        nodes = first;
        is_whole = false;
    }
    let mut ids = IdRegistry::new(&OPTION);
    let mut options = Vec::new();
    for node in nodes {
        let Some((fields, id)) = ids.entry(reader, node) else {
            continue;
        };
        if let Some((message, help)) = reserved(&id, kind) {
            reader.report(Code::ReservedOption, node, message, help.to_owned());
            is_whole = false;
        }
        let label = fields.text(reader, "label");
        let short = fields.optional_text(reader, "short");
        let change = fields.optional("change");
        let change = change.and_then(|node| reader.word(node, &CHANGES));
        let when_better = fields.optional_text(reader, "when_better");
        let picture = fields.optional("picture");
        let picture = picture.and_then(|node| reader.word(node, &Picture::WORDS));
        let neutral = fields.optional_text(reader, "neutral");
        let private = fields.mark(reader, "private");
        let help = fields.optional("help");
        let help = help.and_then(|node| help_card(reader, node));
        let ends = fields.optional_text(reader, "ends");
        check_end(reader, fields.optional("ends"), kind);
        let was = earlier::former_ids(reader, &fields, (question, IdSyntax::Old), former_ids);
        fields.finish(reader);
        options.push(QuestionOption {
            id,
            label,
            short,
            change,
            when_better,
            picture,
            neutral,
            private,
            help,
            ends,
            was,
        });
    }
    is_whole &= ids.is_whole() && !nodes.is_empty();
    (options, is_whole)
}

fn help_card<'text>(reader: &mut Reader<'text>, node: &Node<'text>) -> Option<HelpCard> {
    let fields = reader.fields(node, &HELP_CARD)?;
    let title = fields.text(reader, "title");
    let lines = fields.filled_list(reader, "lines").iter();
    let lines = lines.filter_map(|line| reader.short_text(line).map(builtin::intern_text));
    let lines = lines.collect();
    fields.finish(reader);
    Some(HelpCard { title, lines })
}

/// Reports an end of the interview where other options may be chosen too.
fn check_end(reader: &mut Reader, ends: Option<&Node>, kind: Option<Kind>) {
    if let (Some(node), Some(Kind::Many)) = (ends, kind) {
        let message = "the interview cannot end at a question where several options can be ticked";
        let help = "ask for it in a question of kind `one`, or take `ends` out";
        reader.report_key(Code::EndsOnMany, node, message, help.to_owned());
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

/// The position of an option of this question; nothing is said if they could not be read.
fn option_position<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    known: Choices,
) -> Option<usize> {
    let written = reader.text(node)?;
    let options = known.options?;
    let found = options.iter().position(|option| option.id == written);
    if found.is_none() {
        let ids = options.iter().map(|option| option.id.as_str());
        let message = format!("`{}` is not an option of this question", shortened(written));
        let help = reader.help_for_unknown_option(node, known.question, written, ids);
        reader.report(Code::UnknownOption, node, message, help);
    }
    found
}
