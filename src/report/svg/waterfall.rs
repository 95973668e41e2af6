//! The score as a waterfall: the base, each finding up or down, the total, and the bands.

use maud::{Markup, html};

use super::{Picture, bar, label, shortened};
use crate::assess::Assessment;
use crate::pack::{Pack, Verdict};
use crate::report::content;
use crate::report::verdict::verdict_name;
use crate::words::{all_of, signed};

const LEFT: i32 = 10;
const LENGTH: i32 = 340;
/// Where words begin, a little within the bands.
const TEXT: i32 = 14;
const ROW: i32 = 30;

/// Where a score stands along the scale of 0 to 100.
fn at(score: i32) -> i32 {
    LEFT + score.clamp(0, 100) * LENGTH / 100
}

/// One step of the sum.
struct Step {
    label: String,
    from: i32,
    to: i32,
}

/// The score of an assessment, step by step.
pub(in crate::report) fn waterfall(assessment: &Assessment) -> Markup {
    let steps = steps(assessment);
    let rows = i32::try_from(steps.len()).unwrap_or(0) + 2;
    let bottom = rows * ROW + 6;
    let bands = bands(assessment.pack);
    let apart = if assessment.is_stopped() {
        "Stops count apart from it."
    } else {
        ""
    };
    let base = assessment.pack.base;
    let sums = steps.iter().map(|step| {
        let points = signed(step.to - step.from);
        format!(" {points} {}: {}.", step.label, step.to)
    });
    let description = format!(
        "Everybody starts at {base}.{} The sum is {} of 100. The bands: {}. {apart}",
        sums.collect::<String>(),
        assessment.score,
        told(&bands)
    );
    let drawing = html! {
        @for band in &bands {
            rect x=(at(band.from)) y="0" width=(at(band.to) - at(band.from)) height=(bottom) class=(band.class) {}
        }
        (label(TEXT, 16, "label", &format!("{base}  everybody starts here")))
        (bar(at(0), 20, at(base) - at(0), "base"))
        @for (position, step) in (1..).zip(&steps) {
            (drawn(position, step))
        }
        (label(TEXT, (rows - 1) * ROW + 16, "label strong", &format!("{} of 100", assessment.score)))
        (bar(at(0), (rows - 1) * ROW + 20, at(assessment.score) - at(0), "total"))
        line x1=(LEFT) x2=(LEFT + LENGTH) y1=(bottom) y2=(bottom) class="axis" {}
        @for band in &bands {
            line x1=(at(band.from)) x2=(at(band.from)) y1=(bottom) y2=(bottom + 5) class="axis" {}
            text x=(at(band.from)) y=(bottom + 17) class="small"
                text-anchor=(if band.from == 0 { "start" } else { "middle" }) { (band.from) }
        }
        text x=(at(100)) y=(bottom + 17) class="small" text-anchor="end" { "100" }
    };
    let caption = format!("How the fit adds up. {} {apart}", capital(&told(&bands)));
    Picture {
        id: "waterfall",
        height: bottom + 24,
        title: "How the fit adds up",
        description: &description,
    }
    .framed(&drawing, caption.trim_end())
}

fn drawn(position: i32, step: &Step) -> Markup {
    let (top, points) = (position * ROW, step.to - step.from);
    let class = if points < 0 {
        "step minus"
    } else {
        "step plus"
    };
    let (low, high) = (at(step.from.min(step.to)), at(step.from.max(step.to)));
    html! {
        line x1=(at(step.from)) x2=(at(step.from)) y1=(top) y2=(top + 30) class="drop" {}
        (label(TEXT, top + 16, "label", &format!("{}  {}", signed(points), shortened(&step.label, 46))))
        (bar(low, top + 20, high - low, class))
    }
}

/// The findings with points, the heaviest first, each from where the one before ended.
fn steps(assessment: &Assessment) -> Vec<Step> {
    let findings = assessment.findings.iter();
    let mut findings: Vec<_> = findings
        .filter(|finding| finding.rule.points.is_some_and(|points| points != 0))
        .collect();
    findings.sort_by_key(|finding| {
        let points = finding.rule.points.unwrap_or(0);
        (points < 0, std::cmp::Reverse(points.unsigned_abs()))
    });
    let mut sum = assessment.pack.base;
    let steps = findings.into_iter().map(|finding| {
        let from = sum;
        sum += finding.rule.points.unwrap_or(0);
        Step {
            label: content::label(assessment.pack, finding),
            from,
            to: sum,
        }
    });
    steps.collect()
}

/// A band with its two ends.
struct Ends {
    from: i32,
    to: i32,
    name: &'static str,
    /// The color of its verdict, as beside the headline.
    class: &'static str,
}

fn bands(pack: &Pack) -> Vec<Ends> {
    let ends = pack.bands.iter().skip(1).map(|band| band.from).chain([100]);
    let bands = pack.bands.iter().zip(ends);
    let bands = bands.map(|(band, to)| Ends {
        from: band.from,
        to,
        name: verdict_name(band.verdict),
        class: match band.verdict {
            Verdict::Suitable => "band plus",
            Verdict::SuitableWithCautions => "band minus",
            Verdict::Wait | Verdict::SeeDoctorFirst | Verdict::NotRecommended => "band stop",
        },
    });
    bands.collect()
}

/// "from 0 not recommended and from 70 suitable".
fn told(bands: &[Ends]) -> String {
    let told = bands
        .iter()
        .map(|band| format!("from {} “{}”", band.from, band.name));
    all_of(&told.collect::<Vec<_>>())
}

fn capital(text: &str) -> String {
    format!("{}.", crate::words::capitalized(text))
}
