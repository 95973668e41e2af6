//! The fewest answers of one person that show something about a pack, or the proof that none do.
//!
//! Unknown answers are included, since a rule must be right about people who are not sure. So a person starts
//! with nothing known, and each answer and each box ticked has a cost of one.

use super::frontier::{Budget, TooEntangled};
use super::plan::{CountedRule, Plan, Stage};
use super::query::PartialOutcome;
use super::residual::{AnswerPart, Residual};
use super::search::nearest;
use super::state::State;
use super::sweep::{Person, add_part};
use crate::pack::{
    Answers, Condition, Kind, Pack, RowMatch, Rule, Variant, Verdict, could_be_first,
};

/// States that one query may take: some seconds and a gigabyte at most. There is no second person, so it can be
/// more than for a search.
const BUDGET: Budget = Budget::of_states(2_000_000);

/// When something fires: if its condition holds and its exception does not.
#[derive(Debug, Clone, Copy)]
pub struct Firing<'a> {
    /// The condition.
    pub when: &'a Condition,
    /// The exception.
    pub unless: Option<&'a Condition>,
}

impl<'a> Firing<'a> {
    /// When a rule fires, whether it is cleared or not.
    pub fn of_rule(rule: &'a Rule) -> Self {
        Self {
            when: &rule.when,
            unless: rule.unless.as_ref(),
        }
    }

    /// When a variant of a rule fires; as written, only if the rule is not cleared.
    pub fn of(variant: Variant<'a>) -> Self {
        Self {
            when: variant.when(),
            unless: variant.unless(),
        }
    }

    fn conditions(self) -> impl Iterator<Item = &'a Condition> {
        [Some(self.when), self.unless].into_iter().flatten()
    }

    /// What is left of it in a state that watches its conditions from a position on.
    fn left(self, partial: &PartialOutcome, watched: usize) -> [Residual; 2] {
        let unless = self.unless.map(|_| partial.residual(watched + 1));
        let left = [partial.residual(watched), unless.unwrap_or(Residual::FALSE)];
        match left {
            [Residual::FALSE, _] | [_, Residual::TRUE] => NEVER,
            _ => left,
        }
    }
}

/// What is left of something that does not fire.
const NEVER: [Residual; 2] = [Residual::FALSE, Residual::FALSE];

/// The fewest answers with which exactly one of two fires; without a second, with which the first does.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn distinguishing_answers(
    pack: &Pack,
    one: Firing,
    other: Option<Firing>,
) -> Result<Option<Answers>, TooEntangled> {
    let mut watched: Vec<_> = one.conditions().collect();
    let second = watched.len();
    watched.extend(other.into_iter().flat_map(Firing::conditions));
    // Sound: what is left alike of both stays alike.
    find(Plan::for_fewest(pack, &[], &watched), |partial| {
        let other = other.map_or(NEVER, |other| other.left(partial, second));
        one.left(partial, 0) != other
    })
}

/// The fewest answers with which a rule fires as written and everything else leaves a better verdict than
/// `limit`.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn isolating_answers(
    pack: &Pack,
    rule: &Rule,
    limit: Verdict,
) -> Result<Option<Answers>, TooEntangled> {
    let firing = Firing::of(rule.as_written());
    let is_left_out = |variant: &Variant| variant.rule.id == rule.id && !variant.is_cleared();
    let rules: Vec<_> = variants(pack)
        .map(|variant| {
            let counted = CountedRule::whole(variant);
            if is_left_out(&variant) {
                counted.without_verdict()
            } else {
                counted
            }
        })
        .filter(CountedRule::matters)
        .collect();
    let watched: Vec<_> = firing.conditions().collect();
    find(Plan::for_fewest(pack, &rules, &watched), |partial| {
        partial.worst < limit
            && firing.left(partial, 0) != NEVER
            && (partial.score.is_none_or(|score| pack.band(score) < limit))
    })
}

/// The fewest answers that lead to a verdict.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn answers_reaching(pack: &Pack, verdict: Verdict) -> Result<Option<Answers>, TooEntangled> {
    let rules: Vec<_> = variants(pack)
        .map(CountedRule::whole)
        .filter(CountedRule::matters)
        .collect();
    find(Plan::for_fewest(pack, &rules, &[]), |partial| {
        partial.worst <= verdict && (partial.verdict(pack)).is_none_or(|reached| reached == verdict)
    })
}

/// The fewest answers with which one row of a table alone counts; rows without a condition always match.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn answers_selecting_row(
    pack: &Pack,
    rows: &[Option<&Condition>],
    place: usize,
) -> Result<Option<Answers>, TooEntangled> {
    let watched: Vec<_> = rows.iter().copied().flatten().collect();
    let mut plan = Plan::for_fewest(pack, &[], &watched);
    plan.watch_possible();
    find(plan, |partial| {
        let matches = rows.iter().scan(0, |watched, when| {
            let matches = match when {
                Some(_) => partial.row_match(*watched),
                None => RowMatch::decided(true),
            };
            *watched += usize::from(when.is_some());
            Some(matches)
        });
        let mut counting = could_be_first(matches.enumerate());
        // Sound: a row is possible until it is certain that it does not match, so one that is not counted any
        // more will not be again.
        let is_over = partial.score.is_some();
        if is_over {
            counting.eq([place])
        } else {
            counting.any(|row| row == place)
        }
    })
}

fn variants(pack: &Pack) -> impl Iterator<Item = Variant<'_>> {
    pack.rules.iter().flat_map(Rule::variants)
}

/// The fewest answers that are accepted at the end; `accepts` returns false if they can no longer be.
fn find(
    mut plan: Plan,
    accepts: impl Fn(&PartialOutcome) -> bool,
) -> Result<Option<Answers>, TooEntangled> {
    let nothing_known = Answers::blank(plan.pack);
    let stages = stages(&plan);
    let start = plan.start();
    let person = &mut Person {
        plan: &mut plan,
        stages: &stages,
        keeps: |plan: &Plan, state| accepts(&PartialOutcome::of(plan, state, None)),
    };
    let is_found =
        |plan: &Plan, state: &State, score| accepts(&PartialOutcome::of(plan, *state, Some(score)));
    let path = nearest(person, start, &nothing_known, BUDGET, is_found)?;
    Ok(path.map(|path| {
        let mut answers = nothing_known;
        for (question, [part, _]) in path {
            // A person who is not sure is one of whom nothing is known.
            if part != AnswerPart::Unsure {
                add_part(&mut answers, question, part);
            }
        }
        answers
    }))
}

/// The questions as stages: first, nothing is known; then the options or boxes.
fn stages(plan: &Plan) -> Vec<Stage> {
    let mut stages = Vec::new();
    for (place, planned) in plan.questions.iter().enumerate() {
        let mut parts = planned.open_parts();
        match planned.kind {
            Kind::One => (parts.iter_mut()).for_each(|parts| parts.insert(0, AnswerPart::Unsure)),
            Kind::Many => parts.insert(0, vec![AnswerPart::Unsure, AnswerPart::Stay]),
        }
        stages.extend(Stage::numbered(place, parts));
    }
    stages
}
