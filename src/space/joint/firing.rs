//! The fewest answers that distinguish two versions of a rule, or the proof that none do.
//!
//! Unknown answers are included, since a rule must be right about people who are not sure.

use super::pairing::Side;
use super::query::{ChangedRule, ComparisonQuery, Effect, Firing, Population, Rows, Sides};
use super::questions::Joint;
use super::sweep::JointSweep;
use crate::answers::Answers;
use crate::pack::{Condition, Pack, Verdict};
use crate::space::TooEntangled;

/// When something fires: its condition and its exception.
pub type Fires<'a> = (&'a Condition, Option<&'a Condition>);

/// The fewest answers with which exactly one of two fires; without a second, with which the first does.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn distinguishing_answers(
    pack: &Pack,
    one: Fires,
    other: Option<Fires>,
) -> Result<Option<Answers>, TooEntangled> {
    let joint = &Joint::single(pack);
    let firing = |(when, unless): Fires| Firing::new(joint, Side::Old, when, unless);
    let changed = ChangedRule {
        firings: [Some(firing(one)), other.map(firing)],
        effect_differs: false,
    };
    let mut query = ComparisonQuery::new(Population::WithUnknown);
    query.changed_rules = Some(vec![changed]);
    let mut sweep = JointSweep::new(joint, &query)?;
    let nearest = sweep.found(|_, _| true).nearest;
    Ok(nearest.map(|answers| joint.view(Side::Old, &answers)))
}

/// The fewest answers with which a rule fires as written and everything else leaves a better verdict than
/// `limit`.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn isolating_answers(
    pack: &Pack,
    rule: usize,
    limit: Verdict,
) -> Result<Option<Answers>, TooEntangled> {
    let joint = &Joint::single(pack);
    let mut query = all_rules(joint, Some(rule));
    let fires = pack.rules.get(rule).map(|rule| ChangedRule {
        firings: [Some(Firing::of(joint, Side::Old, rule.as_written())), None],
        effect_differs: false,
    });
    query.changed_rules = Some(fires.into_iter().collect());
    query.below = Some(limit);
    let mut sweep = JointSweep::new(joint, &query)?;
    let nearest = sweep
        .found(|_, [score, _]| pack.band(score) < limit)
        .nearest;
    Ok(nearest.map(|answers| joint.view(Side::Old, &answers)))
}

/// The fewest answers that lead to a verdict.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn answers_reaching(pack: &Pack, verdict: Verdict) -> Result<Option<Answers>, TooEntangled> {
    let joint = &Joint::single(pack);
    let query = all_rules(joint, None);
    let mut sweep = JointSweep::new(joint, &query)?;
    let found = sweep.found(|state, [score, _]| {
        let [worst, _] = state.worst;
        worst.max(pack.band(score)) == verdict
    });
    Ok(found.nearest.map(|answers| joint.view(Side::Old, &answers)))
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
    let joint = &Joint::single(pack);
    let mut query = ComparisonQuery::new(Population::WithUnknown);
    let whens = rows
        .iter()
        .map(|when| Some(joint.condition(Side::Old, (*when)?)));
    query.tables = vec![Rows([whens.collect(), Vec::new()])];
    let mut sweep = JointSweep::new(joint, &query)?;
    let found = sweep.found(|state, _| state.tables().any(|[old, _]| old == [place]));
    Ok(found.nearest.map(|answers| joint.view(Side::Old, &answers)))
}

/// Every rule of a pack that gives points or a verdict; one of them, as written, without its verdict.
fn all_rules(joint: &Joint, without_verdict: Option<usize>) -> ComparisonQuery {
    let pack = joint.pack(Side::Old);
    let mut query = ComparisonQuery::new(Population::WithUnknown);
    query.base = [pack.base; 2];
    let variants = pack.rules.iter().enumerate();
    let variants = variants.flat_map(|(place, rule)| rule.variants().map(move |one| (place, one)));
    let effects = variants.map(|(place, variant)| {
        let is_left_out = without_verdict == Some(place) && !variant.is_cleared();
        Effect {
            sides: Sides::One(Side::Old),
            firing: Firing::of(joint, Side::Old, variant),
            points: [variant.points().unwrap_or(0), 0],
            verdicts: [
                if is_left_out {
                    Verdict::Suitable
                } else {
                    variant.gate()
                },
                Verdict::Suitable,
            ],
        }
    });
    query.effects = effects.filter(Effect::matters).collect();
    query
}
