//! The score keeps to its scale, and every band of it is reached.
//!
//! [`score`] proves the first when a pack is loaded; the properties also cover unknown answers.

use super::context::CheckContext;
use super::finding::{CheckFinding, in_one_line};
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::load::PathStep;
use crate::pack::{Answers, Pack, Rule};
use crate::space::{self, CountedRule, PartialOutcome, Query, TooEntangled};

/// Lowest and highest score allowed.
pub(super) const SCALE: (i32, i32) = (0, 100);

/// The rules with points, as far as the score goes.
pub(super) fn scoring(pack: &Pack) -> Vec<CountedRule<'_>> {
    let variants = pack.rules.iter().flat_map(Rule::variants);
    variants
        .filter(|variant| variant.points().is_some())
        .map(|variant| CountedRule::whole(variant).without_verdict())
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
            rules: scoring(pack),
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
                format!("no one's score is in the band from {}", band.from),
                "change the points of the rules, or take the band out",
            )),
            Err(error) => {
                findings.push(CheckFinding::entangled(&error, "the band", place()));
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
        rules: scoring(context.pack),
        watched: Vec::new(),
        fixed: Vec::new(),
        accepts: &|partial: &PartialOutcome| partial.score.is_none_or(is_in_range),
    };
    match context.search.one(&query) {
        Ok(None) => None,
        Ok(Some(answers)) => Some(finding.shown_by(context.pack, answers)),
        Err(error) => {
            let place = finding.diagnostic.place;
            Some(CheckFinding::entangled(&error, "the score", place))
        }
    }
}

/// Proves over every possible set of answers that the score stays from 0 to 100.
///
/// # Errors
/// The lowest and the highest score that leave the scale, each with answers that give it;
/// or that the pack is too entangled to go through every set of answers.
pub fn score(pack: &Pack, folder: &str) -> Result<(), Problems> {
    tractable(pack, folder)?;
    let scores = space::scores(pack, &Answers::blank(pack));
    let (least, most) = SCALE;
    let lowest = Some(scores.lowest).filter(|(score, _)| *score < least);
    let highest = Some(scores.highest).filter(|(score, _)| *score > most);
    let fell = lowest.map(|(score, answers)| problem(pack, folder, "falls to", score, &answers));
    let rose = highest.map(|(score, answers)| problem(pack, folder, "rises to", score, &answers));
    Problems::from_vec(fell.into_iter().chain(rose).collect()).map_or(Ok(()), Err)
}

/// Checks that every set of answers to a pack can be gone through.
///
/// # Errors
/// The question at which too many combinations are still undecided.
pub fn tractable(pack: &Pack, folder: &str) -> Result<(), Problems> {
    space::tractable(pack).map_err(|error| too_entangled(folder, &error))
}

/// Says that there are too many combinations of answers to go through, and where.
pub fn too_entangled(folder: &str, error: &TooEntangled) -> Problems {
    let id = &error.question;
    Problems::from(Diagnostic {
        code: Code::TooEntangled,
        message: format!("at `{id}` too many combinations of answers are still undecided"),
        place: Place::whole(&format!("{folder}/suitability.json")),
        help: Some(
            "let conditions join questions that are asked close to each other, or split long rules"
                .to_owned(),
        ),
    })
}

fn problem(pack: &Pack, folder: &str, moves: &str, score: i32, answers: &Answers) -> Diagnostic {
    let (least, most) = SCALE;
    Diagnostic {
        code: Code::BadScore,
        message: format!(
            "the score {moves} {score}, outside {least} to {most}, for example with {}",
            in_one_line(pack, answers)
        ),
        place: Place::whole(&format!("{folder}/suitability.json")),
        help: Some("change the points of the rules, or `base` in pack.json".to_owned()),
    }
}
