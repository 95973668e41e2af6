//! Finds questions and options by id, and reports those that do not exist.

use super::earlier::{self, IdPlace};
use super::fields::Fields;
use super::header::Header;
use super::questions::{QuestionLookup, Questions};
use super::sources::Library;
use crate::diagnostic::{Code, homoglyph_note, nearest, one_of, shortened, suggest};
use crate::json::{Node, Reader, described};
use crate::pack::{Former, Kind, OptionSet, Pack, Question, QuestionIndex, Support};

/// What other files define; `None` where the file could not be parsed, so that nothing is reported.
pub(super) struct Symbols<'pack> {
    pub(super) questions: Option<&'pack Questions>,
    pub(super) library: Option<&'pack Library>,
    pub(super) header: Option<&'pack Header>,
}

impl Symbols<'_> {
    /// The sources and claims of a statement; none if they could not be read.
    pub(super) fn support<'text>(
        &self,
        reader: &mut Reader<'text>,
        fields: Fields<'text>,
    ) -> Support {
        let library = self.library;
        library.map_or_else(Support::default, |library| library.support(reader, fields))
    }
}

/// The question with an id; one that does not exist is reported.
pub(super) fn question<'pack, 'text>(
    reader: &mut Reader<'text>,
    questions: &'pack Questions,
    id: &str,
    place: IdPlace<'_, 'text>,
) -> Option<(QuestionIndex, &'pack Question)> {
    match questions.find(id) {
        QuestionLookup::Question(position, question) => {
            Some((QuestionIndex::new(position), question))
        }
        QuestionLookup::Unreadable => None,
        QuestionLookup::Nothing => {
            let (node, options) = match place {
                IdPlace::Key(node) => (node, earlier::named(node)),
                IdPlace::Value(node) => (node, Vec::new()),
            };
            if !earlier::report(reader, questions.former(), id, place, &options) {
                let message = format!("`{}` is not a question", shortened(id));
                let help = reader.help_for_unknown_id(node, "question", id, questions.ids());
                place.report(reader, Code::UnknownQuestion, message, help);
            }
            None
        }
    }
}

/// The option of a question, or for `many` the reserved word `none`; any other text is reported.
pub(super) fn option<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    question: &Question,
    former: Former,
) -> Option<OptionSet> {
    let id = reader.text(node)?;
    if id == "none" && question.kind == Kind::Many {
        return Some(OptionSet::NONE_OF_THESE);
    }
    let found = question
        .find_option(id)
        .filter(|&position| position < Question::MAX_OPTIONS);
    if found.is_none() {
        if let Some(outdated) = earlier::option(former, &question.id, id) {
            reader.report(outdated.code, node, outdated.message, outdated.help);
            return None;
        }
        let message = unknown_option(question, id);
        let ids = question.options.iter().map(|option| option.id.as_str());
        let help = reader.help_for_unknown_option(node, &question.id, id, ids);
        reader.report(Code::UnknownOption, node, message, help);
    }
    found.map(OptionSet::single)
}

/// Reports an option that is listed a second time.
pub(super) fn repeated_option<'text>(reader: &mut Reader<'text>, node: &Node<'text>) {
    let written = reader.text(node).map(shortened).unwrap_or_default();
    let message = format!("the option `{written}` is listed twice");
    let help = "remove one of the two";
    reader.report(Code::RepeatedOption, node, message, help.to_owned());
}

/// Reports a number, `true` or `false` as an answer.
pub(super) fn refuse_value(reader: &mut Reader, node: &Node, question: &Question) {
    let message = format!(
        "`{}` takes options, and not {}",
        question.id,
        described(node)
    );
    let help = reader
        .within_limit(node)
        .then(|| expected_options(question, ""));
    reader.report(Code::WrongType, node, message, help.flatten());
}

/// A help line with the most similar option, else with all of them and the numbers that they cover.
pub(super) fn expected_options(question: &Question, written: &str) -> Option<String> {
    let ids: Vec<_> = (question.options.iter())
        .map(|option| option.id.as_str())
        .collect();
    let help = suggest("option", written, &ids)?;
    let numbers = question
        .numbers()
        .filter(|_| nearest(written, &ids).is_none());
    Some(match numbers {
        Some(numbers) => format!("{help}, or a whole number ({numbers})"),
        None => help,
    })
}

/// The message for an option that a question does not have.
pub(super) fn unknown_option(question: &Question, written: &str) -> String {
    let (option, question) = (shortened(written), &question.id);
    format!("`{option}` is not an option of `{question}`")
}

/// Message and help for words that name several questions.
pub(crate) fn several_questions(
    pack: &Pack,
    written: &str,
    questions: &[QuestionIndex],
) -> (String, String) {
    let ids = questions
        .iter()
        .map(|&index| pack.question(index).id.as_str());
    let message = format!("`{}` names more than one question", shortened(written));
    let help = format!("write {}", one_of(&ids.collect::<Vec<_>>()));
    (message, help)
}

/// A help line for an unknown question: the most similar one, else `otherwise`.
pub(crate) fn similar_question(pack: &Pack, written: &str, otherwise: &str) -> String {
    let ids: Vec<_> = (pack.questions.iter())
        .map(|question| question.id.as_str())
        .collect();
    let help = match nearest(written, &ids) {
        Some(id) => format!("a similar question exists: `{id}`"),
        None => otherwise.to_owned(),
    };
    help + &homoglyph_note(written)
}
