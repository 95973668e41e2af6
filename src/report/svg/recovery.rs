//! The recovery as a timeline of days: what lasts how long, what to leave alone, and when it is fine again.

use maud::{Markup, html};

use super::figure::{Figure, label};
use crate::assess::Assessment;
use crate::pack::{Day, Span};
use crate::words::{self, days_range};

const LEFT: i32 = 10;
const LENGTH: u32 = 340;
const ROW: i32 = 30;

/// One bar of the timeline.
struct Lane {
    words: String,
    days: Span,
    /// True for something to avoid, which is fine again later.
    is_limit: bool,
}

impl Lane {
    fn lasting(what: &str, days: Span) -> Self {
        Self {
            words: format!("{what}: {}", words::lasting(days)),
            days,
            is_limit: false,
        }
    }
}

/// The days after a session.
pub(in crate::report) fn recovery(assessment: &Assessment) -> Markup {
    let lanes = lanes(assessment);
    let timeline = &assessment.pack.expectations.timeline;
    let ends = lanes.iter().map(|lane| lane.days.max);
    let last = ends
        .chain(timeline.iter().map(|day| day.to))
        .max()
        .unwrap_or(0)
        .max(1);
    let at = |day: u32| {
        let along = day.min(last).saturating_mul(LENGTH) / last;
        LEFT + i32::try_from(along).unwrap_or(0)
    };
    let bottom = i32::try_from(lanes.len()).unwrap_or(0) * ROW + 8;
    let drawing = html! {
        @for (position, lane) in (0..).zip(&lanes) {
            (drawn(position * ROW, lane, at))
        }
        line x1=(at(0)) x2=(at(last)) y1=(bottom) y2=(bottom) class="axis" {}
        @for day in marks(timeline, last) {
            line x1=(at(day)) x2=(at(day)) y1=(bottom) y2=(bottom + 5) class="axis" {}
            text x=(at(day)) y=(bottom + 17) class="small"
                text-anchor=(if day == 0 { "start" } else if day == last { "end" } else { "middle" }) { (day) }
        }
    };
    let has_limits = lanes.iter().any(|lane| lane.is_limit);
    let caption = if has_limits {
        "Days after each session. The full bar is the shortest time that sources name, the light one the longest. \
         From the thin line on, it is fine again."
    } else {
        "Days after each session. The full bar is the shortest time that sources name, the light one the longest."
    };
    let descriptions: Vec<_> = lanes
        .iter()
        .map(|lane| format!("{}.", lane.words))
        .collect();
    Figure {
        id: "recovery",
        height: bottom + 24,
        title: "How long recovery takes, and what to leave alone",
        description: &format!("Days after each session. {}", descriptions.join(" ")),
    }
    .framed(&drawing, caption)
}

/// How the skin heals, and what to leave alone: in as much detail as the pack has it.
fn lanes(assessment: &Assessment) -> Vec<Lane> {
    let days = assessment.recovery.content;
    let mut lanes = vec![
        Lane::lasting("Redness", days.redness_days),
        Lane::lasting("Special care", days.care_days),
    ];
    let limits = &assessment.pack.expectations.limits;
    if limits.is_empty() {
        lanes.push(Lane::lasting(
            "No sun, pool or sea",
            days.sun_and_water_days,
        ));
    }
    lanes.extend(limits.iter().map(|limit| Lane {
        words: format!("{}: wait {}", limit.what, days_range(limit.days)),
        days: limit.days,
        is_limit: true,
    }));
    lanes
}

fn drawn(top: i32, lane: &Lane, at: impl Fn(u32) -> i32) -> Markup {
    let [start, sure, longest, end] = [0, lane.days.min, lane.days.max, u32::MAX].map(at);
    let (full, light) = if lane.is_limit {
        ("wait", "wait-perhaps")
    } else {
        ("surely", "perhaps")
    };
    html! {
        (label(LEFT, top + 14, "label", &lane.words))
        @if longest > sure {
            rect x=(start) y=(top + 19) width=(longest - start) height="8" rx="2" class=(light) {}
        }
        @if sure > start {
            rect x=(start) y=(top + 19) width=(sure - start) height="8" rx="2" class=(full) {}
        }
        @if lane.is_limit && end > longest {
            line x1=(longest) x2=(end) y1=(top + 23) y2=(top + 23) class="fine" {}
        }
    }
}

/// The days at which a part of the plan ends, far enough apart to be read.
fn marks(timeline: &[Day], last: u32) -> Vec<u32> {
    let mut marks = vec![0];
    let ends = timeline.iter().map(|day| day.to).chain([last]);
    for end in ends {
        let far = |mark: u32| end.saturating_sub(mark).saturating_mul(LENGTH) / last >= 24;
        if marks.last().is_some_and(|mark| far(*mark)) {
            marks.push(end);
        }
    }
    marks
}
