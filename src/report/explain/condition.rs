//! A condition in the words of the questionnaire.

use crate::pack::{Clause, Condition, OptionSet, Pack, Question, Requirement};
use crate::report::line::Role;
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;
use crate::words::any_of;

/// One bullet for each clause; any of them fulfills the condition.
pub(super) fn write_condition(page: &mut Page, pack: &Pack, condition: &Condition) {
    for (position, clause) in condition.clauses.iter().enumerate() {
        let start = if position > 0 { "or " } else { "" };
        let sentence = format!("{start}{}", sentence(pack, clause));
        page.bullet(&Paragraph::of(Role::Plain, &sentence));
    }
}

fn sentence(pack: &Pack, clause: &Clause) -> String {
    format!("{}.", parts(pack, clause).join(", and "))
}

/// The requirements of a clause one by one: "“…?” is answered “…” or “…”".
pub(super) fn parts(pack: &Pack, clause: &Clause) -> Vec<String> {
    let parts = clause
        .requirements
        .iter()
        .map(|&Requirement { question, options }| {
            let question = pack.question(question);
            format!(
                "“{}” is answered {}",
                question.ask,
                answers(question, options)
            )
        });
    parts.collect()
}

fn answers(question: &Question, options: OptionSet) -> String {
    let labels = options
        .positions()
        .map(|position| question.option(position));
    let mut labels: Vec<_> = labels.map(|option| format!("“{}”", option.label)).collect();
    if options.meets(OptionSet::NONE_OF_THESE) {
        labels.push("“none of these”".to_owned());
    }
    any_of(&labels)
}
