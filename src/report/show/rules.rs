//! The questions with their options, the rules as sentences, the gravest first, and the points on which sources disagree.

use super::print::{CitedText, DocumentPart};
use crate::pack::{Change, Kind, Pack, Question, Rule, Verdict};
use crate::report::explain::{condition_words as condition, other_reading, remarks, rule_sentence};
use crate::report::verdict::verdict_name;
use crate::words::{all_of, capitalized, count};

pub(super) fn rules(pack: &Pack) -> Vec<DocumentPart> {
    let mut parts = vec![DocumentPart::Heading("Rules".to_owned())];
    for verdict in Verdict::ALL.into_iter().rev() {
        let title = format!("“{}” at best", capitalized(verdict_name(verdict)));
        add_rules(&mut parts, pack, &title, |rule| {
            rule.verdict == Some(verdict)
        });
    }
    add_rules(&mut parts, pack, "Rules that only score", |rule| {
        rule.verdict.is_none() && rule.points.is_some()
    });
    add_rules(&mut parts, pack, "Advice only", |rule| {
        rule.verdict.is_none() && rule.points.is_none()
    });
    parts
}

fn add_rules(
    parts: &mut Vec<DocumentPart>,
    pack: &Pack,
    title: &str,
    belongs: impl Fn(&Rule) -> bool,
) {
    let rules: Vec<_> = pack.rules.iter().filter(|rule| belongs(rule)).collect();
    if rules.is_empty() {
        return;
    }
    let title = format!("{title} ({})", count(rules.len(), "rule"));
    parts.push(DocumentPart::Subheading(title));
    parts.extend(rules.into_iter().map(|rule| {
        let mut words = vec![rule_sentence(pack, rule), format!("Says: {}", rule.because)];
        words.extend(remarks(rule));
        if let Some(other) = &rule.disputed
            && let Some(dispute) = pack.disputes.get(other.dispute)
        {
            let other = other_reading(rule).expect("a disputed rule has another reading");
            words.push(format!(
                "Sources disagree ({}); in the other reading: {other}.",
                dispute.id
            ));
        }
        words.push(format!("Rests on {}.", all_of(&rule.claims)));
        let entry = CitedText::new(rule.id.as_str(), words.join(" "));
        DocumentPart::Item(entry.citing(pack, &rule.sources))
    }));
}

/// Both readings of every dispute, and the rules that depend on it.
pub(super) fn disputes(pack: &Pack) -> Vec<DocumentPart> {
    if pack.disputes.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![DocumentPart::Heading("Where sources disagree".to_owned())];
    for (place, dispute) in pack.disputes.iter().enumerate() {
        parts.push(DocumentPart::Subheading(dispute.id.to_string()));
        let names = ["Followed here:", "The other reading:"];
        let sides = names.iter().zip(&dispute.readings).zip(&dispute.sources);
        parts.extend(sides.map(|((name, reading), sources)| {
            DocumentPart::Item(CitedText::new(*name, reading.as_str()).citing(pack, sources))
        }));
        let rules = pack.rules.iter().filter(|rule| {
            rule.disputed
                .as_ref()
                .is_some_and(|other| other.dispute == place)
        });
        let ids: Vec<_> = rules.map(|rule| rule.id.as_str()).collect();
        if !ids.is_empty() {
            parts.push(DocumentPart::Item(CitedText::new(
                "Rules:",
                format!("{}.", all_of(&ids)),
            )));
        }
    }
    parts
}

pub(super) fn questions(pack: &Pack) -> Vec<DocumentPart> {
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
                let lines: Vec<_> = help.lines.iter().map(|line| line.trim_start()).collect();
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
