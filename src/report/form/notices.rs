//! What an answer means at once: a notice for every stop, below the answer that decides it.

use super::selectors::{Conjunction, card_id, except, merged, one_of};
use crate::pack::{Clause, Condition, Pack, QuestionIndex, Variant, Verdict, Wait};

/// The notice of a stop, below one question.
pub(super) struct Notice<'pack> {
    /// The id of its element: `G12`, or `G12-b` for one of several questions.
    pub(super) id: String,
    /// The question that it stands at, and the option that it follows, if it hangs on options of that question alone;
    /// `None` at the foot of the screen.
    pub(super) below: Option<(QuestionIndex, Option<usize>)>,
    pub(super) stop: Variant<'pack>,
    /// The answers that show it, as the beginning of a selector.
    pub(super) selector: String,
}

impl Notice<'_> {
    pub(super) fn verdict(&self) -> Verdict {
        self.stop.gate()
    }

    pub(super) fn wait(&self) -> Option<Wait> {
        self.stop.wait()
    }
}

/// The notices of all stops of a pack, in the order of its rules.
pub(super) fn notices(pack: &Pack) -> Vec<Notice<'_>> {
    let rules = pack.rules.iter().enumerate();
    let stops = rules.filter(|(_, rule)| rule.as_written().gate().is_stop());
    stops
        .flat_map(|(place, rule)| {
            let stop = rule.as_written();
            let mut below: Vec<(QuestionIndex, Vec<&Clause>)> = Vec::new();
            for clause in &stop.when().clauses {
                let question = place_of(pack, stop, clause);
                match below.iter_mut().find(|(other, _)| *other == question) {
                    Some((_, clauses)) => clauses.push(clause),
                    None => below.push((question, vec![clause])),
                }
            }
            if below.len() > MOST_PLACES {
                let clauses: Vec<_> = stop.when().clauses.iter().collect();
                return vec![Notice {
                    id: format!("G{place}"),
                    below: None,
                    stop,
                    selector: selector(pack, None, &clauses, stop.unless()),
                }];
            }
            let is_only = below.len() == 1;
            let notices = below.into_iter().map(|(question, clauses)| Notice {
                id: if is_only {
                    format!("G{place}")
                } else {
                    format!("G{place}-{}", card_id(question))
                },
                below: Some((question, last_option(question, &clauses))),
                stop,
                selector: selector(pack, Some(question), &clauses, stop.unless()),
            });
            notices.collect()
        })
        .collect()
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
/// exception, so that nobody is alarmed before it can be given.
fn place_of(pack: &Pack, stop: Variant, clause: &Clause) -> QuestionIndex {
    let named = clause
        .requirements
        .iter()
        .map(|requirement| requirement.question);
    let last = named.max().expect("a clause has a requirement");
    let holds = Conjunction::of(pack, &clause.requirements);
    let exceptions = stop.rule.unless.iter().flat_map(Condition::requirements);
    let follow_ups = exceptions
        .map(|requirement| requirement.question)
        .filter(|&question| {
            let question_applies = Conjunction::applying(pack, question);
            question > last && holds.implies(&question_applies)
        });
    follow_ups.max().unwrap_or(last)
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
