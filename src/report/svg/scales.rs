//! Cost, sessions and upkeep as ranges on their scales: for this person, by the main source, and published.

use maud::{Markup, html};

use super::figure::{Figure, bar, label};
use crate::assess::Assessment;
use crate::pack::{Overall, Row, Span, Support, Upkeep};
use crate::report::content::publishers;
use crate::words::{cadence, money, range};

const LEFT: i32 = 10;
const LENGTH: u64 = 340;
/// Height of a line of small words.
const LINE: i32 = 16;
/// Height down to the first of them.
const BARS: i32 = 38;

/// A range for a person within the published one.
struct Scale {
    name: &'static str,
    part: Span,
    whole: Span,
    /// Who says so, and what.
    main: Option<(String, Span)>,
    words: Box<dyn Fn(Span) -> String>,
}

impl Scale {
    /// What the main source says, in words.
    fn main_in_words(&self) -> Option<String> {
        let (whose, main) = self.main.as_ref()?;
        Some(format!("{whose}: {}", (self.words)(*main)))
    }

    /// The published range in words, if it is a wider one.
    fn whole_in_words(&self) -> Option<String> {
        let is_wider = self.part != self.whole;
        is_wider.then(|| format!("All published: {}", (self.words)(self.whole)))
    }

    /// The range for the person, and the wider ranges around it, in words.
    fn descriptions(&self) -> String {
        let part = (self.words)(self.part);
        let around: Vec<_> = [self.main_in_words(), self.whole_in_words()]
            .into_iter()
            .flatten()
            .collect();
        let around = if around.is_empty() {
            "that is all that is published".to_owned()
        } else {
            around.join("; ")
        };
        format!("{}: {part}; {around}.", self.name)
    }

    fn height(&self) -> i32 {
        let around = [self.main_in_words(), self.whole_in_words()];
        let lines = around.iter().flatten().map(|_| LINE);
        BARS + lines.sum::<i32>() + 12
    }
}

/// What the treatment takes, as three ranges.
pub(in crate::report) fn scales(assessment: &Assessment) -> Markup {
    let scales = [cost(assessment), visits(assessment), upkeep(assessment)];
    let descriptions = scales.each_ref().map(Scale::descriptions);
    let mut height = 0;
    let rows: Vec<_> = scales
        .iter()
        .map(|scale| {
            let row = drawn(height, scale);
            height += scale.height();
            row
        })
        .collect();
    let drawing = html! { @for row in rows { (row) } };
    let whose: Vec<_> = scales
        .iter()
        .filter_map(|scale| scale.main.as_ref())
        .collect();
    let caption = match whose.first() {
        Some((whose, _)) => format!(
            "The full bar is the range for you, and the frame all that is published. The line below is what {whose} says."
        ),
        None => {
            "The full bar is the range for you, and the frame all that is published.".to_owned()
        }
    };
    Figure {
        id: "scales",
        height,
        title: "Cost, visits and upkeep on their scales",
        description: &descriptions.join(" "),
    }
    .framed(&drawing, &caption)
}

fn drawn(top: i32, scale: &Scale) -> Markup {
    // From nothing to the highest published figure, so that lengths can be compared.
    let most = u64::from(scale.whole.max.max(1));
    let at = |amount: u32| {
        let along = u64::from(amount) * LENGTH / most;
        LEFT + i32::try_from(along).unwrap_or(0)
    };
    let (part, whole) = (scale.part, scale.whole);
    let around = [scale.main_in_words(), scale.whole_in_words()];
    html! {
        (label(LEFT, top + 14, "label strong", &format!("{}: {}", scale.name, (scale.words)(part))))
        line x1=(at(0)) x2=(at(whole.max)) y1=(top + 27) y2=(top + 27) class="axis" {}
        rect x=(at(whole.min)) y=(top + 20) width=((at(whole.max) - at(whole.min)).max(2)) height="14" rx="3"
            class="frame" {}
        (bar(at(part.min), top + 22, at(part.max) - at(part.min), "range"))
        @if let Some((_, main)) = &scale.main {
            rect x=(at(main.min) - 1) y=(top + 36) width=((at(main.max) - at(main.min)).max(4)) height="4" rx="1"
                class="main" {}
        }
        @for (number, words) in (1..).zip(around.iter().flatten()) {
            (label(LEFT, top + BARS + number * LINE, "small", words))
        }
    }
}

fn cost(assessment: &Assessment) -> Scale {
    let table = assessment.cost_table();
    let part = assessment.price.content.amount;
    let main = table
        .main
        .as_ref()
        .map(|main| said(assessment, &main.support, main.amount));
    let currency = table.currency.clone();
    Scale {
        name: "Cost",
        part,
        whole: around(table.overall.amount.union(part), main.as_ref()),
        main,
        words: Box::new(move |amount| money(amount, &currency)),
    }
}

fn visits(assessment: &Assessment) -> Scale {
    let part = assessment.sessions.content.visits;
    let expectations = &assessment.pack.expectations;
    let main = expectations
        .main
        .sessions
        .as_ref()
        .map(|main| said(assessment, &main.support, main.content.visits));
    let whole = published(
        part,
        expectations.overall.sessions.as_ref(),
        &expectations.sessions,
        |sessions| sessions.visits,
    );
    Scale {
        name: "Visits",
        part,
        whole: around(whole, main.as_ref()),
        main,
        words: Box::new(|visits| range(visits, "visit")),
    }
}

fn upkeep(assessment: &Assessment) -> Scale {
    let part = assessment.upkeep.content.months;
    let expectations = &assessment.pack.expectations;
    let main = expectations
        .main
        .upkeep
        .as_ref()
        .map(|main| said(assessment, &main.support, main.content.months));
    let whole = published(
        part,
        expectations.overall.upkeep.as_ref(),
        &expectations.upkeep,
        |upkeep| upkeep.months,
    );
    Scale {
        name: "Touch-ups",
        part,
        whole: around(whole, main.as_ref()),
        main,
        words: Box::new(|months| cadence(Upkeep { months })),
    }
}

fn said(assessment: &Assessment, support: &Support, main: Span) -> (String, Span) {
    (publishers(assessment.pack, &support.sources), main)
}

fn around(span: Span, main: Option<&(String, Span)>) -> Span {
    main.map_or(span, |(_, main)| span.union(*main))
}

/// The smallest range around that of the person, what is stated over all rows, and those of all rows.
fn published<Content>(
    part: Span,
    overall: Option<&Overall<Content>>,
    rows: &[Row<Content>],
    span: impl Fn(&Content) -> Span,
) -> Span {
    let overall = overall.iter().map(|overall| span(&overall.content));
    let rows = rows.iter().map(|row| span(&row.content));
    overall.chain(rows).fold(part, Span::union)
}
