//! The last word to somebody who stops: how to go on later.

use std::path::Path;

use smp_suitability::answers::{Answer, Answers};
use smp_suitability::diagnostic::visible;
use smp_suitability::interview::Asking;
use smp_suitability::pack::{OptionSet, Pack, Question};

use super::ConductOptions;

/// Says where the answers are, or gives the command that brings them back, on a line of its own to copy.
pub(super) fn farewell(pack: &Pack, answers: &Answers, options: &ConductOptions) -> String {
    if answers.is_blank() {
        "Stopped. Nothing was saved.".to_owned()
    } else if let Some(file) = options.answers_file {
        let file = visible(&file.display().to_string()).into_owned();
        format!("Stopped. Your answers are in {file}. Run the same command to go on.")
    } else {
        let command = command(pack, answers, options);
        format!("Stopped. Nothing was saved. To go on:\n{command}")
    }
}

fn command(pack: &Pack, answers: &Answers, options: &ConductOptions) -> String {
    let mut words = vec!["smp".to_owned()];
    if options.plain {
        words.push("--plain".to_owned());
    }
    match options.asking {
        Asking::WhatMatters => {}
        Asking::Everything => words.push("--all".to_owned()),
    }
    if let Some(folder) = options.rules {
        words.push(format!("--rules {}", quoted(folder)));
    }
    for (index, question) in pack.numbered_questions() {
        if let Some(answer) = answers.get(index) {
            words.push(format!("--set {}={}", question.id, value(question, answer)));
        }
    }
    words.join(" ")
}

fn value(question: &Question, answer: Answer) -> String {
    match answer {
        Answer::NotSure => "unknown".to_owned(),
        Answer::Chosen(OptionSet::NONE_OF_THESE) => "none".to_owned(),
        Answer::Chosen(options) => {
            let ids = options
                .positions()
                .map(|position| question.option(position).id.as_str());
            ids.collect::<Vec<_>>().join(",")
        }
    }
}

/// A path as one word of a shell. Ids need no quotes: they are letters, digits and `_`.
pub(crate) fn quoted(path: &Path) -> String {
    let path = visible(&path.display().to_string()).into_owned();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+:@%".contains(letter);
    if !path.is_empty() && path.chars().all(is_plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_quoted_where_a_shell_needs_it() {
        let quoted = |path: &str| quoted(Path::new(path));
        assert_eq!(quoted("rules/smp"), "rules/smp");
        assert_eq!(quoted("my rules"), "'my rules'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
