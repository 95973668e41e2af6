//! Reads the answers of one item.

use super::check::{self, ElementContext};
use super::element::{ANSWER, CODING};
use crate::diagnostic::{Code, nearest, one_of, shortened};
use crate::fhir::{Coded, code, codes, find_code};
use crate::json::{Node, Reader};
use crate::load::earlier;
use crate::pack::{Answer, Former, Kind, OptionSet, Question};

/// The question that an item answers.
#[derive(Clone, Copy)]
pub(super) struct ItemQuestion<'pack> {
    pub(super) question: &'pack Question,
    pub(super) former: Former<'pack>,
    /// The system of the codes of its answers.
    pub(super) system: &'pack str,
}

/// Reads an answer; `None` if it was reported.
pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    nodes: &[Node<'text>],
    asked: ItemQuestion,
) -> Option<Answer> {
    let ItemQuestion { question, .. } = asked;
    let mut is_sound = true;
    let mut options = OptionSet::EMPTY;
    let mut is_sure = true;
    for (number, node) in nodes.iter().enumerate() {
        let Some((coded, place)) = coded(reader, node, asked) else {
            is_sound = false;
            continue;
        };
        let is_beside_others = nodes.len() > 1 && question.kind == Kind::Many;
        if number == 1 && question.kind == Kind::One {
            let message = format!("`{}` takes one answer but has {}", question.id, nodes.len());
            let help = "keep the one that fits best";
            reader.report(Code::WrongType, node, message, help.to_owned());
            is_sound = false;
        }
        let option = match coded {
            Coded::Option(position) => OptionSet::single(position),
            Coded::NoneOfThese | Coded::NotSure if is_beside_others => {
                let code = code(question, coded);
                let message = format!(
                    "`{code}` cannot be combined with other answers to `{}`",
                    question.id
                );
                let help = "keep it alone, or remove it";
                reader.report(Code::ReservedOption, place, message, help.to_owned());
                is_sound = false;
                continue;
            }
            Coded::NoneOfThese => OptionSet::NONE_OF_THESE,
            Coded::NotSure => {
                is_sure = false;
                continue;
            }
        };
        if options.intersects(option) {
            let code = code(question, coded);
            let message = format!("the answer `{code}` to `{}` is given twice", question.id);
            let help = "remove one of the two";
            reader.report(Code::RepeatedOption, place, message, help.to_owned());
        }
        options = options.union(option);
    }
    let answer = if is_sure {
        Answer::Chosen(options)
    } else {
        Answer::NotSure
    };
    is_sound.then_some(answer)
}

/// One answer, and the value with its code.
fn coded<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    asked: ItemQuestion,
) -> Option<(Coded, &'node Node<'text>)> {
    let ItemQuestion {
        question,
        former,
        system,
    } = asked;
    let id = question.id.as_str();
    let context = ElementContext::Answer(id);
    if node.member("valueCoding").is_none()
        && let Some((key, value)) =
            (node.members().iter()).find(|(key, _)| key.starts_with("value"))
    {
        let message = format!("the answer to `{id}` is a `{}`", shortened(key));
        let help = format!("write a `valueCoding` with the system `{system}`");
        reader.report_key(Code::WrongType, value, message, help);
        return None;
    }
    check::members(reader, node, ANSWER, context)?;
    if let Some(modifier) = node.member("modifierExtension") {
        check::refuse_modifier(reader, modifier, context);
    }
    let Some(coding) = node.member("valueCoding") else {
        let message = format!("the answer to `{id}` has no `valueCoding`");
        let help = "write one, or leave the answer out";
        reader.report(Code::MissingKey, node, message, help.to_owned());
        return None;
    };
    let context = ElementContext::Coding(id);
    check::members(reader, coding, CODING, context)?;
    let is_of_system = check_system(reader, coding, id, system);
    let Some(place) = coding.member("code") else {
        let message = format!("{context} has no `code`");
        let help = expected_codes(reader, coding, question, "");
        reader.report(Code::MissingKey, coding, message, help);
        return None;
    };
    let written = check::text(reader, place, context)?;
    // In another system the same code means something else, so it is not checked.
    if is_of_system == OfSystem::No {
        return None;
    }
    let found = find_code(question, written);
    if found.is_none() {
        let own = written
            .strip_prefix(id)
            .and_then(|own| own.strip_prefix('.'));
        if let Some(outdated) = own.and_then(|own| earlier::option(former, id, own)) {
            reader.report(outdated.code, place, outdated.message, outdated.help);
            return None;
        }
        let message = format!(
            "`{}` is not a code of an answer to `{id}`",
            shortened(written)
        );
        let help = expected_codes(reader, place, question, written);
        reader.report(Code::UnknownOption, place, message, help);
    }
    found
        .filter(|_| is_of_system == OfSystem::Yes)
        .map(|coded| (coded, place))
}

/// If a code is of the code system of the pack.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OfSystem {
    Yes,
    No,
    NotSaid,
}

fn check_system<'text>(
    reader: &mut Reader<'text>,
    coding: &Node<'text>,
    id: &str,
    system: &str,
) -> OfSystem {
    let help = format!("write `\"system\": \"{system}\"`");
    let Some(node) = coding.member("system") else {
        let message = format!("the code of the answer to `{id}` has no `system`");
        reader.report(Code::UnknownSystem, coding, message, help);
        return OfSystem::NotSaid;
    };
    let Some(written) = check::text(reader, node, ElementContext::Coding(id)) else {
        return OfSystem::NotSaid;
    };
    if written == system {
        return OfSystem::Yes;
    }
    let message = format!(
        "`{}` is not the code system of the answer to `{id}`",
        shortened(written)
    );
    reader.report(Code::UnknownSystem, node, message, help);
    OfSystem::No
}

/// The code that was meant, or every code of the question.
fn expected_codes(
    reader: &Reader,
    node: &Node,
    question: &Question,
    written: &str,
) -> Option<String> {
    let every = || codes(question).map(|coded| code(question, coded)).collect();
    let allowed: Vec<String> = reader.within_limit(node).then(every)?;
    // All codes have the same prefix, so similarity counts after it; the id of an option alone may be meant.
    let start = format!("{}.", question.id);
    let ends: Vec<_> = allowed
        .iter()
        .filter_map(|code| code.strip_prefix(&start))
        .collect();
    if let Some(end) = nearest(written.strip_prefix(&start).unwrap_or(written), &ends) {
        return Some(format!("a similar code exists: `{start}{end}`"));
    }
    let allowed: Vec<_> = allowed.iter().map(String::as_str).collect();
    Some(format!("expected {}", one_of(&allowed)))
}
