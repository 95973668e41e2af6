//! Tables of expectations: every row can be selected, lies within the range stated, and every day is listed once.

use super::context::CheckContext;
use super::coverage::{RowHead, heads};
use super::finding::CheckFinding;
use crate::diagnostic::Code;
use crate::load::PathStep;
use crate::pack::{Condition, Day, Recovery, Sessions, Span};
use crate::space::Query;
use crate::words;

const FILE: &str = "expectations.json";

/// Every row is the first to match, and every item of the guide is shown, for some set of answers.
pub(super) fn every_row_counts(context: &CheckContext) -> Vec<CheckFinding> {
    let pack = context.pack;
    let expectations = &pack.expectations;
    let mut findings = Vec::new();
    let mut tables = vec![
        (
            vec![PathStep::Key("sessions")],
            heads(&expectations.sessions),
        ),
        (
            vec![PathStep::Key("recovery")],
            heads(&expectations.recovery),
        ),
        (vec![PathStep::Key("upkeep")], heads(&expectations.upkeep)),
    ];
    for table in &expectations.cost {
        let path = [
            PathStep::Key("cost"),
            PathStep::Key("countries"),
            PathStep::Entry(&table.country),
        ];
        tables.push((path.to_vec(), heads(&table.rows)));
    }
    for (mut path, rows) in tables {
        path.push(PathStep::Key("rows"));
        for (position, &RowHead { id, when }) in rows.iter().enumerate() {
            let up_to_this = rows.iter().take(position + 1).filter_map(|row| row.when);
            path.push(PathStep::Entry(id));
            findings.extend(dead_row(
                context,
                up_to_this.collect(),
                when.is_some(),
                &format!("the row `{id}`"),
                FILE,
                &path,
            ));
            path.pop();
        }
    }
    for section in &pack.guide {
        for (position, item) in section.items.iter().enumerate() {
            let path = [
                PathStep::Key("sections"),
                PathStep::Entry(&section.id),
                PathStep::Key("items"),
                PathStep::Position(position),
            ];
            let what = format!("an item of `{}`", section.id);
            let when = item.when.iter().collect();
            let own = item.when.is_some();
            findings.extend(dead_row(context, when, own, &what, "guide.json", &path));
        }
    }
    let comparison = context.pack.comparison.as_ref();
    for alternative in comparison.map_or(&[][..], |comparison| &comparison.alternatives) {
        for unfit in &alternative.unfit {
            let path = [
                PathStep::Key("comparison"),
                PathStep::Key("alternatives"),
                PathStep::Entry(&alternative.id),
                PathStep::Key("unfit"),
                PathStep::Entry(&unfit.id),
            ];
            let what = format!("`{}` of `{}`", unfit.id, alternative.id);
            let when = vec![&unfit.when];
            findings.extend(dead_row(context, when, true, &what, "guide.json", &path));
        }
    }
    findings
}

/// The finding, unless the last of these conditions is the first to hold for some set of answers.
///
/// Where the row itself has no condition, all of them must fail for some set of answers.
fn dead_row<'pack>(
    context: &CheckContext<'pack>,
    watched: Vec<&'pack Condition>,
    has_own: bool,
    what: &str,
    file: &'static str,
    path: &[PathStep],
) -> Option<CheckFinding> {
    let own = watched.len().checked_sub(1).filter(|_| has_own);
    let count = watched.len();
    let found = context.search.one(&Query {
        rules: Vec::new(),
        watched,
        fixed: Vec::new(),
        accepts: &|partial| {
            (0..count).all(|position| {
                let needed = own == Some(position);
                partial.holds(position).is_none_or(|holds| holds == needed)
            })
        },
    });
    let place = || context.places.of(file, path);
    match found {
        Ok(Some(_)) => None,
        Ok(None) => Some(CheckFinding::error(
            Code::DeadRow,
            place(),
            format!("{what} is for no one"),
            "correct its `when`, or that of a row before it, or take it out",
        )),
        Err(error) => Some(CheckFinding::entangled(&error, what, place())),
    }
}

/// Every range of a row lies within the overall range of its table, where one is stated.
pub(super) fn ranges_keep_to_the_overall_range(context: &CheckContext) -> Vec<CheckFinding> {
    let expectations = &context.pack.expectations;
    let mut findings = Vec::new();
    let mut check = |path: &[PathStep], id: &str, ranges: &[(&'static str, Span, Span)]| {
        for &(key, own, overall) in ranges {
            if own.min >= overall.min && own.max <= overall.max {
                continue;
            }
            let path: Vec<_> = (path.iter().copied())
                .chain([
                    PathStep::Key("rows"),
                    PathStep::Entry(id),
                    PathStep::Key(key),
                ])
                .collect();
            let message = format!(
                "the row `{id}` gives {} to {}, outside the overall range from {} to {}",
                own.min, own.max, overall.min, overall.max
            );
            let help = "correct the row, or widen `overall` if a source says so";
            let place = context.places.of(FILE, &path);
            findings.push(CheckFinding::error(
                Code::OutsideOverall,
                place,
                message,
                help,
            ));
        }
    };
    for table in &expectations.cost {
        let path = [
            PathStep::Key("cost"),
            PathStep::Key("countries"),
            PathStep::Entry(&table.country),
        ];
        for row in &table.rows {
            let amount = ("amount", row.content.amount, table.overall.amount);
            check(&path, &row.id, &[amount]);
        }
    }
    if let Some(overall) = &expectations.overall.sessions {
        for row in &expectations.sessions {
            let ranges = sessions(row.content, overall.content);
            check(&[PathStep::Key("sessions")], &row.id, &ranges);
        }
    }
    if let Some(overall) = &expectations.overall.recovery {
        for row in &expectations.recovery {
            let ranges = recovery(row.content, overall.content);
            check(&[PathStep::Key("recovery")], &row.id, &ranges);
        }
    }
    if let Some(overall) = &expectations.overall.upkeep {
        for row in &expectations.upkeep {
            let months = ("months", row.content.months, overall.content.months);
            check(&[PathStep::Key("upkeep")], &row.id, &[months]);
        }
    }
    findings
}

fn sessions(own: Sessions, overall: Sessions) -> [(&'static str, Span, Span); 3] {
    [
        ("visits", own.visits, overall.visits),
        ("hours", own.hours, overall.hours),
        ("gap_days", own.gap_days, overall.gap_days),
    ]
}

fn recovery(own: Recovery, overall: Recovery) -> [(&'static str, Span, Span); 3] {
    let days = "sun_and_water_days";
    [
        ("redness_days", own.redness_days, overall.redness_days),
        ("care_days", own.care_days, overall.care_days),
        (days, own.sun_and_water_days, overall.sun_and_water_days),
    ]
}

/// Every day from the first to the last one of recovery is in exactly one entry of the timeline.
pub(super) fn every_day_is_listed_once(context: &CheckContext) -> Vec<CheckFinding> {
    let expectations = &context.pack.expectations;
    let mut days: Vec<(usize, &Day)> = expectations.timeline.iter().enumerate().collect();
    days.sort_by_key(|(_, day)| (day.from, day.to));
    let place = |position: Option<usize>| {
        let path: Vec<_> = [PathStep::Key("recovery"), PathStep::Key("timeline")]
            .into_iter()
            .chain(position.map(PathStep::Position))
            .collect();
        context.places.of(FILE, &path)
    };
    let mut findings = Vec::new();
    let missing = |position, from: u32, to: u32| {
        let days = if from == to {
            format!("day {from} is")
        } else {
            format!("days {from} to {to} are")
        };
        let message = format!("{days} missing from the timeline");
        let help = "let each entry begin on the day after the one before it";
        CheckFinding::error(Code::MissingDay, place(position), message, help)
    };
    let mut next = 0;
    for (position, day) in days {
        if day.from > next {
            findings.push(missing(Some(position), next, day.from - 1));
        } else if day.from < next {
            let overlap = words::count((next.min(day.to + 1) - day.from) as usize, "day");
            let message = format!(
                "the entry from day {} to {} tells {overlap} again",
                day.from, day.to
            );
            let help = "let each entry begin on the day after the one before it";
            let place = place(Some(position));
            findings.push(CheckFinding::error(
                Code::OverlappingDays,
                place,
                message,
                help,
            ));
        }
        next = next.max(day.to.saturating_add(1));
    }
    let longest = expectations.recovery.iter().map(|row| {
        let row = row.content;
        let ends = [row.redness_days, row.care_days, row.sun_and_water_days];
        ends.map(|span| span.max).into_iter().max().unwrap_or(0)
    });
    let last = longest.max().unwrap_or(0);
    if next <= last {
        findings.push(missing(None, next, last));
    }
    findings
}
