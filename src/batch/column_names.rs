//! Names of columns: what they mean by themselves, and lists of them on the command line.

use std::borrow::Cow;

use crate::pack::{Answer, Called, Pack, QuestionIndex, are_same};

/// What the name of a column means by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    Id,
    /// A key of the caller's: it begins with `x_`.
    Extra,
    Question(QuestionIndex),
    Box(QuestionIndex, Answer),
    Several(Vec<QuestionIndex>),
    Nothing,
}

impl Named {
    pub(super) fn of(pack: &Pack, name: &str) -> Self {
        if name.starts_with("x_") {
            return Self::Extra;
        }
        if are_same(name, "id") {
            return Self::Id;
        }
        match pack.question_called(name) {
            Called::One(index) => Self::Question(index),
            Called::Several(indexes) => Self::Several(indexes),
            Called::Nothing => match (ticked(pack, name), name.strip_suffix("[]")) {
                (Some((index, answer)), _) => Self::Box(index, answer),
                (None, Some(name)) => Self::of(pack, name), // as some servers want the names of several boxes
                (None, None) => Self::Nothing,
            },
        }
    }
}

/// Names of columns as the caller lists them.
pub(super) struct NameList {
    /// Each name, and whether the table has it.
    pub(super) names: Vec<(String, bool)>,
}

impl NameList {
    /// Takes lists apart at commas, where a name with a comma is one name if the table has it.
    pub(super) fn new(lists: &[String], header: &[Option<String>]) -> Self {
        let has = |name: &str| {
            let mut header = header.iter().flatten();
            header.any(|other| are_same(other, name))
        };
        let mut names = Vec::new();
        for list in lists {
            let parts: Vec<_> = list.split(',').collect();
            let mut from = 0;
            while from < parts.len() {
                let joined = |to: usize| parts.get(from..=to).unwrap_or_default().join(",");
                let longest = (from..parts.len()).rev().find(|&to| has(joined(to).trim()));
                let to = longest.unwrap_or(from);
                names.push((joined(to).trim().to_owned(), longest.is_some()));
                from = to + 1;
            }
        }
        Self { names }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|(other, _)| are_same(other, name))
    }
}

/// The answer that a column of boxes is about: `question___option`, or `question (choice=option)`.
fn ticked(pack: &Pack, name: &str) -> Option<(QuestionIndex, Answer)> {
    let parts = name.split_once("___").or_else(|| {
        let (question, choice) = name.strip_suffix(')')?.rsplit_once("(choice=")?;
        Some((question.trim(), choice))
    });
    let (question, option) = parts?;
    let Called::One(index) = pack.question_called(question) else {
        return None;
    };
    let question = pack.question(index);
    let answer = match question.answer_called(option, pack.former()) {
        Called::One(answer) => answer,
        Called::Several(_) | Called::Nothing => return None,
    };
    Some((index, answer))
}

/// A word as it is written on a command line.
pub(super) fn in_shell(word: &str) -> Cow<'_, str> {
    let is_plain =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | ',' | '.');
    if word.chars().all(is_plain) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(format!("'{}'", word.replace('\'', "'\\''")))
}
