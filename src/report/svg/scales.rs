//! Cost, sessions and upkeep as ranges on their scales, within everything that is published.

use maud::{Markup, html};

use super::{Picture, bar, label};
use crate::assess::Assessment;
use crate::pack::{Hull, Row, Span, Upkeep};
use crate::words::{cadence, money, range};

const LEFT: i32 = 10;
const LENGTH: u64 = 340;
const ROW: i32 = 56;

/// A range for a person within the published one.
struct Scale {
    name: &'static str,
    part: Span,
    whole: Span,
    part_in_words: String,
    whole_in_words: String,
}

/// What the treatment takes, as three ranges.
pub(in crate::report) fn scales(assessment: &Assessment) -> Markup {
    let scales = [cost(assessment), visits(assessment), upkeep(assessment)];
    let told = scales.each_ref().map(|scale| {
        let (name, part) = (scale.name, &scale.part_in_words);
        if scale.part == scale.whole {
            return format!("{name}: {part}, which is all that is published.");
        }
        let whole = &scale.whole_in_words;
        format!("{name}: {part}, within the published {whole}.")
    });
    let drawing = html! {
        @for (position, scale) in (0..).zip(&scales) {
            (drawn(position * ROW, scale))
        }
    };
    let caption = "The full bar is the range for you; the frame around it is everything published.";
    Picture {
        id: "scales",
        height: 3 * ROW,
        title: "Cost, visits and upkeep on their scales",
        description: &told.join(" "),
        caption,
    }
    .framed(&drawing)
}

fn drawn(top: i32, scale: &Scale) -> Markup {
    // From nothing to the highest published figure, so that lengths can be compared.
    let most = u64::from(scale.whole.max.max(scale.part.max).max(1));
    let at = |amount: u32| {
        let along = u64::from(amount) * LENGTH / most;
        LEFT + i32::try_from(along).unwrap_or(0)
    };
    let (part, whole) = (scale.part, scale.whole);
    html! {
        (label(LEFT, top + 16, "label strong", &format!("{}: {}", scale.name, scale.part_in_words)))
        line x1=(at(0)) x2=(at(scale.whole.max)) y1=(top + 29) y2=(top + 29) class="axis" {}
        rect x=(at(whole.min)) y=(top + 22) width=((at(whole.max) - at(whole.min)).max(2)) height="14" rx="3"
            class="frame" {}
        (bar(at(part.min), top + 24, at(part.max) - at(part.min), "range"))
        @if part != whole {
            (label(LEFT, top + 50, "small", &format!("Published: {}", scale.whole_in_words)))
        }
    }
}

fn cost(assessment: &Assessment) -> Scale {
    let table = assessment.cost_table();
    let (part, whole) = (assessment.price.content.amount, table.overall.amount);
    Scale {
        name: "Cost",
        part,
        whole: whole.hull(part),
        part_in_words: money(part, &table.currency),
        whole_in_words: money(whole.hull(part), &table.currency),
    }
}

fn visits(assessment: &Assessment) -> Scale {
    let part = assessment.sessions.content.visits;
    let expectations = &assessment.pack.expectations;
    let published = expectations.overall.sessions.as_ref();
    let widest = published.map_or(part, |overall| overall.content.visits.hull(part));
    let whole = overall(widest, &expectations.sessions, |sessions| sessions.visits);
    Scale {
        name: "Visits",
        part,
        whole,
        part_in_words: range(part, "visit"),
        whole_in_words: range(whole, "visit"),
    }
}

fn upkeep(assessment: &Assessment) -> Scale {
    let part = assessment.upkeep.content.months;
    let expectations = &assessment.pack.expectations;
    let published = expectations.overall.upkeep.as_ref();
    let widest = published.map_or(part, |overall| overall.content.months.hull(part));
    let whole = overall(widest, &expectations.upkeep, |upkeep| upkeep.months);
    let words = |months: Span| cadence(Upkeep { months });
    Scale {
        name: "Touch-ups",
        part,
        whole,
        part_in_words: words(part),
        whole_in_words: words(whole),
    }
}

/// The smallest range around those of all rows.
fn overall<Content>(part: Span, rows: &[Row<Content>], span: impl Fn(&Content) -> Span) -> Span {
    let spans = rows.iter().map(|row| span(&row.content));
    spans.fold(part, Hull::hull)
}
