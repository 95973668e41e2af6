//! The laws: what each says, and what exactly is proved of it.

use super::print::{CitedText, DocumentPart};
use crate::pack::{Group, Law, Monotone, Outcome, Pack, Statement, Trend, Verdict};
use crate::report::explain::condition_words as condition;
use crate::report::verdict::verdict_name;
use crate::words::{all_of, any_of};

pub(super) fn parts(pack: &Pack) -> Vec<DocumentPart> {
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
        let entry = CitedText::new(law.id.as_str(), sentences(pack, law));
        DocumentPart::Item(entry.citing(pack, &law.support.sources))
    }));
    parts
}

fn sentences(pack: &Pack, law: &Law) -> String {
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
        .map_or("for everybody".to_owned(), |when| {
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
            let rule = pack.rules.get(*position);
            let rule = rule.expect("a law names rules of its pack");
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
