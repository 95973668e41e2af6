//! The score keeps to its scale, and every band of it is reached.

use super::check::CheckContext;
use super::finding::CheckFinding;
use crate::diagnostic::Code;
use crate::load::PathStep;
use crate::pack::{Pack, Rule, Variant, Verdict};
use crate::space::{PartialOutcome, Query};

/// Lowest and highest score allowed.
pub(super) const SCALE: (i32, i32) = (0, 100);

/// The rules with points, as far as the score goes.
pub(super) fn scoring(pack: &Pack) -> Vec<(Variant<'_>, i32, Verdict)> {
    let variants = pack.rules.iter().flat_map(Rule::variants);
    variants
        .filter_map(|variant| Some((variant, variant.points()?, Verdict::Suitable)))
        .collect()
}

/// No score leaves the scale, whether or not every answer is known.
pub(super) fn score_keeps_its_scale(context: &CheckContext) -> Vec<CheckFinding> {
    let (least, most) = SCALE;
    let below = |score: i32| score < least;
    let above = |score: i32| score > most;
    let place = || context.places.of("pack.json", &[PathStep::Key("base")]);
    let mut findings = Vec::new();
    for (is_out, side) in [(&below as &dyn Fn(i32) -> bool, "below"), (&above, "above")] {
        let message = format!("the score can be {side} the scale from {least} to {most}");
        let finding = CheckFinding::error(
            Code::BadScore,
            place(),
            message,
            "change the points of the rules, or `base`",
        );
        findings.extend(finding_for_score(context, is_out, finding));
    }
    findings
}

/// Every band is reached by a set of answers.
pub(super) fn every_band_is_reached(context: &CheckContext) -> Vec<CheckFinding> {
    let pack = context.pack;
    let mut findings = Vec::new();
    for (position, band) in pack.bands.iter().enumerate() {
        let next = pack.bands.get(position + 1);
        let is_in = |score: i32| score >= band.from && next.is_none_or(|next| score < next.from);
        let query = Query {
            effects: scoring(pack),
            watched: Vec::new(),
            fixed: Vec::new(),
            accepts: &|partial: &PartialOutcome| partial.score.is_none_or(is_in),
        };
        let path = [PathStep::Key("bands"), PathStep::Position(position)];
        let place = || context.places.of("pack.json", &path);
        match context.search.one(&query) {
            Ok(Some(_)) => {}
            Ok(None) => findings.push(CheckFinding::error(
                Code::DeadBand,
                place(),
                format!("nobody's score is in the band from {}", band.from),
                "change the points of the rules, or take the band out",
            )),
            Err(question) => {
                findings.push(CheckFinding::entangled(pack, question, "the band", place()));
            }
        }
    }
    findings
}

/// The finding, if a score within a range can be reached.
fn finding_for_score(
    context: &CheckContext,
    is_in_range: &dyn Fn(i32) -> bool,
    finding: CheckFinding,
) -> Option<CheckFinding> {
    let query = Query {
        effects: scoring(context.pack),
        watched: Vec::new(),
        fixed: Vec::new(),
        accepts: &|partial: &PartialOutcome| partial.score.is_none_or(is_in_range),
    };
    match context.search.one(&query) {
        Ok(None) => None,
        Ok(Some(answers)) => Some(finding.shown_by(context.pack, answers)),
        Err(question) => {
            let place = finding.diagnostic.place;
            Some(CheckFinding::entangled(
                context.pack,
                question,
                "the score",
                place,
            ))
        }
    }
}
