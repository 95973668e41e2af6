//! Every single-step change of a rule.

use crate::pack::{
    Clause, Condition, Kind, OptionSet, Pack, Question, QuestionIndex, Rule, Verdict,
};
use crate::words::signed;

/// A pack's rule changed in one step.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// The rule's place in the pack.
    pub rule: usize,
    /// What was changed, in a few words.
    pub change: String,
    /// The rule after the change; `None` if it was dropped.
    pub after: Option<Rule>,
}

/// A condition changed in one place.
struct Edit {
    /// What was changed, in a few words.
    words: String,
    /// The condition after the change; `None` if no clause is left.
    after: Option<Condition>,
}

/// Every single-step change of every rule, in pack order: the rule dropped, the sign of its points
/// flipped, a point more or less, another verdict, and each condition an option or a part wider or narrower.
pub fn mutants(pack: &Pack) -> Vec<Mutant> {
    let rules = pack.rules.iter().enumerate();
    let mutants = rules.flat_map(|(place, rule)| {
        let changes = changes(pack, rule).into_iter();
        changes.map(move |(change, after)| Mutant {
            rule: place,
            change,
            after,
        })
    });
    mutants.collect()
}

fn changes(pack: &Pack, rule: &Rule) -> Vec<(String, Option<Rule>)> {
    let mut changes = vec![("dropped".to_owned(), None)];
    let mut change = |words: String, after: Rule| changes.push((words, Some(after)));
    if let Some(points) = rule.points {
        for other in [-points, points + 1, points - 1] {
            let after = Rule {
                points: Some(other).filter(|&points| points != 0),
                ..rule.clone()
            };
            change(
                format!("{} points, not {}", signed(other), signed(points)),
                after,
            );
        }
    }
    if let Some(verdict) = rule.verdict {
        for other in Verdict::ALL
            .into_iter()
            .skip(1)
            .filter(|other| *other != verdict)
        {
            let after = Rule {
                verdict: Some(other),
                wait: None,
                ..rule.clone()
            };
            change(format!("`{}`, not `{}`", other.id(), verdict.id()), after);
        }
    }
    for Edit { words, after } in edits(pack, &rule.when) {
        // A rule that cannot fire is as good as dropped.
        if let Some(when) = after {
            let after = rule.about(when, rule.unless.clone());
            change(format!("`when` {words}"), after);
        }
    }
    let of_exception = rule.unless.iter().flat_map(|unless| edits(pack, unless));
    for Edit { words, after } in of_exception {
        let after = rule.about(rule.when.clone(), after);
        change(format!("`unless` {words}"), after);
    }
    if let Some(clearance) = &rule.cleared_by {
        change("never cleared".to_owned(), rule.cleared_only_by(None));
        for Edit { words, after } in edits(pack, clearance.when()) {
            if let Some(approved) = after {
                let after = rule.cleared_only_by(Some(approved));
                change(format!("`cleared_by` {words}"), after);
            }
        }
    }
    changes
}

/// A condition with one option more or less in one place, or with one part left out.
fn edits(pack: &Pack, condition: &Condition) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (number, clause) in condition.clauses.iter().enumerate() {
        for (place, requirement) in clause.requirements.iter().enumerate() {
            let question = pack.question(requirement.question);
            for (id, option) in offered(question) {
                let (words, options) = if requirement.options.intersects(option) {
                    ("without", requirement.options.difference(option))
                } else {
                    ("also with", requirement.options.union(option))
                };
                edits.push(Edit {
                    words: format!("{words} `{}` = `{id}`", question.id),
                    after: with_options(condition, number, place, options),
                });
            }
            if clause.requirements.len() > 1 {
                edits.push(Edit {
                    words: format!("whatever `{}` is", question.id),
                    after: Some(without_part(condition, number, requirement.question)),
                });
            }
        }
    }
    edits
}

/// Every answer a condition can name.
fn offered(question: &Question) -> Vec<(&str, OptionSet)> {
    let options = question.options.iter().enumerate();
    let mut offered: Vec<_> = options
        .map(|(position, option)| (option.id.as_str(), OptionSet::single(position)))
        .collect();
    if question.kind == Kind::Many {
        offered.push(("none", OptionSet::NONE_OF_THESE));
    }
    offered
}

/// A condition with other options in one place; a clause that names no option is gone.
fn with_options(
    condition: &Condition,
    number: usize,
    place: usize,
    options: OptionSet,
) -> Option<Condition> {
    let mut clauses = condition.clauses.clone();
    if options.is_empty() {
        clauses.remove(number);
    } else if let Some(requirement) = clauses
        .get_mut(number)
        .and_then(|clause| clause.requirements.get_mut(place))
    {
        requirement.options = options;
    }
    (!clauses.is_empty()).then_some(Condition { clauses })
}

fn without_part(condition: &Condition, number: usize, question: QuestionIndex) -> Condition {
    let clauses = condition.clauses.iter().enumerate().map(|(place, clause)| {
        let mut requirements = clause.requirements.clone();
        requirements.retain(|part| place != number || part.question != question);
        Clause { requirements }
    });
    Condition {
        clauses: clauses.collect(),
    }
}

impl Mutant {
    /// The change with the rule it concerns, such as "`keloid` dropped".
    pub fn name(&self, pack: &Pack) -> String {
        let rule = pack.rules.get(self.rule);
        format!("`{}` {}", rule.map_or("", |rule| &rule.id), self.change)
    }
}
