//! What can be said of all answers together, without the score: that nothing speaks against it so far, or that
//! something does.

use std::collections::BTreeMap;

use super::selectors::{Conjunction, checked, except, merged, one_of};
use crate::pack::{Condition, Pack, Requirement, Rule, Verdict};

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
/// That is every stop, every caution and every rule that lowers the score. Where none of them fires, the score is
/// at least the base.
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
    // Those that end in time with the same answers are written together.
    let mut timely: BTreeMap<String, (Vec<Requirement>, Vec<String>)> = BTreeMap::new();
    for one in &all {
        let (single, several) = timely.entry(one.in_time(pack, None)).or_default();
        match one.single() {
            Some(requirement) => single.push(requirement),
            None => several.push(one.selector(pack)),
        }
    }
    for (holds, unless) in deciding
        .iter()
        .filter_map(|one| Some((&one.holds, one.unless?)))
    {
        let (_, several) = timely.entry(holds.in_time(pack, None)).or_default();
        several.push(holds.selector(pack) + &except(pack, unless, holds, None));
    }
    let selectors = timely.into_iter().map(|(in_time, (single, mut several))| {
        if !single.is_empty() {
            several.push(checked(pack, &single));
        }
        one_of(&several) + &in_time
    });
    let selectors: Vec<_> = selectors.collect();
    (!selectors.is_empty()).then(|| selectors.join(","))
}

fn speaks_against(rule: &Rule) -> bool {
    let verdict = rule.verdict.unwrap_or(Verdict::Suitable);
    verdict > Verdict::Suitable || rule.points.is_some_and(|points| points < 0)
}
