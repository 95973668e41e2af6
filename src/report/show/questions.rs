//! The questions with their options.

use super::rules::condition;
use super::{CitedText, DocumentPart};
use crate::pack::{Change, Kind, Pack, Question};

pub(super) fn parts(pack: &Pack) -> Vec<DocumentPart> {
    let mut parts = vec![
        DocumentPart::Heading("Questions".to_owned()),
        DocumentPart::Text(CitedText::unlabeled(
            "In the order of asking. Every question may also be answered “I'm not sure”.",
        )),
    ];
    for (question, number) in pack.questions.iter().zip(1..) {
        parts.push(DocumentPart::Subheading(format!(
            "{number}. {}",
            question.ask
        )));
        parts.push(DocumentPart::Text(CitedText::unlabeled(
            question.why.as_str(),
        )));
        parts.push(DocumentPart::Text(CitedText::unlabeled(about(question))));
        if let Some(when) = &question.when {
            let whom = format!("{}.", condition(pack, when));
            parts.push(DocumentPart::Text(CitedText::new("Asked if", whom)));
        }
        let options = question.options.iter().enumerate();
        parts.extend(options.map(|(place, option)| {
            let mut notes = vec![option.label.to_string()];
            if question.reference == Some(place) {
                notes.push("(worth nothing; unknown counts as this)".to_owned());
            }
            if let Some(change) = option.change {
                notes.push(format!("({})", changes(change)));
            }
            if option.private {
                notes.push("(private)".to_owned());
            }
            notes.extend(option.help.as_ref().map(|help| {
                let lines = help.lines.iter().map(|line| line.trim_start());
                let lines: Vec<_> = lines.collect();
                format!("(shown at once: “{} {}”)", help.title, lines.join(" "))
            }));
            let ends = option.ends.as_ref();
            notes.extend(ends.map(|ends| format!("(ends the interview: “{ends}”)")));
            DocumentPart::Item(CitedText::unlabeled(notes.join(" ")))
        }));
        if question.kind == Kind::Many {
            parts.push(DocumentPart::Item(CitedText::unlabeled("None of these")));
        }
    }
    parts
}

fn about(question: &Question) -> String {
    let mut notes = vec![match question.kind {
        Kind::One => "Choose one.".to_owned(),
        Kind::Many => "Choose any.".to_owned(),
    }];
    if question.core {
        notes.push("A core question, asked first.".to_owned());
    }
    if question.safety {
        notes.push("A safety question: an answer can stop the treatment.".to_owned());
    }
    notes.push(format!("The answer: {}.", changes(question.change)));
    notes.join(" ")
}

fn changes(change: Change) -> &'static str {
    match change {
        Change::Fixed => "does not change",
        Change::Choice => "the person can change it",
        Change::Time => "changes with time",
        Change::Doctor => "may change with a doctor's help",
    }
}
