//! Cases that a pack lacks: the fewest answers for whatever its cases do not reach or do not notice.

use super::coverage::{Coverage, Thing, tables};
use super::mutation::Mutation;
use crate::answers::Answers;
use crate::pack::{Clause, Condition, Pack, QuestionIndex, Requirement, Rule};
use crate::report::answers_object;
use crate::space::joint::{deciding, leading_to, told_apart};

/// A case without the result that it must give.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// What it is good for.
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
) -> Result<Vec<Suggestion>, QuestionIndex> {
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
    let Coverage(covers) = coverage;
    for &thing in covers.iter().flat_map(|cover| &cover.missing) {
        if let Some(answers) = reaching(pack, thing)? {
            suggest(format!("reaches {}", thing.name(pack)), answers);
        }
    }
    let survivors = mutation.iter().flat_map(|mutation| &mutation.survivors);
    for (mutant, answers) in survivors {
        suggest(format!("shows {}", mutant.name(pack)), answers.clone());
    }
    Ok(suggestions)
}

/// The fewest answers that reach something; `None` if nothing does.
fn reaching(pack: &Pack, thing: Thing) -> Result<Option<Answers>, QuestionIndex> {
    match thing {
        Thing::Rule(place) => pack.rules.get(place).map_or(Ok(None), |rule| {
            told_apart(pack, (&rule.when, rule.unless.as_ref()), None)
        }),
        Thing::Cleared(place) => {
            let cleared = pack.rules.get(place).and_then(Rule::cleared);
            cleared.map_or(Ok(None), |cleared| {
                told_apart(pack, (cleared.when(), cleared.unless()), None)
            })
        }
        Thing::Option(question, options) => {
            let requirements = vec![Requirement { question, options }];
            let when = Condition {
                clauses: vec![Clause { requirements }],
            };
            told_apart(pack, (&when, None), None)
        }
        Thing::Verdict(verdict) => leading_to(pack, verdict),
        Thing::Row(number, place) => {
            let tables = tables(&pack.expectations);
            let rows = tables.get(number).map(|(_, rows)| rows.iter());
            let whens: Vec<_> = rows.into_iter().flatten().map(|(_, when)| *when).collect();
            deciding(pack, &whens, place)
        }
    }
}

impl Suggestion {
    /// The case as it stands in `cases.json`; its author fills in what it must give.
    pub fn json(&self, pack: &Pack, number: usize) -> String {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let note = text(&self.notes.join("; "));
        let answers = answers_object(pack, &self.answers);
        format!(
            "{{ \"id\": \"suggested-{number}\", \"note\": {note}, \"answers\": {answers}, \"expect\": {{}} }}"
        )
    }
}
