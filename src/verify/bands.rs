//! The score keeps to its scale, and every band of it is reached.

use super::check::Subject;
use super::finding::Finding;
use crate::diagnostic::Code;
use crate::load::PathStep;
use crate::pack::{Pack, Rule, Variant, Verdict};
use crate::space::{Aim, Glimpse};

/// Lowest and highest score allowed.
pub(super) const SCALE: (i32, i32) = (0, 100);

/// The rules with points, as far as the score goes.
pub(super) fn scoring(pack: &Pack) -> Vec<(Variant<'_>, i32, Verdict)> {
    let variants = pack.rules.iter().flat_map(Rule::variants);
    variants
        .filter_map(|variant| Some((variant, variant.points()?, Verdict::Suitable)))
        .collect()
}

/// Nobody's score leaves the scale, also with answers that are not known.
pub(super) fn score_keeps_its_scale(subject: &Subject) -> Vec<Finding> {
    let (least, most) = SCALE;
    let below = |score: i32| score < least;
    let above = |score: i32| score > most;
    let place = || subject.places.of("pack.json", &[PathStep::Key("base")]);
    let mut findings = Vec::new();
    for (is_out, way) in [(&below as &dyn Fn(i32) -> bool, "below"), (&above, "above")] {
        let message = format!("the score can be {way} the scale from {least} to {most}");
        let finding = Finding::error(
            Code::BadScore,
            place(),
            message,
            "change the points of the rules, or `base`",
        );
        findings.extend(somebody_with(subject, is_out, finding));
    }
    findings
}

/// Every band is somebody's.
pub(super) fn every_band_is_reached(subject: &Subject) -> Vec<Finding> {
    let pack = subject.pack;
    let mut findings = Vec::new();
    for (position, band) in pack.bands.iter().enumerate() {
        let next = pack.bands.get(position + 1);
        let is_in = |score: i32| score >= band.from && next.is_none_or(|next| score < next.from);
        let aim = Aim {
            effects: scoring(pack),
            watched: Vec::new(),
            fixed: Vec::new(),
            is_sought: &|glimpse: &Glimpse| glimpse.score.is_none_or(is_in),
        };
        let way = [PathStep::Key("bands"), PathStep::Position(position)];
        let place = || subject.places.of("pack.json", &way);
        match subject.search.one(&aim) {
            Ok(Some(_)) => {}
            Ok(None) => findings.push(Finding::error(
                Code::DeadBand,
                place(),
                format!("nobody's score is in the band from {}", band.from),
                "change the points of the rules, or take the band out",
            )),
            Err(question) => {
                findings.push(Finding::entangled(pack, question, "the band", place()));
            }
        }
    }
    findings
}

/// The finding, if somebody has such a score.
fn somebody_with(
    subject: &Subject,
    is_such: &dyn Fn(i32) -> bool,
    finding: Finding,
) -> Option<Finding> {
    let aim = Aim {
        effects: scoring(subject.pack),
        watched: Vec::new(),
        fixed: Vec::new(),
        is_sought: &|glimpse: &Glimpse| glimpse.score.is_none_or(is_such),
    };
    match subject.search.one(&aim) {
        Ok(None) => None,
        Ok(Some(answers)) => Some(finding.shown_by(subject.pack, answers)),
        Err(question) => {
            let place = finding.diagnostic.place;
            Some(Finding::entangled(
                subject.pack,
                question,
                "the score",
                place,
            ))
        }
    }
}
