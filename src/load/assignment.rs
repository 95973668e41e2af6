//! Reads answers written as words: `hair_length=shaved` after `--set`, or a cell of a table.

use super::earlier;
use super::earlier::Outdated;
use super::lookup::{similar_question, unknown_option};
use crate::diagnostic::{Code, Diagnostic, Place, Problems, shortened, suggest};
use crate::pack::{Answer, Former, Kind, OptionSet, Pack, Question, QuestionIndex};

/// What is wrong with a value given as words, and how to fix it. The caller adds the place.
pub(super) struct ValueError {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
}

impl ValueError {
    fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            help: help.into(),
        }
    }
}

impl From<Outdated> for ValueError {
    fn from(outdated: Outdated) -> Self {
        Self {
            code: outdated.code,
            message: outdated.message,
            help: outdated.help,
        }
    }
}

/// Reads `question=option`, `question=a,b`, `question=none` or `question=unknown`.
pub(super) fn assignment(pack: &Pack, set: &str) -> Result<(QuestionIndex, Answer), Problems> {
    let Some((id, value)) = set.split_once('=') else {
        let message = format!("`{}` has no equals sign", shortened(set));
        let help = "write a question and an option, such as `--set hair_length=shaved`";
        return Err(refused(Code::BadSet, set, message, help));
    };
    let id = id.trim();
    let Some((index, question)) = pack.find_question(id) else {
        let outdated = outdated(pack.former(), id, value);
        if let Some(problems) = problems(set, outdated) {
            return Err(problems);
        }
        let message = format!("`{}` is not a question", shortened(id));
        let help = similar_question(pack, id, "`smp explain` lists the questions");
        return Err(refused(Code::UnknownQuestion, set, message, help));
    };
    match words(question, value, pack.former()) {
        Ok(answer) => Ok((index, answer)),
        Err(errors) => Err(problems(set, errors).expect("words are refused with a error")),
    }
}

/// What is wrong with the old id of a question and the options given to it, or with it as a whole.
fn outdated(former: Former, id: &str, value: &str) -> Vec<ValueError> {
    let Some(whole) = earlier::question(former, id) else {
        return Vec::new();
    };
    let words = value.split([',', ';']).map(str::trim);
    let options: Option<Vec<_>> = words
        .map(|word| earlier::option(former, id, word))
        .collect();
    let outdated = options.unwrap_or_else(|| vec![whole]);
    outdated.into_iter().map(ValueError::from).collect()
}

/// Problems with a `--set`, if there are any.
fn problems(set: &str, errors: Vec<ValueError>) -> Option<Problems> {
    let diagnostics = errors.into_iter().flat_map(|error| {
        let ValueError {
            code,
            message,
            help,
        } = error;
        refused(code, set, message, help).into_diagnostics()
    });
    Problems::from_vec(diagnostics.collect())
}

/// Reads one option, several, `none` or `unknown`.
///
/// # Errors
/// What is wrong with the words; never empty.
pub(super) fn words(
    question: &Question,
    value: &str,
    former: Former,
) -> Result<Answer, Vec<ValueError>> {
    let words: Vec<_> = value.split([',', ';']).map(str::trim).collect();
    match (question.kind, words.as_slice()) {
        (_, ["unknown"]) => return Ok(Answer::NotSure),
        (Kind::Many, ["none"]) => return Ok(Answer::Chosen(OptionSet::NONE_OF_THESE)),
        (Kind::One, [_, _, ..]) => {
            let message = format!("`{}` takes one option", question.id);
            let help = "keep the one that fits best, or `unknown` for \"I'm not sure\"";
            return Err(vec![ValueError::new(Code::BadSet, message, help)]);
        }
        (Kind::One | Kind::Many, _) => {}
    }
    let mut options = OptionSet::EMPTY;
    let mut errors = Vec::new();
    for word in words {
        match option(question, word, former) {
            Ok(option) if options.intersects(option) => {
                let message = format!("the option `{word}` is listed twice");
                let help = "remove one of the two";
                errors.push(ValueError::new(Code::RepeatedOption, message, help));
            }
            Ok(option) => options = options.union(option),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(Answer::Chosen(options))
    } else {
        Err(errors)
    }
}

/// One option.
fn option(question: &Question, word: &str, former: Former) -> Result<OptionSet, ValueError> {
    if let Some(position) = question.find_option(word) {
        return Ok(OptionSet::single(position));
    }
    if let Some(outdated) = earlier::option(former, &question.id, word) {
        return Err(outdated.into());
    }
    Err(match (word, question.kind) {
        ("", _) => {
            let message = format!("an option of `{}` is missing", question.id);
            let help = "write one after the equals sign, or `unknown` for \"I'm not sure\"";
            ValueError::new(Code::BadSet, message, help)
        }
        ("none" | "unknown", Kind::Many) => {
            let message = format!("`{word}` cannot stand beside other options");
            ValueError::new(Code::ReservedOption, message, "write it alone")
        }
        (_, Kind::One | Kind::Many) => {
            let message = unknown_option(question, word);
            let ids: Vec<_> = (question.options.iter())
                .map(|option| option.id.as_str())
                .collect();
            let help = suggest("option", word, &ids).unwrap_or_default();
            ValueError::new(Code::UnknownOption, message, help)
        }
    })
}

pub(super) fn refused(code: Code, set: &str, message: String, help: impl Into<String>) -> Problems {
    Problems::from(Diagnostic {
        code,
        message,
        place: Place::whole(&format!("--set {}", shortened(set))),
        help: Some(help.into()),
    })
}
