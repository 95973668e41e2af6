//! Who could tell one version of a rule from another: the fewest answers that do, or the proof that none can.
//!
//! Open answers count as well, since a rule must be right about people who are not sure.

use super::board::Board;
use super::questions::{Joint, Side};
use super::task::{Firing, Item, Rows, Sides, Subject, Task, Whom};
use super::walk::Walk;
use crate::answers::Answers;
use crate::pack::{Condition, Pack, QuestionIndex, Verdict};

/// When something fires: its condition and its exception.
pub type Fires<'a> = (&'a Condition, Option<&'a Condition>);

/// The fewest answers with which exactly one of two fires; without a second, with which the first does.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn told_apart(
    pack: &Pack,
    one: Fires,
    other: Option<Fires>,
) -> Result<Option<Answers>, QuestionIndex> {
    let joint = &Joint::single(pack);
    let firing = |(when, unless): Fires| Firing::new(joint, Side::Old, when, unless);
    let subject = Subject {
        firings: [Some(firing(one)), other.map(firing)],
        effect_differs: false,
    };
    let mut task = Task::new(Whom::AlsoUnsure);
    task.subjects = Some(vec![subject]);
    let mut walk = Walk::new(Board::new(joint, &task))?;
    let nearest = walk.found(|_, _| true).nearest;
    Ok(nearest.map(|answers| joint.view(Side::Old, &answers)))
}

/// The fewest answers with which a rule fires as written and everything else leaves a better verdict than
/// `limit`.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn alone_below(
    pack: &Pack,
    rule: usize,
    limit: Verdict,
) -> Result<Option<Answers>, QuestionIndex> {
    let joint = &Joint::single(pack);
    let mut task = all_rules(joint, Some(rule));
    let fires = pack.rules.get(rule).map(|rule| Subject {
        firings: [Some(Firing::of(joint, Side::Old, rule.as_written())), None],
        effect_differs: false,
    });
    task.subjects = Some(fires.into_iter().collect());
    task.below = Some(limit);
    let mut walk = Walk::new(Board::new(joint, &task))?;
    let nearest = walk.found(|_, [score, _]| pack.band(score) < limit).nearest;
    Ok(nearest.map(|answers| joint.view(Side::Old, &answers)))
}

/// The fewest answers that lead to a verdict.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn leading_to(pack: &Pack, verdict: Verdict) -> Result<Option<Answers>, QuestionIndex> {
    let joint = &Joint::single(pack);
    let task = all_rules(joint, None);
    let mut walk = Walk::new(Board::new(joint, &task))?;
    let found = walk.found(|state, [score, _]| {
        let [worst, _] = state.worst;
        worst.max(pack.band(score)) == verdict
    });
    Ok(found.nearest.map(|answers| joint.view(Side::Old, &answers)))
}

/// The fewest answers with which one row of a table alone counts; rows without a condition are for everybody.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn deciding(
    pack: &Pack,
    rows: &[Option<&Condition>],
    place: usize,
) -> Result<Option<Answers>, QuestionIndex> {
    let joint = &Joint::single(pack);
    let mut task = Task::new(Whom::AlsoUnsure);
    let rows = rows.iter().enumerate().map(|(number, when)| {
        let when = when.map(|when| joint.condition(Side::Old, when));
        (when, number)
    });
    task.tables = vec![Rows {
        rows: [rows.collect(), Vec::new()],
    }];
    let mut walk = Walk::new(Board::new(joint, &task))?;
    let found = walk.found(|state, _| state.tables().any(|[old, _]| old == [place]));
    Ok(found.nearest.map(|answers| joint.view(Side::Old, &answers)))
}

/// Every rule of a pack that gives points or a verdict; one of them, as written, without its verdict.
fn all_rules(joint: &Joint, without_verdict: Option<usize>) -> Task {
    let pack = joint.pack(Side::Old);
    let mut task = Task::new(Whom::AlsoUnsure);
    task.base = [pack.base; 2];
    let variants = pack.rules.iter().enumerate();
    let variants = variants.flat_map(|(place, rule)| rule.variants().map(move |one| (place, one)));
    let items = variants.map(|(place, variant)| {
        let is_left_out = without_verdict == Some(place) && !variant.is_cleared();
        let verdict = variant.verdict().filter(|_| !is_left_out);
        Item {
            sides: Sides::One(Side::Old),
            firing: Firing::of(joint, Side::Old, variant),
            points: [variant.points().unwrap_or(0), 0],
            verdicts: [verdict.unwrap_or(Verdict::Suitable), Verdict::Suitable],
        }
    });
    task.items = items.filter(Item::matters).collect();
    task
}
