//! What can be said of all answers together, without the score: that nothing speaks against it so far, or that
//! something does.

use super::selectors::{Conjunction, checked, ending, except, merged};
use crate::pack::{Condition, Pack, Rule, Verdict};

/// Something that speaks against the treatment.
struct Against<'pack> {
    holds: Conjunction<'pack>,
    unless: Option<&'pack Condition>,
}

/// Returns true if the score of a person about whom nothing speaks against it can never be in a band that stops.
pub(super) fn can_be_calm(pack: &Pack) -> bool {
    let higher = pack.bands.iter().filter(|band| band.from > pack.base);
    let verdicts = higher
        .map(|band| band.verdict)
        .chain([pack.band(pack.base)]);
    !verdicts.into_iter().any(Verdict::is_stop)
}

/// The answers with which something speaks against it, as a selector of an element that all boxes are in; `None`
/// if there are none.
///
/// That is every stop, every caution, every rule that lowers the score, and an answer that ends the questions. Where
/// none of these rules fires, the score is at least the base.
pub(super) fn selector(pack: &Pack) -> Option<String> {
    let against: Vec<_> = (pack.rules.iter())
        .filter(|rule| speaks_against(rule))
        .flat_map(|rule| {
            let clauses = rule.when.clauses.iter();
            clauses.map(|clause| Against {
                holds: Conjunction::of(pack, &clause.requirements),
                // A gate that a doctor's approval has cleared is still a caution.
                unless: rule.unless.as_ref(),
            })
        })
        .collect();
    let is_covered = |(place, one): &(usize, &Against)| {
        let mut others = against.iter().enumerate();
        others.any(|(other_place, other)| {
            let covers = other.unless.is_none() && one.holds.implies(&other.holds);
            let is_same = one.unless.is_none() && other.holds.implies(&one.holds);
            covers && (!is_same || other_place < *place)
        })
    };
    let deciding: Vec<_> = (against.iter().enumerate())
        .filter(|one| !is_covered(one))
        .map(|(_, one)| one)
        .collect();
    let without_exception = deciding.iter().filter(|one| one.unless.is_none());
    let all = merged(without_exception.map(|one| one.holds.clone()).collect());
    let single: Vec<_> = all.iter().filter_map(Conjunction::single).collect();
    let several = all.iter().filter(|one| one.single().is_none());
    let several = several.map(|one| one.selector(pack));
    let excepted = deciding.iter().filter_map(|one| {
        let except = except(pack, one.unless?, &one.holds, None);
        Some(one.holds.selector(pack) + &except)
    });
    let endings = pack
        .numbered_questions()
        .filter_map(|(index, _)| ending(pack, index));
    let selectors = (!single.is_empty())
        .then(|| checked(pack, &single))
        .into_iter();
    let selectors: Vec<_> = selectors
        .chain(several)
        .chain(excepted)
        .chain(endings)
        .collect();
    (!selectors.is_empty()).then(|| selectors.join(","))
}

fn speaks_against(rule: &Rule) -> bool {
    let verdict = rule.verdict.unwrap_or(Verdict::Suitable);
    verdict > Verdict::Suitable || rule.points.is_some_and(|points| points < 0)
}
