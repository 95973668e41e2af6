//! What an answer means at once: a notice for every stop, below the answer that decides it.

use super::selectors::{Conjunction, card_id, endings, except, merged, one_of};
use crate::pack::{Clause, Condition, Pack, QuestionIndex, Variant};

/// The notice of a stop, at one place.
pub(super) struct Notice<'pack> {
    /// The id of its element: `G12`, or `G12-b` for one of several places.
    pub(super) id: String,
    /// The question that it belongs to, and the option that it follows, if there is one; `None` at the foot of the
    /// screen.
    pub(super) below: Option<(QuestionIndex, Option<usize>)>,
    pub(super) stop: Variant<'pack>,
    /// The answers that show it, to be written behind an element that all boxes are in.
    pub(super) selector: String,
}

/// The notices of all stops of a pack, in the order of its rules.
pub(super) fn notices(pack: &Pack) -> Vec<Notice<'_>> {
    let rules = pack.rules.iter().enumerate();
    let stops = rules.map(|(place, rule)| (place, rule.as_written()));
    let stops = stops.filter(|(_, stop)| stop.gate().is_stop());
    stops
        .flat_map(|(place, stop)| of_stop(pack, place, stop))
        .collect()
}

fn of_stop<'pack>(pack: &'pack Pack, place: usize, stop: Variant<'pack>) -> Vec<Notice<'pack>> {
    let notice = |suffix: &str, below, selector| Notice {
        id: format!("G{place}{suffix}"),
        below,
        stop,
        selector,
    };
    let mut below: Vec<(QuestionIndex, Vec<&Clause>)> = Vec::new();
    for clause in &stop.when().clauses {
        let question = deciding(pack, stop, clause);
        match below.iter_mut().find(|(other, _)| *other == question) {
            Some((_, clauses)) => clauses.push(clause),
            None => below.push((question, vec![clause])),
        }
    }
    if below.len() > MOST_PLACES {
        let clauses: Vec<_> = stop.when().clauses.iter().collect();
        return vec![notice(
            "",
            None,
            selector(pack, None, &clauses, stop.unless()),
        )];
    }
    let is_only = below.len() == 1;
    let mut notices: Vec<_> = (below.into_iter())
        .map(|(question, clauses)| {
            let suffix = if is_only {
                String::new()
            } else {
                format!("-{}", card_id(question))
            };
            let selector = selector(pack, Some(question), &clauses, stop.unless());
            notice(
                &suffix,
                Some((question, last_option(question, &clauses))),
                selector,
            )
        })
        .collect();
    let ended = stop
        .when()
        .clauses
        .iter()
        .filter_map(|clause| ended(pack, stop, clause));
    let ended: Vec<_> = ended.collect();
    if !ended.is_empty() {
        notices.push(notice("-0", None, one_of(&ended)));
    }
    notices
}

/// A stop that more questions decide is said once, at the foot of the screen.
const MOST_PLACES: usize = 2;

/// The last option of a question that some clauses name.
fn last_option(question: QuestionIndex, clauses: &[&Clause]) -> Option<usize> {
    let requirements = clauses.iter().flat_map(|clause| &clause.requirements);
    let own = requirements.filter(|requirement| requirement.question == question);
    own.flat_map(|requirement| requirement.options.positions())
        .max()
}

/// The question that a clause is decided by: the last one that it names, or a follow-up to it whose answer is an
/// exception, so that no one is alarmed before it can be given.
fn deciding(pack: &Pack, stop: Variant, clause: &Clause) -> QuestionIndex {
    let last = last_named(clause);
    let holds = Conjunction::of(pack, &clause.requirements);
    let exceptions = stop.rule.unless.iter().flat_map(Condition::requirements);
    let follow_ups = exceptions
        .map(|requirement| requirement.question)
        .filter(|&question| {
            let applies = Conjunction::applying(pack, question);
            question > last && holds.implies(&applies)
        });
    follow_ups.max().unwrap_or(last)
}

fn last_named(clause: &Clause) -> QuestionIndex {
    let questions = clause
        .requirements
        .iter()
        .map(|requirement| requirement.question);
    questions.max().expect("a clause has a requirement")
}

/// A clause holds, but an answer has ended the questions before the follow-up that decides it; `None` if none can.
fn ended(pack: &Pack, stop: Variant, clause: &Clause) -> Option<String> {
    let last = last_named(clause);
    let endings = endings(pack, Some(last), deciding(pack, stop, clause));
    (!endings.is_empty()).then(|| {
        let holds = Conjunction::of(pack, &clause.requirements);
        let excepted = stop
            .unless()
            .map(|unless| except(pack, unless, &holds, None));
        let selectors = [
            holds.selector(pack),
            holds.in_time(pack, None),
            one_of(&endings),
        ];
        selectors.concat() + &excepted.unwrap_or_default()
    })
}

/// One of these clauses holds, and no exception: below a question it is known that this one applies.
fn selector(
    pack: &Pack,
    below: Option<QuestionIndex>,
    clauses: &[&Clause],
    unless: Option<&Condition>,
) -> String {
    let known = below.map(|question| Conjunction::applying(pack, question));
    let known = known.unwrap_or_default();
    let holds = clauses
        .iter()
        .map(|clause| Conjunction::of(pack, &clause.requirements));
    let holds: Vec<_> = holds.collect();
    let true_anyway = match holds.as_slice() {
        [only] => only.clone(),
        _ => known.clone(),
    };
    let shown = merged(holds.iter().map(|holds| holds.without(&known)).collect());
    let in_time = |one: &Conjunction| match below {
        Some(_) => String::new(), // or the question would be out of sight
        None => one.in_time(pack, None),
    };
    let selectors = shown.iter().map(|one| one.selector(pack) + &in_time(one));
    let selectors: Vec<_> = selectors.collect();
    let excepted = unless.map(|unless| except(pack, unless, &true_anyway, below));
    one_of(&selectors) + &excepted.unwrap_or_default()
}
