//! Suggests cases that a pack lacks: the fewest answers for each item not covered and each mutant not caught.

use super::coverage::{Coverage, CoverageItem, tables};
use super::mutation::Mutation;
use crate::pack::{Answers, Clause, Condition, Pack, Requirement, Rule};
use crate::report::answers_object;
use crate::space::{
    Firing, TooEntangled, answers_reaching, answers_selecting_row, distinguishing_answers,
};

/// A case without the result that it must give.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// What it covers or catches, in words.
    pub notes: Vec<String>,
    /// Its answers.
    pub answers: Answers,
}

/// A case for each surviving mutant and each uncovered item; the same answers are one case.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn suggestions(
    pack: &Pack,
    coverage: &Coverage,
    mutation: Option<&Mutation>,
) -> Result<Vec<Suggestion>, TooEntangled> {
    let mut suggestions: Vec<Suggestion> = Vec::new();
    let mut suggest = |note: String, answers: Answers| {
        let mut known = suggestions.iter_mut();
        match known.find(|suggestion| suggestion.answers == answers) {
            Some(suggestion) => suggestion.notes.push(note),
            None => suggestions.push(Suggestion {
                notes: vec![note],
                answers,
            }),
        }
    };
    let Coverage(categories) = coverage;
    for &item in categories.iter().flat_map(|category| &category.missing) {
        if let Some(answers) = reaching(pack, item)? {
            suggest(format!("reaches {}", item.name(pack)), answers);
        }
    }
    let survivors = mutation.iter().flat_map(|mutation| &mutation.survivors);
    for (mutant, answers) in survivors {
        suggest(format!("shows {}", mutant.name(pack)), answers.clone());
    }
    Ok(suggestions)
}

/// The fewest answers that reach an item; `None` if none do.
fn reaching(pack: &Pack, item: CoverageItem) -> Result<Option<Answers>, TooEntangled> {
    match item {
        CoverageItem::Rule(place) => {
            let firing = pack.rules.get(place).map(Firing::of_rule);
            firing.map_or(Ok(None), |firing| {
                distinguishing_answers(pack, firing, None)
            })
        }
        CoverageItem::Cleared(place) => {
            let cleared = pack.rules.get(place).and_then(Rule::cleared);
            let firing = cleared.map(Firing::of);
            firing.map_or(Ok(None), |firing| {
                distinguishing_answers(pack, firing, None)
            })
        }
        CoverageItem::Option(question, options) => {
            let requirements = vec![Requirement { question, options }];
            let when = &Condition {
                clauses: vec![Clause { requirements }],
            };
            distinguishing_answers(pack, Firing { when, unless: None }, None)
        }
        CoverageItem::Verdict(verdict) => answers_reaching(pack, verdict),
        CoverageItem::Row(number, place) => {
            let tables = tables(&pack.expectations);
            let rows = tables.get(number).map(|(_, rows)| rows.iter());
            let whens: Vec<_> = rows.into_iter().flatten().map(|row| row.when).collect();
            answers_selecting_row(pack, &whens, place)
        }
    }
}

impl Suggestion {
    /// The case as written in `cases.json`; its author fills in what it must give.
    pub fn json(&self, pack: &Pack, number: usize) -> String {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let note = text(&self.notes.join("; "));
        let answers = answers_object(pack, &self.answers);
        format!(
            "{{ \"id\": \"suggested-{number}\", \"note\": {note}, \"answers\": {answers}, \"expect\": {{}} }}"
        )
    }
}
