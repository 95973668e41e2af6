//! The recovery as a timeline of days: what lasts how long, and when something is fine again.

use maud::{Markup, html};

use super::{Picture, bar, label};
use crate::assess::Assessment;
use crate::pack::Day;
use crate::words::days_range;

const LEFT: i32 = 10;
const LENGTH: u32 = 340;
const ROW: i32 = 36;

/// The days after a session.
pub(in crate::report) fn recovery(assessment: &Assessment) -> Markup {
    let days = assessment.recovery.content;
    let lanes = [
        ("Redness", days.redness_days),
        ("Special care", days.care_days),
        ("No sun, pool or sea", days.sun_and_water_days),
    ];
    let timeline = &assessment.pack.expectations.timeline;
    let ends = lanes.iter().map(|(_, span)| span.max);
    let last = ends.chain(timeline.iter().map(|day| day.to)).max();
    let last = last.unwrap_or(0).max(1);
    let at = |day: u32| {
        let along = day.min(last).saturating_mul(LENGTH) / last;
        LEFT + i32::try_from(along).unwrap_or(0)
    };
    let told = lanes.map(|(what, span)| format!("{what}: {}.", days_range(span)));
    let bottom = 3 * ROW + 8;
    let drawing = html! {
        @for (position, (what, span)) in (0..).zip(lanes) {
            (label(LEFT, position * ROW + 14, "label", &format!("{what}: {}", days_range(span))))
            (bar(at(0), position * ROW + 20, at(span.max) - at(0), "perhaps"))
            (bar(at(0), position * ROW + 20, at(span.min) - at(0), "surely"))
        }
        line x1=(at(0)) x2=(at(last)) y1=(bottom) y2=(bottom) class="axis" {}
        @for day in marks(timeline, last) {
            line x1=(at(day)) x2=(at(day)) y1=(bottom) y2=(bottom + 5) class="axis" {}
            text x=(at(day)) y=(bottom + 17) class="small"
                text-anchor=(if day == 0 { "start" } else if day == last { "end" } else { "middle" }) { (day) }
        }
    };
    let caption = "Days after each session. The full bar is the shortest time that sources name, the light one the longest.";
    Picture {
        id: "recovery",
        height: bottom + 24,
        title: "How long recovery takes",
        description: &format!("Days after each session. {}", told.join(" ")),
        caption,
    }
    .framed(&drawing)
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
