//! Converts a condition from disjunctive to conjunctive normal form, which FHIR items can express.
//!
//! A condition is any of several clauses, each of them all of several requirements. An item of a FHIR
//! questionnaire has one list of answers that enable it: all of them or any of them. So the condition is
//! converted to several lists, each of which must be satisfied by any of its answers. The innermost list
//! stays with the question, and each other list goes to a group around it: an item in a group that is not
//! enabled is not enabled either. Every tool that supports `enableWhen` honors that.
//!
//! Example: `a and b, or c` becomes `(a or c) and (b or c)`: a group with the first list, and in it the
//! question with the second.
//!
//! "I'm not sure" enables as well, since such a question may be asked; a parent that is itself not asked
//! has no answer, and so enables nothing.

use crate::pack::{Clause, Condition, OptionSet, QuestionIndex, Requirement};

/// Most lists that one question may need, its own included; FHIR tools nest few groups.
pub const MOST_LEVELS: usize = 20;

/// Most lists in an intermediate result. The number can grow as the product of the clauses' lengths.
const MOST_INTERMEDIATE: usize = 400;

/// One disjunction: any of these answers enables. Sorted by question, each question at most once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level(Vec<Requirement>);

impl Level {
    /// The questions, each with its enabling options.
    pub fn any(&self) -> &[Requirement] {
        &self.0
    }

    /// This disjunction with one more alternative.
    fn or(&self, other: Requirement) -> Self {
        let mut any = self.0.clone();
        match any.binary_search_by_key(&other.question, |requirement| requirement.question) {
            Ok(place) => {
                if let Some(same) = any.get_mut(place) {
                    same.options = same.options.union(other.options);
                }
            }
            Err(place) => any.insert(place, other),
        }
        Self(any)
    }

    fn options(&self, question: QuestionIndex) -> OptionSet {
        let found = self.0.iter().find(|other| other.question == question);
        found.map_or(OptionSet::EMPTY, |other| other.options)
    }

    /// Returns true if every answer that satisfies this list satisfies the other too.
    fn implies(&self, other: &Self) -> bool {
        self.0.iter().all(|requirement| {
            let missing = requirement
                .options
                .difference(other.options(requirement.question));
            missing.is_empty()
        })
    }
}

/// The conjunctive normal form of a condition, outermost list first; `None` if it has too many lists.
pub(super) fn levels(condition: &Condition) -> Option<Vec<Level>> {
    let mut levels = vec![Level(Vec::new())]; // an empty disjunction is false, as a condition without clauses is
    for clause in &condition.clauses {
        levels = with_clause(&levels, clause);
        if levels.len() > MOST_INTERMEDIATE {
            return None;
        }
    }
    levels.sort_by_key(|level| level.0.first().map(|first| first.question));
    (levels.len() <= MOST_LEVELS).then_some(levels)
}

/// Distributes one more clause over the lists. A list that another one implies adds nothing and is dropped.
fn with_clause(levels: &[Level], clause: &Clause) -> Vec<Level> {
    let mut kept: Vec<Level> = Vec::new();
    for level in levels {
        for &requirement in &clause.requirements {
            let longer = level.or(requirement);
            if !kept.iter().any(|other| other.implies(&longer)) {
                kept.retain(|other| !longer.implies(other));
                kept.push(longer);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `"0a 1b | 2a"`: clauses of requirements, each a question and its options.
    fn condition(text: &str) -> Condition {
        let requirement = |word: &str| {
            let (question, options) = word.split_at(1);
            let options = options.bytes().map(|letter| usize::from(letter - b'a'));
            Requirement {
                question: QuestionIndex::new(question.parse().expect("a digit")),
                options: options.collect(),
            }
        };
        let clauses = text.split('|').map(|clause| Clause {
            requirements: clause.split_whitespace().map(requirement).collect(),
        });
        Condition {
            clauses: clauses.collect(),
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let levels = levels(&condition(text)).expect("few levels");
        let shown = levels.iter().map(|level| {
            let any = level.any().iter().map(|requirement| {
                let options = requirement.options.positions();
                let letters = options.filter_map(|place| "abcdef".chars().nth(place));
                format!(
                    "{}{}",
                    requirement.question.position(),
                    letters.collect::<String>()
                )
            });
            any.collect::<Vec<_>>().join(" or ")
        });
        assert_eq!(shown.collect::<Vec<_>>().join(" and "), expected);
    }

    #[test]
    fn a_condition_is_converted_to_conjunctive_normal_form() {
        check("0ab", "0ab");
        check("0a|1b|0c", "0ac or 1b");
        check("0a 1b", "0a and 1b");
        check("0a 1b|2a", "0a or 2a and 1b or 2a");
        check(
            "0a 1b|2a 3a",
            "0a or 2a and 0a or 3a and 1b or 2a and 1b or 3a",
        );
    }

    #[test]
    fn an_implied_list_is_dropped() {
        check("0a 1b|0a 2a", "0a and 1b or 2a");
        check("0a|0ab 1a", "0ab and 0a or 1a");
        check("0a|0a 1a", "0a");
    }

    #[test]
    fn more_lists_than_a_form_can_nest_are_too_many() {
        let clauses = ["0a 1a", "2a 3a", "4a 5a", "6a 7a", "8a 9a"];
        assert!(levels(&condition(&clauses[..4].join("|"))).is_some());
        assert_eq!(levels(&condition(&clauses.join("|"))), None);
    }
}
