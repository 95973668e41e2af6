//! Reads answers written as words: `hair_length=shaved` after `--set`, or a cell of a table.

use super::answers::similar_question;
use super::condition;
use super::reader::shortened;
use crate::answers::Answer;
use crate::diagnostic::{Code, Diagnostic, Place, Problems, near_miss};
use crate::pack::{Kind, OptionSet, Pack, Question, QuestionIndex};

/// What is wrong with some words, and how to mend it; the place is the caller's to know.
pub(super) struct Complaint {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
}

impl Complaint {
    fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            help: help.into(),
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
        let message = format!("`{}` is not a question", shortened(id));
        let help = similar_question(pack, id, "`smp explain` lists the questions");
        return Err(refused(Code::UnknownQuestion, set, message, help));
    };
    let answer = words(question, value);
    let answer = answer.map_err(|complaint| {
        let Complaint {
            code,
            message,
            help,
        } = complaint;
        refused(code, set, message, help)
    })?;
    Ok((index, answer))
}

/// Reads one option, several, `none` or `unknown`.
pub(super) fn words(question: &Question, value: &str) -> Result<Answer, Complaint> {
    let words: Vec<_> = value.split([',', ';']).map(str::trim).collect();
    match (question.kind, words.as_slice()) {
        (_, ["unknown"]) => return Ok(Answer::NotSure),
        (Kind::Many, ["none"]) => return Ok(Answer::Chosen(OptionSet::NONE_OF_THESE)),
        (Kind::One, [_, _, ..]) => {
            let message = format!("`{}` takes one option", question.id);
            let help = "keep the one that fits best, or `unknown` for \"I'm not sure\"";
            return Err(Complaint::new(Code::BadSet, message, help));
        }
        (Kind::One | Kind::Many, _) => {}
    }
    let mut options = OptionSet::EMPTY;
    for word in words {
        let option = option(question, word)?;
        if options.meets(option) {
            let message = format!("the option `{word}` is listed twice");
            let help = "remove one of the two";
            return Err(Complaint::new(Code::RepeatedOption, message, help));
        }
        options = options.union(option);
    }
    Ok(Answer::Chosen(options))
}

/// One option.
fn option(question: &Question, word: &str) -> Result<OptionSet, Complaint> {
    if let Some(position) = question.find_option(word) {
        return Ok(OptionSet::single(position));
    }
    Err(match (word, question.kind) {
        ("", _) => {
            let message = format!("an option of `{}` is missing", question.id);
            let help = "write one after the equals sign, or `unknown` for \"I'm not sure\"";
            Complaint::new(Code::BadSet, message, help)
        }
        ("none" | "unknown", Kind::Many) => {
            let message = format!("`{word}` cannot stand beside other options");
            Complaint::new(Code::ReservedOption, message, "write it alone")
        }
        (_, Kind::One | Kind::Many) => {
            let message = condition::unknown_option(question, word);
            let ids: Vec<_> = (question.options.iter())
                .map(|option| option.id.as_str())
                .collect();
            let help = near_miss("option", word, &ids).unwrap_or_default();
            Complaint::new(Code::UnknownOption, message, help)
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
