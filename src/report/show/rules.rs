//! Questions with their options, rules as sentences (the gravest first), disputes and laws.

use super::print::{CitedText, DocumentPart};
use crate::pack::{
    Change, DateUnit, Group, Kind, Law, Monotone, Outcome, Pack, Question, Rule, Statement, Trend,
    Verdict,
};
use crate::report::explain::{
    condition_words as condition, optional_texts, other_reading, rule_sentence,
};
use crate::report::verdict::verdict_name;
use crate::words::{all_of, any_of, capitalized, count, house_rule};

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
        words.extend(optional_texts(rule));
        if let Some(other) = &rule.disputed
            && let Some(dispute) = pack.disputes.get(other.dispute)
        {
            let other = other_reading(rule).expect("a disputed rule has another reading");
            words.push(format!(
                "Sources disagree ({}); in the other reading: {other}.",
                dispute.id
            ));
        }
        words.push(match &rule.policy {
            Some(policy) => house_rule(policy),
            None => format!("Rests on {}.", all_of(&rule.claims)),
        });
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
            if let Some(numbers) = option.numbers {
                notes.push(match question.since {
                    Some(DateUnit::Months) => format!("(months since the date: {numbers})"),
                    None => format!("(the numbers: {numbers})"),
                });
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

pub(super) fn laws(pack: &Pack) -> Vec<DocumentPart> {
    if pack.laws.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![
        DocumentPart::Heading("Laws".to_owned()),
        DocumentPart::Text(CitedText::unlabeled(
            "Each law holds for every possible set of answers. `smp rules check` proves it, or shows who breaks it.",
        )),
    ];
    parts.extend(pack.laws.iter().map(|law| {
        let entry = CitedText::new(law.id.as_str(), law_sentences(pack, law));
        DocumentPart::Item(entry.citing(pack, &law.support.sources))
    }));
    parts
}

fn law_sentences(pack: &Pack, law: &Law) -> String {
    let proved = match &law.statement {
        Statement::Always(group, outcome) => {
            format!("{}: {}", whom(pack, group), gets(pack, outcome))
        }
        Statement::Never(group, outcome) => {
            format!("{}: never that {}", whom(pack, group), gets(pack, outcome))
        }
        Statement::Within(group, (least, most)) => {
            format!(
                "{}: the match score is {least} to {most}",
                whom(pack, group)
            )
        }
        Statement::Monotone(monotone) => trend(pack, monotone),
    };
    let rests = match law.support.claims.as_slice() {
        [] => String::new(),
        claims => format!(" Rests on {}.", all_of(claims)),
    };
    format!("{} Proved: {proved}.{rests}", law.says)
}

fn whom(pack: &Pack, group: &Group) -> String {
    let when = group
        .when
        .as_ref()
        .map_or("for everyone".to_owned(), |when| {
            format!("if {}", condition(pack, when))
        });
    let unless = group.unless.as_ref().map_or(String::new(), |unless| {
        format!(", but not if {}", condition(pack, unless))
    });
    let all_else = if group.all_else_as_baseline {
        ", with all else as usual"
    } else {
        ""
    };
    format!("{when}{unless}{all_else}")
}

fn gets(pack: &Pack, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Verdicts(verdicts) => {
            let name = |verdict: &Verdict| format!("“{}”", verdict_name(*verdict));
            let names: Vec<_> = verdicts.iter().map(name).collect();
            format!("the result is {}", any_of(&names))
        }
        Outcome::Rule(position) => {
            let rule = pack
                .rules
                .get(*position)
                .expect("a law names rules of its pack");
            format!("the rule {} applies", rule.id)
        }
    }
}

fn trend(pack: &Pack, monotone: &Monotone) -> String {
    let question = pack.question(monotone.question);
    let labels: Vec<_> = monotone
        .along
        .iter()
        .map(|option| match option {
            Some(position) => format!("“{}”", question.option(*position).label),
            None => "“I'm not sure”".to_owned(),
        })
        .collect();
    let whom = monotone.when.as_ref().map_or(String::new(), |when| {
        format!("if {}: ", condition(pack, when))
    });
    let verdict = monotone.verdict.map(|trend| match trend {
        Trend::NeverWorse => "the result never gets worse",
        Trend::NeverBetter => "the result never gets better",
    });
    let score = monotone.score.map(|trend| match trend {
        Trend::NeverWorse => "the match score never falls",
        Trend::NeverBetter => "the match score never rises",
    });
    let goes: Vec<_> = verdict.into_iter().chain(score).collect();
    format!(
        "{whom}from each answer to a later one in {}, all else equal, {}",
        labels.join(", "),
        all_of(&goes)
    )
}
